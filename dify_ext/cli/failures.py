"""How commands show errors: one line, what to do, and an exit code."""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.invocation import Invocation
from dify_ext.cli.output import clean

#: What to do on the command line, by the code or class of an error. It replaces the advice for
#: programmers, which follows a semicolon in the message.
_INSTEAD = {
    "not_chat_app": "`dify-ext run`: it is for workflow and completion apps",
    "not_workflow_app": "`dify-ext chat`: it is for chat apps, agents and chatflows",
    "AuthenticationError": "`dify-ext login` with another key or password; `dify-ext doctor` checks all",
}


@contextmanager
def reported(ctx: typer.Context) -> Iterator[None]:
    """Turn an error into a line on stderr and an exit code; ``--debug`` shows the traceback."""
    try:
        yield
    except (KeyboardInterrupt, typer.Abort):  # typer.Abort: at a prompt
        _write("Interrupted.")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except SystemExit:
        with suppress(OSError):  # the terminal may be gone
            _write("Terminated.")
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            raise  # the reader closed the pipe
        code = _code(error)
        if code is None:
            raise
        tell(ctx, error)
        raise typer.Exit(code) from None


def tell(ctx: typer.Context, error: Exception) -> None:
    """Write what went wrong and what to do to stderr; ``--debug`` adds the traceback."""
    if Invocation.of(ctx).debug:
        traceback.print_exception(error)
    sentence = _sentence(error)
    advice = _INSTEAD.get(getattr(error, "code", None) or "") or _INSTEAD.get(type(error).__name__)
    if advice is not None:
        sentence = sentence.partition("; ")[0]
    else:
        advice = _advice(error, Invocation.of(ctx).timeout)
    _write(f"Error: {sentence}")
    if advice is not None:
        _write(f"Try: {advice}")


def _advice(error: Exception, timeout: float | None) -> str | None:
    from dify_ext import errors

    if isinstance(error, errors.RequestTimeout) and timeout is not None:
        return "a longer --timeout"
    if isinstance(error, errors.TransportError):
        return "`dify-ext doctor`; to change the server, use `dify-ext login` or DIFY_BASE_URL"
    return None


def _write(line: str) -> None:
    sys.stderr.write(f"{clean(line)}\n")


def _code(error: Exception) -> ExitCode | None:
    """The exit code of an error; None if it is a bug, whose traceback is shown."""
    from dify_ext import errors

    if isinstance(error, errors.WorkflowPaused):
        return ExitCode.WAITS_FOR_HUMAN
    never_begun = (errors.ConfigurationError, errors.AuthenticationError, errors.ConnectionFailed)
    is_wrong_path = isinstance(error, OSError) and error.filename is not None
    if isinstance(error, never_begun) or is_wrong_path:
        return ExitCode.COULD_NOT_BEGIN
    return ExitCode.FAILED if isinstance(error, errors.DifyError | OSError) else None


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror is not None:
        return ": ".join(filter(None, (error.filename, error.strerror)))
    return str(error) or type(error).__name__
