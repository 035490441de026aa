"""Errors as a person meets them: one line, what to do, and an exit code."""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.invocation import Invocation
from dify_ext.cli.output import clean

#: What to do next at the command line, by the code of the error …
_ADVICE = {
    "not_chat_app": "dify-ext run, for workflow and completion apps",
    "not_workflow_app": "dify-ext chat, for chat apps, agents and chatflows",
}
#: … else by its class.
_BY_CLASS = {
    "RequestTimeout": "--timeout SECONDS, if it needs longer",
    "ConnectionFailed": "dify-ext doctor; `dify-ext login`, or DIFY_BASE_URL, names the server",
    "AuthenticationError": "dify-ext login, with another key or password; `dify-ext doctor` shows all",
}


@contextmanager
def reported(ctx: typer.Context) -> Iterator[None]:
    """Turn an error into a line on stderr and an exit code; ``--debug`` shows the traceback."""
    try:
        yield
    except KeyboardInterrupt:
        _tell("Interrupted.")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            raise  # the reader of a pipe has seen enough
        code = _code(error)
        if code is None:
            raise
        if Invocation.of(ctx).debug:
            traceback.print_exc()
        _tell(f"Error: {_sentence(error)}")
        code_of_dify = getattr(error, "code", None) or ""
        if advice := _ADVICE.get(code_of_dify) or _BY_CLASS.get(type(error).__name__):
            _tell(f"Try: {advice}")
        raise typer.Exit(code) from None


def _tell(line: str) -> None:
    sys.stderr.write(f"{clean(line)}\n")


def _code(error: Exception) -> ExitCode | None:
    """The exit code of an error; None if it is a bug, which shall be seen whole."""
    from dify_ext import errors

    if isinstance(error, errors.WorkflowPaused):
        return ExitCode.WAITS_FOR_HUMAN
    never_begun = (errors.ConfigurationError, errors.AuthenticationError, errors.ConnectionFailed)
    if isinstance(error, never_begun):
        return ExitCode.COULD_NOT_BEGIN
    return ExitCode.FAILED if isinstance(error, errors.DifyError | OSError) else None


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error) or type(error).__name__
