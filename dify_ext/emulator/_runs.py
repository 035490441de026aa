"""Runs: a script is played event by event, with or without a listener."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from typing import Any

from ._answers import PING, frame
from ._dialects import NodePlaces
from ._directives import Directives
from ._flow_runs import FlowRun
from ._script import Script, Step, Values, fill, usage
from ._spec import event_as_of
from ._state import App, State, User

#: The events that end a run, or pause it.
ENDINGS = frozenset({"message_end", "error", "workflow_finished", "workflow_paused"})
#: Seconds that a run in lockstep waits for readers.
PATIENCE = 10.0


class Listener:
    """A reader of a run's events, from some moment on."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.waiting = False
        self.over = False  # whether the emulator is being stopped
        run.listeners.append(self)
        run.state.listeners.add(self)

    async def next(self, seconds: float) -> dict[str, Any] | None:
        """The next event; None at the end of a part of the run.

        TimeoutError if none comes in time.
        """
        self.waiting = True
        self.run.changed.set()
        try:
            return await asyncio.wait_for(self.queue.get(), seconds)
        finally:
            self.waiting = False

    async def frames(self) -> AsyncIterator[bytes]:
        """The rest of this part as bytes, with a ping after each silence."""
        with contextlib.closing(self):
            while True:
                try:
                    event = await self.next(self.run.state.options.ping_interval)
                except TimeoutError:
                    yield PING
                    continue
                if event is None:
                    return
                yield frame(event, self.run.state.options.traits.streams)

    def end(self) -> None:
        """Tell the end of this part."""
        self.queue.put_nowait(None)

    def close(self) -> None:
        """Stop listening."""
        self.run.state.listeners.discard(self)
        if self in self.run.listeners:
            self.run.listeners.remove(self)
        self.run.changed.set()


class Run:
    """One run of an app. A pause ends one part of it, and another follows.

    `store_result` is called once in each part, at its first ending event, before that event is
    sent. `flow` is the stored data of the run of a workflow.
    """

    def __init__(
        self,
        state: State,
        app: App,
        user: User,
        script: Script,
        values: Values,
        directives: Directives,
        store_result: Callable[[Run], None] | None = None,
        flow: FlowRun | None = None,
    ) -> None:
        self.state, self.app, self.user, self.script, self.values = state, app, user, script, values
        self.directives, self.store_result, self.flow = directives, store_result, flow
        self.events: list[dict[str, Any]] = []
        self.said = ""  # the answer that was sent so far
        self.listeners: list[Listener] = []
        self.changed = asyncio.Event()  # something changed, for a run in lockstep
        self.resumed = 0  # the number of streams that resumed it
        self.active = False
        self._places = NodePlaces() if state.options.traits.node_places == "counted" else None
        self.lockstep = directives.lockstep or state.options.lockstep
        self._stored = False
        self._started = 0.0
        self._stop = asyncio.Event()

    def start(self) -> asyncio.Task[None]:
        """Start it.

        From now on its task id can stop it, and it counts as a concurrent run of its app.
        """
        self.state.runs_started += 1
        return self._part(self.script.begin)

    def go_on(self) -> None:
        """Go on after a pause, if a form that it waits for is done."""
        if not self.active and self.flow is not None and self.flow.answered:
            self._part(self.script.resume)

    def last(self, name: str) -> dict[str, Any] | None:
        """The last event of that name."""
        return next((event for event in reversed(self.events) if event["event"] == name), None)

    def _part(self, write: Callable[[], list[Step]]) -> asyncio.Task[None]:
        self._stored, self.active = False, True
        self._started = time.perf_counter()
        # The stored start of a run is that of its first event.
        first = self.flow is not None and not self.events
        self.values["part_at"] = int(self.flow.created_at if self.flow and first else self.state.time())
        self.state.stops[self.values["task_id"]] = (self.user, self._stop)
        self.app.active += 1
        return self.state.spawn(self._play(write))

    async def _play(self, write: Callable[[], list[Step]]) -> None:
        try:
            if self.lockstep:
                await self._meet()
            steps = deque(write())  # meanwhile another form may have been submitted
            while steps:
                step = steps.popleft()
                # Each step gives other tasks a chance: a stream is read while it is written.
                if step.write is None:
                    await self._wait(self._pause_before(step))
                else:
                    steps.extendleft(reversed(await self._written(step.write)))
                if self.lockstep:
                    await self._meet()
                if self._stop.is_set():
                    self._end_early([step, *steps])
                    return
                if step.write is None:
                    self._emit(step)
            if self.flow is not None and self.flow.status == "running":
                del self.app.flow_runs[self.flow.id]  # the events of a test have no end: nobody waits for it
        finally:
            del self.state.stops[self.values["task_id"]]
            self.app.active -= 1
            self.active = False
            for listener in self.listeners:
                listener.end()
        self.go_on()  # the next form may have been submitted during this part

    def _pause_before(self, step: Step) -> float:
        usual = self.state.options.delay if self.directives.pace is None else self.directives.pace
        return usual if step.wait is None else max(step.wait, self.directives.pace or 0.0)

    async def _wait(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    async def _written(self, write: Callable[[], Coroutine[Any, Any, list[Step]]]) -> list[Step]:
        """The steps that are written now; none if the run is stopped before."""
        writing, stopped = asyncio.create_task(write()), asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((writing, stopped), return_when=asyncio.FIRST_COMPLETED)
            return writing.result() if writing.done() else []
        finally:
            writing.cancel()
            stopped.cancel()

    async def _meet(self) -> None:
        """Wait until there are listeners and all of them have read everything.

        After a timeout, never again.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                while not self.listeners or not all(
                    item.waiting and item.queue.empty() for item in self.listeners
                ):
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            self.lockstep = False

    def _end_early(self, left: Iterable[Step]) -> None:
        if self._stored:
            # Too late to stop: the rest is sent all the same, except speech.
            steps = [step for step in left if not step.template["event"].startswith("tts_")]
        else:
            steps = self.script.stop()
            self.values.update(usage("", ""))
        for step in steps:
            self._emit(step)

    def _in_manner(self, event: dict[str, Any]) -> dict[str, Any]:
        """The event as this release sends it."""
        traits, simple = self.state.options.traits, self.app.mode != "advanced-chat"
        if self._places is not None and event["event"].startswith("node_"):
            self._places.note(event)
        if event["event"] == "message" and traits.text_as_files and self.values["files"] and simple:
            event = {**event, "event": "message_file"}
        event = event_as_of(event, traits.release)
        if event["event"] == "message_end" and simple and not traits.null_annotation_reply:
            metadata = event["metadata"]
            if metadata.get("annotation_reply", "") is None:
                event["metadata"] = {**metadata}
                del event["metadata"]["annotation_reply"]
        return event

    def _emit(self, step: Step) -> None:
        values, elapsed = self.values, time.perf_counter() - self._started
        values.update(
            latency=elapsed, elapsed=round(elapsed, 6), clock=int(self.state.time()), said=self.said
        )
        if values["generating"] is not None:
            values["generating"] = round(elapsed, 4)
        if step.prepare is not None:
            step.prepare()
        values["text_piece"] = step.text
        event = fill(step.template, values)
        if self.app.mode == "completion":
            event.pop("conversation_id", None)
        if step.is_text and isinstance(event["answer"], str):
            self.said += event["answer"]
        ended = event["event"] == "workflow_finished" and isinstance(event.get("data"), dict)
        if self.flow is not None and (ended or not step.verbatim):
            self.flow.note(event, values)
        if not step.verbatim:
            event = self._in_manner(event)
        self.events.append(event)
        if event["event"] in ENDINGS and not self._stored:
            self._stored = True
            if self.store_result is not None:
                self.store_result(self)
        for listener in self.listeners:
            listener.queue.put_nowait(event)
