"""Recordings put together:
an admin's key, lists over several pages, the Service API of an app, and odd arguments.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.recordings import RECORDINGS as SERVICE_API
from tests.wire.recordings import Recording, without_nulls
from tests.wire.replay import HOST, collect, entered, play, settle

from .calls import call, request_of, tokens_of
from .recordings import RECORDINGS, SETUP
from .replay import FLAVOURS, Console, assert_signed, client_for

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)
APPS = RECORDINGS["1.13.2/apps-list--ok"]
KEYS = RECORDINGS["1.13.2/app-api-keys--list"]
NEW_KEY = RECORDINGS["1.13.2/app-api-keys--create"]
CONFIG = RECORDINGS["1.13.2/model-config--chat"]
APP_ID = KEYS.request["path"].split("/")[4]


def with_json(recording: Recording, value: Any) -> Recording:
    """The recording with another answer."""
    return Recording(
        recording.name, {**recording.exchange, "response": {**recording.response, "json": value}}
    )


@both_flavours
def test_an_admin_key_needs_no_account(flavour: str) -> None:
    """The installation's key is sent with its workspace, and nothing else:
    no sign-in, no cookie, no CSRF token.
    """
    make_server, make_http, _ = FLAVOURS[flavour]
    console = Console("1.13.2", APPS)

    async def scenario() -> None:
        async with entered(make_http(transport=console.transport)) as http:
            server = make_server(HOST, admin_key="admin-key-1", workspace_id="workspace-1", http_client=http)
            async with entered(server):
                await settle(server.login())
                page = await settle(call(server, APPS))
                await settle(server.logout())
                assert "admin-key-1" not in repr(server)
        assert [app.id for app in page.data] == [app["id"] for app in APPS.json["data"]]
        (sent,) = console.requests
        assert_signed(sent, {**APPS.request, "headers": {"Authorization": "Bearer admin-key-1"}})
        assert sent.headers["X-WORKSPACE-ID"] == "workspace-1"

    play(scenario())


@both_flavours
def test_a_list_over_several_pages(flavour: str) -> None:
    """Iteration asks for the pages one after the other,
    as the first was, each signed; each app comes once.
    """
    pages = [RECORDINGS[f"1.13.2/apps-list--{case}"] for case in ("ok", "mode-channel")]
    console = Console("1.13.2", *pages)
    expected = dict.fromkeys(app["id"] for page in pages for app in page.json["data"])

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(APPS)) as client:
            page = await settle(call(client.server, APPS))
            assert (page.has_more, page.page, page.limit, page.total, len(page.data)) == (True, 1, 2, 10, 2)
            assert [app.id for app in await collect(page)] == [*expected]
        assert_signed(console.requests[-1], {**request_of(APPS), "query": {"page": 2, "limit": 2}})

    play(scenario())


@both_flavours
def test_a_list_that_is_not_paged(flavour: str) -> None:
    """The members are one complete page."""
    members = RECORDINGS["1.13.2/members--list"]
    console = Console("1.13.2", members)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(members)) as client:
            page = await settle(client.server.members.list())
            assert await settle(page.next_page()) is None
            assert [member.to_dict() for member in await collect(page)] == without_nulls(
                members.json["accounts"]
            )
        assert len(console.requests) == 2

    play(scenario())


@both_flavours
@pytest.mark.parametrize("has_key", [True, False])
def test_the_service_api_of_an_app(has_key: bool, flavour: str) -> None:
    """``server.dify`` takes the app's first key, or makes one, and calls with it, without cookies."""
    info = SERVICE_API["1.13.2/info--agent"]
    console = Console("1.13.2", KEYS if has_key else with_json(KEYS, {"data": []}), NEW_KEY, info)
    key = KEYS.json["data"][0]["token"] if has_key else NEW_KEY.json["token"]

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(KEYS)) as client:
            dify = await settle(client.server.dify(APP_ID, user="alice"))
            assert without_nulls((await settle(dify.app.info())).to_dict()) == without_nulls(info.json)
        sent = console.requests[-1]
        assert_signed(
            sent, {"method": "GET", "path": "/v1/info", "headers": {"Authorization": f"Bearer {key}"}}
        )
        methods = [request.method for request in console.requests]
        assert methods == (["GET", "GET", "GET"] if has_key else ["GET", "GET", "POST", "GET"])
        assert console.asked == [SETUP, *[KEYS.request["path"]] * (len(methods) - 2), "/v1/info"]

    play(scenario())


@both_flavours
@pytest.mark.parametrize(
    "change",
    [
        {"model": "a name"},
        {"agent_mode": None},
        {"user_input_form": [{"text-input": {"label": "L", "variable": "v", "default": None}}]},
        {"new_in_2": {"deep": [None, 1]}},
    ],
)
def test_a_set_up_is_sent_as_it_is(change: dict[str, Any], flavour: str) -> None:
    """A set-up is the server's to judge:
    what is not as this version knows it, and null, are sent like the rest.
    """
    request = request_of(CONFIG)
    request["json"].update(change)
    console = Console("1.13.2", CONFIG)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(CONFIG)) as client:
            assert await settle(call(client.server, CONFIG, request)) is None
        assert_signed(console.requests[-1], request)

    play(scenario())


@both_flavours
def test_one_document_to_index_again(flavour: str) -> None:
    """A single id is one id, as a single e-mail is for an invitation, not so many letters."""
    console = Console("1.13.2")
    path = "/console/api/datasets/d/retry"
    console.answer(path, RECORDINGS["1.13.2/dataset-api-keys--delete"])  # 204 and nothing

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(APPS)) as client:
            await settle(client.server.datasets.retry("d", "document-1"))
        signed = request_of(APPS)["headers"]
        body = {"document_ids": ["document-1"]}
        assert_signed(console.requests[-1], {"method": "POST", "path": path, "headers": signed, "json": body})

    play(scenario())
