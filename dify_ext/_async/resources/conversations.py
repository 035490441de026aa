"""An end user's conversations: ``client.conversations``."""

from __future__ import annotations

from typing import Any, Unpack

from dify_api.api.conversations import list_conversation_variables
from dify_api.models.conversation_variable import ConversationVariable

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources.made.conversations import AsyncConversationsBase
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data

_VARIABLES = 100  # the server's last_id loses rows of the same second: ask for as many as it gives


class AsyncConversations(AsyncConversationsBase):
    """List, rename and delete conversations; read and set a chatflow's conversation variables."""

    def variables(
        self,
        conversation_id: str,
        *,
        variable_name: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[ConversationVariable]:
        """List the variables that a chatflow keeps in a conversation.

        ``value`` of each is Python's ``str()`` of the variable, as the server gives it.

        Args:
            conversation_id: The conversation's id.
            variable_name: Only the variable of this name. Some releases answer it with 500; then all
                are read, and the name is looked for here.
            last_id: Id of a variable: only those after it.
            limit: Not used. Each page has up to 100, because ``last_id`` of the server loses rows of
                one second.
            user: The end user. None takes the client's.
            **options: Options of each call: see :class:`RequestOptions`.

        Returns:
            One page of variables. Iterate over it for all pages.

        Raises:
            NotFoundError: There is no such conversation, or it is another user's.
            BadRequestError: The app is no chatflow.
            ConfigurationError: No end user is named.

        GET /v1/conversations/{conversation_id}/variables
        """
        user = self._session.user(user)

        def by_name(name: str | None, **settings: Any) -> Paging[ConversationVariable]:
            def ask(cursor: Any) -> Call[PageData[ConversationVariable]]:
                return call(
                    list_conversation_variables,
                    conversation_id,
                    last_id=cursor,
                    limit=_VARIABLES,
                    variable_name=name,
                    user=user,
                ).map(page_data)

            return Paging(ask, "last_id", **settings)

        paging = by_name(variable_name)
        if variable_name is not None:
            paging = by_name(
                variable_name, fallback=by_name(None, keep=lambda item: item.name == variable_name)
            )
        return self._session.page(paging, last_id, options)
