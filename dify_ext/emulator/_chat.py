"""Questions: chat-messages and completion-messages, and stopping them."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from ._call import AppCall
from ._directives import read_directives
from ._errors import app_unavailable, invalid_param
from ._inputs import names_in, read_inputs, read_mentions
from ._message_runs import answer, prepare
from ._run_control import asked_run, check_workflow_id, leave_room, must_be_published, stop
from ._state import Conversation, Message, Variable


async def send_chat_message(call: AppCall) -> Response:
    """A question in a new conversation, or in one of the user's."""
    call.must_chat()
    asked = await asked_run(call, *(("query",) if call.traits.validation == "params" else ()))
    leave_room(call)
    if call.app.mode == "agent-chat" and asked["response_mode"] != "streaming":
        raise invalid_param("Agent Chat App does not support blocking mode")
    if not asked["query"]:
        raise invalid_param("query is required")
    must_be_published(call)
    if call.app.mode == "advanced-chat" and asked["workflow_id"]:
        check_workflow_id(call, asked["workflow_id"])
    conversation = call.conversation(asked["conversation_id"]) if asked["conversation_id"] else None
    inputs = read_inputs(call.app, asked["inputs"])
    mentions = read_mentions(call.state, asked["files"])
    names = names_in(call.state, mentions, inputs)
    if conversation is None:
        conversation = open_conversation(call, inputs)
    message = Message(
        str(uuid4()), conversation.id, call.user, inputs, asked["query"], call.state.now(), mentions
    )
    conversation.messages.append(message)
    rename = asked["auto_generate_name"] and len(conversation.messages) == 1
    run = prepare(call, message, read_directives(asked["query"], names), asked["query"], conversation, rename)
    return await answer(call, run, message, asked["response_mode"] == "streaming")


async def send_completion_message(call: AppCall) -> Response:
    """A text from the inputs."""
    must_complete(call)
    asked = await asked_run(call)
    leave_room(call)
    inputs = read_inputs(call.app, asked["inputs"])
    mentions = read_mentions(call.state, asked["files"])
    message = Message(str(uuid4()), None, call.user, inputs, asked["query"], call.state.now(), mentions)
    question = inputs.get("query") or asked["query"]
    directives = read_directives(question, names_in(call.state, mentions, inputs))
    run = prepare(call, message, directives, question, None, False)
    return await answer(call, run, message, asked["response_mode"] == "streaming")


async def stop_chat_message(call: AppCall) -> Any:
    """The run ends soon."""
    call.must_chat()
    return stop(call)


async def stop_completion_message(call: AppCall) -> Any:
    """The run ends soon."""
    must_complete(call)
    return stop(call)


def must_complete(call: AppCall) -> None:
    """400 if the app does not complete texts."""
    if call.app.mode != "completion":
        raise app_unavailable()


def open_conversation(call: AppCall, inputs: dict[str, Any]) -> Conversation:
    """A new conversation, its introduction filled in, its variables at their first values."""

    def known(slot: re.Match[str]) -> str:
        return slot[0] if slot[1] not in inputs else str(inputs[slot[1]] or "")

    introduction = re.sub(r"\{\{(\w+)\}\}", known, call.app.parameters["opening_statement"])
    now = call.state.now()
    conversation = Conversation(str(uuid4()), call.user, "New conversation", inputs, introduction, now, now)
    if call.app.mode == "advanced-chat":
        conversation.variables = {item.id: item for item in first_variables(call.app.variable_ids, now)}
    call.app.conversations[conversation.id] = conversation
    return conversation


def first_variables(ids: list[str], now: float) -> list[Variable]:
    """The conversation variables of the emulated chatflow."""
    return [
        Variable(ids[0], "history", "array[string]", [], "list", now, now),
        Variable(ids[1], "obj", "object", {"a": 1}, "obj", now, now),
        Variable(ids[2], "count", "number", 0, "", now, now),
        Variable(ids[3], "topic", "string", "", "last topic", now, now),
    ]
