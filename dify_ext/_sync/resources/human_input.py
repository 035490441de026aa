# Made from dify_ext/_async/resources/human_input.py by scripts/regenerate: change that one.
"""Forms that runs wait for: ``client.human_input``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from dify_api.models.human_input_form_definition import HumanInputFormDefinition

from dify_ext._core.options import RequestOptions
from dify_ext._redaction import alone
from dify_ext._streaming import run_calls
from dify_ext._sync.resources._resource import Resource
from dify_ext.errors import DifyError


class HumanInput(Resource):
    """Answer the forms that paused runs wait for, if nobody passed ``on_human_input``."""

    def get_form(self, token: str, **options: Unpack[RequestOptions]) -> HumanInputFormDefinition:
        """Get a form that a run waits for.

        Args:
            token: The form's token: ``form.form_token`` of :class:`WorkflowPaused` or of a
                ``human_input_required`` event.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The form: ``form_content`` in Markdown, ``inputs``, ``user_actions``, and ``expiration_time``
            in Unix seconds.

        Raises:
            NotFoundError: There is no such form of this app, or the server is older than Dify 1.14.
            APIError: Status 412: the form was answered before, or its time is over.

        Since:
            Dify 1.14.0

        GET /v1/form/human_input/{form_token}
        """
        try:
            return self._session.execute(run_calls.form_call(token), options)
        except DifyError as error:
            del token  # it is in no locals of the traceback
            raise alone(error) from None

    def submit(
        self,
        token: str,
        action: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Answer a form, and let the run continue. ``workflows.resume`` or ``chat.resume`` follows it.

        Args:
            token: The form's token.
            action: The ``id`` of one of the form's actions.
            inputs: A value for each of the form's inputs, by name. A value may be a file.
            user: The end user who answers. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            NotFoundError: There is no such form of this app, or the server is older than Dify 1.14.
            BadRequestError: An input is missing. The form stays open.
            APIError: Status 412: the form was answered before, or its time is over.
            ConfigurationError: No end user is named.

        Since:
            Dify 1.14.0

        POST /v1/form/human_input/{form_token}
        """
        user = self._session.user(user)
        try:
            return self._session.execute(run_calls.submit_call(token, action, inputs, user), options)
        except DifyError as error:
            del token
            raise alone(error) from None
