"""Runs: a script played event by event, whether or not somebody listens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from ._answers import PING, frame
from ._script import Step, Values, fill, usage
from ._world import App, User, World

#: The events that say how a run ended.
ENDINGS = frozenset({"message_end", "error", "workflow_finished", "workflow_paused"})


@dataclass(slots=True)
class Run:
    """One run of an app. `settle` is called once, at its first ending event, before that is sent."""

    world: World
    app: App
    user: User
    steps: list[Step]
    on_stop: list[Step]
    values: Values
    settle: Callable[[Run], None]
    events: list[dict[str, Any]] = field(default_factory=list)
    _said: str = ""
    _settled: bool = False
    _started: float = field(default_factory=time.perf_counter)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _frames: asyncio.Queue[bytes | None] = field(default_factory=asyncio.Queue)

    @property
    def said(self) -> str:
        """The answer as it was sent so far."""
        return self._said

    def start(self) -> asyncio.Task[None]:
        """Let it run; it can be stopped by its task id from now on, and takes a place of its app until it ends."""
        self.world.stops[self.values["task_id"]] = (self.user, self._stop)
        self.app.active += 1
        return self.world.spawn(self._play())

    async def frames(self) -> AsyncIterator[bytes]:
        """The stream as bytes, a ping after each silence."""
        while True:
            try:
                sent = await asyncio.wait_for(self._frames.get(), self.world.options.ping_interval)
            except TimeoutError:
                sent = PING
            if sent is None:
                return
            yield sent

    def last(self, name: str) -> dict[str, Any] | None:
        """The last event of that name."""
        return next((event for event in reversed(self.events) if event["event"] == name), None)

    async def _play(self) -> None:
        try:
            for index, step in enumerate(self.steps):
                # Each step waits at least for the loop's next turn: a stream is read while it is written.
                await self._wait(self.world.options.delay if step.wait is None else step.wait)
                if self._stop.is_set():
                    self._end_early(self.steps[index:])
                    return
                self._emit(step)
        finally:
            del self.world.stops[self.values["task_id"]]
            self.app.active -= 1
            self._frames.put_nowait(None)

    async def _wait(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return

    def _end_early(self, left: list[Step]) -> None:
        if self._settled:
            # Too late: what is left is said all the same, only speech is not.
            steps = [step for step in left if not step.template["event"].startswith("tts_")]
        else:
            steps = self.on_stop
            self.values.update(usage("", ""))
        for step in steps:
            self._emit(step)

    def _emit(self, step: Step) -> None:
        elapsed = time.perf_counter() - self._started
        self.values["latency"] = elapsed
        if self.values["generating"] is not None:
            self.values["generating"] = round(elapsed, 4)
        if step.text is not None:
            self.values["text_piece"] = step.text
            event = fill({**step.template, "answer": "<<text_piece>>"}, self.values)
        else:
            event = fill(step.template, self.values)
        if self.app.mode == "completion":
            event.pop("conversation_id", None)
        if step.is_text:
            self._said += event["answer"]
        self.events.append(event)
        if event["event"] in ENDINGS and not self._settled:
            self._settled = True
            self.settle(self)
        self._frames.put_nowait(frame(event))
