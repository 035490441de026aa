# Made from spec/console_members.yaml by scripts/regenerate: change that one.
"""``server.members``: The members of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from dify_api.api.console_members import invite_members, list_members
from dify_api.models import InvitationResults, InviteMembersRequest, Member

from dify_ext._async.pages import AsyncPager, pages
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.arguments import (
    texts,
)
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging


class AsyncMembers(AsyncResource):
    """The members of a workspace."""

    def list(self, **options: Unpack[RequestOptions]) -> AsyncPager[Member]:
        """List the members of the workspace.

        Returns all members of the account's workspace at once, also invited ones who have not
        accepted yet.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The members. All rows are on one page.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            ServerError: The server failed.

        GET /console/api/workspaces/current/members
        """

        def ask(cursor: object) -> Call[PageData[Member]]:
            return call(list_members).map(lambda answer: PageData(answer.accounts))

        return pages(self._session, Paging(ask, "all"), None, options)

    async def invite(
        self,
        emails: str | Iterable[str],
        role: str,
        *,
        language: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> InvitationResults:
        """Invite people to the workspace.

        Creates an invitation for each address, and sends it if the server can send e-mail. Each
        address has its own result; an address that was invited before is invited again. The server
        answers 400 for ``owner`` and for unknown roles.

        Args:
            emails: The e-mail addresses. One, or several.
            role: The role. Nobody can be invited as the owner. Known values: ``owner``, ``admin``,
                ``editor``, ``normal``, ``dataset_operator``.
            language: The language of the invitation, such as ``en-US``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The result of each address.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/workspaces/current/members/invite-email
        """
        body = InviteMembersRequest(emails=texts(emails), role=role, language=language)
        return await self._session.execute(call(invite_members, body=body), options)
