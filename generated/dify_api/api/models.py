"""Operations on models: The models that knowledge bases can use."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import error_body, json_body
from ..client import Client
from ..types import (
    Response,
    path_segment,
)


class list_models:
    """``GET /v1/workspaces/current/models/model-types/{model_type}``: List the models of one type."""

    @staticmethod
    def _get_kwargs(model_type: models.ModelType) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/workspaces/current/models/model-types/{path_segment(model_type, 'model_type')}",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.ModelProviderList | models.Error | None:
        if response.is_success:
            return json_body(response, models.ModelProviderList.from_dict)
        return error_body(client, response, 400, 401, 403, 500)

    @classmethod
    def sync_detailed(
        cls, model_type: models.ModelType, *, client: Client
    ) -> Response[models.ModelProviderList | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(model_type))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, model_type: models.ModelType, *, client: Client
    ) -> models.ModelProviderList | models.Error | None:
        """List the models of one type.

        Returns the workspace's models of a type by provider, at once, for example those that a
        knowledge base can be indexed with. The server answers 400 to a type that it does not know.
        (Dify since 1.2.0)

        ``GET /v1/workspaces/current/models/model-types/{model_type}``

        Args:
            client: Whom to ask, and with which key.
            model_type: The type.

        Returns:
            ``ModelProviderList`` or ``Error``. The providers that have such models, each with its
                `models`.
            ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(model_type, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, model_type: models.ModelType, *, client: Client
    ) -> Response[models.ModelProviderList | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(model_type))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, model_type: models.ModelType, *, client: Client
    ) -> models.ModelProviderList | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(model_type, client=client)).parsed
