"""A journal in Redis, for several machines."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from dify_ext._batch.records import Record
from dify_ext._core.forks import abandon, renew_after_fork
from dify_ext._core.options import setting
from dify_ext._journals.base import FORMAT, LEASE, Journal, JournalFailed, new_id, refuse_another
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError

_VARIABLES: Final = ("DIFY_REDIS_URL", "REDIS_URL")
_PIECE: Final = 200  # rows of one script
# The fields of a row, in the order of ``Record`` without id and number: names are short, for each
# row holds them.
_FIELDS: Final = ("k", "i", "q", "g", "s", "o", "a", "d", "x", "r", "e", "t", "p")
_ENDS: Final = ("s", "a", "d", "x", "r", "e", "t", "p")

# ARGV: the prefix, whether rows may change, and of each row its name, key, inputs, query, digest.
_ADD: Final = """
for at = 3, #ARGV, 5 do
  local row = ARGV[1] .. 'row:' .. ARGV[at]
  if redis.call('EXISTS', row) == 0 then
    local attempt = 1
    if ARGV[2] == '1' then attempt = redis.call('HINCRBY', ARGV[1] .. 'attempts', ARGV[at + 1], 1) end
    redis.call('HSET', row, 'k', ARGV[at + 1], 'i', ARGV[at + 2], 'g', ARGV[at + 4])
    if ARGV[at + 3] ~= '' then redis.call('HSET', row, 'q', ARGV[at + 3]) end
    if attempt > 1 then redis.call('HSET', row, 'a', attempt) end
  end
  redis.call('RPUSH', KEYS[1], ARGV[at])
end
"""
# ARGV: the prefix, the worker, and of each row its name, former owner, state, attempt, ids.
_OWN: Final = """
local taken = {}
for at = 3, #ARGV, 5 do
  local row = ARGV[1] .. 'row:' .. ARGV[at]
  local owner = redis.call('HGET', row, 'o') or ''
  local mine = owner == ARGV[at + 1] or owner == ARGV[2]
  if mine then
    redis.call('HSET', row, 'o', ARGV[2], 's', ARGV[at + 2], 'a', ARGV[at + 3], 'x', ARGV[at + 4])
  end
  taken[#taken + 1] = mine and 1 or 0
end
return taken
"""
# KEYS: the row. ARGV: its owner, whether it has ended, names and values; '' removes a name.
_SAVE: Final = """
if redis.call('HGET', KEYS[1], 'o') ~= ARGV[1] then return 0 end
for at = 3, #ARGV, 2 do
  if ARGV[at + 1] == '' then redis.call('HDEL', KEYS[1], ARGV[at])
  else redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 1]) end
end
if ARGV[2] == '1' then redis.call('HDEL', KEYS[1], 'o') end
return 1
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

    def __init__(self, url: str | None, name: str) -> None:
        secret = Secret.of(url) or _from_environment()
        del url
        if not isinstance(name, str) or not name:
            raise ConfigurationError("name must be a non-empty string: the name of the batch in Redis")
        self._url, self._name = secret, name
        self._prefix = f"dify:batch:{{{name}}}:"
        self._client: Any = None
        self._lock = threading.Lock()
        renew_after_fork(self)
        self._redis()  # a URL that cannot be read is refused here

    def delete(self) -> None:
        """Remove the batch from Redis, with all its results."""
        with self._calls() as redis:
            for names in _pieces(redis.scan_iter(match=_escaped(self._prefix) + "*", count=1000), 1000):
                redis.unlink(*names)

    def open(self, identity: Mapping[str, str]) -> None:
        about = {"format": FORMAT, "batch": new_id(), **identity}
        with self._calls() as redis, redis.pipeline() as pipe:
            for name, value in about.items():
                pipe.hsetnx(self._prefix + "about", name, value)
            pipe.hgetall(self._prefix + "about")
            found = pipe.execute()[-1]
        refuse_another(self._name, found, {"format": FORMAT, **identity})
        self.batch = found["batch"]

    def close(self) -> None:
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def begin(self) -> int:
        with self._calls() as redis:
            current = int(redis.hincrby(self._prefix + "about", "pass", 1))
            redis.unlink(self._order(current - 2))
            return current

    def add(self, current: int, rows: Sequence[Record], *, may_change: bool) -> None:
        with self._calls() as redis:
            for piece in _pieces(rows, _PIECE):
                words = [(_name(row), row.key, row.inputs, row.query or "", row.digest) for row in piece]
                flat = [word for row in words for word in row]
                redis.eval(_ADD, 1, self._order(current), self._prefix, int(may_change), *flat)

    def read(self, current: int, first: int, count: int) -> list[Record]:
        with self._calls() as redis:
            names = redis.lrange(self._order(current), first, first + count - 1)
            with redis.pipeline(transaction=False) as pipe:
                for name in names:
                    pipe.hmget(self._prefix + "row:" + name, _FIELDS)
                found = pipe.execute()
        return [
            _record(name, first + index, fields)
            for index, (name, fields) in enumerate(zip(names, found, strict=True))
        ]

    def alive(self, owners: set[str]) -> set[str]:
        names = sorted(owners)
        with self._calls() as redis:
            found = redis.mget([self._worker(name) for name in names]) if names else []
        return {name for name, is_there in zip(names, found, strict=True) if is_there}

    def own(self, records: Sequence[Record], owners: Sequence[str | None], worker: str) -> list[Record]:
        if not records:
            return []
        words: list[Any] = []
        for record, owner in zip(records, owners, strict=True):
            words += [record.id, owner or "", record.state, record.attempt, json.dumps(record.ids)]
        with self._calls() as redis:
            taken = redis.eval(_OWN, 0, self._prefix, worker, *words)
        mine = [record for record, is_mine in zip(records, taken, strict=True) if is_mine]
        for record in mine:
            record.owner = worker
        return mine

    def save(self, record: Record, *, durable: bool = False) -> bool:
        ended = record.state in ("done", "failed", "unknown")
        values = (
            *(record.state, record.attempt, record.finished_in, json.dumps(record.ids)),
            *(record.result or "", record.error or "", record.tokens or "", record.price or ""),
        )
        words = [word for pair in zip(_ENDS, values, strict=True) for word in pair]
        row = self._prefix + "row:" + record.id
        with self._calls() as redis:
            return bool(redis.eval(_SAVE, 1, row, record.owner or "", int(ended), *words))

    def renew(self, worker: str) -> float:
        with self._calls() as redis, redis.pipeline(transaction=False) as pipe:
            pipe.set(self._worker(worker), 1, px=int(LEASE * 1000))
            pipe.pttl(self._prefix + "paused")
            return max(0.0, float(pipe.execute()[1]) / 1000)

    def leave(self, worker: str) -> None:
        with self._calls() as redis:
            redis.delete(self._worker(worker))

    def pause(self, seconds: float) -> None:
        with self._calls() as redis:
            redis.set(self._prefix + "paused", 1, px=max(1, int(seconds * 1000)))

    def file(self, content: str, mention: str | None = None) -> str | None:
        with self._calls() as redis:
            if mention is not None:
                redis.hset(self._prefix + "files", content, mention)
                return mention
            found: str | None = redis.hget(self._prefix + "files", content)
            return found

    def _order(self, current: int) -> str:
        return f"{self._prefix}order:{current}"

    def _worker(self, worker: str) -> str:
        return f"{self._prefix}worker:{worker}"

    def _redis(self) -> Any:
        with self._lock:
            if self._client is None:
                self._client = _connected(self._url)
            return self._client

    @contextmanager
    def _calls(self) -> Iterator[Any]:
        """The client; its errors become ours, without frames that hold the URL."""
        from redis.exceptions import RedisError

        try:
            yield self._redis()
        except RedisError as error:
            said = f"{type(error).__name__}: {error}"
        else:
            return
        raise JournalFailed(
            f"the journal {self._name!r} in Redis failed: {said}; run the batch again to go on"
        )

    def after_fork(self) -> None:
        """A child makes connections of its own."""
        abandon(self._client)
        self._client, self._lock = None, threading.Lock()

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
    found = next((value for name in _VARIABLES if (value := setting(name))), None)
    if found is None:
        raise ConfigurationError(
            f"the journal needs the URL of Redis: pass it, or set {' or '.join(_VARIABLES)}"
        )
    return Secret(found)


def _connected(url: Secret) -> Any:
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


def _record(name: str, number: int, fields: Sequence[Any]) -> Record:
    key, inputs, query, digest, state, owner, attempt, finished_in, ids, result, error, tokens, price = fields
    return Record(
        *(name, number, key, inputs, query, digest, state or "waiting", owner, int(attempt or 1)),
        *(int(finished_in or 0), json.loads(ids or "{}"), result, error, int(tokens or 0), price),
    )


def _pieces(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    piece: list[Any] = []
    for item in items:
        piece.append(item)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\*?[]^-" else letter for letter in text)
