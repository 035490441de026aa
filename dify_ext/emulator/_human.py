"""Forms of paused runs, and their data in events and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

from ._dialects import Traits
from ._flow_runs import FlowRun
from ._nodes import Node
from ._spec import as_of, row

ACTIONS = (
    {"id": "approve", "title": "Approve", "button_style": "primary"},
    {"id": "reject", "title": "Reject", "button_style": "default"},
)
#: The only input of the recorded forms.
INPUT = "comment"
_PLACE = "{{{{#$output.{0}#}}}}"
_DEFAULT = {"type": "constant", "selector": [], "value": "dflt"}


@dataclass(slots=True)
class Form:
    """A form. `asked` is the text it shows; it is `done` when it was submitted or has expired."""

    flow: FlowRun
    node: Node
    asked: str
    chat: bool
    traits: Traits
    expires_at: float
    fields: tuple[str, ...] = (INPUT,)
    actions: tuple[dict[str, str], ...] = ACTIONS
    text: str | None = None  # a text of its own, instead of the recorded one
    id: str = field(default_factory=lambda: str(uuid4()))
    token: str = field(default_factory=lambda: token_urlsafe(17))
    action: dict[str, str] | None = None
    inputs: dict[str, Any] = field(default_factory=dict)
    expired: bool = False
    told: bool = False  # whether the run has passed it

    @property
    def done(self) -> bool:
        """Whether the run need not wait for it any more."""
        return self.action is not None or self.expired

    @property
    def template(self) -> str:
        """Its text with the names of the workflow's variables."""
        return self._text("{{#sys.query#}}" if self.chat else "{{#start.text#}}")

    @property
    def content(self) -> str:
        """Its text for a person, with a placeholder for the input."""
        return self._text(self.asked)

    def _text(self, asked: str) -> str:
        places = "\n".join(_PLACE.format(name) for name in self.fields)
        if self.text is not None:
            return f"{self.text}\n{places}"
        return f"Please review: {asked}{'' if self.chat else ' '}\n{places}"

    @property
    def rendered(self) -> str:
        """Its text with the input."""
        shown = self.content
        for name in self.fields:
            shown = shown.replace(_PLACE.format(name), str(self.inputs.get(name, "")))
        return shown

    def definition(self) -> dict[str, Any]:
        """The form for the person who fills it in."""
        return row("HumanInputFormDefinition", **self._shown(True), user_actions=list(self.actions))

    def required(self, live: bool = True) -> Any:
        """The data of human_input_required; a snapshot has the text with variables."""
        return as_of("HumanInputForm", row("HumanInputForm", self, **self._shown(live)), self.traits.release)

    def reason(self, live: bool = True) -> Any:
        """The reason of a pause in workflow_paused."""
        shown = row("PauseReason", self, TYPE="human_input_required", **self._shown(live))
        return as_of("PauseReason", shown, self.traits.release)

    def _shown(self, live: bool) -> dict[str, Any]:
        kind = {"type": "paragraph" if self.traits.people_api else "text_input", "default": _DEFAULT}
        return {
            "form_id": self.id,
            "form_token": self.token,
            "form_content": self.content if live else self.template,
            "node_id": self.node.node_id,
            "node_title": self.node.title,
            "inputs": [{"output_variable_name": name, **kind} for name in self.fields],
            "actions": list(self.actions),
            "display_in_ui": True,
            "approval_channels": ["console"],
            "resolved_default_values": {},
            "expiration_time": int(self.expires_at),
        }

    def submission(self) -> dict[str, Any]:
        """The data of human_input_form_filled or human_input_form_timeout."""
        head = {"node_id": self.node.node_id, "node_title": self.node.title}
        if self.action is None:
            return {**head, "expiration_time": int(self.expires_at)}
        action = {"action_id": self.action["id"], "action_text": self.action["title"]}
        return {**head, "rendered_content": self.rendered, **action}

    def outputs(self) -> dict[str, Any]:
        """The outputs of its node."""
        action = self.action or {"id": "", "title": ""}
        return {
            **self.inputs,
            "__action_id": action["id"],
            "__rendered_content": self.rendered,
            "__action_value": action["title"],
        }

    def taken(self) -> dict[str, Any]:
        """The inputs of its node."""
        return {name: {"value_type": _type_of(value), "value": value} for name, value in self.inputs.items()}


def paused(
    flow: FlowRun, forms: list[Form], created_at: int, elapsed: float, tokens: int, live: bool = True
) -> dict[str, Any]:
    """The data of workflow_paused, for the forms that the run waits for."""
    return row(
        "WorkflowPausedData",
        workflow_run_id=flow.id,
        paused_nodes=[form.node.node_id for form in forms],
        outputs={},
        reasons=[form.reason(live) for form in forms],
        status="paused",
        created_at=created_at,
        elapsed_time=elapsed,
        total_tokens=tokens,
        total_steps=flow.steps,
    )


def _type_of(value: Any) -> str:
    if isinstance(value, dict):
        return "file" if "transfer_method" in value else "object"
    return "array[any]" if isinstance(value, list) else "string"
