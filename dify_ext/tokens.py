"""The result of a sign-in, ``Tokens``, and the protocol of the stores that keep it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Any, Literal, Protocol, TypeGuard, runtime_checkable

import attrs

_FORMAT = 1
_FOREIGN = "these are not tokens of this version"


def _masked(value: str | None) -> str:
    return "***" if value else repr(value)


def is_token(value: object) -> TypeGuard[str]:
    """Whether a value can be sent in a header and in a cookie."""
    return isinstance(value, str) and re.fullmatch(r"[!-+\--:<-~]+", value) is not None


@attrs.frozen
class Tokens:
    """The tokens of a signed-in console account. The repr shows no token.

    Attributes:
        access_token: Authorizes each request.
        refresh_token: Is exchanged for new tokens.
        expires_at: When the access token expires, in Unix seconds by the server's clock.
        refresh_expires_at: When the refresh token expires, in the same way.
        kind: ``"body"``: sent as a bearer token (Dify up to 1.9.1); ``"cookie"``: as cookies with a
            CSRF token (1.9.2 and later).
        csrf_token: The value of the header ``X-CSRF-Token``.
        cookie_prefix: The prefix of the names of the server's cookies (``__Host-`` over https).
        issued_at: The time when the tokens were made.
    """

    access_token: str = attrs.field(repr=_masked)
    refresh_token: str = attrs.field(repr=_masked)
    expires_at: float
    refresh_expires_at: float
    kind: Literal["body", "cookie"] = "cookie"
    csrf_token: str | None = attrs.field(default=None, repr=_masked)
    cookie_prefix: str = ""
    issued_at: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """All fields as a dictionary for JSON. It has secrets: use it only in a token store."""
        return {"format": _FORMAT, **attrs.asdict(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Tokens:
        """Create tokens from the result of :meth:`to_dict`.

        Args:
            data: The fields. Unknown fields are ignored.

        Raises:
            ValueError: ``data`` is not a result of :meth:`to_dict`.
        """
        fields = {field.name: data[field.name] for field in attrs.fields(cls) if field.name in data}
        try:
            tokens = cls(**fields)
        except TypeError:  # some are missing
            raise ValueError(_FOREIGN) from None
        if data.get("format") != _FORMAT or not tokens._is_sound():
            raise ValueError(_FOREIGN)
        return tokens

    def _is_sound(self) -> bool:
        times = (self.expires_at, self.refresh_expires_at, self.issued_at)
        return (
            is_token(self.access_token)
            and is_token(self.refresh_token)
            and (self.csrf_token is None or is_token(self.csrf_token))
            and all(isinstance(when, int | float) and math.isfinite(when) for when in times)
            and self.kind in ("body", "cookie")
            and self.cookie_prefix in ("", "__Host-", "__Secure-")
        )

    def dumps(self) -> str:
        """The result of :meth:`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), separators=(",", ":"))

    @classmethod
    def loads(cls, text: str | bytes) -> Tokens:
        """Create tokens from the result of :meth:`dumps`.

        Args:
            text: The JSON text.

        Raises:
            ValueError: ``text`` is not a result of :meth:`dumps`.
        """
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError(_FOREIGN)
        return cls.from_dict(data)


@runtime_checkable
class TokenStore(Protocol):
    """The protocol of token stores: they keep tokens between calls, threads and processes.

    A method that cannot work at the moment raises :class:`TokenStoreError`; the client then works
    without the store, and tries it again the next time. A client also saves a note about a refused
    password, in the form of ``Tokens`` and under another key, but never a password.
    """

    def load(self, key: str) -> Tokens | None:
        """Return the tokens under a key.

        Args:
            key: The name of the tokens.

        Returns:
            The tokens; None if there are none, or they cannot be used.
        """
        ...

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Save tokens.

        Args:
            key: The name of the tokens.
            tokens: The tokens.
            ttl: How long to keep them, in seconds.
            fence: The fence (the number of the lock) under which they were created.

        Returns:
            False if tokens with a higher fence were saved before; then nothing is changed.
        """
        ...

    def delete(self, key: str) -> None:
        """Delete the tokens under a key.

        Args:
            key: The name of the tokens.
        """
        ...

    def lock(self, key: str, lease: float) -> AbstractContextManager[int]:
        """Lock a key, so that only one client signs in.

        Args:
            key: The name of the tokens.
            lease: After how many seconds the lock expires by itself.

        Returns:
            A context manager whose value is the fence: a number that grows with each lock.
        """
        ...


@runtime_checkable
class AsyncTokenStore(Protocol):
    """The protocol of token stores for the asynchronous client: see :class:`TokenStore`."""

    async def load(self, key: str) -> Tokens | None:
        """As :meth:`TokenStore.load`."""
        ...

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """As :meth:`TokenStore.save`."""
        ...

    async def delete(self, key: str) -> None:
        """As :meth:`TokenStore.delete`."""
        ...

    def lock(self, key: str, lease: float) -> AbstractAsyncContextManager[int]:
        """As :meth:`TokenStore.lock`."""
        ...
