"""Questions: chat-messages and completion-messages, and stopping them."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from ._call import AppCall
from ._errors import Refusal, app_unavailable, invalid_param
from ._run_control import asked_run, begin, check_workflow_id, leave_room, must_be_published, respond, stop
from ._runs import Run


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
    return await answer(call, begin(call, asked, conversation), asked["response_mode"] == "streaming")


async def send_completion_message(call: AppCall) -> Response:
    """A text from the inputs."""
    must_complete(call)
    asked = await asked_run(call)
    leave_room(call)
    return await answer(call, begin(call, asked), asked["response_mode"] == "streaming")


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


async def answer(call: AppCall, run: Run, streaming: bool) -> Response:
    """Start the run and answer with its stream, or with its result in one piece."""
    streamed = await respond(call, run, streaming)
    if streamed is not None:
        return streamed
    message, error = run.message, run.last("error")
    if error:
        raise Refusal(error["status"] or 500, error["code"], error["message"])
    if message.status == "error":
        raise invalid_param(f"Run failed: {message.error}")
    ended, paused = run.last("message_end"), run.last("workflow_paused")
    metadata = ended["metadata"] if ended else {}
    if ended and not call.traits.null_annotation_reply:
        metadata = {"annotation_reply": None, **metadata}
    body: dict[str, Any] = {
        "event": "message",
        "task_id": run.task_id,
        "id": message.id,
        "message_id": message.id,
        "conversation_id": message.conversation_id,
        "mode": call.app.mode,
        "answer": message.answer,
        "metadata": metadata,
        "created_at": int(message.created_at),
    }
    if call.app.mode == "completion":
        del body["conversation_id"]
    if paused and call.traits.people_api:
        told = {"workflow_run_id": paused["workflow_run_id"], "data": paused["data"]}
        return call.in_one_piece({**body, "event": "workflow_paused", **told})
    if ended is None:
        raise invalid_param("queue listening stopped unexpectedly.")
    return call.in_one_piece(body)
