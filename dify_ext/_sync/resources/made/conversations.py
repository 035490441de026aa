# Made from dify_ext/_async/resources/made/conversations.py by scripts/regenerate: change that one.
# Made from spec/conversations.yaml by scripts/regenerate: change that one.
"""``dify.conversations``: The conversations of an end user and the variables a chatflow keeps in them."""

from __future__ import annotations

from typing import Any, Unpack

from dify_api.api.conversations import (
    delete_conversation,
    list_conversation_variables,
    list_conversations,
    rename_conversation,
    update_conversation_variable,
)
from dify_api.models import (
    Conversation,
    ConversationVariable,
    DeleteConversationRequest,
    RenameConversationRequest,
    UpdateConversationVariableRequest,
)

from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, filtered, page_data
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource


class Conversations(Resource):
    """The conversations of an end user and the variables a chatflow keeps in them."""

    def list(
        self,
        *,
        last_id: str | None = None,
        limit: int | None = None,
        sort_by: str | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[Conversation]:
        """List the conversations of an end user.

        Returns the conversations page by page, the last changed first unless ``sort_by`` tells
        another order. Only chat, agent and chatflow apps have conversations.

        Args:
            last_id: Id of a row: only rows after it.
            limit: Rows on a page, 1 to 100. Default: 20.
            sort_by: The order; a minus sign reverses it. Default: ``-updated_at``. Known values:
                ``created_at``, ``-created_at``, ``updated_at``, ``-updated_at``.
            user: The end user for whom the call is made: an id that your program chooses. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of conversations. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Example:
            for conversation in dify.conversations.list(sort_by="-updated_at"):
                print(conversation.id, conversation.name)

        GET /v1/conversations
        """
        user_ = self._session.options.need_user(user)

        def ask(cursor: Any) -> Call[PageData[Conversation]]:
            return call(list_conversations, user=user_, last_id=cursor, limit=limit, sort_by=sort_by).map(
                page_data
            )

        return pages(self._session, Paging(ask, "last_id"), last_id, options)

    def delete(
        self, conversation_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]
    ) -> None:
        """Delete a conversation.

        Removes a conversation of the end user with its messages. The server wants a JSON body
        although this is a DELETE.

        Args:
            conversation_id: The conversation's id, a UUID.
            user: The end user whose conversation it is. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Example:
            dify.conversations.delete(conversation_id)

        DELETE /v1/conversations/{conversation_id}
        """
        body = DeleteConversationRequest(user=self._session.options.need_user(user))
        return self._session.execute(call(delete_conversation, conversation_id, body=body).done(), options)

    def rename(
        self,
        conversation_id: str,
        name: str | None = None,
        *,
        auto_generate: bool = False,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Conversation:
        """Rename a conversation.

        Gives a conversation a name, or lets the app's model find one.

        Args:
            conversation_id: The conversation's id, a UUID.
            name: The name. Needed unless ``auto_generate`` is true.
            auto_generate: Whether the model finds a name. Default: false.
            user: The end user whose conversation it is. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The conversation with its new name.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Example:
            dify.conversations.rename(conversation_id, auto_generate=True)

        POST /v1/conversations/{conversation_id}/name
        """
        body = RenameConversationRequest(
            name=name, auto_generate=auto_generate, user=self._session.options.need_user(user)
        )
        return self._session.execute(call(rename_conversation, conversation_id, body=body), options)

    def variables(
        self,
        conversation_id: str,
        *,
        variable_name: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[ConversationVariable]:
        """List the variables that a chatflow keeps in a conversation.

        ``value`` of each is Python's ``str()`` of the variable, as the server gives it.

        Args:
            conversation_id: The conversation's id, a UUID.
            variable_name: Only the variable of this name. Some releases answer it with 500; then
                all are read, and the name is looked for here.
            last_id: Id of a row: only rows after it.
            limit: Not used. Each page has up to 100, because ``last_id`` of the server loses rows
                of one second.
            user: The end user for whom the call is made: an id that your program chooses. None: the
                user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of variables. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Since:
            Dify 1.3.1

        GET /v1/conversations/{conversation_id}/variables
        """
        user_ = self._session.options.need_user(user)

        def ask(
            cursor: Any, variable_name: str | None = variable_name
        ) -> Call[PageData[ConversationVariable]]:
            return call(
                list_conversation_variables,
                conversation_id,
                user=user_,
                last_id=cursor,
                limit=100,
                variable_name=variable_name,
            ).map(page_data)

        return pages(self._session, filtered(ask, "last_id", "name", variable_name), last_id, options)

    def update_variable(
        self,
        conversation_id: str,
        variable_id: str,
        value: Any,
        *,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ConversationVariable:
        """Set a variable of a conversation.

        Gives a variable a new value. The server answers 400 if the value is not of the variable's
        type.

        Args:
            conversation_id: The conversation's id, a UUID.
            variable_id: The variable's id, a UUID.
            value: The value: any JSON of the variable's type.
            user: The end user whose conversation it is. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The variable with its new value.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Since:
            Dify 1.7.2

        PUT /v1/conversations/{conversation_id}/variables/{variable_id}
        """
        body = UpdateConversationVariableRequest(value=value, user=self._session.options.need_user(user))
        return self._session.execute(
            call(update_conversation_variable, conversation_id, variable_id, body=body), options
        )
