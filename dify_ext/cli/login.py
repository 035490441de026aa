"""``dify-ext login`` and ``logout``: profiles with keys and accounts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.invocation import Invocation

if TYPE_CHECKING:
    from dify_ext._redaction import Secret
    from dify_ext.cli.profiles import Profile, SecretKind


def add_to(app: typer.Typer) -> None:
    """Add the commands to a group."""
    command(
        app,
        "login",
        "dify-ext login                                 asks for everything",
        "dify-ext login --profile staging --base-url https://dify.example.com",
        "dify-ext login --key-stdin < key.txt",
        "dify-ext login --email me@example.com --password-stdin < password.txt",
    )(login)
    command(app, "logout", "dify-ext logout", "dify-ext logout --profile staging")(logout)


def login(
    ctx: typer.Context,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="The server. Default: Dify's cloud.")
    ] = None,
    console_url: Annotated[
        str | None,
        typer.Option("--console-url", metavar="URL", help="The console, if it is on another host."),
    ] = None,
    email: Annotated[str | None, typer.Option("--email", help="The account of the console.")] = None,
    user: Annotated[
        str | None, typer.Option("--user", "-u", help="The end user, if a command has no --user.")
    ] = None,
    key_stdin: Annotated[
        bool, typer.Option("--key-stdin", help="Read a key (app-… or dataset-…) from stdin, and do not ask.")
    ] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from stdin, and do not ask.")
    ] = False,
) -> None:
    """Check keys and an account, and save them as a profile.

    A profile has the key of an app, a key for knowledge bases, an account, or all three. Secrets
    are saved in the system's keyring (`pip install 'dify-ext[keyring]'`), else in a file that only
    you can read. A key or password is never a command-line argument: other users could see it.
    """
    from dataclasses import replace

    from dify_ext import ConfigurationError
    from dify_ext._core.options import server_root
    from dify_ext._redaction import Secret
    from dify_ext.cli.profiles import Profile, Profiles

    invocation = Invocation.of(ctx)
    profiles = Profiles()
    name = invocation.profile or profiles.default
    found = profiles.get(name) or Profile(name)
    if key_stdin and password_stdin:
        raise ConfigurationError(
            "stdin can have one secret only: run login twice, for the key and for the password"
        )
    asks = not (key_stdin or password_stdin)
    if asks and not sys.stdin.isatty():
        raise ConfigurationError("there is no terminal to ask on: give --key-stdin or --password-stdin")
    if asks and base_url is None:
        base_url = _ask("Server", default=found.base_url or "https://api.dify.ai")
    for url in filter(None, (base_url, console_url)):
        server_root(url)  # a wrong one is refused before the next question
    given = {"base_url": base_url, "console_url": console_url, "email": email, "user": user}
    profile = replace(found, **{key: value for key, value in given.items() if value is not None})
    kept: dict[SecretKind, Secret] = {
        kind: secret
        for kind, secret in profiles.secrets(name).items()
        if profile.home(kind) == found.home(kind)
    }
    secrets: dict[SecretKind, Secret] = {}
    if asks or key_stdin:
        has_key = "app_key" in kept or "dataset_key" in kept
        enter = "press Enter to keep the saved one" if has_key else "press Enter for none"
        question = f"API key (app-… or dataset-…; {enter})"
        key = Secret(_ask(question, hidden=True) if asks else sys.stdin.readline()).stripped()
        if key:
            secrets["dataset_key" if key.reveal().startswith("dataset-") else "app_key"] = key
    if asks and email is None:
        enter = "" if found.email else " (press Enter for none)"
        email = _ask(f"E-mail of the console{enter}", default=found.email or "") or None
        profile = replace(profile, email=email)
    if password_stdin or (asks and email):
        keeps = "password" in kept and email == found.email
        question = f"Password{' (press Enter to keep the saved one)' if keeps else ''}"
        password = Secret(_ask(question, hidden=True) if asks else sys.stdin.readline().rstrip("\r\n"))
        if password or not keeps:
            secrets["password"] = password
    if not secrets and not (asks and kept):
        raise ConfigurationError("nothing to save: give a key or an account")
    checked = _check(profile, secrets or kept)
    place = profiles.save(profile, secrets)
    if invocation.json:
        invocation.out.value({"profile": name, "checked": checked, "kept_in": place})
    for line in checked:
        invocation.out.say(line)
    invocation.out.say(f"Saved as profile {name!r}. The secrets are in {place}.")


def _ask(question: str, *, default: str = "", hidden: bool = False) -> str:
    answer = typer.prompt(question, default=default, hide_input=hidden, show_default=bool(default), err=True)
    return str(answer) if hidden else str(answer).strip()


def _check(profile: Profile, secrets: dict[SecretKind, Secret]) -> list[str]:
    """Try each secret, and return a line of text for each.

    Raises:
        DifyError: A secret was refused, or the server was not reached.
    """
    from dify_ext import ConfigurationError, Dify, DifyServer

    found = []
    for kind, secret in secrets.items():
        if kind == "password":
            if profile.email is None:
                raise ConfigurationError("a password needs an account: give --email")
            with DifyServer(profile.console, email=profile.email, password=secret.reveal()) as server:
                server.login()
            found.append(f"Account {profile.email}: signed in at {profile.console}")
            continue
        with Dify(secret.reveal(), base_url=profile.base_url, user=profile.user) as dify:
            if kind == "app_key":
                app = dify.app.info()
                found.append(f"Key of the app {app.name!r} ({app.mode or 'mode unknown'}): accepted")
            else:
                dify.datasets.list(limit=1)
                found.append("Key for knowledge bases: accepted")
    return found


def logout(ctx: typer.Context) -> None:
    """Delete a profile, and sign out its account."""
    from dify_ext import DifyError
    from dify_ext.cli.profiles import Profiles

    invocation = Invocation.of(ctx)
    profiles = Profiles()
    name = invocation.profile or profiles.default
    if profiles.get(name) is not None and profiles.secret(name, "password") is not None:
        try:
            invocation.server(ctx, name).logout()
        except DifyError as error:
            invocation.out.say(
                f"Warning: the account could not be signed out, so its tokens may still be valid: {error}"
            )
    existed = profiles.delete(name)
    if invocation.json:
        invocation.out.value({"profile": name, "forgotten": existed})
    invocation.out.say(f"Profile {name!r} was deleted." if existed else f"There is no profile {name!r}.")
