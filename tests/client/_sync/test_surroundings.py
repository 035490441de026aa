# Made from tests/client/_async/test_surroundings.py by scripts/regenerate: change that one.
"""What lies around a client:
proxies and certificates of the environment, odd redirects, keys of other apps.
"""

from __future__ import annotations

import socket
import ssl
import traceback
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dify_ext import APIError, BadRequestError, ConnectionFailed, Dify, DifyServer
from tests.faults import steps
from tests.faults.server import FaultServer
from tests.faults.tls import TlsServer, certificate

KEY = "app-secret0123456789"
INFO = "GET /v1/info"
FAR = "http://dify.invalid:5001"  # no name server knows it: only a proxy can reach it
PASSWORD = "hush4711"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def refusing() -> Iterator[str]:
    """An address where nobody listens, and nobody else can."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"


def with_password(url: str) -> str:
    """The URL of a proxy that wants a password."""
    return url.replace("http://", f"http://me:{PASSWORD}@")


def failure(dify: Dify) -> ConnectionFailed:
    """The error of a call, whose text and traceback show no password."""
    with pytest.raises(ConnectionFailed) as caught:
        dify.app.info()
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    while told is not None:
        assert not [
            frame for frame in told.stack if "/tests/" not in frame.filename and PASSWORD in str(frame.locals)
        ]
        told = told.__cause__ or told.__context__
    return caught.value


# Proxies.


def test_a_proxy(server: FaultServer, refusing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls go through the proxy of the environment, with its user and password, and to no exempted host."""
    monkeypatch.setenv("HTTP_PROXY", with_password(server.url))
    with Dify(KEY, base_url=FAR) as dify:
        assert (dify.app.info()).name == "good"
    (request,) = server.of(INFO)
    assert request.target == f"{FAR}/v1/info"
    assert request.headers["proxy-authorization"].startswith("Basic ")
    monkeypatch.setenv("HTTP_PROXY", f"http://{refusing}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.0/8")
    with Dify(KEY, base_url=server.url) as dify:
        assert (dify.app.info()).name == "good"
    assert server.of(INFO)[1].target == "/v1/info"


def test_a_proxy_that_is_not_there(
    refusing: str, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    """The proxy is named, not the server; it may be there the next time."""
    monkeypatch.setenv("HTTP_PROXY", f"http://me:{PASSWORD}@{refusing}")
    with Dify(KEY, base_url=FAR, max_retries=1) as dify:
        assert f"the proxy {refusing} failed" in str(failure(dify))
    assert len(waits) == 1


@pytest.mark.parametrize("base_url", [FAR, FAR.replace("http:", "https:")])
def test_a_proxy_that_wants_a_password(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, base_url: str
) -> None:
    """It is asked once, and named, whether it was to hand on a request or to open a tunnel."""
    for what in (INFO, "CONNECT *"):
        server.on(what, steps.html(407, "Proxy Authentication Required"))
    monkeypatch.setenv("ALL_PROXY", with_password(server.url))
    with Dify(KEY, base_url=base_url) as dify:
        said = str(failure(dify))
    assert f"the proxy {server.url.removeprefix('http://')} failed: 407" in said
    assert "HTTPS_PROXY" in said
    assert len(server.connections) == 1


# Certificates.


def test_a_certificate_that_is_not_trusted(tmp_path: Path, waits: list[float]) -> None:
    """The server is asked once; the error says both ways to trust it, and both work."""
    pem = certificate(tmp_path)
    with TlsServer(pem) as server:
        with Dify(KEY, base_url=server.url) as dify:
            said = str(failure(dify))
        assert "SSL_CERT_FILE" in said
        assert "http_client=" in said
        assert (server.accepted, waits) == (1, [])
        with DifyServer(server.url, email="a@example.com", password="p") as console:
            with pytest.raises(ConnectionFailed, match="SSL_CERT_FILE"):
                console.account.profile()
        assert (server.accepted, waits) == (2, [])
        context = ssl.create_default_context(cafile=pem, capath=None)
        with httpx.Client(verify=context, trust_env=False) as http_client:
            dify = Dify(KEY, base_url=server.url, http_client=http_client)
            assert (dify.app.info()).name == "good"


def test_a_certificate_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SSL_CERT_FILE names who is trusted."""
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with TlsServer(pem) as server:
        with Dify(KEY, base_url=server.url) as dify:
            assert (dify.app.info()).name == "good"


# Redirects and refusals.


@pytest.mark.parametrize(
    "place", ["/login", "https://dify.example.com/v1", "//", "http://a..b/", "?", "http://h:99999/"]
)
def test_a_redirect(server: FaultServer, place: str) -> None:
    """It is not followed: the error shows the new address."""
    server.on(INFO, steps.redirect(302, place))
    with Dify(KEY, base_url=server.url) as dify:
        with pytest.raises(APIError, match=r"302.*the server redirects to .*set base_url") as caught:
            dify.app.info()
    assert place in str(caught.value)


@pytest.mark.parametrize("place", ["http://[::1", "mailto:a@b", "x:y", "http://xn--a/", f"/{'a' * 70_000}"])
def test_a_redirect_to_nowhere(server: FaultServer, place: str, waits: list[float]) -> None:
    """It is our error, and asking again would not help."""
    server.on(INFO, *[steps.redirect(302, place)] * 3)
    with Dify(KEY, base_url=server.url) as dify:
        assert "redirect" in str(failure(dify))
    assert (server.count(INFO), waits) == (1, [])


@pytest.mark.parametrize("place", ["ftp://h/", "http://a..b/", "http://h:99999/", f"http://{'a' * 64}.com/"])
def test_a_redirect_to_nowhere_that_is_followed(server: FaultServer, place: str) -> None:
    """A user's own client may follow redirects: where they lead nowhere that is our error, too."""
    server.on(INFO, *[steps.redirect(302, place)] * 3)
    with httpx.Client(follow_redirects=True, trust_env=False) as http_client:
        failure(Dify(KEY, base_url=server.url, http_client=http_client, max_retries=0))


def test_a_key_of_another_kind_of_app(server: FaultServer) -> None:
    """The error names the methods that fit."""
    server.on(
        "POST /v1/chat-messages", steps.refusal(400, "not_chat_app", "Please check if your app mode matches")
    )
    with Dify(KEY, base_url=server.url, user="u") as dify:
        with pytest.raises(BadRequestError, match=r"completion\.send\(\) or workflows\.run\(\)"):
            dify.chat.send("hello")


def test_a_key_that_is_refused(server: FaultServer) -> None:
    """The error names the host: a key is of one server."""
    server.on(INFO, steps.refusal(401, "unauthorized", "Access token is invalid"))
    with Dify(KEY, base_url=server.url) as dify:
        with pytest.raises(APIError, match=f"at {server.url.removeprefix('http://')}.*DIFY_API_KEY"):
            dify.app.info()
