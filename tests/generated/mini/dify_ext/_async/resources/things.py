"""What is done with things by hand."""

from __future__ import annotations

from dify_ext._async.resources.made.things import AsyncThingsBase


class AsyncThings(AsyncThingsBase):
    """Things."""

    async def find(self) -> None:
        """Look for one."""
