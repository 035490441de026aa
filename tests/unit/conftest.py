"""Tests of the pure rooms: the same examples on every run, and what of them is measured."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from coverage import Coverage
from hypothesis import settings

# A test that fails here fails everywhere.
settings.register_profile("same-every-time", derandomize=True, database=None, deadline=None, max_examples=150)
settings.load_profile("same-every-time")


@pytest.fixture(scope="session", autouse=True)
def _fast_digests() -> None:
    """Here digests are as slow as those of users."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Measure the coverage of plain tests only.

    They reach every branch by themselves, and tracing a hundred examples of a property doubles its time.
    """
    measured = Coverage.current()
    if measured is None or item.get_closest_marker("hypothesis") is None:
        return (yield)
    measured.stop()
    try:
        return (yield)
    finally:
        measured.start()
