"""Attributes that are made when they are first asked for."""

from __future__ import annotations

import threading

from dify_ext._core.lazy import cached_property


class Thing:
    def __init__(self) -> None:
        self.made = 0

    @cached_property
    def value(self) -> list[int]:
        """A value."""
        self.made += 1
        return [self.made]


def test_it_is_made_once_for_each_object() -> None:
    """The first value stays; another object has its own."""
    thing = Thing()
    assert thing.value is thing.value
    assert (thing.value, thing.made) == ([1], 1)
    assert Thing().value is not thing.value


def test_the_class_has_the_property_and_its_docstring() -> None:
    """As with any property."""
    assert isinstance(Thing.value, cached_property)
    assert Thing.value.__doc__ == "A value."


def test_threads_get_one_value() -> None:
    """Two threads may make a value at the same time: both get the same."""
    both = threading.Barrier(2)

    class Slow:
        @cached_property
        def value(self) -> object:
            both.wait(5)
            return object()

    slow, got = Slow(), list[object]()
    threads = [threading.Thread(target=lambda: got.append(slow.value)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got[0] is got[1]
