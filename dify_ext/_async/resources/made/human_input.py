# Made from spec/human_input.yaml by scripts/regenerate: change that one.
"""``dify.human_input``: The forms that people fill in while a run waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from dify_api.api.human_input import get_human_input_form, submit_human_input_form
from dify_api.models import HumanInputFormDefinition, HumanInputSubmitRequest

from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._redaction import alone
from dify_ext.errors import DifyError
from dify_ext.files import with_mentions


class AsyncHumanInput(AsyncResource):
    """The forms that people fill in while a run waits."""

    async def get_form(self, token: str, **options: Unpack[RequestOptions]) -> HumanInputFormDefinition:
        """Get a form that a run waits for.

        Returns the form of a token. The server answers 404 for an unknown token and for the form of
        another app, and 412 if the form was answered before or its time is over.

        Args:
            token: The form's token, from the event ``human_input_required`` or from
                ``WorkflowPaused``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The form.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace. Forms
                need Dify 1.14 or later, and the key of the app whose run asks.
            APIError: Status 412: the form was already answered, or has expired.
            ServerError: The server failed.

        Since:
            Dify 1.14.0

        GET /v1/form/human_input/{form_token}
        """
        try:
            advice = {404: "forms need Dify 1.14 or later, and the key of the app whose run asks"}
            return await self._session.execute(call(get_human_input_form, token).with_advice(advice), options)
        except DifyError as error:
            del token  # it is in no locals of the traceback
            raise alone(error) from None

    async def submit(
        self,
        token: str,
        action: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Answer a form, and let the run continue.

        A form can be answered once: the second time the server answers 412. It answers 400 if an
        input is missing, and leaves the form open.

        ``workflows.resume`` or ``chat.resume`` follows the run.

        Args:
            token: The form's token, from the event ``human_input_required`` or from
                ``WorkflowPaused``.
            action: The id of one of the form's actions.
            inputs: A value for each of the form's inputs, by name. Values may be files:
                :class:`UploadedFile` and :class:`RemoteFile`.
            user: The end user who answered it: an id of your own. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace. Forms
                need Dify 1.14 or later, and the key of the app whose run asks.
            APIError: Status 412: the form was already answered, or has expired.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Since:
            Dify 1.14.0

        POST /v1/form/human_input/{form_token}
        """
        try:
            advice = {404: "forms need Dify 1.14 or later, and the key of the app whose run asks"}
            body = HumanInputSubmitRequest(
                inputs=with_mentions(inputs or {}), action=action, user=self._session.options.need_user(user)
            )
            return await self._session.execute(
                call(submit_human_input_form, token, body=body).with_advice(advice).done(), options
            )
        except DifyError as error:
            del token  # it is in no locals of the traceback
            raise alone(error) from None
