"""Operations on human_input: The forms that people fill in while a run waits."""

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
)


class get_human_input_form:
    """``GET /v1/form/human_input/{form_token}``: Get a form that a run waits for."""

    @staticmethod
    def _get_kwargs(form_token: str) -> dict[str, Any]:
        return {
            "method": "get",
            "url": f"/v1/form/human_input/{path_segment(form_token, 'form_token')}",
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.HumanInputFormDefinition | models.Error | None:
        if response.is_success:
            return json_body(response, models.HumanInputFormDefinition.from_dict)
        return error_body(client, response, 401, 403, 404, 412, 500)

    @classmethod
    def sync_detailed(
        cls, form_token: str, *, client: Client
    ) -> Response[models.HumanInputFormDefinition | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(form_token))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, form_token: str, *, client: Client
    ) -> models.HumanInputFormDefinition | models.Error | None:
        """Get a form that a run waits for.

        Returns the form of a token. The server answers 404 for an unknown token and for the form of
        another app, and 412 if the form was answered before or its time is over. (Dify since
        1.14.0)

        ``GET /v1/form/human_input/{form_token}``

        Args:
            client: Whom to ask, and with which key.
            form_token: The form's token, from the event `human_input_required` or from
                `WorkflowPaused`.

        Returns:
            ``HumanInputFormDefinition`` or ``Error``. The form.
            ``Error`` for 401, 403, 404, 412, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(form_token, client=client).parsed

    @classmethod
    async def asyncio_detailed(
        cls, form_token: str, *, client: Client
    ) -> Response[models.HumanInputFormDefinition | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(form_token))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, form_token: str, *, client: Client
    ) -> models.HumanInputFormDefinition | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(form_token, client=client)).parsed


class submit_human_input_form:
    """``POST /v1/form/human_input/{form_token}``: Answer a form, and let the run continue."""

    @staticmethod
    def _get_kwargs(form_token: str, *, body: models.HumanInputSubmitRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": f"/v1/form/human_input/{path_segment(form_token, 'form_token')}",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
        if response.is_success:
            return json_body(response, models.Result.from_dict)
        return error_body(client, response, 400, 401, 403, 404, 412, 415, 500)

    @classmethod
    def sync_detailed(
        cls, form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(form_token, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
    ) -> models.Result | models.Error | None:
        """Answer a form, and let the run continue.

        A form can be answered once: the second time the server answers 412. It answers 400 if an
        input is missing, and leaves the form open. (Dify since 1.14.0)

        ``POST /v1/form/human_input/{form_token}``

        Args:
            client: Whom to ask, and with which key.
            form_token: The form's token, from the event `human_input_required` or from
                `WorkflowPaused`.
            body: What was filled in.

        Returns:
            ``Result`` or ``Error``. The form was taken. The object is empty.
            ``Error`` for 400, 401, 403, 404, 412, 415, 500: see ``dify_api.errors``.

        Raises:
            UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
        """
        return cls.sync_detailed(form_token, client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
    ) -> Response[models.Result | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(form_token, body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, form_token: str, *, client: Client, body: models.HumanInputSubmitRequest
    ) -> models.Result | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(form_token, client=client, body=body)).parsed
