"""Export and import of apps in the emulated console, in each dialect."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import yaml

from dify_ext.emulator._console.state import console_of

from .console_caller import DIALECTS, ConsoleCaller, signed_in

NOBODY = "11111111-1111-1111-1111-111111111111"


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> Iterator[ConsoleCaller]:
    """The console of an emulator of this test's own, signed in."""
    with signed_in(request.param) as caller:
        yield caller


class TestDsl:
    @pytest.mark.parametrize("name", ["chat", "agent", "completion", "chatflow"])
    def test_there_and_back(self, console: ConsoleCaller, name: str) -> None:
        """What was exported makes the same app, by another name if one is given."""
        path = f"/apps/{console.emulator.app_ids[name]}"
        one = console("GET", path).json()
        dsl = console("GET", f"{path}/export", params={"include_secret": "false"}).json()["data"]
        body = {"mode": "yaml-content", "yaml_content": dsl, "name": "Copy"}
        done = console("POST", "/apps/imports", json=body).json()
        assert (done["status"], done["app_mode"], done["error"]) == ("completed", one["mode"], "")
        two = console("GET", f"/apps/{done['app_id']}").json()
        assert (two["name"], two["description"], two["icon"]) == ("Copy", one["description"], one["icon"])
        if one["model_config"]:
            fields = ("pre_prompt", "model", "opening_statement", "user_input_form", "suggested_questions")
            assert {field: two["model_config"][field] for field in fields} == {
                field: one["model_config"][field] for field in fields
            }
        again = console("GET", f"/apps/{done['app_id']}/export").json()["data"]
        assert again == dsl.replace(one["name"], "Copy")

    def test_written_by_hand(self, console: ConsoleCaller) -> None:
        """YAML in several styles; its workflow is given back as it was written, and can be published."""
        text = (
            "app:\n  description: 'It''s a\n\n    text'\n  icon: \"\\U0001F916\"\n  mode: workflow\n  "
            "name: By hand\n"
            "  use_icon_as_answer_icon: false\nkind: app\nversion: 0.1.0\nworkflow:\n  graph:\n    "
            "edges: []\n"
        )
        body = {"mode": "yaml-content", "yaml_content": text}
        done = console("POST", "/apps/imports", json=body).json()
        assert (done["status"], done["imported_dsl_version"]) == ("completed-with-warnings", "0.1.0")
        path = f"/apps/{done['app_id']}"
        found = console("GET", path).json()
        assert (found["name"], found["description"], found["icon"]) == ("By hand", "It's a\ntext", "🤖")
        assert "\nworkflow:\n  graph:\n    edges: []\n" in console("GET", f"{path}/export").json()["data"]
        console("POST", f"{path}/workflows/publish", json={})

    def test_overwriting(self, console: ConsoleCaller) -> None:
        """A chatflow takes it, a chat does not, and of an app that is not there nothing is made."""
        ids = console.emulator.app_ids
        dsl = json.dumps(
            {"app": {"mode": "advanced-chat", "name": "Over"}, "version": "0.3.0", "workflow": {"a": 1}}
        )
        body = {"mode": "yaml-content", "yaml_content": dsl}
        assert (
            console("POST", "/apps/imports", json={**body, "app_id": ids["chatflow"]}).json()["app_id"]
            == ids["chatflow"]
        )
        assert console("GET", f"/apps/{ids['chatflow']}").json()["name"] == "Over"
        for app_id in (ids["chat"], NOBODY):
            assert (
                console("POST", "/apps/imports", 400, json={**body, "app_id": app_id}).json()["status"]
                == "failed"
            )

    def test_confirming(self, console: ConsoleCaller) -> None:
        """A newer version waits; it is confirmed once, and not after ten minutes."""
        dsl = json.dumps({"app": {"mode": "chat", "name": "Newer"}, "version": "9.0.0"})
        body = {"mode": "yaml-content", "yaml_content": dsl}
        waiting = console("POST", "/apps/imports", 202, json=body).json()
        assert (waiting["status"], waiting["app_id"]) == ("pending", None)
        done = console("POST", f"/apps/imports/{waiting['id']}/confirm").json()
        assert (done["status"], done["app_mode"]) == ("completed", "chat")
        assert console("POST", f"/apps/imports/{waiting['id']}/confirm", 400).json()["status"] == "failed"
        late = console("POST", "/apps/imports", 202, json=body).json()["id"]
        console_of(console.emulator.asgi).imports[late].until = 0
        console("POST", f"/apps/imports/{late}/confirm", 400)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[1]",
            "no key here",
            "kind: app",
            '{"app": {"mode": "x"}}',
            '{"app": {"mode": "chat"}, "version": "x.y"}',
        ],
    )
    def test_what_cannot_be_used(self, console: ConsoleCaller, text: str) -> None:
        """Fails with a reason; nothing is made."""
        body = console(
            "POST", "/apps/imports", 400, json={"mode": "yaml-content", "yaml_content": text}
        ).json()
        assert body["status"] == "failed"
        assert body["error"]
        assert console("GET", "/apps").json()["total"] == 5

    def test_from_elsewhere(self, console: ConsoleCaller) -> None:
        """The emulator fetches nothing, and knows two modes."""
        body = {"mode": "yaml-url", "yaml_url": "http://127.0.0.1:9/x.yml"}
        assert console("POST", "/apps/imports", 400, json=body).json()["status"] == "failed"
        assert (
            console("POST", "/apps/imports", 400, wrong=True, json={"mode": "x"}).json()["code"]
            == "invalid_param"
        )

    def test_a_draft_is_needed(self, console: ConsoleCaller) -> None:
        """A workflow that nobody drew has no DSL."""
        made = console("POST", "/apps", 201, json={"name": "n", "mode": "workflow"}).json()
        console("GET", f"/apps/{made['id']}/export", 400)

    @pytest.mark.parametrize("unicode", [True, False])
    def test_what_a_real_server_exports(self, console: ConsoleCaller, unicode: bool) -> None:
        """A DSL written by PyYAML, as a server does it, is read, with every kind of text in it."""
        about = {
            "name": "名 " + "x y " * 60,
            "description": "It's: #1\n\n* two\n\ttabs 🤖",
            "mode": "chat",
            "icon": None,
        }
        config = {"opening_statement": "1.0", "suggested_questions": ["true", " x", '"']}
        dsl = yaml.safe_dump(
            {"app": about, "version": "0.3.1", "kind": "app", "model_config": config}, allow_unicode=unicode
        )
        body = {"mode": "yaml-content", "yaml_content": f"---\n# a comment\n{dsl}"}
        done = console("POST", "/apps/imports", json=body).json()
        found = console("GET", f"/apps/{done['app_id']}").json()
        assert (found["name"], found["description"]) == (about["name"], about["description"])
        assert {name: found["model_config"][name] for name in config} == config
        exported = yaml.safe_load(console("GET", f"/apps/{done['app_id']}/export").json()["data"])
        assert exported["app"]["name"] == about["name"]
        assert exported["model_config"]["opening_statement"] == "1.0"
