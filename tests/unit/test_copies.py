"""A client that is copied within a process is the same client; a pickle is another, without secrets."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from dify_ext import AsyncDify, AsyncDifyServer, Dify, DifyServer

URL = "https://dify.example.com"


def clients() -> list[Any]:
    account = {"email": "me@example.com", "password": "SECRET-password", "call_timeout": 9.0}
    return [
        Dify("app-SECRET0123456789", user="u", base_url=URL, call_timeout=9.0),
        AsyncDify("app-SECRET0123456789", user="u", base_url=URL, call_timeout=9.0),
        DifyServer(URL, **account),
        AsyncDifyServer(URL, **account),
    ]


@dataclasses.dataclass
class Holder:
    client: Any


@pytest.mark.parametrize("client", clients(), ids=lambda client: type(client).__name__)
def test_a_copy_is_the_same_client(client: Any) -> None:
    """By itself, and as a part of something that is copied or turned into a dictionary."""
    assert copy.copy(client) is client
    assert copy.deepcopy({"x": [client]})["x"][0] is client
    assert dataclasses.asdict(Holder(client))["client"] is client


@pytest.mark.parametrize("client", clients(), ids=lambda client: type(client).__name__)
def test_a_pickle_is_another_client(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the options, and no secret."""
    for name in ("DIFY_API_KEY", "DIFY_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    pickled = pickle.dumps(client)
    assert b"SECRET" not in pickled
    other = pickle.loads(pickled)
    assert type(other) is type(client)
    assert other._options.call_timeout == 9.0
    assert other._options.base_url == client._options.base_url


class Mine(Dify):
    """A subclass with an ``__init__`` of its own."""

    def __init__(self, tenant: str) -> None:
        super().__init__("app-SECRET0123456789", user="u", base_url=URL)
        self.tenant = tenant


def test_a_subclass_keeps_its_attributes() -> None:
    """In views and in pickles; what was made lazily for the first client is made anew."""
    mine = Mine("acme")
    view = mine.with_options(user="v")
    assert (type(view), view.tenant, view._options.user) == (Mine, "acme", "v")
    assert view.chat is not mine.chat
    assert pickle.loads(pickle.dumps(mine)).tenant == "acme"
