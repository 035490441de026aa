"""The kind of a source."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
DatasourceType: TypeAlias = Literal["local_file", "online_document", "online_drive", "website_crawl"] | str
