"""Proxies and certificates of the environment, in the form that httpx takes.

httpx reads these variables itself (``trust_env``), but its errors show a part of the value, it does
not understand every form of ``NO_PROXY``, and it loads the certificates once for each proxy. So
clients are made with ``trust_env=False``. A value may hold a password: it is in no error, and in no
frame of a traceback.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from urllib.request import getproxies

import httpx

from dify_ext._core.options import is_host, setting
from dify_ext._core.transport_error import certificate_error
from dify_ext._redaction import alone
from dify_ext.errors import ConfigurationError

_SCHEMES = ("http", "https", "socks5", "socks5h")
_TLS_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
_WITH_PORT = re.compile(r"(\[.*\]|[^:]*)(:\d+)")


def ssl_context() -> ssl.SSLContext:
    """The trusted certificates: those of ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``, else certifi's.

    Raises:
        ConfigurationError: A variable, also ``SSLKEYLOGFILE``, names a file that cannot be used.
    """
    if not any(map(setting, _TLS_VARIABLES)):
        return _default_ssl_context()
    context = _custom_ssl_context()
    if isinstance(context, str):
        raise ConfigurationError(f"the environment variable {context}")
    return context


@cache  # loading the certificates takes most of the time that making a client takes
def _default_ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _custom_ssl_context() -> ssl.SSLContext | str:
    """The context that the variables ask for, or what is wrong with one of them."""
    file, folders, key_log = map(setting, _TLS_VARIABLES)
    if not file and folders and not any(map(os.path.isdir, folders.split(os.pathsep))):
        return "SSL_CERT_DIR does not name a directory of certificates"
    refused = "SSLKEYLOGFILE does not name a file that can be written"
    try:
        if key_log:
            open(key_log, "a").close()
        refused = f"{'SSL_CERT_FILE' if file else 'SSL_CERT_DIR'} does not name certificates in PEM format"
        if file or folders:
            return ssl.create_default_context(cafile=file, capath=None if file else folders)
        return httpx.create_ssl_context(trust_env=False)
    except (OSError, ValueError) as error:
        return f"{refused}: {getattr(error, 'strerror', None) or type(error).__name__}"


def proxies(base_url: str) -> dict[str, httpx.Proxy | None]:
    """The proxies by URL pattern, for ``mounts=`` of an httpx client; None stands for no proxy.

    ``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY`` are read, in upper or lower
    case. An entry of ``NO_PROXY`` is ``*``, a host, a domain, an address or a network
    (``10.0.0.0/8``), with or without a port. A network covers only the host of ``base_url``: httpx
    has no pattern for one. Other entries are ignored, as curl does.

    Raises:
        ConfigurationError: The URL of a proxy cannot be used, or its scheme needs another package.
    """
    found = _read_proxies(httpx.URL(base_url).host)
    if isinstance(found, str):
        raise ConfigurationError(found)
    return found


def _read_proxies(host: str) -> dict[str, httpx.Proxy | None] | str:
    """The proxies, or why one of them cannot be used."""
    settings = getproxies()  # of the environment, or else of the system
    if "http" in settings and "https" in settings:
        settings.pop("all", None)  # unused; desktops set a scheme that httpx does not know
    found: dict[str, httpx.Proxy | None] = {}
    for scheme in ("http", "https", "all"):
        if url := settings.get(scheme, "").strip():
            proxy = _proxy(url if "://" in url else f"http://{url}")
            if isinstance(proxy, str):
                return f"{_variable(scheme)} cannot be used as a proxy: {proxy}"
            found[f"{scheme}://"] = proxy
    if found:
        entries = re.split(r"[,\s]+", settings.get("no", ""))
        if "*" in entries:
            return {}
        found.update({pattern: None for entry in entries for pattern in _no_proxy(entry, host)})
    return found


def _variable(scheme: str) -> str:
    names = [name for name in os.environ if name.lower() == f"{scheme}_proxy" and os.environ[name]]
    # The lower case wins, as everywhere.
    return f"the environment variable {max(names)}" if names else f"the system's {scheme} proxy"


def _proxy(url: str) -> httpx.Proxy | str:
    """The proxy at this URL, or the reason why it cannot be used."""
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return "it is no URL like http://user:password@host:port (special characters are percent-encoded)"
    if parts.scheme not in _SCHEMES:
        return f"its scheme is none of {', '.join(_SCHEMES)}"
    if not is_host(parts) or b"@" in parts.raw_path or "@" in parts.fragment:
        return "it has no host, or special characters in its password that are not percent-encoded"
    if parts.scheme.startswith("socks") and find_spec("socksio") is None:
        return "a SOCKS proxy needs one more package: pip install 'httpx[socks]'"
    return httpx.Proxy(parts)


def _no_proxy(entry: str, host: str) -> Iterator[str]:
    """The pattern of httpx for an entry of ``NO_PROXY``; none for one that means nothing here."""
    pattern = _pattern(entry, host)
    with suppress(httpx.InvalidURL, ValueError):
        if entry and pattern and httpx.URL(pattern).host:
            yield pattern


def _pattern(entry: str, host: str) -> str | None:
    if "://" in entry:
        return entry
    name, port = match.groups() if (match := _WITH_PORT.fullmatch(entry)) else (entry, "")
    name = name.removeprefix("[").removesuffix("]")
    with suppress(ValueError):
        if "/" in name:
            return f"all://{_in_url(host)}" if ip_address(host) in ip_network(name, strict=False) else None
        return f"all://{_in_url(str(ip_address(name.partition('%')[0])))}{port}"
    if "/" in name:
        return None
    is_exact = name.lower() == "localhost"
    return f"all://localhost{port}" if is_exact else f"all://*{name.removeprefix('*')}{port}"


def _in_url(address: str) -> str:
    return f"[{address}]" if ":" in address else address


@contextmanager
def proxy_errors(proxy: httpx.Proxy) -> Iterator[None]:
    """Make failures of a proxy name the proxy, without its user and password."""
    try:
        yield
    except httpx.TransportError as error:
        kind, reason = type(error), str(error)
        certificate = certificate_error(error)  # of the server, behind the proxy
        if certificate is None and isinstance(
            error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError
        ):
            kind = httpx.ConnectTimeout if isinstance(error, httpx.ConnectTimeout) else httpx.ProxyError
            address = f"{proxy.url.host}{'' if proxy.url.port is None else f':{proxy.url.port}'}"
            reason = f"the proxy {address} failed: {reason or type(error).__name__}"
        # The frames below hold the proxy's password.
        raise kind(reason) from alone(certificate or alone(error))
