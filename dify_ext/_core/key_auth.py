"""Authentication by a key: of an app, of knowledge bases, or of an administrator. Pure."""

from __future__ import annotations

from collections.abc import Generator

import httpx

from dify_ext._core.options import Options, same_origin


class KeyAuth(httpx.Auth):
    """Sends the key with every request; says so, before any I/O, if there is none."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def sign(self, request: httpx.Request, path: str) -> None:
        """Put the key on a request to the server itself."""
        request.headers["Authorization"] = f"Bearer {self._options.need_api_key_for(path).reveal()}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """As httpx asks for it, for a request that may go elsewhere."""
        if same_origin(request.url, self._options.base_url):
            root = httpx.URL(self._options.base_url).path.rstrip("/")
            self.sign(request, request.url.path.removeprefix(root))
        yield request
