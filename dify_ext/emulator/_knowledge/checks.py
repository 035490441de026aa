"""Checks of bodies that only these operations need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._call import BaseCall
from .._checks import (
    Field,
    Reader,
    Wrong,
    anything,
    flag,
    mapping,
    mappings,
    number,
    one_of,
    read,
    refusal,
    text,
    texts,
    whole,
)

TECHNIQUES = ("high_quality", "economy")
PERMISSIONS = ("only_me", "all_team_members", "partial_members")
DOC_FORMS = ("text_model", "hierarchical_model", "qa_model")
MODES = ("automatic", "custom", "hierarchical")
SEARCHES = ("semantic_search", "full_text_search", "hybrid_search", "keyword_search")


def doc_form(value: Any) -> str:
    """The form of a document's segments."""
    if text(value) not in DOC_FORMS:
        raise Wrong("value_error", "Value error, Invalid doc_form.")
    return str(value)


def several(low: int, high: int) -> Reader:
    """A list with a limited number of strings."""

    def reader(value: Any) -> list[str]:
        found = texts(value)
        noun = "item" if low == 1 else "items"
        if len(found) < low:
            raise Wrong(
                "too_short", f"List should have at least {low} {noun} after validation, not {len(found)}"
            )
        if len(found) > high:
            raise Wrong(
                "too_long", f"List should have at most {high} items after validation, not {len(found)}"
            )
        return found

    return reader


#: The fields of the search settings of a knowledge base.
RETRIEVAL = {
    "search_method": Field(one_of(*SEARCHES, kind="enum")),
    "reranking_enable": Field(flag),
    "reranking_model": Field(mapping, None, nullable=True),
    "reranking_mode": Field(text, None, nullable=True),
    "weights": Field(mapping, None, nullable=True),
    "top_k": Field(whole(-(2**31))),
    "score_threshold_enabled": Field(flag),
    "score_threshold": Field(number, None, nullable=True),
    "metadata_filtering_conditions": Field(mapping, None, nullable=True),
}
#: The fields of the rules that cut documents.
RULE = {"mode": Field(one_of(*MODES)), "rules": Field(mapping, None, nullable=True)}
RULES = {
    "pre_processing_rules": Field(mappings, None, nullable=True),
    "segmentation": Field(mapping, None, nullable=True),
    "parent_mode": Field(one_of("full-doc", "paragraph"), None, nullable=True),
    "subchunk_segmentation": Field(mapping, None, nullable=True),
}
SEGMENTATION = {
    "separator": Field(text, "\n"),
    "max_tokens": Field(whole(1)),
    "chunk_overlap": Field(whole(0), 0),
}
#: The fields of a metadata write, and of one value in it.
WRITE = {
    "document_id": Field(text),
    "metadata_list": Field(anything),
    "partial_update": Field(flag, False),
}
VALUE = {"id": Field(text), "name": Field(text), "value": Field(anything, None, nullable=True)}


def inner(
    call: BaseCall, model: str, place: str, value: Any, fields: Mapping[str, Field]
) -> dict[str, Any] | None:
    """An object inside a payload; None if it is left out."""
    if value is None:
        return None
    values, problems = read(mapping(value), fields)
    if problems:
        placed = [problem._replace(place=f"{place}.{problem.place}") for problem in problems]
        raise refusal(model, placed, call.traits.validation)
    return values


def rows(
    call: BaseCall, model: str, place: str, value: Any, fields: Mapping[str, Field]
) -> list[dict[str, Any]]:
    """A list of objects inside a payload."""
    if not isinstance(value, list):
        raise call.wrong(model, place, Wrong("list_type", "Input should be a valid list"), value)
    found = []
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            wrong = Wrong("dict_type", "Input should be a valid dictionary")
            raise call.wrong(model, f"{place}.{index}", wrong, item)
        found.append(inner(call, model, f"{place}.{index}", item, fields) or {})
    return found
