"""How many uploads a server has at work: a layer around the emulator."""

from __future__ import annotations

import asyncio
from typing import Any


class AtWork:
    """Notes in ``seen`` how many uploads there are, whenever one begins.
    The first wait until there are ``at_once`` of them, for some seconds.
    """

    def __init__(self, app: Any, seen: list[int], at_once: int) -> None:
        self.app, self.seen, self.at_once, self.now = app, seen, at_once, 0
        self.complete = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].endswith("create-by-file"):
            await self.app(scope, receive, send)
            return
        self.now += 1
        self.seen.append(self.now)
        try:
            if self.now == self.at_once:
                self.complete.set()
            await asyncio.wait_for(self.complete.wait(), 10)
            await self.app(scope, receive, send)
        finally:
            self.now -= 1
