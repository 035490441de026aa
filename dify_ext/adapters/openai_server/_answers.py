"""Answers and errors in the shapes of the OpenAI API. Pure."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

from starlette.responses import JSONResponse

from dify_ext import (
    APIError,
    AuthenticationError,
    BadRequestError,
    ChatAnswer,
    ConfigurationError,
    DifyError,
    PermissionDeniedError,
    RateLimitError,
    RequestTimeout,
    ServerError,
    StreamFailed,
    StreamStalled,
    WorkflowFailed,
    WorkflowPaused,
)

_TYPES = {401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error"}


class Shapes:
    """The objects of one answer: they have one id, time and model."""

    def __init__(self, model: str) -> None:
        self._head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": model}

    def completion(self, text: str, result: Any) -> dict[str, Any]:
        """The whole answer."""
        message = {"role": "assistant", "content": text, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return {
            **self._head,
            "object": "chat.completion",
            "choices": [choice],
            "usage": usage_of(result),
            "dify": ids_of(result),
        }

    def chunk(self, delta: dict[str, Any], *, finish_reason: str | None = None, **more: Any) -> bytes:
        """A piece of a stream."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
        return event({**self._head, "object": "chat.completion.chunk", "choices": [choice], **more})

    def usage(self, result: Any) -> bytes:
        """The piece with the usage, which has no choice."""
        usage = usage_of(result)
        return event({**self._head, "object": "chat.completion.chunk", "choices": [], "usage": usage})


def event(data: dict[str, Any]) -> bytes:
    """One event of a stream."""
    return b"data: " + encoded(data) + b"\n\n"


def encoded(data: Any) -> bytes:
    """JSON as bytes; half a character, which a model may send, is a question mark."""
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


class JSONAnswer(JSONResponse):
    """An answer in one piece."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return encoded(content)


def usage_of(result: Any) -> dict[str, int]:
    """Tokens; a workflow only says how many there were in all."""
    usage = result.usage if isinstance(result, ChatAnswer) else None
    prompt = getattr(usage, "prompt_tokens", None) or 0
    total = (getattr(usage, "total_tokens", None) if usage else getattr(result, "total_tokens", None)) or 0
    return {"prompt_tokens": prompt, "completion_tokens": max(total - prompt, 0), "total_tokens": total}


def ids_of(result: Any) -> dict[str, Any]:
    """Dify's ids of an answer."""
    names = ("conversation_id", "message_id", "task_id", "workflow_run_id")
    ids = {name: getattr(result, name, None) for name in names}
    return {name: id for name, id in ids.items() if id is not None}


def refusal(
    status: int,
    message: str,
    *,
    param: str | None = None,
    code: str | None = None,
    headers: dict[str, str] | None = None,
) -> JSONAnswer:
    """An error as an answer."""
    return JSONAnswer(error_body(status, message, param=param, code=code), status, headers)


def error_body(
    status: int, message: str, *, param: str | None = None, code: str | None = None
) -> dict[str, Any]:
    """The object of an error."""
    kind = _TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def status_of(error: DifyError) -> int:
    """The status for a failure; the caller's own key was right, whatever Dify says of ours."""
    match error:
        case AuthenticationError() | PermissionDeniedError() | ServerError():
            return 502
        case APIError():
            return error.status
        case StreamFailed() if error.status is not None and 400 <= error.status < 500:
            return error.status if error.status not in (401, 403) else 502
        case WorkflowPaused() | ConfigurationError():
            return 400
        case RequestTimeout() | StreamStalled():
            return 504
        case _:
            return 502


def code_of(error: DifyError) -> str:
    """Dify's code for the error, else the kind of error."""
    if isinstance(error, APIError | StreamFailed) and error.code:
        return str(error.code)
    if isinstance(error, WorkflowPaused):
        return "human_input_required"
    return "workflow_failed" if isinstance(error, WorkflowFailed) else type(error).__name__


def headers_of(error: DifyError) -> dict[str, str]:
    """Whether the caller's library may send the question again: only if nothing can have run."""
    headers = {"X-Should-Retry": "true" if isinstance(error, RateLimitError) else "false"}
    if isinstance(error, RateLimitError) and error.retry_after is not None:
        headers["Retry-After"] = f"{error.retry_after:g}"
    return headers


def never_ran(error: DifyError) -> bool:
    """Whether the question surely was not asked."""
    return isinstance(error, BadRequestError | RateLimitError | ConfigurationError)
