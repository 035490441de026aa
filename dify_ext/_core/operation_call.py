"""A call: the request of a generated operation, and how its answer is read. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

import attrs
import httpx
from dify_api._answers import json_body
from dify_api.client import Client
from dify_api.errors import UnexpectedStatus
from dify_api.models import Error
from dify_api.types import WrongShape

from dify_ext._core.error_response import absent, lacking_of, request_id_of
from dify_ext._redaction import shown
from dify_ext.errors import ConfigurationError, ResponseDecodeError, WorkflowFailed, WorkflowPaused

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")
T_co = TypeVar("T_co", covariant=True)

# generated parsers take a client; it sends nothing
_READER = Client(base_url="http://unused.invalid")


class Operation(Protocol[P, T_co]):
    """What every operation of ``dify_api.api`` is."""

    def _get_kwargs(self, *args: P.args, **kwargs: P.kwargs) -> dict[str, Any]: ...

    def _parse_response(self, *, client: Client, response: httpx.Response) -> T_co | Error | None: ...


@attrs.frozen
class Call(Generic[T]):
    """A call of an operation.

    Attributes:
        request: Arguments for ``httpx.Client.build_request``.
        decode: Reads an answer whose status is a success.
        advice: By status, the words that an error adds, such as which releases have a fault.
        is_instead: Whether it takes the place of a call that the server does not know.
    """

    request: dict[str, Any] = attrs.field(repr=False)  # it may hold a secret, also in its path
    decode: Callable[[httpx.Response], T]
    advice: Mapping[int, str] = attrs.field(factory=dict)
    is_instead: bool = False

    def with_headers(self, headers: Mapping[str, str]) -> Call[T]:
        """The same call with more headers."""
        request = {**self.request, "headers": {**self.request.get("headers", {}), **headers}}
        return attrs.evolve(self, request=request)

    def map(self, change: Callable[[T], U]) -> Call[U]:
        """The same call with its result changed; a result with ``request_id`` gets that."""
        decode = self.decode

        def changed(response: httpx.Response) -> U:
            try:
                result = change(decode(response))
            except (WorkflowFailed, WorkflowPaused) as error:
                _identify(error.partial, response)
                raise
            _identify(result, response)
            return result

        return Call(self.request, changed, self.advice)

    def read_by(self, read: Callable[[Any], U]) -> Call[U]:
        """The same call; its JSON answer is read by ``read``, such as into a class of ours."""
        return Call(
            self.request, lambda response: _read(response, lambda: json_body(response, read)), self.advice
        )

    def done(self) -> Call[None]:
        """The same call without a result: Dify answers deletes with 204, or 200 and "204"."""
        return Call(self.request, _nothing, self.advice)

    def unless_absent(self, field: str) -> Call[T]:
        """The same call; a success whose ``field`` is null says that there is no such thing."""

        def decode(response: httpx.Response) -> T:
            result = self.decode(response)
            if getattr(result, field) is None:
                raise absent(response)
            return result

        return attrs.evolve(self, decode=decode)

    def instead(self, refusal: httpx.Response) -> Call[T] | None:
        """The call that does the same, if the server refused this one because of its release.

        None also if a file was sent that cannot be read again.
        """
        lacks = None if self.is_instead else lacking_of(refusal)
        uploads = [part[1] for part in self.request.get("files", {}).values()]
        if lacks is None or lacks.method is None or not all(one.resendable for one in uploads):
            return None
        request = {**self.request, "method": lacks.method.lower(), "url": lacks.path}
        return attrs.evolve(self, request=request, is_instead=True)

    def with_advice(self, advice: Mapping[int, str]) -> Call[T]:
        """The same call, whose refusal with one of these statuses says this, too."""
        return attrs.evolve(self, advice={**self.advice, **advice})


def call(operation: Operation[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Call[T]:
    """A call of a generated operation; type checkers compare its arguments with the operation's."""
    try:
        request = operation._get_kwargs(*args, **kwargs)
    except ValueError as error:  # a path argument that would leave its path
        raise ConfigurationError(str(error)) from None

    def decode(response: httpx.Response) -> T:
        result = _read(response, lambda: operation._parse_response(client=_READER, response=response))
        if result is None or isinstance(result, Error):
            raise decode_error(response, "the body is empty, and an answer was promised")
        return result

    return Call(request, decode)


def _read(response: httpx.Response, read: Callable[[], T]) -> T:
    try:
        return read()
    except WrongShape as error:
        # The frames of the generated reader hold the whole answer, which may be one of keys.
        error.__context__ = None
        raise decode_error(response, error.reason, error.path) from error.with_traceback(None)
    except UnexpectedStatus as error:
        reason = f"status {response.status_code} is not what the API answers here"
        raise decode_error(response, reason) from error


def decode_error(response: httpx.Response, reason: str, path: str | None = None) -> ResponseDecodeError:
    """The error for an answer that has another form than the API promises."""
    request = response.request
    place = f" at {path}" if path else ""
    kind = response.headers.get("content-type", "no content type")
    return ResponseDecodeError(
        f"{request.method} {shown(request.url.path)} answered {response.status_code} ({kind}), but{place} "
        f"{reason}; is base_url a Dify server, with no proxy's page in between?",
        response=response,
        path=path,
    )


def _identify(result: Any, response: httpx.Response) -> None:
    if getattr(result, "request_id", "") is None:
        result.request_id = request_id_of(response.headers)


def _nothing(response: httpx.Response) -> None:
    if "html" in response.headers.get("content-type", "").lower() and response.content.strip():
        raise decode_error(response, "the body is an HTML page")
