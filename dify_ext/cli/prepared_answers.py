"""``dify-ext annotations``: prepared answers, from and to a table."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from dify_ext.cli.commands import command, group
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.inputs import read_file
from dify_ext.cli.invocation import AppOption, Invocation

if TYPE_CHECKING:
    from dify_ext.types import Annotation

_COLUMNS: tuple[str, ...] = ("question", "answer")
_KINDS = (".csv", ".jsonl", ".json")


def add_to(app: typer.Typer) -> None:
    """Add the group to another."""
    annotations = group("Export and import the annotations of an app.")
    command(
        annotations,
        "export",
        "dify-ext annotations export > answers.csv",
        "dify-ext annotations export --out answers.jsonl",
    )(export)
    command(
        annotations,
        "import",
        "dify-ext annotations import answers.csv",
        "dify-ext annotations import answers.csv --dry-run",
    )(import_answers)
    app.add_typer(annotations, name="annotations")


def export(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A .csv, .jsonl or .json file. Default: CSV to stdout.")
    ] = None,
    app: AppOption = None,
) -> None:
    """Export all annotations, as questions and answers."""
    invocation = Invocation.of(ctx)
    kind = ".csv" if out is None else _kind(out)
    dify = invocation.dify(ctx, app=app)
    rows = dify.annotations.list(limit=100)
    if out is None and invocation.json:
        invocation.out.rows(rows, {})
    elif out is None:
        _write(sys.stdout, rows, kind)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            count = _write(file, rows, kind)
        invocation.out.say(f"{out}: {count} answers")


def _write(file: TextIO, rows: Iterable[Annotation], kind: str) -> int:
    pairs = [{"question": row.question or "", "answer": row.answer or ""} for row in rows]
    if kind == ".json":
        json.dump(pairs, file, ensure_ascii=False, indent=2)
    elif kind == ".jsonl":
        file.writelines(f"{json.dumps(pair, ensure_ascii=False)}\n" for pair in pairs)
    else:
        writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(pairs)
    return len(pairs)


@dataclass(frozen=True)
class Change:
    """What an import does with a row; ``id`` is the annotation to change."""

    action: Literal["created", "updated", "unchanged"]
    question: str
    answer: str
    id: str | None = None


def import_answers(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A .csv, .jsonl or .json file; - reads CSV from stdin.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    app: AppOption = None,
) -> None:
    """Import annotations into an app.

    New questions are added, changed answers are replaced, and the rest is left unchanged. It can be
    repeated.
    """
    invocation = Invocation.of(ctx)
    out = invocation.out
    wanted = _read(file)
    dify = invocation.dify(ctx, app=app)
    changes = plan(wanted, dify.annotations.list(limit=100))
    with out.progress("Answers") as advance:
        for number, change in enumerate(changes, 1):
            if not dry_run and change.action == "created":
                dify.annotations.create(change.question, change.answer)
            elif not dry_run and change.action == "updated" and change.id is not None:
                dify.annotations.update(change.id, change.question, change.answer)
            advance(number, len(changes))
    todo = [change for change in changes if change.action != "unchanged"]
    rows = [
        {"action": change.action, "question": change.question} for change in (changes if out.json else todo)
    ]
    out.rows(rows, {"action": "action", "question": "question"})
    out.say(f"{'Dry run: ' if dry_run else ''}{len(todo)} changed, {len(changes) - len(todo)} unchanged.")
    if dry_run and todo:
        raise typer.Exit(ExitCode.WOULD_CHANGE)


def plan(wanted: Iterable[tuple[str, str]], there: Iterable[Annotation]) -> list[Change]:
    """What to do with each question. If a question has several rows, the last one counts."""
    known = {row.question: row for row in there}
    changes = []
    for question, answer in dict(wanted).items():
        found = known.get(question)
        if found is None:
            changes.append(Change("created", question, answer))
        elif found.answer != answer:
            changes.append(Change("updated", question, answer, found.id))
        else:
            changes.append(Change("unchanged", question, answer, found.id))
    return changes


def _read(place: str) -> list[tuple[str, str]]:
    from dify_ext import ConfigurationError

    text, kind = read_file(place), ".csv" if place == "-" else _kind(Path(place))
    if kind == ".csv":
        table = csv.DictReader(io.StringIO(text))
        if not set(_COLUMNS) <= set(table.fieldnames or ()):
            raise ConfigurationError(
                f"{place}: the first line must have the column names question and answer"
            )
        return list(_pairs(table, place))
    try:
        if kind == ".json":
            rows = json.loads(text)
        else:
            rows = [json.loads(line) for line in text.split("\n") if line.strip()]
    except ValueError as error:
        raise ConfigurationError(f"{place} is not JSON: {error}") from None
    return list(_pairs(rows if isinstance(rows, list) else [rows], place))


def _kind(path: Path) -> str:
    from dify_ext import ConfigurationError

    if path.suffix.lower() not in _KINDS:
        raise ConfigurationError(f"{path}: the name of the file must end in one of {', '.join(_KINDS)}")
    return path.suffix.lower()


def _pairs(rows: Iterable[Any], where: str) -> Iterator[tuple[str, str]]:
    from dify_ext import ConfigurationError

    for number, row in enumerate(rows, 1):
        match row:
            case {"question": str() as question, "answer": str() as answer} if question and answer:
                yield question, answer
            case _:
                raise ConfigurationError(f"{where}, row {number}: a question or an answer is missing")
