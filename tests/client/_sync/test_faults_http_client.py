# Made from tests/client/_async/test_faults_http_client.py by scripts/regenerate: change that one.
"""A user's own httpx client below ours:
what it was given holds, ours comes on top, and it stays the user's.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from dify_ext import APIError, ConfigurationError, Dify, DifyError, RequestTimeout, ServerError
from tests.faults import steps
from tests.faults.clients import KEY, PATIENCE, TIMEOUT, Eventually, within
from tests.faults.server import FaultServer
from tests.faults.steps import WHOLE, message

ASK = "POST /v1/chat-messages"
INFO = "GET /v1/info"
UPLOAD = "POST /v1/files/upload"
ONE = httpx.Limits(max_connections=1)


def theirs(**options: Any) -> httpx.Client:
    """A client as a user makes one."""
    return httpx.Client(**{"limits": ONE, "trust_env": False, "verify": False, **options})


def on(server: FaultServer, http_client: httpx.Client, **options: Any) -> Dify:
    options = {"user": "u", "timeout": TIMEOUT, "stall_timeout": PATIENCE, **options}
    return Dify(KEY, base_url=server.url, http_client=http_client, **options)


def test_it_is_not_closed(server: FaultServer) -> None:
    """Closing our client, or leaving it, leaves the user's open and its connections up."""
    with theirs() as http_client:
        with on(server, http_client) as dify:
            dify.app.info()
        on(server, http_client).close()
        assert not http_client.is_closed
        assert (http_client.get(f"{server.url}/v1/info")).status_code == 200
        assert (on(server, http_client).app.info()).name == "good"
    assert len(server.connections) == 1


def test_a_closed_client(server: FaultServer) -> None:
    """A client that was closed, the user's or our own, is a ConfigurationError before any I/O."""
    http_client = theirs()
    dify = on(server, http_client)
    http_client.close()
    own = Dify(KEY, user="u", base_url=server.url)
    own.close()
    for closed in (dify, own, own.with_options(user="v")):
        with pytest.raises(ConfigurationError, match="closed"):
            closed.app.info()
        with pytest.raises(ConfigurationError, match="closed"):
            closed.chat.send("q")
    assert server.connections == []


def test_hooks_see_every_try(server: FaultServer, waits: list[float]) -> None:
    """The user's hooks are called for each try, with our key in place; what they add is sent."""
    seen: list[str] = []

    def asked(request: httpx.Request) -> None:
        assert request.headers["authorization"] == f"Bearer {KEY}"
        request.headers["x-trace"] = str(len(seen))
        seen.append(request.method)

    def answered(response: httpx.Response) -> None:
        seen.append(str(response.status_code))

    server.on(INFO, steps.html(503))
    with theirs(event_hooks={"request": [asked], "response": [answered]}) as http_client:
        on(server, http_client).app.info()
    assert seen == ["GET", "503", "GET", "200"]
    assert [request.headers["x-trace"] for request in server.requests] == ["0", "2"]


def test_a_hook_that_reads_the_answer(server: FaultServer) -> None:
    """A hook may read whole answers, packed and streamed ones too: they are still answers, and streams."""

    def read(response: httpx.Response) -> None:
        response.read()

    site = b'{"title": "T\xc3\xbc"}'
    server.on("GET /v1/site", steps.body(steps.gzip(site), kind="application/json", Content_Encoding="gzip"))
    server.on(ASK, steps.stream(*steps.gzipped(WHOLE), Content_Encoding="gzip"))
    server.on("GET /v1/files/f1/preview", steps.body(steps.gzip(b"bytes"), Content_Encoding="gzip"))
    server.on("GET /v1/meta", steps.raw(steps.head(length=99), b"{", steps.reset))
    with theirs(event_hooks={"response": [read]}) as http_client:
        dify = on(server, http_client, max_retries=0)
        assert (dify.app.site()).title == "Tü"
        assert (dify.chat.send("q")).answer == "Hello"
        binary = dify.files.preview("f1")
        assert binary.read() == b"bytes"
        assert binary.content_length in (None, 5)
        with pytest.raises(DifyError):
            dify.app.meta()
        assert (dify.app.info()).name == "good"


def test_a_hook_that_raises(server: FaultServer, waits: list[float]) -> None:
    """What a hook raises comes through as it is, tries nothing again, and gives the connection back."""

    class Mine(Exception):
        pass

    def refuse(response: httpx.Response) -> None:
        if response.status_code == 200 and "site" in str(response.request.url):
            raise Mine

    with theirs(event_hooks={"response": [refuse]}) as http_client:
        dify = on(server, http_client)
        with pytest.raises(Mine):
            dify.app.site()
        assert (dify.app.info()).name == "good"
    assert (server.count("GET /v1/site"), waits) == (1, [])


def test_headers_are_sent_ours_win(server: FaultServer) -> None:
    """The user's default headers are sent; the key, and headers given to our client, win over theirs."""
    headers = {"X-Gateway": "a", "X-Both": "theirs", "Authorization": "Basic eA=="}
    with theirs(headers=headers, auth=("user", "password")) as http_client:
        on(server, http_client, default_headers={"X-Both": "ours"}).app.info()
    sent = server.requests[0].headers
    assert (sent["x-gateway"], sent["x-both"], sent["authorization"]) == ("a", "ours", f"Bearer {KEY}")


def test_timeouts_are_ours(server: FaultServer) -> None:
    """The user's client may have other timeouts: our calls and streams have ours."""
    server.on(INFO, steps.raw(0.12, steps.head(length=16), b'{"name": "late"}'))
    server.on(ASK, steps.stream(message("a"), 0.12, *WHOLE))
    with theirs(timeout=0.05) as http_client:
        dify = on(server, http_client, timeout=1)
        assert (dify.app.info()).name == "late"
        assert server.count(INFO) == 1
        assert (dify.chat.send("q")).answer == "aHello"


def test_a_proxy(server: FaultServer) -> None:
    """The user's proxy is used, for streams too; a proxy's own failure is an error of its status."""
    server.on(ASK, steps.stream(*WHOLE))
    server.on("GET /v1/site", steps.html(502))
    with theirs(proxy=server.url) as http_client:
        dify = Dify(KEY, user="u", base_url="http://dify.invalid/v1", http_client=http_client, max_retries=0)
        assert (dify.app.info()).name == "good"
        assert (dify.chat.send("q")).answer == "Hello"
        with pytest.raises(ServerError):
            dify.app.site()
    assert [request.target for request in server.requests] == [
        f"http://dify.invalid/v1/{name}" for name in ("info", "chat-messages", "site")
    ]


def test_a_proxy_that_is_not_there(server: FaultServer) -> None:
    """A proxy that refuses is a failure to connect."""
    with theirs(proxy="http://127.0.0.1:9") as http_client:
        dify = Dify(KEY, user="u", base_url="http://dify.invalid/v1", http_client=http_client, max_retries=0)
        with within(), pytest.raises(DifyError) as caught:
            dify.app.info()
        assert isinstance(caught.value.__cause__, httpx.ConnectError | httpx.ProxyError)


def test_mounts(server: FaultServer) -> None:
    """A transport mounted for a host is used for it."""
    answer = {"name": "mounted", "description": "", "tags": [], "mode": "chat", "author_name": "a"}
    mounted = httpx.MockTransport(lambda request: httpx.Response(200, json=answer))
    with theirs(mounts={"all://127.0.0.1": mounted}) as http_client:
        assert (on(server, http_client).app.info()).name == "mounted"
    assert server.connections == []


def test_redirects_that_the_user_follows(server: FaultServer) -> None:
    """A client that follows redirects follows them for us;
    the key does not go to another host; circles end.
    """
    with FaultServer() as other:
        server.on(INFO, steps.redirect(307, "/v1/site"), steps.redirect(302, f"{other.url}/v1/info"))
        server.on("GET /v1/meta", *[steps.redirect(302, "/v1/meta")] * 30)
        server.on("GET /v1/site", steps.json({"name": "moved", "tags": [], "mode": "chat"}))
        with theirs(follow_redirects=True, max_redirects=5) as http_client:
            dify = on(server, http_client, max_retries=1)
            assert (dify.app.info()).name == "moved"
            assert server.of("GET /v1/site")[0].headers["authorization"] == f"Bearer {KEY}"
        with theirs(follow_redirects=True, max_redirects=5) as http_client:
            dify = on(server, http_client, max_retries=1)
            assert (dify.app.info()).name == "good"
            assert "authorization" not in other.requests[0].headers
        with theirs(follow_redirects=True, max_redirects=5) as http_client:
            dify = on(server, http_client, max_retries=1)
            with within(), pytest.raises(DifyError):
                dify.app.meta()
            assert server.count("GET /v1/meta") == 6
            assert (dify.app.info()).name == "good"


@pytest.mark.parametrize("kind", ["chat", "bytes", "generator"])
def test_a_body_that_is_redirected(server: FaultServer, kind: str) -> None:
    """307 asks for the body again:
    a question and bytes are sent on, a generator cannot be, and is not sent halfway.
    """
    server.on(ASK, steps.redirect(307, "/v1/elsewhere"))
    server.on(UPLOAD, steps.redirect(307, "/v1/elsewhere"))
    server.on(
        "POST /v1/elsewhere",
        steps.stream(*WHOLE) if kind == "chat" else steps.json({"id": "f2", "name": "n"}, 201),
    )
    with theirs(follow_redirects=True) as http_client:
        dify = on(server, http_client)
        if kind == "chat":
            assert (dify.chat.send("q")).answer == "Hello"
        elif kind == "bytes":
            assert (dify.files.upload(b"x" * 1000)).id == "f2"
        else:
            with within(), pytest.raises(DifyError):
                dify.files.upload(iter([b"x" * 1000]))
        assert (dify.app.info()).name == "good"
    if kind != "generator":
        first, second = server.of("POST *")
        assert first.body == second.body


def test_redirects_that_nobody_follows(server: FaultServer) -> None:
    """Without follow_redirects a redirect is an APIError that says where to, for streams and uploads too."""
    for what in (INFO, ASK, UPLOAD):
        server.on(what, steps.redirect(301, "https://elsewhere.invalid/v1"))
    with theirs() as http_client:
        dify = on(server, http_client)
        calls = (dify.app.info, lambda: dify.chat.send("q"), lambda: dify.files.upload(b"x"))
        for ask in calls:
            with pytest.raises(APIError, match=r"elsewhere\.invalid") as caught:
                ask()
            assert caught.value.status == 301
        assert (dify.app.info()).name == "good"


def test_many_views_share_the_connections(server: FaultServer) -> None:
    """Views with other keys and users go over the same connection, each with its own key."""
    with theirs() as http_client:
        dify = on(server, http_client)
        for number in range(5):
            dify.with_options(api_key=f"app-{number}", user=f"u{number}").conversations.list()
    assert len(server.connections) == 1
    assert [request.headers["authorization"] for request in server.requests] == [
        f"Bearer app-{n}" for n in range(5)
    ]
    assert [request.target.rpartition("=")[2] for request in server.requests] == [f"u{n}" for n in range(5)]


def test_a_broken_call_does_not_disturb_the_users_own(server: FaultServer) -> None:
    """After a stall, a reset and a stream left early the user's own requests find their connection."""
    server.on(ASK, steps.stream(message("a"), steps.hold), steps.stream(message("a"), steps.hold))
    server.on("GET /v1/site", steps.reset)
    with theirs(timeout=TIMEOUT) as http_client:
        dify = on(server, http_client, stall_timeout=0.5, max_retries=0)
        for ask in (lambda: dify.chat.send("q"), dify.app.site):
            with pytest.raises(DifyError):
                ask()
            assert (http_client.get(f"{server.url}/v1/info")).status_code == 200
        with dify.chat.stream("q", stop_on_exit=False) as stream:
            next(stream)
        assert (http_client.get(f"{server.url}/v1/info")).status_code == 200
        Eventually(lambda: sum(not c.gone.is_set() for c in server.connections) == 1)


def test_a_body_that_is_dripped(server: FaultServer) -> None:
    """The user's client does not know our limits: an answer that comes too slowly ends at them, too."""
    drip = steps.dripped(b"a" * 200, 0.05)
    server.on("GET /v1/info", steps.raw(steps.head(length=100_000), *drip))
    with theirs() as http_client:
        dify = on(server, http_client, timeout=0.2, stall_timeout=0.4, max_retries=0)
        with within(), pytest.raises(RequestTimeout):
            dify.app.info()
