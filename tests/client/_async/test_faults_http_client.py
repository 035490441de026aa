"""A user's own httpx client below ours:
what it was given holds, ours comes on top, and it stays the user's.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from dify_ext import APIError, AsyncDify, ConfigurationError, DifyError, RequestTimeout, ServerError
from tests.faults import steps
from tests.faults.clients import KEY, PATIENCE, TIMEOUT, AsyncEventually, within
from tests.faults.server import FaultServer
from tests.faults.steps import WHOLE, message

ASK = "POST /v1/chat-messages"
INFO = "GET /v1/info"
UPLOAD = "POST /v1/files/upload"
ONE = httpx.Limits(max_connections=1)


def theirs(**options: Any) -> httpx.AsyncClient:
    """A client as a user makes one."""
    return httpx.AsyncClient(**{"limits": ONE, "trust_env": False, "verify": False, **options})


def on(server: FaultServer, http_client: httpx.AsyncClient, **options: Any) -> AsyncDify:
    options = {"user": "u", "timeout": TIMEOUT, "stall_timeout": PATIENCE, **options}
    return AsyncDify(KEY, base_url=server.url, http_client=http_client, **options)


async def test_it_is_not_closed(server: FaultServer) -> None:
    """Closing our client, or leaving it, leaves the user's open and its connections up."""
    async with theirs() as http_client:
        async with on(server, http_client) as dify:
            await dify.app.info()
        await on(server, http_client).aclose()
        assert not http_client.is_closed
        assert (await http_client.get(f"{server.url}/v1/info")).status_code == 200
        assert (await on(server, http_client).app.info()).name == "good"
    assert len(server.connections) == 1


async def test_a_closed_client(server: FaultServer) -> None:
    """A client that was closed, the user's or our own, is a ConfigurationError before any I/O."""
    http_client = theirs()
    dify = on(server, http_client)
    await http_client.aclose()
    own = AsyncDify(KEY, user="u", base_url=server.url)
    await own.aclose()
    for closed in (dify, own, own.with_options(user="v")):
        with pytest.raises(ConfigurationError, match="closed"):
            await closed.app.info()
        with pytest.raises(ConfigurationError, match="closed"):
            await closed.chat.send("q")
    assert server.connections == []


async def test_hooks_see_every_try(server: FaultServer, waits: list[float]) -> None:
    """The user's hooks are called for each try, with our key in place; what they add is sent."""
    seen: list[str] = []

    async def asked(request: httpx.Request) -> None:
        assert request.headers["authorization"] == f"Bearer {KEY}"
        request.headers["x-trace"] = str(len(seen))
        seen.append(request.method)

    async def answered(response: httpx.Response) -> None:
        seen.append(str(response.status_code))

    server.on(INFO, steps.html(503))
    async with theirs(event_hooks={"request": [asked], "response": [answered]}) as http_client:
        await on(server, http_client).app.info()
    assert seen == ["GET", "503", "GET", "200"]
    assert [request.headers["x-trace"] for request in server.requests] == ["0", "2"]


async def test_a_hook_that_reads_the_answer(server: FaultServer) -> None:
    """A hook may read whole answers, packed and streamed ones too: they are still answers, and streams."""

    async def read(response: httpx.Response) -> None:
        await response.aread()

    site = b'{"title": "T\xc3\xbc"}'
    server.on("GET /v1/site", steps.body(steps.gzip(site), kind="application/json", Content_Encoding="gzip"))
    server.on(ASK, steps.stream(*steps.gzipped(WHOLE), Content_Encoding="gzip"))
    server.on("GET /v1/files/f1/preview", steps.body(steps.gzip(b"bytes"), Content_Encoding="gzip"))
    server.on("GET /v1/meta", steps.raw(steps.head(length=99), b"{", steps.reset))
    async with theirs(event_hooks={"response": [read]}) as http_client:
        dify = on(server, http_client, max_retries=0)
        assert (await dify.app.site()).title == "Tü"
        assert (await dify.chat.send("q")).answer == "Hello"
        binary = await dify.files.preview("f1")
        assert await binary.read() == b"bytes"
        assert binary.content_length in (None, 5)
        with pytest.raises(DifyError):
            await dify.app.meta()
        assert (await dify.app.info()).name == "good"


async def test_a_hook_that_raises(server: FaultServer, waits: list[float]) -> None:
    """What a hook raises comes through as it is, tries nothing again, and gives the connection back."""

    class Mine(Exception):
        pass

    async def refuse(response: httpx.Response) -> None:
        if response.status_code == 200 and "site" in str(response.request.url):
            raise Mine

    async with theirs(event_hooks={"response": [refuse]}) as http_client:
        dify = on(server, http_client)
        with pytest.raises(Mine):
            await dify.app.site()
        assert (await dify.app.info()).name == "good"
    assert (server.count("GET /v1/site"), waits) == (1, [])


async def test_headers_are_sent_ours_win(server: FaultServer) -> None:
    """The user's default headers are sent; the key, and headers given to our client, win over theirs."""
    headers = {"X-Gateway": "a", "X-Both": "theirs", "Authorization": "Basic eA=="}
    async with theirs(headers=headers, auth=("user", "password")) as http_client:
        await on(server, http_client, default_headers={"X-Both": "ours"}).app.info()
    sent = server.requests[0].headers
    assert (sent["x-gateway"], sent["x-both"], sent["authorization"]) == ("a", "ours", f"Bearer {KEY}")


async def test_timeouts_are_ours(server: FaultServer) -> None:
    """The user's client may have other timeouts: our calls and streams have ours."""
    server.on(INFO, steps.raw(0.12, steps.head(length=16), b'{"name": "late"}'))
    server.on(ASK, steps.stream(message("a"), 0.12, *WHOLE))
    async with theirs(timeout=0.05) as http_client:
        dify = on(server, http_client, timeout=1)
        assert (await dify.app.info()).name == "late"
        assert server.count(INFO) == 1
        assert (await dify.chat.send("q")).answer == "aHello"


async def test_a_proxy(server: FaultServer) -> None:
    """The user's proxy is used, for streams too; a proxy's own failure is an error of its status."""
    server.on(ASK, steps.stream(*WHOLE))
    server.on("GET /v1/site", steps.html(502))
    async with theirs(proxy=server.url) as http_client:
        dify = AsyncDify(
            KEY, user="u", base_url="http://dify.invalid/v1", http_client=http_client, max_retries=0
        )
        assert (await dify.app.info()).name == "good"
        assert (await dify.chat.send("q")).answer == "Hello"
        with pytest.raises(ServerError):
            await dify.app.site()
    assert [request.target for request in server.requests] == [
        f"http://dify.invalid/v1/{name}" for name in ("info", "chat-messages", "site")
    ]


async def test_a_proxy_that_is_not_there(server: FaultServer) -> None:
    """A proxy that refuses is a failure to connect."""
    async with theirs(proxy="http://127.0.0.1:9") as http_client:
        dify = AsyncDify(
            KEY, user="u", base_url="http://dify.invalid/v1", http_client=http_client, max_retries=0
        )
        with within(), pytest.raises(DifyError) as caught:
            await dify.app.info()
        assert isinstance(caught.value.__cause__, httpx.ConnectError | httpx.ProxyError)


async def test_mounts(server: FaultServer) -> None:
    """A transport mounted for a host is used for it."""
    answer = {"name": "mounted", "description": "", "tags": [], "mode": "chat", "author_name": "a"}
    mounted = httpx.MockTransport(lambda request: httpx.Response(200, json=answer))
    async with theirs(mounts={"all://127.0.0.1": mounted}) as http_client:
        assert (await on(server, http_client).app.info()).name == "mounted"
    assert server.connections == []


async def test_redirects_that_the_user_follows(server: FaultServer) -> None:
    """A client that follows redirects follows them for us;
    the key does not go to another host; circles end.
    """
    with FaultServer() as other:
        server.on(INFO, steps.redirect(307, "/v1/site"), steps.redirect(302, f"{other.url}/v1/info"))
        server.on("GET /v1/meta", *[steps.redirect(302, "/v1/meta")] * 30)
        server.on("GET /v1/site", steps.json({"name": "moved", "tags": [], "mode": "chat"}))
        async with theirs(follow_redirects=True, max_redirects=5) as http_client:
            dify = on(server, http_client, max_retries=1)
            assert (await dify.app.info()).name == "moved"
            assert server.of("GET /v1/site")[0].headers["authorization"] == f"Bearer {KEY}"
        async with theirs(follow_redirects=True, max_redirects=5) as http_client:
            dify = on(server, http_client, max_retries=1)
            assert (await dify.app.info()).name == "good"
            assert "authorization" not in other.requests[0].headers
        async with theirs(follow_redirects=True, max_redirects=5) as http_client:
            dify = on(server, http_client, max_retries=1)
            with within(), pytest.raises(DifyError):
                await dify.app.meta()
            assert server.count("GET /v1/meta") == 6
            assert (await dify.app.info()).name == "good"


@pytest.mark.parametrize("kind", ["chat", "bytes", "generator"])
async def test_a_body_that_is_redirected(server: FaultServer, kind: str) -> None:
    """307 asks for the body again:
    a question and bytes are sent on, a generator cannot be, and is not sent halfway.
    """
    server.on(ASK, steps.redirect(307, "/v1/elsewhere"))
    server.on(UPLOAD, steps.redirect(307, "/v1/elsewhere"))
    server.on(
        "POST /v1/elsewhere",
        steps.stream(*WHOLE) if kind == "chat" else steps.json({"id": "f2", "name": "n"}, 201),
    )
    async with theirs(follow_redirects=True) as http_client:
        dify = on(server, http_client)
        if kind == "chat":
            assert (await dify.chat.send("q")).answer == "Hello"
        elif kind == "bytes":
            assert (await dify.files.upload(b"x" * 1000)).id == "f2"
        else:
            with within(), pytest.raises(DifyError):
                await dify.files.upload(iter([b"x" * 1000]))
        assert (await dify.app.info()).name == "good"
    if kind != "generator":
        first, second = server.of("POST *")
        assert first.body == second.body


async def test_redirects_that_nobody_follows(server: FaultServer) -> None:
    """Without follow_redirects a redirect is an APIError that says where to, for streams and uploads too."""
    for what in (INFO, ASK, UPLOAD):
        server.on(what, steps.redirect(301, "https://elsewhere.invalid/v1"))
    async with theirs() as http_client:
        dify = on(server, http_client)
        calls = (dify.app.info, lambda: dify.chat.send("q"), lambda: dify.files.upload(b"x"))
        for ask in calls:
            with pytest.raises(APIError, match=r"elsewhere\.invalid") as caught:
                await ask()
            assert caught.value.status == 301
        assert (await dify.app.info()).name == "good"


async def test_many_views_share_the_connections(server: FaultServer) -> None:
    """Views with other keys and users go over the same connection, each with its own key."""
    async with theirs() as http_client:
        dify = on(server, http_client)
        for number in range(5):
            await dify.with_options(api_key=f"app-{number}", user=f"u{number}").conversations.list()
    assert len(server.connections) == 1
    assert [request.headers["authorization"] for request in server.requests] == [
        f"Bearer app-{n}" for n in range(5)
    ]
    assert [request.target.rpartition("=")[2] for request in server.requests] == [f"u{n}" for n in range(5)]


async def test_a_broken_call_does_not_disturb_the_users_own(server: FaultServer) -> None:
    """After a stall, a reset and a stream left early the user's own requests find their connection."""
    server.on(ASK, steps.stream(message("a"), steps.hold), steps.stream(message("a"), steps.hold))
    server.on("GET /v1/site", steps.reset)
    async with theirs(timeout=TIMEOUT) as http_client:
        dify = on(server, http_client, stall_timeout=0.5, max_retries=0)
        for ask in (lambda: dify.chat.send("q"), dify.app.site):
            with pytest.raises(DifyError):
                await ask()
            assert (await http_client.get(f"{server.url}/v1/info")).status_code == 200
        async with dify.chat.stream("q", stop_on_exit=False) as stream:
            await anext(stream)
        assert (await http_client.get(f"{server.url}/v1/info")).status_code == 200
        await AsyncEventually(lambda: sum(not c.gone.is_set() for c in server.connections) == 1)


async def test_a_body_that_is_dripped(server: FaultServer) -> None:
    """The user's client does not know our limits: an answer that comes too slowly ends at them, too."""
    drip = steps.dripped(b"a" * 200, 0.05)
    server.on("GET /v1/info", steps.raw(steps.head(length=100_000), *drip))
    async with theirs() as http_client:
        dify = on(server, http_client, timeout=0.2, stall_timeout=0.4, max_retries=0)
        with within(), pytest.raises(RequestTimeout):
            await dify.app.info()
