"""The events of a workflow's run, alone or in a chatflow: from its start, or a pause, to the next
pause or the end.

A workflow checks if the text says ``skip``; if not, a model echoes the text. A workflow that pauses
asks a person instead, and ends in another way if the person rejects. A chatflow runs the model,
assigns variables and answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from ._directives import Directives
from ._human import INPUT, Form
from ._nodes import Node, node
from ._script import Step, Values, with_extras
from ._spec import row
from ._step_builder import StepBuilder

if TYPE_CHECKING:
    from ._respond import HumanInput


class Opener(Protocol):
    """Makes a form for a node when it begins to wait; a test can say what is in it."""

    def __call__(self, node: Node, human: HumanInput | None = None) -> Form:
        """The form."""
        ...


class Flow:
    """The script of one run."""

    def __init__(self, builder: StepBuilder, open_form: Opener, *, skips: bool = False) -> None:
        self.builder, self.open_form = builder, open_form
        self.directives: Directives = builder.directives
        self.values: Values = builder.values
        self.skips = skips and not builder.chat and not self.directives.pauses
        self.asked = 0  # the number of pauses so far
        self.waiting: list[Form] = []

    def begin(self) -> list[Step]:
        """The steps from the start."""
        builder, directives = self.builder, self.directives
        steps = [Step({"event": "ping"})] if builder.traits.first_ping else []
        steps += [builder.begun("initial"), *builder.start()]
        if not builder.chat and not directives.pauses:
            steps += builder.run(node("cond that skips" if self.skips else "cond"))
        steps += builder.extra()
        if self.skips:
            word = builder.word("skipped <<query>>", "tpl", "output")
            return [*steps, *builder.run(node("tpl"), word), *self._end("endA", None)]
        if directives.error or directives.fail:
            return [*steps, *builder.failed_model(), *builder.finished("failed", {}, "<<error>>")]
        if directives.model:
            steps += builder.failed_model() if directives.partial else builder.model()
        if directives.pauses:
            return [*steps, *(builder.words() if builder.chat and directives.model else []), *self._ask()]
        if not builder.chat:
            return [*steps, *self._end("endB", None)]
        steps += builder.run(node("assign"), *self._answer())
        return with_extras([*steps, *self._end("answer", "<<answer>>")], directives)

    def resume(self) -> list[Step]:
        """The steps after forms were submitted or expired."""
        builder = self.builder
        steps = [builder.begun("resumption")]
        news = [form for form in self.waiting if not form.told]
        left = [form for form in news if not form.done]
        rejected = any(form.action and form.action["id"] == "reject" for form in self.waiting)
        last = not left and (rejected or self.asked == self.directives.pauses)
        for form in news:
            steps.append(builder.step("node_started", form.node.started()))
            if form.done:
                steps += self._tell(form)
                if last and form is news[-1]:
                    steps += self._outcome(form, rejected)
                steps.append(self._done(form))
        if left:
            return [*steps, *self._wait([form.node for form in left])]
        if not last:
            return [*steps, *self._ask()]
        end = "A" if builder.chat else "e"
        return with_extras([*steps, *self._end(f"{end}{2 if rejected else 1}", "<<said>>")], self.directives)

    def stop(self) -> list[Step]:
        """The end of a run that is stopped."""
        return self.builder.finished("stopped", {}, "Stopped by user.")

    def _end(self, name: str, answer: str | None) -> list[Step]:
        """The last node and the end.

        A chatflow ends with this answer, a workflow with the node's outputs.
        """
        last = node(name)
        changed = (
            {} if answer is None or not self.builder.chat else {"outputs": {"answer": answer, "files": []}}
        )
        outputs = changed.get("outputs", last.kind["outputs"])
        status = "partial-succeeded" if self.directives.partial and self.directives.model else "succeeded"
        return [*self.builder.run(last, **changed), *self.builder.finished(status, outputs)]

    def _answer(self) -> list[Step]:
        """The answer of a chatflow, in the pieces of its answer node."""
        word = self.builder.word
        return [
            *self.builder.words(),
            word("", "llm1", "text"),
            word("", "llm1", "text"),
            word("\n[topic=", "answer", "answer"),
            word("<<query>>", "conversation", "topic"),
            word(" n=", "answer", "answer"),
            word("<<count>>", "conversation", "count"),
            word("]", "answer", "answer"),
        ]

    def _ask(self) -> list[Step]:
        """Ask the next persons."""
        first, forms = self.asked * self.directives.forms + 1, self.directives.forms
        self.asked += 1
        self.waiting = []
        humans = [node("human", number) for number in range(first, first + forms)]
        steps = []
        for human in humans:
            steps.append(self.builder.step("node_started", human.started()))
            steps[-1].prepare = self._opener(human)
        return [*steps, *self._wait(humans)]

    def _opener(self, human: Node) -> Callable[[], None]:
        return lambda: self.waiting.append(self.open_form(human))

    def _wait(self, humans: list[Node]) -> list[Step]:
        """The questions, and the pause."""
        steps = [self.builder.step("human_input_required", f"<<asked:{human.key}>>") for human in humans]
        steps[0].prepare = self._show
        data = row(
            "WorkflowPausedData",
            workflow_run_id="<<workflow_run_id>>",
            paused_nodes=[human.node_id for human in humans],
            outputs={},
            reasons="<<reasons>>",
            status="paused",
            created_at="<<part_at>>",
            elapsed_time="<<elapsed>>",
            total_tokens="<<total_tokens>>",
            total_steps="<<total_steps>>",
        )
        return [*steps, self.builder.step("workflow_paused", data)]

    def _show(self) -> None:
        """Put the forms that still wait into their slots."""
        forms = [form for form in self.waiting if not form.told]
        self.values["reasons"] = [form.reason() for form in forms]
        for form in forms:
            self.values[f"asked:{form.node.key}"] = form.required()

    def _tell(self, form: Form) -> list[Step]:
        """The form was submitted, or it expired."""
        form.told = True
        number = form.node.node_id.removeprefix("human")
        given = self.values.setdefault("given", {})
        given[f"{INPUT}{number}"] = form.inputs.get(INPUT)
        given[f"act{number}"] = form.action["id"] if form.action else ""
        name = "human_input_form_filled" if form.action else "human_input_form_timeout"
        return [self.builder.step(name, self.builder.slot(f"told:{form.node.key}", form.submission()))]

    def _done(self, form: Form) -> Step:
        """The end of the form's node."""
        slot, key = self.builder.slot, form.node.key
        taken, outputs = slot(f"taken:{key}", form.taken()), slot(f"outputs:{key}", form.outputs())
        return self.builder.step("node_finished", form.node.finished(inputs=taken, outputs=outputs))

    def _outcome(self, form: Form, rejected: bool) -> list[Step]:
        """The text at the end of a run that asked."""
        word, human = self.builder.word, form.node.node_id
        comment = self.builder.slot("comment", str(form.inputs.get(INPUT, "")))
        if self.builder.chat:
            lead = "\n" if self.directives.model else ""
            if rejected:
                return [word(f"{lead}rejected", "e2", "answer")]
            if form.expired:
                return [word(f"{lead}nobody came", "e1", "answer")]
            return [word(f"{lead}approved ", "e1", "answer"), word(comment, human, INPUT)]
        if rejected:
            self.values["given"] = {"rejected": form.inputs.get(INPUT)}
            return [word(comment, human, INPUT)]
        action = self.builder.slot("action", form.action["id"] if form.action else "")
        return [word(comment, human, INPUT), word("\n", "e1", "answer"), word(action, human, "__action_id")]
