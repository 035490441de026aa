"""The scripts of workflows, alone or in a chatflow, in the form of 1.13."""

from __future__ import annotations

from typing import Any

from ._flow_runs import FlowRun
from ._human import Form, paused
from ._nodes import Container, Node, container_completed, container_next, container_started, node
from ._respond import Answer, DifyFailure, FilledForm, HumanInput, Iteration, NodeRun
from ._runs import Run
from ._script import Cost, Script, parts_of, spent
from ._spec import row


class FlowScript(Script):
    """The script of a workflow or a chatflow."""

    def __init__(self, run: Run, flow: FlowRun) -> None:
        super().__init__(run)
        self.flow, self.chat = flow, run.app.mode == "advanced-chat"
        self.traits, self.inputs = run.traits, run.message.inputs
        self.files = []  # as recorded
        self.model = node("llm1")
        self.humans = 0  # the number of nodes that have asked a person

    # The data of events

    def begun(self, reason: str) -> dict[str, Any]:
        """The run starts, or goes on."""
        known = {"inputs": self.flow.all_inputs, "created_at": self.run.part_at, "reason": reason}
        return row("WorkflowStartedData", self.flow, **known, sequence_number=1)

    def ended(self, status: str, outputs: Any, error: str | None) -> dict[str, Any]:
        """The run ends."""
        if error is None and self.traits.finished_error == "text":
            error = ""
        return row(
            "WorkflowFinishedData",
            self.flow,
            sequence_number=1,
            status=status,
            outputs=outputs,
            error=error,
            elapsed_time=round(self.run.elapsed, 6),
            total_tokens=self.cost.tokens,
            total_steps=self.flow.steps,
            created_by={"id": self.run.user.id, "user": self.run.user.name},
            created_at=self.run.part_at,
            finished_at=self.run.clock,
            exceptions_count=self.flow.exceptions,
            files=[],
        )

    def fields_of(self, name: str) -> dict[str, Any]:
        """What an event has besides the ids of its run, if nothing is said about it."""
        made, now = Node("node", "code", "Node"), self.run.clock
        outputs = {"answer": self.run.said, "files": []} if self.chat else {}
        made.begin(now)
        made.end(now)
        known: dict[str, Any] = {
            "text_chunk": {"text": "", "from_variable_selector": ["llm1", "text"]},
            "workflow_started": self.begun("initial"),
            "workflow_finished": self.ended("succeeded", outputs, None),
            "node_started": made.started(),
            "node_finished": made.finished(),
        }
        if name == "message":
            return self.text("", "llm1", "text")
        return {"data": known[name]} if name in known else super().fields_of(name)

    # The steps

    async def begin(self) -> None:
        """The run starts, and its first node runs."""
        if self.traits.first_ping:
            await self.run.turn()
            self.run.emit_given({"event": "ping"})
        await self.tell("workflow_started", data=self.begun("initial"))
        shown = dict(self.inputs)
        if self.traits.start_node == "system":
            talk = {"sys.conversation_id": self.run.message.conversation_id}
            stamp = {"sys.timestamp": int(self.flow.created_at)}
            shown = {**self.flow.all_inputs, **(talk if self.chat else stamp)}
        name = "start of a chatflow" if self.chat else "start"
        await self.ran(node(name, inputs=shown, outputs=shown))

    async def started(self, made: Node) -> None:
        """A node starts."""
        await self.run.turn()
        self._begin(made)

    def _begin(self, made: Node) -> None:
        self.flow.begin(made, self.run.clock)
        self.run.emit("node_started", data=made.started())

    async def finished(
        self, made: Node, status: str = "succeeded", wait: float | None = None, **changed: Any
    ) -> None:
        """A node ends."""
        await self.run.turn(wait)
        made.end(self.run.clock, status)
        self.flow.exceptions += status in ("failed", "exception")
        self.run.emit("node_finished", data=made.finished(**changed))

    async def ran(
        self, made: Node, status: str = "succeeded", wait: float | None = None, **changed: Any
    ) -> None:
        """A node runs."""
        await self.started(made)
        await self.finished(made, status, wait, **changed)

    async def word(self, text: str, node_id: str, name: str, wait: float | None = None) -> None:
        """A piece of text, from this variable."""
        if not self.chat:
            await self.tell(
                "text_chunk", wait, data={"text": text, "from_variable_selector": [node_id, name]}
            )
        elif text or not self.directives.moderation:
            await self.tell("message", wait, **self.text(text, node_id, name))

    async def end_run(self, status: str, outputs: Any, error: str | None = None) -> None:
        """The run ends.

        In a chatflow the message ends, too, unless it failed: since 1.13 before the run.
        """
        message, last = self.chat and status != "failed", self.traits.message_end == "last"
        if message and not last and status != "stopped":
            await self._end_message()
        await self.run.turn()
        self.run.emit("workflow_finished", data=self.ended(status, outputs, error))
        if message and last:
            await self._end_message()
        elif self.chat and last:
            await self.tell("error", code="invalid_param", status=400, message=f"Run failed: {error}")

    async def _end_message(self) -> None:
        await self.run.turn()
        self.run.emit("message_end", **self.end())

    async def stop(self) -> None:
        """The run ends."""
        self.cost = Cost()
        await self.end_run("stopped", {}, "Stopped by user.")

    async def fail_model(self, error: str, retries: int = 0, half: Answer | None = None) -> None:
        """The model's node fails, after some retries, or after half of its text."""
        directives, partial = self.directives, self.directives.partial
        if not self.model.place:
            await self.started(self.model)
        await self.retry(retries, error)
        if half is not None:
            await self.say(half)
        wait = directives.silence + (directives.pieces * (directives.gap or 0.0) if self.chat else 0.0)
        outputs = {"error_message": error, "error_type": "InvokeError"} if partial else {}
        self.model.process_data, self.model.execution_metadata = {}, None
        self.model.outputs = outputs
        await self.finished(self.model, "exception" if partial else "failed", wait or None, error=error)

    async def retry(self, count: int, error: str) -> None:
        """The model's node fails so many times, and is tried again."""
        failed = node("llm1", id=self.model.id, created_at=self.model.created_at, elapsed_time=0.13)
        for number in range(1, count + 1):
            await self.run.turn()
            failed.end(self.run.clock, "retry")
            self.flow.steps, self.flow.exceptions = self.flow.steps + 1, self.flow.exceptions + 1
            self.run.emit("node_retry", data={**failed.finished(error=error), "retry_index": number})

    async def say(self, answer: Answer) -> None:
        """The model's text, in its pieces."""
        delay = answer.delay or None
        for part in parts_of(answer):
            await self.word(part, "llm1", "text", delay)
            delay = answer.gap or None

    def think(self, text: str) -> None:
        """The model's node is to say this text."""
        usage, model = spent(self.cost, self.traits.release), self.model
        prompts = [
            {"role": "system", "text": "You are a test.", "files": []},
            {"role": "user", "text": self.run.question, "files": []},
        ]
        made_by = {"model_provider": "fakeorg/fakeprov/fakeprov", "model_name": "fake-chat"}
        end = {"usage": usage, "finish_reason": "stop"}
        model.process_data = {"model_mode": "chat", "prompts": prompts, **end, **made_by}
        model.outputs = {"text": text, "reasoning_content": "", **end}
        model.execution_metadata = {
            "total_tokens": self.cost.tokens,
            "total_price": self.cost.total_price,
            "currency": "USD",
        }

    async def container(self, kind: Container, title: str, rounds: list[tuple[Any, Any]]) -> None:
        """An iteration or a loop of one node; `rounds` are its inputs and outputs."""
        run, container, outputs = self.run, Node(kind, kind, title, 0.02), [output for _, output in rounds]
        await run.turn()
        self.flow.begin(container, run.clock)
        run.emit(f"{kind}_started", data=container_started(container, len(rounds)))
        for index, (given, output) in enumerate(rounds):
            if kind == "iteration":
                await self.tell("iteration_next", data=container_next(container, index))
                await self.ran(node("inner", inputs=given, outputs={"output": output}, round=(kind, index)))
            else:
                await self.ran(node("assigner", outputs=output, round=(kind, index)))
                await self.tell("loop_next", data=container_next(container, index + 1))
        await run.turn()
        container.end(run.clock)
        data = container_completed(container, outputs, self.traits.release >= (1, 9))
        run.emit(f"{kind}_completed", data=data)

    async def open_form(self, human: HumanInput | None = None) -> Form:
        """A node starts that asks a person: the recorded question, or that of a test."""
        self.humans += 1
        made, state = node("human", self.humans), self.run.state
        await self.run.turn()
        expires = state.time() + (self.directives.expires if human is None else human.expires)
        form = Form(self.flow, made, self.run.question, self.chat, self.traits, expires)
        if human is not None:
            form.text, form.fields = human.content, tuple(human.fields)
            form.actions = tuple(
                {"id": one, "title": one.capitalize(), "button_style": "default"} for one in human.actions
            )
        self.flow.forms.append(form)
        state.forms[form.token] = form
        self._begin(made)
        return form

    async def ask(self, forms: list[Form]) -> list[Form]:
        """Pause until a form is done; the forms that are not."""
        run, flow = self.run, self.flow
        for form in forms:
            await self.tell("human_input_required", data=form.required())
            form.node.end(run.clock, "paused")
        await run.turn()
        elapsed, tokens = round(run.elapsed, 6), self.cost.tokens
        run.emit("workflow_paused", data=paused(flow, forms, run.part_at, elapsed, tokens))
        await run.pause()
        left = [form for form in forms if not form.done]
        await self.tell("workflow_started", data=self.begun("resumption"))
        for form in forms:
            await self.started(form.node)
            if form not in left:
                form.told = True
                name = "human_input_form_filled" if form.action else "human_input_form_timeout"
                await self.tell(name, data=form.submission())
                if not left and form is forms[-1]:
                    await self.filled(form)
                await self.finished(form.node, inputs=form.taken(), outputs=form.outputs())
        return left

    async def filled(self, form: Form) -> None:
        """What is told before the last node ends that has asked."""


class GivenFlow(FlowScript):
    """The script of an app that a test or a seed file answers for."""

    def __init__(self, run: Run, flow: FlowRun) -> None:
        super().__init__(run, flow)
        self.files = run.files

    async def write(self) -> None:
        """The start, and what follows as soon as it is known; or all events, if they are given."""
        responder = self.run.app.responder
        whole = responder is not None and responder.has_events
        if not whole:
            await self.begin()
        ready = await self.given()
        while isinstance(ready, HumanInput):
            form = await self.open_form(ready)
            await self.ask([form])
            ready = await self.given(FilledForm(form.action["id"] if form.action else "", form.inputs))
        if isinstance(ready, list):
            await self.tell_given(ready if whole else self._after_the_start(ready))
        elif isinstance(ready, DifyFailure):
            await self._fail(ready)
        else:
            await self._answer(ready)

    def _after_the_start(self, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The events of a function: the start was sent before, so a chatflow's run ends as well."""
        events = [event for event in events if event["event"] != "workflow_started"]
        names = [event["event"] for event in events]
        if self.chat and "message_end" in names and "workflow_finished" not in names:
            place = names.index("message_end") + (self.traits.message_end != "last")
            events.insert(place, {"event": "workflow_finished"})
        return events

    async def _answer(self, answer: Answer) -> None:
        for number, ran in enumerate(answer.nodes, 1):
            await self._ran(number, ran)
        if answer.text is not None:
            self.think(answer.text)
            await self.started(self.model)
            if self.chat and answer.error is None:
                await self.finished(self.model)
            await self.say(answer)
            if not self.chat and answer.error is None:
                await self.finished(self.model)
        if answer.error is not None:
            await self._fail(answer.error)
            return
        outputs = dict(answer.outputs or {})
        if self.chat:
            outputs = {"answer": answer.text or "", "files": [], **outputs}
            made = node("answer", outputs=outputs)
        else:
            made = Node("end", "end", "End", 7.4e-05, inputs=outputs, outputs=outputs)
        await self.run.turn(None if answer.text else answer.delay or None)
        self._begin(made)
        await self.finished(made)
        await self.end_run("succeeded", outputs)

    async def _ran(self, number: int, ran: NodeRun | Iteration) -> None:
        if isinstance(ran, Iteration):
            rounds = [({"item": index}, output) for index, output in enumerate(ran.outputs)]
            await self.container("iteration", ran.title, rounds)
            return
        made = Node(f"node{number}", ran.type, ran.title, inputs=dict(ran.inputs), outputs=dict(ran.outputs))
        failed = {} if ran.error is None else {"status": "exception", "error": ran.error}
        await self.ran(made, wait=ran.delay or None, **failed)

    async def _fail(self, failure: DifyFailure) -> None:
        self.cost = Cost()
        await self.fail_model(failure.message)
        await self.end_run("failed", {}, failure.message)
