# Made from dify_ext/_async/resources/console_apps.py by scripts/regenerate: change that one.
"""The apps of a workspace: ``server.apps``."""

from __future__ import annotations

from typing import Any, Unpack

from dify_api.api.console_apps import get_app, update_app
from dify_api.models.app import App
from dify_api.models.update_app_request import UpdateAppRequest
from dify_api.types import present

from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions, shared_options
from dify_ext._sync.resources.made.console_apps import AppsBase

# Dify up to 1.9.2 answers 500 if one of these is missing.
_EMPTY: dict[str, Any] = {"name": "", "description": "", "use_icon_as_answer_icon": False}


class Apps(AppsBase):
    """List and read apps, their keys and conversations; create, change, publish and copy apps."""

    def update(
        self,
        app_id: str,
        name: str | None = None,
        *,
        description: str | None = None,
        icon_type: str | None = None,
        icon: str | None = None,
        icon_background: str | None = None,
        use_icon_as_answer_icon: bool | None = None,
        max_active_requests: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> App:
        """Change an app's name, description, icon and limit.

        Arguments that are None stay as they are: the app is read first, because servers would empty
        them. Model and prompt have methods of their own.

        Args:
            app_id: The app's id, a UUID.
            name: The app's name.
            description: The app's description; ``""`` empties it.
            icon_type: The kind of icon. Known values: ``emoji``, ``image``, ``link``.
            icon: The icon: an emoji, or the id of an uploaded picture.
            icon_background: The icon's background as ``#RRGGBB``.
            use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
            max_active_requests: How many requests may run at once; 0 for no limit of its own.
            **options: Options of each request: see :class:`RequestOptions`.

        Returns:
            The changed app.

        Raises:
            BadRequestError: A value is wrong.
            NotFoundError: There is no such app.
            PermissionDeniedError: The account's role does not allow this.

        GET, then PUT /console/api/apps/{app_id}
        """
        changes = {
            "name": name,
            "description": description,
            "icon_type": icon_type,
            "icon": icon,
            "icon_background": icon_background,
            "use_icon_as_answer_icon": use_icon_as_answer_icon,
            "max_active_requests": max_active_requests,
        }
        turn, asked = shared_options(self._session.options, options), call(get_app, app_id)
        app = asked.decode((self._session.send(asked, turn())).response)
        kept = {field: getattr(app, field) for field in changes}
        body = UpdateAppRequest(**{**_EMPTY, **present(kept), **present(changes)})
        return self._session.execute(call(update_app, app_id, body=body), turn())
