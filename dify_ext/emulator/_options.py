"""The options of an emulator: the arguments of `Emulator` and `create_app`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

#: The sign-in of a console: body tokens; cookies; cookies and a password in base64.
Dialect = Literal["1.8", "1.10", "1.13"]

#: The release of a dialect, if none is given.
RELEASES: dict[Dialect, str] = {"1.8": "1.8.1", "1.10": "1.10.1", "1.13": "1.13.2"}


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
    """The options of an emulator.

    `version` is the release it reports, `dialect` its kind of sign-in.
    """

    version: str = RELEASES["1.13"]
    dialect: Dialect = "1.13"
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
    def release(self) -> tuple[int, ...]:
        """The version as numbers to compare."""
        return release_of(self.version)


def release_of(version: str) -> tuple[int, ...]:
    """The numbers of a version."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def dialect_of(version: str) -> Dialect:
    """The dialect of a release's console."""
    release = release_of(version)
    if release < (1, 9, 2):
        return "1.8"
    return "1.10" if release < (1, 11, 2) else "1.13"


def options(
    version: str | None = None, dialect: Dialect | None = None, **behaviour: Unpack[Behaviour]
) -> Options:
    """The options; if only version or dialect is given, the other follows from it."""
    if dialect is not None and dialect not in RELEASES:
        raise ValueError(f"There is no dialect {dialect!r}: it is one of {', '.join(RELEASES)}.")
    version = version or RELEASES[dialect or "1.13"]
    return Options(version, dialect or dialect_of(version), **behaviour)
