"""Conversations of a user, and their variables in a chatflow."""

from __future__ import annotations

from typing import Any

from ._call import AppCall
from ._checks import Wrong
from ._errors import Refusal, broken, invalid_param, not_found
from ._spec import row
from ._state import Conversation, Variable
from ._stored import title


async def list_conversations(call: AppCall) -> Any:
    """By the time of the last question, unless something else is asked for."""
    call.must_chat()
    asked = call.query()
    field, newest_first = asked["sort_by"].lstrip("-"), asked["sort_by"].startswith("-")
    rows = [item for item in call.app.conversations.values() if item.user is call.user]
    rows.sort(key=lambda item: getattr(item, field), reverse=newest_first)
    if asked["last_id"]:
        last = next((item for item in rows if item.id == asked["last_id"]), None)
        if last is None:
            raise not_found("Last Conversation Not Exists.")
        # Whole seconds are compared: other rows of the last one's second are lost.
        bound, sign = int(getattr(last, field)), -1 if newest_first else 1
        rows = [item for item in rows if sign * (int(getattr(item, field)) - bound) > 0]
    return _first(rows, asked, conversation_row)


def _first(rows: list[Any], asked: dict[str, Any], row: Any) -> dict[str, Any]:
    limit = asked["limit"]
    return {"limit": limit, "has_more": len(rows) > limit, "data": [row(item) for item in rows[:limit]]}


def conversation_row(conversation: Conversation) -> dict[str, Any]:
    """A conversation in an answer."""
    return row("Conversation", conversation, status="normal")


async def delete_conversation(call: AppCall) -> Any:
    """Its messages go with it."""
    call.must_chat()
    conversation = call.find("conversation_id")
    del call.app.conversations[conversation.id]
    for message in conversation.messages:
        call.app.messages.pop(message.id, None)
    return call.answer({"result": "success"}, 200) if call.traits.conversation_delete == "result" else None


async def rename_conversation(call: AppCall) -> Any:
    """By hand, or after the first question."""
    call.must_chat()
    asked = await call.body()
    named = bool((asked["name"] or "").strip()) or asked["auto_generate"]
    if not named and call.traits.name_needed == 500:
        raise broken()
    if not named:
        wrong = Wrong("value_error", "Value error, name is required when auto_generate is false")
        raise call.wrong("", wrong, call.given)
    conversation = call.find("conversation_id")
    conversation.name = title(conversation.messages[0].query) if asked["auto_generate"] else asked["name"]
    conversation.updated_at = call.state.now()
    return conversation_row(conversation)


async def list_conversation_variables(call: AppCall) -> Any:
    """In the order of the app."""
    call.must_chat()
    asked = call.query()
    rows = list(call.find("conversation_id").variables.values())
    if asked["variable_name"] and call.traits.variable_by_name == "500":
        raise broken()
    if asked["last_id"]:
        last = next((item for item in rows if item.id == asked["last_id"]), None)
        if last is None:
            raise invalid_param("")
        # Rows of the same second are lost, as on a real server.
        rows = [item for item in rows if int(item.created_at) > int(last.created_at)]
    return _first(rows, asked, variable_row)


def variable_row(variable: Variable) -> dict[str, Any]:
    """A variable in an answer: its value is the result of Python's `str`."""
    return row("ConversationVariable", variable, value=str(variable.value))


async def update_conversation_variable(call: AppCall) -> Any:
    """The new value is of the variable's type."""
    call.must_chat()
    value = (await call.body())["value"]
    variable = call.find("variable_id")
    given, numbers = type_of(value), ("integer", "float")
    fits = given == variable.value_type or (variable.value_type == "number" and given in numbers)
    if not fits and not (value == [] and variable.value_type.startswith("array")):
        message = f"variable '{variable.name}' expects {variable.value_type}, but got {given} type"
        raise Refusal(400, "bad_request", f"Type mismatch: {message}")
    variable.value, variable.updated_at = value, call.state.now()
    return variable_row(variable)


def type_of(value: Any) -> str:
    """The server's name for the type of a JSON value."""
    if isinstance(value, list):
        kinds = {type_of(item) for item in value}
        if len(kinds) == 1 and kinds <= {"string", "object"}:
            return f"array[{kinds.pop()}]"
        return "array[number]" if kinds and kinds <= {"integer", "float"} else "array[any]"
    names = {bool: "boolean", int: "integer", float: "float", str: "string", dict: "object"}
    return names.get(type(value), "none")
