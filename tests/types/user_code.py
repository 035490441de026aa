"""What users write, checked by mypy --strict and pyright as part of scripts/check; never run."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

from dify_api import Client
from dify_api.api.conversations import list_conversations

from dify_ext import (
    DROP,
    AsyncBinaryResponse,
    AsyncDify,
    AsyncDifyServer,
    AsyncPage,
    BinaryResponse,
    ChatAnswer,
    Dify,
    DifyServer,
    Drop,
    FileReport,
    FileTokenStore,
    MemoryTokenStore,
    Page,
    RawResponse,
    SyncReport,
    TokenStore,
    UnknownEvent,
    UploadedFile,
)
from dify_ext.events import Event, MessageEndEvent
from dify_ext.types import (
    ApiKey,
    App,
    AppInfo,
    ChatConversation,
    Conversation,
    ConversationPage,
    DailyConversations,
    Dataset,
    Document,
    DocumentIndexingStatus,
    Error,
    Message,
    MessageEvent,
    ProcessRule,
    RetrievalModel,
)


def sync_code(dify: Dify) -> None:
    answer = dify.chat.send("Hi", inputs={"n": 1}, files=[UploadedFile.from_id("x", type="image")])
    assert_type(answer, ChatAnswer)
    assert_type(answer.answer, str)
    with dify.chat.stream("Hi") as stream:
        for event in stream:
            assert_type(event, Event)
            if isinstance(event, MessageEvent):
                assert_type(event.answer, str | None)
            elif isinstance(event, MessageEndEvent):
                event.to_dict()
            elif isinstance(event, UnknownEvent):
                assert_type(event.event, str)
        for text in stream.text_stream:
            assert_type(text, str)
        assert_type(stream.get_final_answer(), ChatAnswer)
    assert_type(dify.conversations.list(), Page[Conversation])
    for message in dify.messages.list("c"):
        assert_type(message, Message)
    assert_type(dify.messages.feedback("m", None), None)
    assert_type(dify.messages.suggested("m"), list[str])
    assert_type(dify.audio.text_to_audio("x"), BinaryResponse)
    assert_type(dify.files.upload(b"x"), UploadedFile)
    raw = dify.with_raw_response.conversations.list(limit=3)
    assert_type(raw, RawResponse[Page[Conversation]])
    assert_type(dify.with_raw_response.app.info().parse(), AppInfo)
    assert_type(dify.low_level, Client)
    assert_type(list_conversations.sync(client=dify.low_level, user="u"), ConversationPage | Error | None)


def hooks(dify: Dify, asynchronous: AsyncDify) -> None:
    @dify.on("message_end")
    def at_the_end(event: MessageEndEvent) -> None:
        event.to_dict()

    @dify.on(MessageEvent)
    def moderated(event: MessageEvent) -> MessageEvent | Drop:
        return event if event.answer else DROP

    @asynchronous.on("message", "agent_message")
    async def several(event: Event) -> Event | None:
        return event

    dify.on("message")(lambda event: print(event.answer))
    dify.on("a_newer_event")(print)
    Dify(on_event=[print, ("message", moderated), ((MessageEndEvent, "error"), print)])
    AsyncDify(on_event=[several])
    dify.on("message")(at_the_end)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


async def async_code(dify: AsyncDify) -> None:
    assert_type(await dify.chat.send("Hi"), ChatAnswer)
    async with dify.chat.stream("Hi") as stream:
        async for event in stream:
            assert_type(event, Event)
        async for text in stream.text_stream:
            assert_type(text, str)
        assert_type(await stream.get_final_answer(), ChatAnswer)
    assert_type(await dify.conversations.list(), AsyncPage[Conversation])
    async for conversation in dify.conversations.list():
        assert_type(conversation, Conversation)
    page = await dify.messages.list("c")
    assert_type(await page.next_page(), AsyncPage[Message] | None)
    assert_type(await dify.audio.text_to_audio("x"), AsyncBinaryResponse)
    raw = await dify.with_raw_response.conversations.list()
    assert_type(raw, RawResponse[AsyncPage[Conversation]])
    assert_type(await dify.app.info(), AppInfo)


def console_code(server: DifyServer) -> None:
    assert_type(server.apps.list(mode="chat"), Page[App])
    assert_type(server.apps.ensure_api_key("a"), ApiKey)
    assert_type(server.apps.chat_conversations("a"), Page[ChatConversation])
    assert_type(server.statistics.daily_conversations("a"), list[DailyConversations])
    assert_type(server.dify("a", user="u"), Dify)
    store: TokenStore = MemoryTokenStore()
    DifyServer("https://dify.example.com", token_store=store)
    DifyServer("https://dify.example.com", token_store=FileTokenStore())


async def async_console_code(server: AsyncDifyServer) -> None:
    async for app in server.apps.list():
        assert_type(app, App)
    assert_type(await server.dify("a"), AsyncDify)
    assert_type(await server.login(), None)


def knowledge(dify: Dify) -> None:
    dataset = dify.datasets.create("n", indexing_technique="economy")
    assert_type(dataset, Dataset)
    rules = ProcessRule(mode="automatic")
    created = dify.documents.create_by_text(dataset.id, name="n", text="t", process_rule=rules)
    done = dify.documents.wait_indexed(
        dataset.id, created.batch, timeout=60, progress=lambda statuses: len(statuses)
    )
    assert_type(done, list[DocumentIndexingStatus])
    created = dify.documents.create_by_file(dataset.id, "a.txt", process_rule={"mode": "automatic"})
    assert_type(created.document, Document)
    assert_type(dify.documents.list(dataset.id), Page[Document])
    found = dify.datasets.retrieve(dataset.id, "q", retrieval_model=RetrievalModel(top_k=1))
    for record in found.records:
        assert_type(record.score, float | None)
    with dify.documents.download(dataset.id, created.document.id) as file:
        assert_type(file, BinaryResponse)
    assert_type(dify.with_raw_response.datasets.get("d"), RawResponse[Dataset])
    with dify.documents.sync_folder(dataset.id, "docs", progress=lambda one: one.path) as report:
        assert_type(report, SyncReport)
        assert_type(report.errors[0], FileReport)


async def async_knowledge(dify: AsyncDify) -> None:
    async for dataset in dify.datasets.list(tag_ids=["t"]):
        assert_type(dataset, Dataset)
    assert_type(await dify.documents.wait_indexed("d", "b"), list[DocumentIndexingStatus])
    assert_type(await dify.documents.download_zip("d", ["doc"]), AsyncBinaryResponse)
    for one in await dify.documents.sync_folder("d", Path("docs"), pattern="**/*.md", dry_run=True):
        assert_type(one.error, Exception | None)
