"""The seam for tracing: who is told of each request and of each streamed run. Pure."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol

import httpx

from dify_ext._core.operation_call import Call
from dify_ext._core.options import same_origin
from dify_ext.events import Event


class RequestObserver(Protocol):
    """Is told how one request goes."""

    def retrying(self, reason: str, wait: float) -> None:
        """The request will be sent again after so many seconds."""
        ...

    def answered(self, response: httpx.Response) -> None:
        """The answer that is kept has begun."""
        ...


class RunObserver(Protocol):
    """Is told how one streamed run goes."""

    def inside(self) -> AbstractContextManager[object]:
        """A block whose requests belong to the run."""
        ...

    def event(self, event: Event) -> None:
        """An event came, before any hook."""
        ...

    def resuming(self) -> None:
        """The connection broke, or the run waited: another is opened."""
        ...

    def ended(self, result: Any, error: BaseException | None) -> None:
        """The stream has ended; ``error`` also if it was left early."""
        ...


class Observer(Protocol):
    """Is told of all requests and runs of this process."""

    def request(self, request: httpx.Request, *, is_ours: bool) -> AbstractContextManager[RequestObserver]:
        """A block around the attempts at a request; ``is_ours``: it goes to the server itself."""
        ...

    def run(self, call: Call[Any]) -> RunObserver:
        """A stream is about to send the call that begins it."""
        ...


class _Seam:
    """Holds the observer, if there is one: asked for each call and each run."""

    observer: Observer | None = None


seam = _Seam()


class _Unobserved:
    """The observer of a request that nobody traces."""

    def __enter__(self) -> _Unobserved:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def retrying(self, reason: str, wait: float) -> None:
        pass

    def answered(self, response: httpx.Response) -> None:
        pass


_UNOBSERVED = _Unobserved()


def observed(request: httpx.Request, root: str) -> AbstractContextManager[RequestObserver]:
    """A block around the attempts at a request, for the observer if there is one."""
    if seam.observer is None:
        return _UNOBSERVED
    return seam.observer.request(request, is_ours=same_origin(request.url, root))
