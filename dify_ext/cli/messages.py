"""``dify-ext messages``: conversations and their messages."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.invocation import AppOption, Invocation, UserOption, newest_conversation
from dify_ext.cli.output import moment


def add_to(app: typer.Typer) -> None:
    """Add the command to a group."""
    command(
        app,
        "messages",
        "dify-ext messages                              your conversations",
        "dify-ext messages last",
        "dify-ext messages CONVERSATION_ID --json | jq -r '.[].answer'",
    )(messages)


def messages(
    ctx: typer.Context,
    conversation: Annotated[
        str | None,
        typer.Argument(help="The id of a conversation, or `last`. Without it, conversations are listed."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="The largest number of rows. Default: all.")
    ] = None,
    app: AppOption = None,
    user: UserOption = None,
) -> None:
    """List your conversations, or the messages of one.

    The newest come first.
    """
    from dify_ext import ConfigurationError

    invocation = Invocation.of(ctx)
    dify = invocation.dify(ctx, app=app, user=user)
    page = min(limit or 100, 100)
    if conversation is None:
        found = dify.conversations.list(limit=page)
        invocation.out.rows(
            islice(found, limit),
            {"id": "id", "updated": lambda row: moment(row.updated_at), "name": "name"},
        )
        if not found.data:
            invocation.out.say("This end user has no conversations yet.")
        return
    if conversation == "last":
        conversation = newest_conversation(dify)
        if conversation is None:
            raise ConfigurationError(
                "this end user has no conversations yet: ask a question first, or set --user"
            )
    invocation.out.rows(
        islice(dify.messages.list(conversation, limit=page), limit),
        {"time": lambda row: moment(row.created_at), "question": "query", "answer": "answer"},
    )
