"""What an error says about a row: it did not run, it ran and failed, or nobody knows. Pure."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from dify_ext._batch.records import PAUSED
from dify_ext._core.retry import NEVER_SENT
from dify_ext.errors import (
    APIError,
    AuthenticationError,
    ConfigurationError,
    DifyError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    RequestTimeout,
    ServerError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    TransportError,
    WorkflowFailed,
    WorkflowPaused,
)

QUOTA: Final = "rate_limit_error"  # the code of a 429 that no wait helps against
MOST_OVERLOADS: Final = 5  # how often a row whose model was overloaded runs again
# Codes that every row would get.
_OF_ALL_ROWS: Final = (
    *("agent_not_published", "app_unavailable", "workflow_not_published"),
    *("not_chat_app", "not_completion_app", "not_workflow_app"),
    *("provider_not_initialize", "provider_quota_exceeded"),
)
_MAY_HAVE_RUN: Final = (502, 503, 504)
_OVERLOADED: Final = re.compile(
    r"\b(429|529)\b|rate.?limit|too many requests|overloaded|resource.?exhausted", re.IGNORECASE
)


class Verdict(NamedTuple):
    """What is to be done with a row after an error.

    ``"again"``: it did not run. ``"anew"``: it ran, and its model was overloaded. ``"look up"``: it
    may have run. ``"failed"``: it failed. ``"stop"``: no row can run.
    """

    step: Literal["again", "anew", "look up", "failed", "stop"]
    is_too_many: bool = False  # fewer runs may help
    retry_after: float | None = None  # seconds that the server asks to wait


def judge(error: DifyError, *, has_ids: bool, begun: int) -> Verdict:
    """Judge the error of a row's run, which was begun so often in this call.

    With ids of the run an event of it has come.
    """
    if isinstance(error, RateLimitError):
        return Verdict("stop") if error.code == QUOTA else Verdict("again", True, error.retry_after)
    if isinstance(error, AuthenticationError | PermissionDeniedError):
        return Verdict("stop")
    if isinstance(error, APIError) and error.code in _OF_ALL_ROWS:
        return Verdict("stop")
    if isinstance(error, ConfigurationError | NotFoundError):
        return Verdict("failed" if has_ids else "stop")
    if isinstance(error, RequestTimeout) and has_ids:  # call_timeout: it was stopped
        return Verdict("failed", True)
    if isinstance(error, TransportError):
        was_sent = not isinstance(error.__cause__, NEVER_SENT)
        return Verdict("look up" if was_sent else "again", is_too_many=isinstance(error, RequestTimeout))
    if isinstance(error, StreamIncomplete | StreamStalled):
        return Verdict("look up", is_too_many=isinstance(error, StreamStalled))
    if isinstance(error, ServerError) and error.status in _MAY_HAVE_RUN:
        return Verdict("look up", True)
    if isinstance(error, StreamFailed | WorkflowFailed) and _OVERLOADED.search(str(error)):
        return Verdict("anew" if begun < MOST_OVERLOADS else "failed", True)
    return Verdict("failed")


def error_of(error: Exception) -> dict[str, str]:
    """An error as the journal has it."""
    return {"code": _code(error), "message": str(error), "kind": type(error).__name__}


def unknown(reason: str) -> dict[str, str]:
    """The error of a row of which nobody knows whether it ran."""
    return {"code": "unknown", "message": reason, "kind": "Unknown"}


def _code(error: Exception) -> str:
    if isinstance(error, WorkflowPaused):
        return PAUSED
    code = error.code if isinstance(error, APIError | StreamFailed) else None
    return code or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
