"""The script of the workflow and the chatflow that are always there, as recordings have it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from ._directives import RETRIES
from ._flow_runs import FlowRun
from ._flow_script import FlowScript
from ._human import INPUT, Form
from ._nodes import Node, node
from ._respond import Answer
from ._runs import Run
from ._script import cost_of, spent, split


class RecordedFlow(FlowScript):
    """The script of the apps that are always there, as the question directs.

    A workflow checks if the text says ``skip``; if not, a model echoes the text. A workflow that
    pauses asks a person instead, and ends in another way if the person rejects. A chatflow runs the
    model, assigns variables and answers.
    """

    def __init__(self, run: Run, flow: FlowRun, count: int) -> None:
        super().__init__(run, flow)
        said, self.count = self.directives, count
        self.skips = "skip" in run.question and not self.chat and not said.pauses
        self.answer, gap = said.text, 0.0 if self.chat else said.gap or 0.0
        # A chatflow is silent before its model has ended.
        delay = 0.0 if self.chat else said.silence + gap
        self.reply = Answer(said.text, pieces=split(said.text, said.pieces), delay=delay, gap=gap)
        if self.chat and not said.pauses:
            self.answer += f"\n[topic={run.question} n={count}]"
        if said.model and not said.free and ("skip" not in run.question or self.chat):
            self.cost = cost_of(run.question, self.answer)
        self.forms: list[Form] = []  # of the last pause
        self.outcome: Form | None = None  # the one that decides how the run ends
        self.last_pause = False

    async def write(self) -> None:
        """From the start to the end."""
        said, failure = self.directives, self.failure.message
        await self.begin()
        if not self.chat and not said.pauses:
            await self._check()
        await self._extra()
        if self.skips:
            await self._skip()
            return
        if said.error or said.fail:
            again = RETRIES if said.error and not said.mid and not self.chat else 0
            pieces = split(said.text, said.pieces)
            half = replace(self.reply, pieces=pieces[: len(pieces) // 2])
            mid = said.mid and not self.chat
            await self.fail_model(failure, said.retries or again, half if mid else None)
            await self.end_run("failed", {}, failure)
            return
        if said.partial and said.model:
            await self.fail_model(failure, said.retries)
        elif said.model:
            await self._think()
        if said.pauses:
            await self._pauses()
        elif self.chat:
            await self._answer()
        else:
            shown = {name: self.inputs.get(name) for name in ("n", "attach")}
            shown = {"out": said.text, "usage": spent(self.cost, self.traits.release), **shown}
            await self._end(node("endB", inputs=shown, outputs=shown), shown)

    async def _check(self) -> None:
        condition = {"actual_value": self.run.question, "expected_value": "skip"}
        made = node("cond", inputs={"conditions": [{**condition, "comparison_operator": "contains"}]})
        results = made.process_data["condition_results"][0]
        results = {**results, "results": [self.skips], "final_result": self.skips}
        made.process_data = {"condition_results": [results]}
        made.outputs = {"result": self.skips, "selected_case_id": str(self.skips).lower()}
        await self.ran(made)

    async def _extra(self) -> None:
        said = self.directives
        for number in range(1, said.nodes + 1):
            await self.ran(node("code", number, outputs={"result": number}))
        if said.iterations:
            numbers = range(1, said.iterations + 1)
            await self.container(
                "iteration", "Iteration", [({"arg1": number}, f"output: {number}") for number in numbers]
            )
        if said.loops:
            await self.container("loop", "Loop", [({}, {"num": index + 2}) for index in range(said.loops)])

    async def _skip(self) -> None:
        question, text = self.run.question, f"skipped {self.run.question}"
        made = node("tpl", inputs={"text": question}, outputs={"output": text})
        await self.started(made)
        await self.word(text, "tpl", "output")
        await self.finished(made)
        await self._end(node("endA", inputs={"out": text}, outputs={"out": text}), {"out": text})

    async def _think(self) -> None:
        said = self.directives
        self.think(said.text)
        await self.started(self.model)
        await self.retry(said.retries, self.failure.message)
        if self.chat:
            wait = said.silence + said.pieces * (said.gap or 0.0)
            await self.finished(self.model, wait=wait or None, elapsed_time=0.050658)
            return
        await self.say(self.reply)
        for word in self._rest_of_the_end():
            await self.word(*word)
        await self.finished(self.model)

    def _rest_of_the_end(self) -> list[tuple[str, str, str]]:
        # The end node streams its other outputs, too; a run that pauses has another end node.
        rest = [("", "llm1", "text"), ("", "llm1", "text")]
        if not self.directives.pauses:
            usage = json.dumps(spent(self.cost, self.traits.release), indent=2, ensure_ascii=False)
            number = self.inputs.get("n")
            rest += [("\n", "endB", "answer"), (usage, "llm1", "usage"), ("\n", "endB", "answer")]
            rest += [("" if number is None else str(number), "start", "n")]
            rest += [("\n", "endB", "answer"), ("", "start", "attach")]
        return rest

    async def _answer(self) -> None:
        """Variables are assigned; meanwhile the answer comes in the pieces of its node."""
        question, count = self.run.question, self.count
        changed = {"count": ("integer", count), "topic": ("string", question)}
        updates = [
            {"name": name, "selector": ["conversation", name], "value_type": kind, "new_value": value}
            for name, (kind, value) in changed.items()
        ]
        done = {"count": count, "topic": question, "__updated_variables": updates}
        made = node("assign", process_data=done)
        await self.started(made)
        await self.say(self.reply)
        for word in (
            ("", "llm1", "text"),
            ("", "llm1", "text"),
            ("\n[topic=", "answer", "answer"),
            (question, "conversation", "topic"),
            (" n=", "answer", "answer"),
            (str(count), "conversation", "count"),
            ("]", "answer", "answer"),
        ):
            await self.word(*word)
        await self.moderate()
        await self.finished(made)
        outputs = {"answer": self.answer, "files": []}
        await self._end(node("answer", outputs=outputs), outputs)

    async def _end(self, made: Node, outputs: dict[str, Any]) -> None:
        await self.ran(made)
        partial = self.directives.partial and self.directives.model
        await self.end_run("partial-succeeded" if partial else "succeeded", outputs)
        await self.speak()

    async def _pauses(self) -> None:
        said = self.directives
        if self.chat and said.model:
            await self.say(self.reply)
        given: dict[str, Any] = {}
        for turn in range(1, said.pauses + 1):
            self.last_pause = turn == said.pauses
            self.forms = left = [await self.open_form() for _ in range(said.forms)]
            while left:
                left = await self.ask(left)
            for form in self.forms:
                number = form.node.node_id.removeprefix("human")
                given |= {f"{INPUT}{number}": form.inputs.get(INPUT)}
                given |= {f"act{number}": form.action["id"] if form.action else ""}
            if self._rejected:
                break
        name = f"{'A' if self.chat else 'e'}{2 if self._rejected else 1}"
        if self.chat:
            outputs = {"answer": self.run.said, "files": []}
            await self._end(node(name, outputs=outputs), outputs)
            return
        if self._rejected and self.outcome:
            given = {"rejected": self.outcome.inputs.get(INPUT)}
        await self._end(node(name, inputs=given, outputs=given), given)

    @property
    def _rejected(self) -> bool:
        return any(form.action and form.action["id"] == "reject" for form in self.forms)

    async def filled(self, form: Form) -> None:
        """The text at the end of a run that asked."""
        if not self.last_pause and not self._rejected:
            return
        self.outcome = form
        comment, human = str(form.inputs.get(INPUT, "")), form.node.node_id
        if not self.chat:
            await self.word(comment, human, INPUT)
            if not self._rejected:
                await self.word("\n", "e1", "answer")
                await self.word(form.action["id"] if form.action else "", human, "__action_id")
            return
        lead = "\n" if self.directives.model else ""
        if self._rejected:
            await self.word(f"{lead}rejected", "e2", "answer")
        elif form.expired:
            await self.word(f"{lead}nobody came", "e1", "answer")
        else:
            await self.word(f"{lead}approved ", "e1", "answer")
            await self.word(comment, human, INPUT)
        await self.moderate()
