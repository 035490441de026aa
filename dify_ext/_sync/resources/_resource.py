# Made from dify_ext/_async/resources/_resource.py by scripts/regenerate: change that one.
"""What every resource has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from dify_ext._sync.session import Session

if TYPE_CHECKING:
    from dify_ext._sync.resources.console_account import ConsoleAccount

Moment: TypeAlias = datetime | date | str
Table: TypeAlias = Iterable[Mapping[str, Any]] | str | os.PathLike[str]
Rows: TypeAlias = Table


class Resource:
    """A group of methods on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session


class AccountResource(Resource):
    """A group of methods that take times, which the server reads in the account's time zone."""

    def __init__(self, session: Session, account: ConsoleAccount) -> None:
        super().__init__(session)
        self._account = account
