"""One streamed run, from its first byte to its end: connections, what they bring, and what is done when one breaks or
the run waits for a human.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any, Generic, TypeVar, cast

import attrs
import httpx
from dify_api.models.human_input_form import HumanInputForm
from dify_api.types import WrongShape

from dify_ext._async import _io
from dify_ext._async.session import AsyncSession
from dify_ext._core.error_response import error_from_transport
from dify_ext._core.log import logger
from dify_ext._core.operation_call import Call, decode_error
from dify_ext._core.options import RequestOptions
from dify_ext._core.retry import pause
from dify_ext._streaming import runs
from dify_ext._streaming.accumulators import ChatAccumulator, RunAccumulator
from dify_ext._streaming.runs import OnHumanInput, Seen
from dify_ext._streaming.sse import SSEDecoder
from dify_ext.errors import (
    APIError,
    DifyError,
    NotFoundError,
    ServerError,
    StreamIncomplete,
    StreamStalled,
    TransportError,
    WorkflowPaused,
)
from dify_ext.events import Event, UnknownEvent, parse_event

F = TypeVar("F", bound=RunAccumulator)
Events = AsyncGenerator[Event, None]

STOP_TIMEOUT = 5.0
_POLL = (0.5, 5.0)  # seconds between two questions how a run stands: at first, and at most
# After so many connections that brought text alone, seconds to wait before the next; and how many there may be.
_IN_A_ROW, _BREATH, _AT_MOST = 20, 0.5, 200
_LONGEST_RUN = 3600.0  # seconds that a run is asked about, or stall_timeout where that is more
_STORED = 3  # how often a message is asked for that is about to be stored


@attrs.define(eq=False)
class Run(Generic[F]):
    """One run: what the stream and the reader of its bytes share. It does not know the stream, so that a stream nobody
    holds any more is closed at once.
    """

    session: AsyncSession
    call: Call[Any] = attrs.field(repr=False)
    accumulator: F = attrs.field(repr=False)
    user: str | None = None  # whose run it is; None where it cannot be taken up again
    stop_call: Callable[[str], Call[None]] | None = None
    resume: bool = True
    on_human_input: OnHumanInput | None = None
    options: RequestOptions | None = None
    is_taken_up: bool = (
        False  # whether `call` takes up another's run: then pauses that nobody here ends are waited for
    )
    response: httpx.Response | None = None
    text: str = ""  # what the last event added to the text
    begun: bool = False
    stop_wanted: bool = False
    stop_sent: bool = False
    ended: bool = False
    error: BaseException | None = None
    seen: Seen = attrs.field(factory=Seen)
    answered: set[str] = attrs.field(factory=set, repr=False)  # the forms that were answered here
    in_vain: int = 0  # how often it was taken up since the last new event
    taken_up: int = 0  # the same since the last one that is surely new, as text is not
    mended: bool = False  # whether what was lost was looked for

    @classmethod
    def taken_up_again(
        cls,
        session: AsyncSession,
        run_id: str,
        accumulator: F,
        user: str,
        stop_call: Callable[[str], Call[None]],
        on_human_input: OnHumanInput | None,
        options: RequestOptions | None = None,
    ) -> Run[F]:
        """A run that another call, or another process, began."""
        accumulator.workflow_run_id = run_id
        return cls(
            session,
            runs.events_call(run_id, user),
            accumulator,
            user=user,
            stop_call=stop_call,
            on_human_input=on_human_input,
            options=options,
            is_taken_up=True,
        )

    def took(self, event: Event) -> bool:
        """Take the next event of a connection; False for one that was given out before."""
        if not self.seen.is_new(event):
            return False
        self.text = self.accumulator.add(event)
        self.begun = True
        if not isinstance(event, UnknownEvent):
            self.in_vain = 0
        if self.seen.is_marked:
            self.in_vain = self.taken_up = 0
        return True

    async def stop(self, **options: Any) -> None:
        """Ask the server to stop, once; later, where the task id is not known yet."""
        task_id = self.accumulator.task_id
        self.stop_wanted = task_id is None
        if task_id is None or self.stop_sent or self.stop_call is None:
            return
        self.stop_sent = True
        call = self.stop_call(task_id)
        try:
            await self.session.execute(call, cast(Any, options))
        except BaseException:
            self.stop_sent = False  # it may be asked for again
            raise

    async def try_to_stop(self) -> None:
        """The same where nobody waits for the outcome, nor should for long."""
        try:
            await self.stop(call_timeout=STOP_TIMEOUT, max_retries=0)
        except DifyError as error:
            logger.warning("the run %s could not be stopped and goes on: %s", self.accumulator.task_id, error)


class _Broke(Exception):
    """A connection that did not bring the run to its end; its cause is this package's error."""


async def read(run: Run[Any]) -> AsyncGenerator[Event | None, None]:
    """Open the stream (then gives None), give its events, and see that it ends well. Closing this closes the
    connection.
    """
    try:
        try:
            response = await _connect(run, run.call)
            yield None
            async with aclosing(_follow(run, response)) as events:
                async for event in events:
                    yield event
            _judge_end(run)
        finally:
            # Here alone, for a generator that is forgotten must not wait inside another.
            if run.response is not None:
                await run.response.aclose()
    except Exception as error:
        run.error = error
        raise
    run.ended = True


async def _follow(run: Run[Any], response: httpx.Response) -> Events:
    """The run's events, over as many connections as it takes."""
    source = _connection(run, response)
    if run.is_taken_up:
        _taken_up(run)
    while True:
        try:
            async with aclosing(source) as events:
                async for event in events:
                    if run.accumulator.has_gap and not run.mended and _has_ended_well(run.accumulator):
                        run.mended = True  # once: speech may still come
                        run.text += await _mended(run)
                    if run.stop_wanted and run.accumulator.task_id:
                        await run.try_to_stop()
                    yield event
                    if (
                        run.accumulator.is_paused
                        and run.seen.again
                        and (run.on_human_input or not run.is_taken_up)
                    ):
                        break  # a connection that takes up a run stays open while it is paused
            if not run.accumulator.whole:
                raise _Broke("the stream ended before its closing event")
        except _Broke as broke:
            source = await _next_source(run, broke)
        else:
            if not (run.accumulator.is_paused and run.on_human_input):
                return
            source = await _answered(run, run.on_human_input)


def _has_ended_well(accumulator: RunAccumulator) -> bool:
    return accumulator.whole and not accumulator.is_paused and accumulator.failure() is None


async def _connect(run: Run[Any], call: Call[Any]) -> httpx.Response:
    """A call's answer, which is a stream of events; the connection before it is closed."""
    if run.response is not None:
        await run.response.aclose()
    body = await run.session.open_stream(call, run.options)
    run.response = response = body.response
    return response


async def _connection(run: Run[Any], response: httpx.Response) -> Events:
    """The events of one connection. Where it breaks before the run was whole it raises what it was, chained to
    :class:`_Broke` where more may be had from another.
    """
    stall_timeout = run.session.options.stall_timeout
    # From here on silence is judged by stall_timeout, not by the read timeout of ordinary calls: the transport below
    # looks here when it begins with the body.
    response.request.extensions["timeout"]["read"] = stall_timeout
    decoder = SSEDecoder()
    try:
        waiting_since = time.monotonic()
        async with aclosing(cast(AsyncGenerator[bytes, None], response.aiter_bytes())) as chunks:
            async for chunk in chunks:
                for sent in decoder.feed(chunk):
                    event = _event(sent.data)
                    if event is None:
                        continue
                    if run.took(event):
                        yield event
                    waiting_since = time.monotonic()  # the reader's own time does not count
                if time.monotonic() - waiting_since > stall_timeout:
                    if run.accumulator.is_over:
                        return
                    raise _stalled(run)
    except httpx.ReadTimeout as error:
        if not run.accumulator.is_over:
            raise _stalled(run) from error
    except httpx.TransportError as error:
        failure = error_from_transport(error, response.request)
        failure.__cause__ = error
        if not run.accumulator.is_over:
            raise _Broke(f"the stream broke before its end: {failure}") from failure
        logger.warning(
            "the stream of run %s broke after its answer was whole: %s", run.accumulator.task_id, failure
        )
    except (
        httpx.DecodingError,
        ValueError,
        RecursionError,
    ) as error:  # WrongShape and EventTooLarge among them
        path = error.path if isinstance(error, WrongShape) else None
        unreadable = decode_error(response, f"the stream cannot be read: {error}", path)
        unreadable.__cause__ = error
        if run.accumulator.is_over:
            logger.warning(
                "the stream of run %s broke after its answer was whole: %s",
                run.accumulator.task_id,
                unreadable,
            )
        elif not run.begun:
            raise unreadable from error
        else:
            message = f"the stream broke before its end: {unreadable}"
            raise StreamIncomplete(message, partial=run.accumulator.partial) from unreadable


def _judge_end(run: Run[Any]) -> None:
    accumulator = run.accumulator
    failure = accumulator.failure()
    if failure is not None:
        raise failure
    if accumulator.has_gap and not accumulator.is_paused and isinstance(accumulator, ChatAccumulator):
        raise StreamIncomplete(
            "the connection broke, and the text in between cannot be had", partial=accumulator.partial
        )


def _event(data: str) -> Event | None:
    """The event of one data field; None for a ping."""
    value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError(f"its data is {type(value).__name__}, not an object")
    return None if value.get("event") == "ping" else parse_event(value)


def _stalled(run: Run[Any]) -> StreamStalled:
    seconds = run.session.options.stall_timeout
    return StreamStalled(
        f"no event came for {seconds:g} seconds (stall_timeout); the run may still go on",
        partial=run.accumulator.partial,
    )


async def _next_source(run: Run[Any], broke: _Broke) -> Events:
    """Where the rest of a run comes from whose connection broke: its events from where it stands (1.14 and later), or
    else how it ended. Raises what the break means where there is no such place. The run itself is never begun again.
    """
    cause = broke.__cause__
    if not run.begun and isinstance(cause, TransportError) and not run.is_taken_up:
        raise cause from cause.__cause__  # nothing came: it is what it is for any call
    incomplete = StreamIncomplete(str(broke), partial=run.accumulator.partial)
    incomplete.__cause__ = cause
    run_id, user = run.accumulator.workflow_run_id, run.user
    if not run.resume or run_id is None or user is None:
        raise incomplete
    logger.info("the stream of run %s is taken up again: %s", run_id, incomplete)
    try:
        response = await _reconnect(run, run_id, user, incomplete)
    except NotFoundError:  # an older release: it has no such endpoint
        _taken_up(run)
        return _polled(run, run_id, incomplete)
    _taken_up(run)
    return _connection(run, response)


async def _reconnect(run: Run[Any], run_id: str, user: str, incomplete: StreamIncomplete) -> httpx.Response:
    """Another connection to the run's events; tried again where the server is away. ``incomplete`` is what to raise
    where there is none to be had: it says why, then.
    """
    why, cause = str(incomplete), incomplete.__cause__
    while run.in_vain <= run.session.options.max_retries and run.taken_up < _AT_MOST:
        await _io.sleep(max(pause(run.in_vain), _BREATH if run.taken_up > _IN_A_ROW else 0.0))
        run.in_vain += 1
        run.taken_up += 1
        try:
            return await _connect(run, runs.events_call(run_id, user))
        except NotFoundError:
            raise
        except DifyError as error:
            incomplete = StreamIncomplete(
                f"{why}; nor could it be taken up again: {error}", partial=run.accumulator.partial
            )
            incomplete.__cause__ = cause or error
            if not isinstance(error, TransportError | ServerError):
                break
    raise incomplete


def _taken_up(run: Run[Any]) -> None:
    run.seen.connect_again()
    run.accumulator.lose_text()


async def _polled(run: Run[Any], run_id: str, incomplete: StreamIncomplete) -> Events:
    """How a run ended, as the event that was missed: asked again and again until it did. Older releases write down
    nothing of a run before it has ended: silence says nothing, and only a run that nobody would wait for is given up.
    """
    call, cause = runs.run_call(run_id), incomplete.__cause__
    wait, longest = _POLL
    failures, stood, waiting_since = 0, None, time.monotonic()
    while True:
        try:
            detail = await run.session.execute(call)
            failures = 0
            event = runs.end_event(detail, run.accumulator.task_id)
            is_new = event is not None and run.took(event)
        except (DifyError, ValueError) as error:
            failures += 1
            if (
                not isinstance(error, TransportError | ServerError)
                or failures > run.session.options.max_retries
            ):
                raise StreamIncomplete(
                    f"{incomplete}; nor can be asked how the run ended: {error}",
                    partial=run.accumulator.partial,
                ) from (cause or error)
            await _io.sleep(pause(failures))
            continue
        if detail.id is None:
            raise incomplete
        if event is not None:
            if is_new:
                yield event
            return
        if detail != stood:
            stood, waiting_since = detail, time.monotonic()
        elif time.monotonic() - waiting_since > max(run.session.options.stall_timeout, _LONGEST_RUN):
            raise _stalled(run)
        await _io.sleep(wait)
        wait = min(wait * 1.5, longest)


async def _answered(run: Run[Any], on_human_input: OnHumanInput) -> Events:
    """Ask the human for what the run waits for; the run's further events."""
    accumulator, run_id, user = run.accumulator, run.accumulator.workflow_run_id, run.user
    if (
        run_id is None
        or user is None
        or not accumulator.forms
        or not all(form.form_token for form in accumulator.forms)
    ):
        raise _unanswerable(accumulator, "there is no form with a token")
    if run.response is not None:
        await run.response.aclose()  # a human may take hours
    replies = []
    for form in accumulator.forms:
        if form.form_token not in run.answered:
            reply = await _io.settled(on_human_input(await _readable(run, form)))
            replies.append((form.form_token, *runs.read_reply(reply)))
    # The stream is open before the run goes on: nothing that it then does is missed.
    waits = StreamIncomplete("the run waits for what a human has answered", partial=accumulator.partial)
    try:
        response = await _reconnect(run, run_id, user, waits)
    except NotFoundError as error:
        raise _unanswerable(accumulator, str(error)) from error
    for token, action, inputs in replies:
        await _submit(run, runs.submit_call(token, action, inputs, user))
        run.answered.add(token)
    run.in_vain = run.taken_up = 0
    run.seen.connect_again()
    accumulator.resumed()
    return _connection(run, response)


def _unanswerable(accumulator: RunAccumulator, why: str) -> WorkflowPaused:
    return WorkflowPaused(
        f"the run waits for human input that cannot be given through the API: {why}",
        partial=accumulator.partial,
        form=next(iter(accumulator.forms), None),
    )


async def _submit(run: Run[Any], call: Call[None]) -> None:
    """Give a human's answer; once more where it is not known whether it came: a form is taken once, and says so."""
    for attempt in itertools.count():
        try:
            return await run.session.execute(call)
        except (TransportError, ServerError) as error:
            if attempt >= run.session.options.max_retries:
                message = f"it is not known whether a human's answer was taken: {error}"
                raise StreamIncomplete(message, partial=run.accumulator.partial) from error
            await _io.sleep(pause(attempt + 1))
        except APIError as error:
            if attempt and error.code == "human_input_form_submitted":
                return
            error.add_note(
                f"the run {run.accumulator.workflow_run_id} still waits for its form; resume() takes it up"
            )
            raise


async def _readable(run: Run[Any], form: HumanInputForm) -> HumanInputForm:
    """The form as a human may read it."""
    if form.form_token is None or not runs.needs_reading(form):
        return form
    return runs.as_read(form, await run.session.execute(runs.form_call(form.form_token)))


async def _mended(run: Run[Any]) -> str:
    """What a reader of the text missed, now that the run has ended; what else was lost of an answer is made good, too.
    Nothing where it cannot be known: then the gap stays.
    """
    accumulator = run.accumulator
    rest: str = accumulator.mend_from_outputs()
    if (
        not isinstance(accumulator, ChatAccumulator)
        or not accumulator.lacks
        or accumulator.conversation_id is None
        or run.user is None
    ):
        return rest
    call = runs.stored_message_call(accumulator.conversation_id, accumulator.message_id, run.user)
    for attempt in range(_STORED):  # it is stored about when the run ends
        await _io.sleep(pause(attempt))
        try:
            message = await run.session.execute(call)
        except DifyError as error:
            logger.warning(
                "the message %s could not be read after its stream broke: %s", accumulator.message_id, error
            )
            break
        if message is not None and (message.answer or not accumulator.has_gap):
            return rest + accumulator.take_stored(message)
    return rest
