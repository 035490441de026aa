"""How a file comes to the app. `remote_url` is fetched by the server, `local_file` was uploaded
before.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
TransferMethod: TypeAlias = Literal["local_file", "remote_url"] | str
