"""The stored data of a workflow's run: its status, its nodes, its outputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from ._human import Form
    from ._nodes import Node
    from ._runs import Run
    from ._state import App, Message, User


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
    nodes: dict[str, Node] = field(default_factory=dict)
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

    def begin(self, node: Node, now: int) -> None:
        """A node starts, or goes on after a pause."""
        node.begin(now)
        self.nodes.setdefault(node.id, node)
        node.place = node.place or len(self.nodes)
        self.steps += 1

    def note(self, event: dict[str, Any]) -> None:
        """Store how the run stands after an event."""
        name, data = event["event"], event.get("data") or {}
        if name == "workflow_started":
            self.status = "running"
        elif name == "workflow_paused":
            self.status = "paused"
            self.waiting = [form for form in self.forms if not form.told]
        elif name == "workflow_finished":
            self.status, self.outputs, self.error = data["status"], data["outputs"], data["error"]
            self.tokens, self.elapsed_time = data["total_tokens"], data["elapsed_time"]
            self.finished_at = data["finished_at"]
