"""What lies in Redis for a token store, the scripts that work on it, and which clients and URLs will do. Pure.

The names of one key have a hash tag, so that they lie in one slot of a cluster:

- ``<prefix>{<digest>}`` is the value, ``dify1:<fence>:<tokens as JSON, or sealed>``;
- ``<prefix>{<digest>}:lock`` is who holds the lock, a random word that goes when the lease ends;
- ``<prefix>{<digest>}:fence`` is ``<last fence given out> <fence of the last write>``, remembered for a week.

Fences start at the server's clock in milliseconds: they grow even over a Redis that has lost all it knew.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

from dify_ext._console.token_table import FENCES_KEPT, Unusable
from dify_ext.errors import ConfigurationError, TokenStoreError, one_line

FENCES_KEPT_MS: Final = int(FENCES_KEPT * 1000)

_VALUE = re.compile(r"dify1:\d{1,15}:(.+)", re.DOTALL)

# Garbage must not stop a script: another type reads as no text, and what can be no fence as 0 (a fence has 13 digits,
# and Lua counts up to 15 exactly).
_READING = """
local function text(name)
  local found = redis.pcall('GET', name)
  return type(found) == 'string' and found or ''
end
local function number(digits)
  return digits and #digits <= 14 and tonumber(digits) or 0
end
local function fences(value, fence)
  local issued, written = string.match(text(fence), '^(%d+) (%d+)$')
  local kept = number(string.match(text(value), '^dify1:(%d+):'))
  return math.max(number(issued), kept), math.max(number(written), kept)
end
local function remember(fence, issued, written, milliseconds)
  redis.call('SET', fence, string.format('%.0f %.0f', issued, written), 'PX', milliseconds)
end
"""

LOAD: Final = """
local found = redis.pcall('GET', KEYS[1])
if type(found) == 'table' and found.err then return '' end
return found
"""

# KEYS: value, lock, fence. ARGV: holder, lease, memory of fences (milliseconds). Gives the fence; nothing where another
# holds the lock. Sent twice (an answer that was lost) it gives the lock to the same holder twice. A lock without an end
# is none of ours.
ACQUIRE: Final = (
    _READING
    + """
if redis.call('PTTL', KEYS[2]) >= 0 and text(KEYS[2]) ~= ARGV[1] then return false end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
local clock = redis.call('TIME')
local issued, written = fences(KEYS[1], KEYS[3])
issued = math.max(issued + 1, tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000))
remember(KEYS[3], issued, written, ARGV[3])
return issued
"""
)

# KEYS: lock. ARGV: holder.
RELEASE: Final = """
if redis.pcall('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""

# KEYS: value, lock, fence. ARGV: value, its lifetime (milliseconds), its fence, memory of fences (milliseconds).
# Gives 1; 0 where a later fence has written.
SAVE: Final = (
    _READING
    + """
local fence, issued, written = tonumber(ARGV[3]), fences(KEYS[1], KEYS[3])
if fence < written then return 0 end
if tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
else
  redis.call('DEL', KEYS[1])
end
remember(KEYS[3], math.max(issued, fence), fence, ARGV[4])
return 1
"""
)

# KEYS: value, lock, fence. ARGV: memory of fences (milliseconds). For whoever writes late it counts as written by the
# last fence.
DELETE: Final = (
    _READING
    + """
local issued = fences(KEYS[1], KEYS[3])
redis.call('DEL', KEYS[1])
if issued > 0 then remember(KEYS[3], issued, issued, ARGV[1]) end
"""
)


def names(prefix: str, key: str) -> tuple[str, str, str]:
    """What value, lock and fence of a key are called. The key may name an account: Redis does not need to know."""
    value = f"{prefix}{{{hashlib.sha256(key.encode()).hexdigest()[:32]}}}"
    return value, f"{value}:lock", f"{value}:fence"


def value(fence: int, text: str) -> str:
    """A value as it is written."""
    return f"dify1:{fence}:{text}"


def payload(found: bytes | str) -> str:
    """The text in a value as it was found; ``Unusable`` where it is none of ours."""
    try:
        text = found.decode() if isinstance(found, bytes) else found
    except UnicodeDecodeError:
        text = ""
    match = _VALUE.fullmatch(text)
    if match is None:
        raise Unusable("it is half-written, or of a foreign format")
    return match[1]


def failed(store: str, error: Exception) -> TokenStoreError:
    """The error for whatever a client failed with."""
    return TokenStoreError(f"{store}: {type(error).__name__}: {one_line(str(error)) or 'no reason given'}")


def refuse_wrong_url(url: str) -> None:
    """A ConfigurationError for a URL that would not be read as it was meant. It is not shown: it has a password."""
    scheme, _, rest = url.partition("://")
    if scheme not in ("redis", "rediss", "unix"):
        raise ConfigurationError("the URL of Redis must begin with redis://, rediss:// or unix://")
    if scheme != "unix" and re.search(r"[/?#].*@", rest):
        raise ConfigurationError(
            "the URL of Redis has an @ after /, ? or #: write these in a password as %2F, %3F, %23"
        )


def refuse_wrong_client(client: Any, wanted: str) -> None:
    """A ConfigurationError for what is no client, or one of the other flavour; found without importing any of them."""
    modules = {kind.__module__ for kind in type(client).__mro__}
    if not callable(getattr(client, "eval", None)):
        raise ConfigurationError(
            f"a Redis token store needs a URL or a client of redis-py, not {type(client).__name__}"
        )
    if any(module.startswith("redis.asyncio") for module in modules):
        found = "asynchronous"
    elif any(module.partition(".")[0] == "redis" for module in modules):
        found = "synchronous"
    else:
        return  # somebody else's: it is taken for what was meant
    if found != wanted:
        other = "AsyncRedisTokenStore" if found == "asynchronous" else "RedisTokenStore"
        raise ConfigurationError(f"this is a client of the {found} redis: it goes into {other}")
