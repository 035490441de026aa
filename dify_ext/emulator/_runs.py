"""Runs: a script tells the events of a run one by one, with or without a listener."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from ._answers import PING, frame
from ._dialects import NodePlaces, Traits
from ._directives import NOTHING, Directives
from ._flow_runs import FlowRun
from ._spec import event_as_of
from ._state import App, Conversation, Message, State, User
from ._stored import store

if TYPE_CHECKING:
    from ._respond import AskedRun
    from ._script import Script

T = TypeVar("T")

#: The events that end a run, or pause it.
ENDINGS = frozenset({"message_end", "error", "workflow_finished", "workflow_paused"})
#: Events of a chatflow without the run's id.
RUNLESS = frozenset({"message", "message_end", "message_replace", "error", "tts_message", "tts_message_end"})
#: Seconds that a run in lockstep waits for readers.
PATIENCE = 10.0


class Stopped(Exception):
    """The run was stopped before its end."""


class Listener:
    """A reader of a run's events, from some moment on."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.waiting = False
        self.over = False  # whether the emulator is being stopped
        run.listeners.append(self)
        run.state.on_close.add(self.leave)

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
                yield frame(event, self.run.traits.streams)

    def end(self) -> None:
        """Tell the end of this part."""
        self.queue.put_nowait(None)

    def leave(self) -> None:
        """End it: the emulator is being stopped."""
        self.over = True
        self.end()

    def close(self) -> None:
        """Stop listening."""
        self.run.state.on_close.discard(self.leave)
        if self in self.run.listeners:
            self.run.listeners.remove(self)
        self.run.changed.set()


class Run:
    """One run of an app. A pause ends one part of it, and another follows.

    Attributes:
        question: What the app is asked.
        message: The question and its answer, as they are stored.
        files: The files of the question, as in the end of a message.
        flow: The stored data of the run of a workflow.
        asked: What a test's function is told, if the test answers.
        rename: Whether its end names the conversation.
        part: Done when the run has ended or paused.
        said: The answer that was sent so far.
        resumed: The number of streams that resumed it.
    """

    script: Script
    part: asyncio.Future[None]

    def __init__(
        self,
        state: State,
        app: App,
        user: User,
        question: str,
        directives: Directives,
        message: Message,
        files: list[dict[str, Any]],
        flow: FlowRun | None = None,
        asked: AskedRun | None = None,
        conversation: Conversation | None = None,
        rename: bool = False,
    ) -> None:
        self.state, self.app, self.user, self.question = state, app, user, question
        self.directives, self.message, self.files, self.flow = directives, message, files, flow
        self.asked, self.conversation, self.rename = asked, conversation, rename
        self.traits: Traits = state.options.traits
        self.task_id = str(uuid4())
        self.events: list[dict[str, Any]] = []
        self.said = ""
        self.listeners: list[Listener] = []
        self.changed = asyncio.Event()  # something changed, for a run in lockstep
        self.resumed = 0
        self.active = False
        self.lockstep = directives.lockstep or state.options.lockstep
        self.part_at = int(message.created_at)  # the start of a run is that of its question
        self._places = NodePlaces() if self.traits.node_places == "counted" else None
        self._stored = self._stopped = False
        self._started = 0.0
        self._stop, self._answered = asyncio.Event(), asyncio.Event()

    @property
    def elapsed(self) -> float:
        """Seconds since this part began."""
        return time.perf_counter() - self._started

    @property
    def clock(self) -> int:
        """The time of the server's clock in whole seconds."""
        return int(self.state.time())

    @property
    def stopped(self) -> bool:
        """Whether somebody has stopped it."""
        return self._stopped

    def last(self, name: str) -> dict[str, Any] | None:
        """The last event of that name."""
        return next((event for event in reversed(self.events) if event["event"] == name), None)

    def start(self) -> None:
        """Start it.

        From now on its task id can stop it, and it counts as a concurrent run of its app.
        """
        self.state.runs_started += 1
        self._open()
        self.state.spawn(self._play())

    def go_on(self) -> None:
        """Go on after a pause, if a form that it waits for is done."""
        self._answered.set()

    async def _play(self) -> None:
        try:
            if self.lockstep:
                await self._meet()
            try:
                await self.script.write()
            except Stopped:
                await self.script.stop()
            if self.flow is not None and self.flow.status == "running":
                del self.app.flow_runs[self.flow.id]  # given events without an end: nobody waits for it
        except asyncio.CancelledError:  # the emulator is being stopped
            self.part.cancel()
            raise
        except Exception as error:
            self.part.set_exception(error)
            raise
        finally:
            if self.active:
                self._close()

    def _open(self) -> None:
        self._stored = self._stopped = False
        self.active = True
        self._started = time.perf_counter()
        self.part = asyncio.get_running_loop().create_future()
        self.state.stops[self.task_id] = (self.user, self._stop)
        self.app.active += 1

    def _close(self) -> None:
        del self.state.stops[self.task_id]
        self.app.active -= 1
        self.active = False
        if not self.part.done():
            self.part.set_result(None)
        for listener in self.listeners:
            listener.end()

    async def pause(self) -> None:
        """Wait until one of the forms that it waits for is done: submitted, or expired."""
        assert self.flow is not None
        self._close()
        while not self.flow.answered:
            self._answered.clear()
            soonest = min(form.expires_at for form in self.flow.waiting if not form.done)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._answered.wait(), max(0.0, soonest - self.state.time()))
            for form in self.flow.waiting:
                form.expired = form.action is None and form.expires_at <= self.state.time()
        self._open()
        self.part_at = self.clock
        if self.lockstep:
            await self._meet()

    async def turn(self, seconds: float | None = None) -> None:
        """Wait until it is time for the next event; by default the delay between two events.

        Each turn gives other tasks a chance: a stream is read while it is written.

        Raises:
            Stopped: The run was stopped. If its end is stored already, the rest comes at once.
        """
        if self._stopped:
            return
        pace = self.directives.pace
        usual = self.state.options.delay if pace is None else pace
        await self._wait(usual if seconds is None else max(seconds, pace or 0.0))
        if self.lockstep:
            await self._meet()
        self._check()

    def _check(self) -> None:
        if self._stop.is_set():
            self._stopped = True
            if not self._stored:
                raise Stopped

    async def _wait(self, seconds: float) -> None:
        if seconds <= NOTHING:
            await asyncio.sleep(0)
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    async def unless_stopped(self, work: Awaitable[T]) -> T:
        """The result of something that takes long; `Stopped` if the run is stopped before."""
        working, stopped = asyncio.ensure_future(work), asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((working, stopped), return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                self._check()
            return working.result()
        finally:
            working.cancel()
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

    def context(self, name: str) -> dict[str, Any]:
        """The fields that all events of this run have."""
        task = {"task_id": self.task_id}
        if self.app.mode == "workflow":
            return {"workflow_run_id": self.message.id, **task}
        message = self.message
        ids: dict[str, Any] = {"message_id": message.id, "created_at": int(message.created_at)}
        if message.conversation_id is not None:
            ids = {"conversation_id": message.conversation_id, **ids}
        if name == "error":
            return ids
        of_flow = self.flow is not None and name not in RUNLESS
        return ids | task | ({"workflow_run_id": self.flow.id} if self.flow and of_flow else {})

    def emit(self, name: str, /, **fields: Any) -> None:
        """Send an event, in the manner of this release."""
        event = {"event": name, **self.context(name), **fields}
        if name in ("message", "agent_message"):
            self.said += event["answer"]
        if self.flow is not None:
            self.flow.note(event)
        self._send(self._in_manner(event))

    def emit_given(self, event: dict[str, Any]) -> None:
        """Send an event that was given as a whole. It says nothing about the nodes of the run."""
        if event["event"] in ("message", "agent_message") and isinstance(event["answer"], str):
            self.said += event["answer"]
        if self.flow is not None and event["event"] == "workflow_finished" and event["data"]:
            self.flow.note(event)
        self._send(event)

    def _in_manner(self, event: dict[str, Any]) -> dict[str, Any]:
        traits, simple = self.traits, self.app.mode != "advanced-chat"
        if self._places is not None and event["event"].startswith("node_"):
            self._places.note(event)
        if event["event"] == "message" and traits.text_as_files and self.files and simple:
            event = {**event, "event": "message_file"}
        event = event_as_of(event, traits.release)
        if event["event"] == "message_end" and simple and not traits.null_annotation_reply:
            metadata = event["metadata"]
            if metadata.get("annotation_reply", "") is None:
                event["metadata"] = {**metadata}
                del event["metadata"]["annotation_reply"]
        return event

    def _send(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        if event["event"] in ENDINGS and not self._stored:
            self._stored = True
            store(self, event)
        for listener in self.listeners:
            listener.queue.put_nowait(event)
