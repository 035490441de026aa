"""A generated operation becomes a call:
what is sent, how an answer is read, and what every failure comes out as.
"""

from __future__ import annotations

import json
import time
from typing import Any

import attrs
import httpx
import pytest
from dify_api.api.app import get_app_info
from dify_api.api.conversations import delete_conversation, list_conversations, rename_conversation
from dify_api.api.files import upload_file
from dify_api.api.messages import post_feedback
from dify_api.models import (
    Conversation,
    DeleteConversationRequest,
    FeedbackRequest,
    FileUploadRequest,
    RenameConversationRequest,
)
from dify_api.types import File, WrongShape

from dify_ext._core.limits import Limit
from dify_ext._core.operation_call import Call, call, decode_error
from dify_ext._core.transport_error import our_error, our_errors
from dify_ext.errors import (
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    RequestTimeout,
    ResponseDecodeError,
    WorkflowFailed,
    WorkflowPaused,
)
from dify_ext.files import UploadedFile

CONVERSATION = {
    "id": "c1",
    "name": "New conversation",
    "inputs": {},
    "status": "normal",
    "created_at": 1795172724,
}
PAGE = {"limit": 20, "has_more": False, "data": [CONVERSATION, {**CONVERSATION, "id": "c2", "newer": [1]}]}


def answer(body: Any = None, status: int = 200, content_type: str = "application/json") -> httpx.Response:
    """An answer to a list of conversations."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = httpx.Request("GET", "https://h/v1/conversations?user=u")
    return httpx.Response(status, headers={"content-type": content_type}, content=content, request=request)


def rename(conversation_id: str) -> Call[Conversation]:
    """A call with an id in its path."""
    return call(rename_conversation, conversation_id, body=RenameConversationRequest(user="u", name="n"))


# What is sent.


def test_a_call_with_a_query() -> None:
    """Method, whole path, and the parameters that were given."""
    request = call(list_conversations, user="u", limit=5, last_id=None).request
    assert request["method"].upper() == "GET"
    assert (request["url"], request["params"]) == ("/v1/conversations", {"user": "u", "limit": 5})


def test_a_call_with_a_body() -> None:
    """A null that means something is sent, what was not given is not."""
    request = call(post_feedback, "m 1/2", body=FeedbackRequest(rating=None, user="u")).request
    assert request["url"] == "/v1/messages/m%201%2F2/feedbacks"
    assert request["json"] == {"rating": None, "user": "u"}


@pytest.mark.parametrize("bad", ["", ".", ".."])
def test_an_id_that_would_leave_its_path(bad: str) -> None:
    """It is refused before anything is sent."""
    with pytest.raises(ConfigurationError, match="conversation_id"):
        rename(bad)


# How an answer is read.


def test_an_answer_is_read() -> None:
    """The model, with the fields that this version does not know."""
    page = call(list_conversations, user="u").decode(answer(PAGE))
    assert [(type(item), item.id) for item in page.data] == [(Conversation, "c1"), (Conversation, "c2")]
    assert page.data[1].additional_properties == {"newer": [1]}
    assert page.to_dict() == PAGE


@pytest.mark.parametrize("status", [200, 201, 202])
def test_each_success_is_one(status: int) -> None:
    """Releases differ in which status a success has."""
    assert call(list_conversations, user="u").decode(answer(PAGE, status)).to_dict() == PAGE


@pytest.mark.parametrize(
    ("body", "path", "words"),
    [
        ({"data": [CONVERSATION, {}]}, "data[1].id", "required"),
        ({"data": [CONVERSATION, 7]}, "data[1]", "expected an object"),
        ({"data": "none"}, "data", "expected a list"),
        ([CONVERSATION], None, "expected an object"),
        (None, None, "null"),
        (b"", None, "JSON"),
        (b"<html>", None, "JSON"),
        (b"\xff\xfe\xfd", None, "JSON"),
        (b"[" * 100_000, None, "JSON"),
    ],
)
def test_an_answer_that_is_not_what_was_promised(body: Any, path: str | None, words: str) -> None:
    """The error names the request, the status, the type,
    the place in the body and the reason, and has the answer.
    """
    response = answer(body)
    with pytest.raises(ResponseDecodeError, match="GET /v1/conversations answered 200") as caught:
        call(list_conversations, user="u").decode(response)
    error = caught.value
    assert error.response is response
    assert (error.path or None) == path
    assert words in str(error)
    assert "application/json" in str(error)
    assert len(str(error).splitlines()) == 1
    assert path is None or path in str(error)
    assert isinstance(error.__cause__, WrongShape)


def test_a_key_with_a_line_end() -> None:
    """A place in the body is on one line, however its keys are."""
    response = answer({})
    assert len(str(decode_error(response, "a\nb", "data.a\u2028b")).splitlines()) == 1
    response.headers.pop("content-type")
    assert "no content type" in str(decode_error(response, "it is odd"))


@pytest.mark.parametrize(
    ("status", "body"), [(418, {}), (302, {}), (400, {"message": "m"}), (404, b"<html>")]
)
def test_no_answer_to_this(status: int, body: Any) -> None:
    """An answer that is no success is never read as one, documented or not."""
    for sent in (call(get_app_info), call(list_conversations, user="u")):
        with pytest.raises(ResponseDecodeError, match=str(status)):
            sent.decode(answer(body, status))


def test_nothing_where_an_answer_was_promised() -> None:
    """An operation that has no answer to read cannot be read."""
    sent = call(delete_conversation, "c1", body=DeleteConversationRequest(user="u"))
    with pytest.raises(ResponseDecodeError, match="empty"):
        sent.decode(answer(b"", 204))


def test_an_answer_is_read_into_a_class_of_ours() -> None:
    """``read_by`` sends the same; what the class cannot read is an answer that is not what was promised."""
    sent = call(upload_file, body=FileUploadRequest(file=File(b"x"), user="u"))
    read = sent.read_by(UploadedFile.from_dict)
    assert read.request is sent.request
    found = read.decode(answer({"id": "f", "name": "a.png", "newer": 1}, 201))
    assert isinstance(found, UploadedFile)
    assert (found.type, found.additional_properties) == ("image", {"newer": 1})
    with pytest.raises(ResponseDecodeError) as caught:
        read.decode(answer({"name": "a.png"}, 201))
    assert caught.value.path == "id"


def test_a_result_can_be_changed() -> None:
    """``map`` sends the same and passes the result through."""
    sent = call(list_conversations, user="u")
    ids = sent.map(lambda page: [item.id for item in page.data]).map(tuple)
    assert ids.request == sent.request
    assert ids.decode(answer(PAGE)) == ("c1", "c2")


@pytest.mark.parametrize(
    ("status", "body", "content_type"),
    [
        *(
            (204, b"", ""),
            (200, b"204", "application/json"),
            (200, {"result": "success"}, "application/json"),
        ),
        *((200, b"", "text/html; charset=utf-8"), (200, b" \n", "text/html")),
    ],
)
def test_only_success_matters(status: int, body: Any, content_type: str) -> None:
    """Dify's releases answer a delete with 204, or with 200 and the body ``204``."""
    sent = call(delete_conversation, "c1", body=DeleteConversationRequest(user="u")).done()
    assert sent.request["json"] == {"user": "u"}
    assert sent.decode(answer(body, status, content_type)) is None


def test_notes_about_refusals() -> None:
    """They are added to those there are, the later winning, and stay with whatever is made of the call."""
    plain = call(list_conversations, user="u")
    noted = plain.with_advice({400: "first", 404: "gone"}).with_advice({400: "1.13 has this fault"})
    assert plain.advice == {}
    assert noted.advice == {400: "1.13 has this fault", 404: "gone"}
    assert noted.map(len).advice == noted.done().advice == noted.advice  # type: ignore[arg-type]
    assert noted.request == plain.request
    assert noted.decode(answer(PAGE)).to_dict() == PAGE


def test_a_page_is_no_success() -> None:
    """A proxy's sign-in page with status 200 is not taken for a deleted conversation."""
    sent = call(delete_conversation, "c1", body=DeleteConversationRequest(user="u")).done()
    with pytest.raises(ResponseDecodeError, match="HTML"):
        sent.decode(answer(b"<h1>Sign in</h1>", 200, "Text/HTML"))


# What failures come out as.


@pytest.mark.parametrize(
    ("cause", "kind", "words"),
    [
        (httpx.ReadTimeout("slow"), RequestTimeout, "GET /v1/info"),
        (httpx.ConnectError("refused"), ConnectionFailed, "check base_url"),
        (httpx.TooManyRedirects("round"), ConfigurationError, "circles"),
        (httpx.DecodingError("bad gzip"), ResponseDecodeError, "decompressed"),
        (httpx.StreamConsumed(), ConfigurationError, "already"),
        (httpx.StreamClosed(), ConfigurationError, "already"),
    ],
)
def test_failures_of_httpx(cause: Exception, kind: type[DifyError], words: str) -> None:
    """Each comes out as an error of the tree, with its cause."""
    with pytest.raises(kind, match=words) as caught, our_errors(httpx.Request("GET", "https://h/v1/info")):
        raise cause
    assert caught.value.__cause__ is cause
    assert len(str(caught.value).splitlines()) == 1


def test_other_failures_pass() -> None:
    """What is no failure of httpx's is left as it is, and so is what goes well."""
    with pytest.raises(KeyError), our_errors(None):
        raise KeyError("x")
    with our_errors(None):
        pass


@pytest.mark.parametrize(
    "error",
    [
        httpx.InvalidURL("no port"),
        httpx.RemoteProtocolError("Invalid URL in location header: x"),
        UnicodeError("label too long"),
    ],
)
def test_a_url_that_httpx_cannot_read(error: Exception) -> None:
    """It is our error; its cause has no frames, which hold half a URL."""
    with pytest.raises(ConnectionFailed, match="URL that cannot be used") as caught, our_errors(None):
        raise error
    assert caught.value.__cause__ is error
    assert error.__traceback__ is None


def test_an_answer_that_was_lost() -> None:
    """The cause is chained, with its frames."""
    with pytest.raises(ConnectionFailed, match="gone") as caught, our_errors(None):
        raise httpx.ReadError("gone")
    assert caught.value.__cause__ is not None
    assert caught.value.__cause__.__traceback__ is not None


def test_more_headers_for_a_call() -> None:
    """Headers are added to those of the call, which stays as it is."""
    plain: Call[None] = Call({"method": "GET", "url": "/"}, lambda response: None)
    once = plain.with_headers({"Accept": "a"})
    assert once.with_headers({"X-B": "b"}).request["headers"] == {"Accept": "a", "X-B": "b"}
    assert "headers" not in plain.request


def test_an_answer_read_into_a_class_of_ours() -> None:
    """The reader gets the JSON; what does not fit is an error that names the place."""
    read: Call[str] = Call({}, lambda response: None).read_by(lambda body: str(body["id"]))
    assert read.decode(answer({"id": "f1"})) == "f1"


def test_a_call_that_had_its_time() -> None:
    """A timeout at the end of call_timeout= says so, whatever the step was; any other error is itself."""
    request = httpx.Request("GET", "https://h/v1/info")
    over, going = Limit(60.0, time.monotonic() - 1), Limit(60.0, time.monotonic() + 60)
    assert "call_timeout" in str(our_error(httpx.PoolTimeout(""), request, over))
    assert "call_timeout" not in str(our_error(httpx.PoolTimeout(""), request, going))
    assert "call_timeout" not in str(our_error(httpx.ReadError("gone"), request, over))


@attrs.define
class Result:
    """A result of ours."""

    request_id: str | None = None


@pytest.mark.parametrize("failure", [None, WorkflowFailed, WorkflowPaused])
def test_a_result_with_a_request_id_gets_it(failure: type[WorkflowFailed | WorkflowPaused] | None) -> None:
    """A run's failure, too, in what it came to; a result without one stays as it is."""
    request = httpx.Request("GET", "https://dify.example.com/v1/info")
    response = httpx.Response(200, json={"name": "n"}, headers={"X-Request-Id": "r"}, request=request)
    asked = call(get_app_info)

    def change(info: Any) -> Result:
        if failure is not None:
            raise failure("no", partial=Result())
        return Result()

    if failure is None:
        assert asked.map(change).decode(response) == Result("r")
    else:
        with pytest.raises(failure) as caught:
            asked.map(change).decode(response)
        assert caught.value.partial == Result("r")
    assert asked.map(lambda info: info.name).decode(response) == "n"
