"""The token stores that come with the package, and which of them is used where none was chosen."""

from __future__ import annotations

from collections.abc import Mapping

from dify_ext._async.stores.file import AsyncFileTokenStore
from dify_ext._async.stores.memory import AsyncMemoryTokenStore
from dify_ext._async.stores.redis import AsyncRedisTokenStore
from dify_ext._core.log import logger
from dify_ext._core.options import setting
from dify_ext.errors import ConfigurationError, TokenStoreError

__all__ = ["AsyncFileTokenStore", "AsyncMemoryTokenStore", "AsyncRedisTokenStore", "default_store"]


async def default_store(
    environ: Mapping[str, str] | None = None,
) -> AsyncRedisTokenStore | AsyncMemoryTokenStore:
    """Redis where there is one, else memory; one line in the log says which and why. Close it when it is done with."""
    name = next((name for name in ("DIFY_REDIS_URL", "REDIS_URL") if setting(environ, name)), None)
    if name is None:
        return _in_memory("neither DIFY_REDIS_URL nor REDIS_URL is set")
    try:
        store = AsyncRedisTokenStore(setting(environ, name) or "")
    except ConfigurationError as error:
        return _in_memory(f"{name} is set, but cannot be used: {error}")
    try:
        await store.ping()
    except TokenStoreError as error:
        await store.aclose()
        return _in_memory(f"{name} is set, but: {error}")
    logger.info("tokens are kept in Redis: %s is set, and it answers", name)
    return store


def _in_memory(why: str) -> AsyncMemoryTokenStore:
    logger.info("tokens are kept in memory, and gone at the end of this process: %s", why)
    return AsyncMemoryTokenStore()
