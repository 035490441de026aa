"""Workflow apps beside their streams:
how runs end, what is stored of them, forms that persons fill in, end users.
"""

from __future__ import annotations

import json
import time
from typing import Any

import httpx

from dify_ext.emulator import Emulator
from dify_ext.emulator._state import state_of

from .caller import Caller
from .recorded import assert_same_shape, by_name, events, order

NOBODY = "11111111-1111-1111-1111-111111111111"


def begin(caller: Caller, text: str) -> list[dict[str, Any]]:
    """The events of a run."""
    events: list[dict[str, Any]] = caller.run(text) if "workflow" in caller.key else caller.stream(text)
    return events


def forms(stream: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The forms of a run that waits."""
    reasons: list[dict[str, Any]] = stream[-1]["data"]["reasons"]
    return reasons


def went_on(caller: Caller, stream: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a run that waits in lockstep said after it went on."""
    found = caller.events(stream[0]["workflow_run_id"])
    (again,) = (
        index for index, event in enumerate(found) if event.get("data", {}).get("reason") == "resumption"
    )
    return found[again:]


class TestEnds:
    def test_failures(self, flow: Caller) -> None:
        """A model that fails, at once or after it spoke; one that is passed over; one that is tried again."""
        for text, status, node, count in (
            ("[[fail]]", "failed", "failed", 1),
            ("[[error_mid]]", "failed", "failed", 1),
            ("[[partial]]", "partial-succeeded", "exception", 1),
            ("[[retry:2]]", "succeeded", "succeeded", 2),
        ):
            stream = begin(flow, text)
            end, model = stream[-1]["data"], by_name(stream)["node_finished llm1"]["data"]
            assert (end["status"], model["status"], end["exceptions_count"]) == (status, node, count), text
            assert [event["data"]["retry_index"] for event in stream if event["event"] == "node_retry"] == (
                [1, 2] if text == "[[retry:2]]" else []
            )
            row = flow("GET", f"/v1/workflows/run/{stream[0]['workflow_run_id']}").json()
            assert (row["status"], row["error"], row["outputs"]) == (status, end["error"], end["outputs"])

    def test_in_one_piece(self, workflow: Caller) -> None:
        """A run that fails is a 200, and so is one that waits."""
        assert workflow.run("[[error:auth]]", "blocking")["data"]["error"] == "Incorrect API key provided"
        paused = workflow.run("[[pause]]", "blocking")["data"]
        assert (paused["status"], paused["finished_at"], "reasons" in paused) == ("paused", None, False)
        assert workflow.run("hi", "blocking", inputs={"text": "hi", "n": 2})["data"]["outputs"]["n"] == 2

    def test_iterations_and_loops(self, flow: Caller) -> None:
        """Rounds with a node in each, which says where it ran."""
        stream = begin(flow, "[[iterate:3]] [[loop:2]] [[nodes:2]]")
        names = [event["event"] for event in stream]
        assert (names.count("iteration_next"), names.count("loop_next")) == (3, 2)
        done = [event["data"] for event in stream if event["event"] == "node_finished"]
        rounds = [(data["iteration_id"], data["loop_id"], data["execution_metadata"]) for data in done]
        assert [given for given in rounds if given[0] or given[1]] == [
            *(
                ("iteration", None, {"iteration_id": "iteration", "iteration_index": index})
                for index in range(3)
            ),
            *((None, "loop", {"loop_id": "loop", "loop_index": index}) for index in range(2)),
        ]
        assert len({data["id"] for data in done}) == len(done)
        ended = by_name(stream)["iteration_completed"]["data"]
        assert (ended["steps"], ended["outputs"]["output"]) == (3, ["output: 1", "output: 2", "output: 3"])

    def test_at_its_limit(self) -> None:
        """A workflow app refuses as the others do; a run that waits takes no place."""
        with Emulator(max_active_requests=1) as emulator, httpx.Client(base_url=emulator.base_url) as client:
            workflow = Caller(client, emulator.keys["workflow"], "u")
            workflow.run("[[pause]]")
            body = {"inputs": {"text": "[[delay:5]]"}, "user": "u", "response_mode": "streaming"}
            headers = {"Authorization": f"Bearer {workflow.key}"}
            with client.stream("POST", "/v1/workflows/run", json=body, headers=headers) as response:
                next(response.iter_lines())
                refused = workflow("POST", "/v1/workflows/run", 400, json=body).json()
        assert refused["message"].startswith("Too many requests.")


class TestStored:
    def test_a_run(self, workflow: Caller) -> None:
        """Its inputs are a JSON text; anybody with the key may see it."""
        stream = workflow.run("hi 世界", inputs={"text": "hi 世界", "n": 3})
        row = workflow("GET", f"/v1/workflows/run/{stream[0]['workflow_run_id']}").json()
        assert json.loads(row["inputs"])["n"] == 3
        assert json.loads(row["inputs"])["sys.user_id"] == workflow.user
        assert (row["status"], row["total_steps"]) == ("succeeded", 4)

    def test_a_run_of_the_old_release(self) -> None:
        """1.8 has outputs as text, and an unknown run is one of nulls."""
        with Emulator(version="1.8.1") as emulator, httpx.Client(base_url=emulator.base_url) as client:
            workflow = Caller(client, emulator.keys["workflow"], "u")
            row = workflow("GET", f"/v1/workflows/run/{workflow.run('hi')[0]['workflow_run_id']}").json()
            assert json.loads(row["outputs"])["out"] == "Echo: hi"
            assert set(workflow("GET", f"/v1/workflows/run/{NOBODY}").json().values()) == {None}
            assert "details" not in workflow("GET", "/v1/workflows/logs").json()["data"][0]

    def test_the_log(self) -> None:
        """Pages, the newest first, and what it can be asked for."""
        with Emulator() as emulator, httpx.Client(base_url=emulator.base_url) as client:
            ann, bob = (Caller(client, emulator.keys["workflow"], name) for name in ("ann", "bob"))
            runs = [ann.run(text)[0]["workflow_run_id"] for text in ("one", "two [[fail]]", "[[pause]]")]
            runs.append(bob.run("three")[0]["workflow_run_id"])
            middle = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 60))

            def found(**query: Any) -> list[str]:
                page = ann("GET", "/v1/workflows/logs", params=query).json()
                return [row["workflow_run"]["id"] for row in page["data"]]

            assert found() == runs[::-1]
            assert [found(page=page, limit=3) for page in (1, 2, 3)] == [runs[:0:-1], runs[:1], []]
            assert found(status="failed") == runs[1:2]
            assert found(keyword="TWO") == runs[1:2]
            assert found(keyword="bob") == found(created_by_end_user_session_id="bob") == runs[3:]
            assert found(created_at__before=middle) == runs[::-1]
            assert found(created_at__after=middle) == []
            ann("GET", "/v1/workflows/logs", 400, wrong=True, params={"created_at__after": "2026-99"})
            (last,) = ann("GET", "/v1/workflows/logs", params={"limit": 1}).json()["data"]
            assert last["created_by_end_user"]["session_id"] == "bob"

    def test_end_users(self, newer: Emulator, flow: Caller) -> None:
        """The user who started a run, found by the id that its end has; another app does not know them."""
        user_id = begin(flow, "hi")[-1]["data"]["created_by"]["id"]
        assert flow("GET", f"/v1/end-users/{user_id}").json()["session_id"] == "u"
        chat = Caller(flow.client, newer.keys["chat"], "u")
        assert chat("GET", f"/v1/end-users/{user_id}", 404).json()["code"] == "end_user_not_found"

    def test_counts(self, newer: Emulator, flow: Caller) -> None:
        """A run that goes on after a pause is the same run."""
        runs, submitted = newer.runs_started, newer.forms_submitted
        stream = begin(flow, "[[pause]] [[lockstep]]")
        flow.submit(forms(stream)[0]["form_token"])
        flow.submit(forms(stream)[0]["form_token"], status=412)
        went_on(flow, stream)
        assert (newer.runs_started - runs, newer.forms_submitted - submitted) == (1, 1)

    def test_the_console_counts_runs(self, newer: Emulator) -> None:
        """As it counts messages."""
        with httpx.Client(base_url=newer.base_url) as client:
            Caller(client, newer.keys["workflow"], "u").run("hi")
        app = state_of(newer.asgi).apps["app-emulator-workflow"]
        assert len(app.messages) == len(app.flow_runs)
        assert [*app.messages.values()][-1].answer_tokens > 0


class TestForms:
    def test_one(self, flow: Caller) -> None:
        """It is there until somebody submits it, then the run goes on."""
        stream = begin(flow, "check [[pause]] [[lockstep]]")
        (form,) = forms(stream)
        path = f"/v1/form/human_input/{form['form_token']}"
        shown = flow("GET", path).json()
        assert shown["form_content"] == form["form_content"]
        assert_same_shape(shown["user_actions"], form["actions"])
        flow.submit(form["form_token"])
        assert flow("GET", path, 412).json()["code"] == "human_input_form_submitted"
        rest = went_on(flow, stream)
        filled = by_name(rest)["human_input_form_filled"]["data"]
        assert (filled["action_id"], filled["action_text"]) == ("approve", "Approve")
        assert filled["rendered_content"].endswith("\nfine 好")
        if "workflow" in flow.key:
            assert order(rest) == order(events("1.14.2/workflow-events--live-resume")[7:])
            return
        assert rest[-1]["data"]["outputs"] == {"answer": "approved fine 好", "files": []}
        query = {"user": "u", "conversation_id": stream[0]["conversation_id"]}
        (message,) = flow("GET", "/v1/messages", params=query).json()["data"]
        assert (message["status"], message["answer"]) == ("normal", "approved fine 好")
        assert message["extra_contents"][0]["form_submission_data"] == filled

    def test_wrong_answers(self, flow: Caller) -> None:
        """Leave the form as it was."""
        (form,) = forms(begin(flow, "[[pause]]"))
        token, path = form["form_token"], f"/v1/form/human_input/{form['form_token']}"
        assert flow.submit(token, "zz", 400)["message"] == "Invalid action: zz"
        assert flow.submit(token, status=400, inputs={})["message"] == "Missing required inputs: comment"
        body = {"inputs": {"comment": "x"}, "action": "approve"}
        assert (
            flow("POST", path, 400, wrong=True, json=body).json()["message"] == "Arg user must be provided."
        )
        assert flow("GET", "/v1/form/human_input/nothing", 404).json()["code"] == "not_found"
        assert flow.submit(token) == {}

    def test_a_rejection(self, flow: Caller) -> None:
        """Ends the run in another way, with no further question."""
        stream = begin(flow, "[[pause:2]] [[say:I think]] [[lockstep]]")
        said = [event for event in stream if event["event"] in ("text_chunk", "message")]
        assert said
        flow.submit(forms(stream)[0]["form_token"], "reject")
        end = went_on(flow, stream)[-1]["data"]
        rejected = (
            {"rejected": "fine 好"}
            if "workflow" in flow.key
            else {"answer": "I think\nrejected", "files": []}
        )
        assert (end["status"], end["outputs"]) == ("succeeded", rejected)

    def test_two_at_once(self, flow: Caller) -> None:
        """One that was submitted is done, the other is asked for again;
        the same form, under the same token.
        """
        stream = begin(flow, "[[pause]] [[forms:2]] [[lockstep]]")
        first, second = forms(stream)
        assert [event["data"]["node_id"] for event in stream if event["event"] == "human_input_required"] == [
            "human",
            "human2",
        ]
        flow.submit(second["form_token"])
        asked = flow.events(stream[0]["workflow_run_id"], continue_on_pause="false")
        assert forms(asked) == [first]
        flow.submit(first["form_token"])
        rest = went_on(flow, stream)
        told = [event["data"]["node_id"] for event in rest if event["event"] == "human_input_form_filled"]
        assert told == ["human"]
        assert rest[-1]["data"]["status"] == "succeeded"

    def test_both_before_it_goes_on(self, flow: Caller) -> None:
        """Then nothing is asked again."""
        stream = begin(flow, "[[pause]] [[forms:2]] [[lockstep]]")
        for form in forms(stream):
            flow.submit(form["form_token"])
        rest = went_on(flow, stream)
        assert [event["event"] for event in rest].count("human_input_form_filled") == 2
        assert "human_input_required" not in [event["event"] for event in rest]

    def test_one_that_expires(self, flow: Caller) -> None:
        """The run goes on without it."""
        stream = begin(flow, "[[pause]] [[expire:30ms]] [[lockstep]]")
        rest = went_on(flow, stream)
        assert "human_input_form_timeout" in order(rest)
        token = forms(stream)[0]["form_token"]
        assert flow.submit(token, status=412)["code"] == "human_input_form_expired"
        assert flow("GET", f"/v1/form/human_input/{token}", 412).json()["code"] == "human_input_form_expired"

    def test_older_releases(self, workflow: Caller) -> None:
        """1.13 has forms for its web app alone; 1.8 asks nobody."""
        (form,) = forms(workflow.run("[[pause]]"))
        assert workflow("GET", f"/v1/form/human_input/{form['form_token']}", 404).text.startswith(
            "<!doctype html>"
        )
        path = f"/api/form/human_input/{form['form_token']}"
        assert workflow.client.get(path).json()["site"]["enable_site"] is True
        assert workflow.client.post(path, json={"inputs": {}, "action": "approve"}).status_code == 400
        assert workflow.client.get("/api/form/human_input/zz").status_code == 404
        with Emulator(version="1.8.1") as emulator, httpx.Client(base_url=emulator.base_url) as client:
            assert (
                Caller(client, emulator.keys["workflow"], "u").run("[[pause]]")[-1]["data"]["status"]
                == "succeeded"
            )


def test_other_apps_have_no_workflow(chat: Caller, chatflow: Caller) -> None:
    """A chat app runs none, nor does a chatflow by these paths; its runs can be looked at."""
    body = {"inputs": {}, "user": "u", "response_mode": "blocking"}
    for caller in (chat, chatflow):
        assert caller("POST", "/v1/workflows/run", 400, json=body).json()["code"] == "not_workflow_app"
        stop = caller("POST", f"/v1/workflows/tasks/{NOBODY}/stop", 400, json={"user": "u"})
        assert stop.json()["code"] == "not_workflow_app"
    run_id = chatflow.stream("hi")[1]["workflow_run_id"]
    assert chatflow("GET", f"/v1/workflows/run/{run_id}").json()["outputs"]["answer"].startswith("Echo: hi")
