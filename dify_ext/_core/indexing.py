"""How long to wait for documents to be indexed, and when waiting is of no use. Pure.

Documents are indexed one by one. A batch is done when all of its documents are, and has failed when
one has. A paused document continues if somebody resumes it in the console: only a wait with a
timeout waits for that.
"""

from __future__ import annotations

from collections.abc import Sequence

from dify_api.models import DocumentIndexingStatus

from dify_ext.errors import IndexingFailed, RequestTimeout, one_line

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 5.0
_GROWTH = 1.5

_IDLE = frozenset({"paused", "stopped"})


def next_look(
    batch: str,
    statuses: Sequence[DocumentIndexingStatus],
    *,
    looks: int,
    waited: float,
    timeout: float | None,
) -> float | None:
    """Seconds until the next look at the batch, or None if it is done.

    ``looks`` counts the present one; ``waited`` are the seconds since the first.

    Raises:
        IndexingFailed: A document failed, the batch has no documents, or all unfinished ones are
            paused and ``timeout`` is None.
        RequestTimeout: ``timeout`` seconds are over.
    """
    if not statuses:
        raise IndexingFailed(f"the batch {batch} has no documents: the server does not know it", statuses=[])
    if failed := [one for one in statuses if one.indexing_status == "error"]:
        more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        reason = one_line(failed[0].error or "") or "the server gave no reason"
        raise IndexingFailed(
            f"indexing the document {failed[0].id} failed{more}: {reason}", statuses=statuses
        )
    unfinished = [one for one in statuses if one.indexing_status != "completed"]
    if not unfinished:
        return None
    if timeout is None:
        if all(one.indexing_status in _IDLE or one.stopped_at is not None for one in unfinished):
            raise IndexingFailed(
                f"indexing the document {unfinished[0].id} is paused, and no other is in progress: resume it "
                "in the console, or give timeout= to wait for that",
                statuses=statuses,
            )
    elif waited >= timeout:
        raise RequestTimeout(
            f"the batch {batch} is not indexed within {timeout:g} seconds: {how_far(statuses)}"
        )
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * _GROWTH ** min(looks - 1, 10))
    return pause if timeout is None else min(pause, timeout - waited)


def how_far(statuses: Sequence[DocumentIndexingStatus]) -> str:
    """How many documents are done, and the state of the first of the others."""
    unfinished = [one for one in statuses if one.indexing_status != "completed"]
    words = f"{len(statuses) - len(unfinished)} of {len(statuses)} documents are done"
    if not unfinished:
        return words
    first = unfinished[0]
    words += f"; {first.id} is {first.indexing_status or 'in an unknown state'}"
    if first.total_segments:
        words += f", {first.completed_segments or 0} of {first.total_segments} segments"
    return words
