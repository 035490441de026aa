"""SIGTERM, and the SIGHUP of a terminal that goes away, end a command as an exit does."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """A block in which such a signal raises SystemExit: a run is stopped on the server first.

    A second signal is ignored: `timeout`, shells and terminals may send two. A signal that was
    ignored before (``nohup``), or that the program around this one handles, is left alone.
    """
    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ours = [number for number in known if signal.getsignal(number) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ours = []

    def end(number: int, frame: FrameType | None) -> None:
        for each in ours:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)  # the exit code that shells give

    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            if signal.getsignal(number) is end:  # else the process ends by a signal
                signal.signal(number, signal.SIG_DFL)
