"""Questions: chat-messages and completion-messages, and stopping them."""

from __future__ import annotations

import asyncio
import re
from secrets import token_urlsafe
from typing import Any
from uuid import UUID, uuid4

from starlette.responses import Response, StreamingResponse

from ._answers import blocking_answer, json_answer
from ._call import Call
from ._checks import Field, anything, check, flag, mapping, mappings, one_of, text, uuid
from ._errors import Refusal, broken, invalid_param, not_found
from ._files import mention_in_event, mention_in_workflow
from ._inputs import names_in, read_inputs, read_mentions
from ._runs import Run
from ._script import (
    AUDIO,
    BLOCKED,
    FLOW_PREFIXES,
    MODEL_ERRORS,
    Values,
    Wish,
    read_wish,
    usage,
    write_annotation_script,
    write_script,
    write_stop,
)
from ._world import Annotation, Conversation, Message, Variable, World

CHAT_FIELDS = {
    "inputs": Field(mapping),
    "query": Field(text),
    "files": Field(mappings, None, nullable=True),
    "response_mode": Field(one_of("blocking", "streaming"), None, nullable=True),
    "conversation_id": Field(uuid("conversation_id must be a valid UUID"), None, nullable=True),
    "retriever_from": Field(text, "dev"),
    "auto_generate_name": Field(flag, True),
    "workflow_id": Field(text, None, nullable=True),
    "trace_id": Field(anything, None),
}
COMPLETION_FIELDS = {
    "inputs": Field(mapping),
    "query": Field(text, ""),
    "files": Field(mappings, None, nullable=True),
    "response_mode": Field(one_of("blocking", "streaming"), None, nullable=True),
    "retriever_from": Field(text, "dev"),
}


async def send_chat_message(call: Call) -> Response:
    """POST /v1/chat-messages."""
    call.must_chat()
    asked = check("ChatRequestPayload", call.body, CHAT_FIELDS)
    leave_room(call)
    if call.app.mode == "agent-chat" and asked["response_mode"] != "streaming":
        raise invalid_param("Agent Chat App does not support blocking mode")
    if not asked["query"]:
        raise invalid_param("query is required")
    if call.app.mode == "advanced-chat" and asked["workflow_id"]:
        check_workflow_id(call, asked["workflow_id"])
    conversation = call.conversation(asked["conversation_id"]) if asked["conversation_id"] else None
    inputs = read_inputs(call.app, asked["inputs"])
    mentions = read_mentions(call.world, asked["files"])
    names = names_in(call.world, mentions, inputs)
    if conversation is None:
        conversation = open_conversation(call, inputs)
    message = Message(str(uuid4()), conversation.id, call.user, inputs, asked["query"], call.world.now(), mentions)
    conversation.messages.append(message)
    rename = asked["auto_generate_name"] and len(conversation.messages) == 1
    run = prepare(call, message, read_wish(asked["query"], names), asked["query"], conversation, rename)
    return await answer(call, run, message, asked["response_mode"] == "streaming")


async def send_completion_message(call: Call) -> Response:
    """POST /v1/completion-messages."""
    must_complete(call)
    asked = check("CompletionRequestPayload", call.body, COMPLETION_FIELDS)
    leave_room(call)
    inputs = read_inputs(call.app, asked["inputs"])
    mentions = read_mentions(call.world, asked["files"])
    message = Message(str(uuid4()), None, call.user, inputs, asked["query"], call.world.now(), mentions)
    question = inputs.get("query") or asked["query"]
    wish = read_wish(question, names_in(call.world, mentions, inputs))
    run = prepare(call, message, wish, question, None, False)
    return await answer(call, run, message, asked["response_mode"] == "streaming")


async def stop_chat_message(call: Call) -> Response:
    """POST /v1/chat-messages/{task_id}/stop."""
    call.must_chat()
    return stop(call)


async def stop_completion_message(call: Call) -> Response:
    """POST /v1/completion-messages/{task_id}/stop."""
    must_complete(call)
    return stop(call)


def stop(call: Call) -> Response:
    """Stop the user's run. A task that is unknown or another user's is left alone, and nothing said about it."""
    user, event = call.world.stops.get(call.path("task_id"), (None, None))
    if event is not None and user is call.user:
        event.set()
    return json_answer({"result": "success"})


def must_complete(call: Call) -> None:
    """400 where the app does not complete texts."""
    if call.app.mode != "completion":
        raise Refusal(400, "app_unavailable", "App unavailable, please check your app configurations.")


def leave_room(call: Call) -> None:
    """400 where the app has as many runs as it may."""
    limits = [limit for limit in (call.app.max_active_requests, call.world.options.max_active_requests) if limit]
    most = min(limits, default=None)
    if most is not None and call.app.active >= most:
        raise invalid_param(
            "Too many requests. Please try again later. The current maximum concurrent requests allowed "
            f"for {call.app.id} is {most}."
        )


def check_workflow_id(call: Call, workflow_id: str) -> None:
    """400 for what is no id, 404 for another workflow than the app's."""
    try:
        UUID(workflow_id)
    except ValueError:
        raise Refusal(400, "bad_request", f"Invalid workflow_id format: '{workflow_id}'. ") from None
    if workflow_id != call.app.workflow_id:
        raise not_found(f"Workflow not found with id: {workflow_id}.")


def open_conversation(call: Call, inputs: dict[str, Any]) -> Conversation:
    """A new conversation, its introduction completed with the inputs, its variables at their first values."""

    def known(slot: re.Match[str]) -> str:
        return slot[0] if slot[1] not in inputs else str(inputs[slot[1]] or "")

    introduction = re.sub(r"\{\{(\w+)\}\}", known, call.app.parameters["opening_statement"])
    now = call.world.now()
    conversation = Conversation(str(uuid4()), call.user, "New conversation", inputs, introduction, now, now)
    if call.app.mode == "advanced-chat":
        conversation.variables = {item.id: item for item in first_variables(call.app.variable_ids, now)}
    call.app.conversations[conversation.id] = conversation
    return conversation


def first_variables(ids: list[str], now: float) -> list[Variable]:
    """The conversation variables that the emulated chatflow declares."""
    return [
        Variable(ids[0], "history", "array[string]", [], "list", now, now),
        Variable(ids[1], "obj", "object", {"a": 1}, "obj", now, now),
        Variable(ids[2], "count", "number", 0, "", now, now),
        Variable(ids[3], "topic", "string", "", "last topic", now, now),
    ]


def prepare(
    call: Call, message: Message, wish: Wish, question: str, conversation: Conversation | None, rename: bool
) -> Run:
    """The run that answers a message, not started yet."""
    world, app = call.world, call.app
    app.messages[message.id] = message
    for mention in message.mentions:
        if mention.stored is not None:
            world.used_files[mention.stored.id] = app.id
    annotation = matching_annotation(call, question)
    if annotation is not None:
        wish = Wish(annotation.answer)
        steps = write_annotation_script(app.mode, wish)
    else:
        steps = write_script(app.mode, wish)
    values = values_of(call, message, question, wish, conversation)
    if annotation is not None:
        values.update(answer=wish.text, annotation_id=annotation.id)

    def settle(run: Run) -> None:
        settle_message(run, message)
        if conversation is not None:
            conversation.updated_at = world.now()
            if rename:
                conversation.name = title(message.query)
            if annotation is None and run.last("message_end"):
                advance(conversation, question, world)

    return Run(world, app, call.user, steps, write_stop(app.mode), values, settle)


def values_of(call: Call, message: Message, question: str, wish: Wish, conversation: Conversation | None) -> Values:
    """What the run puts into the slots of the recorded events."""
    app, now = call.app, int(message.created_at)
    count = 1 + next((item.value for item in variables(conversation) if item.name == "count"), 0)
    answer_text = wish.text
    if app.mode == "advanced-chat":
        answer_text += f"\n[topic={question} n={count}]"
    kind = wish.error or "unavailable"
    code, error = MODEL_ERRORS[kind]
    if app.mode == "advanced-chat":
        error = FLOW_PREFIXES.get(kind, "") + error
    values = Values(usage(question, "" if wish.moderation else answer_text))
    values.update(
        conversation_id=message.conversation_id,
        message_id=message.id,
        task_id=str(uuid4()),
        workflow_run_id=str(uuid4()),
        workflow_id=app.workflow_id,
        app_id=app.id,
        account_id=call.world.account_id,
        user=call.user.name,
        user_id=call.user.id,
        now=now,
        query=question,
        text=wish.text,
        answer=answer_text,
        count=str(count),
        count_number=count,
        dialogue_count=len(conversation.messages) if conversation else 1,
        inputs=message.inputs,
        files=[mention_in_event(call, mention) for mention in message.mentions] or None,
        system_files=[mention_in_workflow(call, mention) for mention in message.mentions],
        code=code,
        error=error,
        form_token=token_urlsafe(17),
        expiration=now + 3600,
        audio=AUDIO,
    )
    return values


def variables(conversation: Conversation | None) -> list[Variable]:
    """The variables of a conversation, if there is one."""
    return list(conversation.variables.values()) if conversation else []


def matching_annotation(call: Call, question: str) -> Annotation | None:
    """The annotation that answers the question, where annotation replies are on. Likeness is equality here."""
    if not call.app.chats or not call.app.annotation_reply["enabled"]:
        return None
    asked = " ".join(question.split()).casefold()
    for annotation in call.app.annotations.values():
        if " ".join(annotation.question.split()).casefold() == asked:
            annotation.hit_count += 1
            return annotation
    return None


def settle_message(run: Run, message: Message) -> None:
    """Store how the run ended."""
    end = run.events[-1]
    message.answer = BLOCKED if run.last("message_replace") else run.said
    message.latency = run.values["latency"]
    if run.last("message_end"):  # a run that failed costs nothing
        message.question_tokens, message.answer_tokens = run.values["prompt_tokens"], run.values["completion_tokens"]
        message.price = run.values["total_price"]
    if end["event"] == "error":
        message.status, message.error = "error", end["message"]
    elif end["event"] == "workflow_finished" and end["data"]["status"] == "failed":
        message.status, message.error = "error", end["data"]["error"]
    elif end["event"] == "workflow_paused":
        form = run.last("human_input_required")
        message.status = "paused"
        message.extra_contents.append(
            {
                "workflow_run_id": end["workflow_run_id"],
                "submitted": False,
                "form_definition": form["data"] if form else None,
                "form_submission_data": None,
                "type": "human_input",
            }
        )
    thought = run.last("agent_thought")
    if thought:
        names = ("id", "position", "thought", "tool", "tool_labels", "tool_input", "created_at", "observation")
        message.agent_thoughts.append(
            {"chain_id": None, "message_id": message.id, "files": [], **{name: thought[name] for name in names}}
        )


def advance(conversation: Conversation, question: str, world: World) -> None:
    """What the chatflow assigns in each turn."""
    for variable in conversation.variables.values():
        if variable.name in ("count", "topic"):
            variable.value = variable.value + 1 if variable.name == "count" else question
            variable.updated_at = world.now()


def title(question: str) -> str:
    """The name a conversation gets by itself: a real server has a model find one."""
    words = re.sub(r"\[\[.*?\]\]", " ", question, flags=re.DOTALL).split()
    return " ".join(words)[:75] or "New conversation"


async def answer(call: Call, run: Run, message: Message, streaming: bool) -> Response:
    """Start the run and answer with its stream, or with its end in one piece."""
    task = run.start()
    if streaming:
        return StreamingResponse(run.frames(), media_type="text/event-stream")
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        if task.cancelled():  # the emulator is being stopped
            raise broken() from None
        raise
    error = run.last("error")
    if error:
        raise Refusal(error["status"], error["code"], error["message"])
    if message.status == "error":
        raise invalid_param(f"Run failed: {message.error}")
    ended = run.last("message_end")
    paused = run.last("workflow_paused")
    body: dict[str, Any] = {
        "event": "message",
        "task_id": run.values["task_id"],
        "id": message.id,
        "message_id": message.id,
        "conversation_id": run.values["conversation_id"],
        "mode": call.app.mode,
        "answer": message.answer,
        "metadata": ended["metadata"] if ended else {},
        "created_at": int(message.created_at),
    }
    if call.app.mode == "completion":
        del body["conversation_id"]
    if paused and call.world.options.release >= (1, 14):
        return blocking_answer(
            {**body, "event": "workflow_paused", "workflow_run_id": paused["workflow_run_id"], "data": paused["data"]}
        )
    if ended is None:
        raise invalid_param("queue listening stopped unexpectedly.")
    return blocking_answer(body)
