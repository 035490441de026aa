"""The page to look at an emulator with: what was asked and answered, what there is, what fails."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from ._faults import KINDS, Fault
from ._knowledge.state import Dataset
from ._operation_names import Operations
from ._request_log import RecordedRequest
from ._state import App, Conversation, Message, State

#: The most requests, and the most messages, on one page.
MOST = 200


@cache
def _template(name: str) -> Template:
    return Template(Path(__file__).with_name("page").joinpath(name).read_text(encoding="utf-8"))


def page(state: State, title: str, *sections: str) -> str:
    """A whole page."""
    known = {"title": escape(title), "version": escape(state.options.version)}
    return _template("page.html").substitute(known, sections="".join(sections))


def overview(state: State, operations: Operations) -> str:
    """The first page."""
    return page(
        state,
        "All",
        section("requests", "Requests", requests_table(state.requests[-MOST:])),
        section("faults", "Faults", faults_table(list(state.rules))),
        section("fault", "A new fault", fault_form(operations), live=False),
        section("apps", "Apps", apps_table(state)),
        section("knowledge", "Knowledge bases", datasets_table(state)),
    )


def section(name: str, title: str, content: str, *, live: bool = True) -> str:
    """A part of a page; a live one changes as the emulator does."""
    attribute = " data-live" if live else ""
    return (
        f'<section aria-labelledby="{name}-title"><h2 id="{name}-title">{escape(title)}</h2>'
        f'<div id="{name}"{attribute}>{content}</div></section>\n'
    )


def table(caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]], nothing: str) -> str:
    """A table of cells that are HTML already."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    if not body:
        return f'<p class="soft">{escape(nothing)}</p>'
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    head = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"<table>{head}<tbody>{body}</tbody></table>"


def link(address: str, text: str) -> str:
    """A link; it keeps the focus when its part of the page changes."""
    return f'<a href="{escape(address)}" data-key="{escape(address)}">{escape(text)}</a>'


def clock(seconds: float) -> str:
    """A time of the day."""
    return time.strftime("%H:%M:%S", time.localtime(seconds))


def status_of(request: RecordedRequest) -> str:
    """The status, in its colour."""
    if request.status is None:
        return '<span class="soft">no answer</span>'
    return f'<span class="{"good" if request.status < 400 else "bad"}">{request.status}</span>'


def requests_table(requests: list[RecordedRequest]) -> str:
    """The newest requests first."""
    return table(
        "Requests, the newest first",
        ("Time", "Request", "User", "Status", "Events"),
        (
            (
                clock(one.at),
                link(f"/_emulator/requests/{one.number}", f"{one.method} {one.path}"),
                escape(one.user or ""),
                status_of(one),
                str(len(one.events) or ""),
            )
            for one in reversed(requests)
        ),
        "No request has arrived yet.",
    )


def as_json(value: Any) -> str:
    """JSON, to be read."""
    return f"<pre><code>{escape(json.dumps(value, indent=1, ensure_ascii=False, default=str))}</code></pre>"


def request_page(state: State, request: RecordedRequest) -> str:
    """A request: what it sent, and what it was answered."""
    sent: dict[str, Any] = {"operation": request.operation, "query": request.query, "user": request.user}
    if request.form or request.files:
        sent |= {"form": request.form, "files": request.files}
    elif request.json is not None:
        sent["json"] = request.json
    events = "".join(
        f'<li><details><summary data-key="event-{number}"><code>{escape(str(event.get("event")))}</code> '
        f'<span class="soft">{escape(brief(event))}</span></summary>{as_json(event)}</details></li>'
        for number, event in enumerate(request.events)
    )
    answer = f"<ol>{events}</ol>" if events else as_json(request.answer) if request.answer is not None else ""
    name = f"{request.method} {request.path}"
    return page(
        state,
        name,
        section("request", name, f"<p>{clock(request.at)} · {status_of(request)}</p>{as_json(sent)}"),
        section("headers", "Headers", as_json(dict(request.headers))),
        section("answer", "Answer", answer or '<p class="soft">No JSON and no events.</p>'),
    )


def brief(event: dict[str, Any]) -> str:
    """What an event says, in a few words."""
    data: Any = event.get("data")
    data = data if isinstance(data, dict) else {}
    for value in (
        event.get("answer"),
        event.get("message"),
        data.get("title"),
        data.get("text"),
        data.get("status"),
    ):
        if isinstance(value, str) and value:
            return value if len(value) < 60 else f"{value[:57]}..."
    return ""


def faults_table(rules: list[Fault]) -> str:
    """The rules, each with its switches."""
    return table(
        "Faults",
        ("Operation", "Fault", "Spoiled", ""),
        (
            (
                f"<code>{escape(str(rule.operation))}</code>",
                escape(rule.summary()),
                f"{rule.taken} of {'all' if rule.times is None else rule.times}",
                f'<form method="post" action="/_emulator/faults/{rule.number}">'
                + button(rule, "off" if rule.enabled else "on")
                + button(rule, "remove")
                + "</form>",
            )
            for rule in rules
        ),
        "Nothing fails.",
    )


def button(rule: Fault, change: str) -> str:
    """A button that changes a fault."""
    text = {"on": "Switch on", "off": "Switch off", "remove": "Remove"}[change]
    return (
        f'<button name="change" value="{change}" data-key="fault-{rule.number}-{change}" '
        f'aria-label="{text}: {escape(str(rule.operation))}">{text}</button>'
    )


def fault_form(operations: Operations) -> str:
    """The form of a new fault."""
    names = "".join(f'<option value="{escape(name)}"></option>' for name in operations.names)
    kinds = "".join(f"<option>{kind}</option>" for kind in KINDS)
    return _template("fault.html").substitute(names=names, kinds=kinds)


def keys_of(state: State, app: App) -> list[str]:
    """The API keys of an app."""
    return [key for key, known in state.apps.items() if known is app]


def apps_table(state: State) -> str:
    """All apps that have a key."""
    apps = list(dict.fromkeys(state.apps.values()))
    return table(
        "Apps",
        ("Name", "Mode", "API key", "Conversations", "Runs"),
        (
            (
                link(f"/_emulator/apps/{app.id}", app.info["name"]),
                app.mode,
                "<br>".join(f"<code>{escape(key)}</code>" for key in keys_of(state, app)),
                str(len(app.conversations)),
                str(len(app.flow_runs)),
            )
            for app in apps
        ),
        "There is no app.",
    )


def app_page(state: State, app: App) -> str:
    """An app: its conversations, its messages without a conversation, its runs."""
    talks = sorted(app.conversations.values(), key=lambda one: one.updated_at, reverse=True)[:MOST]
    single = [one for one in app.messages.values() if one.conversation_id is None][-MOST:]
    return page(
        state,
        app.info["name"],
        section("app", app.info["name"], f"<p>{app.mode} · {' '.join(keys_of(state, app))}</p>"),
        section(
            "conversations",
            "Conversations",
            table(
                "Conversations, the newest first",
                ("Time", "Name", "User", "Messages"),
                (
                    (
                        clock(one.updated_at),
                        link(f"/_emulator/apps/{app.id}/conversations/{one.id}", one.name),
                        escape(one.user.name),
                        str(len(one.messages)),
                    )
                    for one in talks
                ),
                "There is no conversation.",
            ),
        ),
        section("messages", "Single runs", messages_table(single)),
    )


def messages_table(messages: list[Message]) -> str:
    """Questions and answers, the oldest first."""
    return table(
        "Messages",
        ("Time", "User", "Question", "Answer", "Tokens"),
        (
            (
                clock(one.created_at),
                escape(one.user.name),
                f"<pre>{escape(one.query or json.dumps(one.inputs, ensure_ascii=False, default=str))}</pre>",
                f'<pre class="{"bad" if one.error else ""}">{escape(one.error or one.answer)}</pre>',
                str(one.question_tokens + one.answer_tokens),
            )
            for one in messages
        ),
        "There is no message.",
    )


def conversation_page(state: State, talk: Conversation) -> str:
    """A conversation: its messages and variables."""
    variables = table(
        "Variables",
        ("Name", "Type", "Value"),
        (
            (escape(one.name), one.value_type, f"<code>{escape(str(one.value))}</code>")
            for one in talk.variables.values()
        ),
        "There is no variable.",
    )
    return page(
        state,
        talk.name,
        section("messages", talk.name, messages_table(talk.messages[-MOST:])),
        section("variables", "Variables", variables),
    )


def datasets_table(state: State) -> str:
    """The knowledge bases."""
    return table(
        "Knowledge bases",
        ("Name", "Documents"),
        (
            (link(f"/_emulator/datasets/{base.id}", base.name), str(len(base.documents)))
            for base in list(state.knowledge.datasets.values())
        ),
        "There is no knowledge base.",
    )


def dataset_page(state: State, base: Dataset) -> str:
    """A knowledge base: its documents, and their texts."""
    now = state.time()
    rows = (
        (
            escape(document.name),
            document.display_status(now),
            f'<details><summary data-key="{document.id}">{len(document.segments)} segments</summary>'
            + "".join(f"<pre>{escape(one.content)}</pre>" for one in document.known_segments(now))
            + "</details>",
        )
        for document in list(base.documents.values())[:MOST]
    )
    content = table("Documents", ("Name", "Status", "Text"), rows, "There is no document.")
    return page(state, base.name, section("documents", base.name, content))
