"""Forms that runs wait for: ``client.human_input``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dify_api.models.human_input_form_definition import HumanInputFormDefinition

from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import raw
from dify_ext._redaction import alone
from dify_ext._streaming import run_calls
from dify_ext.errors import DifyError


class AsyncHumanInput(AsyncResource):
    """Answer the forms that paused runs wait for, where nobody passed ``on_human_input`` (Dify 1.14 and later)."""

    async def get_form(self, token: str) -> HumanInputFormDefinition:
        """The form of a token (``form.form_token`` of :class:`WorkflowPaused` or of a ``human_input_required`` event):
        ``form_content`` in Markdown, ``inputs``, ``user_actions``, ``expiration_time`` in Unix seconds. A
        :class:`NotFoundError` where there is no such form of this app.

        GET /v1/form/human_input/{form_token}
        """
        try:
            return await self._session.execute(run_calls.form_call(token))
        except DifyError as error:
            del token  # it is in no locals of the traceback
            raise alone(error) from None

    async def submit(
        self, token: str, action: str, inputs: Mapping[str, Any] | None = None, *, user: str | None = None
    ) -> None:
        """Answer the form with one of its actions (its ``id``) and a value for each of its inputs, files among them;
        the run goes on. ``workflows.resume`` or ``chat.resume`` takes it up.

        A form is answered once: the second time is an :class:`APIError` of 412, ``human_input_form_submitted``.

        POST /v1/form/human_input/{form_token}
        """
        user = self._session.user(user)
        try:
            return await self._session.execute(run_calls.submit_call(token, action, inputs, user))
        except DifyError as error:
            del token
            raise alone(error) from None


class AsyncHumanInputWithRawResponse:
    """``client.with_raw_response.human_input``."""

    def __init__(self, human_input: AsyncHumanInput) -> None:
        self.get_form = raw(human_input.get_form)
        self.submit = raw(human_input.submit)
