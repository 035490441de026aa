"""An emulator for all tests that make their own apps, and clients of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from dify_ext import Dify
from dify_ext.testing import DifyEmulator

#: Makes a client for a key that tries each call once.
Connect = Callable[..., Dify]


@pytest.fixture(scope="module")
def emulator() -> Iterator[DifyEmulator]:
    with DifyEmulator(version="1.14.2") as running:
        yield running


@pytest.fixture
def connect() -> Iterator[Connect]:
    with ExitStack() as stack:

        def made(emulator: DifyEmulator, key: str | None = None, **options: Any) -> Dify:
            options = {"user": "ada", "max_retries": 0, **options}
            return stack.enter_context(Dify(key or emulator.api_key, base_url=emulator.base_url, **options))

        yield made
