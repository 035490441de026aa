"""The events of a workflow's nodes, in the form of 1.13; their slots are still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ._spec import row
from ._state import load

#: The container of a round: iterations and loops use other fields.
Container = Literal["iteration", "loop"]
#: What the recordings say of the end of a node.
_RECORDED = ("inputs", "process_data", "outputs", "elapsed_time", "execution_metadata")
_TRUNCATED = ("inputs_truncated", "process_data_truncated", "outputs_truncated")


@dataclass(frozen=True, slots=True)
class Round:
    """A round of an iteration or a loop, from 0."""

    kind: Container
    index: int


@dataclass(frozen=True, slots=True)
class Node:
    """A node: the data of its kind, its id in the workflow, and the `key` of this execution."""

    kind: dict[str, Any]
    node_id: str
    title: str
    key: str
    round: Round | None = None

    def _shown(self) -> dict[str, Any]:
        place = {f"{self.round.kind}_id": self.round.kind} if self.round else {}
        head = {"id": f"<<id:{self.key}>>", "node_id": self.node_id, "title": self.title, "index": 1}
        return {**head, "node_type": self.kind["node_type"], "created_at": "<<clock>>", **place}

    def started(self) -> dict[str, Any]:
        """The data of node_started."""
        return row("NodeStartedData", **self._shown(), inputs_truncated=False, extras={})

    def finished(self, status: str = "succeeded", **changed: Any) -> dict[str, Any]:
        """The data of node_finished, with some fields changed."""
        ended = {name: self.kind[name] for name in _RECORDED}
        if self.round is not None:
            kind = self.round.kind
            ended["execution_metadata"] = {f"{kind}_id": kind, f"{kind}_index": self.round.index}
        ended |= {**dict.fromkeys(_TRUNCATED, False), "files": [], "finished_at": "<<clock>>"}
        return row("NodeFinishedData", **{**self._shown(), **ended, "status": status, **changed})

    def failed(self, status: str = "failed", outputs: dict[str, Any] | None = None) -> dict[str, Any]:
        """The data of node_finished for a node that failed."""
        return self.finished(
            status,
            inputs={},
            process_data={},
            outputs=outputs or {},
            error="<<error>>",
            execution_metadata=None,
        )

    def retried(self, number: int) -> dict[str, Any]:
        """The data of node_retry; `number` counts from 1."""
        return {**self.failed("retry"), "elapsed_time": 0.13, "retry_index": number}


def node(name: str, number: int = 1, round: Round | None = None) -> Node:
    """A node of the emulated workflows; the second and later ones of a kind have a number."""
    kind = load("streams", "nodes")["nodes"][name]
    node_id, title = kind["node_id"], kind["title"]
    if number > 1:
        node_id, title = f"{node_id}{number}", f"{title} {number}"
    return Node(kind, node_id, title, node_id if round is None else f"{node_id}_{round.index}", round)


def _container(kind: Container) -> dict[str, Any]:
    named = {"id": kind, "node_id": kind, "node_type": kind, "title": kind.capitalize()}
    return {**named, "created_at": "<<clock>>", "extras": {}}


def _inputs(kind: Container, count: int) -> dict[str, Any]:
    return {"iterator_selector": list(range(1, count + 1))} if kind == "iteration" else {"loop_count": count}


def container_started(kind: Container, count: int) -> dict[str, Any]:
    """The data of iteration_started and loop_started."""
    metadata = {f"{kind}_length": count, **({"iterator_length": count} if kind == "iteration" else {})}
    begun = {**_container(kind), "metadata": metadata, "inputs": _inputs(kind, count)}
    return row(f"{kind.capitalize()}StartedData", **begun, inputs_truncated=False)


def container_next(kind: Container, index: int) -> dict[str, Any]:
    """The data of iteration_next (before a round, from 0) and loop_next (after one, from 1)."""
    output: dict[str, Any] = {"pre_loop_output": {}} if kind == "loop" else {}
    duration = 0.0031 if kind == "iteration" and index else None
    known = {**_container(kind), "index": index, "duration": duration, **output}
    return row(f"{kind.capitalize()}NextData", **known)


def container_completed(kind: Container, count: int, priced: bool) -> dict[str, Any]:
    """The data of iteration_completed and loop_completed; since 1.9 they have a price."""
    durations = {str(index): 0.0031 for index in range(count)}
    metadata: dict[str, Any] = {"total_tokens": 0}
    if priced:
        metadata |= {"total_price": "0", "currency": "USD"}
    if kind == "iteration":
        outputs: dict[str, Any] = {"output": [f"output: {number}" for number in range(1, count + 1)]}
        if priced:
            metadata["iteration_duration_map"] = durations
    else:
        outputs = {"num": count + 1}
        metadata["loop_duration_map"] = durations
        metadata["loop_variable_map"] = {str(index): {"num": index + 2} for index in range(count)}
        metadata["completed_reason"] = "loop_completed"
    return row(
        f"{kind.capitalize()}CompletedData",
        **_container(kind),
        outputs=outputs,
        inputs=_inputs(kind, count),
        inputs_truncated=False,
        outputs_truncated=False,
        status="succeeded",
        elapsed_time=0.02,
        total_tokens=0,
        execution_metadata=metadata,
        finished_at="<<clock>>",
        steps=count,
    )
