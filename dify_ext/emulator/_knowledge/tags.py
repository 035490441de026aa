"""Tags of knowledge bases.

Releases 1.12 to 1.14 have a fault: they count the uses of a tag in a number, but expect a text. So
they create or rename a tag and answer 400 all the same, and cannot list tags once there is one.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._checks import Problem, Wrong, refusal
from .._errors import invalid_param, not_found
from .call import KnowledgeCall
from .state import Dataset, Tag

_COUNT = Wrong("string_type", "Input should be a valid string")
_NONE = Wrong("value_error", "Value error, Tag IDs is required.")


def count(call: KnowledgeCall, tag: Tag) -> int:
    """How many knowledge bases have the tag."""
    return sum(tag.id in dataset.tags for dataset in call.datasets.values())


def tag_row(call: KnowledgeCall, tag: Tag, counted: bool = True) -> dict[str, Any]:
    """A tag. Older releases tell the count of a new or renamed one as a number."""
    uses: int | str = count(call, tag)
    if counted or call.traits.tag_count == "text":
        uses = str(uses)
    return {"id": tag.id, "name": tag.name, "type": "knowledge", "binding_count": uses}


def one(call: KnowledgeCall, tag: Tag) -> Any:
    """A tag as an answer, or the fault."""
    if call.traits.tags == "done but 400":
        raise call.wrong("binding_count", _COUNT, count(call, tag), "DataSetTag")
    return tag_row(call, tag, counted=False)


def tag_of(call: KnowledgeCall, tag_id: str) -> Tag:
    """The tag with this id, or 404."""
    found = call.knowledge.tags.get(tag_id)
    if found is None:
        raise not_found("Tag not found")
    return found


def target(call: KnowledgeCall, dataset_id: str) -> Dataset:
    """The knowledge base with this id, or 404."""
    found = call.datasets.get(dataset_id)
    if found is None:
        raise not_found("Dataset not found")
    return found


def _must_be_free(call: KnowledgeCall, name: str, tag_id: str | None = None) -> None:
    if any(tag.name == name and tag.id != tag_id for tag in call.knowledge.tags.values()):
        raise invalid_param("Tag name already exists")


async def create_dataset_tag(call: KnowledgeCall) -> Any:
    """Two of the same name cannot be."""
    asked = await call.body()
    _must_be_free(call, asked["name"])
    tag = Tag(asked["name"])
    call.knowledge.tags[tag.id] = tag
    return one(call, tag)


async def list_dataset_tags(call: KnowledgeCall) -> Any:
    """The newest first."""
    tags = list(reversed(call.knowledge.tags.values()))
    if call.traits.tags == "unknown dataset":
        raise not_found("Dataset not found.")
    if tags and call.traits.tags == "done but 400":
        wrong = [
            Problem(f"{place}.binding_count", _COUNT, count(call, tag)) for place, tag in enumerate(tags)
        ]
        raise refusal("list[DataSetTag]", wrong, call.validation)
    return [tag_row(call, tag) for tag in tags]


async def update_dataset_tag(call: KnowledgeCall) -> Any:
    """Another name."""
    asked = await call.body()
    _must_be_free(call, asked["name"], asked["tag_id"])
    tag = tag_of(call, asked["tag_id"])
    tag.name = asked["name"]
    return one(call, tag)


async def delete_dataset_tag(call: KnowledgeCall) -> Response:
    """No knowledge base has it any more."""
    tag = tag_of(call, (await call.body())["tag_id"])
    del call.knowledge.tags[tag.id]
    for dataset in call.datasets.values():
        dataset.tags.discard(tag.id)
    return call.gone()


async def bind_dataset_tags(call: KnowledgeCall) -> Response:
    """Put tags on a knowledge base."""
    asked = await call.body()
    if not asked["tag_ids"] and call.traits.checked_queries:
        raise call.wrong("tag_ids", _NONE, [])
    target(call, asked["target_id"]).tags.update(asked["tag_ids"])
    return call.gone()


async def unbind_dataset_tags(call: KnowledgeCall) -> Response:
    """Take off `tag_ids`, or the one `tag_id` of older clients."""
    asked = await call.body()
    ids = asked["tag_ids"] or ([asked["tag_id"]] if asked["tag_id"] else [])
    if not ids:
        raise call.wrong("", _NONE, await call.json())
    target(call, asked["target_id"]).tags.difference_update(ids)
    return call.gone()


async def list_tags_of_dataset(call: KnowledgeCall) -> Any:
    """Without their counts."""
    if not call.traits.checked_queries and call.path("dataset_id") not in call.datasets:
        return {"data": [], "total": 0}
    bound = call.dataset().tags
    rows = [{"id": tag.id, "name": tag.name} for tag in call.knowledge.tags.values() if tag.id in bound]
    return {"data": rows, "total": len(rows)}
