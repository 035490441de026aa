# Made from dify_ext/_async/health.py by scripts/regenerate: change that one.
"""The health of many clients at once, kept for a moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

from dify_ext._core.health import Health, HealthReport
from dify_ext._sync.client import Dify
from dify_ext._sync.local import Local
from dify_ext._sync.server import DifyServer
from dify_ext._sync.worker_pool import WorkerPool
from dify_ext.errors import ConfigurationError

_CONCURRENCY = 16


class HealthCheck:
    """Checks the health of several clients at once: apps, keys for knowledge bases, accounts.

    A report is reused for ``max_age`` seconds, so that a probe can call it every second. Tasks or
    threads that call it at the same time share one check.

    Args:
        clients: The clients, by their names in the report.
        max_age: Seconds for which a report is reused; 0: each call checks.
        timeout: Seconds for each check; the checks run at the same time.

    Raises:
        ConfigurationError: A client is neither Dify nor DifyServer, or a number is wrong.
    """

    def __init__(
        self,
        clients: Mapping[str, Dify | DifyServer],
        *,
        max_age: float = 10.0,
        timeout: float = 5.0,
    ) -> None:
        if max_age < 0 or timeout <= 0:
            raise ConfigurationError("max_age must be 0 or more seconds, timeout more than 0")
        self._clients = {name: _checked(name, client) for name, client in clients.items()}
        self._max_age = max_age
        self._timeout = timeout
        self._last: tuple[float, HealthReport] | None = None
        self._alone = Local(threading.Lock)

    def run(self) -> HealthReport:
        """Check all clients, or return the last report if it is not older than ``max_age``.

        Returns:
            The report. A failure of a client is not raised.
        """
        asked = time.monotonic()
        with self._alone.get():
            last = self._last
            # A report that was made while this call waited is always new enough.
            if last is not None and last[0] >= asked - self._max_age:
                return last[1]
            report = self._ask_all()
            self._last = time.monotonic(), report
            return report

    def _ask_all(self) -> HealthReport:
        found: dict[str, Health] = {}

        def check(name: str) -> None:
            found[name] = self._clients[name].health(timeout=self._timeout)

        if self._clients:
            WorkerPool(min(_CONCURRENCY, len(self._clients))).each(self._clients, check)
        return HealthReport({name: found[name] for name in self._clients})


def _checked(name: str, client: object) -> Dify | DifyServer:
    if not isinstance(client, Dify | DifyServer):
        raise ConfigurationError(f"clients[{name!r}] is a {type(client).__name__}, not an Dify or DifyServer")
    return client
