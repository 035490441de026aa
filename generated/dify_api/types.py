"""What models and operations need: reading and writing JSON, files, answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, time
from functools import cache
from math import isfinite
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, Self, TypeVar, overload
from urllib.parse import quote
from uuid import UUID

from attrs import NOTHING, define, field, fields

if TYPE_CHECKING:
    import httpx

__all__ = ["File", "FilePart", "Model", "Readable", "Response", "WrongShape", "path_segment"]

T = TypeVar("T")
U = TypeVar("U")


class WrongShape(ValueError):
    """JSON that does not have the shape that the API promises, or a value that JSON does not have.

    Attributes:
        path: The place in the body, such as ``data[3].usage``; empty for the body itself.
        reason: What is wrong at that place.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        """The place and the reason."""
        return f"{self.path}: {self.reason}" if self.path else self.reason

    def under(self, key: str | int) -> WrongShape:
        """The same error one level higher: each reader that it passes adds its key."""
        step = f"[{key}]" if isinstance(key, int) else key
        joint = "." if self.path and not self.path.startswith("[") else ""
        self.path = f"{step}{joint}{self.path}"
        self.args = (self.path, self.reason)
        return self


# Reading. A reader takes a JSON value and returns the model, or raises WrongShape. The path of an
# error is put together only when there is an error: the usual case pays nothing for it.


def as_object(value: Any) -> dict[str, Any]:
    """A copy of a JSON object."""
    if isinstance(value, dict):
        return value.copy()
    if isinstance(value, Mapping):
        return dict(value)
    raise WrongShape("", f"expected an object, got {_kind(value)}")


def as_list(value: Any) -> list[Any]:
    """A JSON list, its items as they came."""
    if isinstance(value, list):
        return value
    raise WrongShape("", f"expected a list, got {_kind(value)}")


@overload
def required(d: dict[str, Any], key: str) -> Any: ...
@overload
def required(d: dict[str, Any], key: str, read: Callable[[Any], T]) -> T: ...
def required(d: dict[str, Any], key: str, read: Callable[[Any], Any] | None = None) -> Any:
    """Take a field that must be there and not null."""
    value = d.pop(key, None)
    if value is None:
        raise WrongShape(key, "required, but missing or null")
    return value if read is None else _read(value, key, read)


@overload
def required_or_null(d: dict[str, Any], key: str) -> Any: ...
@overload
def required_or_null(d: dict[str, Any], key: str, read: Callable[[Any], T]) -> T | None: ...
def required_or_null(d: dict[str, Any], key: str, read: Callable[[Any], Any] | None = None) -> Any:
    """Take a field that must be there and may be null."""
    if key not in d:
        raise WrongShape(key, "required, but missing")
    value = d.pop(key)
    return value if read is None or value is None else _read(value, key, read)


def optional(d: dict[str, Any], key: str, read: Callable[[Any], T]) -> T | None:
    """Take a field that may be absent; null is absent."""
    value = d.pop(key, None)
    if value is None:
        return None
    try:
        return read(value)
    except WrongShape as error:
        raise error.under(key)


def required_list(d: dict[str, Any], key: str, read: Callable[[Any], T]) -> list[T]:
    """Take a list that must be there and not null."""
    items: list[T] = required(d, key)
    return items if items == [] else _read(items, key, list_of(read))


def optional_list(d: dict[str, Any], key: str, read: Callable[[Any], T]) -> list[T] | None:
    """Take a list that may be absent; null is absent. Most are empty."""
    items: list[T] | None = d.pop(key, None)
    return items if items is None or items == [] else _read(items, key, list_of(read))


def _read(value: Any, key: str, read: Callable[[Any], T]) -> T:
    try:
        return read(value)
    except WrongShape as error:
        raise error.under(key)


def list_of(read: Callable[[Any], T]) -> Callable[[Any], list[T]]:
    """A reader of lists whose items ``read`` reads."""

    def read_list(value: Any) -> list[T]:
        items = as_list(value)
        try:
            return [read(item) for item in items]
        except WrongShape:
            for index, item in enumerate(items):
                _read_at(item, index, read)
            raise

    return read_list


def dict_of(read: Callable[[Any], T]) -> Callable[[Any], dict[str, T]]:
    """A reader of objects with free keys, whose values ``read`` reads."""

    def read_dict(value: Any) -> dict[str, T]:
        return {key: _read(item, key, read) for key, item in as_object(value).items()}

    return read_dict


def _read_at(item: Any, index: int, read: Callable[[Any], T]) -> T:
    try:
        return read(item)
    except WrongShape as error:
        raise error.under(index)


def nullable(read: Callable[[Any], T]) -> Callable[[Any], T | None]:
    """A reader that also takes null."""
    return lambda value: None if value is None else read(value)


def either(
    *, object: Callable[[Any], T] | None = None, array: Callable[[Any], U] | None = None
) -> Callable[[Any], Any]:
    """A reader of objects, lists or scalars; a kind without a reader stays as it is."""

    def read_either(value: Any) -> Any:
        if object is not None and isinstance(value, Mapping):
            return object(value)
        return array(value) if array is not None and isinstance(value, list) else value

    return read_either


def _kind(value: Any) -> str:
    kinds: dict[type, str] = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "a boolean",
        type(None): "null",
    }
    return kinds.get(
        type(value), "a number" if isinstance(value, int | float) else f"a {type(value).__name__}"
    )


# Writing.


@define(kw_only=True, repr=False)
class Model:
    """A JSON object of the API. Each class of ``dify_api.models`` is one.

    Attributes:
        additional_properties: Fields that this version does not know, as they came.
    """

    additional_properties: dict[str, Any] = field(factory=dict)

    _wire_names: ClassVar[Mapping[str, str]] = {}  # the fields whose name in JSON is another

    _is_made: ClassVar[bool]  # else a user wrote the class

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls._is_made = "_take" in cls.__dict__

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = src_dict.copy() if type(src_dict) is dict else as_object(src_dict)
        self = cls.__new__(cls)  # a call of the class with all fields takes twice the time
        self._take(d)
        self.additional_properties = d or {}  # not the emptied dict, which keeps its size
        return self if cls._is_made else _called(self)

    def _take(self, d: dict[str, Any]) -> None:
        """Take the fields out of a JSON object; each generated class has its own."""

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, without the fields that are absent."""
        names = self._wire_names
        whole = self.additional_properties.copy()
        cls: Any = type(self)  # mypy takes the class of an unhashable object for unhashable
        for name, is_required in _written(cls):
            value = getattr(self, name)
            if value is not None or is_required:
                whole[names.get(name, name)] = plain(value)
        return whole

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same class and has the same values."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(
            getattr(self, one.name) == getattr(other, one.name) for one in fields(type(self)) if one.eq
        )

    def __repr__(self) -> str:
        """Without absent and secret fields; also of a half-read model, which a traceback may show."""
        shown = ((one.name, getattr(self, one.name, None)) for one in fields(type(self)) if one.repr)
        given = (f"{name}={value!r}" for name, value in shown if value not in (None, {}))
        return f"{type(self).__name__}({', '.join(given)})"


def _called(self: T) -> T:
    """The same model from a call of its class: a subclass may have more fields and an ``__init__``."""
    cls: Any = type(self)
    model: T = cls(**{one.alias: getattr(self, one.name) for one in fields(cls) if hasattr(self, one.name)})
    return model


@cache
def _written(cls: Any) -> list[tuple[str, bool]]:
    """The fields that are in JSON, each with whether it is written even if it is null.

    A subclass that a user wrote may have more fields; the server knows nothing of them.
    """
    made = next(one for one in cls.__mro__ if one._is_made)
    known = (one for one in fields(made) if one.name != "additional_properties")
    return [(one.name, one.default is NOTHING) for one in known]


_DEEPEST = 200  # levels; more is a structure that holds itself, or one that no server reads
_SHOWN = 10  # levels that the place of an error names


def plain(value: Any) -> Any:
    """The value as JSON: models become objects, at any depth. What JSON does not have is left as it is."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    to_dict = None if isinstance(value, type) else getattr(value, "to_dict", None)
    return value if to_dict is None else to_dict()


def json_value(value: Any, depth: int = 0) -> Any:
    """The value as a request's JSON has it: models are objects, dates are ISO 8601, UUIDs are texts.

    Raises:
        WrongShape: JSON does not have a value in it; the error names the place.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        if isfinite(value):
            return value
        raise WrongShape("", f"JSON has no {value}; give None or a text")
    if depth > _DEEPEST:
        raise WrongShape("", "it holds itself, or is nested too deeply")
    if isinstance(value, Mapping):
        return {_key(key): _json_value(item, str(key), depth) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(item, index, depth) for index, item in enumerate(value)]
    if isinstance(value, date | time) and value == value:  # the NaT of pandas is no time
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, type) or not hasattr(value, "to_dict"):
        raise WrongShape(
            "", f"JSON has no {type(value).__name__}; give a text, a number, a list or a mapping"
        )
    try:
        return json_value(value.to_dict(), depth + 1)
    except RecursionError:  # only its fields tell the place
        return json_value({one.name: getattr(value, one.name) for one in fields(type(value))}, depth + 1)


def _json_value(value: Any, key: str | int, depth: int) -> Any:
    try:
        return json_value(value, depth + 1)
    except WrongShape as error:
        raise error.under(key) if depth < _SHOWN else error


def _key(key: Any) -> Any:
    if key is None or isinstance(key, str | int | date | UUID):
        return json_value(key)
    raise WrongShape("", f"JSON has no {type(key).__name__} as a key; give a text")


def _text(text: str) -> str:
    try:
        return text if text.isascii() or text.encode() else text
    except UnicodeEncodeError:
        raise WrongShape("", "the text has a lone surrogate, which is no character") from None


def present(values: dict[str, Any]) -> dict[str, Any]:
    """The values that are not ``None``: an argument that was not given is not sent."""
    return {key: value for key, value in values.items() if value is not None}


def form_fields(values: dict[str, Any]) -> dict[str, Any]:
    """Values as plain fields of a form: scalars as they are, objects and lists as JSON text."""
    return {
        key: value if isinstance(value, str | int | float) else json.dumps(value)
        for key, value in json_value(present(values)).items()
    }


def query_fields(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the fields of a query: those that are not ``None``, dates in ISO 8601."""
    return {
        key: value.isoformat() if isinstance(value, date | time) else value
        for key, value in present(values).items()
    }


def path_segment(value: object, name: str = "a path argument") -> str:
    """The value quoted as one segment of a path.

    Raises:
        ValueError: It is empty, ``.`` or ``..``, with which the request would go to another path.
    """
    text = str(value)
    if value is None or text in ("", ".", ".."):
        raise ValueError(f"{name} cannot be {text!r}: the request would go to another path")
    return quote(text, safe="")


class Readable(Protocol):
    """An open binary file, or another object that can be read like one."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most ``size`` of them."""
        ...


class FilePart(Protocol):
    """A file of a form: a :class:`File`, or whatever says how it is sent."""

    def to_tuple(self) -> tuple[str, Any, str | None]:
        """Its name, its content and its MIME type, as httpx takes files."""
        ...


@define
class File:
    """A file to send.

    Attributes:
        payload: The content: bytes, or an open binary file that is read while it is sent.
        file_name: The name that the server gets; by default that of the open file, else ``upload``.
        mime_type: The MIME type; by default guessed from the name.
    """

    payload: bytes | Readable = field(repr=False)
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> tuple[str, bytes | Readable, str | None]:
        """The file as httpx takes it, always with a name: the server ignores a file without one."""
        own = getattr(self.payload, "name", None)
        name = self.file_name or (PurePath(own).name if isinstance(own, str) else "") or "upload"
        return name, self.payload, self.mime_type


@define
class Response(Generic[T]):
    """An answer with all its parts.

    Attributes:
        status_code: The status, also one that HTTP does not know.
        content: The body.
        headers: The headers.
        parsed: The parsed body; ``None`` if there is none.
    """

    status_code: int
    content: bytes = field(repr=False)
    headers: httpx.Headers = field(repr=False)
    parsed: T | None

    @classmethod
    def of(cls, response: httpx.Response, parsed: T | None) -> Response[T]:
        """An httpx response together with its parsed body."""
        return cls(response.status_code, response.content, response.headers, parsed)
