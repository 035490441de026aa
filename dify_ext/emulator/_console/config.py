"""The configuration of chat, agent and completion apps, and the part of it that the API shows."""

from __future__ import annotations

from typing import Any

from .._data import copied, load
from .._errors import invalid_param
from .._spec import properties
from .._state import App

_RECORDED = load("apps/config")
#: The model of apps without a configuration.
MODEL: dict[str, Any] = _RECORDED["model"]
#: A new app's configuration, in the order of the answers.
DEFAULTS: dict[str, Any] = _RECORDED["defaults"]
#: The configuration of an app that somebody set up by hand, where it differs.
BY_HAND: dict[str, Any] = _RECORDED["by_hand"]
#: The part that `parameters` of the Service API shows.
SHOWN = tuple(name for name in properties("AppParameters") if name != "system_parameters")
#: The names of types in errors.
KINDS: dict[type, str] = {str: "string", list: "list", dict: "object"}


def config_of(app: App) -> dict[str, Any]:
    """The configuration of an app that exists from the start."""
    shown = {name: app.parameters[name] for name in SHOWN if name in app.parameters}
    config: dict[str, Any] = copied({**DEFAULTS, **BY_HAND, **shown})
    config["pre_prompt"] = "{{query}}" if app.mode == "completion" else "Echo."
    config["agent_mode"]["enabled"] = app.mode == "agent-chat"
    return config


def must_be_config(given: dict[str, Any]) -> None:
    """400 if a part of a configuration is of another type."""
    model = given.get("model")
    if not isinstance(model, dict):
        raise invalid_param("model is required")
    if not model.get("provider"):
        raise invalid_param("model.provider is required")
    if not isinstance(model.get("completion_params") or {}, dict):
        raise invalid_param("model.completion_params must be of object type")
    for name, default in DEFAULTS.items():
        kind = str if default is None else type(default)
        if not isinstance(given.get(name), kind | None):
            raise invalid_param(f"{name} must be of {KINDS[kind]} type")
    for entry in given.get("user_input_form") or ():
        controls = list(entry.values()) if isinstance(entry, dict) else []
        if len(controls) != 1 or not isinstance(controls[0], dict):
            raise invalid_param("Keys in user_input_form list can only be one object")
        if not isinstance(controls[0].get("variable"), str):
            raise invalid_param("variable in user_input_form must be of string type")
        if not isinstance(controls[0].get("options") or [], list):
            raise invalid_param("options in user_input_form must be a list of strings")
        if not isinstance(controls[0].get("max_length"), int | None):
            raise invalid_param("max_length in user_input_form must be of integer type")


def completed(given: dict[str, Any]) -> dict[str, Any]:
    """A configuration as it is stored; fields that were left out are as in a new app."""
    known = {name: given[name] for name in DEFAULTS if given.get(name) is not None}
    config: dict[str, Any] = copied({**DEFAULTS, **known})
    wishes, speech = config["model"].get("completion_params") or {}, config["text_to_speech"]
    config["model"]["completion_params"] = {**wishes, "stop": wishes.get("stop", [])}
    config["text_to_speech"] = {
        **speech,
        "voice": speech.get("voice", ""),
        "language": speech.get("language", ""),
    }
    return config


def show(app: App, config: dict[str, Any]) -> None:
    """Make the app's API show this configuration. Annotation replies have a switch of their own."""
    shown = {name: config[name] for name in SHOWN}
    shown["annotation_reply"] = app.parameters["annotation_reply"]
    shown["opening_statement"] = config["opening_statement"] or ""
    shown["system_parameters"] = load("apps/chat")["parameters"]["system_parameters"]
    app.parameters = copied(shown)
