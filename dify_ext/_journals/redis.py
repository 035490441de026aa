"""A journal in Redis, for several machines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from dify_ext._batch.records import Record
from dify_ext._batch.rows import pieces
from dify_ext._core.forks import abandon, renew_after_fork
from dify_ext._core.options import setting
from dify_ext._journals.base import Journal, JournalFailed
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError

_VARIABLES: Final = ("DIFY_REDIS_URL", "REDIS_URL")
_PIECE: Final = 200  # rows of one script
_FIELDS: Final = ("row", "status", "owner")

# KEYS: the order, the numbers of versions. ARGV: the prefix, the number of the first row, and of
# each row its name, key (empty if it cannot change), JSON. What is behind the first row was added
# before a connection broke: the driver has sent the script again.
_ADD: Final = """
while redis.call('LLEN', KEYS[1]) > tonumber(ARGV[2]) do redis.call('RPOP', KEYS[1]) end
for at = 3, #ARGV, 3 do
  local row = ARGV[1] .. 'row:' .. ARGV[at]
  if redis.call('EXISTS', row) == 0 then
    local version = ARGV[at + 1] == '' and 1 or redis.call('HINCRBY', KEYS[2], ARGV[at + 1], 1)
    redis.call('HSET', row, 'row', ARGV[at + 2], 'status', '{"version": ' .. version .. '}')
  end
  redis.call('RPUSH', KEYS[1], ARGV[at])
end
"""
# KEYS: rows. ARGV: their new owner, and of each its former one and its new status. A row that has
# both already was written before a connection broke.
_WRITE: Final = """
local written = {}
for at, row in ipairs(KEYS) do
  local owner, status = unpack(redis.call('HMGET', row, 'owner', 'status'))
  owner = owner or ''
  local is_mine = owner == ARGV[2 * at] or (owner == ARGV[1] and status == ARGV[2 * at + 1])
  if is_mine then redis.call('HSET', row, 'owner', ARGV[1], 'status', ARGV[2 * at + 1]) end
  written[at] = is_mine and 1 or 0
end
return written
"""


class RedisJournal(Journal):
    """A journal in Redis 6 or later (extra ``redis``), for the workers of several machines.

    It must be a Redis that keeps its data (append-only file), or a batch that goes on after a
    restart of Redis begins anew. A pickle has no password: where it is unpickled, the whole URL is
    read from ``DIFY_REDIS_URL`` or ``REDIS_URL``.

    Args:
        url: The URL (``redis://``, ``rediss://``, ``unix://``). None takes the environment's.
        name: The name of the batch in Redis.

    Raises:
        ConfigurationError: There is no URL, it cannot be read, or the package is not installed.
    """

    forgets = False  # as far as Redis keeps its data

    def __init__(self, url: str | None, name: str) -> None:
        secret = Secret.of(url) or _from_environment()
        del url
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

    def begin(self) -> int:
        with self._calls() as redis:
            current = int(redis.incr(self._prefix + "pass"))
            redis.unlink(self._order(current - 2))
            return current

    def add(self, current: int, rows: Sequence[Record], *, may_change: bool) -> None:
        with self._calls() as redis:
            for piece in pieces(rows, _PIECE):
                words = [(_name(row), row.key if may_change else "", row.row) for row in piece]
                keys = (self._order(current), self._prefix + "versions")
                flat = [word for row in words for word in row]
                redis.eval(_ADD, 2, *keys, self._prefix, piece[0].number, *flat)

    def read(self, current: int, first: int, count: int) -> list[Record]:
        with self._calls() as redis, redis.pipeline(transaction=False) as pipe:
            names = redis.lrange(self._order(current), first, first + count - 1)
            for name in names:
                pipe.hmget(self._row(name), _FIELDS)
            found = [(row, status, owner or None) for row, status, owner in pipe.execute()]
        return [
            Record(id=name, number=number, owner=owner, **json.loads(row), **json.loads(status))
            for number, (name, (row, status, owner)) in enumerate(zip(names, found, strict=True), first)
        ]

    def write(self, records: Sequence[Record], owner: str | None, *, durable: bool = False) -> list[Record]:
        if not records:
            return []
        names = [self._row(record.id) for record in records]
        words = [word for record in records for word in (record.owner or "", record.status)]
        with self._calls() as redis:
            found = redis.eval(_WRITE, len(names), *names, owner or "", *words)
        written = [record for record, is_mine in zip(records, found, strict=True) if is_mine]
        for record in written:
            record.owner = owner
        return written

    def recall(self, *names: str) -> list[str | None]:
        with self._calls() as redis:
            return list(redis.mget([self._prefix + name for name in names])) if names else []

    def remember(
        self, name: str, value: str | None, *, seconds: float | None = None, once: bool = False
    ) -> None:
        lasts = None if seconds is None else max(1, int(seconds * 1000))
        with self._calls() as redis:
            if value is None:
                redis.delete(self._prefix + name)
            else:
                redis.set(self._prefix + name, value, px=lasts, nx=once)

    def close(self) -> None:
        self._redis.connection_pool.disconnect()

    def _order(self, current: int) -> str:
        return f"{self._prefix}order:{current}"

    def _row(self, name: str) -> str:
        return f"{self._prefix}row:{name}"

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
        host = parts.netloc.rpartition("@")[2]
        return _elsewhere, (parts._replace(netloc=host).geturl(), host != parts.netloc, self._name)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(name={self._name!r})"


def _elsewhere(url: str, had_password: bool, name: str) -> RedisJournal:
    """The journal where it is unpickled; one with a password reads its URL from the environment."""
    return RedisJournal(None if had_password else url, name)


def _from_environment() -> Secret:
    found = next((value for name in _VARIABLES if (value := setting(os.environ, name))), None)
    if found is None:
        raise ConfigurationError(
            f"the journal needs the URL of Redis: pass it, or set {' or '.join(_VARIABLES)}"
        )
    return Secret(found)


def _client(url: Secret) -> Any:
    try:
        from redis import Redis
        from redis.backoff import ExponentialBackoff
        from redis.exceptions import ConnectionError, TimeoutError
        from redis.retry import Retry
    except ImportError as error:
        raise ConfigurationError(
            "a journal in Redis needs the package redis: pip install 'dify-ext[redis]'"
        ) from error
    try:
        return Redis.from_url(
            url.reveal(),
            decode_responses=True,
            socket_connect_timeout=5.0,
            socket_timeout=10.0,
            # All that is done here may be done twice.
            retry=Retry(ExponentialBackoff(cap=1.0, base=0.05), 5),
            retry_on_error=[ConnectionError, TimeoutError],
        )
    except (ValueError, TypeError):
        pass  # raised below: an error with a context would show the password
    raise ConfigurationError(
        "the URL of Redis cannot be read: is a character of its password not written as %XX?"
    )


def _name(row: Record) -> str:
    """The name of a row: by its key, and by its inputs if it may change."""
    return row.key if row.key.startswith(row.digest) else f"{row.key}:{row.digest}"


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\*?[]^-" else letter for letter in text)
