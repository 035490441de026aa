"""What is never shown: which names are secret, strings that hide themselves, and JSON with its secrets masked. Pure."""

from __future__ import annotations

import json
import re
from typing import Any

MASK = "***"
_NAME = re.compile(
    r"auth(?!or(?!iz))|cookie|token|secret|passw|passphrase|[-_]key$|api[-_]?key|csrf|jwt|credential|signature|session",
    re.IGNORECASE,
)
_KEYS = re.compile(r"\b(app|dataset)-[A-Za-z0-9_-]{8,}|\bBearer\s+[^\s\"',]+")
_IN_PATH = re.compile(r"(/form/human_input/)[^/?#\s]+")
_IN_QUERY = re.compile(r"([?&][^=&\s\"]*(?:token|key|secret|code|sign)[^=&\s\"]*=)[^&\s\"]+", re.IGNORECASE)


class Secret:
    """A string that shows itself to nobody who does not ask by :meth:`reveal`; it cannot be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def of(cls, value: str | Secret | None) -> Secret | None:
        """The value hidden, if there is one: the first thing done with it, so that no traceback's locals show it."""
        return value if value is None or isinstance(value, Secret) else cls(value)

    def reveal(self) -> str:
        """The string itself."""
        return self._value

    def is_word(self) -> bool:
        """Whether it can stand in a header: printable ASCII without spaces, and not empty."""
        value = self._value
        return (
            isinstance(value, str)
            and bool(value)
            and value.isascii()
            and value.isprintable()
            and " " not in value
        )

    def is_text(self) -> bool:
        """Whether it is a string that can be written as UTF-8: no half of a character."""
        return isinstance(self._value, str) and not any(
            "\ud800" <= character <= "\udfff" for character in self._value
        )

    def stripped(self) -> Secret:
        """Without white space at its ends, such as the line's end of a file it was read from."""
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
        raise TypeError("a secret is not pickled")


def is_secret_name(name: str) -> bool:
    """Whether a header or field of this name is never shown."""
    return _NAME.search(name) is not None


def masked(value: Any, secret: bool = False) -> Any:
    """JSON with each string masked that lies, however deep, under a secret name."""
    if isinstance(value, dict):
        if (
            value.get("result") == "fail" and "code" in value
        ):  # then 1.8's data is a token to set a password with
            value = {**value, "data": MASK}
        return {key: masked(item, secret or is_secret_name(key)) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item, secret) for item in value]
    return MASK if secret and isinstance(value, str) else value


def masked_text(text: str) -> str:
    """Text without keys, bearer tokens, and what links carry in their queries."""
    return _IN_QUERY.sub(rf"\1{MASK}", _KEYS.sub(MASK, text))


def shown(url: str) -> str:
    """A URL or its path as it may be shown: a form's token, which stands in the path, lets whoever has it answer."""
    return _IN_PATH.sub(rf"\1{MASK}", masked_text(url))


def masked_json(content: bytes) -> str | None:
    """A JSON body as it may be shown or kept; None where it is no JSON."""
    try:
        return masked_text(json.dumps(masked(json.loads(content)), ensure_ascii=False))
    except (ValueError, RecursionError):
        return None
