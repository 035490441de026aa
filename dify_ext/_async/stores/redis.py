"""Tokens in Redis: shared by machines, kept for as long as they live."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from dify_ext._async import _io
from dify_ext._async.stores._base import AsyncBaseTokenStore
from dify_ext._console import redis_scripts
from dify_ext._console.token_entry import Change, Entry
from dify_ext._core.redis_url import NEEDS_REDIS, client_for
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError, TokenStoreError

if TYPE_CHECKING:
    from redis.asyncio import Redis, RedisCluster  # sync: from redis import Redis, RedisCluster

_FLAVOUR = "asynchronous"  # sync: _FLAVOUR = "synchronous"
_TRIES = 50


class AsyncRedisTokenStore(AsyncBaseTokenStore):
    """Keeps tokens in Redis 5 or later (extra ``redis``); each value expires.

    With a URL, the store connects for each operation, waits at most 2 seconds for the connection
    and 2 for the answer, and keeps nothing open; so it works with forks and several event loops.
    Your own client is used as it is, and stays open. Each failure is a :class:`TokenStoreError`
    with its cause.

    Args:
        client_or_url: A URL (``redis://``, ``rediss://``, ``unix://``), or a client of redis-py,
            also for Sentinel or a cluster.
        prefix: The beginning of every key in Redis.
        encryption_key: A Fernet key that encrypts the values in Redis (extra ``encryption``).

    Raises:
        ConfigurationError: URL, client or key cannot be used, or their package is not installed.
    """

    _pauses = (0.02, 0.2)

    def __init__(
        self,
        client_or_url: Redis | RedisCluster | str,
        *,
        prefix: str = "dify:token:",
        encryption_key: bytes | str | None = None,
    ) -> None:
        # No local of a frame that raises shows URL or key.
        key, url = Secret.of(cast("str | None", encryption_key)), None
        del encryption_key
        if isinstance(client_or_url, str):
            url, client_or_url = Secret(client_or_url), cast(Any, None)
        self._prefix = prefix
        self._fernet = None if key is None else redis_scripts.fernet_of(key)
        if url is not None:
            self._open = _opener(url)
        else:
            redis_scripts.refuse_wrong_client(client_or_url, _FLAVOUR)
        # Any: each release of redis types its answers in another way.
        self._given: Any = client_or_url
        super().__init__(f"prefix={prefix!r}{', encrypted' if key else ''}")

    async def _read(self, key: str) -> tuple[Entry, float]:
        async with self._client() as client:
            _, entry, now = await self._entry(client, key)
            return entry, now

    async def _update(self, key: str, change: Change) -> Entry:
        async with self._client() as client:
            for _ in range(_TRIES):
                state, before, now = await self._entry(client, key)
                after = change(before, now)
                if after == before:
                    return after
                new = redis_scripts.change_arguments(state, before, after, now, self._fernet)
                if await self._run(client, redis_scripts.CHANGE, key, new):
                    return after
        raise TokenStoreError(f"{self!r}: other clients keep changing the same key")

    async def ping(self) -> None:
        """Check that Redis answers.

        Raises:
            TokenStoreError: Redis does not answer.
        """
        await self._read("")

    async def _entry(self, client: Any, key: str) -> tuple[str, Entry, float]:
        return redis_scripts.read_entry(await self._run(client, redis_scripts.READ, key), self._fernet)

    async def _run(
        self, client: Any, script: str, key: str, arguments: Sequence[str | int | Secret] = ()
    ) -> Any:
        names = redis_scripts.names(self._prefix, key)
        try:
            return await client.eval(
                script,
                len(names),
                *names,
                *(value.reveal() if isinstance(value, Secret) else value for value in arguments),
            )
        except Exception as error:
            raise redis_scripts.failed(repr(self), error) from _without_frames(error)

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Any]:
        if self._given is not None:
            yield self._given
            return
        client = self._open()
        try:
            yield client
        finally:
            with _io.finishing(2.0):
                await client.aclose()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a RedisTokenStore cannot be pickled: create one in each process")


def _without_frames(error: Exception) -> Exception:
    """The error with its causes, all without frames: the driver's frames hold the value."""
    link: BaseException | None = error
    while link is not None:
        link.__traceback__ = None
        link = link.__cause__ or link.__context__
    return error


def _opener(url: Secret) -> Callable[[], Any]:
    """What makes clients for a URL. They wait for seconds, not for ever, and do not try again."""
    try:
        from redis.asyncio import Redis  # sync: from redis import Redis
        from redis.asyncio.retry import Retry  # sync: from redis.retry import Retry
        from redis.backoff import NoBackoff
    except ImportError as error:
        raise ConfigurationError(NEEDS_REDIS) from error

    def open_client() -> Any:
        retry = Retry(NoBackoff(), 0)
        return client_for(url, Redis.from_url, socket_connect_timeout=2.0, socket_timeout=2.0, retry=retry)

    open_client()  # a wrong URL is refused now
    return open_client
