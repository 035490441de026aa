"""Clients of redis-py for a URL. No error shows the URL: it may have a password. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TypeVar

from dify_ext._core.options import setting
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError

T = TypeVar("T")

VARIABLES: Final = ("DIFY_REDIS_URL", "REDIS_URL")
NEEDS_REDIS: Final = "a Redis URL needs the package redis: pip install 'dify-ext[redis]'"


def from_environment() -> tuple[str, Secret | None]:
    """The variable that is set, and its URL; without one an empty name and None."""
    name = next((name for name in VARIABLES if setting(name)), "")
    return name, Secret.of(setting(name))


def client_for(url: Secret, from_url: Callable[..., T], **options: Any) -> T:
    """What redis-py's ``from_url`` makes of a URL and options.

    Raises:
        ConfigurationError: The URL is ambiguous, or cannot be read.
    """
    if not re.match("(rediss?|unix)://", url.reveal()):
        raise ConfigurationError("the URL of Redis must begin with redis://, rediss:// or unix://")
    if re.match("rediss?://.*[/?#].*@", url.reveal(), re.DOTALL):
        raise ConfigurationError(
            "the URL of Redis has an @ after /, ? or #: write these in a password as %2F, %3F, %23"
        )
    with suppress(ValueError, TypeError):
        return from_url(url.reveal(), **options)
    # Raised out here: an error with a context would show the password.
    raise ConfigurationError(
        "the URL of Redis cannot be read: write special characters of its password as %XX"
    )
