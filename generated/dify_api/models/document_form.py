"""How documents are cut. `hierarchical_model` has child chunks, `qa_model` questions and answers."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
DocumentForm: TypeAlias = Literal["hierarchical_model", "qa_model", "text_model"] | str
