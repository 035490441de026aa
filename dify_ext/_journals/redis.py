"""A journal in Redis, for several machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from dify_ext._batch.table import pieces
from dify_ext._core.forks import abandon, renew_after_fork
from dify_ext._core.redis_url import NEEDS_REDIS, VARIABLES, client_for, from_environment
from dify_ext._journals.base import Change, Journal, JournalFailed
from dify_ext._redaction import Secret, is_secret_name
from dify_ext.errors import ConfigurationError

# KEYS: names. ARGV: of each its text (empty: none), and its new one. What has the new one already
# was written before a connection broke: the driver has sent the script again.
_SWAP: Final = """
local made = {}
for at, name in ipairs(KEYS) do
  local found, new = redis.call('GET', name) or '', ARGV[2 * at]
  local is_so = found == ARGV[2 * at - 1] or found == new
  if is_so then redis.call('SET', name, new) end
  made[at] = is_so and 1 or 0
end
return made
"""


class RedisJournal(Journal):
    """A journal in Redis 6 or later (extra ``redis``), for the workers of several machines.

    Redis must save its data (``appendonly yes``), because a batch whose journal is lost begins
    again. A pickle has no password: the process that unpickles it reads the whole URL from
    ``DIFY_REDIS_URL`` or ``REDIS_URL``.

    Args:
        url: The URL (``redis://``, ``rediss://``, ``unix://``). None takes the environment's.
        name: The name of the batch in Redis.

    Raises:
        ConfigurationError: There is no URL, it cannot be read, or the package is not installed.
    """

    may_lose_writes = False  # as far as Redis keeps its data

    def __init__(self, url: str | None, name: str) -> None:
        secret = Secret.of(url) or from_environment()[1]
        del url
        if secret is None:
            variables = " or ".join(VARIABLES)
            raise ConfigurationError(f"the journal needs the URL of Redis: pass it, or set {variables}")
        if not isinstance(name, str) or not name:
            raise ConfigurationError("name must be a non-empty string: the name of the batch in Redis")
        self._url, self._name = secret, name
        self._prefix = f"dify:batch:{{{name}}}:"
        self._redis = _client(secret)
        renew_after_fork(self)

    def delete(self) -> None:
        """Remove the batch from Redis, with all its results."""
        with self._calls() as redis:
            for names in pieces(redis.scan_iter(match=_escaped(self._prefix) + "*", count=1000), 1000):
                redis.unlink(*names)

    def get(self, names: Sequence[str]) -> list[str | None]:
        with self._calls() as redis:
            return list(redis.mget([self._prefix + name for name in names])) if names else []

    def put(self, name: str, text: str | None, *, seconds: float | None = None) -> None:
        with self._calls() as redis:
            if text is None:
                redis.delete(self._prefix + name)
            else:
                lasts = None if seconds is None else max(1, int(seconds * 1000))
                redis.set(self._prefix + name, text, px=lasts)

    def swap(self, changes: Sequence[Change], *, durable: bool = False) -> list[bool]:
        names = [self._prefix + name for name, _, _ in changes]
        texts = [text or "" for _, old, new in changes for text in (old, new)]
        with self._calls() as redis:
            return [bool(made) for made in redis.eval(_SWAP, len(names), *names, *texts)] if names else []

    def close(self) -> None:
        # Not those in use: the threads of an executor share a journal, and each closes it.
        self._redis.connection_pool.disconnect(inuse_connections=False)

    @contextmanager
    def _calls(self) -> Iterator[Any]:
        """The client; its errors become ours, without frames that hold the URL."""
        from redis.exceptions import RedisError

        try:
            yield self._redis
        except RedisError as error:
            said = f"{type(error).__name__}: {error}"
        else:
            return
        raise JournalFailed(
            f"the journal {self._name!r} in Redis failed: {said}; run the batch again to go on"
        )

    def after_fork(self) -> None:
        """A child makes connections of its own."""
        abandon(self._redis)
        self._redis = _client(self._url)

    def __reduce__(self) -> tuple[Any, ...]:
        parts = urlsplit(self._url.reveal())
        is_secret = "@" in parts.netloc or any(is_secret_name(name) for name, _ in parse_qsl(parts.query))
        return type(self), (None if is_secret else self._url.reveal(), self._name)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(name={self._name!r})"


def _client(url: Secret) -> Any:
    try:
        from redis import Redis
        from redis.backoff import ExponentialBackoff
        from redis.exceptions import ConnectionError, TimeoutError
        from redis.retry import Retry
    except ImportError as error:
        raise ConfigurationError(NEEDS_REDIS) from error
    return client_for(
        url,
        Redis.from_url,
        decode_responses=True,
        socket_connect_timeout=5.0,
        socket_timeout=10.0,
        # All that is done here may be done twice.
        retry=Retry(ExponentialBackoff(cap=1.0, base=0.05), 5),
        retry_on_error=[ConnectionError, TimeoutError],
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\*?[]^-" else letter for letter in text)
