"""``dify-ext run``: runs a workflow or a completion app."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.inputs import named_files, read_inputs
from dify_ext.cli.invocation import AppOption, EventsOption, Invocation, UserOption
from dify_ext.cli.output import Output, clean

if TYPE_CHECKING:
    from rich.status import Status

    from dify_ext import Dify, HumanInputForm, WorkflowResult, WorkflowStream

#: A placeholder for an input in the text of a form.
_PLACE = re.compile(r"\{\{#\$output\.(\w+)#\}\}")


def add_to(app: typer.Typer) -> None:
    """Add the command to a group."""
    command(
        app,
        "run",
        "dify-ext run text=Hello",
        "dify-ext run topic=Rome words:=300 notes=@notes.txt",
        """dify-ext run '{"topic": "Rome"}'""",
        "cat inputs.json | dify-ext run -",
        "dify-ext run --file plan=plan.pdf",
        "dify-ext run --output text topic=Rome > rome.md",
        "dify-ext run --resume RUN_ID",
    )(run)


def run(
    ctx: typer.Context,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="NAME=TEXT, NAME:=JSON, NAME=@FILE, a JSON object, or - for a JSON object on stdin."
        ),
    ] = None,
    app: AppOption = None,
    user: UserOption = None,
    file: Annotated[
        list[str] | None,
        typer.Option(
            "--file",
            "-f",
            metavar="[NAME=]PATH",
            help="A file or URL, for an input (with NAME=) or for the run.",
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="NAME", help="Print only this output.")
    ] = None,
    workflow: Annotated[
        str | None,
        typer.Option("--workflow", metavar="ID", help="Run this published version of the workflow."),
    ] = None,
    resume: Annotated[
        str | None,
        typer.Option("--resume", metavar="RUN_ID", help="Continue this run, and start no new one."),
    ] = None,
    events: EventsOption = False,
) -> None:
    """Run a workflow or a completion app, and print its outputs.

    A single text output is printed as text, several outputs as JSON; `--json` prints the whole
    result. If the run waits for a person, the terminal shows the form. Without a terminal the exit
    code is 4; use `--resume` later.
    """
    from dify_ext import BadRequestError

    invocation = Invocation.of(ctx)
    out = invocation.out
    given = read_inputs(inputs or [])
    dify = invocation.dify(ctx, app=app, user=user)
    files, by_name = named_files(dify, file or [])
    given |= by_name
    terminal = _Terminal(out)
    ask = terminal.ask if sys.stdin.isatty() and sys.stderr.isatty() else None
    if resume is not None:
        stream = dify.workflows.resume(resume, on_human_input=ask)
    else:
        stream = dify.workflows.stream(given, files=files or None, workflow_id=workflow, on_human_input=ask)
    try:
        result = _finish(stream, terminal, events=events)
    except BadRequestError as error:
        if error.code != "not_workflow_app" or resume is not None:
            raise
        # Refused before anything ran: it may be a completion app.
        try:
            _complete(dify, given, files, out, events=events)
        except BadRequestError as other:
            raise error if other.code == "app_unavailable" else other from None
        return
    if events:
        return
    if invocation.json and output is None:
        out.value(result)
    else:
        _print_outputs(result, out, output)


def _finish(stream: WorkflowStream, terminal: _Terminal, *, events: bool) -> WorkflowResult:
    from dify_ext import WorkflowPaused

    with stream:
        if events:
            for event in stream:
                terminal.out.line(event)
        elif sys.stderr.isatty():
            terminal.show(stream)
        result = stream.get_final_result()
    if stream.is_paused:
        raise WorkflowPaused(
            f"the run {stream.workflow_run_id} waits for a human: answer the form where it was sent, "
            f"or run `dify-ext run --resume {stream.workflow_run_id}` in a terminal",
            partial=result,
            form=stream.form,
        )
    return result


class _Terminal:
    """Shows the progress of a run on the terminal, and asks for human input."""

    def __init__(self, out: Output) -> None:
        self.out = out
        self._status: Status | None = None

    def show(self, stream: WorkflowStream) -> None:
        """Show the name of the node that is running."""
        from dify_ext.events import NodeStartedEvent

        with self.out.stderr.status("Starting …") as self._status:
            for event in stream:
                if isinstance(event, NodeStartedEvent) and event.data is not None:
                    self._status.update(f"{clean(event.data.title or 'A node')} …")

    def ask(self, form: HumanInputForm) -> tuple[str, dict[str, str]]:
        """Have a form filled in."""
        if self._status is not None:
            self._status.stop()
        answer = ask_form(form, self.out)
        if self._status is not None:
            self._status.start()
        return answer


def _print_outputs(result: WorkflowResult, out: Output, name: str | None) -> None:
    from dify_ext import DifyError

    outputs = result.outputs or {}
    if name is not None and name not in outputs:
        raise DifyError(
            f"the run {result.workflow_run_id} has no output {name!r}, only {', '.join(outputs) or 'none'}: "
            f"`dify-ext run --resume {result.workflow_run_id}` shows them"
        )
    chosen = outputs[name] if name is not None else outputs
    if name is None and len(outputs) == 1 and isinstance(only := next(iter(outputs.values())), str):
        chosen = only
    if isinstance(chosen, str) and not out.json:
        out.markdown(chosen)
    else:
        out.value(chosen)


def _complete(dify: Dify, inputs: dict[str, Any], files: list[Any], out: Output, *, events: bool) -> None:
    from dify_ext.cli.chat import Talk

    stream = dify.completion.stream(inputs, files=files or None)
    with stream:
        Talk(dify, out, inputs, events=events).show(stream)
        answer = stream.get_final_answer()
    if out.json and not events:
        out.value(answer)


def ask_form(form: HumanInputForm, out: Output) -> tuple[str, dict[str, str]]:
    """Show a form, ask for its inputs, then for one of its actions."""
    from rich.markdown import Markdown
    from rich.panel import Panel

    content = Markdown(_PLACE.sub(r"*(\1)*", clean(form.form_content or "")))
    out.stderr.print(Panel(content, title=clean(form.node_title or "The run waits for you")))
    defaults = form.resolved_default_values or {}
    replies = {}
    for item in form.inputs or []:
        name = item.output_variable_name or ""
        default = defaults.get(name, item.default.value if item.default else None)
        replies[name] = typer.prompt(clean(name), default="" if default is None else str(default), err=True)
    actions = [action for action in form.actions or [] if action.id]
    for number, action in enumerate(actions, 1):
        out.say(f"  {number}  {action.title or action.id}")
    if len(actions) == 1:
        return actions[0].id or "", replies
    while True:
        answer = typer.prompt("Your choice", err=True)
        for number, action in enumerate(actions, 1):
            if answer in (str(number), action.id, action.title):
                return action.id or "", replies
        out.say("Type the number of one of these.")
