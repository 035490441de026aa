"""The spec as one document."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from scripts.codegen.bundle import bundle

ROOT = Path(__file__).resolve().parents[1]


@cache
def bundled_spec() -> dict[str, Any]:
    """The parts of the spec, joined as regeneration joins them."""
    return bundle(ROOT / "spec")
