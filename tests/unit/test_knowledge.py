"""What is filled in from a knowledge base, and what a release is known to have."""

from __future__ import annotations

from typing import Any

import pytest
from dify_api.models import Dataset

from dify_ext._core.knowledge import fitting_indexing, fitting_retrieval
from dify_ext._core.options import Options, shared_options
from dify_ext._core.release import release_of

OWN = {"search_method": "hybrid_search", "top_k": 7, "weights": None, "score_threshold": 0.5, "new": 1}
COMPLETE = {
    "search_method": "semantic_search",
    "reranking_enable": False,
    "top_k": 4,
    "score_threshold_enabled": False,
}
AUTOMATIC = {"mode": "automatic"}


def base(**fields: Any) -> Dataset:
    return Dataset.from_dict({"id": "d", **fields})


@pytest.mark.parametrize(
    ("fields", "model"),
    [
        ({}, None),
        ({"indexing_technique": "economy", "provider": "external"}, None),
        ({"indexing_technique": "economy"}, {**COMPLETE, "search_method": "keyword_search"}),
        ({"indexing_technique": "high_quality"}, COMPLETE),
        (
            {"indexing_technique": "high_quality", "retrieval_model_dict": OWN},
            {**COMPLETE, "search_method": "hybrid_search", "top_k": 7, "score_threshold": 0.5, "new": 1},
        ),
        ({"indexing_technique": "a new one", "provider": "vendor"}, COMPLETE),
    ],
)
def test_a_retrieval_model_that_fits(fields: dict[str, Any], model: dict[str, Any] | None) -> None:
    """Complete, without nulls; what a newer server has stays."""
    assert fitting_retrieval(base(**fields)) == model


@pytest.mark.parametrize(
    ("technique", "release", "options"),
    [
        (None, "1.16.1", {"indexing_technique": "high_quality", "process_rule": AUTOMATIC}),
        ("economy", "1.16.1", {"indexing_technique": "economy"}),
        ("economy", "1.9.2", {"indexing_technique": "economy", "process_rule": AUTOMATIC}),
        ("economy", None, {"indexing_technique": "economy"}),
    ],
)
def test_options_that_a_document_needs(
    technique: str | None, release: str | None, options: dict[str, Any]
) -> None:
    """The base's technique; a rule for its first document, and where the release fails without one."""
    assert fitting_indexing(base(indexing_technique=technique), release) == options


@pytest.mark.parametrize(
    ("said", "release"),
    [
        ("1.13.1", (1, 13, 1)),
        (" v1.9 ", (1, 9, 0)),
        ("2.0.0-beta.1", (2, 0, 0)),
        ("0.15.8-fix", (0, 15, 8)),
        ("main", None),
        ("", None),
        (None, None),
    ],
)
def test_releases(said: str | None, release: tuple[int, ...] | None) -> None:
    """Three numbers, or nothing."""
    assert release_of(said) == release


def test_requests_that_share_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has what is left of ``call_timeout``; without one nothing changes."""
    now = [100.0]
    monkeypatch.setattr("dify_ext._core.options.time.monotonic", lambda: now[0])
    client = Options.read(base_url="https://dify.example.com", call_timeout=9.0)
    own = shared_options(client, {"max_retries": 0, "call_timeout": 5.0})
    the_clients = shared_options(client, {})
    now[0] += 3.0
    assert own() == {"max_retries": 0, "call_timeout": 2.0}
    assert the_clients() == {"call_timeout": 6.0}
    now[0] += 30.0
    assert own()["call_timeout"] == 0.001  # over at once
    endless = Options.read(base_url="https://dify.example.com")
    assert shared_options(endless, {"timeout": 1.0})() == {"timeout": 1.0}
