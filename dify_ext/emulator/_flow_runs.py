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
    created_at: float
    system: dict[str, Any] = field(default_factory=dict)
    message: Message | None = None  # of a chatflow
    log_id: str = field(default_factory=lambda: str(uuid4()))
    status: str = "running"
    outputs: dict[str, Any] = field(default_factory=dict)
    error: str | None = None
    steps: int = 0
    tokens: int = 0
    exceptions: int = 0
    elapsed_time: float = 0.0
    finished_at: float | None = None
    executions: dict[str, Execution] = field(default_factory=dict)  # by the id in the events
    forms: list[Form] = field(default_factory=list)
    waiting: list[Form] = field(default_factory=list)  # the forms of its last pause
    run: Run | None = None

    @property
    def answered(self) -> bool:
        """Whether the run waits, and one of its forms is done that it has not passed yet."""
        return self.status == "paused" and any(form.done and not form.told for form in self.forms)

    @property
    def all_inputs(self) -> dict[str, Any]:
        """The inputs with those of the server."""
        return {**self.inputs, **self.system}

    def note(self, event: dict[str, Any], now: int) -> None:
        """Store an event."""
        name, data = event["event"], event.get("data") or {}
        if name == "workflow_started":
            self.status = "running"
        elif name in ("node_started", "iteration_started", "loop_started"):
            self.steps += 1
            self._begin(data)
        elif name in ("node_finished", "node_retry"):
            data["created_at"] = self.executions[data["id"]].created_at
            self._end(data)
            self.steps += name == "node_retry"
            self.exceptions += data["status"] in ("retry", "failed", "exception")
        elif name in ("iteration_completed", "loop_completed"):
            self._end(data)
        elif name == "human_input_required":
            self._pause(data["node_id"], now)
        elif name == "workflow_paused":
            self.status = "paused"
            self.waiting = [form for form in self.forms if not form.told]
        elif name == "workflow_finished":
            self.status, self.outputs, self.error = data["status"], data["outputs"], data["error"]
            self.tokens, self.elapsed_time = data["total_tokens"], data["elapsed_time"]
            self.finished_at = data["finished_at"]

    def _begin(self, data: dict[str, Any]) -> None:
        before = self.executions.get(data["id"])
        shared = data["id"] in ("iteration", "loop")  # in the events of every run
        self.executions[data["id"]] = Execution(
            str(uuid4()) if shared else data["id"],
            data["node_id"],
            data["node_type"],
            data["title"],
            before.index if before else len(self.executions) + 1,
            data["created_at"],
            data.get("iteration_id"),
            data.get("loop_id"),
        )

    def _end(self, data: dict[str, Any]) -> None:
        execution = self.executions[data["id"]]
        execution.status, execution.elapsed_time = data["status"], data["elapsed_time"]
        execution.finished_at = data["finished_at"]

    def _pause(self, node_id: str, now: int) -> None:
        for execution in self.executions.values():
            if execution.node_id == node_id:
                execution.status, execution.finished_at, execution.elapsed_time = "paused", now, 0.016676
