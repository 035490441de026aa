"""The chat model and the retriever: LangChain's own standard suites, and what Dify adds."""

from __future__ import annotations

import base64
import contextlib
import copy
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import ChatModelIntegrationTests, RetrieversIntegrationTests
from langchain_tests.unit_tests import ChatModelUnitTests

from dify_ext import AsyncDify, ConfigurationError, Dify
from dify_ext.adapters.langchain import ChatDify, DifyRetriever, _OnDify
from dify_ext.emulator import Emulator

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


@pytest.fixture(scope="module", autouse=True)
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", indexing_seconds=0.0) as running:
        Place.emulator = running
        with Dify(running.dataset_key, base_url=running.base_url) as dify:
            base = dify.datasets.create("Handbook", indexing_technique="economy")
            for number in range(4):
                made = dify.documents.create_by_text(
                    base.id, name=f"{number}", text=f"holidays part {number}"
                )
                dify.documents.wait_indexed(base.id, made.batch or "")
            Place.dataset_id = base.id
        yield running


class Place:
    """Where the suites, whose parameters are properties, find the server; and what they made."""

    emulator: Emulator
    dataset_id: str
    made: list[Any] = []  # noqa: RUF012 - shared on purpose


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """The clients of a test are closed after it."""
    yield
    for one in Place.made:
        one.close()
    Place.made.clear()


class Noted(_OnDify):
    """Is closed after its test; its asynchronous client keeps no connection, so it need not be."""

    def model_post_init(self, context: Any, /) -> None:
        super().model_post_init(context)
        Place.made.append(self)
        if self.api_key is not None:
            sender = httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0), trust_env=False)
            key = self.api_key.get_secret_value()
            self._own_async = AsyncDify(key, user=self.user, base_url=self.base_url, http_client=sender)


class Chat(Noted, ChatDify):
    """The model of the tests."""


class Retriever(Noted, DifyRetriever):
    """The retriever of the tests."""


class OfTheModel:
    """What both suites are told of the model."""

    @property
    def chat_model_class(self) -> type[BaseChatModel]:
        return Chat

    @property
    def chat_model_params(self) -> dict[str, Any]:
        emulator = Place.emulator
        return {"api_key": emulator.keys["chat"], "base_url": emulator.base_url, "user": "alice"}


class TestUnit(OfTheModel, ChatModelUnitTests):
    """LangChain's unit tests."""


class TestIntegration(OfTheModel, ChatModelIntegrationTests):
    """LangChain's integration tests, on the emulator."""


class TestRetriever(RetrieversIntegrationTests):
    """LangChain's tests of retrievers, on the emulator."""

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return Retriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        emulator = Place.emulator
        return {
            "dataset_id": Place.dataset_id,
            "api_key": emulator.dataset_key,
            "base_url": emulator.base_url,
        }

    @property
    def retriever_query_example(self) -> str:
        return "holidays"


def model(**more: Any) -> Chat:
    emulator = Place.emulator
    return Chat(api_key=emulator.keys["chat"], base_url=emulator.base_url, user="alice", **more)


async def test_a_conversation_goes_on() -> None:
    """If the last answer is the app's own, only what follows it is sent."""
    chat = model()
    first = chat.invoke("[[say:One]]")
    assert first.text == "One"
    second = await chat.ainvoke(["[[say:One]]", first, HumanMessage("[[say:Two]]")])
    assert second.response_metadata["conversation_id"] == first.response_metadata["conversation_id"]
    with Dify(Place.emulator.keys["chat"], user="alice", base_url=Place.emulator.base_url) as dify:
        stored = dify.messages.list(first.response_metadata["conversation_id"]).data
        assert [message.query for message in stored] == ["[[say:One]]", "[[say:Two]]"]
        other = chat.invoke([SystemMessage("Be brief."), "Hi", AIMessage("Ho"), "[[say:Three]]", "please"])
        stored = dify.messages.list(other.response_metadata["conversation_id"]).data
        assert [message.query for message in stored] == [
            "Be brief.\n\nuser: Hi\n\nassistant: Ho\n\nuser: [[say:Three]]\n\nplease"
        ]
    with pytest.raises(ConfigurationError, match="add a message with the question"):
        chat.invoke([first])


async def test_files() -> None:
    """Images, audio and files are uploaded, or handed on as addresses."""
    blocks: list[Any] = [
        {"type": "text", "text": "[[say:Seen]]"},
        {"type": "image", "base64": PNG, "mime_type": "image/png"},
        {"type": "image", "url": "https://example.com/cat.jpg"},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}"}},
        {"type": "file", "base64": PNG, "mime_type": "application/pdf", "extras": {"filename": "a.pdf"}},
    ]
    question = HumanMessage(blocks)
    expected = "Seen (files: image.png, cat.jpg, image.png, a.pdf)"
    assert model().invoke([question]).text == expected
    pieces = [chunk.text async for chunk in model().astream([question])]
    assert "".join(pieces) == expected


def test_a_stream_left_early_stops_the_run() -> None:
    """As with any stream."""
    chat = model()
    stream = chat.stream("[[slow:50:100ms]] word " * 20)
    next(stream)
    with contextlib.closing(stream):  # type: ignore[type-var]
        pass
    assert Place.emulator.requests[-1].path.endswith("/stop")


async def test_clients_of_the_user() -> None:
    """They are used as they are, and not closed; a key shows nowhere."""
    emulator = Place.emulator
    with Dify(emulator.keys["chat"], user="bob", base_url=emulator.base_url) as dify:
        chat = Chat(client=dify)
        assert chat.invoke("Hi").text
        await chat.aclose()
        assert dify.app.info().name
    assert emulator.keys["chat"] not in repr(model()) + str(model().model_dump())
    assert emulator.keys["chat"].encode() not in pickle.dumps(model())
    assert pickle.loads(pickle.dumps(model())).base_url == emulator.base_url
    key = copy.deepcopy(model()).api_key
    assert key is not None
    assert key.get_secret_value() == emulator.keys["chat"]
