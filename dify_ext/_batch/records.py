"""A row in the journal, and the next step for it. Pure.

The life of a row, over any number of calls of ``run_many``: *waiting* when it is added; *started*
right before its request goes out; then *done*, *failed*, or *unknown* if it was started and cannot
be found. A worker owns it from the time it takes it until it has ended. If the worker dies, the
next one looks up a row that was started, and runs one that was waiting.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, Literal, TypeAlias

import attrs
from dify_api.models import AgentThought, MessageEndFile, MessageMetadata

from dify_ext._streaming.answers import ChatAnswer, WorkflowResult

Kind: TypeAlias = Literal["workflow", "chat", "completion"]
State: TypeAlias = Literal["waiting", "started", "done", "failed", "unknown"]
Step: TypeAlias = Literal["run", "look up", "leave", "wait"]

PAUSED: Final = "workflow_paused"  # the code of a row whose run waits for a human
_NOT_KEPT: Final = ("number", "begun", "stored")  # they differ from call to call
_LONGEST_USER: Final = 255  # what servers store
_MOST: Final = 10**18  # tokens, or a price


@attrs.define
class Record:
    """All that the journal knows of a row: the row itself, and how it stands.

    Attributes:
        number: Its place in the blocks of rows that its worker has, from 0.
        key: Its key.
        inputs: Its values, as JSON has them.
        query: The question, if it is no column.
        digest: The digest of inputs and query, by which a changed row is known.
        owner: The worker that runs it, or looks it up.
        state: How it stands.
        version: 2 and more if the journal has rows of this key with other values.
        attempt: How often its run was begun anew, on request or because its model was overloaded.
        finished_in: The id of the call of ``run_many`` in which it ended.
        ids: Ids of its run, as far as known.
        result: The result of its run.
        error: Why it failed, or is unknown: ``code``, ``message`` and ``kind``.
        tokens: The tokens of its run.
        price: The price of its run.
        begun: How often the present worker has begun it; not in the journal.
        stored: Its text in the journal, as it was last read or written.
    """

    number: int
    key: str
    inputs: dict[str, Any]
    query: str | None = None
    digest: str = ""
    owner: str | None = None
    state: State = "waiting"
    version: int = 1
    attempt: int = 1
    finished_in: str = ""
    ids: dict[str, str] = attrs.field(factory=dict)
    result: dict[str, Any] | None = None
    error: dict[str, str] | None = None
    tokens: int = 0
    price: str | None = None
    begun: int = 0
    stored: str | None = attrs.field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name in the journal."""
        return f"row:{self.version}:{self.key}"

    @property
    def text(self) -> str:
        """What the journal keeps of it, as JSON without default values."""
        kept = attrs.asdict(
            self,
            recurse=False,
            filter=lambda field, value: field.name not in _NOT_KEPT and value != field.default,
        )
        return json.dumps(kept)  # ASCII: a model's text may end within a character

    def end_user(self, user: str, batch: str) -> str:
        """The end user of the row's run alone, by whom it can be found again."""
        again = f"#{self.version}.{self.attempt}" if self.version > 1 else f"#{self.attempt}"
        again = "" if again == "#1" else again
        name = f"{user}:{batch}:{self.key}{again}"
        short = f"{user}:{batch}:{digest(self.key)}{again}"[-_LONGEST_USER:]
        return name if len(name) <= _LONGEST_USER else short

    def take(self, worker: str, step: Step) -> None:
        """Give it to a worker that runs it, or looks it up."""
        self.owner = worker
        if step == "look up":
            self.state = "started"
        elif self.state == "failed":
            self.begin_again()

    def begin_again(self) -> None:
        """Forget the run: the next one has an end user of its own."""
        self.attempt, self.ids, self.state = self.attempt + 1, {}, "waiting"
        self.result = self.error = None

    def succeed(self, result: WorkflowResult | ChatAnswer, price: Decimal | None) -> None:
        """Keep the result of its run; a chat's answer has its price in itself."""
        found = result.to_dict()
        self.state = "done"
        usage = found.get("usage") or {}
        self.result, self.error = found, None
        self.tokens = int(number_of(found.get("total_tokens") or usage.get("total_tokens")) or 0)
        told = number_of(price if price is not None else usage.get("total_price"))
        self.price = None if told is None else str(told)

    def fail(self, error: dict[str, str], state: Literal["failed", "unknown"] = "failed") -> None:
        """Keep why it failed, or is unknown."""
        self.state, self.error = state, error


def next_step(
    record: Record, call_id: str, alive: Collection[str], unsure: Collection[str], *, retry_failed: bool
) -> Step:
    """What a worker does with a row, in the call with this id.

    ``alive`` are the workers that are alive, ``unsure`` those whose last writes may be missing:
    their rows may have begun.
    """
    if record.owner in alive:
        return "wait"
    if record.state == "waiting":
        return "look up" if record.owner in unsure else "run"
    if record.state == "started":
        return "look up"
    if record.state == "done" or record.finished_in == call_id:
        return "leave"
    if record.state == "unknown" or (record.error or {}).get("code") == PAUSED:
        return "look up"
    return "run" if retry_failed else "leave"


def number_of(told: object) -> Decimal | None:
    """A number as a server tells it, also as a text; None for what is none."""
    try:
        found = Decimal(str(told))
        return found if -_MOST < found < _MOST else None
    except ArithmeticError:
        return None


def digest(text: str) -> str:
    """A short name for a text."""
    return sha256(text.encode()).hexdigest()[:24]


def result_from(kind: Kind, data: dict[str, Any]) -> WorkflowResult | ChatAnswer:
    """The result of a run from its JSON."""
    if kind == "workflow":
        return WorkflowResult(**data)
    data = {name: value for name, value in data.items() if name not in ("id", "usage", "retriever_resources")}
    if "metadata" in data:
        data["metadata"] = MessageMetadata.from_dict(data["metadata"])
    data["files"] = [MessageEndFile.from_dict(file) for file in data.get("files", ())]
    data["agent_thoughts"] = [AgentThought.from_dict(one) for one in data.get("agent_thoughts", ())]
    return ChatAnswer(**data)
