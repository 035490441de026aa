"""The events of a workflow in 1.8: their fields differ from the releases since 1.13."""

from __future__ import annotations

from typing import Any

_PARALLEL = {"parallel_id": None, "parallel_start_node_id": None}
_PARENT = {"parent_parallel_id": None, "parent_parallel_start_node_id": None}
#: Fields of later releases.
_LATER = frozenset({"inputs_truncated", "process_data_truncated", "outputs_truncated", "reason"})
_TIMES = frozenset({"time_to_first_token", "time_to_generate"})


class Older:
    """Converts the events of one run to those of 1.8.

    It counts the nodes and remembers the one before.
    """

    def __init__(self) -> None:
        self._count = 0
        self._before: str | None = None
        self._places: dict[str, tuple[int, str | None]] = {}

    def say(self, event: dict[str, Any]) -> dict[str, Any]:
        """The event in the form of 1.8."""
        event = _without_times(event)
        data = event.get("data")
        if data is None:
            return event
        data = {name: value for name, value in data.items() if name not in _LATER}
        name: str = event["event"]
        if name.startswith("node_"):
            data = self._node(name, data)
        elif name.startswith(("iteration_", "loop_")):
            data = _container(name, data)
        elif name == "workflow_finished":
            data["error"] = data["error"] or ""
        return {**event, "data": data}

    def _node(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        if name == "node_started":
            self._count += 1
            self._places[data["id"]] = self._count, self._before
        data["index"], data["predecessor_node_id"] = self._places[data["id"]]
        place = {field: data.pop(field) for field in ("iteration_id", "loop_id")}
        if name == "node_started":
            strategy = {"agent_strategy": data.pop("agent_strategy")}
            return {**data, **_PARALLEL, **_PARENT, **place, "parallel_run_id": None, **strategy}
        self._before = data["node_id"]
        if name == "node_retry":
            retry = {"retry_index": data.pop("retry_index")}
            metadata = {"iteration_id": None, "parallel_mode_run_id": None, "loop_id": None}
            data |= {"process_data": None, "outputs": None, "execution_metadata": metadata}
            return {**data, **_PARALLEL, **_PARENT, **place, **retry}
        data["execution_metadata"] = data["execution_metadata"] or {}
        return {**data, **_PARALLEL, **_PARENT, **place}


def _container(name: str, data: dict[str, Any]) -> dict[str, Any]:
    kind, _, when = name.partition("_")
    if when == "started" and kind == "iteration":
        data["metadata"] = {"iterator_length": data["metadata"]["iteration_length"]}
    if when == "next":
        extras = {"extras": data.pop("extras")}
        output = {} if kind == "loop" else {"pre_iteration_output": None}
        duration = None if kind == "loop" or not data["index"] else 0.0031
        return {**data, **output, **extras, **_PARALLEL, "parallel_mode_run_id": None, "duration": duration}
    if when == "completed":
        kept = ("total_tokens", "completed_reason", "loop_duration_map", "loop_variable_map")
        metadata = data["execution_metadata"]
        data["execution_metadata"] = {field: metadata[field] for field in kept if field in metadata}
    return {**data, **_PARALLEL}


def _without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_times(item) for name, item in value.items() if name not in _TIMES}
    return [_without_times(item) for item in value] if isinstance(value, list) else value
