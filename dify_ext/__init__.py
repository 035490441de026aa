# Made from scripts/codegen/public.py and its template by scripts/regenerate: change those.
"""A client for Dify: streams that never end short without an error, typed answers, retries.

``Dify`` (and ``AsyncDify``, its asynchronous flavour) is an app of a Dify server, by its API key::

    from dify_ext import Dify

    with Dify("app-...", user="alice") as dify:
        print(dify.chat.send("Hello").answer)

Everything public imports from here, errors also from ``dify_ext.errors``, events from
``dify_ext.events``, models from ``dify_ext.types``. A module is imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dify_ext._version import __version__ as __version__

if TYPE_CHECKING:
    from dify_api.models import HumanInputForm as HumanInputForm

    from dify_ext._async.binary import AsyncBinaryResponse as AsyncBinaryResponse
    from dify_ext._async.client import AsyncDify as AsyncDify
    from dify_ext._async.health import AsyncHealthCheck as AsyncHealthCheck
    from dify_ext._async.pages import AsyncPage as AsyncPage
    from dify_ext._async.server import AsyncDifyServer as AsyncDifyServer
    from dify_ext._async.stores import AsyncFileTokenStore as AsyncFileTokenStore
    from dify_ext._async.stores import AsyncMemoryTokenStore as AsyncMemoryTokenStore
    from dify_ext._async.stores import AsyncRedisTokenStore as AsyncRedisTokenStore
    from dify_ext._async.streams import AsyncChatStream as AsyncChatStream
    from dify_ext._async.streams import AsyncEventStream as AsyncEventStream
    from dify_ext._async.streams import AsyncWorkflowStream as AsyncWorkflowStream
    from dify_ext._core.doctor import DoctorReport as DoctorReport
    from dify_ext._core.health import Health as Health
    from dify_ext._core.health import HealthReport as HealthReport
    from dify_ext._core.hooks import DROP as DROP
    from dify_ext._core.hooks import Drop as Drop
    from dify_ext._core.options import RequestOptions as RequestOptions
    from dify_ext._core.raw_response import RawResponse as RawResponse
    from dify_ext._folder_sync.report import FileReport as FileReport
    from dify_ext._folder_sync.report import SyncReport as SyncReport
    from dify_ext._streaming.answers import ChatAnswer as ChatAnswer
    from dify_ext._streaming.answers import WorkflowResult as WorkflowResult
    from dify_ext._sync.binary import BinaryResponse as BinaryResponse
    from dify_ext._sync.client import Dify as Dify
    from dify_ext._sync.health import HealthCheck as HealthCheck
    from dify_ext._sync.pages import Page as Page
    from dify_ext._sync.server import DifyServer as DifyServer
    from dify_ext._sync.stores import FileTokenStore as FileTokenStore
    from dify_ext._sync.stores import MemoryTokenStore as MemoryTokenStore
    from dify_ext._sync.stores import RedisTokenStore as RedisTokenStore
    from dify_ext._sync.streams import ChatStream as ChatStream
    from dify_ext._sync.streams import EventStream as EventStream
    from dify_ext._sync.streams import WorkflowStream as WorkflowStream
    from dify_ext.adapters.aiohttp.client import AiohttpClient as AiohttpClient
    from dify_ext.batch import BatchOptions as BatchOptions
    from dify_ext.batch import BatchProgress as BatchProgress
    from dify_ext.batch import BatchReport as BatchReport
    from dify_ext.batch import RedisJournal as RedisJournal
    from dify_ext.batch import RowError as RowError
    from dify_ext.batch import RowResult as RowResult
    from dify_ext.errors import *  # noqa: F403
    from dify_ext.events import *  # noqa: F403
    from dify_ext.files import RemoteFile as RemoteFile
    from dify_ext.files import UploadedFile as UploadedFile
    from dify_ext.tokens import AsyncTokenStore as AsyncTokenStore
    from dify_ext.tokens import Tokens as Tokens
    from dify_ext.tokens import TokenStore as TokenStore

_HOMES = {
    "AiohttpClient": "dify_ext.adapters.aiohttp.client",
    "AsyncBinaryResponse": "dify_ext._async.binary",
    "AsyncChatStream": "dify_ext._async.streams",
    "AsyncDify": "dify_ext._async.client",
    "AsyncDifyServer": "dify_ext._async.server",
    "AsyncEventStream": "dify_ext._async.streams",
    "AsyncFileTokenStore": "dify_ext._async.stores",
    "AsyncHealthCheck": "dify_ext._async.health",
    "AsyncMemoryTokenStore": "dify_ext._async.stores",
    "AsyncPage": "dify_ext._async.pages",
    "AsyncRedisTokenStore": "dify_ext._async.stores",
    "AsyncTokenStore": "dify_ext.tokens",
    "AsyncWorkflowStream": "dify_ext._async.streams",
    "BatchOptions": "dify_ext.batch",
    "BatchProgress": "dify_ext.batch",
    "BatchReport": "dify_ext.batch",
    "BinaryResponse": "dify_ext._sync.binary",
    "ChatAnswer": "dify_ext._streaming.answers",
    "ChatStream": "dify_ext._sync.streams",
    "DROP": "dify_ext._core.hooks",
    "Dify": "dify_ext._sync.client",
    "DifyServer": "dify_ext._sync.server",
    "DoctorReport": "dify_ext._core.doctor",
    "Drop": "dify_ext._core.hooks",
    "EventStream": "dify_ext._sync.streams",
    "FileReport": "dify_ext._folder_sync.report",
    "FileTokenStore": "dify_ext._sync.stores",
    "Health": "dify_ext._core.health",
    "HealthCheck": "dify_ext._sync.health",
    "HealthReport": "dify_ext._core.health",
    "HumanInputForm": "dify_api.models",
    "MemoryTokenStore": "dify_ext._sync.stores",
    "Page": "dify_ext._sync.pages",
    "RawResponse": "dify_ext._core.raw_response",
    "RedisJournal": "dify_ext.batch",
    "RedisTokenStore": "dify_ext._sync.stores",
    "RemoteFile": "dify_ext.files",
    "RequestOptions": "dify_ext._core.options",
    "RowError": "dify_ext.batch",
    "RowResult": "dify_ext.batch",
    "SyncReport": "dify_ext._folder_sync.report",
    "TokenStore": "dify_ext.tokens",
    "Tokens": "dify_ext.tokens",
    "UploadedFile": "dify_ext.files",
    "WorkflowResult": "dify_ext._streaming.answers",
    "WorkflowStream": "dify_ext._sync.streams",
}


def _names() -> list[str]:
    from dify_ext import errors, events

    return sorted({"__version__", *_HOMES, *errors.__all__, *events.__all__})


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return _names()
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = [_HOMES[name]] if name in _HOMES else ["dify_ext.errors", "dify_ext.events"]
    for home in homes:
        module = importlib.import_module(home)
        if name in _HOMES or name in module.__all__:
            value = globals()[name] = getattr(module, name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return _names()
