"""``dify-ext promote``: copies an app from one server to another."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dify_ext.cli.apps import bring_in
from dify_ext.cli.commands import command
from dify_ext.cli.inputs import read_inputs
from dify_ext.cli.invocation import Invocation, find_app
from dify_ext.cli.output import masked

if TYPE_CHECKING:
    from dify_ext import Dify

_FLOWS = ("workflow", "advanced-chat")


def add_to(app: typer.Typer) -> None:
    """Add the command to a group."""
    command(
        app,
        "promote",
        'dify-ext promote "Support bot" --from staging --to production',
        'dify-ext promote "Support bot" --from staging --to production --into "Support bot" \\',
        '    --try "Are you there?" --expect "yes"',
        'dify-ext promote "Report" --from staging --to production --input topic=Rome --key-file key.txt',
    )(promote)


def promote(
    ctx: typer.Context,
    app: Annotated[str, typer.Argument(help="The app on the first server, by name or id.")],
    source: Annotated[str, typer.Option("--from", metavar="PROFILE", help="Profile of the first server.")],
    target: Annotated[str, typer.Option("--to", metavar="PROFILE", help="Profile of the second server.")],
    into: Annotated[
        str | None,
        typer.Option(
            "--into", metavar="APP", help="The chatflow or workflow to overwrite. Default: a new app."
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", help="The name on the second server. Default: the name of the app."),
    ] = None,
    question: Annotated[
        str | None, typer.Option("--try", metavar="QUESTION", help="The question for the smoke test.")
    ] = None,
    input: Annotated[
        list[str] | None,
        typer.Option(
            "--input", "-i", metavar="NAME=VALUE", help="An input for the smoke test. Can be repeated."
        ),
    ] = None,
    expect: Annotated[
        str | None,
        typer.Option("--expect", metavar="TEXT", help="Text that the answer of the smoke test must contain."),
    ] = None,
    smoke_test: Annotated[
        bool, typer.Option("--smoke-test/--no-smoke-test", help="Whether to try the app.")
    ] = True,
    key_file: Annotated[
        Path | None,
        typer.Option("--key-file", help="Write the key of the app to this file, which only you can read."),
    ] = None,
) -> None:
    """Copy an app from one server to another, and try it there.

    The steps are export, import, publish, key and smoke test. The second server must have the
    models and plugins that the app uses. The smoke test sends a question, or runs the workflow. If
    it fails, the exit code is 1, and the app stays on the second server.
    """
    from dify_ext import DifyError

    invocation = Invocation.of(ctx)
    out = invocation.out
    inputs = read_inputs(input or [])
    here, there = invocation.server(ctx, source), invocation.server(ctx, target)
    app_id = find_app(here, app)
    text = here.apps.export_dsl(app_id)
    out.say(f"export    {app} from {source}: {len(text.encode())} bytes")
    done = bring_in(there, text, name=name, into=find_app(there, into) if into is not None else None)
    assert done.app_id is not None
    mode = str(done.app_mode)
    out.say(f"import    {done.status} on {target}: {mode} {done.app_id}")
    if mode in _FLOWS:
        there.apps.publish_workflow(done.app_id)
        out.say("publish   done")
    key = there.apps.ensure_api_key(done.app_id).token
    out.say(f"key       {masked(key)}")
    if key_file is not None:
        with open(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            os.chmod(key_file, 0o600)
            file.write(f"{key}\n")
    report: dict[str, Any] = {"app_id": done.app_id, "mode": mode, "status": done.status, "key": masked(key)}
    try:
        if smoke_test:
            to = invocation.settings(target)
            view = there.dify(done.app_id, user=to.user, base_url=to.base_url).with_options(
                call_timeout=invocation.timeout
            )
            report["answer"] = try_app(view, mode, question or "Hello", inputs)
            out.say(f"try       {_beginning(report['answer'])}")
            _check(report["answer"], expect)
    except DifyError as error:
        raise DifyError(f"the app was copied, but the smoke test failed: {error}") from error
    finally:
        if out.json:
            out.value(report)
        else:
            out.write(f"{done.app_id}\n")


def try_app(dify: Dify, mode: str, question: str, inputs: dict[str, Any]) -> str:
    """The smoke test: ask one question, or run once, and return the answer as text.

    Raises:
        DifyError: It failed.
    """
    if mode == "workflow":
        return json.dumps(dify.workflows.run(inputs).outputs, ensure_ascii=False)
    if mode == "completion":
        return dify.completion.send(inputs or {"query": question}).answer
    return dify.chat.send(question, inputs=inputs).answer


def _beginning(answer: str) -> str:
    line = " ".join(answer.split())
    return line if len(line) <= 60 else f"{line[:60]}…"


def _check(answer: str, expected: str | None) -> None:
    from dify_ext import DifyError

    if expected is not None and expected.lower() not in answer.lower():
        raise DifyError(f"the answer does not contain {expected!r}")
    if not answer.strip():
        raise DifyError("the answer is empty")
