"""The table that a notebook shows of a page."""

from __future__ import annotations

from dify_api.models import ApiKey, Message

from dify_ext._core.html import html_table


def test_a_column_for_each_field_that_a_row_has() -> None:
    rows = [
        Message.from_dict({"id": "1", "query": "<b>", "answer": "x" * 100}),
        Message.from_dict({"id": "2"}),
    ]
    assert html_table(rows, "2 & more") == (
        "<table><caption>2 &amp; more</caption>"
        "<thead><tr><th>id</th><th>query</th><th>answer</th></tr></thead>"
        f"<tbody><tr><td>1</td><td>&lt;b&gt;</td><td>{'x' * 79}…</td></tr>"
        "<tr><td>2</td><td></td><td></td></tr></tbody></table>"
    )


def test_no_secret_is_shown() -> None:
    table = html_table([ApiKey.from_dict({"id": "1", "type": "app", "token": "app-secret"})], "keys")
    assert "<td>app</td>" in table
    assert "secret" not in table


def test_plain_values_have_one_column() -> None:
    assert "<th>value</th>" in (table := html_table(["one", None], "texts"))
    assert "<td>one</td></tr><tr><td></td>" in table
