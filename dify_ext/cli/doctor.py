"""``dify-ext doctor``: checks all keys and accounts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.invocation import Invocation
from dify_ext.cli.output import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dify_ext import RawResponse
    from dify_ext._redaction import Secret
    from dify_ext.cli.settings import Settings

#: Seconds that one check may take: nobody wants to wait a minute for this command.
_PATIENCE = 10.0
_VARIABLES = ("DIFY_API_KEY", "DIFY_BASE_URL", "DIFY_CONSOLE_URL", "DIFY_EMAIL", "DIFY_PASSWORD")


@dataclass(frozen=True)
class Finding:
    """What one check found."""

    profile: str
    what: str  # "app key", "dataset key" or "account"
    server: str
    status: str  # one of HealthStatus
    milliseconds: int | None = None
    release: str | None = None
    mode: str | None = None
    problem: str | None = None


def add_to(app: typer.Typer) -> None:
    """Add the command to a group."""
    command(
        app,
        "doctor",
        "dify-ext doctor",
        "dify-ext doctor --watch --every 30",
        'dify-ext doctor --json | jq -r ".checks[] | select(.status != \\"normal\\")"',
    )(doctor)


def doctor(
    ctx: typer.Context,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Repeat until Ctrl-C.")] = False,
    every: Annotated[float, typer.Option("--every", min=0.1, help="Seconds between two checks.")] = 10.0,
) -> None:
    """Check all keys and accounts at the same time.

    It checks those of the environment and of all profiles. The statuses are normal, not_found_404,
    unauthorized_401, timeout, network_error, server_error, client_error, unknown_error and
    not_configured. The exit code is 0 if all that are configured are normal. With `--watch`, a pipe
    gets one line of JSON for each round.
    """
    invocation = Invocation.of(ctx)
    if watch:
        _watch(invocation, every)
    found = check_all(invocation)
    if invocation.json:
        invocation.out.value({"checks": [asdict(one) for one in found], "limits": _limits(invocation)})
    else:
        _print(invocation, found)
    raise typer.Exit(_exit_code(found))


def _exit_code(found: list[Finding]) -> ExitCode:
    """What is not configured is no failure, unless nothing is configured."""
    there = {one.status for one in found} - {"not_configured"}
    if not there:
        return ExitCode.COULD_NOT_BEGIN
    return ExitCode.OK if there == {"normal"} else ExitCode.FAILED


def _watch(invocation: Invocation, every: float) -> None:
    out = invocation.out
    if not out.is_terminal:
        while True:
            out.line([asdict(one) for one in check_all(invocation)])
            time.sleep(every)
    from rich.live import Live

    with Live(console=out.stdout, auto_refresh=False) as live:
        while True:
            found = check_all(invocation)
            caption = f"{time.strftime('%H:%M:%S')}, every {every:g} s; Ctrl-C stops"
            live.update(_table(found, out.stdout.width, caption), refresh=True)
            time.sleep(every)


def check_all(invocation: Invocation) -> list[Finding]:
    """Check what is configured, all at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    with ExitStack() as clients:
        # Prepared first, so that imports and certificates do not count as time of a check.
        checks = [
            check
            for name, settings in _all_settings(invocation)
            for check in _checks(name, settings, invocation.timeout or _PATIENCE, clients)
        ]
        with ThreadPoolExecutor(max_workers=16) as pool:
            return list(pool.map(Check.run, checks))


def _all_settings(invocation: Invocation) -> Iterator[tuple[str, Settings]]:
    """The settings to check, by name: the environment, if it has any, and all profiles."""
    from dify_ext.cli.profiles import Profiles

    if invocation.profile is not None:
        yield invocation.profile, invocation.settings()
        return
    names = Profiles().names()
    if not names or any(os.environ.get(variable) for variable in _VARIABLES):
        yield "environment", invocation.settings()
    yield from ((name, invocation.settings(name)) for name in names)


@dataclass(frozen=True)
class Check:
    """A check that is ready to run: one request, whose answer may have a mode or an account."""

    profile: str
    what: str
    server: str
    ask: Callable[[], RawResponse[Any]] | None = None
    tells: str = ""  # the attribute of the answer to show

    def run(self) -> Finding:
        """Send the request, and return the finding."""
        from dify_ext import DifyError
        from dify_ext._core.health import health_of

        if self.ask is None:
            return Finding(self.profile, self.what, self.server, "not_configured")
        started = time.perf_counter()
        answer, error = None, None
        try:
            answer = self.ask()
        except DifyError as caught:
            error = caught
        health = health_of(error, time.perf_counter() - started)
        return Finding(
            self.profile,
            self.what,
            self.server,
            health.status,
            milliseconds=round(health.seconds * 1000),
            release=answer.headers.get("x-version") if answer else None,
            mode=getattr(answer.parse(), self.tells, None) if answer and self.tells else None,
            problem=health.error,
        )


def _checks(name: str, settings: Settings, patience: float, clients: ExitStack) -> Iterator[Check]:
    from dify_ext import Dify, DifyServer, FileTokenStore

    def client(key: Secret) -> Dify:
        options: dict[str, Any] = {"call_timeout": patience, "max_retries": 0}
        return clients.enter_context(Dify(key.reveal(), base_url=settings.base_url, **options))

    url = settings.base_url
    info = client(settings.app_key).with_raw_response.app.info if settings.app_key else None
    yield Check(name, "app key", url, info, "mode")
    bases = client(settings.dataset_key).with_raw_response.datasets if settings.dataset_key else None
    yield Check(name, "dataset key", url, partial(bases.list, limit=1) if bases else None)
    account = None
    if settings.email is not None and settings.password is not None:
        server = DifyServer(
            settings.console_url,
            email=settings.email,
            password=settings.password.reveal(),
            token_store=FileTokenStore(),
            call_timeout=patience,
            max_retries=0,
        )
        account = clients.enter_context(server).with_raw_response.account.profile
    yield Check(name, "account", settings.console_url, account, "email")


def _limits(invocation: Invocation) -> dict[str, Any]:
    """The time limits of the commands, in seconds; None is no limit."""
    from dify_ext._core.options import DEFAULT_STALL_TIMEOUT, DEFAULT_TIMEOUT

    return {
        "connect": DEFAULT_TIMEOUT.connect,
        "read": DEFAULT_TIMEOUT.read,
        "write": DEFAULT_TIMEOUT.write,
        "stream without an event": DEFAULT_STALL_TIMEOUT,
        "whole call (--timeout)": invocation.timeout,
    }


def _print(invocation: Invocation, found: list[Finding]) -> None:
    out = invocation.out
    if out.is_terminal:
        out.stdout.print(_table(found, out.stdout.width))
    else:
        out.rows(found, {name: name for name in Finding.__dataclass_fields__})
    limits = (
        f"{name} {'none' if value is None else f'{value:g}'}" for name, value in _limits(invocation).items()
    )
    out.say(f"Time limits in seconds: {', '.join(limits)}")
    if all(one.status == "not_configured" for one in found):
        out.say("Nothing is configured: run `dify-ext login`, or set DIFY_API_KEY.")


def _table(found: list[Finding], width: int, caption: str | None = None) -> RenderableType:
    """A table with the problems under it; lines on a terminal that is too narrow for it."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("profile", "what", "server", "state", "ms", "release", "app or account"):
        table.add_column(title, overflow="fold", no_wrap=title == "state")
    lines = []
    for one in found:
        colour = {"normal": "green", "not_configured": "dim"}.get(one.status, "red")
        cells = (one.profile, one.what, one.server, one.milliseconds, one.release, one.mode)
        texts = [Text("" if cell is None else clean(str(cell))) for cell in cells]
        table.add_row(*texts[:3], Text(one.status, style=colour), *texts[3:])
        if one.problem or width < 90:
            said = one.problem or f"{one.status} at {one.server}"
            lines.append(Text(clean(f"{one.profile}, {one.what}: {said}"), style=colour))
    if caption is not None:
        lines.append(Text(caption, style="dim"))
    return Group(*((table,) if width >= 90 else ()), *lines)
