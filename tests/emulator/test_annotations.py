"""Annotations, and chats that answer with them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from dify_ext.emulator import Emulator

from .caller import Caller


class TestAnnotations:
    @pytest.fixture
    def chat(self) -> Any:
        """An emulator without other tests' annotations."""
        with Emulator() as emulator, httpx.Client(base_url=emulator.base_url) as client:
            yield Caller(client, emulator.keys["chat"], "u")

    def test_from_question_to_answer(self, chat: Caller) -> None:
        """Made, listed, changed, used in a chat once replies are on, and deleted."""
        sent = {"question": "What is Dify?", "answer": "A platform"}
        made = chat("POST", "/v1/apps/annotations", 201, json=sent).json()
        path = f"/v1/apps/annotations/{made['id']}"
        changed = chat("PUT", path, json={**sent, "answer": "A platform 平台"}).json()
        assert changed["answer"] == "A platform 平台"
        assert chat.ask("What is Dify?")["answer"] == "Echo: What is Dify?"
        self.reply(chat, "enable")
        assert chat("GET", "/v1/parameters").json()["annotation_reply"]["score_threshold"] == 0.9
        hit = chat.ask("what is  Dify?")
        assert hit["answer"] == "A platform 平台"
        assert hit["metadata"]["annotation_reply"]["id"] == made["id"]
        stream = chat.stream("What is Dify?")
        assert stream[-1]["metadata"]["annotation_reply"]["account"]["name"] == "Admin"
        assert "".join(event.get("answer", "") for event in stream) == "A platform 平台"
        assert chat("GET", "/v1/apps/annotations").json()["data"][0]["hit_count"] == 2
        self.reply(chat, "disable")
        assert chat.ask("What is Dify?")["metadata"]["annotation_reply"] is None
        chat("DELETE", path, 204)
        chat("DELETE", path, 404)
        chat("PUT", path, 404, json=sent)

    def reply(self, chat: Caller, action: str) -> None:
        """Switch replies; the job waits, then it is done."""
        sent = {"score_threshold": 0.9, "embedding_provider_name": "p", "embedding_model_name": "m"}
        path = f"/v1/apps/annotation-reply/{action}"
        job = chat("POST", path, json=sent).json()
        assert job["job_status"] == "waiting"
        states = [chat("GET", f"{path}/status/{job['job_id']}").json()["job_status"] for _ in range(3)]
        assert states == ["waiting", "completed", "completed"]

    def test_pages(self, chat: Caller) -> None:
        """By number; a full page says that there is more, even the last."""
        for index in range(4):
            sent = {"question": f"q{index}", "answer": "even" if index % 2 == 0 else "odd"}
            chat("POST", "/v1/apps/annotations", 201, json=sent)
        pages = [
            chat("GET", "/v1/apps/annotations", params={"page": page, "limit": 2}).json()
            for page in (1, 2, 3)
        ]
        assert [[row["question"] for row in page["data"]] for page in pages] == [
            ["q3", "q2"],
            ["q1", "q0"],
            [],
        ]
        assert [page["has_more"] for page in pages] == [True, True, False]
        assert {page["total"] for page in pages} == {4}
        found = chat("GET", "/v1/apps/annotations", params={"keyword": "EVEN"}).json()
        assert [row["question"] for row in found["data"]] == ["q2", "q0"]

    def test_a_chatflow_answers_with_an_annotation_at_once(self, chat: Caller) -> None:
        """No workflow runs then."""
        flow = Caller(chat.client, "app-emulator-chatflow", "u")
        flow("POST", "/v1/apps/annotations", 201, json={"question": "q", "answer": "a"})
        self.reply(flow, "enable")
        assert {event["event"] for event in flow.stream("q")} == {"message", "message_end"}

    def test_the_setting_wants_all_its_fields(self, chat: Caller) -> None:
        """For disable, too."""
        refused = chat("POST", "/v1/apps/annotation-reply/disable", 400, json={}, wrong=True).json()
        assert refused["message"].startswith(
            "3 validation errors for AnnotationReplyActionPayload\nscore_threshold\n"
        )
        sent = {"score_threshold": "high", "embedding_provider_name": 1, "embedding_model_name": "m"}
        refused = chat("POST", "/v1/apps/annotation-reply/enable", 400, json=sent, wrong=True).json()
        assert "Input should be a valid number" in refused["message"]
        assert "Input should be a valid string" in refused["message"]
