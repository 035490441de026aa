"""What every test gets: an environment without settings, no network but loopback, one event loop."""

from __future__ import annotations

import errno
import functools
import gc
import ipaddress
import os
import signal
import socket
import ssl
from collections.abc import Iterator
from typing import Any

import pytest

# A developer's own settings, proxies and certificates must not reach a test; one that needs a setting
# sets it by monkeypatch. (With SSL_CERT_FILE each client would also read that file: 25 ms.)
for _name in list(os.environ):
    if _name.startswith(("DIFY_", "SSL_CERT_")) or _name.upper().endswith("_PROXY"):
        del os.environ[_name]
for _name in ("REDIS_URL", "SSLKEYLOGFILE"):
    os.environ.pop(_name, None)


# A shell that runs the tests in the background lets them ignore Ctrl-C, and so all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Take what was imported and collected out of each collection of garbage: it stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Give it back to those who look for it, as Hypothesis does."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, where they do not ask for another."""
    return "asyncio"


def _is_loopback(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return (address := ipaddress.ip_address(text)).is_loopback or address.is_unspecified
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _loopback_only() -> Iterator[None]:
    """To a test the machine is one without a network: names are unknown, other addresses unreachable."""
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise OSError(errno.ENETUNREACH, f"tests reach only this machine, not {address[0]}")
        connect(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_loopback(host):
            raise socket.gaierror(socket.EAI_NONAME, f"tests reach only this machine, not {host}")
        return getaddrinfo(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """Each of httpx's clients reads the certificates that it trusts,
    which takes 20 ms; no test needs them.
    """
    create = ssl.create_default_context
    cached = functools.cache(create)

    def create_or_reuse(*args: Any, **kwargs: Any) -> ssl.SSLContext:
        return (cached if kwargs.keys() == {"cafile"} else create)(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", create_or_reuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def _fast_digests() -> Iterator[None]:
    """The digest under which a refused password is kept is slow on purpose; the tests need not wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dify_ext._console.refusal._ROUNDS", 1)
        yield
