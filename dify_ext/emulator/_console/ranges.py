"""`start` and `end`: minutes in the time zone of the account."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from .._checks import MINUTE
from .._errors import Refusal
from .._spec import Schema
from .call import ConsoleCall


def ends(call: ConsoleCall) -> dict[str, Schema]:
    """The keywords for `start` and `end`; older releases check their form first."""
    keywords: Schema = {} if call.traits.validation == "pydantic" else {"format": "minute"}
    return {"start": keywords, "end": keywords}


def read_range(call: ConsoleCall, start: str | None, end: str | None) -> tuple[float | None, float | None]:
    """Both as seconds since 1970, None without a bound."""
    first, last = _instant(call, "start", start), _instant(call, "end", end)
    if first is not None and last is not None and first > last and call.traits.validation == "pydantic":
        raise Refusal(400, "bad_request", "start must be earlier than or equal to end")
    return first, last


def _instant(call: ConsoleCall, name: str, written: str | None) -> float | None:
    if not written:
        return None
    try:
        return datetime.strptime(written, MINUTE).replace(tzinfo=zone(call)).timestamp()
    except ValueError as error:
        raise Refusal(400, "bad_request", f"Invalid {name} time format: {error}") from None


def zone(call: ConsoleCall) -> ZoneInfo:
    """The account's time zone."""
    return ZoneInfo(call.account.timezone)
