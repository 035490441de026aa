"""Seed files, YAML or JSON: what an emulator begins with. ``seed.schema.json`` describes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from ._faults import Fault
from ._options import UnusableFile
from ._respond import Answer
from ._schema import check as by_schema
from ._setup import EmulatedApp, add_account, add_app, add_dataset
from ._state import state_of


class SeedError(UnusableFile):
    """A seed that cannot be used; the message says where, and what it must be."""


def read_seed(path: Path) -> dict[str, Any]:
    """The seed in a file, checked. SeedError if it cannot be read or is wrong."""
    import yaml

    try:
        seed = yaml.safe_load(path.read_text(encoding="utf-8"))  # JSON is YAML, too
    except OSError as error:
        raise SeedError(f"Cannot read the seed {path}: {error.strerror}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise SeedError(f"The seed {path} is not YAML or JSON: {error}") from None
    check(seed if seed is not None else {})
    return seed or {}


def plant(app: Starlette, seed: dict[str, Any]) -> list[EmulatedApp]:
    """Put all that a checked seed has into an emulator, and return its apps.

    Raises:
        SeedError: Two things have the same key or name, or a fault's operation is unknown.
    """
    made = []
    place = "seed"
    try:
        for number, given in enumerate(seed.get("apps", ())):
            place = f"apps[{number}]"
            made.append(plant_app(app, given))
        for number, given in enumerate(seed.get("datasets", ())):
            place = f"datasets[{number}]"
            add_dataset(app, **given)
        for number, given in enumerate(seed.get("accounts", ())):
            place = f"accounts[{number}]"
            add_account(app, **given)
        for number, given in enumerate(seed.get("faults", ())):
            place = f"faults[{number}]"
            state_of(app).rules.add(Fault(**given))
    except Exception as error:
        raise SeedError(f"{place}: {error}") from error
    return made


def plant_app(app: Starlette, given: dict[str, Any]) -> EmulatedApp:
    """Add the app that a checked part of a seed describes."""
    settings = dict(given)
    answer, users = settings.pop("answer", None), settings.pop("users", ())
    if answer is not None:
        settings["respond"] = Answer(**answer)
    made = add_app(app, settings.pop("mode"), **settings)
    for name in users:
        state_of(app).apps[made.api_key].user(name)
    return made


def check(value: Any, part: str | None = None) -> None:
    """Check a seed, or a part of one (``app``, ``fault``, …). SeedError if it is wrong."""
    try:
        by_schema(value, part)
    except ValueError as error:
        raise SeedError(str(error)) from None
