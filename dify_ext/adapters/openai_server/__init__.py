"""Dify apps as models of the OpenAI API: for web UIs, tools and libraries that speak it.

    from dify_ext import AsyncDify
    from dify_ext.adapters.openai_server import serve

    serve({"support": AsyncDify("app-...")}, api_key="sk-mine", port=8000)

``create_app`` gives the ASGI app alone. It needs an extra:
``pip install 'dify-ext[openai-server]'``.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from copy import deepcopy

from dify_ext import AsyncDify, ConfigurationError
from dify_ext._redaction import Secret

try:
    import uvicorn.config
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.requests import Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError("the server needs an extra: pip install 'dify-ext[openai-server]'") from error

from dify_ext.adapters.openai_server._answers import refusal
from dify_ext.adapters.openai_server._completions import Completion
from dify_ext.adapters.openai_server._conversations import Conversations
from dify_ext.adapters.openai_server._questions import BadRequest, read_question
from dify_ext.adapters.openai_server._runs import App

__all__ = ["create_app", "serve"]

MAX_BODY = 64 * 1024 * 1024


def create_app(
    apps: Mapping[str, AsyncDify],
    *,
    api_key: str | Iterable[str] | None = None,
    allow_origins: Iterable[str] = (),
    max_conversations: int = 10_000,
    close_clients: bool = False,
) -> Starlette:
    """Make an ASGI app with ``/v1/chat/completions`` and ``/v1/models``.

    Args:
        apps: The apps by the names of their models: chat, agent, chatflow, completion and workflow
            apps.
        api_key: The key, or keys, that callers must send. None: ``DIFY_OPENAI_API_KEY``.
        allow_origins: The origins of web pages that may call it directly (CORS); ``"*"``: all.
        max_conversations: How many conversations are remembered; the oldest is forgotten first.
        close_clients: Whether the clients are closed when the ASGI server shuts down.

    Returns:
        The app, for any ASGI server.

    Raises:
        ConfigurationError: There is no key, or no app.
    """
    keys = _Keys(os.environ.get("DIFY_OPENAI_API_KEY") or () if api_key is None else api_key)
    del api_key
    if not apps:
        raise ConfigurationError("apps is empty: pass at least one app, by the name of its model")
    for name, client in apps.items():
        if not isinstance(client, AsyncDify):
            raise ConfigurationError(f"apps[{name!r}] must be an AsyncDify, not a {type(client).__name__}")
    conversations = Conversations(max_conversations)
    models = {name: App(name, client, conversations) for name, client in apps.items()}
    started = int(time.time())

    def described(name: str) -> dict[str, object]:
        return {"id": name, "name": name, "object": "model", "created": started, "owned_by": "dify"}

    async def list_models(request: Request) -> Response:
        keys.check(request)
        return JSONResponse({"object": "list", "data": [described(name) for name in models]})

    async def get_model(request: Request) -> Response:
        keys.check(request)
        return JSONResponse(described(_known(models, request.path_params["model"]).name))

    async def complete(request: Request) -> Response:
        keys.check(request)
        question = read_question(await _body(request), request.headers)
        return Completion(_known(models, question.model), question)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, BadRequest)
        return refusal(error.status, str(error), param=error.param, code=error.code)

    async def not_found(request: Request, error: Exception) -> Response:
        return refusal(404, f"there is no {request.method} {request.url.path}", code="unknown_url")

    async def not_allowed(request: Request, error: Exception) -> Response:
        return refusal(405, f"{request.url.path} has no {request.method}", code="method_not_allowed")

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        for client in apps.values() if close_clients else ():
            await client.aclose()

    origins = [allow_origins] if isinstance(allow_origins, str) else list(allow_origins)
    cors = Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["*"], allow_headers=["*"])
    return Starlette(
        routes=[
            Route("/v1/models", list_models),
            Route("/v1/models/{model:path}", get_model),
            Route("/v1/chat/completions", complete, methods=["POST"]),
        ],
        middleware=[cors] if origins else [],
        lifespan=lifespan,
        exception_handlers={BadRequest: refused, 404: not_found, 405: not_allowed},
    )


def serve(
    apps: Mapping[str, AsyncDify],
    *,
    api_key: str | Iterable[str] | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    allow_origins: Iterable[str] = (),
    on_ready: Callable[[str], object] | None = None,
) -> None:
    """Serve apps as models until Ctrl-C or SIGTERM; then the clients are closed. It logs to stderr.

    Args:
        apps: The apps by the names of their models.
        api_key: The key, or keys, that callers must send. None: ``DIFY_OPENAI_API_KEY``.
        host: The address to listen on.
        port: The port to listen on; 0 takes a free one.
        allow_origins: The origins of web pages that may call it directly (CORS).
        on_ready: Called with the base URL, when it listens.

    Raises:
        ConfigurationError: There is no key, or no app, or it cannot listen there.
    """
    app = create_app(apps, api_key=api_key, allow_origins=allow_origins, close_clients=True)
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = str(getattr(error, "strerror", None) or error).partition(" (")[0]
        raise ConfigurationError(f"cannot listen on {host}:{port}: {reason}") from error
    if on_ready is not None:
        shown = f"[{host}]" if ":" in host else host
        on_ready(f"http://{shown}:{listener.getsockname()[1]}/v1")
    logs = deepcopy(uvicorn.config.LOGGING_CONFIG)
    logs["handlers"]["access"]["stream"] = "ext://sys.stderr"
    config = uvicorn.Config(app, timeout_graceful_shutdown=5, log_config=logs, ws="none")
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


class _Keys:
    """The keys that callers may send."""

    def __init__(self, keys: str | Iterable[str]) -> None:
        self._keys = [Secret(key.strip()) for key in ([keys] if isinstance(keys, str) else keys)]
        if not self._keys or not all(key.is_word() for key in self._keys):
            raise ConfigurationError(
                "the server needs a key of its own: pass api_key=..., or set DIFY_OPENAI_API_KEY"
            )

    def check(self, request: Request) -> None:
        """Refuse a request without one of the keys."""
        scheme, _, sent = request.headers.get("authorization", "").partition(" ")
        # Each is compared, so that the time tells nothing.
        matches = [hmac.compare_digest(sent.strip().encode(), key.reveal().encode()) for key in self._keys]
        if scheme.lower() != "bearer" or not any(matches):
            raise BadRequest("the API key is missing or wrong", status=401, code="invalid_api_key")


def _known(models: Mapping[str, App], name: str) -> App:
    if name not in models:
        raise BadRequest(f"there is no model {name!r}", status=404, param="model", code="model_not_found")
    return models[name]


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY:
            raise BadRequest(f"the body is larger than {MAX_BODY} bytes", status=413)
    return bytes(body)
