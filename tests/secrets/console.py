"""A console in memory, whose every whim a test can set: ``httpx.MockTransport(FakeConsole())`` is a server.

It shares nothing with the client it is called by: what it wants of a request is written down here once more.
"""

from __future__ import annotations

import base64
import json
import time
from collections import defaultdict
from email.utils import formatdate
from http.cookies import SimpleCookie
from itertools import count
from typing import Any

import httpx

ROOT = "https://console.example.com"
EMAIL = "me@example.com"
PASSWORD = "pa55-Wörd-SECRET"
APP = "0b1f5a3c-58c9-4a52-9a4f-0d0f6cf2c7a1"
KEY = "app-SECRETfirstkey00000001"

SETUP = "GET /console/api/setup"
LOGIN = "POST /console/api/login"
REFRESH = "POST /console/api/refresh-token"
PROFILE = "GET /console/api/account/profile"
APPS = "GET /console/api/apps"

_numbers = count(1)


class FakeConsole:
    """``speaks`` is the release it is, ``says`` what it says in X-Version (None: nothing)."""

    def __init__(self, speaks: str = "1.13.2", *, says: str | None = "", **settings: Any) -> None:
        self.speaks = speaks
        self.says = speaks if says == "" else says
        self.password = PASSWORD
        self.prefix = ""  # of the cookies' names
        self.domain = ""  # of the cookies
        self.opaque = False  # tokens that are no JWT
        self.max_age: int | None = 3600  # of the access cookie
        self.lifetime = 3600.0  # of access tokens
        self.ahead = 0.0  # seconds by which its clock is ahead of ours
        self.timezone = "America/New_York"
        self.always_401 = False
        self.requests: list[httpx.Request] = []
        self.scripts: dict[str, list[httpx.Response | Exception]] = defaultdict(list)
        self.access: dict[str, float] = {}  # until when each access token is good
        self.refresh: set[str] = set()
        self.csrf: set[str] = set()
        self.secrets: set[str] = {PASSWORD, base64.b64encode(PASSWORD.encode()).decode(), KEY}
        self.sign_ins = self.refusals = self.refreshes = self.refused_refreshes = 0
        for name, value in settings.items():
            assert hasattr(self, name), name
            setattr(self, name, value)

    def count(self, what: str = "") -> int:
        """How many requests began like this."""
        return sum(f"{one.method} {one.url.path}".startswith(what) for one in self.requests)

    def script(self, what: str, *answers: httpx.Response | Exception) -> None:
        """Answer the next requests of a kind otherwise."""
        self.scripts[what].extend(answers)

    def expire_access(self) -> None:
        """Let no access token be good any more, whatever it says of itself."""
        self.access.clear()

    def forget_refresh(self) -> None:
        """Let no refresh token be good any more."""
        self.refresh.clear()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        script = self.scripts[f"{request.method} {request.url.path}"]
        answer = script.pop(0) if script else self._answer(request)
        if isinstance(answer, Exception):
            raise type(answer)(str(answer))
        answer = httpx.Response(
            answer.status_code, headers=answer.headers, content=answer.content
        )  # may be used again
        answer.headers.setdefault("Date", formatdate(self._now(), usegmt=True))
        if self.says is not None:
            answer.headers.setdefault("X-Version", self.says)
        return answer

    def _now(self) -> float:
        return time.time() + self.ahead

    @property
    def _release(self) -> tuple[int, ...]:
        return tuple(map(int, self.speaks.split(".")))

    @property
    def _by_body(self) -> bool:
        return self._release < (1, 9, 2)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/take":  # another host's: it takes what it gets
            return httpx.Response(200)
        if path == "/console/api/setup":
            return httpx.Response(200, json={"step": "finished"})
        if path == "/console/api/login":
            return self._login(json.loads(request.content))
        if path == "/console/api/refresh-token":
            return self._refresh(request)
        if path == "/console/api/logout":
            self.refresh.discard(self._cookies(request).get("refresh_token", ""))
            return httpx.Response(200, json={"result": "success"})
        if path.startswith("/v1/"):
            good = request.headers.get("authorization") == f"Bearer {KEY}"
            return _mode() if good else _refusal(401, "unauthorized", "Access token is invalid")
        if self.always_401 or not self._signed_in(request):
            return _refusal(401, "unauthorized", "Token has expired.")
        return self._resource(path)

    def _login(self, body: dict[str, Any]) -> httpx.Response:
        password = body["password"]
        if self._release >= (1, 11, 2):
            try:
                password = base64.b64decode(password, validate=True).decode()
            except ValueError:
                self.refusals += 1
                return _refusal(401, "authentication_failed", "Invalid encrypted data")
        if body["email"] != EMAIL or password != self.password:
            self.refusals += 1
            return _refusal(401, "authentication_failed", "Invalid email or password.")
        self.sign_ins += 1
        return self._with_tokens()

    def _refresh(self, request: httpx.Request) -> httpx.Response:
        sent = json.loads(request.content)["refresh_token"] if self._by_body else None
        token = sent if self._by_body else self._cookies(request).get("refresh_token")
        if token not in self.refresh:
            self.refused_refreshes += 1
            return httpx.Response(401, json={"result": "fail", "message": "Invalid refresh token"})
        self.refresh.remove(token)
        self.refreshes += 1
        return self._with_tokens()

    def _with_tokens(self) -> httpx.Response:
        until = self._now() + self.lifetime
        access, csrf = self._token("access", until), self._token("csrf", until)
        refresh = f"refresh-SECRET-{next(_numbers)}"
        self.access[access] = until
        self.refresh.add(refresh)
        self.csrf.add(csrf)
        self.secrets |= {access, refresh, csrf}
        if self._by_body:
            return httpx.Response(
                200, json={"result": "success", "data": {"access_token": access, "refresh_token": refresh}}
            )
        domain = f"; Domain={self.domain}" if self.domain else ""
        ages = {"access_token": self.max_age, "refresh_token": 2592000, "csrf_token": self.max_age}
        cookies = []
        for name, value in (("access_token", access), ("refresh_token", refresh), ("csrf_token", csrf)):
            age = f"; Max-Age={ages[name]}" if ages[name] is not None else ""
            cookies.append(
                ("Set-Cookie", f"{self.prefix}{name}={value}{domain}{age}; Secure; HttpOnly; Path=/")
            )
        return httpx.Response(200, headers=cookies, json={"result": "success"})

    def _token(self, kind: str, until: float) -> str:
        number = next(_numbers)
        if self.opaque:
            return f"{kind}-SECRET-{number}+/=="
        return jwt({"exp": int(until), "jti": f"{kind}-SECRET-{number}"})

    def _cookies(self, request: httpx.Request) -> dict[str, str]:
        """The cookies whose names begin as they should, without that beginning."""
        sent = SimpleCookie(request.headers.get("cookie", ""))
        return {
            name.removeprefix(self.prefix): morsel.value
            for name, morsel in sent.items()
            if name.startswith(self.prefix)
        }

    def _signed_in(self, request: httpx.Request) -> bool:
        if self._by_body:
            return self.access.get(request.headers.get("authorization", "")[7:], 0) > self._now()
        cookies = self._cookies(request)
        csrf = cookies.get("csrf_token")
        return (
            self.access.get(cookies.get("access_token", ""), 0) > self._now()
            and csrf in self.csrf
            and request.headers.get("x-csrf-token") == csrf
        )

    def _resource(self, path: str) -> httpx.Response:
        if path.endswith("/profile"):
            return httpx.Response(
                200, json={"id": "a", "name": "Me", "email": EMAIL, "timezone": self.timezone}
            )
        if path.endswith("/api-keys"):
            return httpx.Response(200, json={"data": [{"id": "k", "token": KEY, "type": "app"}]})
        if "/statistics/" in path:
            return httpx.Response(200, json={"data": []})
        return httpx.Response(200, json={"data": [], "has_more": False, "limit": 20, "page": 1, "total": 0})


def _mode() -> httpx.Response:
    return httpx.Response(
        200, json={"name": "n", "description": "", "tags": [], "mode": "chat", "author_name": "a"}
    )


def _refusal(status: int, code: str, message: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": message, "status": status})


def jwt(claims: dict[str, Any]) -> str:
    """A token that says something of itself; its signature is nobody's business."""
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256"}, claims)] + [b"SECRET-signature"]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
