"""Secrets are never shown: names of secrets, strings that hide themselves, masks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, TypeVar

E = TypeVar("E", bound=BaseException)

MASK = "***"
_NAME = re.compile(
    r"auth(?!or(?!iz))|cookie|token|secret|passw|passphrase|[-_]key$|api[-_]?key|csrf|jwt|credential|signature|session",
    re.IGNORECASE,
)
_KEYS = re.compile(r"\b(app|dataset)-[A-Za-z0-9_-]{8,}|\bBearer\s+[^\s\"',]+")
_IN_PATH = re.compile(r"(/form/human_input/)[^/?#\s]+")
_IN_QUERY = re.compile(r"([?&][^=&\s\"]*(?:token|key|secret|code|sign)[^=&\s\"]*=)[^&\s\"]+", re.IGNORECASE)


class Secret:
    """A string that only :meth:`reveal` shows; it cannot be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def of(cls, value: str | Secret | None) -> Secret | None:
        """Hide a value, if there is one: first of all, so that no locals of a traceback show it."""
        return value if value is None or isinstance(value, Secret) else cls(value)

    def reveal(self) -> str:
        """The string itself."""
        return self._value

    def is_word(self) -> bool:
        """Whether it can be a header: printable ASCII without spaces, not empty."""
        return isinstance(self._value, str) and re.fullmatch("[!-~]+", self._value) is not None

    def digest(self) -> str:
        """What tells it from another secret, and nothing else of it."""
        return sha256(f"dify-ext:{self._value}".encode()).hexdigest()[:16]

    def is_text(self) -> bool:
        """Whether it is a string that can be written as UTF-8: no half of a character."""
        return isinstance(self._value, str) and re.search("[\ud800-\udfff]", self._value) is None

    def stripped(self) -> Secret:
        """Without white space at its ends, such as the line end of a file that it was read from."""
        return Secret(self._value.strip()) if isinstance(self._value, str) else self

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(***)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a secret cannot be pickled")


class HiddenHeaders(dict[str, str]):
    """Headers whose repr shows their names only."""

    @classmethod
    def of(cls, headers: Any) -> Any:
        """A mapping hidden; anything else is a secret, which is refused with the other options."""
        return cls(headers) if isinstance(headers, Mapping) else headers and Secret(headers)

    def __repr__(self) -> str:
        return repr(sorted(self, key=str))


def is_secret_name(name: str) -> bool:
    """Whether a header or field of this name is never shown."""
    return _NAME.search(name) is not None


def masked(value: Any, secret: bool = False) -> Any:
    """JSON with each string masked that lies, however deep, under a secret name."""
    if isinstance(value, dict):
        if value.get("result") == "fail" and "code" in value:
            value = {**value, "data": MASK}  # Dify 1.8: a token to set a password with
        return {key: masked(item, secret or is_secret_name(key)) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item, secret) for item in value]
    return MASK if secret and isinstance(value, str) else value


def secrets_in(headers: Iterable[tuple[str, str]]) -> set[str]:
    """The keys, tokens and cookies that headers carry."""
    values = [value for name, value in headers if is_secret_name(name)]
    return {word for value in values for word in re.split(r"[\s;=,]+", value) if len(word) >= 8}


def without(secrets: Iterable[str], text: str) -> str:
    """A server's text without the secrets of the request: gateways repeat a refused key."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return text


def masked_text(text: str) -> str:
    """Text without keys, bearer tokens, and the tokens in the queries of links."""
    return _IN_QUERY.sub(rf"\1{MASK}", _KEYS.sub(MASK, text))


def shown(url: str) -> str:
    """A URL or path that may be shown: a form's token in it would let anybody answer."""
    return _IN_PATH.sub(rf"\1{MASK}", masked_text(url))


def masked_json(content: bytes) -> str | None:
    """A JSON body as it may be shown or kept; None if it is no JSON."""
    try:
        return masked_text(json.dumps(masked(json.loads(content)), ensure_ascii=False))
    except (ValueError, RecursionError):
        return None


def alone(error: E) -> E:
    """The error without its causes and frames: attributes and locals there may show a secret."""
    error.__traceback__ = error.__cause__ = error.__context__ = None
    return error
