"""A tour of dify-ext; scripts/demo runs it. Read on from `tour`: a step is a few lines of code.

It runs on an emulator of Dify on this machine, which replays recordings of a real server, or on a
real server if DIFY_BASE_URL and DIFY_API_KEY are set. The key may be of a chat app, an agent, a
chatflow, a completion app, a workflow, or for knowledge bases. With DIFY_EMAIL and DIFY_PASSWORD
the tour also visits the console.
"""

from __future__ import annotations

import argparse
import asyncio
import mimetypes
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dify_ext import (
    APIError,
    AsyncDify,
    BadRequestError,
    ChatAnswer,
    Dify,
    DifyError,
    DifyServer,
    HumanInputForm,
    NotFoundError,
    PermissionDeniedError,
    StreamFailed,
    UnsupportedFileTypeError,
    UploadedFile,
)
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator

USER = "demo-user"
NOTES = b"Meeting on Monday at nine. Bring the plans, the cake and good questions.\n"


def tour(api_key: str | None = None, base_url: str | None = None, *, keep: bool = False) -> None:
    """The steps that fit the key. Without arguments key and URL come from the environment."""
    with Dify(api_key, user=USER, base_url=base_url) as dify:
        if (api_key or os.environ["DIFY_API_KEY"]).startswith("dataset-"):
            knowledge(dify)
            return
        mode, inputs = look(dify)
        if mode == "workflow":
            workflow(dify, inputs)
        elif mode == "completion":
            completion(dify, inputs)
            speak(dify, keep=keep)
        else:
            chat(dify, inputs)
            speak(dify, keep=keep)
            with step("Two questions at once (AsyncDify)"):
                asyncio.run(two_at_once(AsyncDify(api_key, user=USER, base_url=base_url), inputs))


def look(dify: Dify) -> tuple[str, dict[str, Any]]:
    """The app's mode, and inputs that it takes."""
    with step("Which app is this? (app.info)"):
        app = dify.app.info()
        mode = app.mode or mode_of(dify)
        say(f"{app.name!r}, an app of mode {mode!r}")

    with step("Which inputs does it want? (app.parameters)"):
        inputs = inputs_of(dify)
        say(f"these will do: {inputs}")
    return mode, inputs


def mode_of(dify: Dify) -> str:
    """The mode of an app, if an old server does not send it: found by harmless calls."""
    try:
        dify.conversations.list(limit=1)
        return "chat"
    except BadRequestError:
        pass
    try:
        dify.workflows.get_run("00000000-0000-0000-0000-000000000000")
    except APIError as error:
        return "completion" if error.code == "not_workflow_app" else "workflow"
    return "workflow"


def inputs_of(dify: Dify) -> dict[str, Any]:
    """A value for each input that the app requires."""
    inputs: dict[str, Any] = {}
    for entry in dify.app.parameters().user_input_form or []:
        for kind, field in entry.to_dict().items():
            if not field.get("required"):
                continue
            if kind == "number":
                value: Any = 1
            elif kind == "select":
                value = (field.get("options") or [""])[0]
            elif kind == "checkbox":
                value = True
            elif kind in ("file", "file-list"):
                notes = dify.files.upload(("notes.txt", NOTES))
                value = [notes] if kind == "file-list" else notes
            else:
                value = "What is a fjord?"[: field.get("max_length") or None]
            inputs[field["variable"]] = value
    return inputs


def chat(dify: Dify, inputs: dict[str, Any]) -> None:
    """A chat app, an agent or a chatflow: questions and answers, files, the conversation."""
    with step("Ask, and print the answer while it comes (chat.stream)"):
        first = ask(dify, "Hello! What can you do for me?", inputs=inputs)

    with step("Go on in the same conversation (conversation_id=)"):
        second = ask(dify, "Tell me more about the first of these.", conversation_id=first.conversation_id)

    # Not every app takes files or speaks. If the server refuses such a step, the tour goes on.
    with step("Send a file and ask about it (files.upload, files=)", may_be_refused=True):
        notes = dify.files.upload(("notes.txt", NOTES), progress=show_progress)
        say(f"uploaded {notes.name}: {notes.size} bytes, id {notes.id}")
        ask(dify, "What shall I bring on Monday?", conversation_id=first.conversation_id, files=[notes])

    with step("Say that an answer was good (messages.feedback)"):
        dify.messages.feedback(need(second.message_id), "like")
        say("liked the second answer")

    with step("What was said so far (conversations.list, messages.list)"):
        for conversation in dify.conversations.list(limit=5).data:
            say(f"conversation {conversation.name!r}")
        # Iterating a list asks for its next page when it is needed.
        for message in dify.messages.list(need(first.conversation_id)):
            say(f"  {message.query!r} -> {len(message.answer or '')} characters")

    with step("Tidy up (conversations.delete)"):
        dify.conversations.delete(need(first.conversation_id))
        say("deleted the conversation of this demo")


def speak(dify: Dify, *, keep: bool) -> None:
    """Speech, written to a file."""
    with step("Speech (audio.text_to_audio)", may_be_refused=True):
        with dify.audio.text_to_audio("Thank you for watching.") as speech:
            path = new_file(mimetypes.guess_extension(speech.content_type or "") or ".mp3")
            size = speech.write_to(path)
        say(f"{size} bytes of {speech.content_type} in {path}{'' if keep else ' (removed: --keep keeps it)'}")
        if not keep:
            path.unlink()


def completion(dify: Dify, inputs: dict[str, Any]) -> None:
    """A completion app: one text for each call, without a conversation."""
    with step("A text, printed while it comes (completion.stream)"):
        print("   Dify: ", end="", flush=True)
        with dify.completion.stream(inputs) as stream:
            for text in stream.text_stream:
                print(text.replace("\n", "\n         "), end="", flush=True)
            answer = stream.get_final_answer()
        print()

    with step("Say that it was good (messages.feedback)"):
        dify.messages.feedback(need(answer.message_id), "like")
        say("liked it")

    with step("A text in one piece (completion.send)"):
        say(f"{len(dify.completion.send(inputs).answer)} characters")


def workflow(dify: Dify, inputs: dict[str, Any]) -> None:
    """A workflow app: a run, event by event, and its stored result."""
    with (
        step("A run, event by event (workflows.stream)"),
        dify.workflows.stream(inputs) as stream,
    ):
        for event in stream:
            if event.event != "text_chunk":
                say(event.event)
        result = stream.get_final_result()
        say(f"{result.status}: {result.outputs}")

    with step("The stored run (workflows.get_run)"):
        run = dify.workflows.get_run(need(result.workflow_run_id))
        say(f"{run.status}, {run.total_tokens} tokens in {run.elapsed_time} s")

    with step("The last runs (workflows.logs)"):
        for log in dify.workflows.logs(limit=3).data:
            say(f"{log.id}: {log.workflow_run.status if log.workflow_run else 'unknown'}")


def ask(
    dify: Dify,
    question: str,
    *,
    inputs: dict[str, Any] | None = None,
    conversation_id: str | None = None,
    files: Iterable[UploadedFile] | None = None,
) -> ChatAnswer:
    """Ask, and print the answer piece by piece."""
    say(f"you:  {question}")
    print("   Dify: ", end="", flush=True)
    try:
        with dify.chat.stream(
            question, inputs=inputs, conversation_id=conversation_id, files=files
        ) as stream:
            for text in stream.text_stream:
                print(text.replace("\n", "\n         "), end="", flush=True)
            answer = stream.get_final_answer()
    finally:
        print()
    if answer.usage:
        say(f"({answer.usage.total_tokens} tokens)")
    return answer


async def two_at_once(dify: AsyncDify, inputs: dict[str, Any]) -> None:
    """The asynchronous client: the same names, awaited."""
    async with dify:
        questions = ("What is a fjord?", "What is a geyser?")
        answers = await asyncio.gather(*(dify.chat.send(question, inputs=inputs) for question in questions))
        for question, answer in zip(questions, answers, strict=True):
            say(f"{question!r} -> {len(answer.answer)} characters")
            await dify.conversations.delete(need(answer.conversation_id))


def console(server: DifyServer) -> None:
    """The console: apps, keys and numbers, by an account's e-mail and password."""
    with step("Sign in to the console (DifyServer)"):
        server.login()
        account = server.account.profile()
        say(f"{account.name} <{account.email}>, in the time zone {account.timezone}")
        say(f"the tokens are kept in {server.token_store!r}")

    with step("The workspace's apps (apps.list)"):
        apps = [app for app in server.apps.list() if app.mode in ("chat", "advanced-chat", "agent-chat")]
        for app in apps:
            say(f"{app.name!r} ({app.mode})")
    if not apps:
        return

    with (
        step("Take an app's key, or make one, and chat with it (server.dify)", may_be_refused=True),
        server.dify(apps[0].id, user=USER) as dify,
    ):
        ask(dify, "Who made you?", inputs=inputs_of(dify))

    with step("A week in numbers (statistics)"):
        now = datetime.now(UTC)
        for day in server.statistics.daily_conversations(
            apps[0].id, now - timedelta(days=7), now + timedelta(minutes=1)
        ):
            say(f"{day.date}: {day.conversation_count} conversations")


def emulated_workflow(dify: Dify) -> None:
    """Two runs of the emulator: one waits for a human, one loses its connection."""

    def decide(form: HumanInputForm) -> tuple[str, dict[str, str]]:
        actions = [action.id or "" for action in form.actions or []]
        say(f"the form asks {form.form_content!r}, and takes {' or '.join(actions)}")
        return actions[0], {"comment": "looks good"}

    with step("Run a workflow that asks a human (workflows.run, on_human_input=)"):
        result = dify.workflows.run({"text": "Shall we? [[pause]]"}, on_human_input=decide)
        say(f"{result.status}: {result.outputs}")

    with (
        step("A run whose connection breaks is resumed (workflows.stream)"),
        dify.workflows.stream({"text": "[[say:Here I am again.]][[lockstep]][[cut:4]]"}) as stream,
    ):
        say(" -> ".join(event.event for event in stream if event.event != "text_chunk"))
        say(f"{stream.get_final_result().status}, run {stream.workflow_run_id}, started once")


def knowledge(dify: Dify) -> None:
    """Knowledge bases: a folder is synced with a new one, and searched; then it is deleted."""
    with step("The knowledge bases that there are (datasets.list)"):
        for dataset in dify.datasets.list(limit=5).data:
            say(f"{dataset.name!r}: {dataset.document_count} documents")

    with step("A new one, for this demo alone (datasets.create)"):
        handbook = dify.datasets.create(f"dify-ext demo {os.getpid()}", indexing_technique="economy")
        say(f"{handbook.name!r}")

    try:
        with (
            step("Sync a folder with it, twice (documents.sync_folder)"),
            tempfile.TemporaryDirectory(prefix="dify-demo-") as folder,
        ):
            for name in ("holidays", "meetings", "travel"):
                Path(folder, f"{name}.md").write_text(f"All that there is to know about {name}.")
            for _ in range(2):
                report = dify.documents.sync_folder(handbook.id, folder, wait=True)
                say(f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged")
                Path(folder, "travel.md").write_text("Nobody travels any more.")

        with step("Search it (datasets.retrieve)"):
            for record in dify.datasets.retrieve(handbook.id, "holidays").records[:1]:
                say(f"{record.score}: {record.segment.content if record.segment else ''}")
    finally:
        dify.datasets.delete(handbook.id)


# From here on: how the steps are shown.

REFUSALS = (BadRequestError, NotFoundError, PermissionDeniedError, UnsupportedFileTypeError)
_steps = 0


@contextmanager
def step(title: str, *, may_be_refused: bool = False) -> Iterator[None]:
    """Name a step, and say how long it took; a step that an app need not support may be refused."""
    global _steps
    _steps += 1
    print(f"\n{_steps}. {title}")
    started = time.perf_counter()
    try:
        yield
    except (*REFUSALS, StreamFailed) as error:
        refused = isinstance(error, REFUSALS) or error.status == 400
        if not (may_be_refused and refused):
            raise
        say(f"skipped: this app does not support it. The server says: {error}")
    say(f"[{time.perf_counter() - started:.2f} s]")


def say(text: str) -> None:
    """Print a line of a step."""
    print(f"   {text}")


def show_progress(sent: int, total: int | None) -> None:
    """What `progress=` calls while a file is sent."""
    say(f"sent {sent} of {total if total is not None else '?'} bytes")


def need(value: str | None) -> str:
    """An id that every server sends: without it the demo cannot go on."""
    if value is None:
        raise DifyError("the server sent no id for the conversation or the message")
    return value


def new_file(suffix: str) -> Path:
    """An empty file in the folder for temporary ones."""
    handle, path = tempfile.mkstemp(prefix="dify-demo-", suffix=suffix)
    os.close(handle)
    return Path(path)


def run(*, keep: bool) -> None:
    """The whole demo, on the server of the environment or on the emulator."""
    if os.environ.get("DIFY_BASE_URL") and os.environ.get("DIFY_API_KEY"):
        print(f"On the server {os.environ['DIFY_BASE_URL']}, with the key in DIFY_API_KEY.")
        tour(keep=keep)
        if os.environ.get("DIFY_EMAIL") and os.environ.get("DIFY_PASSWORD"):
            with DifyServer() as server:
                console(server)
        return
    print("On an emulator of Dify on this machine. For a real server see --help.")
    # 0.03 s between two events, as of a model; a release that can resume a broken stream
    with Emulator(version="1.14.2", delay=0.03) as emulator:
        url, keys = emulator.base_url, emulator.keys
        for key in (keys["chat"], keys["completion"], keys["workflow"], emulator.dataset_key):
            tour(key, url, keep=keep)
        with Dify(keys["workflow"], user=USER, base_url=url) as dify:
            emulated_workflow(dify)
        with DifyServer(url, email=ADMIN_EMAIL, password=ADMIN_PASSWORD) as server:
            console(server)


def main() -> int:
    """Run the demo; the exit code is 1 if it could not be run to its end."""
    parser = argparse.ArgumentParser(
        prog="scripts/demo", description="Shows what dify-ext does, step by step."
    )
    parser.add_argument("--keep", action="store_true", help="keep the speech file it makes")
    keep: bool = parser.parse_args().keep
    started = time.perf_counter()
    try:
        run(keep=keep)
    except DifyError as error:
        print(f"\nThe demo ends here: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(f"\nDone: {_steps} steps in {time.perf_counter() - started:.1f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
