"""Waiting for documents to be indexed: when to look again, when all is done, and when waiting is no use."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from dify_api.models import DocumentIndexingStatus
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import IndexingFailed, RequestTimeout
from dify_ext._core.indexing import LONGEST_PAUSE, how_far, next_look

UNDER_WAY = ["waiting", "parsing", "cleaning", "splitting", "indexing", "a word of a newer server", None]


def one(status: str | None, name: str = "d1", **more: Any) -> DocumentIndexingStatus:
    """How far a document is."""
    return DocumentIndexingStatus(id=name, indexing_status=status, **more)


def look(
    *statuses: DocumentIndexingStatus, looks: int = 1, waited: float = 0.0, timeout: float | None = None
) -> Any:
    """What follows from these statuses."""
    return next_look("b1", statuses, looks=looks, waited=waited, timeout=timeout)


def test_all_done() -> None:
    """A batch is done when each of its documents is, however long it took."""
    assert look(one("completed")) is None
    assert look(one("completed"), one("completed", "d2"), waited=99, timeout=1) is None


@pytest.mark.parametrize("status", UNDER_WAY)
def test_a_document_that_is_under_way_is_waited_for(status: str | None) -> None:
    """Whatever it is at, a word of a newer server too, it is looked at again."""
    assert look(one("completed"), one(status, "d2")) == 0.5
    assert look(one(status), timeout=60) == 0.5


def test_looks_become_rare() -> None:
    """Half a second at first, five seconds in the end, and never less than before."""
    pauses = [look(one("indexing"), looks=looks) for looks in range(1, 200)]
    assert pauses[0] == 0.5
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE == 5


@given(st.integers(1, 10**6), st.floats(0, 100), st.floats(0, 100))
def test_no_look_comes_after_the_timeout(looks: int, waited: float, timeout: float) -> None:
    """The last look is at the end of the timeout, not after it; then it is over."""
    if waited >= timeout:
        with pytest.raises(RequestTimeout):
            look(one("indexing"), looks=looks, waited=waited, timeout=timeout)
    else:
        assert (
            0 < look(one("indexing"), looks=looks, waited=waited, timeout=timeout) <= min(5, timeout - waited)
        )


def test_a_failed_document_ends_the_waiting() -> None:
    """One document in error is enough, also where others go on; its id and the server's reason are said."""
    failed = one("error", "d2", error="Provider is down.\n  Try later.\n")
    with pytest.raises(IndexingFailed) as caught:
        look(one("indexing"), failed, waited=99, timeout=1)
    assert str(caught.value) == "indexing the document d2 failed: Provider is down. Try later."
    assert caught.value.statuses == [one("indexing"), failed]


def test_several_failed_documents() -> None:
    """The first is named, the others counted; where the server gives no reason, that is said."""
    with pytest.raises(
        IndexingFailed, match=r"^indexing the document d1 failed \(and 1 more\): the server gave no reas"
    ):
        look(one("error", "d1"), one("completed", "d2"), one("error", "d3", error="no"))


def test_a_batch_without_documents() -> None:
    """An unknown batch is an error at once, with a timeout and without."""
    for timeout in (None, 10.0):
        with pytest.raises(IndexingFailed, match="the batch b1 has no documents") as caught:
            look(timeout=timeout)
        assert caught.value.statuses == []


@pytest.mark.parametrize("idle", [one("paused"), one("stopped"), one("indexing", stopped_at=1795173168)])
def test_what_is_paused_is_not_waited_for_without_an_end(idle: DocumentIndexingStatus) -> None:
    """Where only paused documents are left nothing will happen: that is waited for with a timeout alone."""
    with pytest.raises(IndexingFailed, match="d1 is paused") as caught:
        look(one("completed", "d0"), idle)
    assert caught.value.statuses == [one("completed", "d0"), idle]
    assert look(idle, timeout=10) == 0.5
    with pytest.raises(RequestTimeout):
        look(idle, waited=10, timeout=10)


def test_beside_a_paused_document_another_goes_on() -> None:
    """As long as something is under way it is waited for."""
    assert look(one("paused"), one("indexing", "d2")) == 0.5


def test_a_timeout_says_how_far_it_got() -> None:
    """The seconds, the documents that are done, and the segments of the first that is not."""
    statuses = [
        one("completed"),
        one("indexing", "d2", completed_segments=3, total_segments=9),
        one("waiting", "d3"),
    ]
    with pytest.raises(RequestTimeout) as caught:
        look(*statuses, waited=2.5, timeout=2.5)
    assert str(caught.value) == (
        "the batch b1 is not indexed within 2.5 seconds: 1 of 3 documents are done; d2 is indexing, 3 "
        "of 9 segments"
    )


def test_how_far() -> None:
    """What is not known is not made up."""
    assert how_far([one("completed")]) == "1 of 1 documents are done"
    assert how_far([one("splitting", completed_segments=0, total_segments=0)]) == (
        "0 of 1 documents are done; d1 is splitting"
    )
    assert how_far([one(None, total_segments=4)]) == (
        "0 of 1 documents are done; d1 is in an unknown state, 0 of 4 segments"
    )


@pytest.mark.parametrize("travel", [copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_the_error_travels(travel: Any) -> None:
    """It pickles and copies with the statuses."""
    with pytest.raises(IndexingFailed) as caught:
        look(one("error", error="no"))
    arrived = travel(caught.value)
    assert type(arrived) is IndexingFailed
    assert str(arrived) == str(caught.value)
    assert arrived.statuses == [one("error", error="no")]
