# Made from dify_ext/_async/stores/__init__.py by scripts/regenerate: change that one.
"""The token stores of this package, and the choice of one if the user gave none."""

from __future__ import annotations

import logging
import time

from dify_ext._console import process_memory
from dify_ext._console.sign_in import Account
from dify_ext._core.log import logger
from dify_ext._core.redis_url import VARIABLES, from_environment
from dify_ext._sync.stores.local import FileTokenStore, MemoryTokenStore
from dify_ext._sync.stores.redis import RedisTokenStore
from dify_ext.errors import ConfigurationError, TokenStoreError

__all__ = ["DefaultStore", "FileTokenStore", "MemoryTokenStore", "RedisTokenStore"]


class DefaultStore:
    """The store of a client without one: Redis if it is named and works, else memory.

    All clients of an account in the process share the memory. A Redis that does not work is a
    warning, once for a process, and is tried again after a minute.
    """

    def __init__(self) -> None:
        self._name, self._url = from_environment()
        self.chosen: RedisTokenStore | MemoryTokenStore | None = None

    def choose(self, account: Account) -> RedisTokenStore | MemoryTokenStore:
        """The store for now; the log says which, and why.

        Args:
            account: The account whose tokens are to be kept.
        """
        if isinstance(self.chosen, RedisTokenStore):
            return self.chosen
        why, level = f"neither {' nor '.join(VARIABLES)} is set", logging.INFO
        next_tries = process_memory.next_tries
        if self._url is not None and next_tries.get(self._url, 0.0) > time.monotonic():
            why = f"{self._name} is set, but could not be used a moment ago"
        elif self._url is not None:
            try:
                store = RedisTokenStore(self._url.reveal())
                store.ping()
            except (ConfigurationError, TokenStoreError) as error:
                why = f"{self._name} is set, but cannot be used: {error}"
                level = logging.INFO if self._url in next_tries else logging.WARNING
                next_tries[self._url] = time.monotonic() + process_memory.RETRY_AFTER
            else:
                next_tries.pop(self._url, None)
                logger.info("tokens are kept in Redis: %s is set, and it answers", self._name)
                self.chosen = store
                return store
        if self.chosen is None:
            self.chosen = MemoryTokenStore._of(process_memory.table_of(account))
            logger.log(level, "tokens are kept in memory, and gone at the end of this process: %s", why)
        return self.chosen
