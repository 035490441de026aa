"""The recordings of nine releases: of this folder, of ``tests/wire`` and ``tests/wire_console``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests import wire, wire_console
from tests.wire.recordings import Recording

FOLDER = Path(__file__).parent / "recordings"
_FOLDERS = {"service": Path(wire.__path__[0]), "console": Path(wire_console.__path__[0])}
PARTS = tuple(_FOLDERS)
# All that were recorded; those of this folder are replayed here.
RELEASES = ("0.15.8", "1.4.3", "1.8.1", "1.9.2", "1.11.4", "1.12.1", "1.13.2", "1.14.2", "1.16.1")

REPLAYED_HERE = tuple(release for release in RELEASES if (FOLDER / f"{release}.service.jsonl").exists())


@cache
def recordings(release: str, part: str) -> tuple[Recording, ...]:
    """The recordings of a release: ``part`` is ``service`` or ``console``."""
    return tuple(_read(release, part))


def _read(release: str, part: str) -> Iterator[Recording]:
    path = FOLDER / f"{release}.{part}.jsonl"
    for line in path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []:
        row = json.loads(line)
        yield Recording(f"{release}/{row.pop('name')}", row)
    for path in sorted((_FOLDERS[part] / release).glob("*.json")):
        yield Recording(f"{release}/{path.stem}", json.loads(path.read_text(encoding="utf-8")))
