"""The names, values and scripts of a token store in Redis, and the clients it takes. Pure.

The two names of a key have a hash tag, so that they are in one slot of a cluster:

- ``<prefix>{<digest>}``: the tokens as JSON, or encrypted. It expires with them.
- ``<prefix>{<digest>}:state``: the lock and the fences as JSON. It expires after a week.

A change is made by compare-and-set; if another process changed the state meanwhile, it is made
again. redis-py's ``Lock`` is not used: it gives no fence, and if its task is cancelled, or the
answer to its ``SET NX`` is lost, it waits until its own lease ends.
"""

from __future__ import annotations

import hashlib
import json
import math
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import attrs

from dify_ext._console.token_entry import EMPTY, FENCES_KEPT, UNREADABLE, Entry, lifetime
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError, TokenStoreError, one_line
from dify_ext.tokens import Tokens

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

# Other types, and bytes that are not ASCII (read as "?"), must not stop a script or a client.
_TEXT = r"""
local function text(name)
  local found = redis.pcall('GET', name)
  if not found then return '' end
  if type(found) ~= 'string' or found == '' or string.find(found, '[\128-\255]') then return '?' end
  return found
end
"""

# KEYS: state, value. Returns state, value, and the server's time. A script, because a cluster's
# client that reads from replicas sends it to the primary.
READ: Final = _TEXT + "local t = redis.call('TIME') return {text(KEYS[1]), text(KEYS[2]), t[1], t[2]}"

# KEYS: state, value. ARGV: old state, new state, its lifetime (ms), and for a new value its
# lifetime (0: delete it) and the value. Returns 1, or 0 if the state is not the old one.
CHANGE: Final = (
    _TEXT
    + """
if text(KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
if ARGV[4] and tonumber(ARGV[4]) > 0 then
  redis.call('SET', KEYS[2], ARGV[5], 'PX', ARGV[4])
elseif ARGV[4] then
  redis.call('DEL', KEYS[2])
end
return 1
"""
)


def names(prefix: str, key: str) -> tuple[str, str]:
    """The names of state and value of a key. The key may name an account: it is hashed."""
    value = f"{prefix}{{{hashlib.sha256(key.encode()).hexdigest()[:32]}}}"
    return f"{value}:state", value


def fernet_of(key: Secret) -> Fernet:
    """What encrypts and decrypts values with a key; its repr does not show the key."""
    try:
        from cryptography.fernet import Fernet
    except ImportError as error:
        raise ConfigurationError(
            "encryption_key= needs the package cryptography: pip install 'dify-ext[encryption]'"
        ) from error
    with suppress(TypeError, ValueError):
        return Fernet(key.reveal())
    # Raised out here: an error with a context would show the key.
    raise ConfigurationError(
        "encryption_key must be 32 bytes in url-safe base64: "
        "cryptography.fernet.Fernet.generate_key() makes it"
    )


def read_entry(found: list[Any], fernet: Fernet | None) -> tuple[str, Entry, float]:
    """The state, the entry, and the server's time, from the result of ``READ``."""
    state, value = (text.decode() if isinstance(text, bytes) else text for text in found[:2])
    try:
        entry = Entry.from_dict({**json.loads(state), "until": 0.0, "tokens": None})
    except (ValueError, TypeError, RecursionError):
        entry = EMPTY
    tokens, problem = _read_value(value, fernet)
    entry = attrs.evolve(entry, until=math.inf, tokens=tokens, problem=problem)
    return state, entry, int(found[2]) + int(found[3]) / 1e6


def _read_value(value: str, fernet: Fernet | None) -> tuple[Tokens | None, str]:
    """The tokens, or why they cannot be used."""
    if not value:
        return None, ""
    text: str | bytes = value
    if fernet is not None:
        from cryptography.fernet import InvalidToken

        try:
            text = fernet.decrypt(value.encode())
        except InvalidToken:
            return None, "it was encrypted with another key, or not at all"
    try:
        return Tokens.loads(text), ""
    except (ValueError, RecursionError):
        return None, UNREADABLE.problem


def change_arguments(
    state: str, before: Entry, after: Entry, now: float, fernet: Fernet | None
) -> list[str | int | Secret]:
    """The arguments of ``CHANGE``; the value is a secret."""
    fields = {name: getattr(after, name) for name in ("issued", "written", "holder", "lease")}
    arguments: list[str | int | Secret] = [state, json.dumps(fields), int(FENCES_KEPT * 1000)]
    if after.tokens is not None and (after.tokens, after.until) != (before.tokens, before.until):
        text = after.tokens.dumps()
        value = fernet.encrypt(text.encode()).decode() if fernet else text
        arguments += [int(lifetime(after.until - now) * 1000), Secret(value)]
    elif after.tokens is None and (before.tokens is not None or before.problem != after.problem):
        arguments += [0]
    return arguments


def failed(store: str, error: Exception) -> TokenStoreError:
    """The error for any failure of a client."""
    return TokenStoreError(f"{store}: {type(error).__name__}: {one_line(str(error)) or 'no reason given'}")


def refuse_wrong_client(client: Any, wanted: str) -> None:
    """A ConfigurationError for anything but a client of this flavour; imports no module."""
    if not callable(getattr(client, "eval", None)):
        raise ConfigurationError(
            f"a Redis token store needs a URL or a client of redis-py, not {type(client).__name__}"
        )
    modules = {kind.__module__ for kind in type(client).__mro__}
    is_async = any(module.startswith("redis.asyncio") for module in modules)
    found = "asynchronous" if is_async else "synchronous"
    # A client of another library is not judged.
    if found != wanted and any(module.partition(".")[0] == "redis" for module in modules):
        other = "AsyncRedisTokenStore" if is_async else "RedisTokenStore"
        raise ConfigurationError(f"the client of redis-py is {found}: pass it to {other}")
