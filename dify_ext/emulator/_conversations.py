"""Conversations of a user, and their variables in a chatflow."""

from __future__ import annotations

import re
from typing import Any

from starlette.responses import Response

from ._answers import empty_answer, json_answer, taken
from ._call import Call
from ._checks import Field, Wrong, anything, flag, one_of, text, uuid, whole
from ._errors import Refusal, broken, invalid_param, not_found
from ._message_runs import title
from ._state import Conversation, Variable

LIMIT = Field(whole(1, 100), 20)
ORDERS = ("created_at", "-created_at", "updated_at", "-updated_at")


async def list_conversations(call: Call) -> Response:
    """GET /v1/conversations."""
    call.must_chat()
    asked = call.check_query(
        "ConversationListQuery",
        {"last_id": Field(uuid(), None), "limit": LIMIT, "sort_by": Field(one_of(*ORDERS), "-updated_at")},
    )
    order = asked["sort_by"]
    rows = [item for item in call.app.conversations.values() if item.user is call.user]
    rows.sort(key=lambda item: getattr(item, order.lstrip("-")), reverse=order.startswith("-"))
    if asked["last_id"]:
        ids = [item.id for item in rows]
        if asked["last_id"] not in ids:
            raise not_found("Last Conversation Not Exists.")
        field, last = order.lstrip("-"), rows[ids.index(asked["last_id"])]
        # Whole seconds are compared: other rows of the last one's second are lost.
        bound, sign = int(getattr(last, field)), -1 if order.startswith("-") else 1
        rows = [item for item in rows if sign * (int(getattr(item, field)) - bound) > 0]
    limit = asked["limit"]
    return json_answer(
        {
            "limit": limit,
            "has_more": len(rows) > limit,
            "data": [conversation_row(item) for item in rows[:limit]],
        }
    )


def conversation_row(conversation: Conversation) -> dict[str, Any]:
    """A conversation in an answer."""
    row = taken(conversation, "id name inputs introduction created_at updated_at")
    return {**row, "status": "normal"}


async def delete_conversation(call: Call) -> Response:
    """DELETE /v1/conversations/{conversation_id}."""
    call.must_chat()
    conversation = call.conversation(call.path("conversation_id"))
    del call.app.conversations[conversation.id]
    for message in conversation.messages:
        call.app.messages.pop(message.id, None)
    return (
        json_answer({"result": "success"}) if call.traits.conversation_delete == "result" else empty_answer()
    )


async def rename_conversation(call: Call) -> Response:
    """POST /v1/conversations/{conversation_id}/name."""
    call.must_chat()
    model = "ConversationRenamePayload"
    asked = call.check(model, {"name": Field(text, None, nullable=True), "auto_generate": Field(flag, False)})
    named = bool((asked["name"] or "").strip()) or asked["auto_generate"]
    if not named and call.traits.name_needed == 500:
        raise broken()
    if not named:
        wrong = Wrong("value_error", "Value error, name is required when auto_generate is false")
        raise call.wrong(model, "", wrong, call.body)
    conversation = call.conversation(call.path("conversation_id"))
    conversation.name = title(conversation.messages[0].query) if asked["auto_generate"] else asked["name"]
    conversation.updated_at = call.state.now()
    return json_answer(conversation_row(conversation))


def variable_name(value: Any) -> str:
    """The name of a variable in a query."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", str(value)):
        raise Wrong(
            "value_error",
            "Value error, Variable name can only contain letters, numbers, hyphens (-), and underscores (_)",
        )
    return str(value)


async def list_conversation_variables(call: Call) -> Response:
    """GET /v1/conversations/{conversation_id}/variables."""
    call.must_chat()
    asked = call.check_query(
        "ConversationVariablesQuery",
        {"last_id": Field(uuid(), None), "limit": LIMIT, "variable_name": Field(variable_name, None)},
    )
    rows = list(call.conversation(call.path("conversation_id")).variables.values())
    if asked["variable_name"] and call.traits.variable_by_name == "500":
        raise broken()
    if asked["last_id"]:
        last = next((item for item in rows if item.id == asked["last_id"]), None)
        if last is None:
            raise invalid_param("")
        # Rows of the same second are lost, as on a real server.
        rows = [item for item in rows if int(item.created_at) > int(last.created_at)]
    limit = asked["limit"]
    return json_answer(
        {"limit": limit, "has_more": len(rows) > limit, "data": [variable_row(item) for item in rows[:limit]]}
    )


def variable_row(variable: Variable) -> dict[str, Any]:
    """A variable in an answer: its value is the result of Python's `str`."""
    row = taken(variable, "id name value_type description created_at updated_at")
    return {**row, "value": str(variable.value)}


async def update_conversation_variable(call: Call) -> Response:
    """PUT /v1/conversations/{conversation_id}/variables/{variable_id}."""
    call.must_chat()
    value = call.check("ConversationVariableUpdatePayload", {"value": Field(anything)})["value"]
    conversation = call.conversation(call.path("conversation_id"))
    variable = conversation.variables.get(call.path("variable_id"))
    if variable is None:
        raise not_found("Conversation Variable Not Exists.")
    given = type_of(value)
    fits = (
        {variable.value_type, "integer", "float"}
        if variable.value_type == "number"
        else {variable.value_type}
    )
    if given not in fits and not (value == [] and variable.value_type.startswith("array")):
        raise Refusal(
            400,
            "bad_request",
            f"Type mismatch: variable '{variable.name}' expects {variable.value_type}, but got {given} type",
        )
    variable.value, variable.updated_at = value, call.state.now()
    return json_answer(variable_row(variable))


def type_of(value: Any) -> str:
    """The server's name for the type of a JSON value."""
    if isinstance(value, list):
        kinds = {type_of(item) for item in value}
        if len(kinds) == 1 and kinds <= {"string", "object"}:
            return f"array[{kinds.pop()}]"
        return "array[number]" if kinds and kinds <= {"integer", "float"} else "array[any]"
    names = {
        bool: "boolean",
        int: "integer",
        float: "float",
        str: "string",
        dict: "object",
        type(None): "none",
    }
    return names[type(value)]
