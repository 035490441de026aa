"""Authentication by keys: an API key, or an installation's admin key. Pure."""

from __future__ import annotations

from typing import Any

import httpx

from dify_ext._core.options import Options, same_origin
from dify_ext._redaction import Secret


class ApiKeyAuth(httpx.Auth):
    """Sends the API key with every request; says so, before any I/O, if there is none."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def sign(self, request: httpx.Request, path: str) -> None:
        """Put the key on a request to the server itself."""
        request.headers["Authorization"] = f"Bearer {self._options.need_api_key_for(path).reveal()}"

    def auth_flow(self, request: httpx.Request) -> Any:
        """As httpx asks for it, for a request that may go elsewhere."""
        if same_origin(request.url, self._options.base_url):
            root = httpx.URL(self._options.base_url).path.rstrip("/")
            self.sign(request, request.url.path.removeprefix(root))
        yield request


class AdminKeyAuth(httpx.Auth):
    """An installation's ADMIN_API_KEY for one workspace: no sign-in, no CSRF token (since 1.11)."""

    def __init__(self, key: Secret, workspace_id: str, root: str) -> None:
        self._key = key
        self._workspace_id = workspace_id
        self._root = root

    def auth_flow(self, request: httpx.Request) -> Any:
        """Sign a request, as httpx asks for it.

        Args:
            request: The request.
        """
        if same_origin(request.url, self._root):
            request.headers["Authorization"] = f"Bearer {self._key.reveal()}"
            request.headers["X-WORKSPACE-ID"] = self._workspace_id
        yield request
