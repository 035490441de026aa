"""Tokens in Redis: shared by machines, kept for as long as they live."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

import attrs

from dify_ext._async import _io
from dify_ext._async.stores._base import AsyncBaseTokenStore
from dify_ext._console import redis_scripts
from dify_ext._console.encryption import Encryption
from dify_ext._console.token_table import Unusable, lifetime, read_tokens
from dify_ext._core.log import logger
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError, TokenStoreError
from dify_ext.tokens import Tokens

if TYPE_CHECKING:
    from redis.asyncio import Redis, RedisCluster  # sync: from redis import Redis, RedisCluster

_FLAVOUR = "asynchronous"  # sync: _FLAVOUR = "synchronous"


@attrs.define
class _Holder:
    name: str = attrs.field(factory=lambda: secrets.token_hex(16))
    has_asked: bool = False


class AsyncRedisTokenStore(AsyncBaseTokenStore):
    """Keeps tokens in Redis 5 or later (extra ``redis``), each value with its lifetime in one command.

    A store made from a URL connects for each operation, and waits at most 2 seconds to connect and 2 for an
    answer: so nothing is left open, and a fork or another event loop changes nothing. A client of yours is used
    as it is, with its own timeouts and retries, and stays open. Each failure of Redis or its client is a
    :class:`TokenStoreError` with its cause.

    Args:
        client_or_url: A URL (``redis://``, ``rediss://``, ``unix://``), or a client of redis-py, also of
            Sentinel or of a cluster.
        prefix: The beginning of every name in Redis.
        encryption_key: A Fernet key: the values in Redis are then encrypted (extra ``encryption``).

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
        self._encryption = None if key is None else Encryption(key)
        if url is not None:
            self._open = _opener(url)
        else:
            redis_scripts.refuse_wrong_client(client_or_url, _FLAVOUR)
        # Any: each release of redis types its answers in another way.
        self._given: Any = client_or_url
        super().__init__(f"prefix={prefix!r}{', encrypted' if key else ''}")

    async def _load(self, key: str) -> Tokens | None:
        # A script, not GET: a cluster's client that reads from replicas still asks the primary.
        found = await self._run(redis_scripts.LOAD, self._names(key)[:1])
        if found is None:
            return None
        text = redis_scripts.payload(found)
        return read_tokens(self._encryption.decrypt(text) if self._encryption else text)

    async def _save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        milliseconds = int(lifetime(ttl) * 1000)
        # The value is not a local here: an error that is raised here may be shown with its locals.
        done = await self._outcome(
            redis_scripts.SAVE,
            self._names(key),
            self._value(tokens, fence),
            milliseconds,
            fence,
            redis_scripts.FENCES_KEPT_MS,
        )
        return int(self._result(done)) == 1

    async def _delete(self, key: str) -> None:
        await self._run(redis_scripts.DELETE, self._names(key), redis_scripts.FENCES_KEPT_MS)

    def _holder(self) -> _Holder:
        return _Holder()

    async def _attempt(self, key: str, holder: _Holder, lease: float) -> int | None:
        milliseconds = max(1, int(lease * 1000))
        holder.has_asked = True  # a cancelled task does not see the answer
        try:
            fence = await self._run(
                redis_scripts.ACQUIRE,
                self._names(key),
                holder.name,
                milliseconds,
                redis_scripts.FENCES_KEPT_MS,
            )
        except TokenStoreError:
            holder.has_asked = False  # a Redis that does not work is not asked again
            raise
        return None if fence is None else int(fence)

    async def _leave(self, key: str, holder: _Holder) -> None:
        if holder.has_asked:
            try:
                await self._run(redis_scripts.RELEASE, self._names(key)[1:2], holder.name)
            except TokenStoreError as error:
                # The work under the lock is done, and its lease ends by itself.
                logger.debug("a lock was not released: %s", error)

    async def ping(self) -> None:
        """Ask whether Redis answers.

        Raises:
            TokenStoreError: It does not.
        """
        try:
            async with self._client() as client:
                await client.ping()
        except Exception as error:
            raise redis_scripts.failed(repr(self), error) from _without_frames(error)

    async def _run(self, script: str, names: tuple[str, ...], *arguments: str | int) -> Any:
        return self._result(await self._outcome(script, names, *arguments))

    async def _outcome(self, script: str, names: tuple[str, ...], *arguments: str | int) -> Any:
        """The script's result, or its error without the frames that hold the value."""
        try:
            async with self._client() as client:
                return await client.eval(script, len(names), *names, *arguments)
        except Exception as error:
            return error.with_traceback(None)

    def _result(self, outcome: Any) -> Any:
        if isinstance(outcome, UnicodeDecodeError):  # a client that decodes its answers has met garbage
            raise Unusable("it is no text") from None
        if isinstance(outcome, Exception):
            raise redis_scripts.failed(repr(self), outcome) from _without_frames(outcome)
        return outcome

    def _value(self, tokens: Tokens, fence: int) -> str:
        text = tokens.dumps()
        return redis_scripts.value(fence, self._encryption.encrypt(text) if self._encryption else text)

    def _names(self, key: str) -> tuple[str, ...]:
        return redis_scripts.names(self._prefix, key)

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
        raise TypeError("a Redis token store is not pickled: it holds a connection, and may hold a key")


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
        raise ConfigurationError(
            "a Redis URL needs the package redis: pip install 'dify-ext[redis]'"
        ) from error
    redis_scripts.refuse_wrong_url(url)

    def open_client() -> Any:
        return Redis.from_url(
            url.reveal(), socket_connect_timeout=2.0, socket_timeout=2.0, retry=Retry(NoBackoff(), 0)
        )

    readable = False
    with suppress(ValueError, TypeError):  # raised below: an error with a context would show the password
        readable = open_client() is not None
    if not readable:
        raise ConfigurationError(
            "the URL of Redis cannot be read: is a character of its password not written as %XX?"
        )
    return open_client
