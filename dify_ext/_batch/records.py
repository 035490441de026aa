"""A row in the journal, and what is to be done with it. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection
from hashlib import sha256
from typing import Any, Final, Literal, TypeAlias

import attrs
from dify_api.models import AgentThought, MessageEndFile, MessageMetadata

from dify_ext._streaming.answers import ChatAnswer, WorkflowResult

Kind: TypeAlias = Literal["workflow", "chat", "completion"]
State: TypeAlias = Literal["waiting", "started", "done", "failed", "unknown"]
Step: TypeAlias = Literal["run", "look up", "leave", "wait"]

PAUSED: Final = "workflow_paused"  # the code of a row whose run waits for a human
_LONGEST_USER: Final = 255  # what servers store


@attrs.define
class Record:
    """All that the journal knows of a row.

    Attributes:
        id: The journal's own id of it.
        number: Its place in the table, from 0.
        key: Its key.
        inputs: Its mapping, as JSON.
        query: The question, if it is no column.
        digest: The digest of inputs and query, by which a changed row is known.
        state: How it stands.
        owner: The worker that has it in work.
        attempt: How often its run was begun anew, on request or because its model was overloaded.
        finished_in: The pass (the call of ``run_many``) in which it ended.
        ids: Ids of its run, as far as known.
        result: The result of its run, as JSON.
        error: Why it failed, or is unknown: ``{"code", "message", "kind"}``, as JSON.
        tokens: The tokens of its run.
        price: The price of its run.
    """

    id: Any
    number: int
    key: str
    inputs: str
    query: str | None = None
    digest: str = ""
    state: State = "waiting"
    owner: str | None = None
    attempt: int = 1
    finished_in: int = 0
    ids: dict[str, str] = attrs.field(factory=dict)
    result: str | None = None
    error: str | None = None
    tokens: int = 0
    price: str | None = None

    def end_user(self, user: str, batch: str) -> str:
        """The end user of the row's run alone, by whom it can be found again."""
        again = "" if self.attempt == 1 else f"#{self.attempt}"
        name = f"{user}:{batch}:{self.key}{again}"
        return (
            name
            if len(name) <= _LONGEST_USER
            else f"{user}:{batch}:{digest(self.key)}{again}"[-_LONGEST_USER:]
        )

    def begin_again(self) -> None:
        """Forget the run: the next one has an end user of its own."""
        self.attempt, self.ids, self.state = self.attempt + 1, {}, "waiting"
        self.result = self.error = None


def next_step(
    record: Record,
    current: int,
    alive: Collection[str],
    unsure: Collection[str] = (),
    *,
    retry_failed: bool = False,
) -> Step:
    """What a worker does with a row.

    Args:
        record: The row.
        current: The present pass.
        alive: The workers that are alive.
        unsure: The workers whose last words may be missing: their rows may have begun.
        retry_failed: Whether rows that failed in an earlier pass run again.
    """
    if record.owner in alive:
        return "wait"
    if record.state == "waiting":
        return "look up" if record.owner in unsure else "run"
    if record.state == "started":
        return "look up"
    is_earlier = record.finished_in < current
    if record.state == "unknown" and is_earlier:
        return "look up"
    if record.state == "failed" and is_earlier:
        if json.loads(record.error or "{}").get("code") == PAUSED:
            return "look up"
        if retry_failed:
            record.begin_again()
            return "run"
    return "leave"


def digest(text: str) -> str:
    """A short name for a text."""
    return sha256(text.encode()).hexdigest()[:24]


def result_from(kind: Kind, text: str) -> WorkflowResult | ChatAnswer:
    """The result of a run from its JSON."""
    data = json.loads(text)
    if kind == "workflow":
        return WorkflowResult(**data)
    for derived in ("id", "usage", "retriever_resources"):
        data.pop(derived, None)
    if "metadata" in data:
        data["metadata"] = MessageMetadata.from_dict(data["metadata"])
    data["files"] = [MessageEndFile.from_dict(file) for file in data.get("files", ())]
    data["agent_thoughts"] = [AgentThought.from_dict(one) for one in data.get("agent_thoughts", ())]
    return ChatAnswer(**data)
