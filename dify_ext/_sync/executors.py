# Made from dify_ext/_async/executors.py by scripts/regenerate: change that one.
"""Work for the processes of an executor: tasks go out, results come back. No task has a secret."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from typing import Any, TypeVar

import attrs

from dify_ext._core.key_auth import KeyAuth
from dify_ext._core.options import Options
from dify_ext._sync import _io
from dify_ext._sync.connections import Connections
from dify_ext._sync.session import Session
from dify_ext.errors import ConfigurationError, DifyError

T = TypeVar("T")
R = TypeVar("R")

_OUTSTANDING = 1000  # tasks that an executor has at a time


@attrs.frozen
class ClientSource:
    """How a worker makes its client: by a function that is pickled by its name, or by the options
    of this one, with the key of the worker's environment.
    """

    options: dict[str, Any] = attrs.field(repr=False)
    make: Callable[[], Any] | None = None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session of the worker's own."""
        # sync or async: only its options are taken
        made: Any = None if self.make is None else self.make()
        options = Options.read(**self.options) if self.make is None else getattr(made, "_options", None)
        if not isinstance(options, Options):
            raise ConfigurationError(f"client= must return a client for an app, not {type(made).__name__}")
        if options.api_key is None:
            raise ConfigurationError(
                "a worker of the executor has no API key: set DIFY_API_KEY in its environment, or pass "
                "client=, a function of a module that makes the client"
            )
        connections = Connections(None, options.base_url)
        try:
            yield Session(options, connections, KeyAuth(options))
        finally:
            connections.close()


def refuse_no_executor(given: object) -> None:
    """An error for what is no executor, before anything is sent to it."""
    if given is not None and not hasattr(given, "submit"):
        raise ConfigurationError(
            f"executor must be a concurrent.futures.Executor, not {type(given).__name__}"
        )


def spread(
    executor: Executor,
    work: Callable[[T], R],
    tasks: Iterable[T],
    collect: Callable[[T, R], object],
) -> None:
    """Have an executor do tasks, and collect their results as they come.

    Args:
        executor: The executor.
        work: Called with each task, in another process.
        tasks: The tasks; some of them are ahead of the results.
        collect: Called here, with a task and its result.

    Raises:
        DifyError: The executor lost a process, or a task failed.
    """
    pending: dict[Future[R], T] = {}

    def collect_some() -> None:
        # With a limit, or Windows does not notice Ctrl-C.
        done = (_io.blocking(wait, list(pending), 0.5, FIRST_COMPLETED)).done
        for future in done:
            collect(pending.pop(future), future.result())

    try:
        for task in tasks:
            pending[executor.submit(work, task)] = task
            while len(pending) >= _OUTSTANDING:
                collect_some()
        while pending:
            collect_some()
    except BrokenExecutor as error:
        raise DifyError(f"the executor lost a process: {error}; call the method again to continue") from error
    finally:
        for future in pending:
            future.cancel()
