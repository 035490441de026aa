"""Hooks, and the answer that they leave, without any I/O."""

from __future__ import annotations

import copy
from typing import Any

import httpx
import pytest

from dify_ext import DROP, ConfigurationError, StreamFailed
from dify_ext._core.hooks import Hook, Hooks, no_hooks, own_copy
from dify_ext._core.observation import observed, seam
from dify_ext._streaming.accumulators import RunAccumulator, WorkflowAccumulator
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.hooked import HookedRun
from dify_ext.events import Event, MessageEndEvent, MessageEvent, UnknownEvent, parse_event

IDS = {"task_id": "t", "message_id": "m", "conversation_id": "c", "workflow_run_id": "r"}


def message(text: str) -> Event:
    return parse_event({"event": "message", **IDS, "answer": text})


def chunk(text: str) -> Event:
    return parse_event({"event": "text_chunk", **IDS, "data": {"text": text}})


def finished(**outputs: Any) -> Event:
    data = {"id": "r", "status": "succeeded", "outputs": outputs}
    return parse_event({"event": "workflow_finished", **IDS, "data": data})


def noted(event: Any) -> None:
    """A hook at the top of a module."""


@pytest.mark.parametrize(
    ("kinds", "seen"),
    [
        ((), ["message", "message_end", "new"]),
        (("message",), ["message"]),
        ((MessageEndEvent, "message"), ["message", "message_end"]),
        ((UnknownEvent,), ["new"]),
        (("new",), ["new"]),
    ],
)
def test_which_events_a_hook_sees(kinds: tuple[Any, ...], seen: list[str]) -> None:
    """Those of its kinds, by name or class; all without kinds."""
    hooks = Hooks()
    hooks.add(noted, *kinds)
    [hook] = hooks
    given = [message("x"), parse_event({"event": "message_end"}), parse_event({"event": "new"})]
    assert [event.event for event in given if hook.sees(event)] == seen


def test_what_a_hook_returns() -> None:
    """None leaves the event, DROP drops it, an event replaces it; nothing else is taken."""
    event, other = message("x"), UnknownEvent("new", {})
    hook = Hook(noted)
    assert hook.result(event, None) is event
    assert hook.result(event, DROP) is None
    assert hook.result(event, other) is other
    assert hook.result(other, event) is event
    with pytest.raises(ConfigurationError, match=r"the hook noted returned a bool: .* DROP"):
        hook.result(event, True)
    assert repr(DROP) == "DROP"
    assert copy.deepcopy(DROP) is DROP


def test_hooks_have_an_order() -> None:
    """Those of a client come first; each can be given alone, or with its kinds."""
    client = Hooks()
    view = Hooks(client)
    view.add(noted, "message")
    client.add_all([noted, ("message_end", noted), (("message", MessageEvent), noted)])
    assert [hook.kinds for hook in view] == [(), ("message_end",), ("message", MessageEvent), ("message",)]
    assert [kinds for kinds, _ in view.for_pickle()] == [hook.kinds for hook in view]


def test_what_has_no_events_does_not_go_past_hooks() -> None:
    """Without hooks it may."""
    no_hooks(Hooks())
    hooks = Hooks()
    hooks.add(noted)
    with pytest.raises(ConfigurationError, match="the hook noted"):
        no_hooks(hooks)


@pytest.mark.parametrize("on_event", ["message", 1, [1], [("message",)], [("messag", noted)], [(int, noted)]])
def test_what_is_refused(on_event: Any) -> None:
    """It is said at once."""
    with pytest.raises(ConfigurationError):
        Hooks().add_all(on_event)


def test_a_decorator_checks_its_kinds_at_once() -> None:
    """It gives the function back, which is a hook from then on."""
    hooks = Hooks()

    @hooks.adding("message_end")
    def hook(event: Any) -> None: ...

    assert [one.function for one in hooks] == [hook]
    with pytest.raises(ConfigurationError):
        hooks.adding(hook)


def test_a_coroutine_function() -> None:
    """Only a client that can wait takes one, and so do its views."""

    async def hook(event: Any) -> None: ...

    Hooks().add(hook)
    with pytest.raises(ConfigurationError, match="only AsyncDify"):
        Hooks(Hooks(awaits=False)).add(hook)


def test_a_hook_that_cannot_be_pickled() -> None:
    """It is named."""
    hooks = Hooks()
    hooks.add(lambda event: None)
    with pytest.raises(ConfigurationError, match="lambda"):
        hooks.for_pickle()


def test_nobody_observes() -> None:
    """Tracing is off until it is asked for."""
    assert seam.observer is None
    with observed(httpx.Request("GET", "http://dify.test/v1/info"), "http://dify.test") as observer:
        observer.retrying("503", 1.0)
        observer.answered(httpx.Response(200))


def test_somebody_observes(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told whether a request goes to the server itself."""

    class Tracing:
        def request(self, request: httpx.Request, *, is_ours: bool) -> Any:
            return request.url.path, is_ours

    monkeypatch.setattr(seam, "observer", Tracing())
    request = httpx.Request("GET", "http://files.test/a.txt")
    assert observed(request, "http://dify.test") == ("/a.txt", False)


class Told:
    """A run, its events as they came, and as a hook left them."""

    def __init__(self, accumulator: RunAccumulator[Any]) -> None:
        self.original = accumulator
        self.hooked = HookedRun((), accumulator)

    def take(self, event: Event, left: Event | None, text: str = "") -> None:
        self.original.add(event)
        restored = self.hooked.restored(event, text)
        if restored is not None:
            loud = own_copy(restored)
            if isinstance(loud, MessageEvent):
                loud.answer = (loud.answer or "").upper()
            self.hooked.add_restored(loud)
        self.hooked.add(left)


def test_the_answer_after_the_hooks() -> None:
    """Text, end and files are those of the hooks; ids, mode and time those of the server."""
    run = Told(ChatAccumulator())
    run.take(message("bad"), message("***"))
    run.take(message("!"), None)
    run.take(parse_event({"event": "message_end", **IDS, "metadata": {"usage": {"total_tokens": 3}}}), None)
    assert run.hooked.take_text() == "***"
    assert run.hooked.take_text() == ""
    result = run.hooked.result
    assert (result.answer, result.metadata, result.message_id, result.mode) == (
        *("***", None, "m"),
        "chat",
    )
    assert run.original.result.answer == "bad!"


def test_restored_text() -> None:
    """Text that came with the end goes through the hooks, and the reader gets the rest of it."""
    run = Told(ChatAccumulator())
    run.take(message("a"), message("A"))
    run.original.lose_text()
    run.take(message("c"), message("C"))
    assert run.hooked.take_text() == "A"
    run.original.text.complete("abc")
    run.take(finished(answer="abc"), finished(answer="ABC"), "bc")
    assert (run.hooked.take_text(), run.hooked.result.answer) == ("BC", "ABC")


def test_restored_text_that_does_not_go_on() -> None:
    """The whole text replaces what was there; a hook may drop it."""
    run = Told(ChatAccumulator())
    run.take(message("a"), message("A"))
    run.original.lose_text()
    run.original.text.complete("other")
    run.take(finished(answer="other"), None)
    assert (run.hooked.take_text(), run.hooked.result.answer) == ("A", "OTHER")
    run.hooked.add_restored(None)
    assert run.hooked.result.answer == ""


def test_a_workflow_after_the_hooks() -> None:
    """Restored text is a text_chunk; outputs are those of the hooks, the status is the server's."""
    run = Told(WorkflowAccumulator())
    run.take(chunk("a"), chunk("A"))
    run.take(finished(out="ab"), None, "b")
    run.take(finished(out="ab"), None)
    result = run.hooked.result
    assert (run.hooked.take_text(), result.text, result.outputs, result.status) == (
        *("Ab", "Ab"),
        {},
        "succeeded",
    )
    run.hooked.add_restored(parse_event({"event": "text_chunk"}))
    assert run.hooked.result.text == "Ab"


def test_an_error_event_of_a_hook() -> None:
    """It fails the stream, but not after the client's own stop."""
    run, error = (
        Told(ChatAccumulator()),
        parse_event({"event": "error", "message": "Aborted: User requested stop"}),
    )
    with pytest.raises(StreamFailed):
        run.take(message("a"), error)
    run.original.stop_requested = True
    run.take(message("a"), error)


def test_a_decorator_adds_what_it_decorates() -> None:
    """The function stays what it is; a kind that cannot be one is refused at once."""
    hooks = Hooks()
    assert hooks.adding("message")(noted) is noted
    assert [hook.function for hook in hooks] == [noted]
    with pytest.raises(ConfigurationError):
        hooks.adding(noted)
