"""The stored data of a workflow's run: its status, its nodes, its outputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from ._human import Form
    from ._runs import Run
    from ._state import App, Message, User


@dataclass(slots=True)
class Execution:
    """An execution of a node."""

    id: str
    node_id: str
    node_type: str
    title: str
    index: int
    created_at: int
    iteration_id: str | None = None
    loop_id: str | None = None
    status: str = "running"
    finished_at: int | None = None
    elapsed_time: float = 0.0


@dataclass(slots=True)
class FlowRun:
    """A run. Times are seconds since 1970; `inputs` are those of the app's form."""

    id: str
    app: App
    user: User
    workflow_id: str
    inputs: dict[str, Any]
    system: dict[str, Any]
    created_at: float
    message: Message | None = None
    log_id: str = field(default_factory=lambda: str(uuid4()))
    status: str = "running"
    outputs: dict[str, Any] = field(default_factory=dict)
    error: str | None = None
    steps: int = 0
    tokens: int = 0
    exceptions: int = 0
    elapsed_time: float = 0.0
    finished_at: float | None = None
    executions: dict[str, Execution] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    waiting: list[Form] = field(default_factory=list)  # the forms of its last pause
    run: Run | None = None

    @property
    def answered(self) -> bool:
        """Whether the run waits, and one of its forms is done that it has not passed yet."""
        return self.status == "paused" and any(form.done and not form.told for form in self.forms)

    def note(self, event: dict[str, Any], values: dict[str, Any]) -> None:
        """Store an event, and fill in the values that depend on earlier events."""
        name, data = event["event"], event.get("data") or {}
        if name == "workflow_started":
            self.status = "running"
        elif name in ("node_started", "iteration_started", "loop_started"):
            self.steps += 1
            self._begin(data if name == "node_started" else {**data, "id": values[f"id:{data['id']}"]})
        elif name in ("node_finished", "node_retry"):
            execution = self.executions[data["id"]]
            data["created_at"] = execution.created_at
            self._end(execution, data)
            if name == "node_retry":
                self.steps += 1
            if data["status"] in ("retry", "failed", "exception"):
                self.exceptions += 1
        elif name in ("iteration_completed", "loop_completed"):
            self._end(self.executions[values[f"id:{data['id']}"]], data)
        elif name == "human_input_required":
            self._pause(data["node_id"], values["clock"])
        elif name == "workflow_paused":
            self.status = "paused"
            self.waiting = [form for form in self.forms if not form.told]
        elif name == "workflow_finished":
            self.status, self.outputs, self.error = data["status"], data["outputs"], data["error"]
            self.tokens, self.elapsed_time = data["total_tokens"], data["elapsed_time"]
            self.finished_at = data["finished_at"]
        values["total_steps"], values["exceptions"] = self.steps, self.exceptions

    def _begin(self, data: dict[str, Any]) -> None:
        before = self.executions.get(data["id"])
        self.executions[data["id"]] = Execution(
            data["id"],
            data["node_id"],
            data["node_type"],
            data["title"],
            before.index if before else len(self.executions) + 1,
            data["created_at"],
            data.get("iteration_id"),
            data.get("loop_id"),
        )

    def _end(self, execution: Execution, data: dict[str, Any]) -> None:
        execution.status, execution.elapsed_time = data["status"], data["elapsed_time"]
        execution.finished_at = data["finished_at"]

    def _pause(self, node_id: str, now: int) -> None:
        for execution in self.executions.values():
            if execution.node_id == node_id:
                execution.status, execution.finished_at, execution.elapsed_time = "paused", now, 0.016676
