"""The apps of a workspace: ``server.apps``."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

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
    update_app,
    update_model_config,
)
from dify_api.models.api_key import ApiKey
from dify_api.models.app import App
from dify_api.models.app_import import AppImport
from dify_api.models.app_model_config import AppModelConfig
from dify_api.models.chat_conversation import ChatConversation
from dify_api.models.create_app_request import CreateAppRequest
from dify_api.models.import_app_request import ImportAppRequest
from dify_api.models.publish_result import PublishResult
from dify_api.models.publish_workflow_request import PublishWorkflowRequest
from dify_api.models.update_app_request import UpdateAppRequest

from dify_ext._async.pages import AsyncPage, AsyncPager
from dify_ext._async.resources.console_account import AsyncConsoleAccount, Moment
from dify_ext._async.session import AsyncSession, raw
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncApps:
    """List and look at apps, their keys and conversations; make, change, publish and copy apps."""

    def __init__(self, session: AsyncSession, account: AsyncConsoleAccount) -> None:
        self._session = session
        self._account = account

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        mode: str | None = None,
        name: str | None = None,
        is_created_by_me: bool | None = None,
    ) -> AsyncPager[App]:
        """The workspace's apps; iterate for all. ``mode`` is ``chat``, ``agent-chat``, ``advanced-chat``, ``workflow``,
        ``completion``, ``channel`` or ``all``; ``name`` is a part of the name; ``limit`` a page (1–100).
        ``is_created_by_me=False`` filters nothing.

        GET /console/api/apps
        """

        def ask(cursor: Any) -> Call[PageData[App]]:
            return call(
                list_apps, page=cursor, limit=limit, mode=mode, name=name, is_created_by_me=is_created_by_me
            ).map(page_data)

        return self._session.page(Paging(ask, "page"), page)

    async def get(self, app_id: str) -> App:
        """An app and its set-up.

        GET /console/api/apps/{app_id}
        """
        return await self._session.execute(call(get_app, app_id))

    async def create(self, name: str, mode: str, *, description: str | None = None, **more: Any) -> App:
        """Make an app; ``more`` is what else the server takes (``icon``, ``icon_type``, ``icon_background``).

        POST /console/api/apps
        """
        body = CreateAppRequest.from_dict({"name": name, "mode": mode, "description": description, **more})
        return await self._session.execute(call(create_app, body=body))

    async def update(self, app_id: str, name: str, **more: Any) -> App:
        """Change an app's name, and with ``more`` its ``description``, ``icon``, ``max_active_requests``.

        PUT /console/api/apps/{app_id}
        """
        return await self._session.execute(
            call(update_app, app_id, body=UpdateAppRequest.from_dict({"name": name, **more}))
        )

    async def delete(self, app_id: str) -> None:
        """Delete an app with its conversations and keys.

        DELETE /console/api/apps/{app_id}
        """
        return await self._session.execute(call(delete_app, app_id).done())

    async def update_model_config(self, app_id: str, config: AppModelConfig | Mapping[str, Any]) -> None:
        """Replace the set-up (model, prompt, features) of a chat, agent or completion app.

        POST /console/api/apps/{app_id}/model-config
        """
        # A mapping goes out as it is, nulls and all.
        body = (
            config if isinstance(config, AppModelConfig) else AppModelConfig(additional_properties={**config})
        )
        return await self._session.execute(call(update_model_config, app_id, body=body).done())

    async def publish_workflow(
        self, app_id: str, *, marked_name: str | None = None, marked_comment: str | None = None
    ) -> PublishResult:
        """Publish the draft of a workflow or chatflow.

        POST /console/api/apps/{app_id}/workflows/publish
        """
        body = PublishWorkflowRequest(marked_name=marked_name, marked_comment=marked_comment)
        return await self._session.execute(call(publish_workflow, app_id, body=body))

    async def api_keys(self, app_id: str) -> builtins.list[ApiKey]:
        """The app's keys for the Service API.

        GET /console/api/apps/{app_id}/api-keys
        """
        return await self._session.execute(call(list_app_api_keys, app_id).map(lambda keys: keys.data))

    async def create_api_key(self, app_id: str) -> ApiKey:
        """Make a new key; a server keeps at most ten of an app.

        POST /console/api/apps/{app_id}/api-keys
        """
        return await self._session.execute(call(create_app_api_key, app_id))

    async def ensure_api_key(self, app_id: str) -> ApiKey:
        """The first key there is, else a new one."""
        keys = await self.api_keys(app_id)
        return keys[0] if keys else await self.create_api_key(app_id)

    async def delete_api_key(self, app_id: str, key_id: str) -> None:
        """Delete a key: it is dead at once.

        DELETE /console/api/apps/{app_id}/api-keys/{api_key_id}
        """
        return await self._session.execute(call(delete_app_api_key, app_id, key_id).done())

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
    ) -> AsyncPager[ChatConversation]:
        """The conversations of a chat, agent or chatflow app, of all its users, with counts of messages and judgements.

        ``start`` and ``end`` as in ``server.statistics``; ``annotation_status`` is ``all``, ``annotated`` (which 1.14.2
        answers with 500) or ``not_annotated``; ``sort_by`` such as ``-created_at``.

        GET /console/api/apps/{app_id}/chat-conversations
        """

        async def first() -> AsyncPage[ChatConversation]:
            begin, stop = await self._account.wire_time(start), await self._account.wire_time(end)

            def ask(cursor: Any) -> Call[PageData[ChatConversation]]:
                return call(
                    list_chat_conversations,
                    app_id,
                    page=cursor,
                    limit=limit,
                    start=begin,
                    end=stop,
                    sort_by=sort_by,
                    annotation_status=annotation_status,
                    keyword=keyword,
                ).map(page_data)

            return await self._session.first_page(Paging(ask, "page"), page)

        return AsyncPager(first)  # sync: return first()

    async def export_dsl(
        self, app_id: str, *, include_secret: bool = False, workflow_id: str | None = None
    ) -> str:
        """The app as YAML, to import elsewhere.

        GET /console/api/apps/{app_id}/export
        """
        sent = call(export_app, app_id, include_secret=include_secret or None, workflow_id=workflow_id)
        return await self._session.execute(sent.map(lambda export: export.data))

    async def import_dsl(self, yaml: str, *, app_id: str | None = None, name: str | None = None) -> AppImport:
        """Make an app of exported YAML, or replace ``app_id`` by it; where its format is of another version the server
        wants it confirmed (``status`` is ``pending``): pass its ``id`` to :meth:`confirm_import`.

        POST /console/api/apps/imports
        """
        body = ImportAppRequest(mode="yaml-content", yaml_content=yaml, app_id=app_id, name=name)
        return await self._session.execute(call(import_app, body=body))

    async def confirm_import(self, import_id: str) -> AppImport:
        """Go on with an import that waits.

        POST /console/api/apps/imports/{import_id}/confirm
        """
        return await self._session.execute(call(confirm_app_import, import_id))


class AsyncAppsWithRawResponse:
    """``server.with_raw_response.apps``."""

    def __init__(self, apps: AsyncApps) -> None:
        self.list = raw(apps.list)
        self.get = raw(apps.get)
        self.create = raw(apps.create)
        self.update = raw(apps.update)
        self.delete = raw(apps.delete)
        self.update_model_config = raw(apps.update_model_config)
        self.publish_workflow = raw(apps.publish_workflow)
        self.api_keys = raw(apps.api_keys)
        self.create_api_key = raw(apps.create_api_key)
        self.delete_api_key = raw(apps.delete_api_key)
        self.chat_conversations = raw(apps.chat_conversations)
        self.export_dsl = raw(apps.export_dsl)
        self.import_dsl = raw(apps.import_dsl)
        self.confirm_import = raw(apps.confirm_import)
