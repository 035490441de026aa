"""``AiohttpClient``: what aiohttp would do by itself is off, and what a client promises holds."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from dify_ext import AiohttpClient, AsyncDify, ConfigurationError, ConnectionFailed, RequestTimeout
from dify_ext.adapters.aiohttp import client as module
from tests.faults import steps
from tests.faults.clients import KEY, within
from tests.faults.server import FaultServer
from tests.faults.tls import TlsServer, certificate

INFO = "GET /v1/info"
AS_SENT = {"name": "good", "description": "", "tags": [], "mode": "chat", "author_name": "a"}


def dify(url: str, http_client: AiohttpClient, **options: Any) -> AsyncDify:
    return AsyncDify(KEY, user="u", base_url=url, http_client=http_client, timeout=2, **options)


async def test_hundreds_of_streams_at_once() -> None:
    """No stream waits for another: aiohttp by itself has a hundred connections."""
    with FaultServer() as server:
        everybody = asyncio.Event()
        server.on("POST /v1/chat-messages", *[steps.stream(*steps.WHOLE[:2], 0.3, steps.END)] * 130)
        open_streams = 0

        async def one(client: AsyncDify) -> str:
            nonlocal open_streams
            async with client.chat.stream("q") as stream:
                async for _ in stream:
                    open_streams += 1
                    break
                if open_streams == 130:
                    everybody.set()
                await everybody.wait()
                return (await stream.get_final_answer()).answer

        async with AiohttpClient() as http_client:
            client = dify(server.url, http_client)
            with anyio.fail_after(10):
                answers = await asyncio.gather(*(one(client) for _ in range(130)))
        assert answers == ["Hello"] * 130


async def test_only_our_headers_are_sent() -> None:
    """aiohttp adds no header of its own, and keeps no cookie."""
    with FaultServer() as server:
        server.on(INFO, steps.json(AS_SENT, Set_Cookie="session=1; Path=/"))
        async with AiohttpClient() as http_client:
            client = dify(server.url, http_client)
            await client.app.info()
            await client.app.info()
            await client.app.info(extra_headers={"X-Long": "x" * 10_000})
        first, second, third = server.requests
        assert set(first.headers) == {
            "host",
            "accept",
            "accept-encoding",
            "connection",
            "user-agent",
            "authorization",
        }
        assert first.headers["user-agent"].startswith("dify-ext/")
        assert second.headers == first.headers
        assert len(third.headers["x-long"]) == 10_000


async def test_urls_go_out_as_they_are() -> None:
    """What is percent-encoded stays so: a signature holds for these very bytes."""
    with FaultServer() as server:
        async with AiohttpClient() as http_client:
            await http_client.get(f"{server.url}/a%2Fb%7E/?sign=%2B%20a+b%2C&x")
        assert server.requests[0].target == "/a%2Fb%7E/?sign=%2B%20a+b%2C&x"


async def test_redirects_are_those_of_httpx() -> None:
    """aiohttp follows none by itself."""
    with FaultServer() as server:
        server.on(INFO, steps.redirect(302, "/v1/elsewhere"))
        async with AiohttpClient() as http_client:
            response = await http_client.get(f"{server.url}/v1/info")
        assert (response.status_code, server.count("GET /v1/elsewhere")) == (302, 0)


async def test_nothing_is_sent_again() -> None:
    """Also a GET on a kept connection that breaks is sent once, if the client does not retry."""
    with FaultServer() as server:
        server.on(INFO, steps.json(AS_SENT), steps.reset)
        async with AiohttpClient() as http_client:
            client = dify(server.url, http_client, max_retries=0)
            await client.app.info()
            with pytest.raises(ConnectionFailed):
                await client.app.info()
        assert server.count(INFO) == 2


async def test_a_server_that_does_not_take_a_large_body() -> None:
    """The write timeout holds for JSON, too."""
    with FaultServer(receive_buffer=65536) as server:
        server.before_body("POST /v1/chat-messages", lambda connection, _: connection.wait(server.closing))
        async with AiohttpClient() as http_client:
            client = dify(server.url, http_client).with_options(timeout=httpx.Timeout(30, write=0.3))
            with within(), pytest.raises(RequestTimeout, match="write timeout"):
                await client.chat.send("q" * 8_000_000)


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 103 Early Hints\r\n\r\n"])
async def test_a_head_that_does_not_end(head: bytes) -> None:
    """Neither its bytes nor interim answers prolong the wait, also after a body in pieces."""
    with FaultServer() as server:
        endless = steps.raw(
            head, *steps.dripped(b"a" * 99, 0.1) if head.endswith(b": ") else [0.1, head] * 99
        )
        server.on(INFO, endless)
        server.on("POST /v1/files/upload", endless)
        async with AiohttpClient() as http_client:
            client = dify(server.url, http_client, max_retries=0)
            client = client.with_options(timeout=httpx.Timeout(2, read=0.3))
            with within(5), pytest.raises(RequestTimeout, match="read timeout"):
                await client.app.info()
            with within(5), pytest.raises(RequestTimeout, match="call_timeout"):
                await client.files.upload(("a.txt", b"a"), call_timeout=0.3)


async def test_proxies_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy is used, with its password; NO_PROXY and trust_env=False go around it."""
    with FaultServer() as proxy, FaultServer() as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://user:p%40ss@127.0.0.1:{proxy.port}")
        async with AiohttpClient() as http_client:
            await dify(server.url, http_client).app.info()
        assert (len(proxy.requests), len(server.requests)) == (1, 0)
        assert proxy.requests[0].target == f"{server.url}/v1/info"
        assert proxy.requests[0].headers["proxy-authorization"] == "Basic dXNlcjpwQHNz"
        async with AiohttpClient(trust_env=False) as http_client:
            await dify(server.url, http_client).app.info()
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        async with AiohttpClient() as http_client:
            await dify(server.url, http_client).app.info()
        assert (len(proxy.requests), len(server.requests)) == (1, 2)


async def test_certificates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An unknown authority is refused once; SSL_CERT_FILE, a context and verify=False trust it."""
    pem = certificate(tmp_path)
    with TlsServer(pem) as server:
        async with AiohttpClient() as http_client:
            with pytest.raises(ConnectionFailed, match="SSL_CERT_FILE"):
                await dify(server.url, http_client).app.info()
        assert server.accepted == 1
        trusting: list[dict[str, Any]] = [
            {"verify": False},
            {"verify": ssl.create_default_context(cafile=pem)},
            {},
        ]
        for options in trusting:
            if not options:
                monkeypatch.setenv("SSL_CERT_FILE", str(pem))
            async with AiohttpClient(**options) as http_client:
                assert (await dify(server.url, http_client).app.info()).name


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"http2": True}, "http2"),
        ({"transport": httpx.MockTransport(lambda request: httpx.Response(200))}, "transport"),
        ({"proxy": "socks5://127.0.0.1:1"}, "SOCKS"),
    ],
)
def test_what_aiohttp_cannot_do(options: dict[str, Any], words: str) -> None:
    """It is refused at once."""
    with pytest.raises(ConfigurationError, match=words):
        AiohttpClient(**options)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"dify-ext\[aiohttp\]"):
        AiohttpClient()


@pytest.mark.parametrize("anyio_backend", ["trio"])
async def test_under_trio(anyio_backend: str) -> None:
    """aiohttp has no trio."""
    async with AiohttpClient() as http_client:
        with pytest.raises(ConfigurationError, match="trio"):
            await dify("http://127.0.0.1:1", http_client).app.info()
