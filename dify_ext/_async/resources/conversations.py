"""An end user's conversations: ``client.conversations``."""

from __future__ import annotations

from typing import Any

from dify_api.api.conversations import (
    delete_conversation,
    list_conversation_variables,
    list_conversations,
    rename_conversation,
    update_conversation_variable,
)
from dify_api.models.conversation import Conversation
from dify_api.models.conversation_variable import ConversationVariable
from dify_api.models.delete_conversation_request import DeleteConversationRequest
from dify_api.models.rename_conversation_request import RenameConversationRequest
from dify_api.models.update_conversation_variable_request import UpdateConversationVariableRequest

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import raw
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data

_VARIABLES = 100  # the server's last_id loses rows of the same second: ask for as many as it gives


class AsyncConversations(AsyncResource):
    """List, rename and delete conversations; read and set a chatflow's conversation variables."""

    def list(
        self,
        *,
        last_id: str | None = None,
        limit: int | None = None,
        sort_by: str | None = None,
        user: str | None = None,
    ) -> AsyncPager[Conversation]:
        """The end user's conversations, the last changed first unless ``sort_by`` says otherwise (``created_at``,
        ``-created_at``, ``updated_at``, ``-updated_at``). ``last_id`` asks for what follows that conversation,
        ``limit`` for pages of that size (1–100).

        GET /v1/conversations
        """
        user = self._session.user(user)

        def ask(cursor: Any) -> Call[PageData[Conversation]]:
            return call(list_conversations, last_id=cursor, limit=limit, sort_by=sort_by, user=user).map(
                page_data
            )

        return self._session.page(Paging(ask, "last_id"), last_id)

    async def delete(self, conversation_id: str, *, user: str | None = None) -> None:
        """Delete a conversation and its messages.

        DELETE /v1/conversations/{conversation_id}
        """
        body = DeleteConversationRequest(user=self._session.user(user))
        return await self._session.execute(call(delete_conversation, conversation_id, body=body).done())

    async def rename(
        self,
        conversation_id: str,
        name: str | None = None,
        *,
        auto_generate: bool = False,
        user: str | None = None,
    ) -> Conversation:
        """Give a conversation a name, or let the app's model find one with ``auto_generate=True``.

        POST /v1/conversations/{conversation_id}/name
        """
        body = RenameConversationRequest(
            name=name, auto_generate=auto_generate, user=self._session.user(user)
        )
        return await self._session.execute(call(rename_conversation, conversation_id, body=body))

    def variables(
        self,
        conversation_id: str,
        *,
        variable_name: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        user: str | None = None,
    ) -> AsyncPager[ConversationVariable]:
        """A chatflow's variables in this conversation, or the one named. ``value`` is Python's ``str()`` of the
        variable, as the server gives it. Pages are of 100 whatever ``limit`` is: the server's ``last_id`` loses rows of
        one second. A server that answers ``variable_name`` with 500, as some releases do, is asked for all, and the
        name is looked for here.

        GET /v1/conversations/{conversation_id}/variables
        """
        user = self._session.user(user)

        def by_name(name: str | None, **options: Any) -> Paging[ConversationVariable]:
            def ask(cursor: Any) -> Call[PageData[ConversationVariable]]:
                return call(
                    list_conversation_variables,
                    conversation_id,
                    last_id=cursor,
                    limit=_VARIABLES,
                    variable_name=name,
                    user=user,
                ).map(page_data)

            return Paging(ask, "last_id", **options)

        paging = by_name(variable_name)
        if variable_name is not None:
            paging = by_name(
                variable_name, fallback=by_name(None, keep=lambda item: item.name == variable_name)
            )
        return self._session.page(paging, last_id)

    async def update_variable(
        self, conversation_id: str, variable_id: str, value: Any, *, user: str | None = None
    ) -> ConversationVariable:
        """Set a conversation variable; ``value`` must be of the variable's type, or the server refuses it.

        PUT /v1/conversations/{conversation_id}/variables/{variable_id}
        """
        body = UpdateConversationVariableRequest(value=value, user=self._session.user(user))
        return await self._session.execute(
            call(update_conversation_variable, conversation_id, variable_id, body=body)
        )


class AsyncConversationsWithRawResponse:
    """``client.with_raw_response.conversations``."""

    def __init__(self, conversations: AsyncConversations) -> None:
        self.list = raw(conversations.list)
        self.delete = raw(conversations.delete)
        self.rename = raw(conversations.rename)
        self.variables = raw(conversations.variables)
        self.update_variable = raw(conversations.update_variable)
