"""A caller of the console that signs in as each dialect wants it and holds what it sends and gets against
the spec.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator

from .contract import assert_fits, assert_request_fits, assert_response_fits

DIALECTS = ("1.8", "1.10", "1.13")
LOGIN, REFRESH, LOGOUT = "/console/api/login", "/console/api/refresh-token", "/console/api/logout"
PROFILE = "/console/api/account/profile"


class InProcess(httpx.BaseTransport):
    """Hands requests to an emulator that was not started:
    a test in which nothing hangs on the network is quick.
    """

    def __init__(self, emulator: Emulator) -> None:
        self.transport, self.runner = httpx.ASGITransport(emulator.asgi), asyncio.Runner()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Have it answered."""
        return self.runner.run(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        response = await self.transport.handle_async_request(request)
        return httpx.Response(response.status_code, headers=response.headers, content=await response.aread())

    def close(self) -> None:
        self.runner.close()


def encoded(password: str) -> str:
    """A password in base64."""
    return base64.b64encode(password.encode()).decode()


def claims(token: str) -> dict[str, Any]:
    """What a JWT says."""
    part = token.split(".")[1]
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return said


class ConsoleCaller:
    """Calls the console of one emulator as one account.
    It keeps its tokens itself, as `access`, `refresh`, `csrf`.
    """

    def __init__(self, emulator: Emulator, client: httpx.Client, dialect: str, prefix: str = "") -> None:
        self.emulator, self.client, self.dialect, self.prefix = emulator, client, dialect, prefix
        self.access = self.refresh_token = self.csrf = ""

    def sign_in(
        self, email: str = ADMIN_EMAIL, password: str = ADMIN_PASSWORD, status: int = 200
    ) -> httpx.Response:
        """Sign in; the tokens are used from now on."""
        sent = encoded(password) if self.dialect == "1.13" else password
        response = self.send("POST", LOGIN, json={"email": email, "password": sent, "remember_me": True})
        assert response.status_code == status, response.text
        self.take(response)
        return response

    def refresh(self, status: int = 200) -> httpx.Response:
        """Trade the refresh token for new tokens, which are used from now on."""
        response = self.trade(self.refresh_token)
        assert response.status_code == status, response.text
        self.take(response)
        return response

    def trade(self, token: str) -> httpx.Response:
        """Trade a refresh token, in the way of the dialect."""
        if self.dialect == "1.8":
            return self.send("POST", REFRESH, json={"refresh_token": token})
        return self.send("POST", REFRESH, headers={"Cookie": f"{self.prefix}refresh_token={token}"})

    def take(self, response: httpx.Response) -> None:
        """Keep the tokens of an answer, if it has any."""
        if not response.is_success or response.json()["result"] != "success":
            return
        if self.dialect == "1.8":
            data = response.json()["data"]
            self.access, self.refresh_token = data["access_token"], data["refresh_token"]
            return
        found = {name.removeprefix(self.prefix): value for name, value in cookies_of(response).items()}
        self.access, self.refresh_token = found["access_token"], found["refresh_token"]
        self.csrf = found["csrf_token"]

    @property
    def headers(self) -> dict[str, str]:
        """What signs a request; nothing before there was a sign-in."""
        if not self.access:
            return {}
        if self.dialect == "1.8":
            return {"Authorization": f"Bearer {self.access}"}
        cookies = f"{self.prefix}access_token={self.access}; {self.prefix}csrf_token={self.csrf}"
        return {"Cookie": cookies, "X-CSRF-Token": self.csrf}

    def send(
        self, method: str, path: str, headers: dict[str, str] | None = None, **sent: Any
    ) -> httpx.Response:
        """Any request, with just these headers; nothing is kept in a cookie jar."""
        self.client.cookies.clear()
        return self.client.request(method, path, headers=headers, **sent)

    def profile(self, headers: dict[str, str] | None = None) -> httpx.Response:
        """Who is signed in, asked with these headers or with the tokens that are in use."""
        return self.send("GET", PROFILE, headers=self.headers if headers is None else headers)

    def __call__(
        self, method: str, path: str, status: int = 200, *, wrong: bool = False, **sent: Any
    ) -> httpx.Response:
        """A signed-in request below ``/console/api``. `wrong` is for those that the spec does not allow."""
        self.client.cookies.clear()
        request = self.client.build_request(method, f"/console/api{path}", headers=self.headers, **sent)
        if not wrong:
            request.read()
            assert_request_fits(request, None)
        response = self.client.send(request)
        if (
            "/imports" in path and "imported_dsl_version" in response.text
        ):  # where it failed, too, it is what it always is
            assert_fits({"$ref": "#/components/schemas/AppImport"}, response.json(), path)
        else:
            assert_response_fits(response)
        assert response.status_code == status, response.text
        return response


def cookies_of(response: httpx.Response) -> dict[str, str]:
    """The cookies that an answer sets, by name."""
    pairs = [header.split(";")[0].partition("=") for header in response.headers.get_list("Set-Cookie")]
    return {name: value for name, _, value in pairs}


@contextmanager
def signed_in(dialect: Any, version: str | None = None) -> Iterator[ConsoleCaller]:
    """The console of a new emulator of this dialect, its admin signed in."""
    emulator = Emulator(dialect=dialect, version=version)
    with httpx.Client(base_url="http://test", transport=InProcess(emulator)) as client:
        caller = ConsoleCaller(emulator, client, dialect)
        caller.sign_in()
        yield caller
