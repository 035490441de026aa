"""Faults: what a client sees of each kind, and when a rule applies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    ConnectionFailed,
    DifyServer,
    MemoryTokenStore,
    RateLimitError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    TransportError,
    UnknownEvent,
)
from dify_ext.testing import DifyEmulator

from .conftest import Connect

CHAT, RUN, INFO = "POST /v1/chat-messages", "POST /v1/workflows/run", "GET /v1/info"


@pytest.fixture(scope="module")
def emulator() -> Iterator[DifyEmulator]:
    with DifyEmulator() as running:
        running.app("chat", respond="one two three four")
        running.app("workflow", respond={"ok": True})
        yield running


@pytest.fixture(autouse=True)
def _no_rules(emulator: DifyEmulator) -> Iterator[None]:
    yield
    emulator.mend()


def test_an_error(emulator: DifyEmulator, connect: Connect) -> None:
    """Status, code, message, Retry-After and body; the next call succeeds."""
    dify = connect(emulator)
    rule = emulator.fail(CHAT, status=503)
    with pytest.raises(ServerError) as down:
        dify.chat.send("Hi")
    assert (down.value.status, down.value.code) == (503, "service_unavailable")
    assert dify.chat.send("Hi").answer == "one two three four"
    assert rule.taken == 1
    emulator.fail(CHAT, code="rate_limit_error", message="slowly", retry_after=7)
    with pytest.raises(RateLimitError, match="slowly") as limited:
        dify.chat.send("Hi")
    assert (limited.value.status, limited.value.retry_after) == (429, 7)
    emulator.fail(CHAT, code="provider_quota_exceeded")
    with pytest.raises(APIError) as quota:
        dify.chat.send("Hi")
    assert (quota.value.status, quota.value.code) == (400, "provider_quota_exceeded")
    emulator.fail(INFO, status=502, body="gone", headers={"X-Proxy": "p"})
    emulator.fail(INFO, status=418, body={"error": "tea"})
    answers = [raw(emulator, INFO) for _ in range(2)]
    assert [(one.status_code, one.text, one.headers.get("X-Proxy")) for one in answers[:1]] == [
        (502, "gone", "p")
    ]
    assert answers[1].json() == {"error": "tea"}


def raw(emulator: DifyEmulator, operation: str, **headers: str) -> httpx.Response:
    method, path = operation.split()
    headers["Authorization"] = f"Bearer {emulator.api_key}"
    return httpx.request(method, emulator.base_url + path, headers=headers)


def test_what_was_sent_is_in_the_log(emulator: DifyEmulator, connect: Connect) -> None:
    """A request that failed shows what it sent, and what it was answered."""
    emulator.fail(RUN, status=500)
    with pytest.raises(ServerError):
        connect(emulator).workflows.run({"a": 1})
    last = emulator.requests.of(RUN).last
    assert (last.status, last.json["inputs"], last.answer["status"]) == (500, {"a": 1}, 500)
    emulator.fail(RUN, kind="reset")
    with pytest.raises(TransportError):
        connect(emulator).workflows.run({"a": 2})
    last = emulator.requests.of(RUN).last
    assert (last.status, last.json["inputs"]) == (None, {"a": 2})


def test_a_reset(emulator: DifyEmulator, connect: Connect) -> None:
    """Before the answer, after some events, after some bytes."""
    dify = connect(emulator)
    emulator.fail(INFO, kind="reset")
    with pytest.raises(ConnectionFailed):
        dify.app.info()
    emulator.fail(CHAT, kind="reset", after_events=3)
    with pytest.raises(StreamIncomplete) as broken:
        dify.chat.send("Hi")
    assert broken.value.partial.answer == "one two"[: len(broken.value.partial.answer)]
    assert broken.value.partial.answer
    assert len(emulator.requests.of(CHAT).last.events) == 3
    emulator.fail(INFO, kind="reset", after_bytes=10)
    with pytest.raises(ConnectionFailed):
        dify.app.info()
    assert dify.app.info().mode == "workflow"


@pytest.mark.parametrize("kind", ["stall", "pings"])
def test_a_stream_that_stalls(emulator: DifyEmulator, connect: Connect, kind: Any) -> None:
    """Nothing comes any more, or only pings do: the client gives up, the emulator goes on."""
    emulator.fail(CHAT, kind=kind, after_events=2)
    with pytest.raises(StreamStalled) as stalled:
        connect(emulator, stall_timeout=0.8).chat.send("Hi")
    assert stalled.value.partial.answer


def test_an_answer_that_does_not_come(emulator: DifyEmulator, connect: Connect) -> None:
    """Without a stream nothing comes at all, or one byte after the other."""
    for kind, options in (("stall", {"timeout": 0.2}), ("drip", {"call_timeout": 0.2})):
        emulator.fail(INFO, kind=kind)  # type: ignore[arg-type]
        began = time.monotonic()
        with pytest.raises(RequestTimeout):
            connect(emulator, **options).app.info()
        assert time.monotonic() - began < 30
    emulator.fail(INFO, kind="drip", seconds=0)
    assert connect(emulator).app.info().mode == "workflow"


def test_a_client_that_leaves(caplog: pytest.LogCaptureFixture) -> None:
    """Nobody is told of it: what is closed is not reset."""
    with DifyEmulator() as emulator, httpx.Client(base_url=emulator.base_url, timeout=0.1) as sender:
        emulator.fail("GET /v1/info", kind="stall")
        headers = {"Authorization": f"Bearer {emulator.api_key}"}
        with pytest.raises(httpx.ReadTimeout):
            sender.get("/v1/info", headers=headers)
        assert sender.get("/v1/info", headers=headers, timeout=10).status_code == 200
    assert not caplog.records


def test_answers_that_are_no_json(emulator: DifyEmulator, connect: Connect) -> None:
    """A JSON that ends in the middle, a page of a proxy, an error under status 200."""
    dify = connect(emulator)
    emulator.fail(INFO, kind="truncate")
    with pytest.raises(ResponseDecodeError):
        dify.app.info()
    emulator.fail(INFO, kind="html")
    with pytest.raises(ServerError) as proxy:
        dify.app.info()
    assert proxy.value.status == 502
    emulator.fail(INFO, kind="html", status=200)
    with pytest.raises(ResponseDecodeError):
        dify.app.info()
    emulator.fail(INFO, kind="error_event", code="app_unavailable")
    answer = raw(emulator, INFO)
    assert (answer.status_code, answer.json()["code"]) == (200, "app_unavailable")


def test_an_error_in_a_stream(emulator: DifyEmulator, connect: Connect) -> None:
    """It comes after some events, with the ids of the run; so do events that are cut."""
    dify = connect(emulator)
    emulator.fail(CHAT, kind="error_event", code="provider_quota_exceeded", message="no more", after_events=2)
    with pytest.raises(StreamFailed, match="no more") as failed:
        dify.chat.send("Hi")
    assert failed.value.code == "provider_quota_exceeded"
    assert failed.value.partial.answer
    error = emulator.requests.last.events[-1]
    assert error["conversation_id"] == failed.value.partial.conversation_id
    emulator.fail(CHAT, kind="truncate", after_events=2)
    with pytest.raises(StreamIncomplete):
        dify.chat.send("Hi")
    emulator.fail(RUN, kind="truncate", after_events=2)
    assert dify.workflows.run({}).outputs == {"ok": True}  # the client asks for the run
    emulator.fail(RUN, kind="error_event")
    with pytest.raises(StreamFailed):
        dify.workflows.run({})


def test_streams_that_are_whole_but_odd(emulator: DifyEmulator, connect: Connect) -> None:
    """An open end, a new event, one event twice, two in the wrong order."""
    dify = connect(emulator)
    emulator.fail(RUN, kind="open_end")
    assert dify.workflows.run({}).outputs == {"ok": True}
    emulator.fail(RUN, kind="unknown_event")
    with dify.workflows.stream({}) as stream:
        events = list(stream)
    assert [type(event) for event in events].count(UnknownEvent) == 1
    emulator.fail(RUN, kind="duplicate", after_events=1)
    list(dify.workflows.stream({}))
    names = [event["event"] for event in emulator.requests.of(RUN).last.events]
    assert names[:3] == ["workflow_started", "node_started", "node_started"]
    emulator.fail(RUN, kind="reorder", after_events=1)
    list(dify.workflows.stream({}))
    names = [event["event"] for event in emulator.requests.of(RUN).last.events]
    assert names[:3] == ["workflow_started", "node_finished", "node_started"]


def test_a_fault_of_streams_waits_for_one(emulator: DifyEmulator, connect: Connect) -> None:
    """A blocking call passes, and does not use the rule up."""
    rule = emulator.fail(RUN, kind="duplicate")
    body = {"inputs": {}, "user": "u", "response_mode": "blocking"}
    headers = {"Authorization": f"Bearer {emulator.api_key}"}
    answer = httpx.post(f"{emulator.base_url}/v1/workflows/run", json=body, headers=headers)
    assert answer.json()["data"]["outputs"] == {"ok": True}
    assert rule.taken == 0
    connect(emulator).workflows.run({})
    assert rule.taken == 1


def test_lost_rows(emulator: DifyEmulator, connect: Connect) -> None:
    """A page lacks a row; paging from its last row does not bring it back."""
    dify = connect(emulator, user="loser")
    talk = dify.chat.send("one").conversation_id
    dify.chat.send("two", conversation_id=talk)
    for _ in range(2):
        dify.chat.send("Hi")
    for path, cursor, last in (
        ("/v1/conversations?limit=2&user=loser", "last_id", -1),
        (f"/v1/messages?limit=2&user=loser&conversation_id={talk}", "first_id", 0),
    ):
        whole = [row["id"] for row in raw(emulator, f"GET {path}").json()["data"]]
        emulator.fail(f"GET {path.partition('?')[0]}", kind="lose_rows")
        page = [row["id"] for row in raw(emulator, f"GET {path}").json()["data"]]
        after = raw(emulator, f"GET {path}&{cursor}={page[last]}").json()["data"]
        lost = set(whole) - set(page)
        assert len(page) == len(lost) == 1
        assert lost.isdisjoint(row["id"] for row in after)
    rule = emulator.fail("GET /v1/conversations", kind="lose_rows")
    assert not list(connect(emulator, user="nobody").conversations.list())
    assert rule.taken == 0


def test_tokens_end(emulator: DifyEmulator) -> None:
    """Access tokens, then also refresh tokens: the client signs in again."""
    account = {"email": emulator.email, "password": emulator.password}
    with DifyServer(emulator.base_url, **account, token_store=MemoryTokenStore()) as server:
        server.apps.list()
        emulator.fail("GET /console/api/apps", kind="expire_tokens")
        server.apps.list()
        assert (emulator.sign_ins, emulator.refreshes) == (1, 1)
        emulator.fail("GET /console/api/apps", kind="revoke_tokens")
        server.apps.list()
        assert (emulator.sign_ins, emulator.refreshes) == (2, 1)
    statuses = [one.status for one in emulator.requests.of("GET /console/api/apps")]
    assert statuses == [200, 401, 200, 401, 200]


def test_which_requests_fail(emulator: DifyEmulator) -> None:
    """So many times, after so many, a share of them; those of one path, or all of an operation."""

    def statuses(count: int, operation: str = INFO) -> list[int]:
        return [raw(emulator, operation).status_code for _ in range(count)]

    emulator.fail(INFO, status=503, times=2)
    assert statuses(3) == [503, 503, 200]
    emulator.fail(INFO, status=503, after=1)
    assert statuses(3) == [200, 503, 200]
    emulator.fail(INFO, status=503, times=None, probability=0.5)
    seen = statuses(20)
    assert {200, 503} == set(seen)
    emulator.mend()
    emulator.fail(INFO, status=503, times=None, probability=0.5)
    assert statuses(20) == seen  # the same ones again
    emulator.mend()
    one, other = (f"/v1/messages/1111111{n}-1111-1111-1111-111111111111/suggested" for n in (1, 2))
    emulator.fail(f"GET {one}", status=418)
    assert statuses(1, f"GET {other}?user=u") == [404]
    assert statuses(2, f"GET {one}?user=u") == [418, 404]
    emulator.fail("get /v1/messages/{id}/suggested", status=418)
    assert statuses(1, f"GET {other}?user=u") == [418]


def test_by_a_header(emulator: DifyEmulator) -> None:
    """A request can ask for its own fault."""
    answer = raw(emulator, INFO, **{"X-Emulator-Fault": "status=429; code=too_many_requests; retry_after=3"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3")
    with pytest.raises(httpx.TransportError):
        raw(emulator, INFO, **{"X-Emulator-Fault": "kind=reset"})
    for wrong in ("kind=sleep", "colour=red", "status=many", ""):
        answer = raw(emulator, INFO, **{"X-Emulator-Fault": wrong})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_fault")


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("POST /v1/workflow/run", {"status": 500}, "did you mean 'POST /v1/workflows/run'"),
    ("POST /workflows/run", {"status": 500}, "did you mean 'POST /v1/workflows/run'"),
    ("GET /v1/chat-messages", {"status": 500}, "has no operation 'GET /v1/chat-messages'"),
    ("nonsense", {"status": 500}, "METHOD /path"),
    (INFO, {}, "Pass status=, code= or kind="),
    (INFO, {"kind": "sleep"}, "kind is 'sleep', not one of reset"),
    (INFO, {"status": 99}, "status is 99, less than 200"),
    (INFO, {"status": "500"}, "status is '500', not a whole number"),
    (INFO, {"status": 500, "after": 1.5}, "after is 1.5, not a whole number"),
    (INFO, {"status": 500, "headers": {"X-Note": 1}}, "headers.X-Note is 1, not a text"),
    (INFO, {"status": 500, "probability": float("nan")}, "probability is nan"),
    (INFO, {"code": "novelty"}, "give its status"),
    (INFO, {"status": 500, "times": -1}, "times is -1, less than 0"),
    (INFO, {"status": 500, "probability": 2}, "probability is 2, more than 1"),
    (INFO, {"kind": "expire_tokens"}, "Only operations of the console"),
    (INFO, {"status": 500, "after_events": 2}, "need a kind="),
    (INFO, {"body": b"x"}, "neither a text nor JSON"),
    (INFO, {"status": 500, "headers": {"X-Note": "a\nb"}}, "The header X-Note cannot be sent"),
]


@pytest.mark.parametrize(("operation", "settings", "message"), WRONG)
def test_a_wrong_rule(emulator: DifyEmulator, operation: str, settings: Any, message: str) -> None:
    """It is told at once, with what may have been meant."""
    with pytest.raises(ValueError, match=message):
        emulator.fail(operation, **settings)


def test_a_fault_ends_with_the_emulator(connect: Connect) -> None:
    """Whoever still waits is sent away, and the emulator stops at once."""
    with DifyEmulator() as emulator, httpx.Client(base_url=emulator.base_url) as client:
        emulator.fail(CHAT, kind="stall", after_events=1)
        body = {"inputs": {}, "query": "Hi", "user": "u", "response_mode": "streaming"}
        headers = {"Authorization": f"Bearer {emulator.api_key}"}
        with client.stream("POST", "/v1/chat-messages", json=body, headers=headers) as response:
            chunks = response.iter_raw()
            next(chunks)
            began = time.monotonic()
            emulator.stop()
            assert time.monotonic() - began < 30
            with pytest.raises(httpx.TransportError):
                list(chunks)
