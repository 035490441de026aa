"""``dify-ext serve-openai``, ``emulator`` and ``openapi``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.invocation import Invocation, find_app


def add_to(app: typer.Typer) -> None:
    """Add the commands to a group."""
    command(
        app,
        "serve-openai",
        "DIFY_OPENAI_API_KEY=sk-mine dify-ext serve-openai",
        "dify-ext serve-openai --app 'Support bot' --app Report --port 8000",
    )(serve_openai)
    command(
        app,
        "emulator",
        "dify-ext emulator --port 5001",
        "dify-ext emulator -- --help                    all options",
    )(emulator)
    command(app, "openapi", "dify-ext openapi > dify.json", "dify-ext openapi | jq '.paths | keys'")(openapi)


def serve_openai(
    ctx: typer.Context,
    app: Annotated[
        list[str] | None,
        typer.Option(
            "--app",
            "-a",
            metavar="APP",
            help="An app, by name or id. Can be repeated. Default: that of the key.",
        ),
    ] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port; 0 chooses a free one.")] = 8000,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-origin", metavar="URL", help="The origin of a web page that may call it (CORS)."
        ),
    ] = None,
) -> None:
    """Serve apps as models of the OpenAI API.

    Each app is a model with the name of the app. Callers must send the key that is set in
    `DIFY_OPENAI_API_KEY`. Stop the server with Ctrl-C.
    """
    from dify_ext import AsyncDify, ConfigurationError

    try:
        from dify_ext.adapters.openai_server import serve
    except ImportError as error:
        raise ConfigurationError(str(error)) from None
    invocation = Invocation.of(ctx)
    settings = invocation.settings()
    options: dict[str, Any] = {
        "user": settings.user,
        "base_url": settings.base_url,
        "call_timeout": invocation.timeout,
    }
    if app:
        server = invocation.server(ctx)
        keys: dict[str, str] = {}
        for one in [server.apps.get(find_app(server, name)) for name in app]:
            name = one.id if not one.name or one.name in keys else one.name
            keys[name] = server.apps.ensure_api_key(one.id).token
    else:
        name = invocation.dify(ctx).app.info().name or "dify"
        assert settings.app_key is not None
        keys = {name: settings.app_key.reveal()}

    def ready(where: str) -> None:
        if invocation.json:
            invocation.out.line({"base_url": where, "models": list(keys)})
        invocation.out.say(f"{where} serves {', '.join(keys)}; Ctrl-C stops it.")

    try:
        serve(
            {name: AsyncDify(key, **options) for name, key in keys.items()},
            host=host,
            port=port,
            allow_origins=allow_origin or (),
            on_ready=ready,
        )
    except KeyboardInterrupt:
        invocation.out.say("Stopped.")


def emulator(
    ctx: typer.Context,
    port: Annotated[int, typer.Option("--port", help="The port; 0 chooses a free one.")] = 5001,
    options: Annotated[
        list[str] | None, typer.Argument(help="Options of `python -m dify_ext.emulator`, after --.")
    ] = None,
) -> None:
    """Start an emulator of Dify, for tests and demos.

    It runs on this machine, and prints its keys and accounts; `--json` prints them as one line of
    JSON. Stop it with Ctrl-C.
    """
    from dify_ext.emulator.__main__ import main

    as_json = ["--json"] if Invocation.of(ctx).json else []
    code = main(["--port", str(port), *as_json, *(options or [])])
    raise typer.Exit(ExitCode.COULD_NOT_BEGIN if code else ExitCode.OK)


def openapi(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file, not to stdout.")
    ] = None,
) -> None:
    """Print the OpenAPI 3.1 description of Dify's API."""
    import json
    from importlib.resources import files

    document = json.loads(files("dify_api").joinpath("openapi.json").read_text("utf-8"))
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if out is None:
        Invocation.of(ctx).out.write(text)
    else:
        out.write_text(text, "utf-8")
        Invocation.of(ctx).out.say(f"{out}: {len(text.encode())} bytes")
