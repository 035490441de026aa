"""The errors of the operations, beside those of httpx."""

from __future__ import annotations

from .types import WrongShape

__all__ = ["UnexpectedStatus", "WrongShape"]

_SHOWN = 200  # bytes of a body: enough to tell a proxy's page from an error of Dify


class UnexpectedStatus(Exception):
    """A status that the operation does not document, or a documented error whose body is not an
    error of Dify.

    Attributes:
        status_code: The status, also one that HTTP does not know.
        content: The whole body.
    """

    def __init__(self, status_code: int, content: bytes) -> None:
        super().__init__(status_code, content)
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        """One line with the status and the beginning of the body."""
        start = " ".join(self.content[:_SHOWN].decode("utf-8", errors="replace").split())
        more = " …" if len(self.content) > _SHOWN else ""
        return (
            f"unexpected status {self.status_code}: {start}{more}"
            if start
            else f"unexpected status {self.status_code}"
        )
