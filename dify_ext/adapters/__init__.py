"""Adapters: the client at home in other tools. Each module needs an extra of its name.

``otel`` traces calls and streams with OpenTelemetry, ``openai_server`` serves apps as models of the
OpenAI API, ``langchain`` has a chat model and a retriever, ``aiohttp`` has an ``httpx.AsyncClient``
on the connections of aiohttp (``dify_ext.AiohttpClient``). The client imports none of them.
"""
