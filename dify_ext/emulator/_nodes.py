"""The nodes of workflows, and the data of their events, in the form of 1.13."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import uuid4

from ._data import load
from ._spec import row

#: The container of a round: iterations and loops use other fields.
Container = Literal["iteration", "loop"]


@dataclass(slots=True)
class Node:
    """A node as it runs once: in a run alone, or in a round of a container, from 0.

    `place` is its number among the nodes of the run.
    """

    node_id: str
    node_type: str
    title: str
    elapsed_time: float = 0.0012
    inputs: Any = field(default_factory=dict)
    process_data: Any = field(default_factory=dict)
    outputs: Any = field(default_factory=dict)
    execution_metadata: Any = None
    round: tuple[Container, int] | None = None
    id: str = field(default_factory=lambda: str(uuid4()))
    place: int = 0
    status: str = "running"
    created_at: int = 0
    finished_at: int | None = None

    def begin(self, now: int) -> None:
        """It starts, or goes on after a pause."""
        self.status, self.created_at, self.finished_at = "running", now, None

    def end(self, now: int, status: str = "succeeded") -> None:
        """It ends, or pauses."""
        self.status, self.finished_at = status, now

    @property
    def within(self) -> dict[str, Any]:
        """The container that it runs in."""
        return {f"{self.round[0]}_id": self.round[0]} if self.round else {}

    def started(self) -> dict[str, Any]:
        """The data of node_started."""
        known = {**self.within, "index": 1, "inputs": None, "inputs_truncated": False, "extras": {}}
        return row("NodeStartedData", self, **known)

    def finished(self, **changed: Any) -> dict[str, Any]:
        """The data of node_finished, with some fields changed."""
        known: dict[str, Any] = dict.fromkeys(
            ("inputs_truncated", "process_data_truncated", "outputs_truncated"), False
        )
        known |= {**self.within, "index": 1, "files": []}
        if self.round is not None:
            kind, index = self.round
            known["execution_metadata"] = {f"{kind}_id": kind, f"{kind}_index": index}
        return row("NodeFinishedData", self, **{**known, **changed})


def node(name: str, number: int = 1, **known: Any) -> Node:
    """A node of the recorded workflows; the second and later ones of a kind have a number."""
    found = Node(**{**load("apps/nodes")["nodes"][name], **known})
    if number > 1:
        found.node_id, found.title = f"{found.node_id}{number}", f"{found.title} {number}"
    return found


def _inputs(container: Node, count: int) -> dict[str, Any]:
    iteration = container.node_type == "iteration"
    return {"iterator_selector": list(range(1, count + 1))} if iteration else {"loop_count": count}


def container_started(container: Node, count: int) -> dict[str, Any]:
    """The data of iteration_started and loop_started."""
    kind = container.node_type
    metadata = {f"{kind}_length": count, **({"iterator_length": count} if kind == "iteration" else {})}
    begun = {"id": kind, "extras": {}, "metadata": metadata, "inputs": _inputs(container, count)}
    return row(f"{kind.capitalize()}StartedData", container, **begun, inputs_truncated=False)


def container_next(container: Node, index: int) -> dict[str, Any]:
    """The data of iteration_next (before a round, from 0) and loop_next (after one, from 1)."""
    kind = container.node_type
    output: dict[str, Any] = {"pre_loop_output": {}} if kind == "loop" else {}
    duration = 0.0031 if kind == "iteration" and index else None
    known = {"id": kind, "extras": {}, "index": index, "duration": duration, **output}
    return row(f"{kind.capitalize()}NextData", container, **known)


def container_completed(container: Node, outputs: list[Any], priced: bool) -> dict[str, Any]:
    """The data of iteration_completed and loop_completed; since 1.9 they have a price.

    `outputs` are those of the rounds.
    """
    kind, count = container.node_type, len(outputs)
    durations = {str(index): 0.0031 for index in range(count)}
    metadata: dict[str, Any] = {"total_tokens": 0}
    if priced:
        metadata |= {"total_price": "0", "currency": "USD"}
    if kind == "loop":
        rounds = {str(index): output for index, output in enumerate(outputs)}
        metadata |= {"loop_duration_map": durations, "loop_variable_map": rounds}
        metadata["completed_reason"] = "loop_completed"
    elif priced:
        metadata["iteration_duration_map"] = durations
    return row(
        f"{kind.capitalize()}CompletedData",
        container,
        id=kind,
        extras={},
        outputs={"output": outputs} if kind == "iteration" else {"num": count + 1},
        inputs=_inputs(container, count),
        **dict.fromkeys(("inputs_truncated", "outputs_truncated"), False),
        total_tokens=0,
        execution_metadata=metadata,
        steps=count,
    )
