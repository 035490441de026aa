"""What all clients of a process share if they were given no store."""

from __future__ import annotations

import time

import pytest

from dify_ext._console import process_memory
from dify_ext._console.sign_in import Account
from dify_ext._redaction import Secret

ROOT = "https://console.example.com"


def account(email: str = "me@example.com", password: str = "password1", root: str = ROOT) -> Account:
    return Account(root, email, Secret(password))


def test_an_account_has_one_table() -> None:
    """The same for each client of the account; another host, e-mail or password has another."""
    table = process_memory.table_of(account())
    assert process_memory.table_of(account("Me@Example.com")) is table
    others = [
        process_memory.table_of(account("you@example.com")),
        process_memory.table_of(account(password="half a character \ud800")),
        process_memory.table_of(account(root="https://other.example.com")),
    ]
    assert len({id(one) for one in [table, *others]}) == 4


def test_a_redis_that_failed_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first failure is news; then it is left alone for a while, until it is due or known to work."""
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    monkeypatch.setattr(process_memory, "_next_tries", {})
    url = Secret("redis://nowhere")
    assert process_memory.is_due(url)
    assert process_memory.has_failed(url)
    assert not process_memory.is_due(url)
    now += process_memory.RETRY_AFTER
    assert process_memory.is_due(url)
    assert not process_memory.has_failed(url)
    process_memory.works(url)
    assert process_memory.is_due(url)
    process_memory.works(url)
