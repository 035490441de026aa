"""The calls of completion and workflow apps, of the forms that runs wait for, and of end users."""

from __future__ import annotations

from typing import Any

from .changes import USER_IN_BODY, Different, Method, Request, default, drop, ids, mention, put

_SAYS_HOW = Different("the client says how the answer is to come", default("json", response_mode="streaming"))

# By operation, for all of its recordings.
DIFFERENT_ALWAYS = {
    "workflow-events": Different(
        "what a run did so far, and what it does after a pause, is always asked for",
        put("query", include_state_snapshot="true", continue_on_pause="true"),
    ),
}
# By recording.
DIFFERENT = {
    "1.13.2/workflows-run--400-not-published": _SAYS_HOW,
    "1.13.2/workflows-run--missing-inputs-key": Different(
        "inputs are always sent", default("json", inputs={})
    ),
    "1.13.2/workflows-run--no-user": USER_IN_BODY,
    "1.13.2/workflows-run--workflow-streaming-stopped-ok": Different(
        "a workflow is not asked a question", drop("json", "query")
    ),
    "1.13.2/workflows-tasks-stop--no-user": USER_IN_BODY,
    "1.14.2/form-submit--missing-action": Different(
        "an action is an argument that one must give", put("json", action="")
    ),
}


def _arguments(request: Request) -> dict[str, Any]:
    """What was recorded in a body, as one gives it to the client;
    a version of a workflow stands in the path.
    """
    arguments = {name: value for name, value in request["json"].items() if name != "response_mode"}
    if "files" in arguments:
        arguments["files"] = [mention(file) for file in arguments["files"]]
    return arguments | dict(zip(["workflow_id"], ids(request), strict=False))


def _whole(method: Any, request: Request) -> Any:
    """A method that gives the whole, which streams by default:
    where streaming was recorded nothing else is asked.
    """
    mode = request["json"]["response_mode"]
    return method(**_arguments(request), **({} if mode == "streaming" else {"response_mode": mode}))


def _resume(client: Any, request: Request) -> Any:
    return client.workflows.resume(*ids(request), user=request["query"]["user"])


METHODS: dict[str, Method] = {
    "completion-messages": lambda client, r: _whole(client.completion.send, r),
    "completion-messages-stop": lambda client, r: client.completion.stop(*ids(r), **r["json"]),
    "end-users": lambda client, r: client.end_users.get(*ids(r)),
    "form-get": lambda client, r: client.human_input.get_form(*ids(r)),
    "form-submit": lambda client, r: client.human_input.submit(*ids(r), **r["json"]),
    "workflow-events": lambda client, r: _resume(client, r).get_final_result(),
    "workflows-logs": lambda client, r: client.workflows.logs(**r.get("query", {})),
    "workflows-run": lambda client, r: _whole(client.workflows.run, r),
    "workflows-run-by-id": lambda client, r: _whole(client.workflows.run, r),
    "workflows-run-detail": lambda client, r: client.workflows.get_run(*ids(r)),
    "workflows-run-stop": lambda client, r: client.workflows.stop(*ids(r), **r["json"]),
    "workflows-tasks-stop": lambda client, r: client.workflows.stop(*ids(r), **r["json"]),
}
# By operation: how its stream is asked for.
STREAMS: dict[str, Method] = {
    "completion-messages": lambda client, r: client.completion.stream(**_arguments(r)),
    "workflow-events": _resume,
    "workflows-run": lambda client, r: client.workflows.stream(**_arguments(r)),
    "workflows-run-by-id": lambda client, r: client.workflows.stream(**_arguments(r)),
}
# The generated module of each operation.
MODULES = {
    "completion-messages": "completion.send_completion_message",
    "completion-messages-stop": "completion.stop_completion_message",
    "end-users": "end_users.get_end_user",
    "form-get": "human_input.get_human_input_form",
    "form-submit": "human_input.submit_human_input_form",
    "workflow-events": "workflows.stream_workflow_events",
    "workflows-logs": "workflows.list_workflow_logs",
    "workflows-run": "workflows.run_workflow",
    "workflows-run-by-id": "workflows.run_workflow_by_id",
    "workflows-run-detail": "workflows.get_workflow_run",
    "workflows-run-stop": "workflows.stop_workflow_task",
    "workflows-tasks-stop": "workflows.stop_workflow_task",
}
