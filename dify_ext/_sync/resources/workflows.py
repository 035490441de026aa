# Made from dify_ext/_async/resources/workflows.py by scripts/regenerate: change that one.
"""Workflows: ``client.workflows``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.workflows import run_workflow, run_workflow_by_id, stop_workflow_task
from dify_api.models.stop_request import StopRequest
from dify_api.models.workflow_completion import WorkflowCompletion
from dify_api.models.workflow_run_request import WorkflowRunRequest

from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming import human_input
from dify_ext._streaming.accumulators import WorkflowAccumulator
from dify_ext._streaming.answers import WorkflowResult, paused
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext._sync.resources.made.workflows import WorkflowsBase
from dify_ext._sync.run_driver import Run
from dify_ext._sync.streams import WorkflowStream
from dify_ext.files import Mention, mentioned, with_mentions


class Workflows(WorkflowsBase):
    """Run a workflow app, and follow its runs."""

    def run(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        files: Iterable[Mention] | None = None,
        workflow_id: str | None = None,
        trace_id: str | None = None,
        response_mode: str | None = None,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> WorkflowResult:
        """Run the workflow, and wait for its result.

        The run is streamed internally, so that no proxy cuts it. If the connection breaks, the client
        continues with the same run (Dify 1.14 and later), or asks for its state until it has ended. A
        workflow never runs twice.

        Args:
            inputs: The workflow's variables by name. A value may be a file.
            files: :class:`UploadedFile` and :class:`RemoteFile` of the run as a whole.
            workflow_id: A published version of the workflow. None runs the latest one.
            trace_id: An id for tracing on the server.
            response_mode: ``"blocking"`` asks for the result in one piece instead.
            on_human_input: Called with the form (``form_content``, ``inputs``, ``actions``,
                ``expiration_time`` in Unix seconds) if the run waits for a human. It returns the id of an
                action, or ``(action, inputs)``; then the run continues. The asynchronous client takes a
                coroutine function, too.
            user: The end user. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The result. A run that was ``stopped`` or ``partial-succeeded`` does not raise.

        Raises:
            WorkflowFailed: The run failed; ``run`` holds its end.
            WorkflowPaused: The run waits for a human, and there is no handler.
            StreamFailed: The server reported an error; ``partial`` holds what had arrived.
            StreamIncomplete: The connection broke, and the rest could not be fetched.
            StreamStalled: Nothing came for longer than ``stall_timeout``.
            APIError: The server refused the request.
            ConfigurationError: An argument cannot be sent, or no end user is named.

        Example:
            result = dify.workflows.run({"text": "Paris"})
            print(result.status, result.outputs)

        POST /v1/workflows/run, or /v1/workflows/{workflow_id}/run
        """
        user = self._session.user(user)
        request = _request(inputs, user, response_mode or "streaming", files, trace_id)
        if request.response_mode != "streaming":
            human_input.no_handler(on_human_input)
            return self._session.execute(
                _start(request, workflow_id).map(WorkflowResult.from_completion), options
            )
        with self._stream(request, workflow_id, user, options, on_human_input=on_human_input) as stream:
            result = stream.get_final_result()
        if stream.is_paused:
            raise paused(result, stream.forms)
        return result

    def stream(
        self,
        inputs: Mapping[str, Any] | None = None,
        *,
        files: Iterable[Mention] | None = None,
        workflow_id: str | None = None,
        trace_id: str | None = None,
        stop_on_exit: bool = True,
        resume: bool = True,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> WorkflowStream:
        """Run the workflow, and read its events while it runs.

        Args:
            inputs: The workflow's variables by name. A value may be a file.
            files: :class:`UploadedFile` and :class:`RemoteFile` of the run as a whole.
            workflow_id: A published version of the workflow. None runs the latest one.
            trace_id: An id for tracing on the server.
            stop_on_exit: False lets the run continue on the server if the stream is left before its end.
            resume: False raises :class:`StreamIncomplete` if the connection breaks, instead of
                continuing with the same run.
            on_human_input: Called with the form if the run waits for a human: see :meth:`run`.
            user: The end user. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which sends the request when it is entered or iterated over.

        Raises:
            ConfigurationError: An argument cannot be sent, or no end user is named. The stream itself
                raises the errors that :meth:`run` raises.

        Example:
            with dify.workflows.stream({"text": "Paris"}) as stream:
                for event in stream:
                    print(event.event)

        POST /v1/workflows/run, or /v1/workflows/{workflow_id}/run
        """
        user = self._session.user(user)
        request = _request(inputs, user, "streaming", files, trace_id)
        return self._stream(
            request,
            workflow_id,
            user,
            options,
            stop_on_exit=stop_on_exit,
            resume=resume,
            on_human_input=on_human_input,
        )

    def _stream(
        self,
        request: WorkflowRunRequest,
        workflow_id: str | None,
        user: str,
        options: RequestOptions,
        *,
        stop_on_exit: bool = True,
        resume: bool = True,
        on_human_input: OnHumanInput | None = None,
    ) -> WorkflowStream:
        run = Run(
            self._session,
            _start(request, workflow_id),
            WorkflowAccumulator(),
            user=user,
            stop_call=lambda task_id: _stop(task_id, user),
            resume=resume,
            on_human_input=on_human_input,
            options=options,
        )
        return WorkflowStream(run, stop_on_exit=stop_on_exit)

    def resume(
        self,
        workflow_run_id: str,
        *,
        stop_on_exit: bool = False,
        on_human_input: OnHumanInput | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> WorkflowStream:
        """Continue to read a run that another call, or another process, began.

        The server first tells in short what the run did so far (a start and an end for each node, without
        text), then its events as they come. For a run that has ended it tells the end alone. A run that
        waits for a human is waited for up to the client's ``stall_timeout``; after that the stream ends
        with ``is_paused``.

        Args:
            workflow_run_id: The run's id: ``stream.workflow_run_id``, ``result.workflow_run_id``.
            stop_on_exit: True stops the run if the stream is left before its end.
            on_human_input: Called with the form if the run waits for a human: see :meth:`run`.
            user: The end user who began the run. None takes the client's.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The stream, which asks the server when it is entered or iterated over.

        Raises:
            NotFoundError: There is no such run, or it is another user's (raised by the stream).
            ConfigurationError: No end user is named.

        Since:
            Dify 1.14.0

        GET /v1/workflow/{workflow_run_id}/events
        """
        user = self._session.user(user)
        run = Run.taken_up_again(
            self._session,
            workflow_run_id,
            WorkflowAccumulator(),
            user,
            lambda task_id: _stop(task_id, user),
            on_human_input,
            options,
        )
        return WorkflowStream(run, stop_on_exit=stop_on_exit)


def _start(request: WorkflowRunRequest, workflow_id: str | None) -> Call[WorkflowCompletion]:
    if workflow_id is None:
        return call(run_workflow, body=request)
    return call(run_workflow_by_id, workflow_id, body=request)


def _stop(task_id: str, user: str) -> Call[None]:
    return call(stop_workflow_task, task_id, body=StopRequest(user=user)).done()


def _request(
    inputs: Mapping[str, Any] | None,
    user: str,
    response_mode: str,
    files: Iterable[Mention] | None,
    trace_id: str | None,
) -> WorkflowRunRequest:
    return WorkflowRunRequest(
        inputs=with_mentions(inputs or {}),
        user=user,
        response_mode=response_mode,
        files=mentioned(files),
        trace_id=trace_id,
    )
