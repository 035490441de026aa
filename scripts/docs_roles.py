"""For mkdocs: what our docstrings have beside the sections that mkdocstrings knows."""

from __future__ import annotations

import re
from typing import Any

import griffe

_ROLE = re.compile(r":(?:class|func|meth|attr|mod|exc|data):`~?([^`]+)`")
_EXAMPLE = re.compile(r"^Example:\n((?:    .*\n|\n)+?)(?=\S|\Z)", re.MULTILINE)
_SINCE = re.compile(r"^Since:\n    (.*)$", re.MULTILINE)
_ENDPOINT = re.compile(r"(?:^|(?<=, )|(?<=or ))((?:GET|POST|PUT|PATCH|DELETE) /[^\s,]+)", re.MULTILINE)


class OurDocstrings(griffe.Extension):
    """Rewrites each docstring after it is loaded: roles, example and endpoint become code."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called by griffe for each module, class, function and attribute."""
        if obj.docstring:
            obj.docstring.value = _rewritten(obj.docstring.value)


def _rewritten(text: str) -> str:
    text = _ROLE.sub(r"`\1`", text + "\n")
    text = _EXAMPLE.sub(lambda one: f"Example:\n    ```python\n{one[1].rstrip()}\n    ```\n\n", text)
    text = _SINCE.sub(r"Needs \1 or later.", text)
    return _ENDPOINT.sub(r"`\1`", text)
