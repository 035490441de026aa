"""Tokens in Redis: shared by machines, kept for as long as they live."""

from __future__ import annotations

import asyncio  # sync:
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from dify_ext._async import _io
from dify_ext._async.stores._waiting import wait_for
from dify_ext._console import redis_scripts
from dify_ext._console.encryption import Encryption
from dify_ext._console.token_table import Complaints, Unusable, lifetime, read_tokens
from dify_ext.errors import ConfigurationError, TokenStoreError
from dify_ext.tokens import Tokens

if TYPE_CHECKING:
    from redis.asyncio import Redis, RedisCluster  # sync: from redis import Redis, RedisCluster

_FLAVOUR = "asynchronous"  # sync: _FLAVOUR = "synchronous"
_logger = logging.getLogger("dify_ext")


class AsyncRedisTokenStore:
    """Keeps tokens in Redis 5 or later, each value written with its lifetime in one command.

    ``client_or_url`` is a URL (``redis://``, ``rediss://``, ``unix://``) or a client of yours, of Sentinel or of a
    cluster too; ``prefix`` goes before every name in Redis; ``encryption_key`` is a Fernet key, with which what lies in
    Redis is no token (extra ``encryption``). A client made from a URL waits at most 2 seconds to connect and 2 for an
    answer, and is closed by ``aclose()``; a client of yours is left as it is, with its own timeouts and retries.

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
        self._encryption = None if encryption_key is None else Encryption(encryption_key)
        # Any: every release of redis types its answers otherwise.
        self._given: Any = None
        if isinstance(client_or_url, str):
            self._open = _opener(client_or_url)
            self._made: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()  # sync: self._made = self._open()
        else:
            redis_scripts.refuse_wrong_client(client_or_url, _FLAVOUR)
            self._given = client_or_url
        self._complaints = Complaints(repr(self))

    async def load(self, key: str) -> Tokens | None:
        """The tokens under the key; None where there are none, or what is there is none of ours."""
        try:
            # A script, not GET: a cluster's client that reads from replicas still asks the primary.
            found = await self._run(redis_scripts.LOAD, self._names(key)[:1])
            if found is None:
                return None
            text = redis_scripts.payload(found)
            return read_tokens(self._encryption.open(text) if self._encryption else text)
        except Unusable as reason:
            self._complaints.say(key, reason)
            return None

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens for ``ttl`` seconds; False, and nothing changed, where a later fence has written already."""
        milliseconds = int(lifetime(ttl) * 1000)
        # Not through a name of this frame: what is raised here may be shown with its locals.
        done = await self._outcome(
            redis_scripts.SAVE,
            self._names(key),
            self._value(tokens, fence),
            milliseconds,
            fence,
            redis_scripts.FENCES_KEPT_MS,
        )
        return int(self._judged(done)) == 1

    async def delete(self, key: str) -> None:
        """Forget the tokens under the key."""
        await self._run(redis_scripts.DELETE, self._names(key), redis_scripts.FENCES_KEPT_MS)

    @asynccontextmanager
    async def lock(self, key: str, lease: float) -> AsyncIterator[int]:
        """Hold the key alone, for at most ``lease`` seconds; gives the fence.

        A holder that dies holds it until its lease ends. Raises TokenStoreError where others held it for twice as long,
        or Redis cannot be asked; one that goes while the lock is held is not noticed here.
        """
        holder, milliseconds = secrets.token_hex(16), max(1, int(lease * 1000))

        async def attempt() -> int | None:
            fence = await self._run(
                redis_scripts.ACQUIRE, self._names(key), holder, milliseconds, redis_scripts.FENCES_KEPT_MS
            )
            return None if fence is None else int(fence)

        try:
            fence = await wait_for(attempt, lease, 0.02, 0.2, self)
        except TokenStoreError:
            raise
        except BaseException:  # cancelled: the answer may have been on its way
            await self._release(key, holder)
            raise
        try:
            yield fence
        finally:
            await self._release(key, holder)

    async def _release(self, key: str, holder: str) -> None:
        with _io.finishing(2.0):
            try:
                await self._run(redis_scripts.RELEASE, self._names(key)[1:2], holder)
            except TokenStoreError as error:
                # What the lock was for is done, and its lease ends by itself.
                _logger.debug("a lock was not released: %s", error)

    async def ping(self) -> None:
        """Ask Redis whether it answers; a TokenStoreError says that it does not."""
        try:
            await self._client().ping()
        except Exception as error:
            raise redis_scripts.failed(repr(self), error) from error

    async def _run(self, script: str, names: tuple[str, ...], *arguments: str | int) -> Any:
        return self._judged(await self._outcome(script, names, *arguments))

    async def _outcome(self, script: str, names: tuple[str, ...], *arguments: str | int) -> Any:
        """What the script gave, or the error, without the frames that hold what was to be written."""
        try:
            return await self._client().eval(script, len(names), *names, *arguments)
        except Exception as error:
            return error.with_traceback(None)

    def _judged(self, outcome: Any) -> Any:
        if isinstance(outcome, UnicodeDecodeError):  # a client that decodes what it gets, and garbage
            raise Unusable("it is no text") from None
        if isinstance(outcome, Exception):
            raise redis_scripts.failed(repr(self), outcome) from _without_frames(outcome)
        return outcome

    def _value(self, tokens: Tokens, fence: int) -> str:
        text = tokens.dumps()
        return redis_scripts.value(fence, self._encryption.close(text) if self._encryption else text)

    def _names(self, key: str) -> tuple[str, ...]:
        return redis_scripts.names(self._prefix, key)

    def _client(self) -> Any:
        if self._given is not None:
            return self._given
        # async only
        # A connection lives in the event loop it was made in: each loop has a client of its own.
        loop = asyncio.get_running_loop()
        if loop not in self._made:
            self._made[loop] = self._open()
        # end async only
        return self._made[loop]  # sync: return self._made

    async def aclose(self) -> None:
        """Close the client, if it was made here."""
        if self._given is None:
            await self._client().aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(prefix={self._prefix!r}{', encrypted' if self._encryption else ''})"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a Redis token store is not pickled: it holds a connection, and may hold a key")


def _without_frames(error: Exception) -> Exception:
    """The error with its causes, none of them with frames: the driver's hold what was to be written."""
    link: BaseException | None = error
    while link is not None:
        link.__traceback__ = None
        link = link.__cause__ or link.__context__
    return error


def _opener(url: str) -> Callable[[], Any]:
    """What makes clients for a URL: they wait for seconds, not for ever, and ask again on a new connection."""
    try:
        from redis.asyncio import Redis  # sync: from redis import Redis
        from redis.asyncio.retry import Retry  # sync: from redis.retry import Retry
        from redis.backoff import NoBackoff
        from redis.exceptions import ConnectionError as Closed
    except ImportError as error:
        raise ConfigurationError(
            "a Redis URL needs the package redis: pip install 'dify-ext[redis]'"
        ) from error
    redis_scripts.refuse_wrong_url(url)

    def open_client() -> Any:
        again = Retry(NoBackoff(), 1, supported_errors=(Closed,))
        return Redis.from_url(
            url, socket_connect_timeout=2.0, socket_timeout=2.0, retry=again, retry_on_error=[Closed]
        )

    readable = False
    with suppress(
        ValueError, TypeError
    ):  # raised below, without a context: its text may hold a part of the password
        readable = open_client() is not None
    if not readable:
        raise ConfigurationError(
            "the URL of Redis cannot be read: is a character of its password not written as %XX?"
        )
    return open_client
