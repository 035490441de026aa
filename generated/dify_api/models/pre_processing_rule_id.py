"""What is taken away before a text is cut."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
PreProcessingRuleId: TypeAlias = (
    Literal["remove_extra_spaces", "remove_stopwords", "remove_urls_emails"] | str
)
