"""The exit codes of all commands, in one place."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit code of a command, for shells and CI jobs."""

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
    ExitCode.OK: "done; for `sync`: the knowledge base equals the folder; for `doctor`: everything works",
    ExitCode.FAILED: "Dify failed, or a part of the work failed",
    ExitCode.COULD_NOT_BEGIN: "nothing was started: wrong arguments, a refused key, or no connection",
    ExitCode.WOULD_CHANGE: "a dry run found changes (`sync`, `annotations import`)",
    ExitCode.WAITS_FOR_HUMAN: "a run waits for a person, and there is no terminal to ask on",
    ExitCode.INTERRUPTED: "interrupted with Ctrl-C",
}
