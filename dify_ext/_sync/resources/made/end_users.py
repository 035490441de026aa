# Made from dify_ext/_async/resources/made/end_users.py by scripts/regenerate: change that one.
# Made from spec/end_users.yaml by scripts/regenerate: change that one.
"""``dify.end_users``: The end users of the app."""

from __future__ import annotations

from typing import Unpack

from dify_api.api.end_users import get_end_user
from dify_api.models import EndUser

from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._sync.resources._resource import Resource


class EndUsers(Resource):
    """The end users of the app."""

    def get(self, end_user_id: str, **options: Unpack[RequestOptions]) -> EndUser:
        """Get an end user.

        Finds the end user of an id that messages, uploads and logs name. ``session_id`` is the text
        that was given as ``user``.

        Args:
            end_user_id: The server's id of the end user, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The end user.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.13.0

        GET /v1/end-users/{end_user_id}
        """
        return self._session.execute(call(get_end_user, end_user_id), options)
