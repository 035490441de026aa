"""A signal at each line of httpcore that a call of the synchronous client passes."""

from __future__ import annotations

import gc
import linecache
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import httpcore
import pytest

from dify_ext import Dify
from dify_ext.emulator import Emulator

HTTPCORE = str(Path(httpcore.__file__).parent)
LOCK = "with self._optional_thread_lock"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(delay=0.0) as emulator:
        yield emulator


@pytest.fixture
def collected() -> Iterator[None]:
    """What the test leaves is collected while its filter of warnings holds."""
    yield
    gc.collect()


class TimeLimit(Exception):
    """What a task queue raises from a signal, as Celery's SoftTimeLimitExceeded."""


ERRORS = (KeyboardInterrupt, SystemExit, TimeLimit)


class Interrupt:
    """Raises what a signal raises, before a line of httpcore runs: the one with this number."""

    def __init__(self, number: int) -> None:
        self.left = number
        self._error = ERRORS[number % len(ERRORS)]

    def __enter__(self) -> Interrupt:
        sys.settrace(self._call)
        return self

    def __exit__(self, *args: object) -> None:
        sys.settrace(None)

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self._line if frame.f_code.co_filename.startswith(HTTPCORE) else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        # A line that takes the lock of the pool is also passed when its block has ended. A signal does
        # not come there: to give the lock back is one step.
        if event == "line" and LOCK not in linecache.getline(frame.f_code.co_filename, frame.f_lineno):
            self.left -= 1
            if self.left == 0:
                raise self._error
        return self._line


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # of a socket that nobody had yet
def test_the_next_call_works(collected: None, emulator: Emulator) -> None:
    """No lock is left taken, which the next call, or the end of the pool, would wait for."""
    number, was_interrupted = 0, True
    with Dify(emulator.keys["chat"], base_url=emulator.base_url, max_retries=0) as dify:
        dify.app.info()
        while was_interrupted:
            number += 1
            try:
                with Interrupt(number):
                    dify.app.info()
                was_interrupted = False
            except ERRORS:
                pass
            assert dify.app.info().mode == "chat"
        own = dify._connections.client()
        dify.app.info()
        assert dify._connections.client() is own, "a call without a signal makes no new connections"
    assert number > 100
