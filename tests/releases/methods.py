"""The method of the client for each recorded operation, beside the tables of ``tests/wire``."""

from __future__ import annotations

from typing import Any

from tests.wire import calls
from tests.wire.changes import Method, Request, ids
from tests.wire.recordings import Recording

from .requests import accepted

# What no method asks for: another action than there are, and a path that the release does not have.
NOT_ASKED = {
    "1.9.2/metadata-builtin--list-old-path",
    "1.13.2/apps-annotation-reply--bad-action",
    "1.13.2/metadata-builtin--bad",
    "1.16.1/metadata-builtin--bad",
}
# Operations that have another name in the tables.
_SAME = {"form-human-input": "form-get", "upload-file": "documents-download"}


def operation_name(recording: Recording) -> str:
    """The name of a recorded operation in the tables."""
    return _SAME.get(recording.operation, recording.operation)


def _reply(client: Any, request: Request) -> Any:
    if request["path"].endswith("/disable"):
        return client.annotations.disable_reply()
    return client.annotations.enable_reply(**request["json"])


def _built_in(client: Any, request: Request) -> Any:
    base, _, action = request["path"].removeprefix("/v1/datasets/").partition("/metadata/built-in")
    switch = {"/enable": client.metadata.enable_built_in, "/disable": client.metadata.disable_built_in}
    if action:
        return switch[action](base)
    return client.metadata.built_in(base if "/" not in base and base != "metadata/built-in" else "d")


def _unbind(client: Any, request: Request) -> Any:
    sent = request["json"]
    return client.tags.unbind(sent.get("tag_ids") or sent["tag_id"], sent["target_id"])


def _plugins(client: Any, request: Request) -> Any:
    published = request.get("query", {}).get("is_published", "true") == "true"
    return client.pipeline.datasource_plugins(*ids(request), is_published=published)


def _run(client: Any, request: Request) -> Any:
    return client.pipeline.run(*ids(request), **accepted(client.pipeline.run, request["json"]))


def _stream(client: Any, request: Request) -> Any:
    return client.pipeline.stream(*ids(request), **accepted(client.pipeline.stream, request["json"]))


def _node(client: Any, request: Request) -> Any:
    method = client.pipeline.run_datasource_node
    return method(*ids(request), **accepted(method, request["json"]))


METHODS: dict[str, Method] = calls.METHODS | {
    "apps-annotation-reply": _reply,
    "metadata-builtin": _built_in,
    "pipeline-datasource-plugins": _plugins,
    "pipeline-run": _run,
    "tags-unbind": _unbind,
}
STREAMS: dict[str, Method] = calls.STREAMS | {"pipeline-node-run": _node, "pipeline-run": _stream}
