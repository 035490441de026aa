"""``dify-ext apps``: the apps of a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dify_ext.cli.commands import command, group
from dify_ext.cli.inputs import read_file
from dify_ext.cli.invocation import Invocation, find_app
from dify_ext.cli.output import masked, moment

if TYPE_CHECKING:
    from dify_ext import DifyServer
    from dify_ext.types import ApiKey, App, AppImport

NAME = Annotated[str, typer.Argument(help="The app, by name or id.")]


def add_to(app: typer.Typer) -> None:
    """Add the group to another."""
    apps = group("List, create, export and import apps, and show their keys.")
    command(apps, "list", "dify-ext apps list", "dify-ext apps list --mode workflow | cut -f1")(list_apps)
    command(apps, "get", 'dify-ext apps get "Support bot" --json')(get)
    command(apps, "create", 'dify-ext apps create "Support bot" --mode advanced-chat')(create)
    command(apps, "export", 'dify-ext apps export "Support bot" > bot.yml')(export)
    command(
        apps,
        "import",
        "dify-ext apps import bot.yml",
        'dify-ext apps import bot.yml --name "Support bot 2"',
        'dify-ext apps import bot.yml --into "Support bot" --publish',
    )(import_app)
    command(
        apps,
        "keys",
        'dify-ext apps keys "Support bot"',
        'dify-ext apps keys "Support bot" --create --reveal',
        'export DIFY_API_KEY=$(dify-ext apps keys "Support bot" --reveal | cut -f2 | head -n1)',
    )(keys)
    app.add_typer(apps, name="apps")


def list_apps(
    ctx: typer.Context,
    mode: Annotated[
        str | None, typer.Option("--mode", help="Only this mode: chat, agent-chat, advanced-chat, workflow …")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Only apps with this text in their name.")
    ] = None,
) -> None:
    """List the apps, the newest first."""
    invocation = Invocation.of(ctx)
    apps = invocation.server(ctx).apps.list(mode=mode, name=name, limit=100)
    invocation.out.rows(apps, {"id": "id", "mode": "mode", "name": "name"})


def get(ctx: typer.Context, app: NAME) -> None:
    """Show an app."""
    invocation = Invocation.of(ctx)
    server = invocation.server(ctx)
    _show(invocation, server.apps.get(find_app(server, app)))


def create(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The app's name.")],
    mode: Annotated[
        str, typer.Option("--mode", help="chat, agent-chat, advanced-chat, completion or workflow.")
    ],
    description: Annotated[str | None, typer.Option("--description", help="What the app is for.")] = None,
) -> None:
    """Create an app. A chatflow or workflow has no nodes at first."""
    invocation = Invocation.of(ctx)
    _show(invocation, invocation.server(ctx).apps.create(name, mode, description=description))


def _show(invocation: Invocation, app: App) -> None:
    out = invocation.out
    if out.json:
        out.value(app)
        return
    shown = {
        "id": app.id,
        "name": app.name,
        "mode": app.mode,
        "description": app.description,
        "created": moment(app.created_at),
        "changed": moment(app.updated_at),
    }
    out.rows(list(shown.items()), {"field": lambda item: item[0], "value": lambda item: item[1]})


def export(
    ctx: typer.Context,
    app: NAME,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file, not to stdout.")
    ] = None,
    include_secret: Annotated[
        bool, typer.Option("--include-secret", help="Include secret environment variables as plain text.")
    ] = False,
) -> None:
    """Export an app as YAML. Of a workflow, the draft is exported."""
    invocation = Invocation.of(ctx)
    server = invocation.server(ctx)
    text = server.apps.export_dsl(find_app(server, app), include_secret=include_secret)
    if out is not None:
        out.write_text(text, "utf-8")
        invocation.out.say(f"{out}: {len(text.encode())} bytes")
    elif invocation.json:
        invocation.out.value({"yaml": text})
    else:
        invocation.out.write(text)


def import_app(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="The YAML file; - reads stdin.")],
    name: Annotated[
        str | None, typer.Option("--name", help="The name of the new app. Default: the exported name.")
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="APP", help="The chatflow or workflow to overwrite.")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish the workflow after the import.")
    ] = False,
) -> None:
    """Create an app from an export, or overwrite an app."""
    text = read_file(file)
    invocation = Invocation.of(ctx)
    server = invocation.server(ctx)
    done = bring_in(server, text, name=name, into=find_app(server, into) if into is not None else None)
    if publish and done.app_id is not None:
        server.apps.publish_workflow(done.app_id)
    if invocation.json:
        invocation.out.value(done)
    else:
        invocation.out.rows([done], {"id": "app_id", "mode": "app_mode", "status": "status"})


def bring_in(server: DifyServer, text: str, *, name: str | None = None, into: str | None = None) -> AppImport:
    """Import an app. If Dify asks, because another release exported it, confirm the import.

    Raises:
        ConfigurationError: The export cannot be used; the error says why.
    """
    from dify_ext import BadRequestError, ConfigurationError

    try:
        done = server.apps.import_dsl(text, name=name, app_id=into)
        if done.status == "pending":
            done = server.apps.confirm_import(done.id)
    except BadRequestError as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise ConfigurationError(f"the server cannot use this export: {reason}") from error
    return done


def _reason(error: Exception) -> str | None:
    """Why an import failed: the server answers 400 with the body of a success."""
    response = getattr(error, "response", None)
    try:
        reason = response.json().get("error") if response is not None else None
    except (ValueError, AttributeError):
        return None
    return reason if isinstance(reason, str) and reason else None


def keys(
    ctx: typer.Context,
    app: NAME,
    create: Annotated[
        bool, typer.Option("--create", help="Create a new key, and show only this key.")
    ] = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Print the keys in full.")] = False,
) -> None:
    """List the keys of an app. They are masked unless you give --reveal."""
    invocation = Invocation.of(ctx)
    server = invocation.server(ctx)
    app_id = find_app(server, app)
    found = [server.apps.create_api_key(app_id)] if create else server.apps.api_keys(app_id)
    rows = [{"id": key.id, "key": _key(key, reveal), "last_used": moment(key.last_used_at)} for key in found]
    invocation.out.rows(rows, {"id": "id", "key": "key", "last used": "last_used"})
    if not found:
        invocation.out.say("The app has no keys yet. To create one, use --create.")


def _key(key: ApiKey, reveal: bool) -> str:
    return key.token if reveal else masked(key.token)
