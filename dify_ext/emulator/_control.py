"""The control of an emulator under ``/_emulator/``: JSON for programs, pages for browsers."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route, Router

from ._answers import empty_answer, json_answer
from ._console.state import console_of
from ._errors import Refusal
from ._faults import Fault
from ._page import page
from ._request_log import PREFIX, RecordedRequest
from ._respond import RespondError
from ._seed import check, plant, plant_app
from ._setup import add_account, add_dataset
from ._state import State, state_of

#: Seconds between two looks for something new.
LOOK = 0.25


def wrong(status: int, message: str) -> Refusal:
    """An answer with an error status."""
    return Refusal(status, "emulator", message)


def control(
    handler: Callable[[Request, State], Awaitable[Response]], part: str | None
) -> Callable[[Request], Awaitable[Response]]:
    """A handler for Starlette. Pages of other sites may not change anything here.

    `part` is the part of the first page to which a browser is sent instead.
    """

    async def serve(request: Request) -> Response:
        state = state_of(request.app)
        try:
            origin = request.headers.get("origin")
            if origin and urlsplit(origin).netloc != request.headers.get("host"):
                raise wrong(403, f"This page may not use the emulator: {origin}")
            if part is not None and request.method == "GET" and wants_page(request):
                return part_of_the_page(part)
            return await handler(request, state)
        except Refusal as refused:
            return refused.answer(state.options.traits)
        except (RespondError, ValueError, RecursionError) as error:
            return wrong(400, str(error)).answer(state.options.traits)

    return serve


def wants_page(request: Request) -> bool:
    """Whether a browser asks."""
    return "text/html" in request.headers.get("accept", "")


def html(name: str, state: State, title: str, **known: Any) -> Response:
    """A page."""
    policy = "default-src 'self'; img-src data:; frame-ancestors 'none'"
    content = page(name, state, title, **known).encode(errors="replace")
    return Response(content, media_type="text/html", headers={"Content-Security-Policy": policy})


async def body_of(request: Request, part: str | None) -> dict[str, Any]:
    """The JSON body, checked as this part of a seed."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise wrong(415, "The body must be JSON, with Content-Type: application/json.")
    found = json.loads(await request.body())
    check(found, part)
    return dict(found)


async def overview(request: Request, state: State) -> Response:
    """GET /_emulator/."""
    if wants_page(request):
        return html("overview", state, "All")
    links = {name: f"{PREFIX}{name}" for name in ("requests", "faults", "apps", "datasets")}
    counted = {"requests": len(state.requests), "runs_started": state.runs_started}
    server = {"version": state.options.version, "clock_ahead": state.clock_ahead}
    return json_answer({**server, **counted, "links": links})


def part_of_the_page(name: str) -> Response:
    """The browser is sent to this part of the first page."""
    return RedirectResponse(f"{PREFIX}#{name}", 303)


def one_of(things: Iterable[Any], name: str, value: Any, kind: str) -> Any:
    """The thing with this number or id, or 404."""
    for thing in list(things):
        if getattr(thing, name) == value:
            return thing
    raise wrong(404, f"There is no {kind} {value}.")


#: What is told of a request.
_REQUEST = ("number", "at", "method", "path", "operation", "user", "status", "query", "json", "form")


def request_row(request: RecordedRequest) -> dict[str, Any]:
    """A request as JSON."""
    files = [
        {"form_field": one.form_field, "filename": one.filename, "size": one.size} for one in request.files
    ]
    answer = {"answer": request.answer, "events": request.events}
    shown = {name: getattr(request, name) for name in _REQUEST}
    return {**shown, "headers": dict(request.headers), "files": files, **answer}


async def requests(request: Request, state: State) -> Response:
    """GET and DELETE /_emulator/requests; ``?operation=METHOD /path`` chooses an operation."""
    if request.method == "DELETE":
        state.requests.clear()
        return empty_answer()
    name = request.query_params.get("operation")
    found = state.requests.of(name) if name else state.requests
    return json_answer({"data": [request_row(one) for one in list(found)]})


async def one_request(request: Request, state: State) -> Response:
    """GET /_emulator/requests/{number}."""
    found = one_of(state.requests, "number", request.path_params["number"], "request")
    if wants_page(request):
        return html("request", state, f"{found.method} {found.path}", request=found)
    return json_answer(request_row(found))


def fault_row(rule: Fault) -> dict[str, Any]:
    """A fault as JSON."""
    names = [field.name for field in fields(rule) if not field.name.startswith("_")]
    return {**{name: getattr(rule, name) for name in names}, "active": rule.active}


async def faults(request: Request, state: State) -> Response:
    """GET, POST and DELETE /_emulator/faults."""
    if request.method == "DELETE":
        state.rules.clear()
        return empty_answer()
    if request.method == "GET":
        return json_answer({"data": [fault_row(rule) for rule in state.rules]})
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return json_answer(fault_row(state.rules.add(Fault(**await body_of(request, "fault")))), 201)
    async with request.form() as form:
        given: dict[str, Any] = {name: str(value) for name, value in form.items() if value}
    for name in ("status", "after_events", "times"):
        if name in given:
            given[name] = int(given[name])
    check(given, "fault")
    state.rules.add(Fault(**given))
    return part_of_the_page("faults")


async def one_fault(request: Request, state: State) -> Response:
    """PATCH, POST and DELETE /_emulator/faults/{number}: switch it on or off, or remove it."""
    rule = one_of(state.rules, "number", request.path_params["number"], "fault")
    if request.method == "POST":
        async with request.form() as form:
            change = form.get("change")
        if change == "remove":
            state.rules.remove(rule)
        rule.enabled = change == "on"
        return part_of_the_page("faults")
    if request.method == "DELETE":
        state.rules.remove(rule)
        return empty_answer()
    asked = json.loads(await request.body())
    if not isinstance(asked, dict) or not isinstance(asked.get("enabled"), bool):
        raise wrong(400, 'The body is {"enabled": true} or {"enabled": false}.')
    rule.enabled = asked["enabled"]
    return json_answer(fault_row(rule))


async def apps(request: Request, state: State) -> Response:
    """GET and POST /_emulator/apps."""
    if request.method == "POST":
        return json_answer(asdict(plant_app(request.app, await body_of(request, "app"))), 201)
    rows = [
        {"api_key": key, "id": app.id, "mode": app.mode, "name": app.info["name"]}
        for key, app in list(state.apps.items())
    ]
    return json_answer({"data": rows})


async def one_app(request: Request, state: State) -> Response:
    """GET /_emulator/apps/{app_id} and …/conversations/{conversation_id}: pages."""
    app = one_of(state.apps.values(), "id", request.path_params["app_id"], "app")
    if "conversation_id" not in request.path_params:
        return html("app", state, app.info["name"], app=app)
    talk = one_of(app.conversations.values(), "id", request.path_params["conversation_id"], "conversation")
    return html("conversation", state, talk.name, talk=talk)


async def datasets(request: Request, state: State) -> Response:
    """GET and POST /_emulator/datasets."""
    if request.method == "POST":
        return json_answer(asdict(add_dataset(request.app, **await body_of(request, "dataset"))), 201)
    known = list(state.knowledge.datasets.values())
    rows = [{"id": base.id, "name": base.name, "documents": len(base.documents)} for base in known]
    return json_answer({"data": rows})


async def one_dataset(request: Request, state: State) -> Response:
    """GET /_emulator/datasets/{dataset_id}: a page."""
    base = one_of(
        state.knowledge.datasets.values(), "id", request.path_params["dataset_id"], "knowledge base"
    )
    return html("dataset", state, base.name, base=base)


async def accounts(request: Request, state: State) -> Response:
    """POST /_emulator/accounts."""
    made = add_account(request.app, **await body_of(request, "account"))
    return json_answer({"email": made.email, "id": made.id}, 201)


async def seed(request: Request, state: State) -> Response:
    """POST /_emulator/seed: all that is in a seed file."""
    made = plant(request.app, await body_of(request, None))
    return json_answer({"apps": [asdict(app) for app in made]}, 201)


async def clock(request: Request, state: State) -> Response:
    """PUT /_emulator/clock: how far the server's clock is ahead."""
    asked = json.loads(await request.body())
    ahead = asked.get("ahead") if isinstance(asked, dict) else None
    if not isinstance(ahead, (int, float)) or isinstance(ahead, bool) or not abs(ahead) < 1e9:
        raise wrong(400, 'The body is {"ahead": SECONDS}.')
    state.clock_ahead = float(ahead)
    return json_answer({"ahead": state.clock_ahead})


async def expire_tokens(request: Request, state: State) -> Response:
    """POST /_emulator/tokens/expire: access tokens end; with ``{"refresh": true}`` all do."""
    asked = json.loads(await request.body() or "{}")
    console = console_of(request.app)
    console.tokens.expire_access()
    if isinstance(asked, dict) and asked.get("refresh"):
        console.tokens.forget_refresh()
    return empty_answer()


async def live(request: Request, state: State) -> Response:
    """GET /_emulator/live: an event whenever something has happened."""
    return StreamingResponse(
        changes(state), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def changes(state: State) -> AsyncIterator[bytes]:
    """An event for each change, until the emulator stops."""
    closing = asyncio.Event()
    state.on_close.add(closing.set)
    seen = None
    try:
        while not closing.is_set():
            now = signature(state)
            if now != seen:
                seen = now
                yield b"data: changed\n\n"
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(closing.wait(), LOOK)
    finally:
        state.on_close.discard(closing.set)


def signature(state: State) -> tuple[Any, ...]:
    """What differs as soon as the page would."""
    newest = [(one.number, one.status, one.parts_sent) for one in state.requests[-20:]]
    rules = [(rule.number, rule.taken, rule.enabled) for rule in state.rules]
    bases = [(base.id, len(base.documents)) for base in list(state.knowledge.datasets.values())]
    return len(state.requests), newest, rules, len(state.apps), bases


async def asset(request: Request, state: State) -> Response:
    """GET /_emulator/page.css and page.js."""
    name = request.url.path.rpartition("/")[2]
    content = Path(__file__).with_name("page").joinpath(name).read_bytes()
    return Response(content, media_type="text/css" if name.endswith("css") else "text/javascript")


_ROUTES = [
    Route(f"/{path}", control(handler, part), methods=methods)
    for path, methods, handler, part in (
        ("", ["GET"], overview, None),
        ("page.css", ["GET"], asset, None),
        ("page.js", ["GET"], asset, None),
        ("live", ["GET"], live, None),
        ("requests", ["GET", "DELETE"], requests, "requests"),
        ("requests/{number:int}", ["GET"], one_request, None),
        ("faults", ["GET", "POST", "DELETE"], faults, "faults"),
        ("faults/{number:int}", ["PATCH", "POST", "DELETE"], one_fault, None),
        ("apps", ["GET", "POST"], apps, "apps"),
        ("apps/{app_id}", ["GET"], one_app, None),
        ("apps/{app_id}/conversations/{conversation_id}", ["GET"], one_app, None),
        ("datasets", ["GET", "POST"], datasets, "knowledge"),
        ("datasets/{dataset_id}", ["GET"], one_dataset, None),
        ("accounts", ["POST"], accounts, None),
        ("seed", ["POST"], seed, None),
        ("clock", ["PUT"], clock, None),
        ("tokens/expire", ["POST"], expire_tokens, None),
    )
]
router = Router(_ROUTES, redirect_slashes=False)
