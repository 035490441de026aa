"""The release of a server, from the ``X-Version`` of its answers. Pure."""

from __future__ import annotations

import re

_VERSION = re.compile(r"v?([0-9]{1,9})\.([0-9]{1,9})(?:\.([0-9]{1,9}))?")


def release_of(x_version: str | None) -> tuple[int, ...] | None:
    """Read the header's value.

    Returns:
        Three numbers; None if the value does not begin with numbers.
    """
    found = _VERSION.match((x_version or "").strip())
    return tuple(int(part or 0) for part in found.groups()) if found else None


def may_lack(x_version: str | None, since: tuple[int, ...]) -> bool:
    """Whether the server may be older than the first release that has something."""
    release = release_of(x_version)
    return release is None or release < since
