"""Proxies and certificates of the environment:
usable, or refused by the variable's name without its value.
"""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import traceback
from pathlib import Path

import certifi
import httpx
import pytest

from dify_ext._core import environment
from dify_ext._core.environment import proxies, proxy_errors, ssl_context
from dify_ext.errors import ConfigurationError

SECRET = "hush4711"
PROXY = "http://proxy.example:3128"
HOME = "https://dify.example.com"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("SSL") or name == "REQUEST_METHOD":
            monkeypatch.delenv(name)


def set_all(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def shown_by(error: BaseException) -> str:
    """The error with its causes and the locals of the frames of the package."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    frames = [frame for frame in told.stack if "/dify_ext/" in frame.filename]
    return "".join(traceback.format_exception(error)) + repr([frame.locals for frame in frames])


def reached(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, base_url: str = HOME
) -> str:
    """Where httpx sends a request to this URL with these settings: a proxy's host, or ``direct``."""
    set_all(monkeypatch, variables)
    mounts = {
        pattern: None
        if proxy is None
        else httpx.MockTransport(lambda _, p=proxy: httpx.Response(200, text=p.url.host))
        for pattern, proxy in proxies(base_url).items()
    }
    direct = httpx.MockTransport(lambda _: httpx.Response(200, text="direct"))
    with httpx.Client(mounts=mounts, transport=direct, trust_env=False) as client:
        return client.get(url).text


# Proxies.


def test_no_variable_is_no_proxy() -> None:
    """Nor is NO_PROXY looked at then."""
    assert proxies(HOME) == {}


def test_no_proxy_alone_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read does no harm if there is no proxy."""
    monkeypatch.setenv("NO_PROXY", "[::1")
    assert proxies(HOME) == {}


@pytest.mark.parametrize(
    ("variables", "url", "goes_to"),
    [
        ({"HTTP_PROXY": PROXY}, "http://h/", "proxy.example"),
        ({"HTTP_PROXY": PROXY}, "https://h/", "direct"),
        ({"https_proxy": "proxy.example:3128"}, "https://h/", "proxy.example"),
        ({"HTTPS_PROXY": " https://proxy.example\n"}, "https://h/", "proxy.example"),
        ({"ALL_PROXY": "http://user:p%40ss@proxy.example:3128/"}, "https://h/", "proxy.example"),
        ({"ALL_PROXY": "http://[::1]:3128"}, "https://h/", "::1"),
        ({"ALL_PROXY": "http://my_proxy:3128"}, "https://h/", "my_proxy"),
        ({"HTTPS_PROXY": PROXY, "https_proxy": "http://lower"}, "https://h/", "lower"),
        (
            {"HTTP_PROXY": PROXY, "HTTPS_PROXY": PROXY, "ALL_PROXY": "socks://p"},
            "https://h/",
            "proxy.example",
        ),
    ],
)
def test_a_proxy(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, goes_to: str) -> None:
    """In each of the usual forms; ALL_PROXY is not read if the others are there."""
    assert reached(monkeypatch, variables, url) == goes_to


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (f"socks://me:{SECRET}@127.0.0.1:7890", "its scheme is none of http, https, socks5, socks5h"),
        (f"ftp://{SECRET}", "its scheme"),
        (f"{SECRET}://proxy", "its scheme"),
        (f"http://me:pa#{SECRET}@proxy:3128", "no URL"),
        (f"http://me:12#{SECRET}@proxy:3128", "percent-encoded"),
        (f"http://me:12/{SECRET}@proxy:3128", "percent-encoded"),
        (f"http://me:12?{SECRET}@proxy:3128", "percent-encoded"),
        (f"http://{SECRET}:port", "no URL"),
        (f"http://{SECRET}:70000", "no host"),
        (f"http://{SECRET}:0", "no host"),
        (f"http://{SECRET}..example:80", "no host"),
        (f"http://xn--a.{SECRET}", "no host"),
        (f"http://{'a' * 64}{SECRET}.example", "no host"),
        (f"http://[::{SECRET}]:80", "no URL"),
        (f"http://me:{SECRET}@", "no host"),
        (f'"http://{SECRET}:80"', "its scheme|no URL"),
        (f"http:{SECRET}:80", "no URL"),
        (f"http://me:{SECRET}\udcff@proxy", "no URL"),
        (f"http://me:{SECRET}\x01@proxy", "no URL"),
    ],
)
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "https_proxy", "ALL_PROXY", "All_Proxy"])
def test_a_proxy_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str
) -> None:
    """The error names the variable as it is written, and shows no part of its value."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(
        ConfigurationError, match=f"environment variable {variable} cannot be used.*({says})"
    ) as caught:
        proxies(HOME)
    assert SECRET not in shown_by(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    """It needs a package, and the error says which."""
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://me:{SECRET}@127.0.0.1:1080")
    monkeypatch.setattr(environment, "find_spec", lambda _: None)
    with pytest.raises(ConfigurationError, match=r"ALL_PROXY.*pip install 'httpx\[socks\]'"):
        proxies(HOME)
    monkeypatch.setattr(environment, "find_spec", lambda _: object())
    (proxy,) = proxies(HOME).values()
    assert proxy is not None
    assert (proxy.url.scheme, proxy.auth) == (scheme, ("me", SECRET))


def test_a_proxy_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS the system's settings hold if no variable is set."""
    monkeypatch.setattr(environment, "getproxies", lambda: {"https": "socks://p"})
    with pytest.raises(ConfigurationError, match="the system's https proxy cannot be used"):
        proxies(HOME)


# NO_PROXY.


@pytest.mark.parametrize(
    ("entries", "url", "is_direct"),
    [
        ("*", "http://h/", True),
        ("a, *", "http://h/", True),
        ("localhost", "http://localhost:5001/", True),
        ("localhost", "http://mylocalhost/", False),
        ("example.com", "http://example.com/", True),
        ("example.com", "http://a.example.com/", True),
        ("example.com", "http://anexample.com/", False),
        (".example.com", "http://a.example.com/", True),
        (".example.com", "http://example.com/", False),
        ("*.example.com", "http://a.example.com/", True),
        ("example.com:8080", "http://example.com:8080/", True),
        ("example.com:8080", "http://example.com/", False),
        ("127.0.0.1", "http://127.0.0.1:5001/", True),
        ("127.0.0.1:5001", "http://127.0.0.1:5001/", True),
        ("127.0.0.1:5001", "http://127.0.0.1:5002/", False),
        ("::1", "http://[::1]:5001/", True),
        ("[::1]", "http://[::1]:5001/", True),
        ("[::1]:5001", "http://[::1]:5001/", True),
        ("[::1]:5001", "http://[::1]/", False),
        ("0:0:0:0:0:0:0:1", "http://[::1]/", True),
        ("fe80::1%eth0", "http://[fe80::1]/", True),
        ("http://example.com", "http://example.com/", True),
        ("a example.com", "http://example.com/", True),
        (
            "[::1,<local>,host:port,xn--a,fe80::/200,/,:,//:,http://[,,example.com",
            "http://example.com/",
            True,
        ),
        ("[::1,<local>,host:port,xn--a,fe80::/200,/,:,//:,http://[,", "http://example.com/", False),
    ],
)
def test_hosts_without_a_proxy(
    monkeypatch: pytest.MonkeyPatch, entries: str, url: str, is_direct: bool
) -> None:
    """Each form of an entry; what is none is passed over."""
    goes_to = reached(monkeypatch, {"ALL_PROXY": PROXY, "NO_PROXY": entries}, url)
    assert goes_to == ("direct" if is_direct else "proxy.example")


@pytest.mark.parametrize(
    ("entries", "base_url", "is_direct"),
    [
        ("10.0.0.0/8", "http://10.1.2.3:5001", True),
        ("10.0.0.1/8", "http://10.1.2.3", True),
        ("10.0.0.0/8", "http://11.1.2.3", False),
        ("10.0.0.0/8", "http://dify.example.com", False),
        ("10.0.0.0/8", "http://[fe80::1]", False),
        ("fe80::/10", "http://[fe80::1]:5001", True),
        ("fe80::/10", "http://[::1]", False),
    ],
)
def test_networks_without_a_proxy(
    monkeypatch: pytest.MonkeyPatch, entries: str, base_url: str, is_direct: bool
) -> None:
    """A server whose address lies in the network is reached directly."""
    goes_to = reached(monkeypatch, {"ALL_PROXY": PROXY, "NO_PROXY": entries}, f"{base_url}/x", base_url)
    assert goes_to == ("direct" if is_direct else "proxy.example")


# A proxy that fails.


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectError("refused"), httpx.ProxyError),
        (httpx.ConnectTimeout(""), httpx.ConnectTimeout),
        (httpx.ProxyError("407 Proxy Authentication Required"), httpx.ProxyError),
    ],
)
def test_a_proxy_that_fails_is_named(error: httpx.TransportError, kind: type[Exception]) -> None:
    """By its host, without user and password; the cause has lost its frames, which hold the password."""
    with (
        pytest.raises(kind, match=r"the proxy proxy\.example:3128 failed") as caught,
        proxy_errors(httpx.Proxy(f"http://me:{SECRET}@proxy.example:3128")),
    ):
        raise error
    assert (str(error) or "ConnectTimeout") in str(caught.value)
    assert SECRET not in shown_by(caught.value)
    assert caught.value.__cause__ is error
    assert error.__traceback__ is None


def test_what_is_not_the_proxys_failure() -> None:
    """An answer that breaks off, or the server's own certificate, is not the proxy's."""
    proxy = httpx.Proxy("http://proxy.example")
    with pytest.raises(httpx.ReadError, match="gone") as caught, proxy_errors(proxy):
        raise (gone := httpx.ReadError("gone"))
    assert (caught.value.__cause__, gone.__traceback__) == (gone, None)
    with pytest.raises(httpx.ConnectError, match="certificate") as caught, proxy_errors(proxy):
        raise httpx.ConnectError("certificate") from (refused := ssl.SSLCertVerificationError("self-signed"))
    assert caught.value.__cause__ is refused
    with proxy_errors(proxy):
        pass


# Certificates.


def test_the_default_is_loaded_once() -> None:
    """Without a variable certifi's certificates are trusted, and all clients share them."""
    context = ssl_context()
    assert ssl_context() is context
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.cert_store_stats()["x509_ca"] > 50


def test_a_file_of_certificates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SSL_CERT_FILE takes the place of certifi's, and wins over SSL_CERT_DIR."""
    pem = Path(certifi.where()).read_text("utf-8")
    end = "-----END CERTIFICATE-----"
    (tmp_path / "one.pem").write_text(pem[: pem.index(end)] + end + "\n")
    set_all(monkeypatch, {"SSL_CERT_FILE": str(tmp_path / "one.pem"), "SSL_CERT_DIR": "/nowhere"})
    assert ssl_context().cert_store_stats()["x509_ca"] == 1


def test_a_folder_of_certificates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SSL_CERT_DIR may name several folders, one of which is there."""
    monkeypatch.setenv("SSL_CERT_DIR", os.pathsep.join(["/nowhere", str(tmp_path)]))
    assert ssl_context().cert_store_stats()["x509_ca"] == 0  # loaded when they are needed


def test_a_key_log(tmp_path: Path) -> None:
    """SSLKEYLOGFILE holds, with certifi's certificates.
    Asked in a process of its own: here contexts are shared.
    """
    code = (
        "from dify_ext._core.environment import ssl_context; context = ssl_context();"
        "print(context.keylog_filename, context.cert_store_stats()['x509_ca'] > 50)"
    )
    environ = {**os.environ, "SSLKEYLOGFILE": str(tmp_path / "keys")}
    told = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    assert told.stdout == f"{tmp_path / 'keys'} True\n"
    assert (tmp_path / "keys").exists()


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("SSL_CERT_FILE", "/nowhere/{}.pem", "No such file"),
        ("SSL_CERT_FILE", "{tmp}", ""),
        ("SSL_CERT_FILE", "{tmp}/{}-empty", ""),
        ("SSL_CERT_FILE", "{tmp}/{}-junk", ""),
        ("SSL_CERT_DIR", "/nowhere/{}", "directory"),
        ("SSL_CERT_DIR", "{tmp}/{}-junk", "directory"),
        ("SSLKEYLOGFILE", "/nowhere/{}", "No such file"),
        ("SSLKEYLOGFILE", "{tmp}", "directory"),
    ],
)
def test_certificates_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, value: str, says: str
) -> None:
    """The error names the variable, and shows neither its value nor what stands in the file."""
    folder = tmp_path / SECRET
    folder.mkdir()
    (folder / f"{SECRET}-empty").touch()
    (folder / f"{SECRET}-junk").write_text(f"-----BEGIN CERTIFICATE-----\n{SECRET}\n")
    monkeypatch.setenv(variable, value.format(SECRET, tmp=folder))
    with pytest.raises(ConfigurationError, match=f"environment variable {variable} .*{says}") as caught:
        ssl_context()
    assert SECRET not in shown_by(caught.value)
    assert caught.value.__context__ is None


def test_a_key_log_beside_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two variables the one at fault is named."""
    set_all(monkeypatch, {"SSL_CERT_FILE": certifi.where(), "SSLKEYLOGFILE": "/nowhere/keys"})
    with pytest.raises(ConfigurationError, match="SSLKEYLOGFILE"):
        ssl_context()
    set_all(monkeypatch, {"SSL_CERT_FILE": "/nowhere/a.pem", "SSLKEYLOGFILE": os.devnull})
    with pytest.raises(ConfigurationError, match="SSL_CERT_FILE"):
        ssl_context()
    monkeypatch.delenv("SSL_CERT_FILE")
    assert ssl_context().cert_store_stats()["x509_ca"] > 50
