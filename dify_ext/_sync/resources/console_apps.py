# Made from dify_ext/_async/resources/console_apps.py by scripts/regenerate: change that one.
"""The apps of a workspace: ``server.apps``."""

from __future__ import annotations

from typing import Any, Unpack

import attrs
from dify_api.api.console_apps import get_app, list_apps, update_app
from dify_api.models import App, UpdateAppRequest
from dify_api.types import present

from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions, shared_options
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page
from dify_ext._sync.resources.made.console_apps import AppsBase

# In Dify 0.15 and 1.0 chat also gives advanced-chat, workflow also completion; these two are a 400.
_FILTERED = frozenset({"chat", "agent-chat", "advanced-chat", "completion", "workflow"})
# Dify up to 1.9.2 answers 500 if one of these is missing.
_EMPTY: dict[str, Any] = {"name": "", "description": "", "use_icon_as_answer_icon": False}


class Apps(AppsBase):
    """List and read apps, their keys and conversations; create, change, publish and copy apps."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        mode: str | None = None,
        name: str | None = None,
        is_created_by_me: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[App]:
        """List the apps of the workspace.

        Gives the apps page by page, the newest first. Dify 0.15 and 1.0 do not know all kinds of
        apps in ``mode``: the list is filtered here as well.

        Args:
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            mode: Only apps of this kind. Known values: ``completion``, ``chat``, ``advanced-chat``,
                ``workflow``, ``agent-chat``, ``agent``, ``channel``, ``all``.
            name: Only apps whose name contains this text.
            is_created_by_me: Whether to give only apps that the account created. ``False`` filters
                nothing.
            **options: Options of each call: see :class:`RequestOptions`.

        Returns:
            One page of apps. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is wrong.
            AuthenticationError: The server does not take the account.
            PermissionDeniedError: The account's role does not allow this.
            ServerError: The server failed.

        Example:
            for app in server.apps.list(mode="chat"):
                print(app.id, app.name)

        GET /console/api/apps
        """

        def ask(cursor: Any, mode: str | None = mode) -> Call[PageData[App]]:
            asked = call(
                list_apps, page=cursor, limit=limit, mode=mode, name=name, is_created_by_me=is_created_by_me
            )
            return asked.map(page_data)

        paging = Paging(ask, "page")
        if mode in _FILTERED:
            unfiltered = Paging(lambda cursor: ask(cursor, None), "page", keep=lambda app: app.mode == mode)
            paging = attrs.evolve(unfiltered, ask=ask, fallback=unfiltered, fallback_at=(400, 500))
        return self._session.page(paging, page, options)

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
