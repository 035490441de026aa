"""The log of requests: what each one sent, and what it was answered."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any, SupportsIndex, overload
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from ._operation_names import Operations

if TYPE_CHECKING:
    from ._setup import EmulatedApp

#: Headers whose values are secrets.
SECRET = frozenset({"authorization", "cookie", "x-csrf-token", "x-admin-api-key"})

#: The beginning of the paths of the emulator's own control. Their requests are not in the log.
PREFIX = "/_emulator/"
#: About how many bytes of a body are kept.
LARGEST = 32 * 1024 * 1024
#: The most bytes of a body that are read only for the log.
SHORT = 1024 * 1024
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file in a form.

    Attributes:
        form_field: The name of the form's field.
        filename: The name of the file.
        content_type: The MIME type that was sent, or None.
        content: The bytes.
    """

    form_field: str
    filename: str
    content_type: str | None
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.content)


class SentFiles(list[SentFile]):
    """The files of a form in their order; ``files["file"]`` is the first of that field."""

    @overload
    def __getitem__(self, key: str | SupportsIndex) -> SentFile: ...
    @overload
    def __getitem__(self, key: slice) -> list[SentFile]: ...
    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return super().__getitem__(key)
        for file in self:
            if file.form_field == key:
                return file
        raise KeyError(key)


class RecordedRequest:
    """A request that arrived. What it sent is read when it is asked for.

    Attributes:
        method: The HTTP method.
        path: The path, without the query.
        number: Its number among all requests of this process.
        status: The status of the answer; None as long as there is none.
        at: The time of its arrival, in seconds since 1970.
    """

    def __init__(self, scope: Scope, operations: Operations) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.number = next(_NUMBERS)
        self.status: int | None = None
        self.at = time.time()
        self._raw_headers = scope["headers"]
        self._raw_query: bytes = scope["query_string"]
        self._operations = operations
        self._sent: list[bytes] = []
        self._kept = 0
        self._answer: list[bytes] = []
        self._streamed = self._readable = self._whole = False

    def __repr__(self) -> str:
        return f"<{self.method} {self.path} {self.status or '...'}>"

    @cached_property
    def operation(self) -> str | None:
        """The name of the operation, such as ``GET /v1/messages/{message_id}/suggested``.

        None if the path is unknown.
        """
        return self._operations.of(f"{self.method} {self.path}")

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The headers, in any spelling of their names; keys, tokens and cookies are masked."""
        shown = []
        for name, value in self._raw_headers:
            if name.decode("latin-1").lower() in SECRET:
                scheme, space, _ = value.partition(b" ")
                value = scheme + b" ***" if space and scheme.isalpha() else b"***"
            shown.append((name, value))
        return Headers(raw=shown)

    @cached_property
    def query(self) -> dict[str, Any]:
        """The query parameters; one that was sent several times is a list."""
        found = parse_qs(self._raw_query.decode("latin-1"), keep_blank_values=True)
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}

    def used(self, key: str) -> bool:
        """Whether it was sent with this API key.

        Args:
            key: The key.
        """
        return any(
            name.lower() == b"authorization" and value.rpartition(b" ")[2] == key.encode()
            for name, value in self._raw_headers
        )

    @property
    def body(self) -> bytes:
        """The body, as far as it was received; of a very long one the first 32 MB."""
        return b"".join(self._sent)

    @property
    def json(self) -> Any:
        """The JSON body; None if the body is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @cached_property
    def _parts(self) -> tuple[dict[str, str], SentFiles]:
        fields: dict[str, str] = {}
        files = SentFiles()
        kind = self.headers.get("content-type", "")
        if kind.partition(";")[0].strip().lower() in (
            "multipart/form-data",
            "application/x-www-form-urlencoded",
        ):
            _read_form(kind, self.body, fields, files)
        return fields, files

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form, without its files."""
        return self._parts[0]

    @property
    def files(self) -> SentFiles:
        """The files of a form."""
        return self._parts[1]

    @property
    def user(self) -> str | None:
        """The end user that the request names: in its JSON, its form or its query."""
        body = self.json if self._sent else None
        for place in (body, self.form, self.query):
            if isinstance(place, dict) and place.get("user") is not None:
                return str(place["user"])
        return None

    @property
    def answer(self) -> Any:
        """The JSON of the answer; None if it is a stream or no JSON."""
        try:
            return None if self._streamed else json.loads(b"".join(self._answer))
        except ValueError:
            return None

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events that were sent so far, without pings; empty if the answer is no stream."""
        found = []
        for line in b"".join(self._answer).split(b"\n") if self._streamed else ():
            try:
                event = json.loads(line.removeprefix(b"data: "))
            except ValueError:
                continue  # the end of a frame, or an event that a fault has cut
            found.append(event)
        return found

    @property
    def parts_sent(self) -> int:
        """How many parts of the answer were sent so far."""
        return len(self._answer)

    def receiver(self, receive: Receive) -> Receive:
        """`receive`, which also notes what arrives."""

        async def noted() -> Message:
            message = await receive()
            if message.get("body") and self._kept < LARGEST:
                self._kept += len(message["body"])
                self._sent.append(message["body"])
            self._whole = not message.get("more_body")
            return message

        return noted

    async def read_rest(self, receive: Receive) -> None:
        """Read what nobody has read of a short body: a refused request is to be seen, too."""
        length = self.headers.get("content-length", "0")
        if length.isdigit() and int(length) <= SHORT:
            noted = self.receiver(receive)
            while not self._whole:
                await noted()

    def note(self, message: Message) -> None:
        """Note a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            kind = Headers(raw=message["headers"]).get("content-type", "")
            self._streamed = kind.startswith("text/event-stream")
            self._readable = self._streamed or kind.startswith("application/json")
        elif message.get("body") and self._readable:
            self._answer.append(message["body"])


def _read_form(kind: str, body: bytes, fields: dict[str, str], files: SentFiles) -> None:
    from python_multipart import parse_form
    from python_multipart.exceptions import FormParserError

    def on_field(found: Any) -> None:
        fields[found.field_name.decode(errors="replace")] = (found.value or b"").decode(errors="replace")

    def on_file(found: Any) -> None:
        found.file_object.seek(0)
        content = found.file_object.read()
        found.close()
        names = [(name or b"").decode(errors="replace") for name in (found.field_name, found.file_name)]
        files.append(SentFile(names[0], names[1], found.content_type, content))

    with contextlib.suppress(FormParserError):  # a broken form is read as far as it goes
        parse_form({"Content-Type": kind.encode()}, BytesIO(body), on_field, on_file)


class RequestLog(list[RecordedRequest]):
    """Requests, the oldest first."""

    def __init__(self, operations: Operations, requests: Iterable[RecordedRequest] = ()) -> None:
        super().__init__(requests)
        self.operations = operations
        self.total = 0  # how many have arrived, also those that are not kept any more
        self.most: int | None = None  # how many are kept

    def arrived(self, request: RecordedRequest) -> None:
        """Add a request. The oldest go when there are too many."""
        self.append(request)
        self.total += 1
        if self.most is not None and len(self) > self.most:
            del self[: len(self) - self.most]

    @property
    def last(self) -> RecordedRequest:
        """The newest request; an AssertionError if there is none."""
        if not self:
            raise AssertionError("No request has arrived.")
        return self[-1]

    def of(self, operation: str) -> RequestLog:
        """The requests of an operation.

        Args:
            operation: ``"METHOD /path"``, with the names of the path's parts in braces
                (``"GET /v1/messages/{message_id}/suggested"``) or with those of one request.

        Raises:
            ValueError: There is no such operation; the message has similar names.
        """
        pattern = self.operations.find(operation)
        found = [one for one in self if pattern.fullmatch(f"{one.method} {one.path}")]
        return RequestLog(self.operations, found)

    def by(self, app: EmulatedApp) -> RequestLog:
        """The requests with the key of an app.

        Args:
            app: The app.
        """
        return RequestLog(self.operations, [one for one in self if one.used(app.api_key)])

    def assert_called(self, operation: str) -> None:
        """Fail if no request of this operation has arrived.

        Args:
            operation: As in `of`.
        """
        if not self.of(operation):
            raise AssertionError(f"{operation} was not called. {self._shown()}")

    def assert_not_called(self, operation: str) -> None:
        """Fail if a request of this operation has arrived.

        Args:
            operation: As in `of`.
        """
        if found := self.of(operation):
            raise AssertionError(f"{operation} was called {len(found)} times.")

    def assert_called_with(self, operation: str, **expected: Any) -> None:
        """Fail if the newest request of this operation differs from what is expected.

        Args:
            operation: As in `of`.
            **expected: Attributes of the request, such as ``json=``, ``user=`` or ``status=``.
        """
        self.assert_called(operation)
        problems = _differences(self.of(operation).last, expected)
        if problems:
            raise AssertionError(f"{operation} was called, but {'; '.join(problems)}")

    def assert_called_once_with(self, operation: str, **expected: Any) -> None:
        """Fail if there was not exactly one request of this operation, or it differs.

        Args:
            operation: As in `of`.
            **expected: Attributes of the request, such as ``json=``, ``user=`` or ``status=``.
        """
        count = len(self.of(operation))
        if count > 1:
            raise AssertionError(f"{operation} was called {count} times, not once.")
        self.assert_called_with(operation, **expected)

    def assert_any_call(self, operation: str, **expected: Any) -> None:
        """Fail if no request of this operation is as expected.

        Args:
            operation: As in `of`.
            **expected: Attributes of the request, such as ``json=``, ``user=`` or ``status=``.
        """
        self.assert_called(operation)
        found = self.of(operation)
        if all(_differences(one, expected) for one in found):
            problems = "; ".join(_differences(found.last, expected))
            raise AssertionError(f"No call of {operation} is as expected; of the last one {problems}")

    def _shown(self) -> str:
        if not self:
            return "No request has arrived."
        return f"The requests were {', '.join(f'{one.method} {one.path}' for one in self[-10:])}."


def _differences(request: RecordedRequest, expected: Mapping[str, Any]) -> list[str]:
    problems = []
    for name, wanted in expected.items():
        if name.startswith("_") or not hasattr(request, name):
            raise TypeError(f"A request has no attribute {name!r}.")
        found = getattr(request, name)
        if found != wanted:
            problems.append(f"{name} is {found!r}, not {wanted!r}")
    return problems
