"""A batch that is killed at work, and begun again: every row has its result, and one run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext import Dify, DifyError, RedisJournal, RowResult
from dify_ext._journals import base
from dify_ext._sync import batch, batch_runs
from dify_ext.emulator import Emulator
from tests.redis.servers import RedisServer

CONCURRENCY = 8
ROOT = Path(__file__).parents[2]
PROCESS = Path(__file__).with_name("batch_process.py")
# Where the tests run without the package installed, a process finds it as they do.
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.0) as running:
        yield running


def runs(emulator: Emulator) -> Counter[str]:
    """How many runs each end user has asked for; a request that was never whole names none."""
    found = (one.user for one in list(emulator.requests) if one.path.endswith("/workflows/run"))
    return Counter(user for user in found if user)


def rows(count: int) -> Iterator[dict[str, str]]:
    return ({"text": f"row {number} [[slow:2:10ms]]"} for number in range(count))


def start(flavour: str, emulator: Emulator, journal: Path, count: int) -> subprocess.Popen[str]:
    key = emulator.keys["workflow"]
    command = [
        sys.executable,
        "-W",
        "error",
        PROCESS,
        flavour,
        emulator.base_url,
        key,
        journal,
        count,
        CONCURRENCY,
    ]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    return subprocess.Popen([*map(str, command)], env=ENVIRONMENT, **pipes)


def begun(emulator: Emulator, count: int, running: subprocess.Popen[str]) -> None:
    """Wait until so many runs have begun."""
    while runs(emulator).total() < count:
        assert running.poll() is None, "it ended too early"
        time.sleep(0.005)


def at_rest(emulator: Emulator) -> None:
    """Wait until each run of those who are gone has ended, and is logged."""
    headers = {"Authorization": f"Bearer {emulator.keys['workflow']}"}
    with httpx.Client(base_url=emulator.base_url, headers=headers, timeout=60) as http:
        while http.get("/v1/workflows/logs").json()["total"] < emulator.runs_started:
            time.sleep(0.005)


def run_unknown(dify: Dify, unknown: int, journal: Any, count: int) -> None:
    """Killed in the instant before its request goes out, a row is unknown, and never ran."""
    if unknown:
        assert unknown <= CONCURRENCY
        again = dify.workflows.run_many(rows(count), journal=journal, retry_unknown=True)
        assert again.succeeded + again.skipped == count


@pytest.mark.parametrize(("flavour", "how"), [("sync", signal.SIGKILL), ("async", signal.SIGINT)])
def test_killed_and_begun_again(flavour: str, how: int, emulator: Emulator, tmp_path: Path) -> None:
    """By the system, or by Ctrl-C: the next one goes on from there."""
    running = start(flavour, emulator, tmp_path / "runs.db", 40)
    begun(emulator, 20, running)
    running.send_signal(how)
    running.communicate()
    assert running.returncode == -how
    at_rest(emulator)
    last = start(flavour, emulator, tmp_path / "runs.db", 40)
    came = json.loads(last.communicate()[0])
    assert came["good"] + came["unknown"] == came["total"] == 40
    with Dify(emulator.keys["workflow"], user="me", base_url=emulator.base_url) as dify:
        run_unknown(dify, came["unknown"], tmp_path / "runs.db", 40)
    assert (len(runs(emulator)), runs(emulator).total(), emulator.runs_started) == (40, 40, 40)


def test_a_pool_of_processes(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """They share the file; ``on_result`` and ``progress`` are called here."""
    for module in (base, batch):  # no task is a whole number of blocks
        monkeypatch.setattr(module, "BLOCK", 7)
    monkeypatch.setenv("DIFY_API_KEY", emulator.keys["workflow"])
    told: list[RowResult] = []
    done: list[int] = []
    with (
        ProcessPoolExecutor(2, get_context("fork")) as pool,
        Dify(user="me", base_url=emulator.base_url) as dify,
    ):
        report = dify.workflows.run_many(
            rows(60),
            executor=pool,
            chunk=20,
            on_result=told.append,
            progress=lambda progress: done.append(progress.done),
        )
        assert (report.total, report.succeeded, len(told)) == (60, 60, 60)
        assert done[:3] == [20, 40, 60]
        assert runs(emulator).total() == 60

        # A worker has the key of its own environment: another app's is refused, and none is missed.
        monkeypatch.setenv("DIFY_API_KEY", emulator.keys["chat"])
        with pytest.raises(DifyError, match="begun with another API key"):
            dify.workflows.run_many(rows(1), executor=ThreadsInPlace(), journal=tmp_path / "runs.db")
        monkeypatch.delenv("DIFY_API_KEY")
        with pytest.raises(DifyError, match="a worker of the executor has no API key: set DIFY_API_KEY"):
            dify.workflows.run_many(rows(1), executor=ThreadsInPlace())
        with pytest.raises(DifyError, match="client= must return a client for an app, not dict"):
            dify.workflows.run_many(rows(1), executor=ThreadsInPlace(), client=dict)
        report = dify.workflows.run_many(rows(1), executor=ThreadsInPlace(), client=lambda: dify)
        assert report.succeeded == 1


class ThreadsInPlace(Executor):
    """An executor whose tasks run in this process, at once."""

    def submit(self, work: Any, /, *args: Any, **options: Any) -> Any:
        from concurrent.futures import Future

        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **options))
        except BaseException as error:
            future.set_exception(error)
        return future


def test_a_pool_that_loses_a_process(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The error says how to go on; the next call does."""
    monkeypatch.setenv("DIFY_API_KEY", emulator.keys["workflow"])
    monkeypatch.setattr(base, "LEASE", 1.0)
    monkeypatch.setattr(batch_runs, "_LOOKS", (0.0, 0.2))
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        killer = pool.submit(os.getpid)
        pid = killer.result()

        def kill(progress: Any) -> None:
            os.kill(pid, signal.SIGKILL)

        with Dify(user="me", base_url=emulator.base_url) as dify:
            with pytest.raises(
                DifyError, match=r"the executor lost a process.*call the method again to continue"
            ):
                dify.workflows.run_many(
                    rows(60), executor=pool, chunk=20, journal=tmp_path / "runs.db", progress=kill
                )
            at_rest(emulator)
            report = dify.workflows.run_many(rows(60), journal=tmp_path / "runs.db")
            assert report.succeeded + report.skipped + report.unknown == report.total == 60
            run_unknown(dify, report.unknown, tmp_path / "runs.db", 60)
    assert (len(runs(emulator)), runs(emulator).total(), emulator.runs_started) == (60, 60, 60)


def test_a_dask_cluster_that_loses_a_worker(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The other worker takes its rows over, and looks them up first."""
    from distributed import Client, LocalCluster

    def look_once() -> None:  # in the workers, for the emulator logs a run at its end, which is soon
        from dify_ext._sync import batch_runs

        batch_runs._LOOKS = (0.0, 0.2, 1.0, 5.0)

    monkeypatch.setenv("DIFY_API_KEY", emulator.keys["workflow"])
    redis = RedisServer(tmp_path).start()
    try:
        with (
            LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
            Client(cluster) as client,
            Dify(user="me", base_url=emulator.base_url) as dify,
        ):
            pids = list(client.run(os.getpid).values())
            client.run(look_once)

            def kill(progress: Any) -> None:
                if pids:
                    os.kill(pids.pop(), signal.SIGKILL)
                    pids.clear()

            report = dify.workflows.run_many(
                rows(60),
                journal=RedisJournal(redis.url, "a batch"),
                executor=client.get_executor(),
                chunk=20,
                concurrency=4,
                progress=kill,
            )
            good = [
                row for row in report.results() if row.result and row.inputs["text"][:6] in str(row.result)
            ]
            assert len(good) + report.unknown == report.succeeded + report.unknown == report.total == 60
            run_unknown(dify, report.unknown, RedisJournal(redis.url, "a batch"), 60)
        assert (len(runs(emulator)), runs(emulator).total(), emulator.runs_started) == (60, 60, 60)
        assert not pids
    finally:
        redis.stop()
