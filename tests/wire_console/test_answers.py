"""Recorded answers of the console, replayed through the method that asks for them, in both flavours."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from dify_api.api.console_account import get_current_workspace
from dify_api.api.console_apps import list_apps
from dify_api.errors import UnexpectedStatus

from dify_ext import APIError, AsyncPage, AuthenticationError, Page, Tokens
from tests.wire.expect import FORK_ONLY, assert_says, unknown_fields
from tests.wire.recordings import Recording, without_nulls
from tests.wire.replay import play, settle

from .calls import call, headers_with, request_of, tokens_of
from .recordings import RECORDINGS, SETUP, of_calls, of_rule, rules_of, version
from .replay import (
    FLAVOURS,
    Console,
    assert_renewed_by,
    assert_signed,
    client_for,
    in_wire_form,
    renewals,
    tokens_in,
    told,
)

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)
PAGES = {"apps.list", "apps.chat_conversations", "members.list"}
LISTS = {"apps.api_keys", "datasets.indexing_status", "account.workspaces"}
NOTHING = {"apps.delete", "apps.update_model_config", "datasets.delete_api_key"}


async def asked(flavour: str, recording: Recording) -> Any:
    """What the method gives; it must have asked once, and for what was recorded."""
    console = Console(version(recording), recording)
    async with client_for(flavour, console, tokens_of(recording)) as client:
        try:
            return await settle(call(client.server, recording))
        finally:
            probe, sent = console.requests
            assert_signed(probe, {"method": "GET", "path": SETUP})
            assert_signed(sent, request_of(recording))
            assert await client.stored() == tokens_of(recording)


def has_right_type(rule: str, result: Any, flavour: str) -> bool:
    """Whether a result is what the contract says: a page, a list, nothing, text, or a model."""
    if rule in PAGES:
        return type(result) is (Page if flavour == "sync" else AsyncPage)
    if rule.startswith("statistics.") or rule in LISTS:
        return isinstance(result, list) and all(attrs.has(type(row)) for row in result)
    if rule in NOTHING:
        return result is None
    return isinstance(result, str) if rule == "apps.export_dsl" else attrs.has(type(result))


@both_flavours
@pytest.mark.parametrize("name", of_calls(200, 201, 204))
def test_success_is_decoded_without_loss(name: str, flavour: str) -> None:
    """A success gives what the contract says,
    from which all that was recorded can be had again (null is absent).
    """
    recording = RECORDINGS[name]
    (rule,) = rules_of(recording)

    async def scenario() -> None:
        result = await asked(flavour, recording)
        assert has_right_type(rule, result, flavour)
        if recording.kind == "text":
            assert (recording.status, recording.request["method"], result) == (204, "DELETE", None)
        else:
            assert without_nulls(in_wire_form(recording, result)) == without_nulls(recording.json)
        if rule.startswith("statistics."):  # each row makes one of a table
            for row, sent in zip(result, recording.json["data"], strict=True):
                assert row.to_dict() == {field: getattr(row, field) for field in sent} == sent
        items = result.data if rule in PAGES else result
        assert set(unknown_fields(items)) <= FORK_ONLY

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_calls(400, 404, 405, 500))
def test_a_refusal_raises_its_error(name: str, flavour: str) -> None:
    """A refusal raises the class of its status, with all that the server said, and nothing is asked again."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        with pytest.raises(APIError) as caught:
            await asked(flavour, recording)
        assert_says(caught.value, recording, secrets(tokens_of(recording)))

    play(scenario())


def secrets(tokens: Tokens) -> list[str]:
    """What no error and no repr may show."""
    return [tokens.access_token, tokens.refresh_token, tokens.csrf_token or tokens.access_token]


@both_flavours
@pytest.mark.parametrize("name", of_calls(401))
def test_tokens_that_are_refused(name: str, flavour: str) -> None:
    """A 401 is met by renewing once, then by signing in once, then it stands:
    three tries, each with its own tokens.
    """
    recording = RECORDINGS[name]
    renewed, signed_in = renewals(recording)
    tokens = tokens_of(recording)
    console = Console(version(recording), recording, renewed, signed_in)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens) as client:
            with pytest.raises(AuthenticationError) as caught:
                await settle(call(client.server, recording))
            assert_says(caught.value, recording, secrets(tokens))
            assert told(await client.stored()) == tokens_in(signed_in)
        assert_renewed_by(console, recording)
        first = request_of(recording)
        for sent, used in zip(
            console.requests[1::2], (told(tokens), tokens_in(renewed), tokens_in(signed_in)), strict=True
        ):
            signature = headers_with(Tokens(expires_at=0, refresh_expires_at=0, **used))
            assert_signed(sent, {**first, "headers": signature})

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", [name for name in of_calls(401) if "account-profile" in name])
@pytest.mark.parametrize("how", ["renewing", "signing in"])
def test_tokens_that_are_replaced(name: str, how: str, flavour: str) -> None:
    """A call whose tokens the server does not take goes through with renewed ones, or after a sign-in."""
    recording = RECORDINGS[name]
    renewed, signed_in = renewals(recording)
    if how == "signing in":
        dead = {"1.8.1": "refresh-token--after-logout", "1.13.2": "refresh-token--old-token-reused"}
        renewed = RECORDINGS[f"{version(recording)}/{dead[version(recording)]}"]
    good = RECORDINGS[
        f"{version(recording)}/account-profile--"
        + ("bearer" if version(recording) == "1.8.1" else "cookies+csrf")
    ]
    console = Console(version(recording), recording, good, renewed, signed_in)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(recording)) as client:
            profile = await settle(call(client.server, recording))
            assert without_nulls(profile.to_dict()) == without_nulls(good.json)
            assert told(await client.stored()) == tokens_in(renewed if how == "renewing" else signed_in)
        assert len(console.requests) == (4 if how == "renewing" else 5)

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_rule("low_level"))
def test_an_operation_without_a_method(name: str, flavour: str) -> None:
    """The current workspace is asked for by POST;
    a 405 is no documented status of it, and the low level says so.
    """
    recording = RECORDINGS[name]
    console = Console(version(recording), recording)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(recording)) as client:
            ask = (
                get_current_workspace.sync_detailed
                if flavour == "sync"
                else get_current_workspace.asyncio_detailed
            )
            with pytest.raises(UnexpectedStatus, match="405"):
                await settle(ask(client=client.server.low_level))
        assert_signed(console.requests[-1], {**request_of(recording), "method": "POST"})

    play(scenario())


@both_flavours
def test_the_low_level_is_signed_in(flavour: str) -> None:
    """A generated operation on ``server.low_level`` is signed like any other call."""
    recording = RECORDINGS["1.13.2/apps-list--ok"]
    console = Console("1.13.2", recording)

    async def scenario() -> None:
        async with client_for(flavour, console, tokens_of(recording)) as client:
            ask = list_apps.sync if flavour == "sync" else list_apps.asyncio
            apps = await settle(ask(client=client.server.low_level, page=1, limit=2))
        assert without_nulls(apps.to_dict()) == without_nulls(recording.json)
        assert_signed(console.requests[-1], request_of(recording))

    play(scenario())
