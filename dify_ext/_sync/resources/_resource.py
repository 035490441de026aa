# Made from dify_ext/_async/resources/_resource.py by scripts/regenerate: change that one.
"""What every resource has."""

from __future__ import annotations

from dify_ext._sync.session import Session


class Resource:
    """A group of methods on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
