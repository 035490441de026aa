"""Operations on conversations: The conversations of an end user and the variables a chatflow keeps in
them.
"""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
    path_segment,
    query_fields,
)


class list_conversations:
    """``GET /v1/conversations``: List the conversations of an end user."""

    @staticmethod
    def _get_kwargs(
        *,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        sort_by: models.ConversationSortBy | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": "/v1/conversations",
            "params": query_fields(
                {
                    "user": user,
                    "last_id": last_id,
                    "limit": limit,
                    "sort_by": sort_by,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ConversationPage | models.Error | None:
        if response.is_success:
            return json_body(response, models.ConversationPage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        sort_by: models.ConversationSortBy | None = None,
    ) -> Response[models.ConversationPage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(user=user, last_id=last_id, limit=limit, sort_by=sort_by))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        sort_by: models.ConversationSortBy | None = None,
    ) -> models.ConversationPage | models.Error | None:
        """List the conversations of an end user.

        Returns the conversations page by page, the last changed first unless `sort_by` tells
        another order. Only chat, agent and chatflow apps have conversations.

        ``GET /v1/conversations``

        Args:
            client: Whom to ask, and with which key.
            user: The end user for whom the call is made: an id that your program chooses.
            last_id: Id of a row: only rows after it.
            limit: Rows on a page, 1 to 100. Default: 20.
            sort_by: The order; a minus sign reverses it. Default: `-updated_at`.

        Returns:
            ``ConversationPage`` or ``Error``. One page of conversations.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            client=client, user=user, last_id=last_id, limit=limit, sort_by=sort_by
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        sort_by: models.ConversationSortBy | None = None,
    ) -> Response[models.ConversationPage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(user=user, last_id=last_id, limit=limit, sort_by=sort_by)
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        sort_by: models.ConversationSortBy | None = None,
    ) -> models.ConversationPage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                client=client, user=user, last_id=last_id, limit=limit, sort_by=sort_by
            )
        ).parsed


class delete_conversation:
    """``DELETE /v1/conversations/{conversation_id}``: Delete a conversation."""

    @staticmethod
    def _get_kwargs(conversation_id: str, *, body: models.DeleteConversationRequest) -> dict[str, Any]:
        return {
            "method": "delete",
            "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
        if response.is_success:
            return None
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
    ) -> Response[models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(conversation_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
    ) -> models.Error | None:
        """Delete a conversation.

        Removes a conversation of the end user with its messages. The server wants a JSON body
        although this is a DELETE. Up to 1.12.1 a conversation that is not there is a 204 as well,
        later a 404.

        ``DELETE /v1/conversations/{conversation_id}``

        Args:
            client: Whom to ask, and with which key.
            conversation_id: The conversation's id, a UUID.
            body: Whose conversation it is.

        Returns:
            ``Error``. The conversation is gone.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(conversation_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
    ) -> Response[models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(conversation_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
    ) -> models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(conversation_id, client=client, body=body)).parsed


class rename_conversation:
    """``POST /v1/conversations/{conversation_id}/name``: Rename a conversation."""

    @staticmethod
    def _get_kwargs(conversation_id: str, *, body: models.RenameConversationRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}/name",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.Conversation | models.Error | None:
        if response.is_success:
            return json_body(response, models.Conversation.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls, conversation_id: str, *, client: Client, body: models.RenameConversationRequest
    ) -> Response[models.Conversation | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(conversation_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, conversation_id: str, *, client: Client, body: models.RenameConversationRequest
    ) -> models.Conversation | models.Error | None:
        """Rename a conversation.

        Gives a conversation a name, or lets the app's model find one.

        ``POST /v1/conversations/{conversation_id}/name``

        Args:
            client: Whom to ask, and with which key.
            conversation_id: The conversation's id, a UUID.
            body: The name, or the wish for one.

        Returns:
            ``Conversation`` or ``Error``. The conversation with its new name.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(conversation_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, conversation_id: str, *, client: Client, body: models.RenameConversationRequest
    ) -> Response[models.Conversation | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(conversation_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, conversation_id: str, *, client: Client, body: models.RenameConversationRequest
    ) -> models.Conversation | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(conversation_id, client=client, body=body)).parsed


class list_conversation_variables:
    """``GET /v1/conversations/{conversation_id}/variables``: List the variables of a conversation."""

    @staticmethod
    def _get_kwargs(
        conversation_id: str,
        *,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        variable_name: str | None = None,
    ) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}/variables",
            "params": query_fields(
                {
                    "user": user,
                    "last_id": last_id,
                    "limit": limit,
                    "variable_name": variable_name,
                }
            ),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ConversationVariablePage | models.Error | None:
        if response.is_success:
            return json_body(response, models.ConversationVariablePage.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 500)

    @classmethod
    def sync_detailed(
        cls,
        conversation_id: str,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        variable_name: str | None = None,
    ) -> Response[models.ConversationVariablePage | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(
            cls._get_kwargs(
                conversation_id, user=user, last_id=last_id, limit=limit, variable_name=variable_name
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        conversation_id: str,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        variable_name: str | None = None,
    ) -> models.ConversationVariablePage | models.Error | None:
        """List the variables of a conversation.

        Returns the variables that a chatflow keeps in a conversation, page by page. Paging by
        `last_id` can lose rows of the same second, so ask for pages of 100. (Dify since 1.3.1)

        ``GET /v1/conversations/{conversation_id}/variables``

        Args:
            client: Whom to ask, and with which key.
            conversation_id: The conversation's id, a UUID.
            user: The end user for whom the call is made: an id that your program chooses.
            last_id: Id of a row: only rows after it.
            limit: Rows on a page, 1 to 100. Default: 20.
            variable_name: Only the variable of this name, up to 255 characters. Some releases
                answer 500 to it. 1.8.1 filters; 1.13.2 answers 500 to a valid name and 400 to one
                with other characters than letters, digits and underscores.

        Returns:
            ``ConversationVariablePage`` or ``Error``. One page of variables.
            ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(
            conversation_id,
            client=client,
            user=user,
            last_id=last_id,
            limit=limit,
            variable_name=variable_name,
        ).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        conversation_id: str,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        variable_name: str | None = None,
    ) -> Response[models.ConversationVariablePage | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(
            cls._get_kwargs(
                conversation_id, user=user, last_id=last_id, limit=limit, variable_name=variable_name
            )
        )
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        conversation_id: str,
        *,
        client: Client,
        user: str | None = None,
        last_id: str | None = None,
        limit: int | None = None,
        variable_name: str | None = None,
    ) -> models.ConversationVariablePage | models.Error | None:
        """The same as ``sync``, awaited."""
        return (
            await cls.asyncio_detailed(
                conversation_id,
                client=client,
                user=user,
                last_id=last_id,
                limit=limit,
                variable_name=variable_name,
            )
        ).parsed


class update_conversation_variable:
    """``PUT /v1/conversations/{conversation_id}/variables/{variable_id}``: Set a variable of a
    conversation.
    """

    @staticmethod
    def _get_kwargs(
        conversation_id: str, variable_id: str, *, body: models.UpdateConversationVariableRequest
    ) -> dict[str, Any]:
        return {
            "method": "put",
            "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}/variables/{path_segment(variable_id, 'variable_id')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ConversationVariable | models.Error | None:
        if response.is_success:
            return json_body(response, models.ConversationVariable.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 415, 500)

    @classmethod
    def sync_detailed(
        cls,
        conversation_id: str,
        variable_id: str,
        *,
        client: Client,
        body: models.UpdateConversationVariableRequest,
    ) -> Response[models.ConversationVariable | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(conversation_id, variable_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls,
        conversation_id: str,
        variable_id: str,
        *,
        client: Client,
        body: models.UpdateConversationVariableRequest,
    ) -> models.ConversationVariable | models.Error | None:
        """Set a variable of a conversation.

        Gives a variable a new value. The server answers 400 if the value is not of the variable's
        type. (Dify since 1.7.2)

        ``PUT /v1/conversations/{conversation_id}/variables/{variable_id}``

        Args:
            client: Whom to ask, and with which key.
            conversation_id: The conversation's id, a UUID.
            variable_id: The variable's id, a UUID.
            body: The value.

        Returns:
            ``ConversationVariable`` or ``Error``. The variable with its new value.
            ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(conversation_id, variable_id, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls,
        conversation_id: str,
        variable_id: str,
        *,
        client: Client,
        body: models.UpdateConversationVariableRequest,
    ) -> Response[models.ConversationVariable | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(conversation_id, variable_id, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls,
        conversation_id: str,
        variable_id: str,
        *,
        client: Client,
        body: models.UpdateConversationVariableRequest,
    ) -> models.ConversationVariable | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(conversation_id, variable_id, client=client, body=body)).parsed
