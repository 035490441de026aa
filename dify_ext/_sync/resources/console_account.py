# Made from dify_ext/_async/resources/console_account.py by scripts/regenerate: change that one.
"""The account signed in, and its members: ``server.account``, ``server.members``."""

from __future__ import annotations

import builtins
import threading
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dify_api.api.console_account import get_account_profile, list_workspaces
from dify_api.api.console_members import invite_members, list_members
from dify_api.models.account import Account
from dify_api.models.invitation_results import InvitationResults
from dify_api.models.invite_members_request import InviteMembersRequest
from dify_api.models.member import Member
from dify_api.models.workspace import Workspace

from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import Session, raw
from dify_ext.errors import ConfigurationError

Moment: TypeAlias = datetime | date | str


class ConsoleAccount:
    """The account itself."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._zone: ZoneInfo | None = None
        self._alone = threading.Lock()

    def profile(self) -> Account:
        """Name, e-mail, language, time zone.

        GET /console/api/account/profile
        """
        return self._session.execute(call(get_account_profile))

    def workspaces(self) -> list[Workspace]:
        """The workspaces the account belongs to; ``current`` marks the one it works in.

        GET /console/api/workspaces
        """
        return self._session.execute(call(list_workspaces).map(lambda answer: answer.workspaces))

    def wire_time(self, moment: Moment | None) -> str | None:
        """A moment as the server reads it: ``YYYY-MM-DD HH:MM`` in the account's time zone. A date is its midnight; a
        datetime without a zone, and a string, are taken as they are; one with a zone is converted.
        """
        if moment is None or isinstance(moment, str):
            return moment
        if not isinstance(moment, datetime):
            return f"{moment.isoformat()} 00:00"
        if moment.tzinfo is not None:
            moment = moment.astimezone(self._time_zone())
        return moment.replace(tzinfo=None).isoformat(" ", "minutes")

    def _time_zone(self) -> ZoneInfo:
        """The account's time zone, read once."""
        with self._alone:
            if self._zone is None:
                name = (self.profile()).timezone or "UTC"
                try:
                    self._zone = ZoneInfo(name)
                except (OSError, ValueError, KeyError) as error:  # a zone that is not found is a KeyError
                    raise ConfigurationError(
                        f"this machine does not know the time zone {name}: install tzdata"
                    ) from error
        return self._zone


class Members(Resource):
    """The people of the workspace."""

    def list(self) -> Page[Member]:
        """The members; one complete page.

        GET /console/api/workspaces/current/members
        """

        def ask(cursor: object) -> Call[PageData[Member]]:
            return call(list_members).map(lambda members: PageData(members.accounts))

        return self._session.page(Paging(ask, "all"))

    def invite(
        self, emails: str | Iterable[str], role: str, *, language: str | None = None
    ) -> InvitationResults:
        """Invite people by e-mail as ``admin``, ``editor``, ``normal`` or ``dataset_operator``; what became of each.

        POST /console/api/workspaces/current/members/invite-email
        """
        addresses: builtins.list[str] = [emails] if isinstance(emails, str) else [*emails]
        body = InviteMembersRequest(emails=addresses, role=role, language=language)
        return self._session.execute(call(invite_members, body=body))


class MembersWithRawResponse:
    """``server.with_raw_response.members``."""

    def __init__(self, members: Members) -> None:
        self.list = raw(members.list)
        self.invite = raw(members.invite)


class ConsoleAccountWithRawResponse:
    """``server.with_raw_response.account``."""

    def __init__(self, account: ConsoleAccount) -> None:
        self.profile = raw(account.profile)
        self.workspaces = raw(account.workspaces)
