# Made from spec/console_apps.yaml by scripts/regenerate: change that one.
"""``server.apps``: The apps of a workspace, their keys, conversations and DSL."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any, Unpack

from dify_api.api.console_apps import (
    confirm_app_import,
    create_app,
    create_app_api_key,
    delete_app,
    delete_app_api_key,
    export_app,
    get_app,
    import_app,
    list_app_api_keys,
    list_apps,
    list_chat_conversations,
    publish_workflow,
    update_model_config,
)
from dify_api.models import (
    ApiKey,
    App,
    AppImport,
    AppModelConfig,
    ChatConversation,
    CreateAppRequest,
    ImportAppRequest,
    PublishResult,
    PublishWorkflowRequest,
)

from dify_ext._async.pages import AsyncPage, AsyncPager, pages
from dify_ext._async.resources._resource import AsyncAccountResource, Moment
from dify_ext._async.resources._senders import change_app
from dify_ext._core.arguments import (
    given,
)
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, filtered, page_data


class AsyncApps(AsyncAccountResource):
    """The apps of a workspace, their keys, conversations and DSL."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        mode: str | None = None,
        name: str | None = None,
        is_created_by_me: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[App]:
        """List the apps of the workspace.

        Returns the apps page by page, the newest first.

        Dify 0.15 and 1.0 do not filter by every ``mode``, so the client filters the list, too.

        Args:
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            mode: Only apps of this kind. Known values: ``completion``, ``chat``, ``advanced-chat``,
                ``workflow``, ``agent-chat``, ``agent``, ``channel``, ``all``.
            name: Only apps whose name contains this text.
            is_created_by_me: Whether to give only apps that the account created. ``False`` filters
                nothing.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of apps. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        Example:
            async for app in server.apps.list(mode="chat"):
                print(app.id, app.name)

        GET /console/api/apps
        """

        def ask(cursor: Any, mode: str | None = mode) -> Call[PageData[App]]:
            return call(
                list_apps, page=cursor, limit=limit, mode=mode, name=name, is_created_by_me=is_created_by_me
            ).map(page_data)

        return pages(
            self._session,
            filtered(
                ask, "page", "mode", mode, ("chat", "agent-chat", "advanced-chat", "completion", "workflow")
            ),
            page,
            options,
        )

    async def create(
        self,
        name: str,
        mode: str,
        *,
        description: str | None = None,
        icon_type: str | None = None,
        icon: str | None = None,
        icon_background: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> App:
        """Create an app.

        The app gets the default model of the workspace. A chatflow or workflow starts without
        nodes.

        Args:
            name: The app's name.
            mode: The kind of the app, which cannot be changed later. Known values: ``chat``,
                ``agent-chat``, ``advanced-chat``, ``completion``, ``workflow``, ``agent``.
            description: What the app is for.
            icon_type: What the icon is made of. Known values: ``emoji``, ``image``.
            icon: The icon: an emoji, or the id of an uploaded picture.
            icon_background: The icon's background as ``#RRGGBB``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The new app.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/apps
        """
        body = CreateAppRequest(
            name=name,
            mode=mode,
            description=description,
            icon_type=icon_type,
            icon=icon,
            icon_background=icon_background,
        )
        return await self._session.execute(call(create_app, body=body), options)

    async def get(self, app_id: str, **options: Unpack[RequestOptions]) -> App:
        """Get an app.

        Returns an app with its configuration and the settings of its web page.

        Args:
            app_id: The app's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The app.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{app_id}
        """
        return await self._session.execute(call(get_app, app_id), options)

    async def update(
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
            The app as it is now.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        PUT /console/api/apps/{app_id}
        """
        body = {
            "name": name,
            "description": description,
            "icon_type": icon_type,
            "icon": icon,
            "icon_background": icon_background,
            "use_icon_as_answer_icon": use_icon_as_answer_icon,
            "max_active_requests": max_active_requests,
        }
        return await change_app(self._session, app_id, body, options)

    async def delete(self, app_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete an app.

        Deletes an app with its keys, conversations and messages.

        Args:
            app_id: The app's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        DELETE /console/api/apps/{app_id}
        """
        return await self._session.execute(call(delete_app, app_id).done(), options)

    async def update_model_config(
        self, app_id: str, config: AppModelConfig | Mapping[str, Any], **options: Unpack[RequestOptions]
    ) -> None:
        """Replace an app's configuration.

        Sets the model, the prompt, the tools and the features of a chat, agent or completion app.
        Settings that are left out get the values of a new app.

        Args:
            app_id: The app's id, a UUID.
            config: The whole configuration. A model of ``dify_api.models``, or a mapping, which is
                sent as it is.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/apps/{app_id}/model-config
        """
        body = given(AppModelConfig, config)
        return await self._session.execute(call(update_model_config, app_id, body=body).done(), options)

    async def publish_workflow(
        self,
        app_id: str,
        *,
        marked_name: str | None = None,
        marked_comment: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> PublishResult:
        """Publish a workflow.

        The draft of a chatflow or workflow becomes the version that the Service API runs. The
        server answers 404 for other apps.

        Args:
            app_id: The app's id, a UUID.
            marked_name: A name for the version.
            marked_comment: A comment on the version.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The published version.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/apps/{app_id}/workflows/publish
        """
        body = PublishWorkflowRequest(marked_name=marked_name, marked_comment=marked_comment)
        return await self._session.execute(call(publish_workflow, app_id, body=body), options)

    async def api_keys(self, app_id: str, **options: Unpack[RequestOptions]) -> builtins.list[ApiKey]:
        """List an app's keys.

        Returns all keys of the app for the Service API at once.

        Args:
            app_id: The id of the app whose keys they are, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The keys.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        GET /console/api/apps/{resource_id}/api-keys
        """
        return await self._session.execute(
            call(list_app_api_keys, app_id).map(lambda answer: answer.data), options
        )

    async def create_api_key(self, app_id: str, **options: Unpack[RequestOptions]) -> ApiKey:
        """Create a key for an app.

        Each call creates another key. An app has at most ten; then the server answers 400.

        Args:
            app_id: The id of the app whose keys they are, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The new key.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/apps/{resource_id}/api-keys
        """
        return await self._session.execute(call(create_app_api_key, app_id), options)

    async def ensure_api_key(self, app_id: str, **options: Unpack[RequestOptions]) -> ApiKey:
        """Get the app's first key; create one if there is none.

        Args:
            app_id: The id of the app whose keys they are, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The key, in ``token``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/apps/{resource_id}/api-keys
        """
        found = await self.api_keys(app_id, **options)
        if found:
            return found[0]
        return await self._session.execute(call(create_app_api_key, app_id), options)

    async def delete_api_key(self, app_id: str, key_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a key of an app.

        The key stops working at once.

        Args:
            app_id: The id of the app whose keys they are, a UUID.
            key_id: The key's id, a UUID, not the key itself.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        DELETE /console/api/apps/{resource_id}/api-keys/{api_key_id}
        """
        return await self._session.execute(call(delete_app_api_key, app_id, key_id).done(), options)

    def chat_conversations(
        self,
        app_id: str,
        *,
        page: int | None = None,
        limit: int | None = None,
        start: Moment | None = None,
        end: Moment | None = None,
        sort_by: str | None = None,
        annotation_status: str | None = None,
        keyword: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[ChatConversation]:
        """List the conversations of an app.

        Returns the conversations that end users and accounts had with a chat, agent or chatflow
        app, page by page. The server answers 404 for other apps.

        Args:
            app_id: The app's id, a UUID.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            start: The earliest time, as ``YYYY-MM-DD HH:MM`` in the time zone of the account.
                ``sort_by`` decides which time of a conversation counts. A ``datetime``, a ``date``
                (its midnight), or text like ``"2025-01-31 18:00"``.
            end: The latest time, as ``YYYY-MM-DD HH:MM`` in the time zone of the account. If
                ``end`` is before ``start``, the server answers 400; up to 1.8.1 an empty page. A
                ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31 18:00"``.
            sort_by: By what to order. Default: ``-updated_at``. Known values: ``created_at``,
                ``-created_at``, ``updated_at``, ``-updated_at``.
            annotation_status: Only conversations with or without annotations. Known values:
                ``all``, ``not_annotated``, ``annotated``.
            keyword: Only conversations in whose messages, name, introduction or user this text is.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of conversations. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/chat-conversations
        """

        async def first() -> AsyncPage[ChatConversation]:
            start_ = await self._account.wire_time(start)
            end_ = await self._account.wire_time(end)

            def ask(cursor: Any) -> Call[PageData[ChatConversation]]:
                return call(
                    list_chat_conversations,
                    app_id,
                    page=cursor,
                    limit=limit,
                    start=start_,
                    end=end_,
                    sort_by=sort_by,
                    annotation_status=annotation_status,
                    keyword=keyword,
                ).map(page_data)

            return await pages(self._session, Paging(ask, "page"), page, options)

        return AsyncPager(first)  # sync: return first()

    async def import_dsl(
        self,
        yaml: str,
        *,
        app_id: str | None = None,
        name: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AppImport:
        """Create an app from YAML.

        Creates an app from an export, or overwrites a chatflow or workflow. An export of another
        major version waits ten minutes to be confirmed: its ``status`` is ``pending``. If the
        export cannot be used, the server answers 400 with the body of a success, whose ``status``
        is ``failed`` and whose ``error`` tells why.

        Args:
            yaml: The exported app, as YAML or JSON.
            app_id: The chatflow or workflow to overwrite. Default: a new app.
            name: A name instead of the exported one.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The import, with its ``status``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/apps/imports
        """
        body = ImportAppRequest(mode="yaml-content", yaml_content=yaml, name=name, app_id=app_id)
        return await self._session.execute(call(import_app, body=body), options)

    async def confirm_import(self, import_id: str, **options: Unpack[RequestOptions]) -> AppImport:
        """Confirm an import that waits.

        Creates the app of an import whose ``status`` is ``pending``. If the import is gone, the
        server answers 400 with the body of a success, whose ``status`` is ``failed``.

        Args:
            import_id: The id that the import gave.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The import, with its ``status``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        POST /console/api/apps/imports/{import_id}/confirm
        """
        return await self._session.execute(call(confirm_app_import, import_id), options)

    async def export_dsl(
        self,
        app_id: str,
        *,
        include_secret: bool = False,
        workflow_id: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> str:
        """Export an app as YAML.

        Returns the app with the draft of its workflow, to be imported elsewhere.

        Args:
            app_id: The app's id, a UUID.
            include_secret: Whether the export contains secret environment variables as plain text.
            workflow_id: The version of the workflow to export. Default: the draft.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The app as YAML.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The account or its password is refused.
            PermissionDeniedError: The account's role does not allow this.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400).
            ServerError: The server failed.

        GET /console/api/apps/{app_id}/export
        """
        asked = call(export_app, app_id, include_secret=include_secret or None, workflow_id=workflow_id)
        return await self._session.execute(asked.map(lambda answer: answer.data), options)
