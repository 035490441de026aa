"""The emulator on a port: uvicorn, in this process's main thread or in one of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Unpack

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from ._app import create_app
from ._console.state import console_of
from ._directives import Cut, How
from ._knowledge.state import DATASET_KEY
from ._options import Settings
from ._state import Served, state_of
from ._streams import Kind

__all__ = ["Emulator", "Served", "Server", "listen"]

#: Seconds that starting and stopping may take.
DEADLINE = 10.0


def listen(host: str, port: int) -> socket.socket:
    """Bind a listening socket; port 0 takes a free one. OSError where that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's algorithm off only where it is: 40 ms a request otherwise.
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
    """A connection that an answer can hang up in the middle of itself, by ``request.state.hang_up``."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "hang_up": transport.close}


class Server(uvicorn.Server):
    """uvicorn without its own signal handling (it ends a process by the signal, not with 0) and a quick goodbye."""

    def __init__(self, app: Starlette) -> None:
        config = uvicorn.Config(
            app,
            http=Connection,
            log_config=None,  # the process's logging is its own business
            log_level="error",
            access_log=False,
            date_header=False,  # the app says what time it is
            lifespan="off",
            ws="none",
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._app = app

    @staticmethod
    def address(listener: socket.socket) -> str:
        """The URL of a listening socket, without ``/v1``."""
        host, port = listener.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to whoever runs the server."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the runs first: an open stream would be waited for otherwise."""
        await state_of(self._app).close()
        await super().shutdown(sockets)


class Emulator:
    """A Dify in a thread of this process, on a free port of the loopback interface.

    ``delay`` is seconds between stream events, ``ping_interval`` seconds of silence after which a stream is pinged,
    ``max_active_requests`` how many runs an app may have at once (``None``: any number).

    ``version`` is the release it says it is (``hide_version=True``: it does not say, as behind some proxies), and
    ``dialect`` how its console speaks: ``"1.8"`` gives tokens in the body, ``"1.10"`` cookies with a CSRF token,
    ``"1.13"`` wants the password in base64, too. One follows from the other. ``host_cookies=True`` puts ``__Host-``
    before the cookies' names, ``cookie_domain`` gives them a domain.

    Access tokens live ``access_lifetime`` seconds (fractions too), refresh tokens ``refresh_lifetime``; with
    ``opaque_tokens=True`` they are no JWTs. ``sign_in_delay`` is how many seconds a sign-in or a refresh takes, as it
    does where passwords are hashed. ``clock_ahead`` is seconds by which this server's clock is wrong.
    ``admin_key`` is the installation's ADMIN_API_KEY. Who may sign in: ``ADMIN_EMAIL`` with ``ADMIN_PASSWORD`` and
    ``OTHER_EMAIL`` with ``OTHER_PASSWORD``, names of this package.

    ``lockstep=True`` has every streamed run go on only while somebody reads it, and when they have read all of it.

    A document is indexed in ``indexing_seconds``; one with ``[[fail]]`` in its text fails. What makes a document is
    answered ``upload_seconds`` after it was made, and later where its text says ``[[slow:SECONDS]]``. A knowledge base
    with ``[[pipeline]]`` in its name has a pipeline. ``dataset_key`` opens the knowledge bases.

    ``base_url`` is its address (without ``/v1``), ``keys`` the API keys by app (``chat``, ``agent``, ``completion``,
    ``chatflow``, ``workflow``), ``app_ids`` the ids of these apps, ``workspace_id`` and ``dataset_id`` those of the
    workspace and of its one knowledge base, ``requests`` what it has answered so far, oldest first.
    """

    def __init__(self, **settings: Unpack[Settings]) -> None:
        self.app = create_app(**settings)
        state, console = state_of(self.app), console_of(self.app)
        self.keys: dict[str, str] = {app.name: key for key, app in state.apps.items()}
        self.app_ids: dict[str, str] = {app.name: app.id for app in state.apps.values()}
        self.workspace_id: str = state.tenant_id
        self.dataset_id: str = next(iter(console.datasets))
        self.dataset_key: str = DATASET_KEY
        self.requests: list[Served] = state.requests
        self.base_url = ""
        self._state = state
        self._console = console
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def runs_started(self) -> int:
        """How many runs of apps were started; one that goes on after a pause is the same run."""
        return self._state.runs_started

    @property
    def forms_submitted(self) -> int:
        """How many forms were submitted to runs that waited for them."""
        return self._state.forms_submitted

    def cut(self, after: int, *, of: Kind = "runs", times: int | None = 1, how: How = "drop") -> None:
        """Break the next streams after so many events, pings not counted; their runs go on.

        ``of="runs"`` are the streams that start a run, ``"events"`` those that take one up again. ``times`` is how many
        of them break, ``None`` all; the next call for the same ones replaces this. ``how="drop"`` closes the
        connection, ``"torn"`` in the middle of the next event, ``"clean"`` ends the answer as if that were all.
        """
        self._state.faults.set(of, Cut(after, how), times)

    def mend(self) -> None:
        """Break no stream any longer."""
        self._state.faults.clear()

    @property
    def documents_created(self) -> int:
        """How many documents were made; one that was made anew counts once."""
        return self._state.knowledge.documents_created

    @property
    def sign_ins(self) -> int:
        """How many sign-ins succeeded."""
        return self._console.sign_ins

    @property
    def refused_sign_ins(self) -> int:
        """How many sign-ins were refused, a locked account's among them."""
        return self._console.refused_sign_ins

    @property
    def refreshes(self) -> int:
        """How many refreshes succeeded."""
        return self._console.refreshes

    @property
    def refused_refreshes(self) -> int:
        """How many refreshes were refused."""
        return self._console.refused_refreshes

    def expire_access_tokens(self) -> None:
        """From now on refuse every access token issued so far, as if its time had come."""
        self._console.tokens.expire_access()

    def forget_refresh_tokens(self) -> None:
        """From now on refuse every refresh token issued so far."""
        self._console.tokens.forget_refresh()

    def start(self) -> None:
        """Start serving; returns when it accepts connections. RuntimeError where it does not within ten seconds."""
        if self._thread is not None:
            raise RuntimeError("The emulator is running already.")
        listener = listen("127.0.0.1", 0)
        server = Server(self.app)
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
        """Stop serving: runs end, connections close, the thread is gone. Does nothing where it was not started."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return
        server.should_exit = True
        thread.join(DEADLINE)
        if thread.is_alive():
            raise RuntimeError("The emulator did not stop.")

    def __enter__(self) -> Emulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
