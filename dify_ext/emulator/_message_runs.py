"""A question and its answer: the run, the stored message, and the answer in one piece."""

from __future__ import annotations

import re
from typing import Any

from starlette.responses import Response

from ._call import AppCall
from ._directives import Directives
from ._errors import Refusal, invalid_param
from ._files import mention_in_event, mention_in_workflow
from ._flow_runs import FlowRun
from ._run_control import as_release, flow_run, respond, values_of_run, writer_of
from ._runs import Run
from ._script import AUDIO, Values, write_annotation_script, write_script
from ._state import Annotation, Conversation, Message, State, Variable

#: What is stored of the event of an agent's thought.
STORED_THOUGHT = frozenset(
    {"id", "position", "thought", "tool", "tool_labels", "tool_input", "created_at", "observation"}
    | {"message_id"}
)


def prepare(
    call: AppCall,
    message: Message,
    directives: Directives,
    question: str,
    conversation: Conversation | None,
    rename: bool,
) -> Run:
    """The run for a message, not started yet."""
    state, app, directives = call.state, call.app, as_release(call, directives)
    app.messages[message.id] = message
    for mention in message.mentions:
        if mention.stored is not None:
            state.used_files[mention.stored.id] = app.id
    annotation = matching_annotation(call, question)
    if annotation is not None:
        directives = Directives(annotation.answer)
    elif app.responder is not None:
        directives = Directives("")  # the words of the question say nothing
    values = values_of(call, message, question, directives, conversation)
    writer = writer_of(call, values, message, conversation)

    def store_result(run: Run) -> None:
        store_message(run, message)
        if conversation is not None:
            conversation.updated_at = state.now()
            if rename:
                conversation.name = title(message.query)
            if annotation is None and not directives.pauses and went_well(run):
                advance(conversation, question, state)

    if annotation is not None:
        values.update(answer=directives.text, annotation_id=annotation.id)
        return Run(
            state,
            app,
            call.user,
            write_annotation_script(app.mode, directives),
            values,
            directives,
            store_result,
        )
    if app.mode == "advanced-chat":
        return flow_run(
            call,
            directives,
            values,
            message.created_at,
            message=message,
            store_result=store_result,
            writer=writer,
        )
    script = writer.message(app.mode) if writer else write_script(app.mode, directives)
    return Run(state, app, call.user, script, values, directives, store_result)


def values_of(
    call: AppCall, message: Message, question: str, directives: Directives, conversation: Conversation | None
) -> Values:
    """The values for the slots of the recorded events."""
    now = int(message.created_at)
    count = 1 + next((item.value for item in variables(conversation) if item.name == "count"), 0)
    answer_text = directives.text
    if call.app.mode == "advanced-chat" and not directives.pauses:
        answer_text += f"\n[topic={question} n={count}]"
    values = values_of_run(call, question, directives, answer_text if directives.model else "")
    values.update(
        conversation_id=message.conversation_id,
        message_id=message.id,
        now=now,
        answer=answer_text,
        count=str(count),
        count_number=count,
        dialogue_count=len(conversation.messages) if conversation else 1,
        inputs=message.inputs,
        files=[mention_in_event(call, mention) for mention in message.mentions] or None,
        system_files=[mention_in_workflow(call, mention) for mention in message.mentions],
        audio=AUDIO,
    )
    return values


def variables(conversation: Conversation | None) -> list[Variable]:
    """The variables of a conversation, if there is one."""
    return list(conversation.variables.values()) if conversation else []


def matching_annotation(call: AppCall, question: str) -> Annotation | None:
    """The annotation for the question, if annotation replies are enabled.

    The texts must be equal here.
    """
    if not call.app.chats or not call.app.annotation_reply["enabled"]:
        return None
    asked = " ".join(question.split()).casefold()
    for annotation in call.app.annotations.values():
        if " ".join(annotation.question.split()).casefold() == asked:
            annotation.hit_count += 1
            return annotation
    return None


def went_well(run: Run) -> bool:
    """Whether the run succeeded. In 1.8 the end of the message comes after the workflow's."""
    finished = run.last("workflow_finished")
    if finished is not None:
        return finished["data"]["status"] in ("succeeded", "partial-succeeded")
    return run.last("message_end") is not None


def store_message(run: Run, message: Message) -> None:
    """Store the end of the run, or its pause."""
    end = run.events[-1]
    replaced = run.last("message_replace")
    message.answer = replaced["answer"] if replaced else run.said
    message.latency = run.values["latency"]
    message.status, message.error = "normal", None
    if went_well(run):  # a failed run costs nothing
        message.question_tokens, message.answer_tokens = (
            run.values["prompt_tokens"],
            run.values["completion_tokens"],
        )
        message.price = run.values["total_price"]
    if end["event"] == "error":
        message.status, message.error = "error", end["message"]
    elif end["event"] == "workflow_finished" and end["data"]["status"] == "failed":
        message.status, message.error = "error", end["data"]["error"]
    elif end["event"] == "workflow_paused":
        message.status = "paused"
    if run.flow is not None:
        message.extra_contents = contents(run.flow)
    ended = run.last("message_end")
    metadata = (ended and ended["metadata"]) or {}
    message.retriever_resources = metadata.get("retriever_resources") or []
    thoughts = {event.get("id"): event for event in run.events if event["event"] == "agent_thought"}
    for thought in thoughts.values():
        known = {name: value for name, value in thought.items() if name in STORED_THOUGHT}
        stored = {"chain_id": None, "files": [], "answer": thought.get("thought")}
        message.agent_thoughts.append({**stored, **known})


def contents(flow: FlowRun) -> list[dict[str, Any]]:
    """The forms of a run, in its message."""
    return [
        {
            "workflow_run_id": flow.id,
            "submitted": form.action is not None,
            "form_definition": None if form.done else form.required(),
            "form_submission_data": form.submission() if form.action else None,
            "type": "human_input",
        }
        for form in flow.forms
    ]


def advance(conversation: Conversation, question: str, state: State) -> None:
    """Change the variables that the chatflow assigns with each question."""
    for variable in conversation.variables.values():
        if variable.name in ("count", "topic"):
            variable.value = variable.value + 1 if variable.name == "count" else question
            variable.updated_at = state.now()


def title(question: str) -> str:
    """The automatic name of a conversation; a real server asks a model for one."""
    words = re.sub(r"\[\[.*?\]\]", " ", question, flags=re.DOTALL).split()
    return " ".join(words)[:75] or "New conversation"


async def answer(call: AppCall, run: Run, message: Message, streaming: bool) -> Response:
    """Start the run and answer with its stream, or with its result in one piece."""
    streamed = await respond(call, run, streaming)
    if streamed is not None:
        return streamed
    error = run.last("error")
    if error:
        raise Refusal(error["status"] or 500, error["code"], error["message"])
    if message.status == "error":
        raise invalid_param(f"Run failed: {message.error}")
    ended = run.last("message_end")
    paused = run.last("workflow_paused")
    metadata = ended["metadata"] if ended else {}
    if ended and not call.traits.null_annotation_reply:
        metadata = {"annotation_reply": None, **metadata}
    body: dict[str, Any] = {
        "event": "message",
        "task_id": run.values["task_id"],
        "id": message.id,
        "message_id": message.id,
        "conversation_id": run.values["conversation_id"],
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
