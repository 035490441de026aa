"""Forms of paused runs: get one, submit it."""

from __future__ import annotations

from typing import Any

from ._call import AppCall, Call, read_json
from ._errors import Refusal, not_found
from ._human import Form
from ._state import State


async def get_human_input_form(call: AppCall) -> Any:
    """The form for the person who fills it in."""
    form = form_of(call)
    must_wait(call.state, form)
    return form.definition()


async def submit_human_input_form(call: AppCall) -> Any:
    """The run goes on."""
    asked = await call.body()
    submit(call.state, form_of(call), asked)
    return {}


def form_of(call: AppCall) -> Form:
    """The form, or 404; a form of another app is unknown."""
    form = call.state.forms.get(call.path("form_token"))
    if form is None or form.flow.app is not call.app:
        raise not_found("Form not found")
    return form


def must_wait(state: State, form: Form) -> None:
    """412 if no run waits for the form any more."""
    if form.action is not None:
        message = f"This form has already been submitted by another user, form_id={form.id}"
        raise Refusal(412, "human_input_form_submitted", message)
    if form.expired or form.expires_at <= state.time():
        raise Refusal(412, "human_input_form_expired", f"This form has expired, form_id={form.id}")


def submit(state: State, form: Form, asked: dict[str, object]) -> None:
    """Store the answers, and let the run go on."""
    must_wait(state, form)
    action = next((action for action in form.actions if action["id"] == asked["action"]), None)
    if action is None:
        raise Refusal(400, "invalid_form_data", f"Invalid action: {asked['action']}")
    inputs = asked["inputs"]
    missing = [name for name in form.fields if not isinstance(inputs, dict) or name not in inputs]
    if missing or not isinstance(inputs, dict):
        raise Refusal(400, "invalid_form_data", f"Missing required inputs: {', '.join(missing)}")
    form.action, form.inputs = action, inputs
    state.forms_submitted += 1
    if form.flow.run is not None:
        form.flow.run.go_on()


async def web_form(call: Call) -> Any:
    """GET and POST /api/form/human_input/{form_token}: a form in the web app. It needs no key."""
    form = call.state.forms.get(call.path("form_token"))
    if form is None:
        raise not_found("Form not found")
    if call.request.method == "POST":
        asked = call.checked(call.operation.body, await read_json(call.request), call.validation)
        submit(call.state, form, asked)
        return {}
    must_wait(call.state, form)
    site = {
        "app_id": form.flow.app.id,
        "end_user_id": None,
        "enable_site": True,
        "site": form.flow.app.site,
        "model_config": None,
        "plan": "basic",
        "can_replace_logo": False,
        "custom_config": None,
    }
    return {**form.definition(), "site": site}
