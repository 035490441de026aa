"""Tokens in Redis: shared by machines, kept for as long as they live."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import AsyncIterator  # sync: from collections.abc import Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from dify_ext import _redis
from dify_ext._async import _io
from dify_ext._error_body import one_line
from dify_ext._logging import logger
from dify_ext._sealing import Seal
from dify_ext._shelf import FENCES_KEPT, Complaints, Unusable, lifetime, pauses, read_tokens
from dify_ext.errors import ConfigurationError, TokenStoreError
from dify_ext.tokens import Tokens

if TYPE_CHECKING:
    from redis.asyncio import Redis, RedisCluster  # sync: from redis import Redis, RedisCluster


class AsyncRedisTokenStore:
    """Keeps tokens in Redis 5 or later, each value written with its lifetime in one command.

    ``client_or_url`` is a URL (``redis://``, ``rediss://``, ``unix://``) or a client of yours, of Sentinel or of a
    cluster too; ``prefix`` goes before every name in Redis; ``encryption_key`` is a Fernet key, with which what lies in
    Redis is no token (extra ``encryption``). A client made from a URL connects and reads within 2 seconds and is closed
    by ``aclose()``; a client of yours is left as it is, with the timeouts and retries it has.

    Whatever Redis or its client fails with is a TokenStoreError, its cause chained.
    """

    def __init__(
        self,
        client_or_url: Redis | RedisCluster | str,
        *,
        prefix: str = "dify:token:",
        encryption_key: bytes | str | None = None,
    ) -> None:
        self._prefix = prefix
        self._seal = None if encryption_key is None else Seal(encryption_key)
        self._complaints = Complaints(repr(self))
        self._owned = isinstance(client_or_url, str)
        # Any: what a command gives is typed otherwise by every release of redis.
        self._client: Any = _client(client_or_url) if isinstance(client_or_url, str) else client_or_url
        if not self._owned:
            _redis.refuse_wrong_client(self._client, "asynchronous")  # sync: _redis.refuse_wrong_client(self._client, "synchronous")

    async def load(self, key: str) -> Tokens | None:
        """The tokens under the key; None where there are none, or what is there is none of ours."""
        try:
            # A script, not GET: a cluster's client that reads from replicas asks the primary for it.
            value = await self._run(_redis.LOAD, self._names(key)[:1])
            if value is None:
                return None
            text = _redis.payload(value)
            return read_tokens(self._seal.open(text) if self._seal else text)
        except (Unusable, UnicodeDecodeError) as error:
            reason = error if isinstance(error, Unusable) else Unusable("it is no text")
            self._complaints.say(key, reason)
            return None

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens for ``ttl`` seconds; False, and nothing changed, where a later fence has written already."""
        text = tokens.dumps()
        value = _redis.value(fence, self._seal.close(text) if self._seal else text)
        milliseconds = int(lifetime(ttl) * 1000)
        return bool(await self._run(_redis.SAVE, self._names(key), value, milliseconds, fence, _redis.MEMORY))

    async def delete(self, key: str) -> None:
        """Forget the tokens under the key."""
        await self._run(_redis.DELETE, self._names(key), _redis.MEMORY)

    @asynccontextmanager
    async def lock(self, key: str, lease: float) -> AsyncIterator[int]:
        names, holder = self._names(key), secrets.token_hex(16)
        ...

