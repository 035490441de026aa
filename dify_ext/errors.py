"""Every error that this package raises.

    DifyError
    ├── ConfigurationError               before any I/O
    ├── TransportError                   no answer: RequestTimeout, ConnectionFailed
    ├── APIError                         .status, .code, .message, .params, .request_id, .response
    │   ├── BadRequestError 400    ├── AuthenticationError 401   ├── PermissionDeniedError 403
    │   ├── NotFoundError 404      ├── ConflictError 409         ├── PayloadTooLargeError 413
    │   ├── RateLimitError 429 (.retry_after), and the 400 "Too many requests" of a busy app
    │   └── ServerError 5xx        └── UnsupportedFileTypeError 415
    ├── StreamError                      .partial (the part of the answer that arrived)
    │   └── StreamFailed (an error event), StreamIncomplete, StreamStalled
    ├── WorkflowFailed                   .run, .partial
    ├── WorkflowPaused                   .partial, .form
    ├── IndexingFailed                   .statuses
    ├── BatchFailed                      .report
    ├── ResponseDecodeError              .response, .path
    └── TokenStoreError

All of them can be pickled and deep-copied; a pickle has no request headers and no cookies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import httpx

from dify_ext._redaction import masked_json, masked_text, secrets_in, shown, without

__all__ = [
    "APIError",
    "AuthenticationError",
    "BadRequestError",
    "BatchFailed",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailed",
    "DifyError",
    "IndexingFailed",
    "NotFoundError",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestTimeout",
    "ResponseDecodeError",
    "ServerError",
    "StreamError",
    "StreamFailed",
    "StreamIncomplete",
    "StreamStalled",
    "TokenStoreError",
    "TransportError",
    "UnsupportedFileTypeError",
    "WorkflowFailed",
    "WorkflowPaused",
]


class DifyError(Exception):
    """The base class: ``except DifyError`` catches every error of this package."""

    def __str__(self) -> str:
        return " ".join(super().__str__().split())  # an error has one line

    def __reduce__(self) -> tuple[Any, ...]:
        state = {name: _portable(value) for name, value in self.__dict__.items()}
        return _rebuild, (type(self), self.args), state


class ConfigurationError(DifyError, ValueError):
    """An argument or a setting is missing or cannot be used. Nothing was sent."""


class TransportError(DifyError):
    """No answer came: the connection failed, broke or timed out. ``__cause__`` says why."""


class RequestTimeout(TransportError):
    """A limit was reached: ``timeout`` for one step, or ``call_timeout`` for the whole call.

    ``partial`` is the part of a streamed answer that arrived; None if nothing did.
    """

    def __init__(self, message: str, *, partial: Any = None) -> None:
        super().__init__(message)
        self.partial = partial


class ConnectionFailed(TransportError):
    """The server could not be reached, or closed the connection before it answered."""


class APIError(DifyError):
    """The server answered with an error.

    Attributes:
        status: The HTTP status.
        code: Dify's error code, such as ``invalid_param``; None if there is none.
        message: The server's message in full. If it repeats the key, the key is masked.
        params: The name of the wrong parameter, or a mapping of parameters to messages.
        request_id: The id of the request, for the administrator of the server.
        response: The HTTP response.
    """

    def __init__(
        self,
        status: int,
        code: str | None,
        message: str,
        *,
        params: Any = None,
        request_id: str | None = None,
        response: httpx.Response | None = None,
        advice: str | None = None,
    ) -> None:
        super().__init__(_sentence(status, code, message, request_id, response, advice))
        self.status = status
        self.code = code
        self.message = message
        self.params = params
        self.request_id = request_id
        self.response = response


class BadRequestError(APIError):
    """400: a parameter is missing or wrong, or the app cannot do this."""


class AuthenticationError(APIError):
    """401: the API key, or the sign-in, was not accepted."""


class PermissionDeniedError(APIError):
    """403: the key or account is valid, but may not do this (an API switched off, a role)."""


class NotFoundError(APIError):
    """404: it does not exist, or it belongs to another end user."""


class ConflictError(APIError):
    """409: it exists already, or another client is changing it."""


class PayloadTooLargeError(APIError):
    """413: the file is larger than the server allows."""


class UnsupportedFileTypeError(APIError):
    """415: the server does not accept files of this type."""


class RateLimitError(APIError):
    """429, or the 400 "Too many requests" of an app at its concurrency limit.

    ``retry_after`` is the time in seconds that the server asks to wait; None if it does not say.
    """

    def __init__(self, *args: Any, retry_after: float | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.retry_after = retry_after


class ServerError(APIError):
    """5xx: the server, or a proxy before it, failed."""


class StreamError(DifyError):
    """A stream did not arrive completely. ``partial`` is the part of the answer that arrived."""

    def __init__(self, message: str, *, partial: Any = None) -> None:
        super().__init__(message)
        self.partial = partial


class StreamFailed(StreamError):
    """The server sent an ``error`` event, with this ``status``, ``code`` and ``message``."""

    def __init__(self, status: int | None, code: str | None, message: str, *, partial: Any = None) -> None:
        said = " ".join(str(part) for part in (status, code) if part is not None)
        reason = one_line(message) or "the server gave no reason"
        super().__init__(f"the run failed: {said}{': ' if said else ''}{reason}", partial=partial)
        self.status = status
        self.code = code
        self.message = message


class StreamIncomplete(StreamError):
    """The stream ended, broke or could not be read before the answer was complete.

    ``__cause__`` says why, if another error was the reason.
    """


class StreamStalled(StreamError):
    """No event came for longer than ``stall_timeout`` seconds (pings are not events)."""


class WorkflowFailed(DifyError):
    """The workflow failed.

    ``run`` is the data of the run's last event, ``partial`` the part of the answer that arrived.
    """

    def __init__(self, message: str, *, run: Any = None, partial: Any = None) -> None:
        super().__init__(message)
        self.run = run
        self.partial = partial


class WorkflowPaused(DifyError):
    """The run waits for a person, and the call has no handler (``on_human_input``).

    ``form`` is the form to fill in, ``partial`` the part of the answer that arrived.
    """

    def __init__(self, message: str, *, partial: Any = None, form: Any = None) -> None:
        super().__init__(message)
        self.partial = partial
        self.form = form


class IndexingFailed(DifyError):
    """Documents will not be indexed: some failed or are paused, or the batch has no documents.

    ``statuses`` is the indexing status of each document of the batch.
    """

    def __init__(self, message: str, *, statuses: Sequence[Any]) -> None:
        super().__init__(message)
        self.statuses = [*statuses]


class BatchFailed(DifyError):
    """Rows of a batch failed, or are unknown. ``report`` is the report of the whole batch."""

    def __init__(self, message: str, *, report: Any) -> None:
        super().__init__(message)
        self.report = report


class ResponseDecodeError(DifyError):
    """The answer cannot be read: it is not what the API describes, or it is too large.

    ``path`` is the place in the JSON, such as ``data[3].usage``; ``response`` the HTTP response.
    """

    def __init__(
        self, message: str, *, response: httpx.Response | None = None, path: str | None = None
    ) -> None:
        super().__init__(message)
        self.response = response
        self.path = path


class TokenStoreError(DifyError):
    """A token store cannot be read or written at the moment."""


_PYDANTIC_LINK = re.compile(r"\s*For further information visit \S+")
_SHOWN = 300

_ADVICE = {
    401: "check the API key (api_key= or DIFY_API_KEY): it must be of this server, and of the right kind",
    413: "send a smaller file, or raise the server's limit",
}


def one_line(text: str) -> str:
    """A message on one line, without links to pydantic's documentation, cut if it is long."""
    line = " ".join(_PYDANTIC_LINK.sub("", text).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _sentence(
    status: int,
    code: str | None,
    message: str,
    request_id: str | None,
    response: httpx.Response | None,
    advice: str | None,
) -> str:
    """The text of the error: what failed, which request it was, and what to do."""
    words = f"{status}{f' {code}' if code else ''}: {one_line(message) or 'no reason given'}"
    request = getattr(response, "_request", None)
    about = []
    if request is not None:
        host = f" at {request.url.netloc.decode()}" if status == 401 else ""
        about = [f"{request.method} {shown(request.url.path)}{host}"]
    about += [f"request id {request_id}"] if request_id else []
    is_console = request is not None and request.url.path.startswith("/console/")
    advice = advice or (None if is_console and status == 401 else _ADVICE.get(status))
    return words + (f" ({', '.join(about)})" if about else "") + (f"; {advice}" if advice else "")


def _rebuild(kind: type[DifyError], args: tuple[Any, ...]) -> DifyError:
    error = kind.__new__(kind, *args)
    error.args = args
    return error


def bare(request: httpx.Request | None) -> httpx.Request | None:
    """The request without its headers and content, which may hold secrets."""
    return None if request is None else httpx.Request(request.method, shown(str(request.url)))


def _portable(value: Any) -> Any:
    """A response for a pickle: no request headers (they hold the key), no cookies."""
    if not isinstance(value, httpx.Response):
        return value
    request = getattr(value, "_request", None)
    # The content is decoded already: the headers about its encoding no longer fit.
    dropped = ("set-cookie", "content-encoding", "transfer-encoding", "content-length")
    headers = [(name, text) for name, text in value.headers.multi_items() if name.lower() not in dropped]
    content = value.content if hasattr(value, "_content") else b""
    with suppress(UnicodeDecodeError):  # binary content is left as it is
        text = masked_json(content) or masked_text(content.decode())
        secrets = set() if request is None else secrets_in(request.headers.multi_items())
        content = without(secrets, text).encode("utf-8", "replace")
    return httpx.Response(value.status_code, headers=headers, content=content, request=bare(request))
