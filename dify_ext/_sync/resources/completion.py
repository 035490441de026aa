# Made from dify_ext/_async/resources/completion.py by scripts/regenerate: change that one.
"""Texts by a completion app: ``client.completion``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dify_api.api.completion import send_completion_message, stop_completion_message
from dify_api.models.completion_request import CompletionRequest
from dify_api.models.stop_request import StopRequest

from dify_ext._core.operation_call import Call, call
from dify_ext._streaming.answers import ChatAnswer
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.run_driver import Run
from dify_ext._sync.session import raw
from dify_ext._sync.streams import ChatStream
from dify_ext.files import Mention, mentioned, with_mentions


class Completion(Resource):
    """Let a completion app write a text."""

    def send(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        query: str | None = None,
        files: Iterable[Mention] | None = None,
        response_mode: str | None = None,
        user: str | None = None,
    ) -> ChatAnswer:
        """Fill in the app's variables, and wait for the whole text.

        It streams underneath, so that no proxy cuts a long answer; ``response_mode="blocking"`` asks for one piece
        instead. ``query`` is what the end user says, where the app's prompt has a place for it; ``files`` are
        :class:`UploadedFile` and :class:`RemoteFile`.

        Raises what any call raises, and the errors of a stream with what had arrived in ``.partial``.

        POST /v1/completion-messages
        """
        user = self._session.user(user)
        request = _request(inputs, query, user, response_mode or "streaming", files)
        if request.response_mode != "streaming":
            sent = call(send_completion_message, body=request)
            return self._session.execute(sent.map(ChatAnswer.from_completion))
        with self._stream(request, user, stop_on_exit=True) as stream:
            return stream.get_final_answer()

    def stream(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        query: str | None = None,
        files: Iterable[Mention] | None = None,
        stop_on_exit: bool = True,
        user: str | None = None,
    ) -> ChatStream:
        """Fill in the app's variables, and read the text as it comes: see :class:`ChatStream`. Arguments as for
        :meth:`send`; ``stop_on_exit=False`` lets the run go on when the stream is left before its end.

        POST /v1/completion-messages
        """
        user = self._session.user(user)
        return self._stream(
            _request(inputs, query, user, "streaming", files), user, stop_on_exit=stop_on_exit
        )

    def _stream(self, request: CompletionRequest, user: str, *, stop_on_exit: bool) -> ChatStream:
        run = Run(
            self._session,
            call(send_completion_message, body=request),
            ChatAccumulator("completion"),
            user=user,
            stop_call=lambda task_id: _stop(task_id, user),
        )
        return ChatStream(run, stop_on_exit=stop_on_exit)

    def stop(self, task_id: str, *, user: str | None = None) -> None:
        """Stop a streamed run. The server answers with success for an unknown task, or another user's, too: nothing
        happens then.

        POST /v1/completion-messages/{task_id}/stop
        """
        return self._session.execute(_stop(task_id, self._session.user(user)))


class CompletionWithRawResponse:
    """``client.with_raw_response.completion``."""

    def __init__(self, completion: Completion) -> None:
        self.stop = raw(completion.stop)


def _stop(task_id: str, user: str) -> Call[None]:
    return call(stop_completion_message, task_id, body=StopRequest(user=user)).done()


def _request(
    inputs: Mapping[str, Any] | None,
    query: str | None,
    user: str,
    response_mode: str,
    files: Iterable[Mention] | None,
) -> CompletionRequest:
    return CompletionRequest(
        inputs=with_mentions(inputs or {}),
        query=query,
        user=user,
        response_mode=response_mode,
        files=mentioned(files),
    )
