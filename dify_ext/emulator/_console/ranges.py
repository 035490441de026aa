"""`start` and `end`: minutes in the time zone of the account."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .._checks import Field, Wrong, text
from .._errors import Refusal
from .call import ConsoleCall

FORMAT = "%Y-%m-%d %H:%M"


def fields(call: ConsoleCall) -> dict[str, Field]:
    """The fields of a range; older releases check their form first."""
    field = Field(text if call.traits.validation == "pydantic" else minute, None)
    return {"start": field, "end": field}


def minute(value: Any) -> str:
    """A minute, which older releases do not accept empty."""
    try:
        datetime.strptime(str(value), FORMAT)
    except ValueError:
        old = f"Invalid argument: {{value}}. argument must be conform to the format {FORMAT}"
        raise Wrong("value_error", "", old) from None
    return str(value)


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
        return datetime.strptime(written, FORMAT).replace(tzinfo=zone(call)).timestamp()
    except ValueError as error:
        raise Refusal(400, "bad_request", f"Invalid {name} time format: {error}") from None


def zone(call: ConsoleCall) -> ZoneInfo:
    """The account's time zone."""
    return ZoneInfo(call.account.timezone)
