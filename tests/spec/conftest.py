"""The spec as the policy tests see it: one bundled document, and the parts it is made of."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.bundled import ROOT, bundled_spec


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """The bundled document."""
    return bundled_spec()


@pytest.fixture(scope="session")
def parts() -> dict[str, Any]:
    """Each part by the name of its file."""
    return {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "spec").glob("*.yaml"))
    }
