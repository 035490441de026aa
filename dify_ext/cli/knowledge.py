"""``dify-ext sync`` and ``ask``: bring a folder into a knowledge base, and search it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.failures import tell
from dify_ext.cli.invocation import Invocation, find_dataset

if TYPE_CHECKING:
    from dify_ext import FileReport, SyncReport


def add_to(app: typer.Typer) -> None:
    """Add the commands to a group."""
    command(
        app,
        "sync",
        'dify-ext sync handbook "Handbook"',
        'dify-ext sync docs "Handbook" --pattern "**/*.md" --exclude "drafts/" --wait',
        'dify-ext sync docs "Handbook" --dry-run || echo "different"',
    )(sync)
    command(
        app,
        "ask",
        'dify-ext ask "Handbook" "How many days of holidays?"',
        'dify-ext ask "Handbook" "holidays" --top 3 --json | jq -r ".[0].segment.content"',
    )(ask)


def sync(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder.")],
    dataset: Annotated[str, typer.Argument(help="The knowledge base, by name or id.")],
    pattern: Annotated[
        list[str] | None, typer.Option("--pattern", metavar="GLOB", help="Only these files. Default: **/*.")
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATTERN", help="Files to leave out, as in .gitignore."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete the documents of files that no longer exist.")
    ] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until all documents are indexed.")] = False,
    create: Annotated[
        bool, typer.Option("--create", help="Create the knowledge base if it does not exist.")
    ] = False,
    concurrency: Annotated[int, typer.Option(min=1, help="The number of files sent at the same time.")] = 4,
    indexing: Annotated[
        str | None,
        typer.Option("--indexing", help="high_quality or economy. Default: that of the knowledge base."),
    ] = None,
) -> None:
    """Sync a folder to a knowledge base.

    Only new and changed files are sent. If it is interrupted, run it again. Exit codes: 0 equal,
    1 files failed, 2 nothing was started, 3 a dry run found changes.
    """
    from dify_ext import ConfigurationError, DifyError

    invocation = Invocation.of(ctx)
    out = invocation.out
    try:
        dify = invocation.knowledge(ctx)
        try:
            dataset_id = find_dataset(dify, dataset)
        except ConfigurationError as error:
            if not create:
                raise ConfigurationError(f"{error}; to create it, use --create") from None
            if dry_run:
                raise
            dataset_id = dify.datasets.create(dataset, indexing_technique=indexing).id
        with out.progress("Files") as advance:

            def progress(report: FileReport) -> None:
                advance(report.done, report.total, f"{report.done}/{report.total} {_name(report)}")

            options: dict[str, Any] = {} if indexing is None else {"indexing_technique": indexing}
            report = dify.documents.sync_folder(
                dataset_id,
                folder,
                pattern=pattern or "**/*",
                exclude=exclude,
                concurrency=concurrency,
                dry_run=dry_run,
                delete=delete,
                wait=wait,
                progress=progress,
                **options,
            )
    except DifyError as error:
        tell(ctx, error)
        raise typer.Exit(ExitCode.COULD_NOT_BEGIN) from error
    except (KeyboardInterrupt, SystemExit):
        out.say("To continue, run the same command again.")
        raise
    files = sorted(report, key=_name)
    out.rows(
        [_as_json(file) for file in files]
        if out.json
        else [file for file in files if file.action != "unchanged"],
        {"action": "action", "file": _name, "error": "error"},
    )
    out.say(_summary(report))
    raise typer.Exit(_exit_code(report))


def _name(file: FileReport) -> str:
    return file.path or file.name or ""


def _as_json(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "name": file.name,
        "action": file.action,
        "document_id": file.document_id,
        "bytes": file.bytes,
        "error": None if file.error is None else str(file.error),
    }


def _summary(report: SyncReport) -> str:
    counts = ("created", "updated", "unchanged", "vanished", "deleted", "failed")
    said = ", ".join(f"{count} {name}" for name in counts if (count := getattr(report, name)))
    return f"{'Dry run: ' if report.dry_run else ''}{said or 'no files'}."


def _exit_code(report: SyncReport) -> ExitCode:
    if report.failed:
        return ExitCode.FAILED
    if report.dry_run and report.created + report.updated + report.deleted:
        return ExitCode.WOULD_CHANGE
    return ExitCode.OK


def ask(
    ctx: typer.Context,
    dataset: Annotated[str, typer.Argument(help="The knowledge base, by name or id.")],
    question: Annotated[list[str], typer.Argument(help="The question.")],
    top: Annotated[
        int | None,
        typer.Option(
            "--top", min=1, help="The largest number of passages. Default: that of the knowledge base."
        ),
    ] = None,
) -> None:
    """Search a knowledge base for passages."""
    invocation = Invocation.of(ctx)
    dify = invocation.knowledge(ctx)
    records = dify.datasets.retrieve(find_dataset(dify, dataset), " ".join(question)).records or []
    invocation.out.rows(
        records[:top],
        {
            "score": lambda record: f"{record.score:.3f}" if record.score is not None else "",
            "document": lambda record: (
                record.segment.document.name if record.segment and record.segment.document else ""
            ),
            "passage": lambda record: record.segment.content if record.segment else "",
        },
    )
    if not records:
        invocation.out.say("No passages found.")
