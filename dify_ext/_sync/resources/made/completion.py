# Made from dify_ext/_async/resources/made/completion.py by scripts/regenerate: change that one.
# Made from spec/completion.yaml by scripts/regenerate: change that one.
"""``dify.completion``: Have a completion app write a text and stop one that is under way."""

from __future__ import annotations

from typing import Unpack

from dify_api.api.completion import stop_completion_message
from dify_api.models.stop_request import StopRequest

from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._sync.resources._resource import Resource


class CompletionBase(Resource):
    """Have a completion app write a text and stop one that is under way. The methods that only call."""

    def stop(self, task_id: str, *, user: str | None = None, **options: Unpack[RequestOptions]) -> None:
        """Stop a text that is being streamed.

        The server answers with success for an unknown task and for another user's task, too, and
        then does nothing.

        Args:
            task_id: The task's id, from any event of the stream.
            user: The end user who started the stream. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            BadRequestError: A value is missing or wrong, or the app is not set up for this.
            AuthenticationError: The key is missing, unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        POST /v1/completion-messages/{task_id}/stop
        """
        body = StopRequest(user=self._session.user(user))
        return self._session.execute(call(stop_completion_message, task_id, body=body).done(), options)
