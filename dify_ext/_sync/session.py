# Made from dify_ext/_async/session.py by scripts/regenerate: change that one.
"""One call, from options to model: build the request, send it with retries, decode the answer.

A resource method makes a :class:`Call` and gives it to :meth:`Session.execute`. The methods
below that one stand in the order in which a call passes them; those after them open what is read
later.
"""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import httpx

from dify_ext._console.cookies import forget_cookies, joined
from dify_ext._core.downloads import promises_file
from dify_ext._core.error_response import error_from_response
from dify_ext._core.hooks import Hook
from dify_ext._core.key_auth import KeyAuth
from dify_ext._core.lazy import cached_property
from dify_ext._core.limits import CURRENT, Limit
from dify_ext._core.log import log_attempt, log_request, logger
from dify_ext._core.observation import RequestObserver, observed
from dify_ext._core.operation_call import Call, decode_error
from dify_ext._core.options import Options, RequestOptions, merged, same_origin, shared_options
from dify_ext._core.raw_response import RawResponse
from dify_ext._core.release import is_no_route
from dify_ext._core.retry import Attempts
from dify_ext._core.transport_error import HTTPX_ERRORS, our_error, our_errors
from dify_ext._core.uploads import Upload, multipart
from dify_ext._redaction import shown
from dify_ext._sync import _io
from dify_ext._sync.binary import BinaryResponse
from dify_ext._sync.body import Body
from dify_ext._sync.connections import Connections
from dify_ext._sync.uploads import UploadStream, resendable
from dify_ext._version import __version__
from dify_ext.errors import (
    APIError,
    ConfigurationError,
    DifyError,
    RequestTimeout,
)

if TYPE_CHECKING:
    from dify_api.client import Client

P = ParamSpec("P")
T = TypeVar("T")

_ERROR_BYTES = 1024 * 1024  # the most that is kept of a refusal's body
_EVENT_STREAM = "text/event-stream"
_STOP = re.compile(r"/([^/]+)/stop$")  # of a run, by its task
_USER_AGENT = f"dify-ext/{__version__} httpx/{httpx.__version__}"
_HEADERS = {"User-Agent": _USER_AGENT, "Accept-Encoding": "gzip, deflate"}
_OWN_HEADERS = {"Accept": "*/*", "Connection": "keep-alive", **_HEADERS}  # as httpx itself sends them
_url = lru_cache(maxsize=128)(httpx.URL)  # most calls go to one of a few


class Session:
    """The options of one client or view on its connections."""

    hooks: Iterable[Hook] = ()  # for the events of streams

    def __init__(
        self, options: Options, connections: Connections, auth: httpx.Auth, *, is_private: bool = False
    ) -> None:
        self.options = options
        self.connections = connections
        self.auth = auth
        self.is_private = is_private  # the console's: no redirect is followed, no cookie is kept
        self._is_raw = False

    @cached_property
    def low_level(self) -> Client:
        """A generated client on the same connections, key, retries and timeouts."""
        from dify_ext._sync.low_level import LowLevelClient

        return LowLevelClient(self)

    def as_raw(self) -> Session:
        """The same session, whose calls give the HTTP answer itself, to be read on request."""
        raw = copy.copy(self)
        raw._is_raw = True
        return raw

    def execute(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """Send a call and read its answer.

        Args:
            call: The call.
            options: Options of the call.
        """
        response = (self.send(call, options)).response
        if self._is_raw:  # `raw` tells type checkers
            return cast(T, RawResponse(response, call.decode))
        return call.decode(response)

    def send(self, call: Call[Any], options: RequestOptions | None = None, *, stream: bool = False) -> Body:
        """Send a call; gives a successful answer, whole, or with ``stream`` before its body.

        Args:
            call: The call.
            options: Options of the call.
            stream: True leaves the body to be read later.
        """
        next_options = shared_options(self.options, options or {})
        settings = self.options.for_call(next_options())
        client = self.connections.client()
        request = self.build(call.request, settings, client)
        if stop := _STOP.search(call.request["url"]):
            self.connections.stopped_tasks.append(stop[1])
        auth: httpx.Auth | None = self.auth
        if isinstance(auth, KeyAuth):
            auth.sign(request, call.request["url"])
            auth = None
        body = self._exchange(request, settings, client, auth, stream=stream)
        if body.response.is_success:
            return body
        error = self._refusal(body, call.advice)
        other = call.instead(body.response)
        if other is None:
            raise error
        try:
            return self.send(other, next_options(), stream=stream)
        except APIError as second:
            raise (error if is_no_route(second.status, second.message) else second) from None

    @cached_property
    def _headers(self) -> Mapping[str, str]:
        return self._headers_of(self.options)

    def _headers_of(self, settings: Options) -> Mapping[str, str]:
        return merged(_OWN_HEADERS if self.connections.is_own else _HEADERS, settings.default_headers)

    def build(
        self, call_request: Mapping[str, Any], settings: Options, client: httpx.Client
    ) -> httpx.Request:
        """The one request of a call.

        Args:
            call_request: The arguments of httpx's ``build_request``.
            settings: The options that hold for this call.
            client: The httpx client that sends it.
        """
        arguments = dict(call_request)
        headers = self._headers if settings is self.options else self._headers_of(settings)
        if "headers" in arguments:
            headers = merged(headers, arguments["headers"])
        arguments["headers"] = headers
        timeout = httpx.Timeout(arguments.pop("timeout", settings.timeout))
        arguments["extensions"] = {**arguments.get("extensions", {}), "timeout": timeout.as_dict()}
        url: str = arguments["url"]
        files = arguments.pop("files", None)
        # Our own client has nothing to add.
        make = httpx.Request if self.connections.is_own else client.build_request
        try:
            if url.startswith("/"):
                arguments["url"] = _url(settings.base_url + url)
            return make(**arguments) if files is None else self._build_upload(arguments, files, make)
        except httpx.InvalidURL as error:
            raise ConfigurationError(f"the URL cannot be used: {error}") from error
        except (TypeError, ValueError) as error:
            if isinstance(error, DifyError):
                raise
            raise ConfigurationError(f"this cannot be sent as JSON: {error}") from error

    def _build_upload(
        self, arguments: dict[str, Any], files: dict[str, Any], make: Callable[..., httpx.Request]
    ) -> httpx.Request:
        upload = next((part[1] for part in files.values()), None)
        if not isinstance(upload, Upload):  # none, or one of the low level
            fields = {name: (None, value) for name, value in arguments.pop("data", {}).items()}
            return make(**arguments, files={**fields, **files})
        [field_name] = files
        content_type, head, tail = multipart(arguments.pop("data", {}), field_name, upload)
        body = UploadStream(head, upload, tail)
        own = {"Content-Type": content_type}
        if body.content_length is not None:
            own["Content-Length"] = str(body.content_length)
        headers = merged(arguments["headers"], own)
        request = make(**{**arguments, "content": body, "headers": headers})
        request.stream = body  # httpx has wrapped it in a stream that can be read only once
        return request

    def _exchange(
        self,
        request: httpx.Request,
        settings: Options,
        client: httpx.Client,
        auth: httpx.Auth | None,
        *,
        stream: bool = False,
    ) -> Body:
        """Send a request until it is answered, and tell whoever traces it."""
        upload = request.stream if isinstance(request.stream, UploadStream) else None
        with observed(request, settings.base_url) as observer:
            try:
                if upload is not None:
                    upload.prepare()
                body = self._answer(request, settings, client, auth, observer, stream=stream)
            finally:
                if upload is not None:
                    upload.close_source()
            observer.answered(body.response)
            return body

    def _answer(
        self,
        request: httpx.Request,
        settings: Options,
        client: httpx.Client,
        auth: httpx.Auth | None,
        observer: RequestObserver,
        *,
        stream: bool,
    ) -> Body:
        """Try until there is an answer to keep, or :mod:`dify_ext._core.retry` gives up."""
        attempts = Attempts(request.method, request.url.path, settings.max_retries)
        outer = CURRENT.get()  # of the call that this one is a part of, as a sign-in is
        until = outer.until if outer else None
        if settings.call_timeout is not None:
            until = time.monotonic() + settings.call_timeout
        timeouts = dict(request.extensions["timeout"])
        while True:
            limit = Limit(timeouts["read"], until)
            request.extensions["timeout"] = {phase: limit.whole(left) for phase, left in timeouts.items()}
            started, number = time.monotonic(), attempts.made
            try:
                body = self._attempt(request, client, auth, limit)
                response = body.response
                # An answer that breaks off was lost; 400, 429 and 503 have a text that decides
                # about a retry.
                if not stream or response.status_code in (400, 429, 503):
                    self._whole(body)
            except HTTPX_ERRORS as error:
                log_attempt(request, reason := type(error).__name__, started, number)
                wait = attempts.after_failure(error, resendable=resendable(request))
                if wait is None or limit.is_over:
                    raise our_error(error, request, limit, settings.max_retries) from error
            else:
                log_attempt(request, reason := str(response.status_code), started, number, response)
                wait = attempts.after_answer(response, resendable=resendable(request))
                if wait is None:
                    if attempts.found_deleted(response.status_code):
                        body.close()
                        body.response = _deleted(response)
                    return body
                body.close()
            if until is not None and time.monotonic() + wait >= until:
                raise RequestTimeout("the call and its retries did not end within call_timeout=")
            logger.info("%s %s: trying again in %.2f s", request.method, shown(request.url.path), wait)
            observer.retrying(reason, wait)
            _io.sleep(wait)

    def _attempt(
        self, request: httpx.Request, client: httpx.Client, auth: httpx.Auth | None, limit: Limit
    ) -> Body:
        log_request(request)
        current = CURRENT.set(limit)
        try:
            redirects = False if self.is_private else httpx.USE_CLIENT_DEFAULT
            send = partial(client.send, request, stream=True, auth=auth, follow_redirects=redirects)
            response = self.connections.within(Limit(None, limit.until), send)
        except httpx.HTTPStatusError as error:  # a hook of the user's judges statuses, as we do
            response = error.response
        except RuntimeError as error:
            if not client.is_closed:
                raise
            raise ConfigurationError("the client was closed during the call") from error
        finally:
            CURRENT.reset(current)
        if self.is_private:
            forget_cookies(client.cookies.jar)
        return Body(response, limit, self.connections, client)

    def _refusal(self, body: Body, advice: Mapping[int, str]) -> APIError:
        """The error for an answer that is not a success."""
        response = body.response
        with our_errors(response.request):
            self._whole(body)
        return error_from_response(response, advice.get(response.status_code))

    def _whole(self, body: Body) -> None:
        """Read a whole body, however slowly it comes, but no longer than a stream may be silent."""
        body.allow(max(self.options.stall_timeout, body.limit.seconds or 0.0))
        body.read(self.options.max_response_bytes if body.response.is_success else _ERROR_BYTES)

    def open_stream(self, call: Call[Any], options: RequestOptions | None = None) -> Body:
        """Send a call that is answered with an event stream, which is still to come.

        Args:
            call: The call.
            options: Options of the call.
        """
        body = self.send(call.with_headers({"Accept": _EVENT_STREAM}), options, stream=True)
        kind: str = body.headers.get("content-type", _EVENT_STREAM)
        is_stream = kind.partition(";")[0].strip().lower() == _EVENT_STREAM
        self._refuse_unless(is_stream, body, "an event stream was asked for")
        body.allow(self.options.stall_timeout)
        return body

    def open_binary(self, call: Call[Any], options: RequestOptions | None = None) -> BinaryResponse:
        """Send a call that is answered with bytes, which are still to come.

        Args:
            call: The call.
            options: Options of the call.
        """
        # Not compressed: then its length is known, and an end that comes too early is noticed.
        body = self.send(call.with_headers({"Accept-Encoding": "identity"}), options, stream=True)
        reason = "bytes were asked for (does the server know this message or file?)"
        self._refuse_unless(promises_file(body.headers), body, reason)
        return BinaryResponse(body)

    def open_url(self, url: str, options: RequestOptions | None = None) -> BinaryResponse:
        """The bytes at a signed URL, without a key; another host gets no header of the user.

        Args:
            url: The URL.
            options: Options of the call.
        """
        settings = self.options.for_call(options)
        client = self.connections.client()
        headers = {"Accept-Encoding": "identity"}
        request = self.build({"method": "GET", "url": url, "headers": headers}, settings, client)
        if not same_origin(request.url, settings.base_url):
            headers["User-Agent"] = _USER_AGENT
            request = httpx.Request("GET", request.url, headers=headers, extensions=request.extensions)
        body = self._exchange(request, settings, client, None, stream=True)
        if not body.response.is_success:
            raise self._refusal(body, {})
        self._refuse_unless(promises_file(body.headers), body, "bytes were asked for")
        return BinaryResponse(body)

    def _refuse_unless(self, fits: bool, body: Body, reason: str) -> None:
        """Raise an error if a streamed answer is something else altogether."""
        if not fits:
            with our_errors(body.response.request):
                self._whole(body)
            raise decode_error(body.response, reason)

    def exchange(self, request: httpx.Request, auth: httpx.Auth | None = None) -> Body:
        """Send a request built elsewhere (a sign-in, the low level); any status is an answer.

        Args:
            request: The request.
            auth: Signs it.
        """
        client = self.connections.client()
        ours = [self._headers] if same_origin(request.url, self.options.base_url) else []
        _add_missing(request.headers, *ours, client.headers)
        request.extensions.setdefault("timeout", self.options.timeout.as_dict())
        return self._exchange(request, self.options, client, auth)


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """The type of a resource's method when its resource is on a raw session."""
    return cast(Callable[P, RawResponse[T]], method)


def _add_missing(headers: httpx.Headers, *more: Mapping[str, str]) -> None:
    """Add missing headers, in a frame of its own: locals of a traceback would show the last one."""
    cookies = headers.pop("Cookie", None)
    for name, value in (item for some in more for item in some.items()):
        headers.setdefault(name, value)
    if cookies is not None:
        headers["Cookie"] = joined(headers.get("Cookie", ""), cookies)


def _deleted(response: httpx.Response) -> httpx.Response:
    """The answer to a DELETE that found nothing because an earlier try had succeeded."""
    return httpx.Response(
        204, headers={"X-Version": response.headers.get("x-version", "")}, request=response.request
    )
