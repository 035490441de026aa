"""The events of Dify's streams: a class per wire name, the name in CamelCase and ``Event`` (``message_end`` →
``MessageEndEvent``).

All but :class:`UnknownEvent` are generated from the spec and imported when first used. Each has its wire name in
``event`` and ``to_dict()``, which gives back what came (null reads as absent).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import dify_api.events as _generated  # in this form type checkers read its __all__

if TYPE_CHECKING:
    from dify_api.events import *  # noqa: F403
    from dify_api.events import StreamEvent

__all__ = ["Event", "UnknownEvent"]
__all__ += _generated.__all__


@attrs.frozen
class UnknownEvent:
    """An event this version does not know: ``event`` is its name, ``data`` the whole object as it came."""

    event: str
    data: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The object as it came."""
        return dict(self.data)


Event: TypeAlias = "StreamEvent | UnknownEvent"


def parse_event(data: Mapping[str, Any]) -> Event:
    """Make the typed event of one object of a stream; raises ``dify_api.types.WrongShape`` where it has not its
    promised shape.
    """
    name = data.get("event")
    known = _generated.event_class(name) if isinstance(name, str) else None
    if known is None:
        return UnknownEvent(str(name), dict(data))
    event: Event = known.from_dict(data)
    return event


def __getattr__(name: str) -> Any:
    return getattr(_generated, name)


def __dir__() -> list[str]:
    return sorted(__all__)
