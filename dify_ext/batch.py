"""A table of inputs: the options of ``run_many`` and ``send_many``, and their report.

:class:`BatchReport` and :class:`RowResult` are what they give; :class:`BatchProgress` is what
``progress`` is called with; :class:`RedisJournal` is a journal for several machines.
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
    """The arguments of ``workflows.run_many``, ``completion.send_many`` and ``chat.send_many``.

    Args:
        journal: Where each row's state is kept, so that a batch that was killed goes on: the path
            of a file (SQLite), or a :class:`RedisJournal` for several machines. None keeps it in a
            temporary file, which ends with the report.
        key: What names a row: a column, or a function of the row. None takes a digest of the
            row's values, with a number if the same values come again.
        concurrency: The most runs at a time, in each worker of an executor. Fewer run while the
            server says that there are too many.
        user: The beginning of each row's end user ``"{user}:{batch}:{key}"``. None takes the
            client's.
        on_result: Called with the :class:`RowResult` of each row that ends, one at a time. The
            asynchronous client takes a coroutine function, too.
        progress: Called with a :class:`BatchProgress` after each row, in the same way; with an
            executor after each chunk.
        retry_failed: True runs the rows again that failed in an earlier call.
        retry_unknown: True runs the rows again of which nobody knows whether they ran, if the
            server does not know them either. Such a row may run twice.
        call_timeout: Seconds for the run of a row, which is then stopped on the server.
        timeout: Seconds for each step on the wire of a row's requests, or an ``httpx.Timeout``.
        max_retries: How often a request of a row may be sent again.
        extra_headers: Headers of each row's requests. Not with ``executor``, which would see them:
            let ``client`` make a client with ``default_headers``.
        executor: Spreads the rows over other processes or machines: any
            ``concurrent.futures.Executor``, such as ``dask.distributed.Client().get_executor()``.
            Workers read the key from their own environment (``DIFY_API_KEY``), or call ``client``.
        chunk: The number of rows of one task of the executor.
        client: A function of a module, by which each worker makes its client; it is sent by its
            name. None: the client's options, with the key of the worker's environment.
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
