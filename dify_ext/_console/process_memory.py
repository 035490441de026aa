"""Tokens that all clients of a process share if they were given no store. Pure."""

from __future__ import annotations

import hmac
import os
import time

from dify_ext._console.sign_in import Account
from dify_ext._console.token_entry import MemoryTable
from dify_ext._redaction import Secret

RETRY_AFTER = 60.0  # seconds until a Redis that could not be used is tried again

_key = os.urandom(32)
_tables: dict[bytes, MemoryTable] = {}
_next_tries: dict[Secret, float] = {}


def table_of(account: Account) -> MemoryTable:
    """The table of an account. The password counts, too: who does not know it gets no tokens."""
    text = f"{account.root}\0{account.email.lower()}\0{account.password.reveal()}"
    digest = hmac.digest(_key, text.encode("utf-8", "surrogatepass"), "sha256")
    return _tables.setdefault(digest, MemoryTable())


def is_due(url: Secret) -> bool:
    """Whether the Redis at a URL is to be tried."""
    return _next_tries.get(url, 0.0) <= time.monotonic()


def has_failed(url: Secret) -> bool:
    """Note that a Redis cannot be used; gives whether this is news."""
    is_news = url not in _next_tries
    _next_tries[url] = time.monotonic() + RETRY_AFTER
    return is_news


def works(url: Secret) -> None:
    """Note that a Redis can be used."""
    _next_tries.pop(url, None)
