"""What an operation gives if it fails.

An error that the operation documents is returned, as ``dify_api.models.Error``:

    400: A value is missing or wrong, the app is not set up for this, its model failed, or it is at
        its limit of concurrent requests ("Too many requests. Please try again later.") or of keys.
    401: No key, a key the server does not know, or a key of another kind (a dataset's for an app).
        In the console no sign-in, one that has expired, or one without its CSRF token.
    403: The key is right and yet may not do this, for example because the app's API is switched
        off. In the console the account's role does not allow it.
    404: There is no such thing, or it belongs to another user or app. A page of HTML comes instead
        of JSON if an id in the path is no UUID, or if the release does not have the operation.
    405: The release knows the path, but only with other methods.
    409: The name is taken, or the thing is in use.
    412: The form was filled in before (`human_input_form_submitted`), or the time for it is over
        (`human_input_form_expired`).
    413: The file is larger than the server takes.
    415: The request is not of the content type the server wants, or the file is of a type it
        refuses.
    422: A value is missing or wrong; `message` is then a list in JSON that says which. Only in the
        console, since 1.16.1; earlier releases answer 400.
    429: Too many requests: `too_many_requests` may be tried again later, `rate_limit_error` says
        that the quota of the plan is used up, `email_code_login_limit` that an account was refused
        too often and is locked for a day.
    500: The server failed, at times over input it should have refused.

All else is raised:

    UnexpectedStatus: Another status, or an error whose body is no JSON, such as a proxy's page.
    WrongShape: A success has not the shape that the API promises.
    httpx.HTTPError: There was no answer.
"""

from __future__ import annotations

from .types import WrongShape

__all__ = ["UnexpectedStatus", "WrongShape"]

_SHOWN = 200  # bytes of a body: enough to tell a proxy's page from an error of Dify


class UnexpectedStatus(Exception):
    """A status that the operation does not document, or a documented error whose body is not an
    error of Dify.

    Attributes:
        status_code: The status, also one that HTTP does not know.
        content: The whole body.
    """

    def __init__(self, status_code: int, content: bytes) -> None:
        super().__init__(status_code, content)
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        """One line with the status and the beginning of the body."""
        start = " ".join(self.content[:_SHOWN].decode("utf-8", errors="replace").split())
        more = " …" if len(self.content) > _SHOWN else ""
        return (
            f"unexpected status {self.status_code}: {start}{more}"
            if start
            else f"unexpected status {self.status_code}"
        )
