"""Fills an emulator with apps, knowledge bases and accounts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette

from ._console.state import Account, console_of
from ._knowledge.datasets import set_technique
from ._knowledge.documents import add, of_text
from ._knowledge.indexing import Indexing, pieces
from ._knowledge.state import AUTOMATIC, Dataset, Rule
from ._respond import Respond, Responder
from ._schema import check
from ._state import APPS, App, state_of

#: The kinds of apps.
MODES = tuple(APPS.values())
#: The types of inputs.
INPUT_TYPES = ("text-input", "paragraph", "number", "select", "checkbox", "file", "file-list")

#: The inputs of an app: names, or each with its type or its whole description.
Inputs = Sequence[str] | Mapping[str, str | Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class EmulatedApp:
    """An app of the emulator.

    Attributes:
        api_key: Its API key.
        id: Its id.
        mode: Its kind: ``chat``, ``agent-chat``, ``completion``, ``advanced-chat`` or ``workflow``.
        name: Its name.
    """

    api_key: str
    id: str
    mode: str
    name: str


def add_app(
    app: Starlette,
    mode: str,
    *,
    name: str | None = None,
    inputs: Inputs | None = None,
    respond: Respond = None,
    api_key: str | None = None,
) -> EmulatedApp:
    """Add an app. ValueError if the mode, an input or the key cannot be used."""
    state, console = state_of(app), console_of(app)
    mode = APPS.get(str(mode), mode)
    if mode not in MODES:
        raise ValueError(f"There is no mode {mode!r}: it is one of {', '.join(MODES)}.")
    if api_key is not None and api_key in state.apps:
        raise ValueError("Another app of this emulator has this key.")
    if api_key is not None and not re.fullmatch("[!-~]+", api_key):
        raise ValueError(f"A key has letters, digits and signs of ASCII, unlike {api_key!r}.")
    name = name or f"{mode} app {len(console.records) - len(APPS) + 1}"
    made = App(name, mode)
    made.info.update(name=name, description="", tags=[])
    made.site.update(title=name)
    made.parameters.update(opening_statement="", suggested_questions=[])
    made.any_inputs = inputs is None
    if inputs is not None and not isinstance(inputs, Mapping):
        made.untyped = frozenset(inputs)
    made.parameters["user_input_form"] = [] if inputs is None else read_form(inputs)
    if respond is not None:
        made.responder = Responder(respond, mode, name)
    key = api_key or f"app-{secrets.token_hex(12)}"
    console.add_ready(made, key)
    state.apps[key] = made
    return EmulatedApp(key, made.id, mode, name)


def read_form(inputs: Inputs) -> list[dict[str, Any]]:
    """The form of an app, as in its parameters; ValueError if there is an unknown type.

    A name without a type is a text to clients.
    """
    if isinstance(inputs, str):
        raise ValueError(f"inputs are a list of names, such as [{inputs!r}], not a text.")
    described = inputs if isinstance(inputs, Mapping) else {name: {} for name in inputs}
    form = []
    for name, given in described.items():
        control = {"type": given} if isinstance(given, str) else dict(given)
        kind = control.setdefault("type", "paragraph")
        if kind not in INPUT_TYPES:
            raise ValueError(
                f"The input {name!r} has the type {kind!r}: it is one of {', '.join(INPUT_TYPES)}."
            )
        form.append({kind: {"variable": name, "label": name, "required": True, "options": [], **control}})
    return form


@dataclass(frozen=True, slots=True)
class EmulatedDataset:
    """A knowledge base of the emulator.

    Attributes:
        id: Its id.
        name: Its name.
        documents: The ids of its documents, by their names.
    """

    id: str
    name: str
    documents: dict[str, str]


def add_dataset(
    app: Starlette, name: str, documents: Mapping[str, str] | Sequence[str] = ()
) -> EmulatedDataset:
    """Add a knowledge base whose documents are indexed.

    ValueError if there is one of this name, or a document is no text.
    """
    state = state_of(app)
    check({"name": name, "documents": documents}, "dataset")
    if any(dataset.name == name for dataset in state.knowledge.datasets.values()):
        raise ValueError(f"There is a knowledge base {name!r} already.")
    if not isinstance(documents, Mapping):
        documents = {f"document-{number}.txt": text for number, text in enumerate(documents, 1)}
    now = state.now()
    dataset = Dataset(name, "", "vendor", "only_me", created_at=now, updated_at=now)
    set_technique(dataset, {"indexing_technique": "high_quality"})
    ids = {}
    for title, content in documents.items():
        rule = Rule("automatic", AUTOMATIC)
        source, batch = of_text(state, title, content), state.knowledge.new_batch(now)
        document = add(state, dataset, source, rule, batch)
        found = pieces(content, rule.mode, rule.rules, document.doc_form)
        document.index(Indexing(now - 1, 1.0, fails=False), found, economy=False)
        ids[title] = document.id
    state.knowledge.datasets[dataset.id] = dataset
    return EmulatedDataset(dataset.id, name, ids)


@dataclass(frozen=True, slots=True)
class EmulatedAccount:
    """An account of the emulator's console.

    Attributes:
        email: Its e-mail address.
        password: Its password.
        id: Its id.
    """

    email: str
    password: str
    id: str


def add_account(
    app: Starlette,
    email: str,
    password: str,
    *,
    name: str | None = None,
    role: str = "normal",
    timezone: str = "UTC",
) -> EmulatedAccount:
    """Add an account to the console. ValueError if there is one, or a setting cannot be used."""
    console = console_of(app)
    name = name or str(email).partition("@")[0]
    given = {"email": email, "password": password, "name": name, "role": role, "timezone": timezone}
    check(given, "account")
    if email.lower() in console.accounts:
        raise ValueError(f"There is an account {email} already.")
    try:
        ZoneInfo(timezone)
    except (ValueError, OSError, KeyError):
        raise ValueError(f"There is no time zone {timezone!r}.") from None
    now = console.state.now()
    account = Account(email, name, role, password, timezone, now, last_active_at=now)
    console.accounts[email.lower()] = account
    return EmulatedAccount(email, password, account.id)
