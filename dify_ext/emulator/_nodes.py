"""The nodes of workflows, and the data of their events, in the form of 1.13."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import uuid4

from ._spec import row
from ._state import load

#: The container of a round: iterations and loops use other fields.
Container = Literal["iteration", "loop"]


@dataclass(slots=True)
class Node:
    """A node as it runs once. `round` is its round in a container, from 0."""

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

    def started(self, now: int) -> dict[str, Any]:
        """The data of node_started."""
        known = {**self._place(now), "inputs": None, "inputs_truncated": False, "extras": {}}
        return row("NodeStartedData", self, **known)

    def finished(self, now: int, status: str = "succeeded", **changed: Any) -> dict[str, Any]:
        """The data of node_finished, with some fields changed."""
        truncated = dict.fromkeys(("inputs_truncated", "process_data_truncated", "outputs_truncated"), False)
        known = {**self._place(now), **truncated, "files": [], "finished_at": now, "status": status}
        if self.round is not None:
            kind, index = self.round
            known["execution_metadata"] = {f"{kind}_id": kind, f"{kind}_index": index}
        return row("NodeFinishedData", self, **{**known, **changed})

    def _place(self, now: int) -> dict[str, Any]:
        within = {f"{self.round[0]}_id": self.round[0]} if self.round else {}
        return {"index": 1, "created_at": now, **within}


def node(name: str, number: int = 1, **known: Any) -> Node:
    """A node of the recorded workflows; the second and later ones of a kind have a number."""
    found = Node(**{**load("apps", "nodes")["nodes"][name], **known})
    if number > 1:
        found.node_id, found.title = f"{found.node_id}{number}", f"{found.title} {number}"
    return found


def _container(kind: Container, title: str, now: int) -> dict[str, Any]:
    named = {"id": kind, "node_id": kind, "node_type": kind, "title": title}
    return {**named, "created_at": now, "extras": {}}


def _inputs(kind: Container, count: int) -> dict[str, Any]:
    return {"iterator_selector": list(range(1, count + 1))} if kind == "iteration" else {"loop_count": count}


def container_started(kind: Container, title: str, count: int, now: int) -> dict[str, Any]:
    """The data of iteration_started and loop_started."""
    metadata = {f"{kind}_length": count, **({"iterator_length": count} if kind == "iteration" else {})}
    begun = {**_container(kind, title, now), "metadata": metadata, "inputs": _inputs(kind, count)}
    return row(f"{kind.capitalize()}StartedData", **begun, inputs_truncated=False)


def container_next(kind: Container, title: str, index: int, now: int) -> dict[str, Any]:
    """The data of iteration_next (before a round, from 0) and loop_next (after one, from 1)."""
    output: dict[str, Any] = {"pre_loop_output": {}} if kind == "loop" else {}
    duration = 0.0031 if kind == "iteration" and index else None
    known = {**_container(kind, title, now), "index": index, "duration": duration, **output}
    return row(f"{kind.capitalize()}NextData", **known)


def container_completed(
    kind: Container, title: str, outputs: list[Any], now: int, priced: bool
) -> dict[str, Any]:
    """The data of iteration_completed and loop_completed; since 1.9 they have a price.

    `outputs` are those of the rounds.
    """
    count = len(outputs)
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
        **_container(kind, title, now),
        outputs={"output": outputs} if kind == "iteration" else {"num": count + 1},
        inputs=_inputs(kind, count),
        **dict.fromkeys(("inputs_truncated", "outputs_truncated"), False),
        status="succeeded",
        elapsed_time=0.02,
        total_tokens=0,
        execution_metadata=metadata,
        finished_at=now,
        steps=count,
    )
