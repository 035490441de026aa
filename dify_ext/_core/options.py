"""The options of a client: from arguments and environment, read once, checked before any I/O."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, Final, TypedDict, Unpack, cast
from urllib.parse import urlsplit

import attrs
import httpx

from dify_ext._redaction import HiddenHeaders, Secret, is_secret_name
from dify_ext.errors import ConfigurationError

DEFAULT_BASE_URL: Final = "https://api.dify.ai/v1"
DEFAULT_TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0, pool=10.0)
DEFAULT_STALL_TIMEOUT: Final = 300.0
DEFAULT_MAX_RETRIES: Final = 2
DEFAULT_MAX_RESPONSE_BYTES: Final = 64 * 1024 * 1024

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER = re.compile(r"([!-~]([\t -~]*[!-~])?)?")
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?", re.IGNORECASE)
_FOREVER = 10.0**9  # seconds; no socket takes more
_KNOWLEDGE_PATH = re.compile(r"/v1/(datasets|workspaces)(/|$)")
_KEY_NAMES = {"app": "the key of an app (app-...)", "dataset": "a key for knowledge bases (dataset-...)"}
_PREFIXES = tuple(f"{kind}-" for kind in _KEY_NAMES)


class RequestOptions(TypedDict, total=False):
    """The options that every method accepts for one call. None: the option of the client.

    If a time limit is reached, the method raises :class:`RequestTimeout`; if there is no
    connection, :class:`ConnectionFailed`.

    Args:
        timeout: Seconds for each step of a request, or an ``httpx.Timeout``; not for a whole call.
        call_timeout: Seconds for the whole call with its retries, or for the whole run of a stream.
        max_retries: The largest number of retries of a request.
        extra_headers: Headers for this call. They are added to ``default_headers``, and replace
            headers of the same name.
    """

    timeout: float | httpx.Timeout | None
    call_timeout: float | None
    max_retries: int | None
    extra_headers: Mapping[str, str] | None


class ClientOptions(RequestOptions, total=False):
    """The options of a client or a view before they are checked. None: unchanged."""

    api_key: str | Secret | None
    user: str | None
    stall_timeout: float | None
    max_response_bytes: int | None
    default_headers: Mapping[str, str] | None


@attrs.frozen
class Options:
    """The options of one client or view, checked."""

    base_url: str  # the server's root: no /v1, no slash at the end
    api_key: Secret | None = None
    user: str | None = None
    timeout: httpx.Timeout = DEFAULT_TIMEOUT
    stall_timeout: float = DEFAULT_STALL_TIMEOUT
    call_timeout: float | None = None
    max_retries: int = DEFAULT_MAX_RETRIES
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    default_headers: Mapping[str, str] = attrs.field(factory=HiddenHeaders)
    # Needed for each request, so computed once.
    key_kind: str | None = attrs.field(
        init=False, repr=False, default=attrs.Factory(lambda self: key_kind(self.api_key), takes_self=True)
    )

    @classmethod
    def read(cls, *, base_url: str | None = None, **options: Unpack[ClientOptions]) -> Options:
        """Arguments win over the environment, which wins over the defaults."""
        if base_url is None:
            base_url = setting("DIFY_BASE_URL") or DEFAULT_BASE_URL
        if options.get("api_key") is None:
            options["api_key"] = Secret.of(setting("DIFY_API_KEY"))
        if options.get("user") is None:
            options["user"] = setting("DIFY_USER")
        return cls(server_root(base_url)).replace(**options)

    def replace(self, **options: Unpack[ClientOptions]) -> Options:
        """A copy with some options changed; headers are added to the existing ones."""
        changes: dict[str, Any] = {}
        for name, value in options.items():
            if name in ("default_headers", "extra_headers") and value is not None:
                headers = checked_headers(name, cast("Mapping[str, str]", value))
                changes["default_headers"] = merged(self.default_headers, headers)
            elif value is not None:
                changes[name] = _CHECKS[name](value)
        return attrs.evolve(self, **changes)

    def for_call(self, options: RequestOptions | None) -> Options:
        """A copy with the options of one call applied."""
        if not options:
            return self
        unknown = options.keys() - RequestOptions.__annotations__.keys()
        if unknown:
            raise TypeError(f"a call has no option {sorted(unknown)[0]!r}")
        return self.replace(**options)

    def need_api_key(self) -> Secret:
        """The key, or an error that says how to give one."""
        if self.api_key is None:
            raise ConfigurationError(
                "no API key: pass api_key=..., or set the environment variable DIFY_API_KEY"
            )
        return self.api_key

    def need_api_key_for(self, path: str) -> Secret:
        """The key for an endpoint, or an error if its prefix shows that it is of the wrong kind.

        The server would only say that the key is invalid.
        """
        key, has = self.need_api_key(), self.key_kind
        if has is None:
            return key
        wants = "dataset" if _KNOWLEDGE_PATH.match(path) else "app"
        if has != wants:
            raise ConfigurationError(
                f"{path} needs {_KEY_NAMES[wants]}, but this is {_KEY_NAMES[has]}: pass the "
                "right api_key=..., here or to with_options()"
            )
        return key

    def need_user(self, user: str | None) -> str:
        """The end user of one call, or an error that says how to name one."""
        chosen = self.user if user is None else _user(user)
        if chosen is None:
            raise ConfigurationError(
                "no end user: pass user=... to this call or to the client, or set the variable DIFY_USER"
            )
        return chosen

    def without_secrets(self) -> dict[str, Any]:
        """The constructor's arguments for a pickle: without the key and without secret headers."""
        kept = attrs.asdict(
            self, recurse=False, filter=lambda field, _: field.init and field.name != "api_key"
        )
        headers = {k: v for k, v in self.default_headers.items() if not is_secret_name(k)}
        return {**kept, "default_headers": headers}


def server_root(base_url: str) -> str:
    """The root of a server, from its URL with or without ``/v1`` or ``/console/api``."""
    # The URL is not repeated in an error: it may hold a secret.
    refused = ConfigurationError("base_url must be a URL like https://dify.example.com/v1")
    url = base_url.strip() if isinstance(base_url, str) else ""
    if url.startswith(_PREFIXES):
        raise ConfigurationError("base_url is an API key: pass it as api_key=..., and a URL as base_url=...")
    try:
        parts = urlsplit(url)
        is_usable = parts.port != 0 and is_host(httpx.URL(url))
    except (ValueError, httpx.InvalidURL):
        raise refused from None
    if not is_usable or parts.scheme not in ("http", "https"):
        raise refused
    if "@" in parts.netloc:
        raise ConfigurationError(
            "base_url must not contain a user name or password: send them with default_headers=..."
        )
    if parts.query or parts.fragment:
        raise ConfigurationError(
            "base_url must not have a query or a fragment: leave out what follows ? or #"
        )
    path = parts.path.rstrip("/").removesuffix("/v1").removesuffix("/console/api").rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def is_host(url: httpx.URL) -> bool:
    """Whether the host and port of a URL are valid."""
    try:
        host = url.raw_host.decode("ascii") if url.host else ""
    except UnicodeError:  # xn--, and then no name
        return False
    return (url.port is None or 0 < url.port < 65536) and (":" in host or _HOST.fullmatch(host) is not None)


def same_origin(url: httpx.URL, root: str) -> bool:
    """Whether a URL is on the server itself: keys, tokens and cookies are sent only there."""
    return (url.scheme, url.netloc) == _origin(root)


@lru_cache(maxsize=64)  # needed for each request
def _origin(root: str) -> tuple[str, bytes]:
    home = httpx.URL(root)
    return home.scheme, home.netloc


def checked_key(value: str | Secret, name: str = "api_key") -> Secret:
    """A key without surrounding white space; an error if it cannot be a key."""
    key = (value if isinstance(value, Secret) else Secret(value)).stripped()
    if not key.is_word():
        raise ConfigurationError(
            f"{name} must be a non-empty string of printable ASCII characters without spaces"
        )
    if "://" in key.reveal():
        raise ConfigurationError(
            f"{name} is a URL: pass the URL of the server as base_url=..., or set DIFY_BASE_URL"
        )
    return key


def key_kind(key: Secret | None) -> str | None:
    """``app`` or ``dataset``, if the prefix of the key shows it."""
    return next((kind for kind in _KEY_NAMES if key and key.reveal().startswith(f"{kind}-")), None)


def setting(name: str) -> str | None:
    """A variable of the environment; None if it is empty."""
    return os.environ.get(name) or None


def shared_options(client: Options, options: RequestOptions) -> Callable[[], RequestOptions]:
    """A function that gives the options of the next request of a call.

    All requests share the ``call_timeout``: each gets what is left of it.
    """
    seconds = client.for_call(options).call_timeout
    if seconds is None:
        return lambda: options
    until = time.monotonic() + seconds
    return lambda: {**options, "call_timeout": max(until - time.monotonic(), 0.001)}


def _user(value: str | None) -> str | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise ConfigurationError(f"user must be a non-empty string, not {value!r}")
    return value


def _timeout(value: float | httpx.Timeout) -> httpx.Timeout:
    return value if isinstance(value, httpx.Timeout) else httpx.Timeout(_seconds("timeout", value))


def _seconds(name: str, value: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < _FOREVER:
        raise ConfigurationError(f"{name} must be a number of seconds above 0, not {value!r}")
    return float(value)


def _count(name: str, value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"{name} must be a whole number, 0 or more, not {value!r}")
    return value


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "api_key": checked_key,
    "user": _user,
    "timeout": _timeout,
    "stall_timeout": partial(_seconds, "stall_timeout"),
    "call_timeout": partial(_seconds, "call_timeout"),
    "max_retries": partial(_count, "max_retries"),
    "max_response_bytes": partial(_count, "max_response_bytes"),
}


def merged(headers: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Headers with more over them; names are the same in any case."""
    over = {name.lower() for name in more}
    kept = {name: value for name, value in headers.items() if name.lower() not in over}
    return HiddenHeaders(kept, **more)


def checked_headers(option: str, headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an option, or an error that names the header that cannot be sent."""
    if not isinstance(headers, Mapping):
        raise ConfigurationError(f"{option} must be a mapping of names to values")
    for name in headers:
        if not _is_header(name, headers[name]):  # the value is not repeated: it may be a secret
            raise ConfigurationError(
                f"{option}: the header {name!r} cannot be sent: name and value must be printable ASCII"
            )
        if name.lower() in ("content-length", "transfer-encoding"):
            raise ConfigurationError(f"{option}: {name} belongs to the body: the client sends it itself")
    return merged({}, headers)


def _is_header(name: object, text: object) -> bool:
    is_name = isinstance(name, str) and _HEADER_NAME.fullmatch(name) is not None
    return is_name and isinstance(text, str) and _HEADER.fullmatch(text) is not None
