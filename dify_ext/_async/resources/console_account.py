"""The account that is signed in: ``server.account``."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import anyio  # sync: import threading

from dify_ext._async.local import AsyncLocal
from dify_ext._async.resources._resource import Moment
from dify_ext._async.resources.made.console_account import AsyncConsoleAccountBase
from dify_ext._async.session import AsyncSession
from dify_ext.errors import ConfigurationError


class AsyncConsoleAccount(AsyncConsoleAccountBase):
    """The account itself, and its workspaces."""

    def __init__(self, session: AsyncSession) -> None:
        super().__init__(session)
        self._zone: ZoneInfo | None = None
        self._alone = AsyncLocal(anyio.Lock)  # sync: self._alone = Local(threading.Lock)

    async def wire_time(self, moment: Moment | None) -> str | None:
        """A moment as the server reads it: ``YYYY-MM-DD HH:MM`` in the account's time zone.

        Args:
            moment: A ``datetime``, which is converted if it has a time zone; a ``date``, for its
                midnight; or text, which is taken as it is.

        Returns:
            The text for the server, None for None.

        Raises:
            ConfigurationError: This machine does not know the account's time zone, or ``moment`` is
                something else.
        """
        if moment is None or isinstance(moment, str):
            return moment
        if not isinstance(moment, date):
            raise ConfigurationError(f"a time is a datetime, a date or a text, not {moment!r}")
        if not isinstance(moment, datetime):
            return f"{moment.isoformat()} 00:00"
        if moment.tzinfo is not None:
            moment = moment.astimezone(await self._time_zone())
        return moment.replace(tzinfo=None).isoformat(" ", "minutes")

    async def _time_zone(self) -> ZoneInfo:
        async with self._alone.get():
            if self._zone is None:
                name = (await self.profile()).timezone or "UTC"
                try:
                    self._zone = ZoneInfo(name)
                except (OSError, ValueError, KeyError) as error:  # a zone that is not found is a KeyError
                    raise ConfigurationError(
                        f"this machine does not know the time zone {name}: install tzdata"
                    ) from error
        return self._zone
