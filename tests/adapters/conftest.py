"""What the standard suites of langchain-tests want of plugins that are turned off here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def benchmark() -> Callable[..., Any]:
    """Runs the function once: its time is not what is tested."""
    return lambda function: function()


@pytest.fixture
def snapshot() -> None:
    """Only for models that can be serialized."""


@pytest.fixture
def vcr() -> None:
    """Only for suites that record."""
