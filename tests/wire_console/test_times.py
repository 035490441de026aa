"""``start`` and ``end``: what may be given for a time on record,
in the account's time zone as it was recorded.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.wire.recordings import without_nulls
from tests.wire.replay import play, settle

from .calls import call, request_of, tokens_of
from .recordings import RECORDINGS, ROUTES, SETUP, STATISTICS, of_calls, rules_of
from .replay import FLAVOURS, Console, assert_signed, client_for, in_wire_form

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)
PROFILE = RECORDINGS["1.13.2/account-profile--cookies+csrf"]
NEW_YORK = ZoneInfo("America/New_York")  # the account's, as recorded
WITH_TIMES = [
    name
    for name in of_calls(200)
    if {"start", "end"} <= set(RECORDINGS[name].request.get("query", {}))
    and RECORDINGS[name].request["query"]["start"]
]
Moment = datetime | date | str


def naive(text: str) -> datetime:
    """A recorded time."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def as_utc(text: str) -> datetime:
    """The same moment, told in UTC."""
    return naive(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def as_kathmandu(text: str) -> datetime:
    """The same moment, told elsewhere."""
    return as_utc(text).astimezone(timezone(timedelta(hours=5, minutes=45)))


WAYS: dict[str, tuple[Any, bool]] = {
    "text": (str, False),
    "naive": (naive, False),
    "date": (lambda text: naive(text).date(), False),
    "UTC": (as_utc, True),
    "elsewhere": (as_kathmandu, True),
    "with seconds": (lambda text: as_utc(text).replace(second=59, microsecond=999999), True),
}


@both_flavours
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", WITH_TIMES)
def test_a_time_is_sent_as_the_server_reads_it(name: str, way: str, flavour: str) -> None:
    """However a time is told, what was recorded is sent;
    the account is asked for its zone where it must be, once.
    """
    recording = RECORDINGS[name]
    tell, needs_zone = WAYS[way]
    request = request_of(recording)
    told = {key: tell(value) if key in ("start", "end") else value for key, value in request["query"].items()}
    console = Console("1.13.2", recording, PROFILE)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(recording)) as client:
            for _ in range(2):
                result = await settle(call(client.server, recording, {**request, "query": told}))
                assert without_nulls(in_wire_form(recording, result)) == without_nulls(recording.json)
                assert_signed(console.requests[-1], request)
        paths = [SETUP, *[PROFILE.request["path"]] * needs_zone, *[request["path"]] * 2]
        assert console.asked == paths

    play(scenario())


@both_flavours
@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), "2026-07-01 08:00"),  # summer time
        (datetime(2026, 1, 1, 2, 30, tzinfo=UTC), "2025-12-31 21:30"),
        (date(987, 6, 5), "0987-06-05 00:00"),
        ("whatever", "whatever"),
    ],
)
def test_other_times(moment: Moment, sent: str, flavour: str) -> None:
    """Summer time counts, a year has four digits, and text is the server's to judge."""
    recording = RECORDINGS["1.13.2/statistics-daily-messages--chat"]
    console = Console("1.13.2", recording, PROFILE)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(recording)) as client:
            await settle(call(client.server, recording, {"query": {"start": moment}}))
        assert dict(console.requests[-1].url.params) == {"start": sent}

    play(scenario())


def test_what_takes_times() -> None:
    """Among what is replayed here are statistics of both kinds, and lists;
    each statistic takes times by position.
    """
    rules = {rules_of(RECORDINGS[name])[0] for name in WITH_TIMES}
    assert "apps.chat_conversations" in rules
    assert any(rule.startswith("statistics.workflow_") for rule in rules)
    assert {f"statistics.{name}" for name in STATISTICS} <= set(ROUTES)
    nothing = RECORDINGS["1.13.2/statistics-daily-messages--empty-range"]
    console = Console("1.13.2")

    async def scenario() -> None:
        async with client_for("sync", console, tokens_of(nothing)) as client:
            for name, path in STATISTICS.items():
                console.answer(f"/console/api/apps/a/{path}", nothing)
                assert (
                    getattr(client.server.statistics, name)("a", "2026-01-01 00:00", date(2026, 1, 2)) == []
                )
                sent = dict(console.requests[-1].url.params)
                assert sent == {"start": "2026-01-01 00:00", "end": "2026-01-02 00:00"}

    play(scenario())
