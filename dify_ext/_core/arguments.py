"""Arguments in the forms that programs have them in. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dify_api.types import WrongShape, json_value, present

from dify_ext.errors import ConfigurationError

if TYPE_CHECKING:
    from dify_api.models import DatasetMember

M = TypeVar("M")


def refuse_unknown(arguments: Mapping[str, Any], known: type) -> None:
    """A TypeError, as for any function, for an argument that a TypedDict does not have."""
    if unknown := arguments.keys() - known.__annotations__.keys():
        raise TypeError(f"there is no argument {min(unknown)!r}")


def checked_text(given: str, name: str) -> str:
    """A string; anything else is refused here, before it is sent."""
    if not isinstance(given, str):
        raise ConfigurationError(f"{name} must be a string, not {type(given).__name__}")
    return given


def at_least_one(name: str, value: Any) -> int:
    """A number of things; anything but a whole number above 0 is refused."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ConfigurationError(f"{name} must be a whole number, 1 or more, not {value!r}")
    return value


def refuse_uncallable(*, awaits: bool = False, **functions: Any) -> None:
    """An error for what will be called only later, and cannot be; ``awaits``: also with await."""
    for name, given in functions.items():
        if given is not None and not callable(given):
            raise ConfigurationError(f"{name} must be a function, not {type(given).__name__}")
        if not awaits and iscoroutinefunction(given):
            raise ConfigurationError(f"{name} must be a plain function: nothing would await a coroutine")


def texts(given: str | Iterable[str]) -> list[str]:
    """One string or several, as a list."""
    return [given] if isinstance(given, str) else [*given]


def given(model: Callable[..., M], value: M | Mapping[str, Any]) -> M:
    """A setting as a model; the model of a mapping is sent as the mapping is, with its nulls."""
    return model(additional_properties={**value}) if isinstance(value, Mapping) else value


def given_all(model: type[M], given: Iterable[M | Mapping[str, Any]]) -> list[M]:
    """Models, or mappings in their place, as a list; one alone is a list of one.

    A mapping is sent as it is, with its nulls and the fields of a newer server.
    """
    several = [given] if isinstance(given, Mapping | model) else [*given]
    for each in several:
        if not isinstance(each, Mapping | model):
            raise ConfigurationError(f"expected {model.__name__} or a mapping, got {type(each).__name__}")
    return cast("list[M]", several)


def given_mappings(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Copies of mappings, as a list; one alone is a list of one."""
    return [dict(each) for each in given_all(dict, given)]


def as_json(**options: Any) -> str | None:
    """The given options as JSON text, which is sent beside a file; None if there are none."""
    chosen = present(options)
    try:
        return json.dumps(json_value(chosen)) if chosen else None
    except WrongShape as error:
        raise ConfigurationError(str(error)) from None


def dataset_members(given: Iterable[str | DatasetMember | Mapping[str, Any]]) -> list[DatasetMember]:
    """Members of a knowledge base; a string is an account's id."""
    from dify_api.models import DatasetMember  # here, for apps have no use for it

    return [
        DatasetMember(user_id=one)
        if isinstance(one, str)
        else DatasetMember.from_dict(one)
        if isinstance(one, Mapping)
        else one
        for one in given
    ]


def iso(moment: datetime | str | None) -> str | None:
    """A time in ISO 8601; a string is taken as it is."""
    return moment.isoformat() if isinstance(moment, datetime) else moment
