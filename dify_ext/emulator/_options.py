"""The options of an emulator: the arguments of `Emulator` and `create_app`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from ._dialects import Release, Traits, release_of, traits_of

#: The sign-in of a console: body tokens; cookies; cookies and a password in base64.
Dialect = Literal["1.8", "1.10", "1.13"]

#: The release of a dialect, if none is given.
RELEASES: dict[Dialect, str] = {"1.8": "1.8.1", "1.10": "1.10.1", "1.13": "1.13.2"}


class UnusableFile(ValueError):
    """A file that the emulator was given cannot be used; the message says why."""


class Behaviour(TypedDict, total=False):
    """The settings of `Options`, all optional."""

    delay: float
    lockstep: bool
    ping_interval: float
    max_active_requests: int | None
    access_lifetime: float
    refresh_lifetime: float
    opaque_tokens: bool
    sign_in_delay: float
    host_cookies: bool
    cookie_domain: str | None
    admin_key: str | None
    hide_version: bool
    clock_ahead: float
    indexing_seconds: float
    upload_seconds: float


class Settings(Behaviour, total=False):
    """The arguments of `Emulator` and `create_app`, all optional; `Options` has the defaults."""

    version: str | None
    dialect: Dialect | None


@dataclass(frozen=True, slots=True)
class Options:
    """The options of an emulator. `version` is the release that it is."""

    version: str = RELEASES["1.13"]
    delay: float = 0.0
    lockstep: bool = False
    ping_interval: float = 10.0
    max_active_requests: int | None = None
    access_lifetime: float = 3600.0
    refresh_lifetime: float = 30 * 24 * 3600.0
    opaque_tokens: bool = False
    sign_in_delay: float = 0.0
    host_cookies: bool = False
    cookie_domain: str | None = None
    admin_key: str | None = None
    hide_version: bool = False
    clock_ahead: float = 0.0
    indexing_seconds: float = 0.2
    upload_seconds: float = 0.0

    @property
    def release(self) -> Release:
        """The version as numbers to compare."""
        return release_of(self.version)

    @property
    def traits(self) -> Traits:
        """How this release answers."""
        return traits_of(self.release)

    @property
    def dialect(self) -> Dialect:
        """Its kind of sign-in."""
        if self.traits.tokens == "body":
            return "1.8"
        return "1.13" if self.traits.base64_password else "1.10"


def options(
    version: str | None = None, dialect: Dialect | None = None, **behaviour: Unpack[Behaviour]
) -> Options:
    """The options; a dialect alone stands for the release of `RELEASES`.

    ValueError if the emulator does not know the release, or if it signs in by another dialect.
    """
    if dialect is not None and dialect not in RELEASES:
        raise ValueError(f"There is no dialect {dialect!r}: it is one of {', '.join(RELEASES)}.")
    found = Options(version or RELEASES[dialect or "1.13"], **behaviour)
    if dialect not in (None, found.dialect):
        raise ValueError(f"Dify {found.version} signs in by the dialect {found.dialect}, not {dialect}.")
    return found
