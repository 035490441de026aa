"""Hooks: functions of the user that see, replace or drop the events of streams. Pure."""

from __future__ import annotations

import copy
import enum
import inspect
import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias, cast

import dify_api.events

from dify_ext import events
from dify_ext.errors import ConfigurationError
from dify_ext.events import Event, UnknownEvent


class Drop(enum.Enum):
    """The type of :data:`DROP`."""

    DROP = "drop"

    def __repr__(self) -> str:
        return "DROP"


DROP: Final = Drop.DROP
"""A hook returns this to drop the event: the reader does not see it."""

HookResult: TypeAlias = "Event | Drop | None"
Kind: TypeAlias = "str | type[Event]"


class Hook(NamedTuple):
    """A function, and the events that it sees; without kinds it sees all."""

    function: Callable[[Any], Any]
    kinds: tuple[Kind, ...] = ()

    def sees(self, event: Event) -> bool:
        """Whether the function is called with this event."""
        return not self.kinds or event.event in self.kinds or type(event) in self.kinds

    def result(self, event: Event, returned: Any) -> Event | None:
        """The event after the hook; None if it dropped it."""
        if returned is None:
            return event
        if returned is DROP:
            return None
        if isinstance(returned, UnknownEvent) or getattr(returned, "event", None) in dify_api.events.EVENTS:
            return cast(Event, returned)
        raise ConfigurationError(
            f"the hook {_name(self.function)} returned a {type(returned).__name__}: it must return an event, "
            "DROP, or None, which leaves the event as it is"
        )


class Hooks:
    """The hooks of a client or view, in order: those of the client (``parent``) come first."""

    def __init__(self, parent: Hooks | None = None, *, awaits: bool = True) -> None:
        self._parent = parent
        self._awaits: bool = awaits if parent is None else parent._awaits
        self._own: list[Hook] = []

    def __iter__(self) -> Iterator[Hook]:
        if self._parent is not None:
            yield from self._parent
        yield from self._own

    def add(self, function: Any, *kinds: Any) -> None:
        """Add a hook for events of these kinds: names of the wire, or classes."""
        if not callable(function):
            raise ConfigurationError(f"a hook must be a function, not a {type(function).__name__}")
        if not self._awaits and inspect.iscoroutinefunction(function):
            raise ConfigurationError(
                f"the hook {_name(function)} is a coroutine function: only AsyncDify can wait for one"
            )
        self._own.append(Hook(function, tuple(map(_checked_kind, kinds))))

    def adding(self, *kinds: Any) -> Callable[[Any], Any]:
        """A decorator that adds a hook for events of these kinds.

        They are checked at once: under a bare ``@dify.on`` the kind is the function itself.
        """
        checked = tuple(map(_checked_kind, kinds))

        def add(function: Any) -> Any:
            self.add(function, *checked)
            return function

        return add

    def add_all(self, on_event: Iterable[Any]) -> None:
        """Add the hooks of ``on_event=``: functions, or pairs of a kind (or several) and one."""
        if isinstance(on_event, str) or not isinstance(on_event, Iterable):
            raise ConfigurationError("on_event must be a list of functions")
        for number, one in enumerate(on_event):
            if not isinstance(one, tuple):
                self.add(one)
            elif len(one) == 2:
                kinds, function = one
                self.add(function, *(kinds if isinstance(kinds, tuple | list) else (kinds,)))
            else:
                raise ConfigurationError(f"on_event[{number}] must be a function, or a pair (kind, function)")

    def for_pickle(self) -> list[tuple[tuple[Kind, ...], Any]]:
        """The hooks as ``on_event=`` takes them; an error if one cannot be pickled.

        Left out, messages that it encrypts or moderates would go through as they are.
        """
        kept = []
        for hook in self:
            try:
                pickle.dumps(hook.function)
            except Exception as error:
                raise ConfigurationError(
                    f"this client cannot be pickled with its hook {_name(hook.function)}: define the hook at "
                    "the top of a module, or make the client where it is used"
                ) from error
            kept.append((hook.kinds, hook.function))
        return kept


def no_hooks(hooks: Iterable[Hook]) -> None:
    """Refuse to go past hooks: what they moderate would come through as it is."""
    for hook in hooks:
        raise ConfigurationError(
            f"the hook {_name(hook.function)} sees the events of a stream, and response_mode='blocking' has "
            "none: leave response_mode out (the answer is the same), or use a client without hooks"
        )


def own_copy(event: Event) -> Event:
    """A copy for the hooks: they may change it, and the run is judged by what the server sent."""
    return copy.deepcopy(event)


def _checked_kind(kind: Any) -> Kind:
    if isinstance(kind, str):
        import difflib  # imported here, because most programs have no hooks

        alike = difflib.get_close_matches(kind, dify_api.events.EVENTS, n=1, cutoff=0.85)
        if alike and alike[0] != kind:  # other names may be those of a newer server
            raise ConfigurationError(f"there is no event {kind!r}; is {alike[0]!r} meant?")
        return kind
    if kind in (getattr(events, name) for name in events.__all__ if name != "Event"):
        return cast(Kind, kind)
    raise ConfigurationError(
        f"{_name(kind)} is no event: give names such as 'message_end', or classes such as MessageEndEvent; "
        "without any, on() is for all events"
    )


def _name(thing: Any) -> str:
    return getattr(thing, "__qualname__", None) or repr(thing)
