"""Other clients of APIs with streams, from PyPI; each reads the events of its own API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import anthropic
import openai
from dify_client import ChatClient
from dify_oapi.api.chat.v1.model.chat_request import ChatRequest
from dify_oapi.api.chat.v1.model.chat_request_body import ChatRequestBody
from dify_oapi.api.dify.v1.model.get_info_request import GetInfoRequest
from dify_oapi.client import Client as DifyOapiClient
from dify_oapi.core.model.request_option import RequestOption

from bench.peers.question import KEY, TIMEOUT

Seen = Callable[[str], None] | None


def _ask(name: str) -> Any:
    return {"model": "m", "messages": [{"role": "user", "content": name}], "stream": True}


class Anthropic:
    """anthropic, typed."""

    name, is_async = "anthropic", False

    def __init__(self, url: str) -> None:
        self._client = anthropic.Anthropic(api_key=KEY, base_url=url, timeout=TIMEOUT)

    def stream(self, name: str, seen: Seen = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        with self._client.messages.create(max_tokens=1, **_ask(name)) as stream:
            for event in stream:
                count += 1
                if seen is not None and event.type == "content_block_delta":
                    seen(event.delta.text)
        return count

    def call(self) -> Any:
        """A call with a small answer."""
        return self._client.models.retrieve("m")

    def close(self) -> None:
        """Hang up."""
        self._client.close()


class AsyncAnthropic:
    """anthropic, typed."""

    name, is_async = "anthropic", True

    def __init__(self, url: str) -> None:
        self._client = anthropic.AsyncAnthropic(api_key=KEY, base_url=url, timeout=TIMEOUT)

    async def stream(self, name: str, seen: Seen = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        async with await self._client.messages.create(max_tokens=1, **_ask(name)) as stream:
            async for event in stream:
                count += 1
                if seen is not None and event.type == "content_block_delta":
                    seen(event.delta.text)
        return count

    async def call(self) -> Any:
        """A call with a small answer."""
        return await self._client.models.retrieve("m")

    async def close(self) -> None:
        """Hang up."""
        await self._client.close()


class OpenAI:
    """openai, typed."""

    name, is_async = "openai", False

    def __init__(self, url: str) -> None:
        self._client = openai.OpenAI(api_key=KEY, base_url=url, timeout=TIMEOUT)

    def stream(self, name: str, seen: Seen = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        with self._client.chat.completions.create(**_ask(name)) as stream:
            for event in stream:
                count += 1
                if seen is not None:
                    seen(event.choices[0].delta.content or "")
        return count

    def call(self) -> Any:
        """A call with a small answer."""
        return self._client.models.retrieve("m")

    def close(self) -> None:
        """Hang up."""
        self._client.close()


class AsyncOpenAI:
    """openai, typed."""

    name, is_async = "openai", True

    def __init__(self, url: str) -> None:
        self._client = openai.AsyncOpenAI(api_key=KEY, base_url=url, timeout=TIMEOUT)

    async def stream(self, name: str, seen: Seen = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        async with await self._client.chat.completions.create(**_ask(name)) as stream:
            async for event in stream:
                count += 1
                if seen is not None:
                    seen(event.choices[0].delta.content or "")
        return count

    async def call(self) -> Any:
        """A call with a small answer."""
        return await self._client.models.retrieve("m")

    async def close(self) -> None:
        """Hang up."""
        await self._client.close()


class DifyClient:
    """dify-client, which gives an answer of requests."""

    name, is_async = "dify-client", False

    def __init__(self, url: str) -> None:
        self._client = ChatClient(KEY)
        self._client.base_url = f"{url}/v1"

    def stream(self, name: str, seen: Seen = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        response = self._client.create_chat_message({}, name, "u", response_mode="streaming")
        for line in response.iter_lines():
            if line.startswith(b"data: "):
                value = json.loads(line[6:])
                count += 1
                if seen is not None and "answer" in value:
                    seen(value["answer"])
        response.close()
        return count

    def call(self) -> Any:
        """A call with a small answer."""
        return self._client._send_request("GET", "/info").json()

    def close(self) -> None:
        """It keeps no connection."""


def _oapi(url: str) -> tuple[Any, RequestOption]:
    return DifyOapiClient.builder().domain(url).build(), RequestOption.builder().api_key(KEY).build()


def _oapi_chat(name: str) -> ChatRequest:
    body = ChatRequestBody.builder().query(name).inputs({}).response_mode("streaming").user("u").build()
    return ChatRequest.builder().request_body(body).build()


class _Lines:
    """Its streams are bytes: the events are found as people do it."""

    def __init__(self, seen: Seen) -> None:
        self.count = 0
        self._seen = seen
        self._unread = b""

    def take(self, data: bytes) -> None:
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            if line.startswith(b"data: "):
                value = json.loads(line[6:])
                self.count += 1
                if self._seen is not None and "answer" in value:
                    self._seen(value["answer"])


class DifyOapi:
    """dify-oapi2, typed but for streams, which are bytes."""

    name, is_async = "dify-oapi2", False

    def __init__(self, url: str) -> None:
        self._client, self._option = _oapi(url)

    def stream(self, name: str, seen: Seen = None) -> int:
        """Read a stream; gives the number of its events."""
        lines = _Lines(seen)
        for data in self._client.chat.v1.chat.chat(_oapi_chat(name), self._option, True):
            lines.take(data)
        return lines.count

    def call(self) -> Any:
        """A call with a small answer."""
        return self._client.dify.v1.info.get(GetInfoRequest.builder().build(), self._option)

    def close(self) -> None:
        """Its connections belong to the process."""


class AsyncDifyOapi:
    """dify-oapi2, typed but for streams, which are bytes."""

    name, is_async = "dify-oapi2", True

    def __init__(self, url: str) -> None:
        self._client, self._option = _oapi(url)

    async def stream(self, name: str, seen: Seen = None) -> int:
        """Read a stream; gives the number of its events."""
        lines = _Lines(seen)
        async for data in await self._client.chat.v1.chat.achat(_oapi_chat(name), self._option, True):
            lines.take(data)
        return lines.count

    async def call(self) -> Any:
        """A call with a small answer."""
        return await self._client.dify.v1.info.aget(GetInfoRequest.builder().build(), self._option)

    async def close(self) -> None:
        """Its connections belong to the process."""
