"""Where a child chunk comes from; `automatic` was cut by the server, `customized` written or changed
by hand.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ChildChunkType: TypeAlias = Literal["automatic", "customized"] | str
