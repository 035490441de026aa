"""One call from options to model: build, send, judge the status, decode."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import httpx

from dify_ext._async.binary import AsyncBinaryResponse
from dify_ext._async.body import AsyncBody
from dify_ext._async.connections import (
    FOREIGN,
    STREAMED,
    AsyncPool,
    AsyncPoolTransport,
    AsyncRetryTransport,
    add_missing,
    whole,
)
from dify_ext._async.pages import AsyncPage, AsyncPager
from dify_ext._async.uploads import AsyncUploadStream
from dify_ext._core import log
from dify_ext._core.cookies import no_cookies
from dify_ext._core.downloads import promises_file
from dify_ext._core.error_response import error_from_response
from dify_ext._core.operation_call import Call, decode_error, our_errors
from dify_ext._core.options import Options, RequestOptions, merged, same_origin
from dify_ext._core.paging import PageData, Paging, Walk
from dify_ext._core.raw_response import RawResponse
from dify_ext._core.uploads import Upload, multipart
from dify_ext._redaction import shown
from dify_ext._version import __version__
from dify_ext.errors import ConfigurationError, DifyError, ResponseDecodeError, ServerError

if TYPE_CHECKING:
    from dify_api.client import Client

P = ParamSpec("P")
T = TypeVar("T")


class ApiKeyAuth(httpx.Auth):
    """Sends the API key with every request; says so, before any I/O, where there is none."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def auth_flow(self, request: httpx.Request) -> Any:
        if same_origin(request.url, self._options.base_url):
            path = request.url.path.removeprefix(httpx.URL(self._options.base_url).path.rstrip("/"))
            request.headers["Authorization"] = f"Bearer {self._options.need_api_key_for(path).reveal()}"
        yield request


class AsyncSession:
    """The options of one client or view on a pool of connections, and the httpx client that puts the two together."""

    def __init__(
        self, options: Options, pool: AsyncPool, auth: httpx.Auth, *, is_private: bool = False
    ) -> None:
        self.options = options
        self.pool = pool
        self.auth = auth
        self.is_private = is_private

    @cached_property
    def http(self) -> httpx.AsyncClient:
        """An httpx client with our key, timeouts, headers and retries on the shared pool; cheap, and never closed
        itself.
        """
        hooks: dict[str, list[Any]] = {"request": [_log_request], "response": [_log_response]}
        return httpx.AsyncClient(
            base_url=self.options.base_url,
            auth=self.auth,
            headers=merged(
                {"User-Agent": f"dify-ext/{__version__} httpx/{httpx.__version__}"},
                self.options.default_headers,
            ),
            timeout=self.options.timeout,
            cookies=no_cookies(),
            transport=AsyncRetryTransport(
                AsyncPoolTransport(self.pool, self.options.base_url if self.is_private else None),
                self.options.max_retries,
            ),
            event_hooks=hooks,
            trust_env=False,  # proxies and certificates are the pool's business
        )

    @cached_property
    def low_level(self) -> Client:
        """A generated client on the same pool, key, retries and timeouts."""
        from dify_api.client import Client

        return Client(base_url=self.options.base_url).set_async_httpx_client(self.http)

    def user(self, user: str | None) -> str:
        """The end user of one call."""
        return self.options.need_user(user)

    async def execute(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """Send a call and read its answer."""
        return call.decode(await self.send(call.request, notes=call.notes))

    def page(
        self, paging: Paging[T], cursor: Any = None, options: RequestOptions | None = None
    ) -> AsyncPager[T]:
        """The first page of a list."""
        return AsyncPager(self.first_page, paging, cursor)  # sync: return self.first_page(paging, cursor)

    async def first_page(self, paging: Paging[T], cursor: Any) -> AsyncPage[T]:
        """Ask for the first page now."""
        try:
            return await self.execute(paging.ask(cursor).map(lambda data: self.page_of(paging, cursor, data)))
        except ServerError as error:
            if paging.fallback is None or error.status != 500:
                raise
        return await self.first_page(paging.fallback, cursor)

    async def open_binary(
        self, call: Call[Any], options: RequestOptions | None = None
    ) -> AsyncBinaryResponse:
        """Send a call that is answered with bytes, which are still to come."""
        # Not compressed: then its length is known, and an end that comes too early is noticed.
        headers = {**call.request.get("headers", {}), "Accept-Encoding": "identity"}
        response = await self.send({**call.request, "headers": headers}, stream=True, notes=call.notes)
        if not promises_file(response.headers):
            raise await self.unexpected(
                response, "bytes were asked for (does the server know this message or file?)"
            )
        return AsyncBinaryResponse(response, self)

    async def open_stream(self, call: Call[Any], options: RequestOptions | None = None) -> AsyncBody:
        """Send a call that is answered with an event stream, which is still to come."""
        headers = {**call.request.get("headers", {}), "Accept": "text/event-stream"}
        request = {**call.request, "headers": headers}
        response = await self.send(request, stream=True, notes=call.notes)
        kind: str = response.headers.get("content-type", "text/event-stream")
        if kind.partition(";")[0].strip().lower() != "text/event-stream":
            raise await self.unexpected(response, "an event stream was asked for")
        return AsyncBody(response, self.options.stall_timeout)

    async def open_url(self, url: str) -> AsyncBinaryResponse:
        """The bytes at an address that the server gave, signed so that no key is needed: none goes there, and to
        another host no header of the user's either.
        """
        request = self._build({"method": "GET", "url": url})
        if not same_origin(request.url, self.options.base_url):
            request.extensions[FOREIGN] = True
            for header in self.options.default_headers:
                request.headers.pop(header, None)
        request.headers["Accept-Encoding"] = "identity"
        response = await self._answer(request, None, stream=True)
        if not promises_file(response.headers):
            raise await self.unexpected(response, "bytes were asked for")
        return AsyncBinaryResponse(response, self)

    def page_of(self, paging: Paging[T], cursor: Any, data: PageData[T]) -> AsyncPage[T]:
        """A page that knows how to ask for the next."""
        return AsyncPage(Walk(paging, cursor, data), self.execute)

    async def send(
        self, call_request: dict[str, Any], *, stream: bool = False, notes: Mapping[int, str] | None = None
    ) -> httpx.Response:
        """Send a request; gives a successful answer, whole or, with ``stream``, with its body still to come. ``notes``
        say, by status, what the error of a refusal adds to the server's words.
        """
        return await self._answer(self._build(call_request), self.auth, stream=stream, notes=notes)

    async def _answer(
        self,
        request: httpx.Request,
        auth: httpx.Auth | None,
        *,
        stream: bool,
        notes: Mapping[int, str] | None = None,
    ) -> httpx.Response:
        request.extensions[STREAMED] = stream
        if isinstance(request.stream, AsyncUploadStream):
            await request.stream.prepare()
        with our_errors(request, self.options.max_retries):
            response = await self.http.send(request, stream=stream, auth=auth)
            if not response.is_success:
                await whole(response)
        if not response.is_success:
            raise error_from_response(response, (notes or {}).get(response.status_code))
        return response

    async def send_as_it_is(self, request: httpx.Request) -> httpx.Response:
        """Send a request without our auth, as a sign-in is; its answer is read, whatever its status."""
        add_missing(request.headers, self.http.headers)
        request.extensions["timeout"] = self.options.timeout.as_dict()
        return await self.http.send(request, auth=None)

    async def unexpected(self, response: httpx.Response, reason: str) -> ResponseDecodeError:
        """The error for a streamed answer that is something else altogether; its body is read."""
        with our_errors(response.request):
            await whole(response)
        return decode_error(response, reason)

    def _build(self, call_request: dict[str, Any]) -> httpx.Request:
        arguments = dict(call_request)
        files = arguments.pop("files", None)
        try:
            if files is None:
                return self.http.build_request(**arguments)
            return self._build_upload(arguments, files)
        except httpx.InvalidURL as error:
            raise ConfigurationError(f"the URL cannot be used: {error}") from error
        except (TypeError, ValueError) as error:
            if isinstance(error, DifyError):
                raise
            raise ConfigurationError(f"this cannot be sent as JSON: {error}") from error

    def _build_upload(self, arguments: dict[str, Any], files: dict[str, Any]) -> httpx.Request:
        if not files:  # the file was left out: still a form of parts, as the server wants it
            parts = {name: (None, value) for name, value in arguments.pop("data", {}).items()}
            return self.http.build_request(**arguments, files=parts)
        ((field_name, (_, upload, _)),) = files.items()
        assert isinstance(upload, Upload)
        content_type, head, tail = multipart(arguments.pop("data", {}), field_name, upload)
        body = AsyncUploadStream(head, upload, tail)
        headers = {"Content-Type": content_type}
        if body.content_length is not None:
            headers["Content-Length"] = str(body.content_length)
        request = self.http.build_request(**{**arguments, "content": body, "headers": headers})
        request.stream = body  # httpx has wrapped it in one that can be read but once
        return request


class AsyncRawSession(AsyncSession):
    """A session whose calls give the HTTP answer itself, to be read on request."""

    def __init__(self, plain: AsyncSession) -> None:
        super().__init__(plain.options, plain.pool, plain.auth)
        self._plain = plain

    @cached_property
    def http(self) -> httpx.AsyncClient:
        return self._plain.http

    async def execute(self, call: Call[T], options: RequestOptions | None = None) -> T:
        # The signature of the method called is the plain one's; `raw` gives its type as it is here.
        return cast(T, RawResponse(await self.send(call.request, notes=call.notes), call.decode))

    def page_of(self, paging: Paging[T], cursor: Any, data: PageData[T]) -> AsyncPage[T]:
        return self._plain.page_of(paging, cursor, data)


def raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[RawResponse[T]]]:
    """The type of a resource's method when its resource is on a raw session."""
    return cast(Callable[P, Awaitable[RawResponse[T]]], method)


async def _log_request(request: httpx.Request) -> None:
    if log.logger.isEnabledFor(logging.DEBUG):
        try:
            content = request.content
        except httpx.RequestNotRead:
            content = None
        _log("request", f"{request.method} {shown(request.url.path)}", request.headers, content)


async def _log_response(response: httpx.Response) -> None:
    if log.logger.isEnabledFor(logging.DEBUG):
        # What is read as it comes, a stream or a file, is not for the log.
        content = None if response.request.extensions.get(STREAMED) else await response.aread()
        _log("answer", str(response.status_code), response.headers, content)


def _log(what: str, gist: str, headers: httpx.Headers, content: bytes | None) -> None:
    shown = log.shown_body(headers.get("content-type", ""), content)
    log.logger.debug("%s %s %s %s", what, gist, log.masked_headers(headers.multi_items()), shown)
