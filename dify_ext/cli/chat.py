"""``dify-ext chat``: questions and streamed answers."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.inputs import read_inputs, read_text, send_files
from dify_ext.cli.invocation import AppOption, EventsOption, Invocation, UserOption, newest_conversation
from dify_ext.cli.output import Output

if TYPE_CHECKING:
    from dify_ext import ChatAnswer, ChatStream, Dify, RemoteFile, UploadedFile

_TURNS = """\
Type a question, and press Enter. Ctrl-C stops an answer, Ctrl-D exits.
/file PATH sends a file with the next question,
/new begins a new conversation, /help shows this help."""


def add_to(app: typer.Typer) -> None:
    """Add the command to a group."""
    command(
        app,
        "chat",
        'dify-ext chat "What can you do?"',
        "dify-ext chat                                  interactive",
        'dify-ext chat --conversation last "And then?"',
        'dify-ext chat --file plan.pdf "What is in it?"',
        'git diff | dify-ext chat "Review this:" -',
        'dify-ext chat --json "Hi" | jq -r .answer',
    )(chat)


def chat(
    ctx: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            help="The question; - reads stdin. Without a question: an interactive chat, or stdin if piped."
        ),
    ] = None,
    app: AppOption = None,
    user: UserOption = None,
    conversation: Annotated[
        str | None,
        typer.Option(
            "--conversation", "-c", metavar="ID", help="Continue this conversation; `last` is the newest."
        ),
    ] = None,
    file: Annotated[
        list[str] | None,
        typer.Option("--file", "-f", metavar="PATH", help="A file, or the URL of a file. Can be repeated."),
    ] = None,
    input: Annotated[
        list[str] | None,
        typer.Option("--input", "-i", metavar="NAME=VALUE", help="An input of the app. Can be repeated."),
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Do not render Markdown.")] = False,
    events: EventsOption = False,
) -> None:
    """Ask a chat app, an agent or a chatflow.

    The answer is streamed. A terminal shows rendered Markdown; a pipe gets the plain text. Ctrl-C
    stops the run on the server.
    """
    invocation = Invocation.of(ctx)
    asks_again = not query and sys.stdin.isatty()
    question = "" if asks_again else read_text(query)
    inputs = read_inputs(input or [])
    dify = invocation.dify(ctx, app=app, user=user)
    if conversation == "last":
        conversation = newest_conversation(dify)
    files = send_files(dify, file or [])
    talk = Talk(dify, invocation.out, inputs, conversation, files, raw=raw, events=events)
    if asks_again:
        talk.take_turns()
        return
    answer = talk.ask(question)
    if invocation.json and not events:
        invocation.out.value(answer)
    elif sys.stderr.isatty() and sys.stdout.isatty():
        _hint(invocation.out, answer)


def _hint(out: Output, answer: ChatAnswer) -> None:
    usage = answer.usage
    tokens = f"{usage.total_tokens} tokens, " if usage and usage.total_tokens else ""
    out.stderr.print(f"({tokens}to continue: dify-ext chat -c {answer.conversation_id} …)", style="dim")


@dataclass
class Talk:
    """A conversation at the command line."""

    dify: Dify
    out: Output
    inputs: dict[str, Any]
    conversation: str | None = None
    files: list[UploadedFile | RemoteFile] = field(default_factory=list)
    raw: bool = False
    events: bool = False

    def ask(self, question: str) -> ChatAnswer:
        """Send a question and show the answer; the next question continues the conversation.

        Raises:
            WorkflowPaused: The run waits for a human.
        """
        from dify_ext import WorkflowPaused

        stream = self.dify.chat.stream(
            question, inputs=self.inputs, conversation_id=self.conversation, files=self.files or None
        )
        self.files = []
        with stream:
            self.show(stream)
            answer = stream.get_final_answer()
        self.conversation = answer.conversation_id
        if stream.is_paused:
            raise WorkflowPaused(
                f"the run {stream.workflow_run_id} waits for a human: answer the form where it was sent",
                partial=answer,
                form=stream.form,
            )
        return answer

    def show(self, stream: ChatStream) -> None:
        """Show an answer while it arrives."""
        if self.events:
            for event in stream:
                self.out.line(event)
        elif self.out.json:
            return
        elif self.out.is_terminal and not self.raw and not self.out.stdout.is_dumb_terminal:
            from dify_ext.cli.markdown import MarkdownStream

            with MarkdownStream(self.out.stdout) as shown:
                for text in stream.text_stream:
                    shown.add(text)
        else:
            for text in stream.text_stream:
                self.out.write(text)
            self.out.write("\n")

    def take_turns(self) -> None:
        """Read questions until the end of the input. An error does not end the conversation."""
        from dify_ext import DifyError

        self.out.say(_TURNS)
        while (line := _read_line()) is not None:
            try:
                self._take(line)
            except KeyboardInterrupt:
                self.out.say("Stopped.")
            except (DifyError, OSError) as error:
                self.out.say(f"Error: {error}")

    def _take(self, line: str) -> None:
        name, _, rest = line.partition(" ")
        if name == "/file":
            self.files += send_files(self.dify, [rest.strip()])
        elif name == "/new":
            self.conversation, self.files = None, []
        elif name == "/help":
            self.out.say(_TURNS)
        elif line:
            answer = self.ask(line)
            if self.out.json and not self.events:
                self.out.line(answer)


def _read_line() -> str | None:
    """A line of the user; None at the end. The prompt goes to the terminal, not to stdout."""
    with suppress(ImportError):  # history and editing, where the system has them
        import readline  # noqa: F401
    try:
        if sys.stdout.isatty():
            return input("> ").strip()
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        return line.strip() if line else None
    except KeyboardInterrupt:  # discards the typed text, as in a shell
        sys.stderr.write("\n")
        return ""
    except EOFError:
        sys.stderr.write("\n")
        return None
