from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    optional_list,
)


@define(kw_only=True, repr=False, eq=False)
class ExecutionMetadata(Model):
    """Costs of an execution and where in an iteration or a loop it took place.

    Attributes:
        total_tokens: Tokens it took.
        total_price: What it cost, in `currency`.
        currency: Currency of the price.
        tool_info: What is known of the tool that ran.
        agent_log: The log of an agent node, entry by entry as in `agent_log` events.
        iteration_id: The iteration it belongs to.
        iteration_index: The round of the iteration, from 0.
        iteration_duration_map: Seconds of each round of an iteration, by its number.
        loop_id: The loop it belongs to.
        loop_index: The round of the loop, from 0.
        loop_duration_map: Seconds of each round of a loop, by its number.
        loop_variable_map: The loop's variables after each round, by its number.
        completed_reason: Why a loop ended.
        parallel_mode_run_id: The parallel strand it belongs to. (Dify until 1.8.1)
        datasource_info: The source that a knowledge pipeline read. (Dify since 1.16)
    """

    total_tokens: int | None = None
    total_price: str | float | None = None
    currency: str | None = None
    tool_info: dict[str, Any] | None = None
    agent_log: list[dict[str, Any]] | None = None
    iteration_id: str | None = None
    iteration_index: int | None = None
    iteration_duration_map: dict[str, Any] | None = None
    loop_id: str | None = None
    loop_index: int | None = None
    loop_duration_map: dict[str, Any] | None = None
    loop_variable_map: dict[str, Any] | None = None
    completed_reason: str | None = None
    parallel_mode_run_id: str | None = None
    datasource_info: dict[str, Any] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.total_tokens = d.pop("total_tokens", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)
        self.tool_info = optional(d, "tool_info", as_object)
        self.agent_log = optional_list(d, "agent_log", as_object)
        self.iteration_id = d.pop("iteration_id", None)
        self.iteration_index = d.pop("iteration_index", None)
        self.iteration_duration_map = optional(d, "iteration_duration_map", as_object)
        self.loop_id = d.pop("loop_id", None)
        self.loop_index = d.pop("loop_index", None)
        self.loop_duration_map = optional(d, "loop_duration_map", as_object)
        self.loop_variable_map = optional(d, "loop_variable_map", as_object)
        self.completed_reason = d.pop("completed_reason", None)
        self.parallel_mode_run_id = d.pop("parallel_mode_run_id", None)
        self.datasource_info = optional(d, "datasource_info", as_object)
