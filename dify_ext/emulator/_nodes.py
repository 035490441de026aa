"""The events of a workflow's nodes, in the form of 1.13; their slots are still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ._state import load

#: The container of a round: iterations and loops use other fields.
Container = Literal["iteration", "loop"]


#: Fields that only older releases have.
_PARALLEL = {"parallel_id": None, "parallel_start_node_id": None}
_PARENT = {"parent_parallel_id": None, "parent_parallel_start_node_id": None}


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

    def _head(self) -> dict[str, Any]:
        return {
            "id": f"<<id:{self.key}>>",
            "node_id": self.node_id,
            "node_type": self.kind["node_type"],
            "title": self.title,
            "index": 1,
            "predecessor_node_id": None,
        }

    def _place(self) -> dict[str, Any]:
        kind = self.round.kind if self.round else None
        return {
            "iteration_id": "iteration" if kind == "iteration" else None,
            "loop_id": "loop" if kind == "loop" else None,
        }

    def started(self) -> dict[str, Any]:
        """The data of node_started."""
        return {
            **self._head(),
            "inputs": None,
            "inputs_truncated": False,
            "created_at": "<<clock>>",
            "extras": {},
            **_PARALLEL,
            **_PARENT,
            **self._place(),
            "parallel_run_id": None,
            "agent_strategy": None,
        }

    def finished(self, status: str = "succeeded", **changed: Any) -> dict[str, Any]:
        """The data of node_finished, with some fields changed."""
        metadata = self.kind["execution_metadata"]
        if self.round is not None:
            kind = self.round.kind
            metadata = {f"{kind}_id": kind, f"{kind}_index": self.round.index}
        return {
            **self._head(),
            "inputs": self.kind["inputs"],
            "inputs_truncated": False,
            "process_data": self.kind["process_data"],
            "process_data_truncated": False,
            "outputs": self.kind["outputs"],
            "outputs_truncated": False,
            "status": status,
            "error": None,
            "elapsed_time": self.kind["elapsed_time"],
            "execution_metadata": metadata,
            "created_at": "<<clock>>",
            "finished_at": "<<clock>>",
            "files": [],
            **_PARALLEL,
            **_PARENT,
            **self._place(),
            **changed,
        }

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
    return {"id": kind, "node_id": kind, "node_type": kind, "title": kind.capitalize()}


def _inputs(kind: Container, count: int) -> dict[str, Any]:
    return {"iterator_selector": list(range(1, count + 1))} if kind == "iteration" else {"loop_count": count}


def container_started(kind: Container, count: int) -> dict[str, Any]:
    """The data of iteration_started and loop_started."""
    return {
        **_container(kind),
        "created_at": "<<clock>>",
        "extras": {},
        "metadata": {f"{kind}_length": count, **({"iterator_length": count} if kind == "iteration" else {})},
        "inputs": _inputs(kind, count),
        "inputs_truncated": False,
        **_PARALLEL,
    }


def container_next(kind: Container, index: int) -> dict[str, Any]:
    """The data of iteration_next (before a round, from 0) and loop_next (after one, from 1)."""
    output: dict[str, Any] = {"pre_loop_output": {}} if kind == "loop" else {"pre_iteration_output": None}
    head = {**_container(kind), "index": index, "created_at": "<<clock>>", **output, "extras": {}}
    duration = 0.0031 if kind == "iteration" and index else None
    return {**head, **_PARALLEL, "parallel_mode_run_id": None, "duration": duration}


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
    return {
        **_container(kind),
        "outputs": outputs,
        "outputs_truncated": False,
        "created_at": "<<clock>>",
        "extras": {},
        "inputs": _inputs(kind, count),
        "inputs_truncated": False,
        "status": "succeeded",
        "error": None,
        "elapsed_time": 0.02,
        "total_tokens": 0,
        "execution_metadata": metadata,
        "finished_at": "<<clock>>",
        "steps": count,
        **_PARALLEL,
    }
