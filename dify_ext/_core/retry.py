"""When a request may be sent again, and after how many seconds (None: never). Pure.

No request that may have run is run twice. A failed connection is retried, because nothing was sent,
except if the certificate is not trusted or the proxy wants a password. A lost answer, 502, 503, 504
and 429 are retried if a second run does no harm: GET, PUT, DELETE and POSTs that stop a run, give
feedback, fetch files or switch a setting. Every other POST (chat, workflow, upload, create) and
PATCH is retried only if the server says that it did not run: 429, the 400 "Too many requests" of a
busy app, or the 503 "service_unavailable" of a write to a knowledge base. A used-up quota is never
retried, nor a wait longer than ``MAX_RETRY_AFTER``: the error has it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

import httpx
from attrs import define, field

from dify_ext._core import error_response

BASE_DELAY = 0.5
MAX_DELAY = 8.0
MAX_RETRY_AFTER = 60.0

_HARMLESS_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_NEVER = re.compile(r"/console/api/(login|refresh-token)$")  # a sign-in too many locks the account
_HARMLESS_POSTS = re.compile(r"/(stop|feedbacks|download-zip|(un)?binding|built-in/(en|dis)able)$")
_MAY_HAVE_RUN = frozenset({502, 503, 504})
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_ANSWER_LOST = (
    httpx.ReadError,
    httpx.ReadTimeout,
    httpx.WriteError,
    httpx.WriteTimeout,
    httpx.CloseError,
    httpx.RemoteProtocolError,
)


def repeatable(method: str, path: str) -> bool:
    """Whether running this request twice does no more than running it once."""
    return method in _HARMLESS_METHODS or (method == "POST" and _HARMLESS_POSTS.search(path) is not None)


def pause(attempt: int) -> float:
    """Seconds to wait before the next attempt, after ``attempt`` failed ones."""
    return 0.0 if attempt == 0 else min(MAX_DELAY, BASE_DELAY * 2 ** min(attempt - 1, 10))


def _is_permanent(error: Exception) -> bool:
    wants_password = isinstance(error, httpx.ProxyError) and "407" in str(error)
    is_untrusted = error_response.certificate_error(error) is not None
    return wants_password or is_untrusted or error_response.is_bad_url(error)


_JITTER = random.SystemRandom()  # forked processes must not retry at the same time


@define
class Attempts:
    """The attempts at one request: ask it after each outcome.

    ``may_have_run``: an earlier attempt may have succeeded, so a DELETE that finds nothing has,
    too.
    """

    method: str
    path: str
    max_retries: int
    made: int = 1
    may_have_run: bool = False
    jitter: random.Random = field(default=_JITTER, repr=False)

    def after_failure(self, error: Exception, *, resendable: bool) -> float | None:
        """Seconds to wait before the next attempt if no answer came, or None to give up."""
        if _is_permanent(error):
            return None
        if isinstance(error, NEVER_SENT):
            return self._again()
        if isinstance(error, _ANSWER_LOST):
            self.may_have_run = True
            if resendable and repeatable(self.method, self.path):
                return self._again()
        return None

    def after_answer(
        self, status: int, headers: Mapping[str, str], content: bytes, *, resendable: bool
    ) -> float | None:
        """Seconds to wait before the next attempt, or None to keep this answer.

        ``content`` is read of 400, 429 and 503 only.
        """
        if status == 503 and self._was_turned_away(headers, content):
            worth_it = True
        elif status in _MAY_HAVE_RUN:
            worth_it = repeatable(self.method, self.path)
            self.may_have_run = True
        elif _NEVER.search(self.path):
            return None
        elif status in (400, 429):
            said = error_response.read(status, headers.get("content-type", ""), content)
            worth_it = (
                not error_response.is_quota(said) if status == 429 else error_response.is_busy(status, said)
            )
        else:
            return None
        if not (worth_it and resendable):
            return None
        asked = error_response.retry_after(headers)
        if asked is not None and asked > MAX_RETRY_AFTER:
            return None
        return self._again(at_least=asked)

    def _was_turned_away(self, headers: Mapping[str, str], content: bytes) -> bool:
        """Whether Dify itself (since 1.15) refused to write to a knowledge base for now."""
        said = error_response.read(503, headers.get("content-type", ""), content)
        return said.code == "service_unavailable" and "/datasets" in self.path

    def found_deleted(self, status: int) -> bool:
        """Whether a 404 only means that an earlier attempt of this DELETE had succeeded."""
        return status == 404 and self.method == "DELETE" and self.may_have_run

    def _again(self, at_least: float | None = None) -> float | None:
        if self.made > self.max_retries:
            return None
        self.made += 1
        # a little more than the server asked, so that clients do not come back together
        if at_least is not None:
            return at_least + self.jitter.uniform(0, min(at_least * 0.1, 1.0))
        return self.jitter.uniform(0, min(MAX_DELAY, BASE_DELAY * 2 ** min(self.made - 2, 10)))
