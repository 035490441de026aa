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
    """The tokens of a signed-in console account. A repr shows no token.

    Attributes:
        access_token: Signs each request.
        refresh_token: Is traded for new tokens.
        expires_at: The end of the access token, in Unix seconds by the server's clock.
        refresh_expires_at: The end of the refresh token.
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
        """All fields, for JSON. The result holds secrets: it is meant for a store of your own."""
        return {"format": _FORMAT, **attrs.asdict(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Tokens:
        """Make tokens from the result of :meth:`to_dict`.

        Args:
            data: The fields. Unknown ones are passed over.

        Raises:
            ValueError: ``data`` is something else.
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
        """Make tokens from the result of :meth:`dumps`.

        Args:
            text: The JSON text.

        Raises:
            ValueError: ``text`` is something else.
        """
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError(_FOREIGN)
        return cls.from_dict(data)


@runtime_checkable
class TokenStore(Protocol):
    """Keeps tokens between calls, threads and processes.

    A method that cannot work at the moment raises :class:`TokenStoreError`: the client works on
    without the store, and tries it again the next time. A client also saves a note about a refused
    password, in the form of ``Tokens`` and under a key of its own, but never a password.
    """

    def load(self, key: str) -> Tokens | None:
        """Give the tokens under a key.

        Args:
            key: The name of the tokens.

        Returns:
            The tokens; None if there are none that can be used.
        """
        ...

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens.

        Args:
            key: The name of the tokens.
            tokens: The tokens.
            ttl: For how many seconds they are kept.
            fence: The fence of the lock under which they were made.

        Returns:
            False if a later fence has saved already: nothing is changed then.
        """
        ...

    def delete(self, key: str) -> None:
        """Forget the tokens under a key.

        Args:
            key: The name of the tokens.
        """
        ...

    def lock(self, key: str, lease: float) -> AbstractContextManager[int]:
        """Hold a key alone.

        Args:
            key: The name of the tokens.
            lease: After how many seconds the lock ends by itself.

        Returns:
            A context manager that gives the fence, a number that only grows.
        """
        ...


@runtime_checkable
class AsyncTokenStore(Protocol):
    """The same for the async client: see :class:`TokenStore`."""

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
