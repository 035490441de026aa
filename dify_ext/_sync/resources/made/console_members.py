# Made from dify_ext/_async/resources/made/console_members.py by scripts/regenerate: change that one.
# Made from spec/console_members.yaml by scripts/regenerate: change that one.
"""``server.members``: The members of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from dify_api.api.console_members import invite_members, list_members
from dify_api.models.invitation_results import InvitationResults
from dify_api.models.invite_members_request import InviteMembersRequest
from dify_api.models.member import Member

from dify_ext._core.arguments import texts
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource


class Members(Resource):
    """The members of a workspace."""

    def list(self, **options: Unpack[RequestOptions]) -> Page[Member]:
        """List the members of the workspace.

        Gives all members of the workspace the account is in, without pages; invited ones that have
        not come yet too.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The members. All of it is on one page.

        Raises:
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            ServerError: The server failed.

        GET /console/api/workspaces/current/members
        """

        def ask(cursor: object) -> Call[PageData[Member]]:
            return call(list_members).map(lambda answer: PageData(answer.accounts))

        return self._session.page(Paging(ask, "all"), None, options)

    def invite(
        self,
        emails: str | Iterable[str],
        role: str,
        *,
        language: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> InvitationResults:
        """Invite people to the workspace.

        Makes an invitation for each address and sends it where the server can send e-mail. Each
        address has a result of its own; one that is already invited is invited again, and addresses
        are hardly looked at. ``owner`` and unknown roles are a 400.

        Args:
            emails: The e-mail addresses. One, or several.
            role: What they may do; nobody can be invited as the owner. Known values: ``owner``,
                ``admin``, ``editor``, ``normal``, ``dataset_operator``.
            language: The language of the invitation, such as ``en-US``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            What became of each address.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            ServerError: The server failed.

        POST /console/api/workspaces/current/members/invite-email
        """
        body = InviteMembersRequest(emails=texts(emails), role=role, language=language)
        return self._session.execute(call(invite_members, body=body), options)
