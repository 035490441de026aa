"""What a client was told: arguments, environment, views. Pure; read once, when a client is made."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, Final, TypedDict
from urllib.parse import urlsplit

import attrs
import httpx

from dify_ext._redaction import Secret, is_secret_name
from dify_ext.errors import ConfigurationError

DEFAULT_BASE_URL: Final = "https://api.dify.ai/v1"
DEFAULT_TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0, pool=10.0)
DEFAULT_STALL_TIMEOUT: Final = 300.0
DEFAULT_MAX_RETRIES: Final = 2
DEFAULT_MAX_RESPONSE_BYTES: Final = 64 * 1024 * 1024

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER = re.compile(r"([!-~]([\t -~]*[!-~])?)?")
_FOREVER = 10.0**9  # seconds; what is longer no socket takes
_OF_KNOWLEDGE = re.compile(r"/v1/(datasets|workspaces)(/|$)")
_KEY_NAMES = {"app": "the key of an app (app-...)", "dataset": "a key for knowledge bases (dataset-...)"}


class RequestOptions(TypedDict, total=False):
    """The options that every method takes for one call.

    Args:
        timeout: Seconds for each step on the wire, or an ``httpx.Timeout``; None leaves the client's.
        call_timeout: Seconds for the whole call with its retries; None leaves the client's.
        max_retries: How often this call may be tried again; None leaves the client's.
        extra_headers: Headers of this call, beside the client's ``default_headers`` and over them.
    """

    timeout: float | httpx.Timeout | None
    call_timeout: float | None
    max_retries: int | None
    extra_headers: Mapping[str, str] | None


@attrs.frozen
class Options:
    """The options of one client or view, checked."""

    api_key: Secret | None
    user: str | None
    base_url: str  # the server's root: no /v1, no slash at the end
    timeout: httpx.Timeout
    stall_timeout: float
    call_timeout: float | None
    max_retries: int
    max_response_bytes: int
    default_headers: Mapping[str, str] = attrs.field(repr=lambda headers: repr(sorted(headers)))

    @classmethod
    def read(
        cls,
        *,
        api_key: str | Secret | None = None,
        user: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        stall_timeout: float | None = None,
        call_timeout: float | None = None,
        max_retries: int | None = None,
        max_response_bytes: int | None = None,
        default_headers: Mapping[str, str] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> Options:
        """Arguments win over the environment, which wins over the defaults; an empty variable is none."""
        return cls(
            api_key=_api_key(Secret.of(api_key if api_key is not None else setting(environ, "DIFY_API_KEY"))),
            user=_user(user if user is not None else setting(environ, "DIFY_USER")),
            base_url=server_root(
                base_url if base_url is not None else setting(environ, "DIFY_BASE_URL") or DEFAULT_BASE_URL
            ),
            timeout=DEFAULT_TIMEOUT if timeout is None else _timeout(timeout),
            stall_timeout=DEFAULT_STALL_TIMEOUT
            if stall_timeout is None
            else _seconds("stall_timeout", stall_timeout),
            call_timeout=None if call_timeout is None else _seconds("call_timeout", call_timeout),
            max_retries=DEFAULT_MAX_RETRIES if max_retries is None else _count("max_retries", max_retries),
            max_response_bytes=DEFAULT_MAX_RESPONSE_BYTES
            if max_response_bytes is None
            else _count("max_response_bytes", max_response_bytes),
            default_headers=_headers(default_headers or {}),
        )

    def replace(
        self,
        *,
        api_key: str | Secret | None = None,
        user: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        stall_timeout: float | None = None,
        call_timeout: float | None = None,
        max_retries: int | None = None,
        max_response_bytes: int | None = None,
        default_headers: Mapping[str, str] | None = None,
    ) -> Options:
        """The same with some options changed; ``None`` leaves one as it is, headers are added to those there are."""
        changes: dict[str, Any] = {}
        if api_key is not None:
            changes["api_key"] = _api_key(Secret.of(api_key))
        if user is not None:
            changes["user"] = _user(user)
        if timeout is not None:
            changes["timeout"] = _timeout(timeout)
        if stall_timeout is not None:
            changes["stall_timeout"] = _seconds("stall_timeout", stall_timeout)
        if call_timeout is not None:
            changes["call_timeout"] = _seconds("call_timeout", call_timeout)
        if max_response_bytes is not None:
            changes["max_response_bytes"] = _count("max_response_bytes", max_response_bytes)
        if max_retries is not None:
            changes["max_retries"] = _count("max_retries", max_retries)
        if default_headers is not None:
            changes["default_headers"] = merged(self.default_headers, _headers(default_headers))
        return attrs.evolve(self, **changes)

    def for_call(self, options: RequestOptions | None) -> Options:
        """The same with the options of one call over them."""
        if not options:
            return self
        unknown = options.keys() - RequestOptions.__annotations__.keys()
        if unknown:
            raise TypeError(f"a call has no option {sorted(unknown)[0]!r}")
        return self.replace(
            timeout=options.get("timeout"),
            call_timeout=options.get("call_timeout"),
            max_retries=options.get("max_retries"),
            default_headers=options.get("extra_headers"),
        )

    def need_api_key(self) -> Secret:
        """The key, or an error that says how to give one."""
        if self.api_key is None:
            raise ConfigurationError(
                "no API key: pass api_key=..., or set the environment variable DIFY_API_KEY"
            )
        return self.api_key

    def need_api_key_for(self, path: str) -> Secret:
        """The key for an endpoint, or an error that says which key it wants, where the key's prefix tells that this is
        the wrong one: the server would only say that it is invalid.
        """
        key = self.need_api_key()
        has, wants = key_kind(key), "dataset" if _OF_KNOWLEDGE.match(path) else "app"
        if has not in (None, wants):
            raise ConfigurationError(
                f"{path} wants {_KEY_NAMES[wants]}, and this is {_KEY_NAMES[has or wants]}: pass api_key=..., "
                "also to with_options()"
            )
        return key

    def need_user(self, user: str | None) -> str:
        """The end user of one call, or an error that says how to name one."""
        chosen = self.user if user is None else _user(user)
        if chosen is None:
            raise ConfigurationError(
                "no end user: pass user=... to this call or to the client, or set the environment variable DIFY_USER"
            )
        return chosen

    def without_secrets(self) -> dict[str, Any]:
        """What may leave the process: the constructor's arguments without the key and without secret headers."""
        return {
            "user": self.user,
            "base_url": self.base_url,
            "timeout": self.timeout,
            "stall_timeout": self.stall_timeout,
            "call_timeout": self.call_timeout,
            "max_retries": self.max_retries,
            "max_response_bytes": self.max_response_bytes,
            "default_headers": {k: v for k, v in self.default_headers.items() if not is_secret_name(k)},
        }


@attrs.frozen
class Credentials:
    """Who asks the console: an account, or an installation's key for one of its workspaces."""

    email: str | None = None
    password: Secret | None = None
    admin_key: Secret | None = None
    workspace_id: str | None = None

    @classmethod
    def read(
        cls,
        *,
        email: str | None = None,
        password: Secret | None = None,
        admin_key: Secret | None = None,
        workspace_id: str | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> Credentials:
        """Arguments win over ``DIFY_EMAIL`` and ``DIFY_PASSWORD``."""
        if (admin_key is None) != (workspace_id is None):
            raise ConfigurationError(
                "admin_key= and workspace_id= go together: the key says nothing of a workspace"
            )
        if admin_key is not None:
            if not Secret(workspace_id or "").is_word():
                raise ConfigurationError(f"workspace_id must be the id of a workspace, not {workspace_id!r}")
            return cls(admin_key=_api_key(admin_key, "admin_key"), workspace_id=workspace_id)
        email = email if email is not None else setting(environ, "DIFY_EMAIL")
        password = password if password is not None else Secret.of(setting(environ, "DIFY_PASSWORD"))
        if email == "" or (password is not None and not password):
            raise ConfigurationError("email and password must not be empty")
        if password is not None and not password.is_text():
            raise ConfigurationError("password must be a string of whole characters")
        return cls(email=email, password=password)

    def need_account(self) -> tuple[str, Secret]:
        """E-mail and password, or an error that says how to give them."""
        if self.email is None or self.password is None:
            raise ConfigurationError(
                "no account: pass email=... and password=..., or set DIFY_EMAIL and DIFY_PASSWORD "
                "(or pass admin_key=... and workspace_id=...)"
            )
        return self.email, self.password


def console_url(base_url: str | None, environ: Mapping[str, str] | None = None) -> str:
    """The console's URL: the argument, else ``DIFY_CONSOLE_URL``, else ``DIFY_BASE_URL``; there is no default."""
    url = (
        base_url
        if base_url is not None
        else setting(environ, "DIFY_CONSOLE_URL") or setting(environ, "DIFY_BASE_URL")
    )
    if not url:
        raise ConfigurationError(
            "no console: pass base_url=..., or set DIFY_CONSOLE_URL or DIFY_BASE_URL (Dify's cloud is "
            "https://cloud.dify.ai)"
        )
    return url


def service_root(console_root: str) -> str:
    """Where the Service API of a console's server is: the same host, but for Dify's cloud."""
    return "https://api.dify.ai" if urlsplit(console_root).hostname == "cloud.dify.ai" else console_root


def server_root(base_url: str) -> str:
    """The root of a server from its URL with or without ``/v1`` or ``/console/api`` and a slash at the end."""
    # The URL is not repeated in what is said of it: it may hold a secret.
    refused = ConfigurationError("base_url must be a URL like https://dify.example.com/v1")
    try:
        parts = urlsplit(base_url.strip())
        port = parts.port
    except (ValueError, AttributeError):
        raise refused from None
    blank = any(character.isspace() for character in base_url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or blank:
        raise refused
    if parts.username or parts.password:
        raise ConfigurationError(
            "base_url must not hold a user name or password; send them with default_headers="
        )
    if parts.query or parts.fragment:
        raise ConfigurationError("base_url must not have a query or fragment")
    path = parts.path.rstrip("/").removesuffix("/v1").removesuffix("/console/api").rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def same_origin(url: httpx.URL, root: str) -> bool:
    """Whether a request goes to the server itself: nobody else gets a key, a token or a cookie."""
    home = httpx.URL(root)
    return (url.scheme, url.netloc) == (home.scheme, home.netloc)


def _api_key(value: Secret | None, name: str = "api_key") -> Secret | None:
    if value is None:
        return None
    key = value.stripped()
    if not key.is_word():
        raise ConfigurationError(
            f"{name} must be a non-empty string of printable ASCII characters without spaces"
        )
    return key


def key_kind(key: Secret) -> str | None:
    """``app`` or ``dataset`` where the key's prefix tells."""
    return next((kind for kind in _KEY_NAMES if key.reveal().startswith(f"{kind}-")), None)


def setting(environ: Mapping[str, str] | None, name: str) -> str | None:
    """A variable of the environment, which is in no frame that raises; an empty one is none."""
    return (os.environ if environ is None else environ).get(name) or None


def _user(value: str | None) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value:
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


def merged(headers: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Headers with more over them; names are the same in any case."""
    over = {name.lower() for name in more}
    return {**{name: value for name, value in headers.items() if name.lower() not in over}, **more}


def _headers(value: Mapping[str, str]) -> dict[str, str]:
    for name in value:
        if not _is_header(name, value[name]):  # the value is not repeated: it may be a secret
            raise ConfigurationError(f"default_headers: the header {name!r} cannot be sent")
    return merged({}, dict(value))


def _is_header(name: object, text: object) -> bool:
    is_name = isinstance(name, str) and _HEADER_NAME.fullmatch(name) is not None
    return is_name and isinstance(text, str) and _HEADER.fullmatch(text) is not None
