"""Each trap of the generator that the house knows, closed:
exercised on the real package and on that of a small spec.
"""

from __future__ import annotations

import copy
import email
import email.policy
import json
import pickle
import subprocess
import sys
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from types import ModuleType
from typing import Any
from uuid import UUID

import attrs
import httpx
import pytest

from dify_api import Client
from dify_api.api.annotations import delete_annotation
from dify_api.api.audio import text_to_audio
from dify_api.api.chat import send_chat_message
from dify_api.api.conversations import list_conversations
from dify_api.api.files import preview_file, upload_file
from dify_api.api.messages import list_messages, post_feedback
from dify_api.errors import UnexpectedStatus
from dify_api.models import (
    AppInfo,
    ChatCompletion,
    ChatRequest,
    ConversationPage,
    Error,
    FeedbackRequest,
    FileUploadRequest,
    Message,
    MessagePage,
    TextToAudioRequest,
)
from dify_api.types import File, WrongShape, path_segment


def answering(answer: httpx.Response | Callable[[httpx.Request], httpx.Response], **options: Any) -> Client:
    """A client whose server always answers so."""
    handler = answer if callable(answer) else lambda request: answer
    return Client("https://dify.test", httpx_args={"transport": httpx.MockTransport(handler)}, **options)


def sent(**json_or_other: Any) -> tuple[Client, list[httpx.Request]]:
    """A client and the requests that it will have sent."""
    requests: list[httpx.Request] = []

    def keep(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(**json_or_other)

    return answering(keep), requests


# multipart: fixed boundary


def test_multipart_boundary_is_random_and_text_parts_are_plain_fields() -> None:
    """A file that holds the boundary of the generator's own template arrives whole."""
    content = b"one\r\n--+++\r\ntwo"
    client, requests = sent(status_code=201, json={"id": "f"})
    for _ in range(2):
        body = FileUploadRequest(file=File(content, "a.txt", "text/plain"), user="u")
        upload_file.sync(client=client, body=body)
    kinds = [request.headers["content-type"] for request in requests]
    assert kinds[0] != kinds[1]
    whole = b"Content-Type: " + kinds[0].encode() + b"\r\n\r\n" + requests[0].content
    parts = {part.get_filename(): part for part in email.message_from_bytes(whole, policy=email.policy.HTTP).iter_parts()}
    assert parts[None].get_content_disposition() == "form-data"
    assert (parts[None].get_payload(), parts[None]["content-type"]) == ("u", None)
    assert parts["a.txt"].get_payload(decode=True) == content
    assert parts["a.txt"]["content-type"] == "text/plain"


def test_multipart_kwargs_are_what_httpx_takes(mini: ModuleType) -> None:
    """Fields and files stand apart, no content type is set,
    objects become JSON text, what is absent is not there.
    """
    from mini_api.api.things import add_thing  # type: ignore[import-not-found]

    body = mini.models.NewThing(file=mini.types.File(b"x"), user="u", inputs={"a": [1]})
    assert add_thing._get_kwargs(body=body) == {
        "method": "post",
        "url": "/v1/things",
        "data": {"user": "u", "inputs": '{"a": [1]}'},
        "files": {"file": ("upload", b"x", None)},
    }


# generated client.py fails mypy --strict: scripts/check runs it over the whole package, and typing_seam.py
# over the seam


def test_every_operation_says_what_it_gives() -> None:
    """The seam of dify_ext infers a call's result from this annotation:
    the model, Error, None and nothing else.
    """
    assert typing.get_type_hints(list_conversations._get_kwargs)["user"] == str | None
    given = [
        typing.get_type_hints(operation._parse_response)["return"]
        for operation in (list_conversations, delete_annotation, preview_file)
    ]
    assert given == [ConversationPage | Error | None, Error | None, bytes | Error | None]


# optional fields surface as a sentinel


def test_an_absent_field_reads_as_none_and_none_is_not_sent() -> None:
    message = Message.from_dict({"id": "m"})
    assert message.answer is None
    assert message.to_dict() == {"id": "m"}
    assert Message.from_dict({"id": "m", "answer": None}).answer is None
    assert "conversation_id" not in ChatRequest(inputs={}, query="q", user="u").to_dict()


def test_none_is_sent_where_null_means_something() -> None:
    """Taking a rating back is a null that must arrive."""
    client, requests = sent(status_code=200, json={"result": "success"})
    post_feedback.sync("m", client=client, body=FeedbackRequest(rating=None, user="u"))
    assert json.loads(requests[0].content) == {"rating": None, "user": "u"}


def test_optional_arguments_that_are_none_are_not_sent() -> None:
    client, requests = sent(status_code=200, json={"data": []})
    list_conversations.sync(client=client, user="u", limit=None)
    assert str(requests[0].url) == "https://dify.test/v1/conversations?user=u"


def test_a_boolean_argument_is_lower_case(mini: ModuleType) -> None:
    from mini_api.api.things import get_thing

    kwargs = get_thing._get_kwargs("t", deep=False, tags=["a", "b"], x_trace_id="1")
    assert kwargs["headers"] == {"X-Trace-Id": "1"}
    request = httpx.Request(kwargs["method"], "http://x" + kwargs["url"], params=kwargs["params"])
    assert request.url.query == b"deep=false&tags=a&tags=b"


# an enum value it does not know


def test_an_unknown_enum_value_is_kept_as_its_string() -> None:
    info = AppInfo.from_dict({"name": "n", "mode": "telepathy"})
    assert info.mode == "telepathy"
    assert info.to_dict()["mode"] == "telepathy"


# the discriminator is ignored: events.py


def test_events_are_found_by_name_and_unknown_ones_give_none() -> None:
    from dify_api import events

    assert all(name == wire_name(events.event_class(name)) for name in events.EVENTS)
    assert events.event_class("invented_tomorrow") is None
    assert events.event_class("ping") is None
    assert sorted(events.EVENTS.values()) == sorted(events.__all__)
    assert events.MessageEndEvent is events.event_class("message_end")
    assert set(events.__all__) <= set(dir(events))
    with pytest.raises(AttributeError, match="no attribute 'Invented'"):
        _ = events.Invented


def wire_name(event: Any) -> str:
    """The name that an event of a class has by itself."""
    return str(event().event)


# SSE beside JSON, audio, zip


def test_a_stream_where_json_was_promised_says_what_to_do() -> None:
    stream = httpx.Response(200, headers={"content-type": "text/event-stream; charset=utf-8"}, content=b"data: {}\n\n")
    body = ChatRequest(inputs={}, query="q", user="u", response_mode="streaming")
    with pytest.raises(WrongShape, match="blocking"):
        send_chat_message.sync(client=answering(stream), body=body)


def test_json_beside_a_stream_is_still_read() -> None:
    answer = httpx.Response(200, json={"answer": "Hello", "message_id": "m"})
    got = send_chat_message.sync(client=answering(answer), body=ChatRequest(inputs={}, query="q", user="u"))
    assert isinstance(got, ChatCompletion)
    assert got.answer == "Hello"


def test_a_binary_answer_is_bytes() -> None:
    answer = httpx.Response(200, headers={"content-type": "audio/mpeg"}, content=b"\xff\xfb")
    assert text_to_audio.sync(client=answering(answer), body=TextToAudioRequest(text="t")) == b"\xff\xfb"


@pytest.mark.parametrize(("kind", "content"), [("application/json", b"null"), ("text/html; charset=utf-8", b"<html>")])
def test_json_or_a_page_where_bytes_were_promised_is_no_file(kind: str, content: bytes) -> None:
    answer = httpx.Response(200, headers={"content-type": kind}, content=content)
    with pytest.raises(WrongShape, match="expected a file"):
        text_to_audio.sync(client=answering(answer), body=TextToAudioRequest(text="t"))


def test_json_that_says_it_is_a_file_is_one() -> None:
    headers = {"content-type": "application/json", "content-disposition": 'attachment; filename="a.json"'}
    answer = httpx.Response(200, headers=headers, content=b"{}")
    assert preview_file.sync("f", client=answering(answer)) == b"{}"


# null for an object, missing required, int for date-time


@pytest.mark.parametrize(
    ("body", "path", "reason"),
    [
        (None, "", "expected an object, got null"),
        ([], "", "expected an object, got a list"),
        ({"data": {}}, "data", "expected a list, got an object"),
        ({"data": [{"id": "1"}, "x"]}, "data[1]", "expected an object, got a string"),
        ({"data": [{"id": "1", "feedback": 1}]}, "data[0].feedback", "expected an object, got a number"),
        ({"data": [{"id": None}]}, "data[0].id", "required, but missing or null"),
        ({"data": [{}]}, "data[0].id", "required, but missing or null"),
        ({"data": [{"id": "1", "message_files": [{"id": "f"}, True]}]}, "data[0].message_files[1]", "expected an object"),
    ],
)
def test_a_wrong_shape_says_where(body: Any, path: str, reason: str) -> None:
    with pytest.raises(WrongShape) as caught:
        list_messages.sync(
            client=answering(httpx.Response(200, content=json.dumps(body))), conversation_id="c", user="u"
        )
    assert caught.value.path == path
    assert caught.value.reason.startswith(reason)
    assert str(caught.value) == (f"{path}: " if path else "") + caught.value.reason
    assert pickle.loads(pickle.dumps(caught.value)).path == path


def test_null_for_an_object_and_other_scalars_are_read() -> None:
    data = [{"id": "1", "feedback": None, "created_at": "2026-01-01", "answer": 5}]
    page = MessagePage.from_dict({"data": data, "limit": 20, "has_more": False})
    assert page.data is not None
    found: tuple[Any, ...] = (page.data[0].feedback, page.data[0].created_at, page.data[0].answer)
    assert found == (None, "2026-01-01", 5)


def test_required_null_must_be_there_and_may_be_null(mini: ModuleType) -> None:
    thing = mini.models.Thing.from_dict({"id": "t", "rating": None, "parts": []})
    assert thing.rating is None
    assert thing.to_dict() == {"id": "t", "rating": None, "parts": []}
    with pytest.raises(mini.types.WrongShape, match="^rating: required, but missing$"):
        mini.models.Thing.from_dict({"id": "t", "parts": []})


def test_every_shape_is_read_and_written_back(mini: ModuleType) -> None:
    """Lists of lists, gaps, maps, unions of one model with scalars and lists, circles, and unknown fields."""
    part = {"id": "p", "rating": "fine", "parts": [], "type": "t", "list": "l", "class": "c", "text-input": True}
    whole = {
        **{"id": "t", "rating": "good", "parts": [part], "owner": {"name": "o", "best": part}, "inputs": {"a": None}},
        **{"icons": {"x": {"name": "i"}, "y": "z"}, "grid": [[{"name": "g"}], []], "spare": [None, {"name": "s"}]},
        **{"price": "0E-7", "value": [1], "who": [{"name": "w"}], "new_in_2030": {"deep": [1]}},
    }
    thing = mini.models.Thing.from_dict(whole)
    assert thing.to_dict() == whole
    assert thing.owner.best.list_ == "l"
    assert thing.icons["x"].name == "i"
    assert thing.spare[0] is None
    assert thing.who[0].name == "w"
    assert thing.additional_properties == {"new_in_2030": {"deep": [1]}}
    assert mini.models.Thing.from_dict(whole | {"who": "me"}).who == "me"
    with pytest.raises(mini.types.WrongShape, match=r"^icons\.x\.best\.id: required"):
        mini.models.Thing.from_dict(whole | {"icons": {"x": {"best": {}}}})
    with pytest.raises(mini.types.WrongShape, match=r"^grid\[0\]\[1\]: expected an object"):
        mini.models.Thing.from_dict(whole | {"grid": [[{}, 1]]})


def test_reading_leaves_what_it_reads_as_it_was() -> None:
    data = {"id": "m", "inputs": {"a": 1}}
    before = copy.deepcopy(data)
    message = Message.from_dict(data)
    assert message.inputs is not None
    message.inputs["b"] = 2
    assert data == before


# any default is frozen in and always sent


def test_a_default_of_the_spec_is_not_sent(mini: ModuleType) -> None:
    from mini_api.api.things import get_thing

    assert get_thing._get_kwargs("t")["params"] == {}
    assert mini.models.Thing(id="t", rating=None, parts=[]).price is None


# undocumented status, 520, an error that is a page


def test_an_undocumented_status_raises() -> None:
    with pytest.raises(UnexpectedStatus) as caught:
        list_conversations.sync(client=answering(httpx.Response(418, text="teapot")))
    assert (caught.value.status_code, caught.value.content) == (418, b"teapot")
    assert str(caught.value) == "unexpected status 418: teapot"
    assert pickle.loads(pickle.dumps(caught.value)).status_code == 418


def test_an_undocumented_status_is_none_where_that_was_asked_for() -> None:
    client = answering(httpx.Response(520), raise_on_unexpected_status=False)
    got = list_conversations.sync_detailed(client=client)
    assert (got.status_code, got.parsed) == (520, None)


def test_every_success_is_read_as_the_documented_one() -> None:
    """Releases differ in which success they say:
    200 or 201 with the same body, 204 or 200 with the body ``204``.
    """
    page = {"limit": 1, "has_more": False, "data": [{"id": "c"}]}
    got = list_conversations.sync(client=answering(httpx.Response(201, json=page)))
    assert isinstance(got, ConversationPage)
    assert delete_annotation.sync_detailed("a", client=answering(httpx.Response(200, text="204"))).parsed is None


def test_a_page_with_an_error_status_is_judged_by_its_status() -> None:
    page = httpx.Response(404, headers={"content-type": "text/html"}, text="<html>" + "x" * 1000)
    with pytest.raises(UnexpectedStatus) as caught:
        list_conversations.sync(client=answering(page))
    assert str(caught.value).startswith("unexpected status 404: <html>xxx")
    assert len(str(caught.value)) < 300


def test_a_documented_error_is_an_error_of_dify() -> None:
    answer = httpx.Response(404, json={"code": "not_found", "message": "No.", "status": 404, "new": 1})
    got = list_conversations.sync(client=answering(answer))
    assert isinstance(got, Error)
    assert (got.code, got.message, got.additional_properties) == ("not_found", "No.", {"new": 1})


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"<html>", b"[" * 100_000])
def test_a_success_that_is_no_json_is_a_wrong_shape(content: bytes) -> None:
    with pytest.raises(WrongShape, match="expected JSON"):
        list_conversations.sync(client=answering(httpx.Response(200, content=content)))


def test_no_content_parses_to_none() -> None:
    got = delete_annotation.sync_detailed("a", client=answering(httpx.Response(204)))
    assert (got.status_code, got.parsed) == (204, None)


# a path argument that leaves its path


@pytest.mark.parametrize("argument", ["", ".", ".."])
def test_a_path_argument_cannot_leave_its_path(argument: str) -> None:
    client, requests = sent(status_code=204)
    with pytest.raises(ValueError, match="annotation_id cannot be"):
        delete_annotation.sync(argument, client=client)
    assert not requests


def test_a_path_argument_is_one_segment() -> None:
    client, requests = sent(status_code=204)
    delete_annotation.sync("../a/b?c#d é%2e", client=client)
    assert requests[0].url.raw_path == b"/v1/apps/annotations/..%2Fa%2Fb%3Fc%23d%20%C3%A9%252e"
    assert path_segment(5) == "5"


# eager models/__init__


def test_models_are_imported_when_they_are_used() -> None:
    """In a process of its own:
    nothing but what was named is imported, not even by the operations and the events.
    """
    code = (
        "import sys, dify_api.models, dify_api.events\n"
        "from dify_api.api.chat import send_chat_message\n"
        "from dify_api.api.messages import list_messages\n"
        "assert not [m for m in sys.modules if m.startswith('dify_api.models.')], 'models'\n"
        "from dify_api.models import AppInfo\n"
        "print([m for m in sys.modules if m.startswith('dify_api.models.')])\n"
        "assert 'AppSite' in dir(dify_api.models)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "dify_api.models.app'" in done.stdout
    assert "dify_api.models.conversations" not in done.stdout


def test_every_model_can_be_imported() -> None:
    import dify_api.models as models

    assert all(getattr(models, name) is not None for name in models.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Invented'"):
        _ = models.Invented


# names


def test_names_are_those_of_the_wire() -> None:
    """Whether a word is a builtin of the Python that generated does not matter:
    it is ``type`` and ``copyright``.
    """
    from dify_api.models import AppSite, FileMention

    assert FileMention(type="image", transfer_method="local_file").type == "image"
    assert AppSite(title="t", copyright="c").copyright == "c"


def test_models_show_what_is_there() -> None:
    assert repr(Message(id="m", answer="a")) == "Message(id='m', answer='a')"
    assert Message(id="m") == Message.from_dict({"id": "m"})
    assert pickle.loads(pickle.dumps(Message(id="m"))) == Message(id="m")


def test_a_model_that_was_read_equals_one_that_was_made() -> None:
    """Reading does not call the class; nothing of what a call does is missing afterwards."""
    read = Message.from_dict({"id": "1", "query": "hi", "newer": 1})
    made = Message(id="1", query="hi", additional_properties={"newer": 1})
    assert read == made
    assert repr(read) == repr(made)
    assert pickle.loads(pickle.dumps(read)) == copy.deepcopy(read) == made
    read.answer = "hello"
    assert read.to_dict() == {"id": "1", "query": "hi", "answer": "hello", "newer": 1}


def test_a_model_shows_itself_while_it_is_being_read() -> None:
    """A traceback with the values of locals shows a model of which only some fields were read."""
    with pytest.raises(WrongShape) as caught:
        Message.from_dict({"id": "1", "usage": None, "message_files": [1]})
    frame = caught.traceback[1].frame.f_locals
    assert repr(frame["self"]) == "Message(id='1')"


def test_a_subclass_is_read_by_a_call_of_it() -> None:
    """Users add fields and work after the construction; both hold for what was read."""

    @attrs.define(kw_only=True)
    class Named(Message):
        label: str = "none"
        length: int = 0

        def __attrs_post_init__(self) -> None:
            self.length = len(self.answer or "")

    read = Named.from_dict({"id": "1", "answer": "hello", "newer": 1})
    assert (read.label, read.length, read.additional_properties) == ("none", 5, {"newer": 1})
    assert read == Named(id="1", answer="hello", additional_properties={"newer": 1})
    assert read.to_dict() == {"id": "1", "answer": "hello", "newer": 1}
