# Made from spec/human_input.yaml by scripts/regenerate: change that one.
"""``dify.human_input``: The forms that runs put before a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from dify_api.api.human_input import get_human_input_form, submit_human_input_form
from dify_api.models.human_input_form_definition import HumanInputFormDefinition
from dify_api.models.human_input_submit_request import HumanInputSubmitRequest

from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext.files import with_mentions


class AsyncHumanInput(AsyncResource):
    """The forms that runs put before a person."""

    async def get_form(self, token: str, **options: Unpack[RequestOptions]) -> HumanInputFormDefinition:
        """Fetch a form that a run waits for.

        Gives the form that a run put before a person. 404 for a token the server does not know and
        for the form of another app, 412 for a form that was filled in or whose time is over.

        Args:
            token: The form's token, which the event ``human_input_required`` carries.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The form.

        Raises:
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace. Forms
                are for Dify 1.14 and later, and for the app whose run asks.
            APIError: The form was answered before, or its time is over.
            ServerError: The server failed.

        Since:
            Dify 1.14.2

        GET /v1/form/human_input/{form_token}
        """
        advice = {404: "forms are for Dify 1.14 and later, and for the app whose run asks"}
        return await self._session.execute(call(get_human_input_form, token).with_advice(advice), options)

    async def submit(
        self,
        token: str,
        action: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Fill in a form, and let the run go on.

        Hands in what a person filled in and which button they pressed; the run goes on with it. A
        form is taken once: the second time is a 412. An input that is missing is a 400 and leaves
        the form as it was.

        Args:
            token: The form's token, which the event ``human_input_required`` carries.
            action: The id of the button that was pressed.
            inputs: Values of the form's inputs by the names of their variables, all of them; ``{}``
                where it has none. It may hold files: :class:`UploadedFile`` and
                :class:``RemoteFile`.
            user: The end user who filled it in, in the words of the calling program. None takes the
                client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace. Forms
                are for Dify 1.14 and later, and for the app whose run asks.
            APIError: The form was answered before, or its time is over.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Since:
            Dify 1.14.2

        POST /v1/form/human_input/{form_token}
        """
        advice = {404: "forms are for Dify 1.14 and later, and for the app whose run asks"}
        body = HumanInputSubmitRequest(
            inputs=with_mentions(inputs or {}), action=action, user=self._session.user(user)
        )
        return await self._session.execute(
            call(submit_human_input_form, token, body=body).with_advice(advice).done(), options
        )
