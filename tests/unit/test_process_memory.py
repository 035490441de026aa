"""What all clients of a process share if they were given no store."""

from __future__ import annotations

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
        process_memory.table_of(account(password="another")),
        process_memory.table_of(account(root="https://other.example.com")),
    ]
    assert len({id(one) for one in [table, *others]}) == 4
