"""The emulator on a port: uvicorn in the main thread of this process, or in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from ._app import create_app
from ._console.state import console_of
from ._directives import Cut, How, Kind
from ._knowledge.state import DATASET_KEY
from ._options import Settings
from ._request_log import RequestLog
from ._state import state_of

if TYPE_CHECKING:
    from ._persist import Store

__all__ = ["Emulator", "Server", "listen"]

#: The most seconds that starting and stopping may take.
DEADLINE = 10.0


def listen(host: str, port: int) -> socket.socket:
    """Bind a listening socket; port 0 takes a free one. OSError if that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio disables Nagle's algorithm only if the protocol is given: else 40 ms for each request.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except BaseException:
        listener.close()
        raise
    return listener


class Connection(H11Protocol):
    """A connection that an answer can close, by ``request.state.hang_up`` or ``reset``."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Store the way to close it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "hang_up": transport.close, "reset": self._reset}

    def _reset(self) -> None:
        """Close the connection with RST instead of FIN: what is on its way is lost."""
        raw = self.transport.get_extra_info("socket")
        if raw is not None and not self.transport.is_closing():
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


class Server(uvicorn.Server):
    """uvicorn without its own signal handling (it would end the process by the signal) and with a
    fast stop.
    """

    def __init__(self, app: Starlette, store: Store | None = None) -> None:
        config = uvicorn.Config(
            app,
            http=Connection,
            log_config=None,  # logging belongs to the process
            log_level="error",
            access_log=False,
            date_header=False,  # the app sends the date
            lifespan="off",
            ws="none",
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._app, self._store = app, store
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    @staticmethod
    def address(listener: socket.socket) -> str:
        """The URL of a listening socket, without ``/v1``."""
        host, port = listener.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the program."""
        yield

    def stop(self) -> None:
        """Stop soon. Any thread and any signal handler may call it."""
        self.should_exit = True
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended already
                self._loop.call_soon_threadsafe(self._stopping.set)

    async def main_loop(self) -> None:
        """Serve until `stop`. uvicorn would look for it every 0.1 seconds."""
        self._loop = asyncio.get_running_loop()
        saving = self._loop.create_task(self._store.keep()) if self._store else None
        if not await self.on_tick(0):
            await self._stopping.wait()
        if saving is not None:
            saving.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the runs and close the connections. uvicorn would wait for open streams, and at least
        0.1 seconds.
        """
        await state_of(self._app).close()
        if self._store is not None:
            self._store.save()
        for closing in (*self.servers, *(sockets or ())):
            closing.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while state.connections or state.tasks:  # noqa: ASYNC110 (uvicorn has no event for it)
                    await asyncio.sleep(0.002)
        for task in state.tasks:
            task.cancel()


class Emulator:
    """A Dify server in a thread of this process, on a free port of the loopback interface.

    Args:
        delay: Seconds between the events of a stream.
        ping_interval: Seconds of silence before a stream sends a ping.
        max_active_requests: The most concurrent runs of an app; None for any number.
        version: The release that it is, from 0.15 to 1.16; ``X-Version`` reports it.
        hide_version: Send no ``X-Version``, like some proxies.
        dialect: The sign-in of the console: ``"1.8"`` gives tokens in the body, ``"1.10"`` cookies
            with a CSRF token, ``"1.13"`` also wants the password in base64. By default the version
            decides.
        host_cookies: Put ``__Host-`` before the names of cookies.
        cookie_domain: The domain of cookies.
        access_lifetime: Seconds that access tokens live; fractions are allowed.
        refresh_lifetime: Seconds that refresh tokens live.
        opaque_tokens: Make tokens that are no JWTs.
        sign_in_delay: Seconds that a sign-in or a refresh takes.
        clock_ahead: Seconds by which this server's clock is ahead.
        admin_key: The installation's ADMIN_API_KEY.
        lockstep: Let streamed runs go on only if somebody reads and has read everything so far.
        indexing_seconds: Seconds that the indexing of a document takes. ``[[fail]]`` in the text
            makes it fail.
        upload_seconds: Seconds between the creation of a document and the answer;
            ``[[slow:SECONDS]]`` in the text adds to them.

    Two accounts can sign in: ``ADMIN_EMAIL`` with ``ADMIN_PASSWORD`` and ``OTHER_EMAIL`` with
    ``OTHER_PASSWORD`` of this package. A knowledge base with ``[[pipeline]]`` in its name has a
    pipeline.

    Attributes:
        base_url: The address, without ``/v1``.
        keys: The API keys by app: ``chat``, ``agent``, ``completion``, ``chatflow``, ``workflow``.
        app_ids: The ids of these apps.
        workspace_id: The id of the workspace.
        dataset_id: The id of the console's knowledge base.
        dataset_key: The key for knowledge bases.
        requests: The log of requests, the oldest first.
    """

    def __init__(self, **settings: Unpack[Settings]) -> None:
        self.asgi = create_app(**settings)
        state, console = state_of(self.asgi), console_of(self.asgi)
        self.keys: dict[str, str] = {app.name: key for key, app in state.apps.items()}
        self.app_ids: dict[str, str] = {app.name: app.id for app in state.apps.values()}
        self.workspace_id: str = state.tenant_id
        self.dataset_id: str = next(iter(console.datasets))
        self.dataset_key: str = DATASET_KEY
        self.requests: RequestLog = state.requests
        self.base_url = ""
        self._state = state
        self._console = console
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def runs_started(self) -> int:
        """The number of runs of apps that were started; a run that goes on after a pause counts
        once.
        """
        return self._state.runs_started

    @property
    def forms_submitted(self) -> int:
        """The number of forms that were submitted."""
        return self._state.forms_submitted

    def cut(self, after: int, *, of: Kind = "runs", times: int | None = 1, how: How = "drop") -> None:
        """Break the next streams after some events; their runs go on.

        Args:
            after: The number of events before the break, without pings.
            of: ``"runs"`` for streams that start a run, ``"events"`` for streams that resume one.
            times: The number of streams to break; None for all. The next call for the same kind
                replaces this.
            how: ``"drop"`` closes the connection, ``"torn"`` closes it in the middle of the next
                event, ``"clean"`` ends the answer as if it were whole.
        """
        self._state.cuts[of] = Cut(after, how), times

    def mend(self) -> None:
        """Remove every `cut` and every rule of `fail`."""
        self._state.cuts.clear()
        self._state.rules.clear()

    @property
    def documents_created(self) -> int:
        """The number of documents that were created; an updated one counts once."""
        return self._state.knowledge.documents_created

    @property
    def sign_ins(self) -> int:
        """The number of successful sign-ins."""
        return self._console.sign_ins

    @property
    def refused_sign_ins(self) -> int:
        """The number of refused sign-ins, also those of a locked account."""
        return self._console.refused_sign_ins

    @property
    def refreshes(self) -> int:
        """The number of successful refreshes."""
        return self._console.refreshes

    @property
    def refused_refreshes(self) -> int:
        """The number of refused refreshes."""
        return self._console.refused_refreshes

    def expire_access_tokens(self) -> None:
        """Refuse every access token issued so far, as if it had expired."""
        self._console.tokens.expire_access()

    def forget_refresh_tokens(self) -> None:
        """Refuse every refresh token issued so far."""
        self._console.tokens.forget_refresh()

    def start(self) -> None:
        """Start serving, and return when connections are accepted.

        RuntimeError after ten seconds.
        """
        if self._thread is not None:
            raise RuntimeError("The emulator is running already.")
        listener = listen("127.0.0.1", 0)
        server = Server(self.asgi)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="dify-emulator", daemon=True
        )
        self.base_url = server.address(listener)
        self._server, self._thread = server, thread
        thread.start()
        deadline = time.monotonic() + DEADLINE
        while not server.started:
            if not thread.is_alive() or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError("The emulator did not start.")
            time.sleep(0.002)

    def stop(self) -> None:
        """Stop serving: runs end, connections close, the thread ends.

        Does nothing if it was not started.
        """
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return
        server.stop()
        thread.join(DEADLINE)
        if thread.is_alive():
            raise RuntimeError("The emulator did not stop.")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
