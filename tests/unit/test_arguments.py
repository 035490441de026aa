"""What requests about knowledge bases are made of."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from dify_api.models import (
    DatasetMember,
    ProcessRule,
    RerankingModel,
    RetrievalModel,
    RetrieveRequest,
    SegmentInput,
)

from dify_ext import ConfigurationError
from dify_ext._core.arguments import (
    as_json,
    at_least_one,
    checked_text,
    dataset_members,
    given,
    given_all,
    given_mappings,
    iso,
    refuse_uncallable,
    refuse_unknown,
    texts,
)
from dify_ext._core.options import RequestOptions


def test_a_mapping_goes_out_as_it_is() -> None:
    """Nulls, fields that no version knows, models in it: a plain mapping is what is sent."""
    mapping = {"top_k": 3, "score_threshold": None, "new": [1], "reranking_model": RerankingModel()}
    body = RetrieveRequest(query="q", retrieval_model=given(RetrievalModel, mapping))
    assert body.to_dict()["retrieval_model"] == {**mapping, "reranking_model": RerankingModel()}
    assert mapping["top_k"] == 3  # the caller's own is left alone


def test_a_model_stays() -> None:
    """A model is taken as it is; what is None in it is not sent."""
    model = RetrievalModel(top_k=3, score_threshold=None)
    assert given(RetrievalModel, model) is model
    assert RetrieveRequest(query="q", retrieval_model=model).to_dict() == {
        "query": "q",
        "retrieval_model": {"top_k": 3},
    }
    assert given(RetrievalModel, None) is None


def test_one_id_is_a_list() -> None:
    """A string is one id, never its letters; anything else is gone through once."""
    assert texts("abc") == ["abc"]
    assert texts(iter(["a", "b"])) == ["a", "b"]
    assert texts(()) == []


def test_what_is_no_text_is_refused() -> None:
    assert checked_text("hello", "query") == "hello"
    wrong: Any = 5
    with pytest.raises(ConfigurationError, match=r"^query must be a string, not int$"):
        checked_text(wrong, "query")


def test_options_become_text() -> None:
    """The part beside a file is JSON of what was given, in that order;
    models and mappings are objects in it.
    """
    text = as_json(
        name="n.txt",
        doc_form=None,
        process_rule=ProcessRule(mode="automatic"),
        retrieval_model={"top_k": None},
    )
    assert (
        text == '{"name": "n.txt", "process_rule": {"mode": "automatic"}, "retrieval_model": {"top_k": null}}'
    )
    assert json.loads(as_json(name="说明") or "") == {"name": "说明"}


def test_options_that_json_does_not_have() -> None:
    """Dates and UUIDs are texts; for anything else it is said where it is."""
    text = as_json(name=UUID(int=1), rule={"since": date(2025, 1, 2)})
    assert text == '{"name": "00000000-0000-0000-0000-000000000001", "rule": {"since": "2025-01-02"}}'
    with pytest.raises(ConfigurationError, match=r"^process_rule\.rules\[1\]: JSON has no nan"):
        as_json(process_rule={"rules": [1, float("nan")]})


def test_without_options_there_is_no_text() -> None:
    """Nothing given, nothing sent."""
    assert as_json(name=None) is None


def test_models_and_mappings() -> None:
    """Models and mappings stand side by side, from any iterable;
    a mapping's nulls and unknown fields stay.
    """
    model, mapping = SegmentInput(content="a"), {"content": "b", "answer": None, "new": [1]}
    assert given_all(SegmentInput, (each for each in (model, mapping))) == [model, mapping]
    assert given_all(SegmentInput, []) == []


@pytest.mark.parametrize("one", [SegmentInput(content="a"), {"content": "a"}])
def test_one_alone_is_a_list_of_one(one: Any) -> None:
    """A mapping is not taken for its keys."""
    assert given_all(SegmentInput, one) == [one]


@pytest.mark.parametrize(
    ("wrong", "kind"), [("text", "str"), (["text"], "str"), ([{}, 7], "int"), ([None], "NoneType")]
)
def test_what_is_neither_is_said(wrong: Any, kind: str) -> None:
    """Something else cannot be sent: it is said before the call, by its type alone."""
    with pytest.raises(ConfigurationError, match=rf"^expected SegmentInput or a mapping, got {kind}$"):
        given_all(SegmentInput, wrong)


def test_mappings() -> None:
    """Free objects go out as they are, copied."""
    given = {"url": "https://dify.example", "title": None}
    sent = given_mappings([given])
    assert sent == [given]
    assert sent[0] is not given
    assert given_mappings(given) == [given]  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match=r"^expected dict or a mapping, got str$"):
        given_mappings(["url"])  # type: ignore[list-item]


class Own(RequestOptions, total=False):
    name: str


@pytest.mark.parametrize("wrong", [0, -1, True, 1.0, "4", None])
def test_a_number_of_things(wrong: Any) -> None:
    assert at_least_one("chunk", 1) == 1
    with pytest.raises(ConfigurationError, match="chunk must be a whole number, 1 or more, not"):
        at_least_one("chunk", wrong)


def test_what_is_no_function_is_refused() -> None:
    async def later() -> None:
        pass

    refuse_uncallable(progress=None, on_result=print)
    refuse_uncallable(awaits=True, progress=later)
    with pytest.raises(ConfigurationError, match="progress must be a plain function"):
        refuse_uncallable(progress=later)
    with pytest.raises(ConfigurationError, match="on_result must be a function, not int"):
        refuse_uncallable(progress=None, on_result=7)


def test_an_unknown_argument_is_refused() -> None:
    """Those of a method and the options of the call are known; others are a mistake, as in any function."""
    refuse_unknown({"name": "n", "timeout": 3.0}, Own)
    refuse_unknown({}, Own)
    with pytest.raises(TypeError, match="'nam'"):
        refuse_unknown({"nam": "n"}, Own)


def test_members_of_a_knowledge_base() -> None:
    """Ids of accounts, mappings and models."""
    model = DatasetMember(user_id="c")
    found = dataset_members(["a", {"user_id": "b"}, model])
    assert found == [DatasetMember(user_id="a"), DatasetMember(user_id="b"), model]


def test_times_in_iso() -> None:
    """A datetime is written, a text is taken as it is."""
    assert iso(datetime(2026, 1, 31, 18, tzinfo=UTC)) == "2026-01-31T18:00:00+00:00"
    assert iso("2026-01-31") == "2026-01-31"
    assert iso(None) is None
