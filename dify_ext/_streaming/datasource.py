"""What the events of a knowledge pipeline's source add up to. Pure."""

from __future__ import annotations

from typing import Any

from dify_api.models.datasource_completed_event import DatasourceCompletedEvent
from dify_api.models.datasource_error_event import DatasourceErrorEvent
from dify_api.models.datasource_processing_event import DatasourceProcessingEvent

from dify_ext._streaming.accumulators import RunAccumulator
from dify_ext.errors import StreamFailed
from dify_ext.events import Event


class DatasourceAccumulator(RunAccumulator):
    """Takes the events that tell what a source has. Such a stream has no event for its end: it is whole when the last
    thing it tells is a result.
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Any] = []

    @property
    def partial(self) -> list[Any]:
        """The results so far."""
        return list(self._found)

    @property
    def is_over(self) -> bool:
        """Never before the connection's end: another result may follow each."""
        return False

    def add(self, event: Event) -> str:
        """Take the next event; a ``datasource_error`` or ``error`` event raises :class:`StreamFailed`."""
        match event:
            case DatasourceCompletedEvent():
                self._found.append(event.data)
                self.whole = True
            case DatasourceProcessingEvent():
                self.whole = False
            case DatasourceErrorEvent():
                raise StreamFailed(None, None, event.error or "", partial=self.partial)
        return super().add(event)
