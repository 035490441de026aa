"""A caller that holds everything it sends and gets against the spec."""

from __future__ import annotations

from typing import Any

import httpx

from .contract import assert_request_fits, assert_response_fits, events_of


class Caller:
    """Calls one app of an emulator as one user."""

    def __init__(self, client: httpx.Client, key: str, user: str) -> None:
        self.client, self.key, self.user = client, key, user

    def __call__(
        self,
        method: str,
        path: str,
        status: int = 200,
        *,
        wrong: bool = False,
        headers: Any = None,
        **sent: Any,
    ) -> httpx.Response:
        """Send a request and read its answer. `wrong` is for requests that the spec does not allow."""
        headers = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        request = self.client.build_request(method, path, headers=headers, **sent)
        if not wrong:
            form = {**sent.get("data", {}), "file": "-"} if "files" in sent else None
            request.read()
            assert_request_fits(request, form)
        response = self.client.send(request)
        assert_response_fits(response)
        assert response.status_code == status, response.text
        return response

    def ask(self, query: str = "hello", status: int = 200, **more: Any) -> dict[str, Any]:
        """A question and its answer in one piece."""
        body = {"inputs": {}, "query": query, "user": self.user, "response_mode": "blocking", **more}
        answer: dict[str, Any] = self("POST", "/v1/chat-messages", status, json=body).json()
        return answer

    def stream(
        self, query: str = "hello", path: str = "/v1/chat-messages", **more: Any
    ) -> list[dict[str, Any]]:
        """A question and the events that answer it."""
        body = {"inputs": {}, "query": query, "user": self.user, "response_mode": "streaming", **more}
        return events_of(self("POST", path, json=body).text)

    def run(self, text: str = "hello", mode: str = "streaming", **more: Any) -> Any:
        """A run of a workflow: the events of its stream, or its end in one piece."""
        body = {"inputs": {"text": text}, "user": self.user, "response_mode": mode, **more}
        answer = self("POST", "/v1/workflows/run", json=body)
        return events_of(answer.text) if mode == "streaming" else answer.json()

    def events(self, run_id: str, status: int = 200, **query: str) -> list[dict[str, Any]]:
        """What a stream gives that takes a run up again;
        with how the run stands, unless the query says otherwise.
        """
        asked = {"user": self.user, "include_state_snapshot": "true", "continue_on_pause": "true", **query}
        return events_of(self("GET", f"/v1/workflow/{run_id}/events", status, params=asked).text)

    def submit(self, token: str, action: str = "approve", status: int = 200, **more: Any) -> Any:
        """Fill a form in."""
        body = {"inputs": {"comment": "fine 好"}, "action": action, "user": self.user, **more}
        return self("POST", f"/v1/form/human_input/{token}", status, json=body).json()

    def upload(
        self, name: str = "notes.txt", content: bytes = b"some notes", kind: str = "text/plain"
    ) -> str:
        """The id of a new file."""
        sent = {"data": {"user": self.user}, "files": {"file": (name, content, kind)}}
        return str(self("POST", "/v1/files/upload", 201, **sent).json()["id"])
