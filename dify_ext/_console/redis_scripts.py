"""What a token store keeps in Redis, the scripts that work on it, and which URLs and clients fit. Pure.

The names of one key have a hash tag, so that they are in one slot of a cluster:

- ``<prefix>{<digest>}`` is the value, ``dify1:<fence>:<tokens as JSON, or encrypted>``;
- ``<prefix>{<digest>}:lock`` is who holds the lock, a random word that expires with the lease;
- ``<prefix>{<digest>}:fence`` is ``<last fence given out> <fence of the last save>``, kept for a week.

Fences begin at the server's clock in milliseconds: they grow even if Redis has lost all its data.

The lock is a script, and not redis-py's ``Lock``: that one waits for its own lease if the answer to ``SET NX`` is
lost or its task is cancelled, takes a lock without an end for a held one, and gives no fence.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

from dify_ext._console.token_table import FENCES_KEPT, Unusable
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError, TokenStoreError, one_line

FENCES_KEPT_MS: Final = int(FENCES_KEPT * 1000)

_VALUE = re.compile(r"dify1:\d{1,15}:(.+)", re.DOTALL)

# Garbage must not stop a script: another type reads as no text, and a number of another length as 0 (a fence has
# 13 digits, and Lua counts exactly up to 15).
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

# KEYS: value, lock, fence. ARGV: holder, lease, memory of fences (milliseconds). Gives the fence, or nothing if another
# holds the lock. If it is sent twice (an answer was lost), the same holder gets the lock twice. A lock without an end
# is not ours.
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
# Gives 1, or 0 if a later fence has saved.
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

# KEYS: value, lock, fence. ARGV: memory of fences (milliseconds). For a late writer it counts as a save by the last
# fence.
DELETE: Final = (
    _READING
    + """
local issued = fences(KEYS[1], KEYS[3])
redis.call('DEL', KEYS[1])
if issued > 0 then remember(KEYS[3], issued, issued, ARGV[1]) end
"""
)


def names(prefix: str, key: str) -> tuple[str, str, str]:
    """The names of value, lock and fence of a key. The key may name an account: it is hashed."""
    value = f"{prefix}{{{hashlib.sha256(key.encode()).hexdigest()[:32]}}}"
    return value, f"{value}:lock", f"{value}:fence"


def value(fence: int, text: str) -> str:
    """A value as it is saved."""
    return f"dify1:{fence}:{text}"


def payload(found: bytes | str) -> str:
    """The text in a value; ``Unusable`` if the value is not ours."""
    try:
        text = found.decode() if isinstance(found, bytes) else found
    except UnicodeDecodeError:
        text = ""
    match = _VALUE.fullmatch(text)
    if match is None:
        raise Unusable("it is half-written, or of a foreign format")
    return match[1]


def failed(store: str, error: Exception) -> TokenStoreError:
    """The error for any failure of a client."""
    return TokenStoreError(f"{store}: {type(error).__name__}: {one_line(str(error)) or 'no reason given'}")


def refuse_wrong_url(url: Secret) -> None:
    """A ConfigurationError for a URL that would be misread. The URL is not shown: it may have a password."""
    if not re.match("(rediss?|unix)://", url.reveal()):
        raise ConfigurationError("the URL of Redis must begin with redis://, rediss:// or unix://")
    if re.match("rediss?://.*[/?#].*@", url.reveal(), re.DOTALL):
        raise ConfigurationError(
            "the URL of Redis has an @ after /, ? or #: write these in a password as %2F, %3F, %23"
        )


def refuse_wrong_client(client: Any, wanted: str) -> None:
    """A ConfigurationError for something else than a client of this flavour; no module is imported for it."""
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
        return  # of another library
    if found != wanted:
        other = "AsyncRedisTokenStore" if found == "asynchronous" else "RedisTokenStore"
        raise ConfigurationError(f"this is a client of the {found} redis: it goes into {other}")
