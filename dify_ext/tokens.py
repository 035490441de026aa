"""What a sign-in gives, and what keeps it: ``Tokens``, and the protocol of token stores. Pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Any, Literal, Protocol, runtime_checkable

import attrs

_FORMAT = 1
_FOREIGN = "these are no tokens of this version"


def _masked(value: str | None) -> str:
    return "***" if value else repr(value)


def _is_token(value: object) -> bool:
    """Whether this can stand in a header and in a cookie."""
    return isinstance(value, str) and re.fullmatch(r"[!-+\--:<-~]+", value) is not None


@attrs.frozen
class Tokens:
    """The tokens of a signed-in console account.

    ``kind`` says how they travel: ``"body"`` as a bearer token (Dify up to 1.9.1), ``"cookie"`` as cookies with a CSRF
    token (1.9.2 and later); ``cookie_prefix`` is what the server puts before the cookies' names (``__Host-`` over
    https). ``issued_at``, ``expires_at`` and ``refresh_expires_at`` are Unix seconds by the server's clock. A repr
    shows no token; ``to_dict()`` has them all, for a store of your own.
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
        """All of it, for JSON; it holds secrets."""
        return {"format": _FORMAT, **attrs.asdict(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Tokens:
        """What ``to_dict`` gave; a ValueError where it is not that."""
        fields = {field.name: data[field.name] for field in attrs.fields(cls) if field.name in data}
        try:
            tokens = cls(**fields)
        except TypeError:  # some are missing
            raise ValueError(_FOREIGN) from None
        if data.get("format") != _FORMAT or not tokens._is_sound():
            raise ValueError(_FOREIGN)
        return tokens

    def _is_sound(self) -> bool:
        """Whether all of it can be sent, and compared with a clock."""
        times = (self.expires_at, self.refresh_expires_at, self.issued_at)
        return (
            _is_token(self.access_token)
            and _is_token(self.refresh_token)
            and (self.csrf_token is None or _is_token(self.csrf_token))
            and all(isinstance(when, int | float) and math.isfinite(when) for when in times)
            and self.kind in ("body", "cookie")
            and self.cookie_prefix in ("", "__Host-", "__Secure-")
        )

    def dumps(self) -> str:
        """``to_dict`` as JSON text."""
        return json.dumps(self.to_dict(), separators=(",", ":"))

    @classmethod
    def loads(cls, text: str | bytes) -> Tokens:
        """What ``dumps`` gave; a ValueError where it is not that."""
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError(_FOREIGN)
        return cls.from_dict(data)


@runtime_checkable
class TokenStore(Protocol):
    """Keeps tokens between calls, threads and processes. A ``TokenStoreError`` says that it cannot at the moment: calls
    go on without it then.
    """

    def load(self, key: str) -> Tokens | None:
        """The tokens under the key; None where there are none, or what is there is none of ours."""
        ...

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens for ``ttl`` seconds; False, and nothing changed, where a later fence has written already."""
        ...

    def delete(self, key: str) -> None:
        """Forget the tokens under the key."""
        ...

    def lock(self, key: str, lease: float) -> AbstractContextManager[int]:
        """Hold the key alone, for at most ``lease`` seconds; gives the fence, a number that only grows."""
        ...


@runtime_checkable
class AsyncTokenStore(Protocol):
    """The same for the async client."""

    async def load(self, key: str) -> Tokens | None:
        """The tokens under the key; None where there are none, or what is there is none of ours."""
        ...

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens for ``ttl`` seconds; False, and nothing changed, where a later fence has written already."""
        ...

    async def delete(self, key: str) -> None:
        """Forget the tokens under the key."""
        ...

    def lock(self, key: str, lease: float) -> AbstractAsyncContextManager[int]:
        """Hold the key alone, for at most ``lease`` seconds; gives the fence, a number that only grows."""
        ...
