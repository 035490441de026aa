"""What a request may hold: dates and UUIDs as texts; what JSON does not have is refused with its place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import httpx
import pytest

from dify_api.api.chat import send_chat_message
from dify_api.api.conversations import list_conversations
from dify_api.models import ChatRequest, FileUploadRequest
from dify_api.types import File, WrongShape


def sent_json(inputs: Any, **options: Any) -> Any:
    """The JSON of a chat message with these inputs."""
    body = ChatRequest(inputs=inputs, query="q", user="u", **options)
    return send_chat_message._get_kwargs(body=body)["json"]


def test_dates_and_uuids_are_texts() -> None:
    """They are taken wherever a value stands: in inputs, as a key, as a field, in a query."""
    one = UUID(int=1)
    inputs = {"at": [datetime(2025, 1, 2, 3, tzinfo=UTC), date(2025, 1, 2), time(3, 4)], one: {"id": one}, 5: (True, 1.5)}
    assert sent_json(inputs, conversation_id=one) == {
        "inputs": {
            "at": ["2025-01-02T03:00:00+00:00", "2025-01-02", "03:04:00"],
            str(one): {"id": str(one)},
            5: [True, 1.5],
        },
        "query": "q",
        "user": "u",
        "conversation_id": str(one),
    }
    query = list_conversations._get_kwargs(user=one, last_id=datetime(2025, 1, 2))
    assert httpx.Request("GET", "http://h", params=query["params"]).url.query == f"user={one}&last_id=2025-01-02T00%3A00%3A00".encode()


def holding_itself() -> dict[str, Any]:
    """A structure without an end, twice in itself."""
    inputs: dict[str, Any] = {"here": 1}
    inputs["again"] = [inputs, inputs]
    return inputs


def deep(levels: int) -> Any:
    """Lists in lists."""
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"a": [1, float("nan")]}, "inputs.a[1]: JSON has no nan; give None or a text"),
        ({"a": {"b": float("-inf")}}, "inputs.a.b: JSON has no -inf; give None or a text"),
        ({"a": b"x"}, "inputs.a: JSON has no bytes; give a text, a number, a list or a mapping"),
        ({"a": {1}}, "inputs.a: JSON has no set; give a text, a number, a list or a mapping"),
        ({"a": ChatRequest}, "inputs.a: JSON has no type; give a text, a number, a list or a mapping"),
        ({"a": {(1, 2): 3}}, "inputs.a: JSON has no tuple as a key; give a text"),
        ({"a": "\ud800"}, "inputs.a: the text has a lone surrogate, which is no character"),
        ({"a": ChatRequest(inputs={"b": 1j}, query="", user="")}, "inputs.a.inputs.b: JSON has no complex; give a text, a number, a list or a mapping"),
        ({"a": deep(100_000)}, "inputs.a[0][0][0][0][0][0][0]: it holds itself, or is nested too deeply"),
        (holding_itself(), "inputs.again[0].again[0].again[0].again[0]: it holds itself, or is nested too deeply"),
    ],
)
def test_values_that_json_does_not_have(inputs: Any, message: str) -> None:
    """They are refused before anything is sent, and it is said where they are."""
    with pytest.raises(WrongShape) as caught:
        sent_json(inputs)
    assert str(caught.value) == message


def test_what_is_deep_and_ends_is_sent() -> None:
    """A structure of many levels is one that a server may read."""
    assert sent_json({"a": deep(150)})["inputs"] == {"a": deep(150)}


def test_forms_have_the_same_values() -> None:
    """Beside a file, too."""
    body = FileUploadRequest(file=File(b""), user=UUID(int=1), additional_properties={"a": {"b": date(2025, 1, 2)}})
    assert body.to_multipart()["data"] == {"user": str(UUID(int=1)), "a": '{"b": "2025-01-02"}'}
    with pytest.raises(WrongShape, match=r"^a\[0\]: JSON has no nan"):
        FileUploadRequest(file=File(b""), additional_properties={"a": [float("nan")]}).to_multipart()
