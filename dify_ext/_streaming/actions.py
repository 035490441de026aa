"""The actions that the protocol of a run asks its driver for, one at a time."""

from __future__ import annotations

from typing import Any, TypeAlias

from attrs import field, frozen
from dify_api.models import HumanInputForm

from dify_ext._core.operation_call import Call


@frozen
class Receive:
    """Wait for the next bytes, at most so many seconds; then ``receive`` or ``connection_lost``."""

    within: float


@frozen
class Open:
    """Open a connection to events, after so many seconds; its result is the response."""

    call: Call[Any] = field(repr=False)
    after: float = 0.0


@frozen
class Send:
    """Send a call, after so many seconds."""

    call: Call[Any] = field(repr=False)
    after: float = 0.0


@frozen
class Stop:
    """Ask the server to stop the run, without waiting long."""

    call: Call[None] = field(repr=False)


@frozen
class AskHuman:
    """Call the user's handler with a form."""

    form: HumanInputForm


Action: TypeAlias = "Receive | Open | Send | Stop | AskHuman"
