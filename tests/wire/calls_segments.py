"""The calls of segments and child chunks, tags, metadata and knowledge pipelines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .changes import Different, Method, Request, default, ids, instead, upload


def _bodiless(request: Request) -> None:
    request.pop("json", None)


def _enabling(request: Request) -> None:
    _bodiless(request)
    request["path"] = request["path"].rpartition("/")[0] + "/enable"


def _by_both_names(request: Request) -> None:
    request["json"]["tag_ids"] = [request["json"]["tag_id"]]


# By operation, for all of its recordings.
DIFFERENT_ALWAYS = {
    "tags-unbind": Different(
        "releases differ in the name of what is unbound: it is sent by both", _by_both_names
    ),
}
# By recording.
DIFFERENT = {
    "1.13.2/child-chunks-create--missing": Different(
        "a text is an argument that one must give", default("json", content="")
    ),
    "1.13.2/documents-metadata--missing": Different(
        "the documents are an argument that one must give", default("json", operation_data=[])
    ),
    "1.13.2/metadata-builtin--bad": Different("there is a method for each action", _enabling),
    "1.13.2/metadata-builtin--enable-json": Different("there is nothing to say in a body", _bodiless),
    "1.13.2/metadata-create--missing": Different(
        "name and type are arguments that one must give", default("json", name="", type="")
    ),
    "1.13.2/segments-update--missing": Different("a change is always sent", default("json", segment={})),
    "1.13.2/tags-create--missing": Different(
        "a name is an argument that one must give", default("json", name="")
    ),
    "1.14.2/pipeline-file-upload--no-file": Different(
        "an upload has a file", instead("form", {"fields": [], "files": [["file", "a.txt", 1, "text/plain"]]})
    ),
}


def _built_in(client: Any, request: Request) -> Any:
    dataset_id, *action = ids(request)
    methods = {"enable": client.metadata.enable_built_in, "disable": client.metadata.disable_built_in}
    return methods[action[0]](dataset_id) if action else client.metadata.built_in(dataset_id)


def _plugins(client: Any, request: Request) -> Any:
    return client.pipeline.datasource_plugins(
        *ids(request), is_published=request["query"]["is_published"] == "true"
    )


def _run(client: Any, request: Request) -> Any:
    arguments = {name: value for name, value in request["json"].items() if name != "response_mode"}
    return client.pipeline.run(*ids(request), **arguments)


METHODS: dict[str, Method] = {
    "child-chunks-create": lambda client, r: client.child_chunks.create(*ids(r), **r["json"]),
    "child-chunks-delete": lambda client, r: client.child_chunks.delete(*ids(r)),
    "child-chunks-list": lambda client, r: client.child_chunks.list(*ids(r), **r["query"]),
    "child-chunks-update": lambda client, r: client.child_chunks.update(*ids(r), **r["json"]),
    "documents-metadata": lambda client, r: client.metadata.update_documents(*ids(r), **r["json"]),
    "metadata-builtin": _built_in,
    "metadata-create": lambda client, r: client.metadata.create(*ids(r), **r["json"]),
    "metadata-delete": lambda client, r: client.metadata.delete(*ids(r)),
    "metadata-list": lambda client, r: client.metadata.list(*ids(r)),
    "metadata-update": lambda client, r: client.metadata.update(*ids(r), **r["json"]),
    "pipeline-datasource-plugins": _plugins,
    "pipeline-file-upload": lambda client, r: upload(client.pipeline.upload_file, request=r),
    "pipeline-run": _run,
    "segments-create": lambda client, r: client.segments.create(*ids(r), **r["json"]),
    "segments-delete": lambda client, r: client.segments.delete(*ids(r)),
    "segments-get": lambda client, r: client.segments.get(*ids(r)),
    "segments-list": lambda client, r: client.segments.list(*ids(r), **r.get("query", {})),
    "segments-update": lambda client, r: client.segments.update(*ids(r), **r["json"]["segment"]),
    "tags-bind": lambda client, r: client.tags.bind(r["json"]["tag_ids"], r["json"]["target_id"]),
    "tags-create": lambda client, r: client.tags.create(**r["json"]),
    "tags-delete": lambda client, r: client.tags.delete(**r["json"]),
    "tags-list": lambda client, r: client.tags.list(),
    "tags-of-dataset": lambda client, r: client.tags.of_dataset(*ids(r)),
    "tags-unbind": lambda client, r: client.tags.unbind(r["json"]["tag_ids"], r["json"]["target_id"]),
    "tags-update": lambda client, r: client.tags.update(**r["json"]),
}


def _without(name: str) -> Callable[[Any], Any]:
    return lambda sent: {key: value for key, value in sent.items() if key != name}


def _data(sent: Any) -> Any:
    return sent["data"]


def _list(name: str) -> Callable[[Any], Any]:
    return lambda sent: {"data": sent[name]}


# What of an answer a method gives, where that is not all.
GIVES: dict[str, Callable[[Any], Any]] = {
    "child-chunks-create": _data,
    "child-chunks-list": _without("total_pages"),
    "child-chunks-update": _data,
    "metadata-builtin": _list("fields"),
    "metadata-list": _list("doc_metadata"),
    "segments-create": _list("data"),
    "segments-get": _data,
    "segments-list": _without("doc_form"),
    "segments-update": _data,
    "tags-list": lambda sent: {"data": sent},
    "tags-of-dataset": _list("data"),
}
# The generated module of each operation; by recording where one operation on record is two.
MODULES = {
    "1.13.2/metadata-builtin--list": "metadata.list_built_in_metadata_fields",
    "child-chunks-create": "child_chunks.create_child_chunk",
    "child-chunks-delete": "child_chunks.delete_child_chunk",
    "child-chunks-list": "child_chunks.list_child_chunks",
    "child-chunks-update": "child_chunks.update_child_chunk",
    "documents-metadata": "metadata.update_documents_metadata",
    "metadata-builtin": "metadata.switch_built_in_metadata_fields",
    "metadata-create": "metadata.create_metadata_field",
    "metadata-delete": "metadata.delete_metadata_field",
    "metadata-list": "metadata.list_metadata_fields",
    "metadata-update": "metadata.update_metadata_field",
    "pipeline-datasource-plugins": "pipeline.list_datasource_plugins",
    "pipeline-file-upload": "pipeline.upload_pipeline_file",
    "pipeline-run": "pipeline.run_pipeline",
    "segments-create": "segments.create_segments",
    "segments-delete": "segments.delete_segment",
    "segments-get": "segments.get_segment",
    "segments-list": "segments.list_segments",
    "segments-update": "segments.update_segment",
    "tags-bind": "tags.bind_dataset_tags",
    "tags-create": "tags.create_dataset_tag",
    "tags-delete": "tags.delete_dataset_tag",
    "tags-list": "tags.list_dataset_tags",
    "tags-of-dataset": "tags.list_tags_of_dataset",
    "tags-unbind": "tags.unbind_dataset_tags",
    "tags-update": "tags.update_dataset_tag",
}
