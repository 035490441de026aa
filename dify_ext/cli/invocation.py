"""One run of a command: its options, its output, and the clients it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from dify_ext.cli.output import Output

if TYPE_CHECKING:
    from dify_ext import Dify, DifyServer
    from dify_ext.cli.settings import Settings

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

AppOption = Annotated[
    str | None,
    typer.Option(
        "--app", "-a", metavar="APP", help="An app by name or id. Needs an account; its key is found there."
    ),
]
UserOption = Annotated[
    str | None, typer.Option("--user", "-u", help="The end user. Default: DIFY_USER, else your login name.")
]
EventsOption = Annotated[
    bool, typer.Option("--events", help="Print each event of the stream as a line of JSON.")
]


@dataclass
class Invocation:
    """The values of the options that every command has."""

    profile: str | None = None
    json: bool = False
    debug: bool = False
    timeout: float | None = None
    _settings: dict[str | None, Settings] = field(default_factory=dict)

    @classmethod
    def of(cls, ctx: typer.Context) -> Invocation:
        """The invocation of a command."""
        found = ctx.find_root().ensure_object(cls)
        assert isinstance(found, cls)
        return found

    @property
    def out(self) -> Output:
        """Where data and messages go."""
        return Output(json=self.json)

    def settings(self, profile: str | None = None) -> Settings:
        """Server, keys and account: those of this command, or of another profile."""
        from dify_ext.cli.profiles import Profiles
        from dify_ext.cli.settings import read_settings

        if self.debug:
            from dify_ext._core import log

            log.setup_from_environment({"DIFY_LOG": "debug"})
        named = profile or self.profile
        if named not in self._settings:
            self._settings[named] = read_settings(Profiles(), named)
        return self._settings[named]

    def dify(self, ctx: typer.Context, *, app: str | None = None, user: str | None = None) -> Dify:
        """A client for an app: by its name or id through the account, else by the key.

        Raises:
            ConfigurationError: There is no key.
        """
        from dify_ext import ConfigurationError, Dify

        settings = self.settings()
        if app is not None:
            server = self.server(ctx)
            found = find_app(server, app)
            view = server.dify(found, user=user or settings.user, base_url=self.settings().base_url)
            return view.with_options(call_timeout=self.timeout)
        if settings.app_key is None:
            raise ConfigurationError(
                "no key for an app: run `dify-ext login`, set DIFY_API_KEY, or name an app with --app"
            )
        return ctx.with_resource(
            Dify(
                settings.app_key.reveal(),
                user=user or settings.user,
                base_url=settings.base_url,
                call_timeout=self.timeout,
            )
        )

    def knowledge(self, ctx: typer.Context) -> Dify:
        """A client for knowledge bases: with the configured key, else with one from the account.

        Raises:
            ConfigurationError: There is neither a key nor an account.
        """
        from dify_ext import ConfigurationError, Dify

        settings = self.settings()
        key = settings.dataset_key
        if key is None and settings.email is not None and settings.password is not None:
            from dify_ext._redaction import Secret

            key = Secret(self.server(ctx).datasets.ensure_api_key().token)
        if key is None:
            raise ConfigurationError(
                "no key for knowledge bases (dataset-…): run `dify-ext login`, or set DIFY_API_KEY"
            )
        return ctx.with_resource(
            Dify(
                key.reveal(), user=settings.user, base_url=self.settings().base_url, call_timeout=self.timeout
            )
        )

    def server(self, ctx: typer.Context, profile: str | None = None) -> DifyServer:
        """A client for the console. Its tokens are kept between commands.

        Raises:
            ConfigurationError: There is no account.
        """
        from dify_ext import ConfigurationError, DifyServer, FileTokenStore
        from dify_ext._core.redis_url import from_environment

        settings = self.settings(profile)
        if settings.email is None or settings.password is None:
            raise ConfigurationError(
                f"no account for {settings.console_url}: run `dify-ext login`, or set DIFY_EMAIL and "
                "DIFY_PASSWORD"
            )
        _, in_redis = from_environment()
        return ctx.with_resource(
            DifyServer(
                settings.console_url,
                email=settings.email,
                password=settings.password.reveal(),
                token_store=None if in_redis else FileTokenStore(),
                call_timeout=self.timeout,
            )
        )


def find_app(server: DifyServer, name: str) -> str:
    """The id of an app that is named by its id or its name.

    Raises:
        ConfigurationError: No app, or more than one, has this name.
    """
    if _UUID.fullmatch(name):
        return name
    found = [app.id for app in server.apps.list(name=name, limit=100) if app.name == name]
    return _only(found, "app", name, "`dify-ext apps list` shows all")


def find_dataset(dify: Dify, name: str) -> str:
    """The id of a knowledge base that is named by its id or its name.

    Raises:
        ConfigurationError: No knowledge base, or more than one, has this name.
    """
    if _UUID.fullmatch(name):
        return name
    found = [base.id for base in dify.datasets.list(keyword=name, limit=100) if base.name == name]
    there = [] if found else [base.name for base in dify.datasets.list(limit=20).data if base.name]
    return _only(found, "knowledge base", name, f"there are: {', '.join(there) or 'none'}")


def newest_conversation(dify: Dify) -> str | None:
    """The id of the end user's last conversation; None if there is none yet."""
    newest = dify.conversations.list(limit=1).data
    return str(newest[0].id) if newest else None


def _only(ids: list[str], what: str, name: str, hint: str) -> str:
    from dify_ext import ConfigurationError

    if not ids:
        raise ConfigurationError(f"no {what} is named {name!r} ({hint})")
    if len(ids) > 1:
        raise ConfigurationError(f"{len(ids)} {what}s are named {name!r}, give an id: {', '.join(ids)}")
    return ids[0]
