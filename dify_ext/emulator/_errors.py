"""Errors in the words of a real server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from ._answers import json_answer
from ._dialects import Traits

NOT_FOUND_PAGE = (
    "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
    "<p>The requested URL was not found on the server. If you entered the URL manually "
    "please check your spelling and try again.</p>\n"
)


class Refusal(Exception):
    """An answer with an error status: ``{code, message, status}``, or another body."""

    def __init__(
        self, status: int, code: str = "", message: str = "", body: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.body = {"code": code, "message": message, "status": status} if body is None else dict(body)

    def answer(self, traits: Traits) -> Response:
        """The response of a release."""
        if traits.unknown_errors and self.body.get("code", "unknown") == "unknown" and "message" in self.body:
            self.body = {"message": self.body["message"], "code": "unknown"}
        headers = (
            {"WWW-Authenticate": 'Bearer realm="api"'} if self.status == 401 and "code" in self.body else None
        )
        return json_answer(self.body, self.status, headers)


def invalid_param(message: str) -> Refusal:
    """400 of a wrong argument."""
    return Refusal(400, "invalid_param", message)


def not_found(message: str) -> Refusal:
    """404: the thing does not exist or belongs to another user."""
    return Refusal(404, "not_found", message)


def unauthorized(message: str) -> Refusal:
    """401."""
    return Refusal(401, "unauthorized", message)


def broken() -> Refusal:
    """500: a real server fails on this input."""
    body = {"message": "Internal Server Error", "code": "unknown", "status": 500}
    return Refusal(500, "unknown", "Internal Server Error", body)


def page_not_found() -> Response:
    """404 of an unknown path: HTML, not JSON."""
    return Response(NOT_FOUND_PAGE, 404, media_type="text/html")


def app_unavailable() -> Refusal:
    """400 of an app that is of another kind, or not set up."""
    return Refusal(400, "app_unavailable", "App unavailable, please check your app configurations.")
