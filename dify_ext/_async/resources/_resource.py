"""What every resource has."""

from __future__ import annotations

import collections.abc  # sync:
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from dify_ext._async.session import AsyncSession

if TYPE_CHECKING:
    from dify_ext._async.resources.console_account import AsyncConsoleAccount

Moment: TypeAlias = datetime | date | str
Table: TypeAlias = Iterable[Mapping[str, Any]] | str | os.PathLike[str]
Rows: TypeAlias = Table | collections.abc.AsyncIterable[Mapping[str, Any]]  # sync: Rows: TypeAlias = Table


class AsyncResource:
    """A group of methods on a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session


class AsyncAccountResource(AsyncResource):
    """A group of methods that take times, which the server reads in the account's time zone."""

    def __init__(self, session: AsyncSession, account: AsyncConsoleAccount) -> None:
        super().__init__(session)
        self._account = account
