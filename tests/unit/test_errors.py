"""The tree of errors: which one an answer becomes,
what a person reads, and what may leave the process with it.
"""

from __future__ import annotations

import copy
import pickle
import re
import ssl
import traceback
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from dify_api.models import DocumentIndexingStatus
from hypothesis import given
from hypothesis import strategies as st

import dify_ext
from dify_ext import errors
from dify_ext._core.error_response import error_from_response
from dify_ext._core.transport_error import our_error
from dify_ext._streaming.answers import ChatAnswer
from dify_ext.errors import (
    APIError,
    AuthenticationError,
    BadRequestError,
    BatchFailed,
    ConfigurationError,
    ConflictError,
    ConnectionFailed,
    DifyError,
    IndexingFailed,
    NotFoundError,
    PayloadTooLargeError,
    PermissionDeniedError,
    RateLimitError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
    StreamError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    TokenStoreError,
    TransportError,
    UnsupportedFileTypeError,
    WorkflowFailed,
    WorkflowPaused,
)

SECRET = "hunter2hunter2"
BUSY = (
    "Too many requests. Please try again later. "
    "The current maximum concurrent requests allowed for 43974355 is 1."
)


def request(method: str = "POST", path: str = "/v1/chat-messages") -> httpx.Request:
    """A request with a key and a cookie."""
    headers = {"Authorization": f"Bearer app-{SECRET}", "Cookie": f"session={SECRET}"}
    return httpx.Request(method, f"https://dify.example.com{path}", headers=headers)


def answer(status: int, body: Any = None, path: str = "/v1/chat-messages", **headers: str) -> httpx.Response:
    """An answer as it comes from the wire, with a cookie."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    named |= {"set-cookie": f"access_token={SECRET}", "x-version": "1.13.2"}
    return httpx.Response(status, headers=named, json=body, request=request(path=path))


# From an answer to its error.


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *(
            (400, BadRequestError),
            (401, AuthenticationError),
            (403, PermissionDeniedError),
            (404, NotFoundError),
        ),
        *(
            (409, ConflictError),
            (413, PayloadTooLargeError),
            (415, UnsupportedFileTypeError),
            (429, RateLimitError),
        ),
        *((500, ServerError), (502, ServerError), (503, ServerError), (504, ServerError), (520, ServerError)),
        *((405, APIError), (412, APIError), (422, APIError), (451, APIError)),
    ],
)
def test_each_status_has_its_class(status: int, kind: type[APIError]) -> None:
    """The class is the status's, also for a status nobody has documented; it has what the body says."""
    body = {"code": "some_code", "message": "some words", "params": "query", "status": status}
    response = answer(status, body, x_request_id="r-1")
    error = error_from_response(response)
    assert type(error) is kind
    assert (error.status, error.code, error.message, error.params) == (
        status,
        "some_code",
        "some words",
        "query",
    )
    assert error.request_id == "r-1"
    assert error.response is response
    assert isinstance(error, DifyError)


def test_a_busy_app_is_a_rate_limit() -> None:
    """The 400 of an app at its concurrency limit is the error that other servers call 429."""
    error = error_from_response(answer(400, {"code": "invalid_param", "message": BUSY, "status": 400}))
    assert isinstance(error, RateLimitError)
    assert (error.status, error.code, error.message, error.retry_after) == (400, "invalid_param", BUSY, None)


@pytest.mark.parametrize(("asked", "seconds"), [("7", 7.0), ("86400", 86400.0), ("soon", None)])
def test_how_long_to_wait(asked: str, seconds: float | None) -> None:
    """A rate limit says how long the server asked to wait,
    also where that is longer than we wait ourselves.
    """
    error = error_from_response(
        answer(429, {"code": "too_many_requests", "message": "later"}, retry_after=asked)
    )
    assert isinstance(error, RateLimitError)
    assert error.retry_after == seconds


def test_the_request_id() -> None:
    """The id to quote is the request's, else the trace's, else none."""
    assert error_from_response(answer(500, {}, x_request_id="r", x_trace_id="t")).request_id == "r"
    assert error_from_response(answer(500, {}, x_trace_id="t")).request_id == "t"
    assert error_from_response(answer(500, {})).request_id is None


@pytest.mark.parametrize("status", [300, 301, 302, 307, 308, 399])
def test_a_redirect_says_where_to(status: int) -> None:
    """A server that moved is no success; the error says what to set."""
    error = error_from_response(answer(status, None, location="https://new.example.com/v1"))
    assert type(error) is APIError
    assert error.status == status
    assert "https://new.example.com/v1" in str(error)
    assert "base_url" in str(error)
    assert "another place" in str(error_from_response(answer(302)))


def test_an_answer_without_its_request() -> None:
    """An answer that somebody made by hand has an error all the same."""
    assert str(error_from_response(httpx.Response(404, json={"message": "gone"}))) == "404: gone"


@given(
    st.integers(300, 599),
    st.sampled_from(["application/json", "text/html", ""]),
    st.binary()
    | st.sampled_from([b'{"message": "a", "code": "b"}', b'{"errors": {}}', b'{"code": {"a": "\\n"}}']),
)
def test_any_answer_has_an_error(status: int, content_type: str, content: bytes) -> None:
    """Whatever a server or a proxy sends, the error is one of the tree, with one line to read."""
    response = httpx.Response(
        status, headers={"content-type": content_type}, content=content, request=request()
    )
    error = error_from_response(response)
    assert error.status == status
    assert len(str(error).splitlines()) == 1


# From no answer to its error.


@pytest.mark.parametrize(
    ("cause", "kind", "words"),
    [
        (httpx.ConnectTimeout("timed out"), RequestTimeout, "connect timeout"),
        (httpx.ReadTimeout(""), RequestTimeout, "read timeout"),
        (httpx.WriteTimeout(""), RequestTimeout, "write timeout"),
        (httpx.PoolTimeout(""), RequestTimeout, "pool timeout"),
        (httpx.ConnectError("[Errno 111] Connection refused"), ConnectionFailed, "Connection refused"),
        (httpx.ReadError(""), ConnectionFailed, "ReadError"),
        (
            httpx.RemoteProtocolError("peer closed connection\nearly"),
            ConnectionFailed,
            "peer closed connection early",
        ),
    ],
)
def test_no_answer(cause: httpx.TransportError, kind: type[TransportError], words: str) -> None:
    """What kept the answer away is told from a timeout to a refused connection,
    with the place and what to do.
    """
    error = our_error(cause, request("GET", "/v1/info"), max_retries=2)
    assert type(error) is kind
    assert words in str(error)
    assert "GET /v1/info" in str(error)
    assert "dify.example.com" in str(error)
    assert len(str(error).splitlines()) == 1


def test_what_to_do_about_it() -> None:
    """A timeout names the option to raise, a failure to connect the ones to check;
    what hung up is said to have.
    """
    assert "timeout=" in str(our_error(httpx.ReadTimeout(""), request(), max_retries=0))
    assert "base_url" in str(our_error(httpx.ConnectError("no"), request(), max_retries=0))
    assert "max_retries=3" in str(our_error(httpx.ReadError(""), request(), max_retries=3))
    assert "max_retries" not in str(our_error(httpx.ReadError(""), request()))  # an answer that broke off


def test_no_answer_to_nobody_knows_what() -> None:
    """Where even the request could not be made there is still an error."""
    assert str(our_error(httpx.ConnectError("no"), None, max_retries=0)).startswith("the request: no")


# What a person reads.


def test_a_sentence_to_act_on() -> None:
    """Status, code, the server's words, which request it was, and its id, on one line."""
    error = error_from_response(
        answer(400, {"code": "invalid_param", "message": "query is required"}, x_request_id="r-1")
    )
    assert str(error) == "400 invalid_param: query is required (POST /v1/chat-messages, request id r-1)"


def test_advice() -> None:
    """A refused key says what to check, a file that is too large what to do."""
    assert "DIFY_API_KEY" in str(error_from_response(answer(401, {"message": "Access token is invalid"})))
    assert "smaller" in str(error_from_response(answer(413, {"message": "File size exceeded."})))
    assert "no reason given" in str(
        error_from_response(answer(400, {"code": "invalid_param", "message": ""}))
    )


def test_401_names_the_host() -> None:
    """A key is of one server: its host is in the sentence."""
    assert "at dify.example.com" in str(error_from_response(answer(401, {"message": "no"})))


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("not_chat_app", r"workflows\.run\(\)"),
        ("not_workflow_app", r"chat\.send\(\)"),
        ("not_completion_app", r"chat\.send\(\)"),
        ("app_unavailable", r"publish .*chat\.send\(\)"),
        ("agent_not_published", "publish"),
    ],
)
def test_a_key_of_another_kind_of_app(code: str, says: str) -> None:
    """The sentence names the methods that fit, whatever note the call has."""
    message = "Please check if your app mode matches the right API route."
    error = error_from_response(answer(400, {"code": code, "message": message, "status": 400}), "a note")
    assert re.search(says, str(error))
    assert "a note" not in str(error)


@pytest.mark.parametrize(
    "body",
    [
        {"message": f"Incorrect key app-{SECRET} (session {SECRET})", "params": {"key": [f"app-{SECRET}"]}},
        {"errors": {"key": f"app-{SECRET} is unknown"}, "message": "no"},
        f"Bearer app-{SECRET} is refused",
    ],
)
def test_a_key_that_a_gateway_repeats(body: Any) -> None:
    """It is in no text of the error, nor in a pickle of it."""
    error = error_from_response(answer(401, body))
    assert SECRET not in f"{error} {error!r} {error.message} {error.params}"
    assert "***" in error.message
    again = pickle.loads(pickle.dumps(error))
    assert SECRET not in again.response.text
    assert "***" in again.response.text
    page = httpx.Response(502, text=f"<html>app-{SECRET}, {SECRET}</html>", request=request())
    again = pickle.loads(pickle.dumps(error_from_response(page)))
    assert again.response.text == "<html>***, ***</html>"


def test_an_answer_without_a_request() -> None:
    """What has no request has no secrets to look for."""
    assert error_from_response(httpx.Response(401, json={"message": "no"})).message == "no"


@pytest.mark.parametrize("status", [400, 401, 404, 405, 413, 429, 500])
def test_a_note(status: int) -> None:
    """What is known of a refusal here is what its sentence ends with, in the place of what is always said."""
    note = "1.13.2 stores the tag all the same"
    error = error_from_response(answer(status, {"code": "c", "message": "no"}, x_request_id="r-1"), note)
    host = " at dify.example.com" if status == 401 else ""
    assert str(error) == f"{status} c: no (POST /v1/chat-messages{host}, request id r-1); {note}"
    assert error.message == "no"
    assert str(pickle.loads(pickle.dumps(error))) == str(copy.deepcopy(error)) == str(error)


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        (
            httpx.ConnectError("All connection attempts failed"),
            "check base_url and the network.*max_retries=2",
        ),
        (httpx.ProxyError("the proxy p:1 failed"), "HTTP_PROXY.*NO_PROXY.*max_retries=2"),
        (httpx.LocalProtocolError("Illegal header value"), "check default_headers="),
        (httpx.RemoteProtocolError("Invalid URL in location header: x"), "redirect.*check base_url"),
        (httpx.InvalidURL("Invalid port"), "redirect.*check base_url"),
        (UnicodeError("label too long"), "redirect.*check base_url"),
        (httpx.ReadError("gone"), "the server hung up.*max_retries=2"),
    ],
)
def test_what_to_do_without_an_answer(cause: Exception, says: str) -> None:
    """The sentence says what to check."""
    assert re.search(says, str(our_error(cause, request(), max_retries=2)))


def test_a_certificate_that_is_not_trusted() -> None:
    """The sentence names both ways to trust it, and no retries: there are none."""
    cause = httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]")
    cause.__context__ = ssl.SSLCertVerificationError("self-signed")
    said = str(our_error(cause, request(), max_retries=2))
    assert re.search("SSL_CERT_FILE.*http_client=", said)
    assert "max_retries" not in said


@pytest.mark.parametrize("place", ["https://h/login?token=hunter2", "/a\r\nb" + "x" * 900])
def test_a_redirect(place: str) -> None:
    """The new address is shown on one line, without its tokens."""
    said = str(error_from_response(answer(302, location=place.replace("\r\n", " "))))
    assert "the server redirects to" in said
    assert "hunter2" not in said
    assert len(said) < 600


MULTI_LINE = (
    "1 validation error for AppListQuery\nlimit\n  Input should be greater\r\nor\u2028equal\u0085to 1"
)


@pytest.mark.parametrize(
    "make",
    [
        lambda text: error_from_response(answer(400, {"code": "c", "message": text})),
        lambda text: error_from_response(answer(400, {"code": text, "message": "m"})),
        lambda text: error_from_response(
            answer(500, {"code": "c"}, path="/v1/conversations/a%0Ab%E2%80%A8c")
        ),
        lambda text: our_error(httpx.ReadError(text), request(path="/v1/conversations/a%0Ab"), max_retries=0),
        lambda text: our_error(
            httpx.ReadTimeout(text), request(path="/v1/conversations/a%0Ab"), max_retries=0
        ),
        lambda text: StreamFailed(400, "c", text),
        lambda text: StreamFailed(400, text, "m"),
        StreamIncomplete,
        WorkflowFailed,
        WorkflowPaused,
        ResponseDecodeError,
        ConfigurationError,
        TokenStoreError,
    ],
)
def test_one_line(make: Callable[[str], DifyError]) -> None:
    """However many lines the server, a key or a path had, the error has one."""
    assert len(str(make(MULTI_LINE)).splitlines()) == 1


def test_the_message_itself_is_whole() -> None:
    """What a program reads is the server's text as it came."""
    error = error_from_response(answer(400, {"code": "invalid_param", "message": MULTI_LINE}))
    assert error.message == MULTI_LINE
    assert StreamFailed(400, "c", MULTI_LINE).message == MULTI_LINE


def test_a_failed_stream() -> None:
    """An error event says its status and code where it has them,
    and that it has no reason where it has none.
    """
    assert str(StreamFailed(400, "invalid_param", "fake")) == "the run failed: 400 invalid_param: fake"
    assert "no reason" in str(StreamFailed(500, None, ""))
    assert "None" not in str(StreamFailed(None, None, "fake"))
    assert ": :" not in str(StreamFailed(None, None, "fake"))


# The tree.


def test_the_tree() -> None:
    """Each error is where the contract has it."""
    for kind in (
        BadRequestError,
        AuthenticationError,
        PermissionDeniedError,
        NotFoundError,
        ConflictError,
        ServerError,
    ):
        assert issubclass(kind, APIError)
    for kind in (PayloadTooLargeError, UnsupportedFileTypeError, RateLimitError):
        assert issubclass(kind, APIError)
    for kind in (StreamFailed, StreamIncomplete, StreamStalled):
        assert issubclass(kind, StreamError)
    for kind in (RequestTimeout, ConnectionFailed):
        assert issubclass(kind, TransportError)
    for name in errors.__all__:
        kind = getattr(errors, name)
        assert issubclass(kind, DifyError)
        assert getattr(dify_ext, name) is kind
        assert kind.__doc__
    for kind in (
        WorkflowFailed,
        WorkflowPaused,
        IndexingFailed,
        TransportError,
        APIError,
        ConfigurationError,
    ):
        assert not issubclass(kind, StreamError)
    for kind in (ResponseDecodeError, TokenStoreError):
        assert not issubclass(kind, StreamError)


# What leaves the process.


def every_error() -> list[DifyError]:
    """One of each kind, with all that it can hold."""
    partial = ChatAnswer(answer="so far", message_id="m", task_id="t")
    said = {"code": "c", "message": "words", "params": {"query": "missing"}}
    made: list[DifyError] = [
        error_from_response(answer(status, said, x_request_id="r", retry_after="7"))
        for status in (301, 400, 401, 403, 404, 409, 413, 415, 422, 429, 500)
    ]
    made += [
        our_error(cause, request(), max_retries=2)
        for cause in (httpx.ReadTimeout(""), httpx.ConnectError("no"))
    ]
    made += [
        DifyError("words"),
        TransportError("words"),
        ConfigurationError("words"),
        TokenStoreError("words"),
        APIError(400, None, "words"),
        StreamError("words", partial=partial),
        StreamFailed(400, "c", "words", partial=partial),
        StreamIncomplete("words", partial=partial),
        StreamStalled("words", partial=partial),
        WorkflowFailed("words", run={"status": "failed"}, partial=partial),
        WorkflowPaused("words", partial=partial, form={"form_id": "f"}),
        IndexingFailed("words", statuses=[DocumentIndexingStatus(id="d")]),
        BatchFailed("words", report=["one row"]),
        ResponseDecodeError("words", response=answer(200, {"a": 1}), path="data[3].usage"),
    ]
    return made


EVERY = every_error()
COPIES: list[Callable[[Any], Any]] = [
    *(lambda error, protocol=protocol: pickle.loads(pickle.dumps(error, protocol)) for protocol in range(6)),
    copy.copy,
    copy.deepcopy,
    lambda error: pickle.loads(pickle.dumps(copy.deepcopy(pickle.loads(pickle.dumps(error))))),
]


def test_every_kind_is_tried() -> None:
    """The list below leaves no class out."""
    assert {type(error).__name__ for error in EVERY} == set(errors.__all__)


@pytest.mark.parametrize("duplicate", COPIES)
@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_errors_pickle_and_copy(error: DifyError, duplicate: Callable[[Any], Any]) -> None:
    """A copy has the type, the words and every attribute; of an answer status, body and harmless headers."""
    again = duplicate(error)
    assert type(again) is type(error)
    assert (str(again), again.args) == (str(error), error.args)
    assert set(vars(again)) == set(vars(error))
    for name, value in vars(error).items():
        if name != "response":
            assert getattr(again, name) == value
    response = vars(error).get("response")
    if response is not None:
        assert again.response.status_code == response.status_code
        assert again.response.json() == response.json()
        assert again.response.headers["x-version"] == "1.13.2"
        assert (again.response.request.method, again.response.request.url) == ("POST", response.request.url)


@pytest.mark.parametrize("duplicate", COPIES)
@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_copies_lose_what_is_secret(error: DifyError, duplicate: Callable[[Any], Any]) -> None:
    """The request's headers and the answer's cookies stay behind."""
    response = vars(duplicate(error)).get("response")
    if response is not None:
        assert "authorization" not in response.request.headers
        assert "cookie" not in response.request.headers
        assert "set-cookie" not in response.headers
        assert dict(response.cookies) == {}


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_no_secret_shows(error: DifyError) -> None:
    """Neither words, repr, traceback nor pickle of an error has the key or a cookie."""
    try:
        raise error
    except DifyError as raised:
        shown = "".join(traceback.format_exception(raised))
    assert SECRET not in shown + str(error) + repr(error) + str(error.args)
    assert not any(SECRET.encode() in pickle.dumps(error, protocol) for protocol in range(6))


def test_the_original_keeps_its_answer() -> None:
    """Making a copy changes nothing in the error itself."""
    error = error_from_response(answer(400, {"message": "m"}))
    pickle.dumps(error)
    copy.deepcopy(error)
    assert error.response is not None
    assert "authorization" in error.response.request.headers
    assert "set-cookie" in error.response.headers


def test_a_compressed_answer_can_be_copied() -> None:
    """The body of a copy is decoded, and so are its headers."""
    import gzip

    packed = gzip.compress(b'{"message": "m"}')
    headers = {"content-encoding": "gzip", "content-type": "application/json", "x-many": "a"}
    error = error_from_response(httpx.Response(400, headers=headers, content=packed, request=request()))
    again = pickle.loads(pickle.dumps(error))
    assert again.response.json() == {"message": "m"}
    assert "content-encoding" not in again.response.headers
    assert again.response.headers["content-length"] == str(len(b'{"message": "m"}'))


def test_an_answer_whose_body_was_not_read() -> None:
    """An error about a stream whose body is still to come pickles without it."""
    streaming = httpx.Response(200, stream=httpx.ByteStream(b"x"), request=request())
    again = pickle.loads(pickle.dumps(ResponseDecodeError("words", response=streaming)))
    assert (again.response.status_code, again.response.content) == (200, b"")


def test_an_answer_without_a_request_can_be_copied() -> None:
    """An answer that never had a request has none in the copy either."""
    error = error_from_response(httpx.Response(404, json={"message": "gone"}))
    again = pickle.loads(pickle.dumps(error))
    assert again.response.json() == {"message": "gone"}
    with pytest.raises(RuntimeError):
        _ = again.response.request


def test_what_a_program_adds_is_kept() -> None:
    """Notes and attributes that a program gave an error travel with it."""
    error = ConfigurationError("words")
    error.add_note("while starting")
    again = pickle.loads(pickle.dumps(error))
    assert again.__notes__ == ["while starting"]


class OwnError(RateLimitError):
    """An error of a program's own, with arguments of its own."""

    def __init__(self, where: str) -> None:
        super().__init__(429, None, f"limited in {where}", retry_after=1.0)
        self.where = where


def test_a_subclass_pickles_too() -> None:
    """A class of a user's own, whose arguments are others, pickles as ours do."""
    again = pickle.loads(pickle.dumps(OwnError("here")))
    assert (type(again), str(again), again.where, again.retry_after) == (
        OwnError,
        "429: limited in here",
        "here",
        1.0,
    )


def test_a_configuration_error_is_a_value_error() -> None:
    """Programs that expect Python's own error for a bad value get it."""
    assert issubclass(ConfigurationError, ValueError)
