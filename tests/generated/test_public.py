"""The public names of ``dify_ext`` and ``dify_ext.events``, which are made."""

from __future__ import annotations

from pathlib import Path

from scripts.codegen.public import FILES


def test_the_events_of_the_spec_are_public(root: Path) -> None:
    source = (root / "dify_ext/events.py").read_text()
    assert "    from dify_api.events import (\n        BornEvent,\n        GoneEvent,\n        StreamEvent,\n    )" in source
    assert '__all__ = [\n    "BornEvent",\n    "Event",\n    "GoneEvent",\n    "UnknownEvent",\n]' in source


def test_each_name_has_a_home_in_both_flavours(root: Path) -> None:
    """Once for type checkers, once for the import when it is first used."""
    source = (root / "dify_ext/__init__.py").read_text()
    for name, flavour in (("AsyncChatStream", "_async"), ("ChatStream", "_sync")):
        assert f"    from dify_ext.{flavour}.streams import {name} as {name}\n" in source
        assert f'    "{name}": "dify_ext.{flavour}.streams",\n' in source


def test_they_say_that_they_are_made(root: Path) -> None:
    for name in FILES:
        assert (root / name).read_text().startswith("# Made from ")
