"""Step builders: the sequences of events that the runs of workflows consist of."""

from __future__ import annotations

from typing import Any

from ._dialects import Traits
from ._directives import RETRIES, Directives
from ._nodes import Container, Node, Round, container_completed, container_next, container_started, node
from ._script import Step, Values, spoken
from ._spec import row
from ._state import load

#: Events of a chatflow without the run's id.
NAMELESS = frozenset({"message", "message_end"})
_CHAT = {"conversation_id": "<<conversation_id>>", "message_id": "<<message_id>>", "created_at": "<<now>>"}
_TASK, _RUN = {"task_id": "<<task_id>>"}, {"workflow_run_id": "<<workflow_run_id>>"}


_SELF = {"id": "<<workflow_run_id>>", "workflow_id": "<<workflow_id>>", "sequence_number": 1}


class StepBuilder:
    """Builds the steps of one run: `chat` for a chatflow, in the manner of a release."""

    def __init__(self, chat: bool, traits: Traits, directives: Directives, values: Values) -> None:
        self.chat, self.traits, self.directives, self.values = chat, traits, directives, values
        self.priced = traits.release >= (1, 9)

    def step(self, event: str, data: Any = None, **fields: Any) -> Step:
        """An event with the fields that all events of such a run have."""
        head: dict[str, Any] = {"event": event}
        if not self.chat:
            head |= _RUN | _TASK
        else:
            head |= _CHAT | (_TASK if event in NAMELESS else _TASK | _RUN)
        return Step(head | (fields if data is None else {"data": data}))

    def slot(self, name: str, value: Any) -> str:
        """A slot with this value. Texts of users go into slots, never into templates."""
        self.values[name] = value
        return f"<<{name}>>"

    def begun(self, reason: str) -> Step:
        """The run starts, or goes on."""
        inputs = {
            "<<inputs>>": None,
            "sys.files": "<<system_files>>",
            "sys.user_id": "<<user>>",
            "sys.app_id": "<<app_id>>",
            "sys.workflow_id": "<<workflow_id>>",
            "sys.workflow_run_id": "<<workflow_run_id>>",
        }
        if self.chat:
            inputs |= {"sys.query": "<<query>>", "sys.dialogue_count": "<<dialogue_count>>"}
        data = row("WorkflowStartedData", **_SELF, inputs=inputs, created_at="<<part_at>>", reason=reason)
        return self.step("workflow_started", data)

    def finished(self, status: str, outputs: Any, error: str | None = None) -> list[Step]:
        """The run ends.

        In a chatflow the message ends, too, unless it failed: since 1.13 before the run.
        """
        data = row(
            "WorkflowFinishedData",
            **_SELF,
            status=status,
            outputs=outputs,
            error="" if error is None and self.traits.finished_error == "text" else error,
            elapsed_time="<<elapsed>>",
            total_tokens="<<total_tokens>>",
            total_steps="<<total_steps>>",
            created_by={"id": "<<user_id>>", "user": "<<user>>"},
            created_at="<<part_at>>",
            finished_at="<<clock>>",
            exceptions_count="<<exceptions>>",
            files=[],
        )
        end, last = self.step("workflow_finished", data), self.traits.message_end == "last"
        if not self.chat:
            return [end]
        if status == "failed":
            return [end, *self._error()] if last else [end]
        message = Step({**load("streams", "chat-stopped")["events"][0], "files": []})
        if last:
            return [end, message]
        return [end] if status == "stopped" else [message, end]

    def _error(self) -> list[Step]:
        said = {"code": "invalid_param", "status": 400, "message": "Run failed: <<error>>"}
        return [Step({"event": "error", **_CHAT, **said})]

    def run(self, ran: Node, *between: Step, **changed: Any) -> list[Step]:
        """A node runs; `changed` are fields of its end."""
        begun = self.step("node_started", ran.started())
        return [begun, *between, self.step("node_finished", ran.finished(**changed))]

    def start(self) -> list[Step]:
        """The first node."""
        first = node("start of a chatflow" if self.chat else "start")
        if self.traits.start_node == "system":
            return self.run(first)
        return self.run(first, inputs={"<<inputs>>": None}, outputs={"<<inputs>>": None})

    def extra(self) -> list[Step]:
        """The extra nodes of the directives."""
        steps: list[Step] = []
        for number in range(1, self.directives.nodes + 1):
            steps += self.run(node("code", number), outputs={"result": number})
        return [
            *steps,
            *self._container("iteration", self.directives.iterations),
            *self._container("loop", self.directives.loops),
        ]

    def _container(self, kind: Container, count: int) -> list[Step]:
        if not count:
            return []
        steps = [self.step(f"{kind}_started", container_started(kind, count))]
        for index in range(count):
            place = Round(kind, index)
            if kind == "iteration":
                steps.append(self.step("iteration_next", container_next(kind, index)))
                said = {"inputs": {"arg1": index + 1}, "outputs": {"output": f"output: {index + 1}"}}
                steps += self.run(node("inner", round=place), **said)
            else:
                steps += self.run(node("assigner", round=place), outputs={"num": index + 2})
                steps.append(self.step("loop_next", container_next(kind, index + 1)))
        return [*steps, self.step(f"{kind}_completed", container_completed(kind, count, self.priced))]

    def failed_model(self) -> list[Step]:
        """The model's node fails, after the recorded or requested number of retries."""
        directives, model = self.directives, node("llm1")
        again = RETRIES if directives.error and not directives.mid and not self.chat else 0
        steps = [
            self.step("node_started", model.started()),
            *self._retries(model, directives.retries or again),
        ]
        if directives.mid and not self.chat:
            words = self.words()
            steps += words[: len(words) // 2]
        if directives.partial:
            outputs = {"error_message": "<<error>>", "error_type": "InvokeError"}
            ended = self.step("node_finished", model.failed("exception", outputs))
        else:
            ended = self.step("node_finished", model.failed())
        ended.wait = (
            directives.silence + (directives.pieces * (directives.gap or 0.0) if self.chat else 0.0) or None
        )
        return [*steps, ended]

    def model(self) -> list[Step]:
        """The model's node runs.

        Its text comes meanwhile in a workflow, afterwards in a chatflow.
        """
        directives, model = self.directives, node("llm1")
        steps = [self.step("node_started", model.started()), *self._retries(model, directives.retries)]
        if not self.chat:
            steps += [*self.words(), *self._rest_of_the_end()]
            return [*steps, self.step("node_finished", model.finished())]
        ended = self.step("node_finished", model.finished(elapsed_time=0.050658))
        ended.wait = directives.silence + directives.pieces * (directives.gap or 0.0)
        return [*steps, ended]

    def _retries(self, model: Node, count: int) -> list[Step]:
        return [self.step("node_retry", model.retried(number)) for number in range(1, count + 1)]

    def word(self, text: str, *source: str) -> Step:
        """A piece of text: fixed, or a slot."""
        if self.chat:
            return self.step("message", id="<<message_id>>", answer=text, from_variable_selector=list(source))
        return self.step("text_chunk", {"text": text, "from_variable_selector": list(source)})

    def words(self) -> list[Step]:
        """The model's text in the requested number of pieces."""
        piece = self.word("<<text_piece>>", "llm1", "text").template
        if self.chat:
            return [Step(piece, step.text) for step in spoken(piece, self.directives, None)]
        return spoken(piece, self.directives, self.directives.silence or None)

    def _rest_of_the_end(self) -> list[Step]:
        # The end node streams its other outputs, too; a run that pauses has another end node.
        said = [("", "llm1", "text"), ("", "llm1", "text")]
        if not self.directives.pauses:
            said += [("\n", "endB", "answer"), ("<<usage_text>>", "llm1", "usage"), ("\n", "endB", "answer")]
            said += [("<<n_text>>", "start", "n"), ("\n", "endB", "answer"), ("", "start", "attach")]
        return [self.word(*word) for word in said]
