"""``dify-ext batch``: a table of inputs through an app."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.invocation import AppOption, Invocation, UserOption

if TYPE_CHECKING:
    from dify_ext import Dify
    from dify_ext.batch import BatchProgress, BatchReport, RedisJournal

FORMATS = (".csv", ".jsonl", ".parquet")


def add_to(app: typer.Typer) -> None:
    """Add the command to a group."""
    command(
        app,
        "batch",
        "dify-ext batch rows.csv results.csv",
        "dify-ext batch rows.jsonl results.jsonl --concurrency 20 --key id",
        "dify-ext batch questions.csv answers.csv --query question --app 'Support bot'",
        "dify-ext batch rows.csv results.csv --retry-failed",
        "dify-ext batch rows.csv results.csv --journal redis:reports",
    )(batch)


def batch(
    ctx: typer.Context,
    table: Annotated[
        str,
        typer.Argument(
            metavar="IN", help="The rows: a CSV, JSONL or Parquet file; - reads JSONL from stdin."
        ),
    ],
    results: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file for the results: .csv, .jsonl or .parquet.")
    ],
    concurrency: Annotated[
        int, typer.Option("--concurrency", min=1, help="The largest number of runs at a time.")
    ] = 8,
    journal: Annotated[
        str | None,
        typer.Option(
            "--journal",
            metavar="PATH",
            help="The file for the state of each row; redis:NAME for several machines. Default: OUT.journal.",
        ),
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", metavar="COLUMN", help="The column that identifies a row.")
    ] = None,
    query: Annotated[
        str, typer.Option("--query", metavar="COLUMN", help="The column of the question, for chat apps.")
    ] = "query",
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Run rows again that failed earlier.")
    ] = False,
    retry_unknown: Annotated[
        bool, typer.Option("--retry-unknown", help="Run rows again that may have run. They may run twice.")
    ] = False,
    app: AppOption = None,
    user: UserOption = None,
) -> None:
    """Run an app once for each row of a table.

    No row runs twice: if the command is interrupted or killed, run the same command again, and it
    continues. If the server limits the rate, it waits. `--timeout` applies to each row. Exit codes:
    0 all rows are done, 1 rows failed or are unknown, 2 nothing was started.
    """
    from dify_ext import ConfigurationError

    invocation = Invocation.of(ctx)
    out = invocation.out
    if results.suffix.lower() not in FORMATS:
        raise ConfigurationError(
            f"{results}: the name of the results must end in one of {', '.join(FORMATS)}"
        )
    if not results.parent.is_dir():
        raise ConfigurationError(f"{results}: the folder {str(results.parent)!r} does not exist: create it")
    if table != "-" and results.exists() and results.samefile(table):
        raise ConfigurationError(f"{results} is the table itself: give another file for the results")
    options: dict[str, Any] = {
        "concurrency": concurrency,
        "journal": _journal(journal, results),
        "key": key,
        "user": user,
        "retry_failed": retry_failed,
        "retry_unknown": retry_unknown,
        "call_timeout": invocation.timeout,
    }
    dify = invocation.dify(ctx, app=app, user=user)
    last: list[BatchProgress] = []
    try:
        with out.progress("Rows") as advance:

            def progress(now: BatchProgress) -> None:
                last[:] = [now]
                advance(now.done, now.total, _said(now))

            report = _run(dify, _rows(table), query, {**options, "progress": progress})
    except (KeyboardInterrupt, SystemExit):
        done = f"{last[0].done} of {last[0].total} rows are done. " if last else ""
        out.say(f"{done}To continue, run the same command again: no row runs twice.")
        raise
    {".csv": report.to_csv, ".jsonl": report.to_jsonl, ".parquet": report.to_parquet}[results.suffix.lower()](
        results
    )
    if out.json:
        out.value(_as_json(report, results))
    out.say(_summary(report, results))
    if report.failures:
        first = next((row for row in report.results() if row.error), None)
        if first is not None and first.error is not None:
            out.say(f"First failure: row {first.key}: {first.error.message}")
        if report.failed:
            out.say("Try: run the same command with --retry-failed, to run the failed rows again")
        raise typer.Exit(ExitCode.FAILED)


def _journal(chosen: str | None, results: Path) -> str | RedisJournal:
    from dify_ext import ConfigurationError
    from dify_ext.batch import RedisJournal

    if chosen is None or not chosen.startswith("redis:"):
        return chosen or f"{results}.journal"
    if chosen.startswith("redis://"):
        raise ConfigurationError(
            "a URL may hold a password: set DIFY_REDIS_URL, and name the batch with --journal redis:NAME"
        )
    return RedisJournal(None, chosen.removeprefix("redis:"))


def _rows(table: str) -> str | Iterator[Any]:
    return table if table != "-" else _from_stdin()


def _from_stdin() -> Iterator[Any]:
    from dify_ext import ConfigurationError

    number = 0
    try:
        for line in sys.stdin:
            number += 1
            if line.strip():
                yield json.loads(line)
    except ValueError as error:
        raise ConfigurationError(f"stdin, line {number}: {error} (rows on stdin must be JSONL)") from None


def _run(dify: Dify, rows: Any, query: str, options: dict[str, Any]) -> BatchReport:
    mode = dify.app.info().mode
    if mode == "workflow":
        return dify.workflows.run_many(rows, **options)
    if mode == "completion":
        return dify.completion.send_many(rows, **options)
    return dify.chat.send_many(rows, query=query, **options)


def _said(now: BatchProgress) -> str:
    """Rate, tokens, cost and time left, for a progress bar."""
    parts = [f"{now.done}/{now.total}", f"{now.rate:.1f}/s", f"{now.tokens:,} tokens"]
    parts += [f"cost {now.price.normalize():f}"] if now.price else []
    parts += [f"{now.failed} failed"] if now.failed else []
    left = now.seconds_left
    return ", ".join([*parts, *([] if left is None else [f"{timedelta(seconds=round(left))} left"])])


def _summary(report: BatchReport, results: Path) -> str:
    counts = [f"{report.succeeded} done"]
    counts += [f"{report.skipped} were done before"] if report.skipped else []
    counts += [f"{count} {code}" for code, count in report.failures.items()]
    cost = f", cost {report.price.normalize():f}" if report.price else ""
    return (
        f"{results}: {report.total} rows ({', '.join(counts)}) in {report.seconds:.1f} s, "
        f"{report.tokens:,} tokens{cost}"
    )


def _as_json(report: BatchReport, results: Path) -> dict[str, Any]:
    names = ("total", "succeeded", "failed", "unknown", "skipped", "tokens", "price", "seconds", "failures")
    return {**{name: getattr(report, name) for name in names}, "results": str(results)}
