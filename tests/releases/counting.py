"""Replays all recordings of a release, and counts them."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pytest

from tests.wire.recordings import Recording
from tests.wire.replay import play

KEY = "recordings of a release"


def replay_all(
    recordings: Sequence[Recording],
    replay: Callable[[Recording], Coroutine[Any, Any, None]],
    record_property: Callable[[str, object], None],
    what: str,
) -> None:
    """Replay each recording; those that fail are named, with the reason."""
    failed: dict[str, str] = {}

    async def scenario() -> None:
        for recording in recordings:
            try:
                await replay(recording)
            except (Exception, pytest.fail.Exception) as error:
                failed[recording.name] = "".join(traceback.format_exception(error)[-3:])[:1500]

    play(scenario())
    record_property(KEY, (what, len(recordings) - len(failed), len(recordings)))
    assert recordings
    assert not failed, "\n".join(f"{name}:\n{why}" for name, why in failed.items())
