# Made from dify_ext/_async/resources/end_users.py by scripts/regenerate: change that one.
"""The people behind ``user``: ``client.end_users``."""

from __future__ import annotations

from dify_api.api.end_users import get_end_user
from dify_api.models.end_user import EndUser

from dify_ext._core.operation_call import call
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw


class EndUsers(Resource):
    """Look up an app's end users."""

    def get(self, end_user_id: str) -> EndUser:
        """An end user by the server's id (``created_by`` of an upload, say); ``session_id`` is what was given as
        ``user``.

        GET /v1/end-users/{end_user_id}
        """
        return self._session.execute(call(get_end_user, end_user_id))


class EndUsersWithRawResponse:
    """``client.with_raw_response.end_users``."""

    def __init__(self, end_users: EndUsers) -> None:
        self.get = raw(end_users.get)
