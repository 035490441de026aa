"""Tags of knowledge bases.

Releases 1.12 to 1.14 have a fault: they count the uses of a tag in a number, but expect a text. So
they create or rename a tag and answer 400 all the same, and cannot list tags once there is one.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, Problem, Wrong, refusal, sized, text, texts
from .._errors import invalid_param, not_found
from .call import KnowledgeCall
from .state import Dataset, Tag

_NAME = sized(1, 50, "Name must be between 1 to 50 characters.")
_COUNT = Wrong("string_type", "Input should be a valid string")
_NONE = Wrong("value_error", "Value error, Tag IDs is required.")


def count(call: KnowledgeCall, tag: Tag) -> int:
    """How many knowledge bases have the tag."""
    return sum(tag.id in dataset.tags for dataset in call.knowledge.datasets.values())


def row(call: KnowledgeCall, tag: Tag, counted: bool = True) -> dict[str, Any]:
    """A tag. Older releases tell the count of a new or renamed one as a number."""
    uses: int | str = count(call, tag)
    if counted or call.traits.tag_count == "text":
        uses = str(uses)
    return {"id": tag.id, "name": tag.name, "type": "knowledge", "binding_count": uses}


def one(call: KnowledgeCall, tag: Tag) -> Response:
    """A tag as an answer, or the fault."""
    if call.traits.tags == "done but 400":
        raise call.wrong("DataSetTag", "binding_count", _COUNT, count(call, tag))
    return json_answer(row(call, tag, counted=False))


def tag_of(call: KnowledgeCall, tag_id: str) -> Tag:
    """The tag with this id, or 404."""
    found = call.knowledge.tags.get(tag_id)
    if found is None:
        raise not_found("Tag not found")
    return found


def target(call: KnowledgeCall, dataset_id: str) -> Dataset:
    """The knowledge base with this id, or 404."""
    found = call.knowledge.datasets.get(dataset_id)
    if found is None:
        raise not_found("Dataset not found")
    return found


async def create_tag(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/tags."""
    asked = await call.body("TagCreatePayload", {"name": Field(_NAME)})
    if any(tag.name == asked["name"] for tag in call.knowledge.tags.values()):
        raise invalid_param("Tag name already exists")
    tag = Tag(asked["name"])
    call.knowledge.tags[tag.id] = tag
    return one(call, tag)


async def list_tags(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/tags: the newest first."""
    tags = list(reversed(call.knowledge.tags.values()))
    if call.traits.tags == "unknown dataset":
        raise not_found("Dataset not found.")
    if tags and call.traits.tags == "done but 400":
        problems = [
            Problem(f"{index}.binding_count", _COUNT, count(call, tag)) for index, tag in enumerate(tags)
        ]
        raise refusal("list[DataSetTag]", problems, call.traits.validation)
    return json_answer([row(call, tag) for tag in tags])


async def update_tag(call: KnowledgeCall) -> Response:
    """PATCH /v1/datasets/tags."""
    asked = await call.body("TagUpdatePayload", {"name": Field(_NAME), "tag_id": Field(text)})
    named = (tag for tag in call.knowledge.tags.values() if tag.name == asked["name"])
    if any(tag.id != asked["tag_id"] for tag in named):
        raise invalid_param("Tag name already exists")
    tag = tag_of(call, asked["tag_id"])
    tag.name = asked["name"]
    return one(call, tag)


async def delete_tag(call: KnowledgeCall) -> Response:
    """DELETE /v1/datasets/tags."""
    asked = await call.body("TagDeletePayload", {"tag_id": Field(text)})
    tag = tag_of(call, asked["tag_id"])
    del call.knowledge.tags[tag.id]
    for dataset in call.knowledge.datasets.values():
        dataset.tags.discard(tag.id)
    return call.gone()


async def bind_tags(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/tags/binding."""
    asked = await call.body("TagBindingPayload", {"tag_ids": Field(texts), "target_id": Field(text)})
    if not asked["tag_ids"] and call.traits.checked_queries:
        raise call.wrong("TagBindingPayload", "tag_ids", _NONE, [])
    target(call, asked["target_id"]).tags.update(asked["tag_ids"])
    return call.gone()


async def unbind_tags(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/tags/unbinding: `tag_ids`, or the one `tag_id` of older clients."""
    body = await call.json()
    fields = {
        "tag_ids": Field(texts, None, nullable=True),
        "tag_id": Field(text, None, nullable=True),
        "target_id": Field(text),
    }
    asked = call.checked("TagUnbindingPayload", body, fields)
    ids = asked["tag_ids"] or ([asked["tag_id"]] if asked["tag_id"] else [])
    if not ids:
        raise call.wrong("TagUnbindingPayload", "", _NONE, body)
    target(call, asked["target_id"]).tags.difference_update(ids)
    return call.gone()


async def list_tags_of_dataset(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/tags."""
    if not call.traits.checked_queries and call.path("dataset_id") not in call.knowledge.datasets:
        return json_answer({"data": [], "total": 0})
    bound = call.dataset().tags
    rows = [{"id": tag.id, "name": tag.name} for tag in call.knowledge.tags.values() if tag.id in bound]
    return json_answer({"data": rows, "total": len(rows)})
