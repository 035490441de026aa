"""What can be found out about a server and a key, as a report. Pure."""

from __future__ import annotations

import time

import attrs
import httpx

from dify_ext._core.error_response import http_date
from dify_ext._core.release import OLDEST, missing_methods, release_of
from dify_ext.errors import AuthenticationError, DifyError

_SKEW = 60.0


@attrs.frozen
class DoctorReport:
    """The state of a server, of the connection to it and of a key.

    Attributes:
        version: The server's release (``X-Version``).
        key_kind: ``app`` or ``dataset``, by the prefix of the key.
        key_accepted: None if no answer of a Dify server says it.
        app_mode: ``chat``, ``workflow``, …
        clock_skew: Whole seconds that the server's clock is ahead, by its ``Date`` header.
        missing: The methods for this kind of key that the server's release does not have, such as
            ``app.site (since 1.4.0)``.
    """

    base_url: str
    reachable: bool
    version: str | None = None
    key_accepted: bool | None = None
    key_kind: str | None = None
    app_mode: str | None = None
    clock_skew: float | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found to be wrong."""
        return not self.problems

    def __str__(self) -> str:
        known = {
            "server": f"{self.base_url} ({'reached' if self.reachable else 'not reached'})",
            "release": self.version,
            "key": None if self.key_accepted is None else "accepted" if self.key_accepted else "refused",
            "kind of key": self.key_kind,
            "app mode": self.app_mode,
            "clock skew": None if self.clock_skew is None else f"{self.clock_skew:+.0f} s",
            "this release cannot": ", ".join(self.missing) or None,
        }
        lines = [f"{name}: {value}" for name, value in known.items() if value is not None]
        return "\n".join(
            [*lines, *(f"problem: {problem}" for problem in self.problems)] + ["all is well"] * self.ok
        )


def report_on(
    base_url: str, kind: str | None, outcome: httpx.Response | DifyError, now: float | None = None
) -> DoctorReport:
    """The report from the answer to a first question, or from what went wrong with it."""
    response = outcome if isinstance(outcome, httpx.Response) else getattr(outcome, "response", None)
    if response is None:
        return DoctorReport(base_url, reachable=False, key_kind=kind, problems=(str(outcome),))
    problems = [] if isinstance(outcome, httpx.Response) else [str(outcome)]
    version = response.headers.get("x-version")
    if version is None:
        problems.append("no X-Version header: is this a Dify server?")
    if (release := release_of(version)) is not None and release < OLDEST:
        problems.append(f"Dify {version} is older than 0.15, the first release that this client knows")
    there, skew = http_date(response.headers.get("date", "")), None
    if there is not None:
        skew = float(round(there - (time.time() if now is None else now)))
    if skew is not None and abs(skew) > _SKEW:
        problems.append(f"the clocks are {abs(skew):.0f} s apart: tokens may seem expired; set one of them")
    accepted = isinstance(outcome, httpx.Response)
    return DoctorReport(
        base_url,
        reachable=True,
        version=version,
        key_accepted=accepted if accepted or isinstance(outcome, AuthenticationError) else None,
        key_kind=kind,
        app_mode=_mode(outcome),
        clock_skew=skew,
        missing=tuple(missing_methods(version, kind)),
        problems=tuple(problems),
    )


def _mode(outcome: httpx.Response | DifyError) -> str | None:
    try:
        body = outcome.json() if isinstance(outcome, httpx.Response) else None
    except ValueError:
        return None
    mode = body.get("mode") if isinstance(body, dict) else None
    return mode if isinstance(mode, str) else None
