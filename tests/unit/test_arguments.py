"""What requests about knowledge bases are made of."""

from __future__ import annotations

import json

from dify_api.models import ProcessRule, RerankingModel, RetrievalModel, RetrieveRequest

from dify_ext._arguments import as_json, given, texts


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


def test_options_become_text() -> None:
    """The part beside a file is JSON of what was given, in that order; models and mappings are objects in it."""
    text = as_json(
        name="n.txt", doc_form=None, process_rule=ProcessRule(mode="automatic"), retrieval_model={"top_k": None}
    )
    assert text == '{"name": "n.txt", "process_rule": {"mode": "automatic"}, "retrieval_model": {"top_k": null}}'
    assert json.loads(as_json(name="说明") or "") == {"name": "说明"}


def test_without_options_there_is_no_text() -> None:
    """Nothing given, nothing sent."""
    assert as_json(name=None) is None
