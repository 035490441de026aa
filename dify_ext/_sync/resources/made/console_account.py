# Made from dify_ext/_async/resources/made/console_account.py by scripts/regenerate: change that one.
# Made from spec/console_account.yaml by scripts/regenerate: change that one.
"""``server.account``: The account that is signed in and its workspaces."""

from __future__ import annotations

from typing import Unpack

from dify_api.api.console_account import get_account_profile, list_workspaces
from dify_api.models import Account, Workspace

from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._sync.resources._resource import Resource


class ConsoleAccountBase(Resource):
    """The account that is signed in and its workspaces. The methods that only call."""

    def profile(self, **options: Unpack[RequestOptions]) -> Account:
        """Get the account that is signed in.

        Returns the name, the e-mail, the language and the time zone of the account. Statistics are
        in this time zone.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The account.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            ServerError: The server failed.

        GET /console/api/account/profile
        """
        return self._session.execute(call(get_account_profile), options)

    def workspaces(self, **options: Unpack[RequestOptions]) -> list[Workspace]:
        """List the account's workspaces.

        Returns all workspaces of the account at once; ``current`` tells in which one it works.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The workspaces.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            ServerError: The server failed.

        GET /console/api/workspaces
        """
        return self._session.execute(call(list_workspaces).map(lambda answer: answer.workspaces), options)
