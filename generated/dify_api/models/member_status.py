"""The state of a member's account; `pending` is invited and has not come yet."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
MemberStatus: TypeAlias = Literal["active", "banned", "closed", "pending", "uninitialized"] | str
