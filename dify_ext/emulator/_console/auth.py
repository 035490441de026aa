"""Authentication: bearer tokens, cookies with their CSRF token, the installation's admin key."""

from __future__ import annotations

from starlette.requests import Request

from .._errors import unauthorized
from .._options import Options
from .state import Account, Console

_FORMAT = "Invalid Authorization header format. Expected 'Bearer <api-key>' format."


def cookie_name(name: str, options: Options) -> str:
    """The name of a cookie on this server."""
    return f"__Host-{name}" if options.host_cookies else name


def signed_in(request: Request, console: Console) -> Account:
    """The account that sent the request, or 401."""
    options = console.state.options
    token = (
        bearer_or_query(request) if options.traits.tokens == "body" else cookie_or_bearer(request, options)
    )
    if not token:
        raise unauthorized("Invalid Authorization token.")
    workspace = request.headers.get("X-WORKSPACE-ID")
    if options.traits.admin_key and token == options.admin_key and workspace == console.state.tenant_id:
        return console.owner
    account = console.account(console.tokens.account_of(token))
    if account is None:
        raise unauthorized("Invalid token.")
    if options.traits.tokens == "cookies":
        csrf = request.cookies.get(cookie_name("csrf_token", options))
        console.tokens.check_csrf(request.headers.get("X-CSRF-Token"), csrf, account.id)
    account.last_active_at = console.state.time()
    return account


def bearer_or_query(request: Request) -> str | None:
    """The token, for releases with tokens in the body."""
    header = request.headers.get("Authorization")
    if not header:
        return request.query_params.get("_token")
    scheme, _, token = header.partition(" ")
    if not token or scheme.lower() != "bearer":
        raise unauthorized(_FORMAT)
    return token.strip()


def cookie_or_bearer(request: Request, options: Options) -> str | None:
    """The token, for releases with cookies."""
    cookie = request.cookies.get(cookie_name("access_token", options))
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return cookie or (token.strip() if scheme.lower() == "bearer" else None)
