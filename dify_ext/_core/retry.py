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

import httpx
from attrs import define, field

from dify_ext._core.error_response import error_body, is_busy, retry_after
from dify_ext._core.transport_error import certificate_error, is_bad_url

BASE_DELAY = 0.5
MAX_DELAY = 8.0
MAX_RETRY_AFTER = 60.0

_HARMLESS_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_USED_UP = "rate_limit_error"  # a quota: waiting does not help
_NEVER = re.compile(r"/console/api/(login|refresh-token)$")  # one sign-in too many locks the account
_HARMLESS_POSTS = re.compile(r"/(stop|feedbacks|download-zip|(un)?binding|built-in/(en|dis)able)$")
_WANTS_PASSWORD = re.compile(r"(^|failed: )407\b")  # the status; a port may contain 407 as well
_MAY_HAVE_RUN = frozenset({502, 503, 504})
_TEMPORARY = _MAY_HAVE_RUN | {400, 429}
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_ANSWER_LOST = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError)


def repeatable(method: str, path: str) -> bool:
    """Whether running this request twice does no more than running it once."""
    return method in _HARMLESS_METHODS or (method == "POST" and _HARMLESS_POSTS.search(path) is not None)


def pause(attempt: int) -> float:
    """Seconds to wait before the next attempt, after ``attempt`` failed ones."""
    return 0.0 if attempt == 0 else min(MAX_DELAY, BASE_DELAY * 2 ** min(attempt - 1, 10))


def _is_permanent(error: Exception) -> bool:
    wants_password = isinstance(error, httpx.ProxyError) and _WANTS_PASSWORD.search(str(error))
    return bool(wants_password) or certificate_error(error) is not None or is_bad_url(error)


def _did_not_run(response: httpx.Response, path: str) -> bool:
    """Whether the server says that it did not run a request, and that waiting helps."""
    status = response.status_code
    if status not in (400, 429, 503):
        return False
    said = error_body(response)
    if status == 503:  # of Dify itself (since 1.15), which refuses to write to a knowledge base for now
        return said.code == "service_unavailable" and "/datasets" in path
    return is_busy(status, said) if status == 400 else said.code != _USED_UP


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

    def after_answer(self, response: httpx.Response, *, resendable: bool) -> float | None:
        """Seconds to wait before the next attempt, or None to keep this answer.

        The bodies of 400, 429 and 503 were read.
        """
        status = response.status_code
        if status not in _TEMPORARY:
            return None
        if _did_not_run(response, self.path):
            worth_it = _NEVER.search(self.path) is None
        elif status in _MAY_HAVE_RUN:
            worth_it = repeatable(self.method, self.path)
            self.may_have_run = True
        else:
            return None
        asked = retry_after(response.headers)
        if not (worth_it and resendable) or (asked is not None and asked > MAX_RETRY_AFTER):
            return None
        return self._again(at_least=asked)

    def found_deleted(self, status: int) -> bool:
        """Whether a 404 only means that an earlier attempt of this DELETE had succeeded."""
        return status == 404 and self.method == "DELETE" and self.may_have_run

    def _again(self, at_least: float | None = None) -> float | None:
        if self.made > self.max_retries:
            return None
        self.made += 1
        # a little more than the server asked, so that clients do not retry at the same time
        if at_least is not None:
            return at_least + self.jitter.uniform(0, min(at_least * 0.1, 1.0))
        return self.jitter.uniform(0, pause(self.made - 1))
