"""Batches: the options of ``run_many`` and ``send_many``, and their report.

They return a :class:`BatchReport` with :class:`RowResult` rows. ``progress`` is called with a
:class:`BatchProgress`. :class:`RedisJournal` is a journal for several machines.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from typing import Any, TypeAlias

from dify_ext._batch.report import BatchProgress, BatchReport, RowError, RowResult
from dify_ext._core.options import RequestOptions
from dify_ext._journals.redis import RedisJournal

__all__ = ["BatchOptions", "BatchProgress", "BatchReport", "RedisJournal", "RowError", "RowResult"]

ByRow: TypeAlias = str | Callable[[Mapping[str, Any]], str]


class BatchOptions(RequestOptions, total=False):
    """The options of ``workflows.run_many``, ``completion.send_many`` and ``chat.send_many``.

    Args:
        journal: Where the state of each row is kept, so that an interrupted batch can continue: the
            path of a file (SQLite), or a :class:`RedisJournal` for several machines. None: a
            temporary file, which is deleted with the report.
        key: What identifies a row: a column, or a function of the row. None: a digest of the values
            of the row, with a number if the same values occur again.
        concurrency: The largest number of runs at the same time, in each worker of an executor.
            Default: 8. While the server answers that there are too many, fewer run.
        user: The beginning of the end user of each row, ``"{user}:{batch}:{key}"``. None: the user
            of the client.
        on_result: Called with the :class:`RowResult` of each row that ends, one at a time. In the
            asynchronous client it may be a coroutine function.
        progress: Called with a :class:`BatchProgress` after each row, in the same way; with an
            executor after each chunk.
        retry_failed: True: rows that failed in an earlier call run again.
        retry_unknown: True: rows that may or may not have run, and that the server does not know,
            run again. Such a row may run twice.
        call_timeout: Seconds for the run of a row, which is then stopped on the server.
        timeout: Seconds for each step of a request of a row, or an ``httpx.Timeout``.
        max_retries: How often a request of a row may be sent again.
        extra_headers: Headers for the requests of each row. They cannot be used with ``executor``,
            which would see them: pass ``client``, a function that sets ``default_headers``.
        executor: Spreads the rows over other processes or machines: any
            ``concurrent.futures.Executor``, such as ``dask.distributed.Client().get_executor()``.
            Workers read the key from their own environment (``DIFY_API_KEY``), or call ``client``.
        chunk: The number of rows in one task of the executor. Default: 100.
        client: A function of a module that creates the client of each worker; it is sent by its
            name. None: the options of this client, with the key of the worker's environment.
    """

    journal: str | os.PathLike[str] | RedisJournal | None
    key: ByRow | None
    concurrency: int
    user: str | None
    on_result: Callable[[RowResult], object] | None
    progress: Callable[[BatchProgress], object] | None
    retry_failed: bool
    retry_unknown: bool
    executor: Executor | None
    chunk: int
    client: Callable[[], Any] | None
