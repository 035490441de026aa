"""Forms of paused runs: get one, submit it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ._answers import json_answer
from ._call import BaseCall, Call, read_json
from ._checks import Field, mapping, text
from ._errors import Refusal, not_found
from ._human import Form
from ._state import State, state_of

FIELDS = {"inputs": Field(mapping), "action": Field(text)}


async def get_human_input_form(call: Call) -> Response:
    """GET /v1/form/human_input/{form_token}."""
    form = form_of(call)
    must_wait(call.state, form)
    return json_answer(form.definition())


async def submit_human_input_form(call: Call) -> Response:
    """POST /v1/form/human_input/{form_token}: the run goes on."""
    asked = call.check("HumanInputFormSubmitPayload", FIELDS)
    submit(call.state, form_of(call), asked)
    return json_answer({})


def form_of(call: Call) -> Form:
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


async def web_form(request: Request) -> Response:
    """GET and POST /api/form/human_input/{form_token}: a form in the web app. It needs no key."""
    state = state_of(request.app)
    try:
        form = state.forms.get(request.path_params["form_token"])
        if form is None:
            raise not_found("Form not found")
        if request.method == "POST":
            asked = await read_json(request)
            submit(
                state, form, BaseCall(request, state).checked("HumanInputFormSubmitPayload", asked, FIELDS)
            )
            return json_answer({})
        must_wait(state, form)
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
        return json_answer({**form.definition(), "site": site})
    except Refusal as refused:
        return refused.answer(state.options.traits)
