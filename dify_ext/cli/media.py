"""``dify-ext upload``, ``speak`` and ``transcribe``: files, and speech."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.inputs import read_text
from dify_ext.cli.invocation import AppOption, Invocation, UserOption


def add_to(app: typer.Typer) -> None:
    """Add the commands to a group."""
    command(app, "upload", "dify-ext upload plan.pdf", "id=$(dify-ext upload plan.pdf | cut -f1)")(upload)
    command(
        app,
        "speak",
        'dify-ext speak "Good morning" --out morning.mp3',
        'dify-ext chat "A poem" | dify-ext speak - > poem.mp3',
    )(speak)
    command(app, "transcribe", "dify-ext transcribe memo.mp3")(transcribe)


def upload(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="The files.")],
    app: AppOption = None,
    user: UserOption = None,
) -> None:
    """Upload files, and print their ids."""
    invocation = Invocation.of(ctx)
    dify = invocation.dify(ctx, app=app, user=user)
    sent = []
    try:
        for file in files:
            with invocation.out.progress(file.name) as advance:
                sent.append(dify.files.upload(file, progress=advance))
    finally:  # files that were uploaded before an error are also shown
        if sent:
            invocation.out.rows(sent, {"id": "id", "name": "name", "bytes": "size", "type": "mime_type"})


def speak(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(help="The text; - or nothing reads stdin.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The audio file. Default: stdout, if it is piped.")
    ] = None,
    voice: Annotated[
        str | None, typer.Option("--voice", help="A voice of the speech model of the app.")
    ] = None,
    message: Annotated[
        str | None, typer.Option("--message", metavar="ID", help="Speak the answer of this message.")
    ] = None,
    app: AppOption = None,
    user: UserOption = None,
) -> None:
    """Turn text into speech (usually MP3)."""
    from dify_ext import ConfigurationError

    invocation = Invocation.of(ctx)
    if out is None and (sys.stdout.isatty() or invocation.json):
        raise ConfigurationError(
            "audio cannot be shown on a terminal or as JSON: give --out FILE, or use a pipe without --json"
        )
    words = None if message is not None and not text else read_text(text)
    dify = invocation.dify(ctx, app=app, user=user)
    with dify.audio.text_to_audio(words, message_id=message, voice=voice) as speech:
        kind = speech.content_type
        if out is None:
            speech.write_to(sys.stdout.buffer)
            return
        size = speech.write_to(out)
    if invocation.json:
        invocation.out.value({"file": str(out), "content_type": kind, "bytes": size})
    else:
        invocation.out.say(f"{out}: {size} bytes, {kind}")


def transcribe(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The audio file: mp3, mp4, m4a, wav, webm …")],
    app: AppOption = None,
    user: UserOption = None,
) -> None:
    """Turn speech into text."""
    invocation = Invocation.of(ctx)
    dify = invocation.dify(ctx, app=app, user=user)
    with invocation.out.progress(file.name) as advance:
        spoken = dify.audio.audio_to_text(file, progress=advance)
    if invocation.json:
        invocation.out.value(spoken)
    else:
        invocation.out.write(f"{spoken.text}\n")
