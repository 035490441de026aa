"""What dify-ext does, step by step: scripts/demo runs it. Read on from `tour`: a step is a few lines of client code.

It runs on an emulator of Dify on this machine (its answers were once recorded from a real one), or on a real server
where DIFY_BASE_URL and DIFY_API_KEY are set (and on its console, where DIFY_EMAIL and DIFY_PASSWORD are set too; its
workflows and its knowledge are left alone).
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

from dify_ext import (
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


def tour(dify: Dify, *, real: bool, keep: bool) -> None:
    """All steps but the last, which is asyncio's."""
    with step("Who is there? (app.info)"):
        app = dify.app.info()
        say(f"{app.name!r}, an app of mode {app.mode!r}")

    with step("Ask, and print the answer while it comes (chat.stream)"):
        first = ask(dify, "Hello! What can you do for me?")

    with step("Go on in the same conversation (conversation_id=)"):
        second = ask(dify, "Tell me more about the first of these.", conversation_id=first.conversation_id)

    # Not every app takes files or speaks. A real one may refuse such a step, and the tour goes on.
    with step("Send a file and ask about it (files.upload, files=)", may_be_refused=real):
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

    with step("Speech (audio.text_to_audio)", may_be_refused=real):
        with dify.audio.text_to_audio("Thank you for watching.") as speech:
            path = new_file(mimetypes.guess_extension(speech.content_type or "") or ".mp3")
            size = speech.write_to(path)
        say(
            f"{size} bytes of {speech.content_type} in {path}"
            + ("" if keep else " (removed again: --keep keeps it)")
        )
        if not keep:
            path.unlink()

    with step("Tidy up (conversations.delete)"):
        dify.conversations.delete(need(first.conversation_id))
        say("deleted the conversation of this demo")


def ask(
    dify: Dify,
    question: str,
    *,
    conversation_id: str | None = None,
    files: Iterable[UploadedFile] | None = None,
) -> ChatAnswer:
    """Ask, and print the answer piece by piece."""
    say(f"you:  {question}")
    print("   Dify: ", end="", flush=True)
    try:
        with dify.chat.stream(question, conversation_id=conversation_id, files=files) as stream:
            for text in stream.text_stream:
                print(text.replace("\n", "\n         "), end="", flush=True)
            answer = stream.get_final_answer()
    finally:
        print()
    if answer.usage:
        say(f"({answer.usage.total_tokens} tokens)")
    return answer


async def two_at_once(dify: AsyncDify) -> None:
    """The asynchronous client: the same names, awaited."""

    async with dify:
        questions = ("What is a fjord?", "What is a geyser?")
        answers = await asyncio.gather(*(dify.chat.send(question) for question in questions))
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

    with (
        step("Take an app's key, or make one, and chat with it (server.dify)"),
        server.dify(apps[0].id, user=USER) as dify,
    ):
        ask(dify, "Who made you?")

    with step("A week in numbers (statistics)"):
        now = datetime.now(UTC)
        for day in server.statistics.daily_conversations(
            apps[0].id, now - timedelta(days=7), now + timedelta(minutes=1)
        ):
            say(f"{day.date}: {day.conversation_count} conversations")


def workflow(dify: Dify) -> None:
    """A workflow app: a run that waits for a human, and one whose connection breaks."""

    def decide(form: HumanInputForm) -> tuple[str, dict[str, str]]:
        actions = [action.id or "" for action in form.actions or []]
        say(f"the form asks {form.form_content!r}, and takes {' or '.join(actions)}")
        return actions[0], {"comment": "looks good"}

    with step("Run a workflow that asks a human (workflows.run, on_human_input=)"):
        result = dify.workflows.run({"text": "Shall we? [[pause]]"}, on_human_input=decide)
        say(f"{result.status}: {result.outputs}")

    with (
        step("A run whose connection breaks goes on, and is taken up again (workflows.stream)"),
        dify.workflows.stream({"text": "[[say:Here I am again.]][[lockstep]][[cut:4]]"}) as stream,
    ):
        say(" -> ".join(event.event for event in stream if event.event != "text_chunk"))
        say(f"{stream.get_final_result().status}, run {stream.workflow_run_id}, begun once")


def knowledge(dify: Dify) -> None:
    """Knowledge bases: a folder is synced, and asked about."""
    with step("Sync a folder with a knowledge base (datasets.create, documents.sync_folder)"):
        handbook = dify.datasets.create("Handbook", indexing_technique="economy")
        with tempfile.TemporaryDirectory(prefix="dify-demo-") as folder:
            for name in ("holidays", "meetings", "travel"):
                Path(folder, f"{name}.md").write_text(f"All that there is to know about {name}.")
            for _ in range(2):
                report = dify.documents.sync_folder(handbook.id, folder, wait=True)
                say(f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged")
                Path(folder, "travel.md").write_text("Nobody travels any more.")

    with step("Search it (datasets.retrieve)"):
        for record in dify.datasets.retrieve(handbook.id, "holidays").records[:1]:
            say(f"{record.score}: {record.segment.content if record.segment else ''}")
        dify.datasets.delete(handbook.id)


# From here on: how the steps are shown.

REFUSALS = (BadRequestError, NotFoundError, PermissionDeniedError, UnsupportedFileTypeError)
_steps = 0


@contextmanager
def step(title: str, *, may_be_refused: bool = False) -> Iterator[None]:
    """Name a step, and say how long it took; a refusal of one that the app need not support is said, no more."""
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
        say(f"skipped, for this app does not do it. The server says: {error}")
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
        with Dify(user=USER) as dify:
            tour(dify, real=True, keep=keep)
        with step("Two questions at once (AsyncDify)"):
            asyncio.run(two_at_once(AsyncDify(user=USER)))
        if os.environ.get("DIFY_EMAIL") and os.environ.get("DIFY_PASSWORD"):
            with DifyServer() as server:
                console(server)
        return
    print(
        "On an emulator of Dify on this machine. For a real one set DIFY_BASE_URL and DIFY_API_KEY (see --help)."
    )
    # 0.03 s between two events, about as fast as a model writes; a release that can take up a broken stream
    with Emulator(version="1.14.2", delay=0.03) as emulator:
        key, url = emulator.keys["chat"], emulator.base_url
        with Dify(key, user=USER, base_url=url) as dify:
            tour(dify, real=False, keep=keep)
        with step("Two questions at once (AsyncDify)"):
            asyncio.run(two_at_once(AsyncDify(key, user=USER, base_url=url)))
        with Dify(emulator.keys["workflow"], user=USER, base_url=url) as dify:
            workflow(dify)
        with Dify(emulator.dataset_key, base_url=url) as dify:
            knowledge(dify)
        with DifyServer(url, email=ADMIN_EMAIL, password=ADMIN_PASSWORD) as server:
            console(server)


def main() -> int:
    """Run the demo; 1 where it could not be run to its end."""
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
