"""The emulator as an ASGI app, with the headers of every answer."""

from __future__ import annotations

from email.utils import formatdate
from functools import cache
from typing import Unpack

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ._console.state import Console
from ._dialects import Release
from ._errors import Refusal, broken, page_not_found
from ._faults import FaultRules
from ._faulty_answers import Faulty
from ._operation_names import Operations
from ._operations import routes
from ._options import Settings, options
from ._request_log import PREFIX, RecordedRequest, RequestLog
from ._state import State, state_of


@cache
def _operations(release: Release) -> Operations:
    return Operations(routes(release))


async def control(scope: Scope, receive: Receive, send: Send) -> None:
    """The control and the page, which many emulators never need."""
    from ._control import router

    await router(scope, receive, send)


def create_app(**settings: Unpack[Settings]) -> Starlette:
    """A new emulator that has only its apps. The arguments are those of `Emulator`."""
    state = State(options(**settings))
    console = Console(state)
    release = state.options.release
    operations = _operations(release)
    state.requests = RequestLog(operations)
    state.rules = FaultRules(operations)
    app = Starlette(
        routes=[*routes(release), Mount(PREFIX.rstrip("/"), control)],
        middleware=[
            Middleware(Stamp, state=state, operations=operations),
            Middleware(Faulty, state=state, tokens=console.tokens),
        ],
        exception_handlers={HTTPException: http_error},
    )
    app.router.redirect_slashes = False  # a path with an extra slash is unknown
    app.state.emulator = state
    app.state.console = console
    return app


class Stamp:
    """Adds the release and the time to every response and records the request."""

    def __init__(self, app: ASGIApp, state: State, operations: Operations) -> None:
        self.app, self.state, self.operations = app, state, operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(PREFIX):
            await self.app(scope, receive, send)
            return
        started = False
        request = RecordedRequest(scope, self.operations)
        self.state.requests.arrived(request)

        async def stamped(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                await request.read_rest(receive)
                if not self.state.options.hide_version:
                    message["headers"].append((b"x-version", self.state.options.version.encode()))
                message["headers"].append((b"date", formatdate(self.state.time(), usegmt=True).encode()))
            request.note(message)
            await send(message)

        try:
            await self.app(scope, request.receiver(receive), stamped)
        except ClientDisconnect:
            return  # the client is gone while we read its request: there is nobody to answer
        except Exception:
            # A bug of the emulator: the client gets a real server's answer, the log gets the
            # traceback.
            if not started:
                await broken().answer(self.state.options.traits)(scope, receive, stamped)
            raise


async def http_error(request: Request, error: Exception) -> Response:
    """Unknown paths and methods, and forms that cannot be read."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return page_not_found()
    if status == 405:
        if request.method == "OPTIONS":
            return Response(media_type="text/html")
        refused = Refusal(405, "method_not_allowed", "The method is not allowed for the requested URL.")
    else:
        refused = Refusal(status, "bad_request", str(error))
    return refused.answer(state_of(request.app).options.traits)
