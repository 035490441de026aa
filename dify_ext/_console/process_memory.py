"""What all clients of a process share if they were given no token store. Pure."""

from __future__ import annotations

from dify_ext._console.sign_in import Account
from dify_ext._console.token_entry import MemoryTable
from dify_ext._redaction import Secret

RETRY_AFTER = 60.0  # seconds until a Redis that could not be used is tried again

next_tries: dict[Secret, float] = {}
"""When a Redis that could not be used is tried again, by its URL and ``time.monotonic()``."""

_tables: dict[tuple[str, str, str], MemoryTable] = {}


def table_of(account: Account) -> MemoryTable:
    """The table of an account. The password counts, too: who does not know it gets no tokens."""
    key = account.root, account.email.lower(), account.password.digest()
    return _tables.setdefault(key, MemoryTable())
