"""The account signed in, and its members: ``server.account``, ``server.members``."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

import anyio  # sync: import threading
from dify_api.api.console_account import get_account_profile, list_workspaces
from dify_api.api.console_members import invite_members, list_members
from dify_api.models.account import Account
from dify_api.models.invitation_results import InvitationResults
from dify_api.models.invite_members_request import InviteMembersRequest
from dify_api.models.member import Member
from dify_api.models.workspace import Workspace

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import AsyncSession, raw
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging
from dify_ext.errors import ConfigurationError

Moment: TypeAlias = datetime | date | str


class AsyncConsoleAccount:
    """The account itself."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._zone: ZoneInfo | None = None
        self._alone = anyio.Lock()  # sync: self._alone = threading.Lock()

    async def profile(self) -> Account:
        """Name, e-mail, language, time zone.

        GET /console/api/account/profile
        """
        return await self._session.execute(call(get_account_profile))

    async def workspaces(self) -> list[Workspace]:
        """The workspaces the account belongs to; ``current`` marks the one it works in.

        GET /console/api/workspaces
        """
        return await self._session.execute(call(list_workspaces).map(lambda answer: answer.workspaces))

    async def wire_time(self, moment: Moment | None) -> str | None:
        """A moment as the server reads it: ``YYYY-MM-DD HH:MM`` in the account's time zone. A date is its midnight; a
        datetime without a zone, and a string, are taken as they are; one with a zone is converted.
        """
        if moment is None or isinstance(moment, str):
            return moment
        if not isinstance(moment, datetime):
            return f"{moment.isoformat()} 00:00"
        if moment.tzinfo is not None:
            moment = moment.astimezone(await self._time_zone())
        return moment.replace(tzinfo=None).isoformat(" ", "minutes")

    async def _time_zone(self) -> ZoneInfo:
        """The account's time zone, read once."""
        async with self._alone:
            if self._zone is None:
                name = (await self.profile()).timezone or "UTC"
                try:
                    self._zone = ZoneInfo(name)
                except (OSError, ValueError, KeyError) as error:  # a zone that is not found is a KeyError
                    raise ConfigurationError(
                        f"this machine does not know the time zone {name}: install tzdata"
                    ) from error
        return self._zone


class AsyncMembers(AsyncResource):
    """The people of the workspace."""

    def list(self) -> AsyncPager[Member]:
        """The members; one complete page.

        GET /console/api/workspaces/current/members
        """

        def ask(cursor: object) -> Call[PageData[Member]]:
            return call(list_members).map(lambda members: PageData(members.accounts))

        return self._session.page(Paging(ask, "all"))

    async def invite(
        self, emails: str | Iterable[str], role: str, *, language: str | None = None
    ) -> InvitationResults:
        """Invite people by e-mail as ``admin``, ``editor``, ``normal`` or ``dataset_operator``; what became of each.

        POST /console/api/workspaces/current/members/invite-email
        """
        addresses: builtins.list[str] = [emails] if isinstance(emails, str) else [*emails]
        body = InviteMembersRequest(emails=addresses, role=role, language=language)
        return await self._session.execute(call(invite_members, body=body))


class AsyncMembersWithRawResponse:
    """``server.with_raw_response.members``."""

    def __init__(self, members: AsyncMembers) -> None:
        self.list = raw(members.list)
        self.invite = raw(members.invite)


class AsyncConsoleAccountWithRawResponse:
    """``server.with_raw_response.account``."""

    def __init__(self, account: AsyncConsoleAccount) -> None:
        self.profile = raw(account.profile)
        self.workspaces = raw(account.workspaces)
