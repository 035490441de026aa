"""What every resource has."""

from __future__ import annotations

from dify_ext._async.session import AsyncSession


class AsyncResource:
    """A group of methods on a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
