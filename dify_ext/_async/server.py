"""The client of a console: ``AsyncDifyServer``."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import httpx

from dify_ext._async.resources.made.accessors import AsyncDifyServerResources
from dify_ext._console.credentials import Credentials, console_url, service_root
from dify_ext._core.lazy import cached_property
from dify_ext._core.options import DEFAULT_MAX_RETRIES, Options, RequestOptions, server_root
from dify_ext._redaction import HiddenHeaders, Secret
from dify_ext.errors import ConfigurationError
from dify_ext.tokens import AsyncTokenStore

if TYPE_CHECKING:
    from dify_ext._async.client import AsyncDify
    from dify_ext._async.session import AsyncSession


class AsyncDifyServer(AsyncDifyServerResources):
    """A client for the console (``/console/api``), with the e-mail and password of an account.

    It signs in at the first call, on every release of Dify, and renews its tokens. After a password
    was refused, no client with the same token store sends it for some time; :meth:`login` does. Use
    it as a context manager, or close it. Arguments that are None are read from the environment when
    the client is created. Arguments that are not described here are as for :class:`AsyncDify`; a
    ``call_timeout`` includes the sign-in.

    Args:
        base_url: The address of the console. None: ``DIFY_CONSOLE_URL``, else ``DIFY_BASE_URL``.
        email: The e-mail address of the account. None: ``DIFY_EMAIL``.
        password: Its password. None: ``DIFY_PASSWORD``.
        token_store: Where tokens are kept, and shared with other clients. None: Redis if
            ``DIFY_REDIS_URL`` or ``REDIS_URL`` is set and answers, else the memory of this process.
        admin_key: The ADMIN_API_KEY of the server; with ``workspace_id`` it replaces the account.
        workspace_id: The id of the workspace for ``admin_key``.

    Raises:
        ConfigurationError: A value, or a variable for proxies or certificates, cannot be used.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        email: str | None = None,
        password: str | None = None,
        token_store: AsyncTokenStore | None = None,
        admin_key: str | None = None,
        workspace_id: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        call_timeout: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        http_client: httpx.AsyncClient | None = None,
        default_headers: Mapping[str, str] | None = None,
    ) -> None:
        secret, key, headers = Secret.of(password), Secret.of(admin_key), HiddenHeaders.of(default_headers)
        del password, admin_key, default_headers  # no locals of a traceback show them
        options = Options(server_root(console_url(base_url))).replace(
            timeout=timeout, call_timeout=call_timeout, max_retries=max_retries, default_headers=headers
        )
        self._credentials = Credentials.read(
            email=email, password=secret, admin_key=key, workspace_id=workspace_id
        )
        self._connect(options, http_client)
        self._set_up_sign_in(_checked(token_store))

    def _set_up_sign_in(self, store: AsyncTokenStore | None = None) -> None:
        """Made once: threads whose first calls come at the same time must share it."""
        from dify_ext._async.console_session import AsyncConsoleAuth

        self._auth = AsyncConsoleAuth(self._options.base_url, self._credentials, store, self._send)

    @cached_property
    def _session(self) -> AsyncSession:
        from dify_ext._async.session import AsyncSession
        from dify_ext._core.key_auth import KeyAuth

        options, key = self._options, self._credentials.admin_key
        auth: httpx.Auth = self._auth
        if key is not None:  # neither sign-in nor CSRF token (Dify 1.11 and later)
            workspace = {"X-WORKSPACE-ID": self._credentials.workspace_id or ""}
            options = options.replace(api_key=key, default_headers=workspace)
            auth = KeyAuth(options)
        return AsyncSession(options, self._connections, auth, is_private=True)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        return (await self._session.exchange(request)).response

    @property
    def token_store(self) -> AsyncTokenStore | None:
        """The store of the tokens; None if none was given and none was needed yet."""
        return self._auth.store

    async def login(self) -> None:
        """Sign in now, also after a password was refused. With an admin key it does nothing.

        Raises:
            AuthenticationError: The server refused the account or its password.
            RateLimitError: The server locked the account after too many wrong passwords.
        """
        if self._credentials.admin_key is None:
            await self._auth.login()

    async def logout(self) -> None:
        """Sign out: invalidate the tokens on the server, and delete them from the token store.

        The next call signs in again.
        """
        if self._credentials.admin_key is None:
            await self._auth.logout()

    async def dify(self, app_id: str, *, user: str | None = None, base_url: str | None = None) -> AsyncDify:
        """Create a client of the Service API for an app, on the same connections.

        Args:
            app_id: The id of the app. Its first key is used; if there is none, one is created.
            user: The end user of all calls that have no ``user=``.
            base_url: The address of the Service API. None: the host of the console;
                ``api.dify.ai`` for ``cloud.dify.ai``.

        Returns:
            The client.

        Raises:
            NotFoundError: The app does not exist.
            PermissionDeniedError: The account may not see or create keys.

        GET, then POST /console/api/apps/{app_id}/api-keys
        """
        from dify_ext._async.client import AsyncDify

        key = await self.apps.ensure_api_key(app_id)
        options = Options.read(
            api_key=key.token,
            user=user,
            base_url=base_url if base_url is not None else service_root(self._options.base_url),
            timeout=self._options.timeout,
            call_timeout=self._options.call_timeout,
            max_retries=self._options.max_retries,
            default_headers=self._options.default_headers,
        )
        return AsyncDify._on(options, self._connections)

    async def _check(self, options: RequestOptions) -> object:
        return await self.apps.list(limit=1, **options)

    def _who(self) -> str:
        return f"account={'admin key' if self._credentials.admin_key else repr(self._credentials.email)}"

    def __getstate__(self) -> dict[str, Any]:
        # Without password and tokens, which are in the environment and the default store.
        state = super().__getstate__()
        del state["_auth"]
        return {**state, "_credentials": self._credentials.email}

    def __setstate__(self, state: dict[str, Any]) -> None:
        options, account = Options(**state["_options"]), Credentials.read(email=state["_credentials"])
        super().__setstate__({**state, "_options": options, "_credentials": account})
        self._set_up_sign_in()


def _checked(store: AsyncTokenStore | None) -> AsyncTokenStore | None:
    if store is None:
        return None
    if isinstance(store, type) or not isinstance(store, AsyncTokenStore):
        found = "class" if isinstance(store, type) else type(store).__name__
        raise ConfigurationError(
            f"a {found} is not a token store: pass a RedisTokenStore(url), a FileTokenStore(), …"
        )
    is_async = inspect.iscoroutinefunction(store.load)
    if not is_async:  # sync: if is_async:
        name = type(store).__name__
        raise ConfigurationError(
            f"{name} cannot be used with AsyncDifyServer: pass AsyncRedisTokenStore(url), for example"
        )
    return store
