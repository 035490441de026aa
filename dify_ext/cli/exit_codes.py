"""The exit codes of all commands, in one place."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command says to the shell or the CI job that started it."""

    OK = 0
    FAILED = 1
    COULD_NOT_BEGIN = 2
    WOULD_CHANGE = 3
    WAITS_FOR_HUMAN = 4
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """One line for the help and the documents."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.OK: "done; for `sync`: in step; for `doctor`: all is well",
    ExitCode.FAILED: "Dify, or a part of the work, failed",
    ExitCode.COULD_NOT_BEGIN: "nothing was begun: wrong arguments or settings, a refused key, no connection",
    ExitCode.WOULD_CHANGE: "a dry run found changes (`sync`, `annotations import`)",
    ExitCode.WAITS_FOR_HUMAN: "a run waits for a human, and there is no terminal to ask at",
    ExitCode.INTERRUPTED: "Ctrl-C",
}
