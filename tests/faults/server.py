"""A loopback HTTP/1.1 server that does to each request what a test says, byte by byte, and remembers what it
was sent.

It knows nothing of the client it is called by::

with FaultServer() as server: server.on("GET /v1/info", steps.html(502), steps.json({"name": "better"})) ...
assert server.count("GET /v1/info") == 2

A step is a function that gets the connection and the request. What no step was given for is answered well.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

KEPT = 1 << 20  # a larger body is not kept in memory: only its digest, its length, its beginning and its end
_EDGE = 4096
_LINGER_0 = struct.pack("ii", 1, 0)

_GOOD_ANSWERS = (
    ("GET /v1/info", {"name": "good", "description": "", "tags": [], "mode": "chat", "author_name": "a"}),
    ("POST /v1/files/upload", {"id": "f1", "name": "n", "size": 1, "extension": "bin", "mime_type": "a/b"}),
    ("POST /v1/audio-to-text", {"text": "spoken"}),
    ("GET ", {"limit": 20, "has_more": False, "data": []}),
    ("DELETE ", None),
    ("", {"result": "success"}),
)


class Gone(Exception):
    """The other side hung up, or the server is being closed: the step ends here."""


class Request:
    """What arrived. ``body`` is a body of up to ``KEPT`` bytes;
    a larger one has digest, length and its two ends.
    """

    def __init__(
        self, method: str, target: str, headers: list[tuple[str, str]], connection: Connection
    ) -> None:
        self.method = method
        self.target = target
        self.path = urlsplit(target).path  # the target is a whole URL where this is somebody's proxy
        self.headers = {name.lower(): value for name, value in headers}
        self.connection = connection
        self.complete = threading.Event()  # the body arrived whole
        self.length = 0
        self.first = b""
        self.last = b""
        self._kept: list[bytes] | None = []
        self._digest = hashlib.sha256()

    @property
    def body(self) -> bytes:
        assert self._kept is not None, "the body was too large to keep"
        return b"".join(self._kept)

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()

    def json(self) -> Any:
        return json.loads(self.body)

    def take(self, data: bytes) -> None:
        self.length += len(data)
        self._digest.update(data)
        if len(self.first) < _EDGE:
            self.first = (self.first + data)[:_EDGE]
        self.last = (self.last + data[-_EDGE:])[-_EDGE:]
        if self._kept is not None:
            self._kept.append(data)
            if self.length > KEPT:
                self._kept = None

    def __repr__(self) -> str:
        return f"<{self.method} {self.target}, {self.length} bytes>"


Step = Callable[["Connection", Request], None]


class Connection:
    """One accepted connection, for steps to send on, break, or leave hanging.
    ``gone`` is set once it is over.
    """

    def __init__(self, server: FaultServer, sock: socket.socket, number: int) -> None:
        self.server = server
        self.number = number
        self.gone = threading.Event()
        self.hung_up_at: float | None = None  # when the other side was seen to go
        self.sock = sock
        self._unread = b""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> None:
        try:
            self.sock.sendall(data)
        except OSError:
            raise self._hung_up() from None

    def chunk(self, data: bytes) -> None:
        """Send one chunk of a chunked body."""
        self.send(b"%x\r\n%b\r\n" % (len(data), data))

    def close(self) -> None:
        """Say goodbye as TCP does it (FIN)."""
        self.sock.close()
        raise Gone

    def reset(self) -> None:
        """Break the connection (RST)."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_0)
        self.sock.close()
        raise Gone

    def wait_for_data(self) -> None:
        """Until the other side has sent something, which stays unread."""
        select.select([self.sock], [], [], 40)

    def pause(self, seconds: float) -> None:
        """Do nothing; a client that hangs up meanwhile ends the step."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self.sock], [], [], left)[0]:
                self._check()
                time.sleep(min(left, 0.002))  # what arrived is the next request: its time will come

    def hold(self) -> None:
        """Stay silent until the other side hangs up."""
        while self._receive():
            pass
        raise self._hung_up()

    def wait(self, event: threading.Event) -> None:
        """Stay silent until a test allows to go on."""
        deadline = time.monotonic() + 40
        while not event.wait(0.005):
            if self.server.closing.is_set() or time.monotonic() > deadline:
                raise Gone
            if select.select([self.sock], [], [], 0)[0]:
                self._check()

    def read_request(self) -> Request | None:
        """The next request's head; None where the other side hung up instead."""
        while b"\r\n\r\n" not in self._unread:
            data = self._receive()
            if not data:
                self.hung_up_at = time.monotonic()
                return None
            self._unread += data
        head, _, self._unread = self._unread.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        return Request(method, target, headers, self)

    def read_body(self, request: Request) -> None:
        if "chunked" in request.headers.get("transfer-encoding", ""):
            while size := int(self._line(), 16):
                self._take(request, size)
                self._line()
            self._line()
        else:
            self._take(request, int(request.headers.get("content-length", "0")))
        request.complete.set()

    def _line(self) -> bytes:
        while b"\r\n" not in self._unread:
            self._unread += self._some()
        line, _, self._unread = self._unread.partition(b"\r\n")
        return line

    def _take(self, request: Request, left: int) -> None:
        while left:
            data, self._unread = self._unread or self._some(), b""
            request.take(data[:left])
            self._unread = data[left:]
            left -= len(data[:left])

    def _some(self) -> bytes:
        data = self._receive()
        if not data:
            raise self._hung_up()
        return data

    def _receive(self) -> bytes:
        try:
            return self.sock.recv(1 << 18)
        except OSError:
            return b""

    def _check(self) -> None:
        """End the step if the other side hung up."""
        try:
            here = self.sock.recv(1, socket.MSG_PEEK)
        except OSError:
            here = b""
        if not here:
            raise self._hung_up()

    def _hung_up(self) -> Gone:
        self.hung_up_at = time.monotonic()
        return Gone()


class FaultServer:
    """The server; a context manager. A mistake in a step is raised when it is closed.

    ``url`` is its root. ``requests`` are those whose head arrived, in order; ``connections`` all that were
    accepted. With ``port`` it listens there, not at a free one; with ``receive_buffer`` it is slow to take
    what it does not read.
    """

    def __init__(self, port: int = 0, *, receive_buffer: int | None = None) -> None:
        self.requests: list[Request] = []
        self.connections: list[Connection] = []
        self.closing = threading.Event()
        self._errors: list[BaseException] = []
        self._steps: dict[str, deque[Step]] = {}
        self._at_accept: deque[Callable[[Connection], None]] = deque()
        self._before_body: dict[str, deque[Step]] = {}
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if receive_buffer is not None:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._listener.bind(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def on(self, what: str, *steps: Step) -> None:
        """Say what the next requests of this kind meet, one after the other: ``on("GET /v1/info", step,
        step)``.

        A ``*`` in the path stands for anything.
        """
        self._steps.setdefault(what, deque()).extend(steps)

    def on_accept(self, *steps: Callable[[Connection], None]) -> None:
        """Say what the next connections meet before anything is read."""
        self._at_accept.extend(steps)

    def before_body(self, what: str, *steps: Step) -> None:
        """Say what the next requests of this kind meet when their head was read, and their body was not."""
        self._before_body.setdefault(what, deque()).extend(steps)

    def of(self, what: str) -> list[Request]:
        """The requests of one kind, in order."""
        return [request for request in self.requests if _fits(what, request)]

    def count(self, what: str) -> int:
        """How many requests of one kind arrived."""
        return len(self.of(what))

    def start(self) -> FaultServer:
        self._listener.listen(64)
        self._start(self._accept)
        return self

    def close(self) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            socket.create_connection(
                ("127.0.0.1", self.port), 1
            ).close()  # wakes the one who waits for connections
        self._threads[0].join(30)
        self._listener.close()
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(30)
            assert not thread.is_alive(), f"{thread.name} does not end"
        if self._errors:
            raise self._errors[0]

    def __enter__(self) -> FaultServer:
        return self.start()

    def __exit__(self, *args: object) -> None:
        self.close()

    def _start(self, target: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            sock, _ = self._listener.accept()
            if self.closing.is_set():
                sock.close()
                return
            connection = Connection(self, sock, len(self.connections))
            self.connections.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: Connection) -> None:
        try:
            if step := self._next(self._at_accept):
                step(connection)
            while (request := connection.read_request()) is not None:
                with self._lock:
                    self.requests.append(request)
                if early := self._next_for(self._before_body, request):
                    early(connection, request)
                connection.read_body(request)
                (self._next_for(self._steps, request) or _good)(connection, request)
        except Gone:
            pass
        except Exception as error:
            self._errors.append(error)
        finally:
            connection.sock.close()
            connection.gone.set()

    def _next_for(self, steps: dict[str, deque[Step]], request: Request) -> Step | None:
        return next(
            (step for what in steps if _fits(what, request) and (step := self._next(steps[what]))), None
        )

    def _next(self, steps: deque[Any]) -> Any:
        with self._lock:
            return steps.popleft() if steps else None


def _fits(what: str, request: Request) -> bool:
    pattern = re.escape(what).replace(r"\*", ".*")
    return re.fullmatch(pattern, f"{request.method} {request.path}") is not None


def _good(connection: Connection, request: Request) -> None:
    """An answer that any client of this API is content with."""
    value = next(
        value for what, value in _GOOD_ANSWERS if f"{request.method} {request.path}".startswith(what)
    )
    if value is None:
        connection.send(b"HTTP/1.1 204 No Content\r\n\r\n")
        return
    status = b"201 Created" if request.path.endswith("/upload") else b"200 OK"
    body = json.dumps(value).encode()
    connection.send(
        b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
        % (status, len(body), body)
    )


def unused_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
