"""Seeds: what they put in, what is refused, and that the schema says the same as the reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dify_ext import Dify, DifyServer, MemoryTokenStore, ServerError
from dify_ext.emulator._data import load
from dify_ext.emulator._faults import KINDS
from dify_ext.emulator._respond import Answer
from dify_ext.emulator._setup import INPUT_TYPES, MODES
from dify_ext.testing import DifyEmulator, SeedError

from .conftest import Connect

SEED = """
apps:
  - mode: chat
    name: Support
    api_key: app-support
    inputs: [name]
    respond: [One., Two.]
    users: [ada]
  - mode: workflow
    api_key: app-classify
    inputs: {ticket: paragraph, n: {type: number, required: false}}
    respond: {label: bug}
  - mode: advanced-chat
    api_key: app-cited
    answer: {text: It is on page 3., price: 0.001, retriever_resources: [{document_name: manual.pdf}]}
datasets:
  - name: Manual
    documents: {on.txt: Press the green button., off.txt: Press the red button.}
accounts:
  - {email: eva@example.com, password: Secret123, role: editor}
faults:
  - {operation: POST /v1/workflows/run, status: 503, times: 1}
"""


def test_a_seed(emulator: DifyEmulator, connect: Connect, tmp_path: Path) -> None:
    """Apps with answers, knowledge, accounts and faults are there."""
    path = tmp_path / "seed.yaml"
    path.write_text(SEED, "utf-8")
    support, classify, cited = emulator.seed(path)
    assert (support.name, support.api_key) == ("Support", "app-support")
    dify = connect(emulator, support.api_key)
    assert [dify.chat.send("?", inputs={"name": "x"}).answer for _ in range(2)] == ["One.", "Two."]
    dify = connect(emulator, classify.api_key)
    with pytest.raises(ServerError):
        dify.workflows.run({"ticket": "x"})
    assert dify.workflows.run({"ticket": "x"}).outputs == {"label": "bug"}
    answer = connect(emulator, cited.api_key).chat.send("?")
    assert [one.document_name for one in answer.retriever_resources or []] == ["manual.pdf"]
    base = next(base for base in connect(emulator).datasets.list() if base.name == "Manual")
    found = connect(emulator).datasets.retrieve(base.id, "green button")
    assert "green" in str(found.to_dict())
    account = {"email": "eva@example.com", "password": "Secret123"}
    with DifyServer(emulator.base_url, **account, token_store=MemoryTokenStore()) as server:
        assert server.account.profile().name == "eva"


def test_things_that_a_test_adds(emulator: DifyEmulator, connect: Connect) -> None:
    """Knowledge bases, accounts and the clock, by methods."""
    base = emulator.dataset("Notes", ["first", "second"])
    documents = list(connect(emulator).documents.list(base.id))
    assert {document.name: document.id for document in documents} == base.documents
    assert {document.indexing_status for document in documents} == {"completed"}
    assert {document.display_status for document in documents} == {"available"}
    with pytest.raises(ValueError, match="'Notes' already"):
        emulator.dataset("Notes")
    no_texts: list[Any] = ["text", [1], {"a.txt": b"x"}]
    for wrong in no_texts:
        with pytest.raises(ValueError, match=r"dataset\.documents.* is .*, not a"):
            emulator.dataset("Text", wrong)
    emulator.account("bo@example.com", "Secret123", role="admin")
    for settings, problem in (
        ({"email": "Bo@example.com"}, "already"),
        ({"email": "c@example.com", "role": "king"}, "account.role is 'king', not one of owner"),
        ({"email": "c@example.com", "timezone": "Europe/Nowhere"}, "no time zone 'Europe/Nowhere'"),
    ):
        with pytest.raises(ValueError, match=problem):
            emulator.account(password="x", **settings)
    cy = emulator.account("Cy@Example.com", "Secret123")
    known = {"email": cy.email, "password": cy.password}
    with DifyServer(emulator.base_url, **known, token_store=MemoryTokenStore()) as server:
        assert server.account.profile().email == cy.email
    emulator.clock_ahead = 300
    assert 290 < (connect(emulator).doctor().clock_skew or 0) < 310
    emulator.clock_ahead = 0
    app = emulator.app("chat", respond="x")
    connect(emulator, app.api_key).chat.send("?")
    assert [one.path for one in emulator.requests.by(app)] == ["/v1/chat-messages"]


WRONG: list[tuple[Any, str]] = [
    ({"app": []}, "seed has an unknown 'app': it takes $schema, apps, datasets"),
    ({"apps": {}}, "seed.apps is {}, not a list"),
    ({"apps": [{}]}, "seed.apps[0] has no 'mode'"),
    ({"apps": [{"mode": "talk"}]}, "seed.apps[0].mode is 'talk', not one of chat"),
    ({"apps": [{"mode": "chat", "respond": 5}]}, "seed.apps[0].respond is 5"),
    ({"apps": [{"mode": "chat", "respond": []}]}, "seed.apps[0].respond is"),
    (
        {"apps": [{"mode": "chat", "inputs": {"a": "colour"}}]},
        "seed.apps[0].inputs.a is 'colour', not one of",
    ),
    ({"apps": [{"mode": "chat", "api_key": ""}]}, "seed.apps[0].api_key is empty"),
    ({"apps": [{"mode": "chat", "answer": {"delay": -1}}]}, "seed.apps[0].answer.delay is -1, less than 0"),
    ({"apps": [{"mode": "chat", "answer": {"prompt_tokens": True}}]}, "is True, not a whole number"),
    ({"faults": [{"operation": "GET /v1/info", "kind": "sleep"}]}, "seed.faults[0].kind is 'sleep'"),
]


@pytest.mark.parametrize(("seed", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_wrong_seed(emulator: DifyEmulator, seed: Any, message: str) -> None:
    """The message says where and what; the schema refuses the same."""
    with pytest.raises(SeedError, match=re.escape(message)):
        emulator.seed(seed)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(seed, load("seed.schema"))


def test_what_only_the_emulator_knows(emulator: DifyEmulator, tmp_path: Path) -> None:
    """Keys that exist, answers that do not fit the app, operations that are unknown; broken files."""
    for seed, message in (
        ({"apps": [{"mode": "chat", "api_key": "app-emulator-chat"}]}, r"apps\[0\]: Another app"),
        ({"apps": [{"mode": "chat", "respond": {"label": 1}}]}, r"apps\[0\]: .*only a workflow has outputs"),
        ({"faults": [{"operation": "GET /v1/infos", "status": 500}]}, r"faults\[0\]: .*did you mean"),
    ):
        with pytest.raises(SeedError, match=message):
            emulator.seed(seed)
    path = tmp_path / "seed.yaml"
    for text, message in (
        ("a: [", "not YAML or JSON"),
        ("- 1", "not an object"),
        (None, "Cannot read the seed"),
    ):
        path.unlink() if text is None else path.write_text(text)
        with pytest.raises(SeedError, match=message):
            emulator.seed(path)


def test_the_schema_has_what_the_emulator_has() -> None:
    """Kinds, modes, types and the parts of an answer; and it is a valid schema."""
    jsonschema.Draft202012Validator.check_schema(load("seed.schema"))
    parts = load("seed.schema")["$defs"]
    assert parts["fault"]["properties"]["kind"]["enum"] == list(KINDS)
    assert parts["app"]["properties"]["mode"]["enum"] == [
        "chat",
        "agent-chat",
        "completion",
        "advanced-chat",
        "workflow",
    ]
    assert set(MODES) == set(parts["app"]["properties"]["mode"]["enum"])
    assert parts["inputType"]["enum"] == list(INPUT_TYPES)
    assert set(parts["answer"]["properties"]) == set(Answer.__dataclass_fields__) - {"nodes", "error"}


def test_the_seed_of_the_test_fits_the_schema() -> None:
    """As an editor would check it."""
    import yaml

    jsonschema.validate(json.loads(json.dumps(yaml.safe_load(SEED))), load("seed.schema"))


def test_an_empty_seed(tmp_path: Path) -> None:
    """Nothing comes from nothing."""
    path = tmp_path / "seed.yaml"
    path.write_text("")
    with DifyEmulator() as emulator:
        assert emulator.seed(path) == []
        with Dify(emulator.api_key, user="u", base_url=emulator.base_url) as dify:
            assert dify.chat.send("Hi").answer == "Echo: Hi"
