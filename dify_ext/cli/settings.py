"""The server, keys, end user and account of a command: from the environment, or a profile."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass

from dify_ext._core.options import key_kind, server_root
from dify_ext._redaction import Secret
from dify_ext.cli.profiles import Profile, Profiles, console_of
from dify_ext.errors import ConfigurationError


@dataclass(frozen=True)
class Settings:
    """The settings of a command. Secrets of a profile are for the server of the profile only."""

    profile: str
    base_url: str
    console_url: str
    user: str
    app_key: Secret | None = None
    dataset_key: Secret | None = None
    email: str | None = None
    password: Secret | None = None


def read_settings(
    profiles: Profiles, named: str | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """The settings of a command.

    Args:
        profiles: The profiles of this user.
        named: The profile of the command line. If there is one, the environment is not read.
        environ: The variables. None takes those of the process.

    Raises:
        ConfigurationError: There is no profile of this name.
    """
    environ = {} if named else os.environ if environ is None else environ
    name = named or environ.get("DIFY_PROFILE") or profiles.default
    found = profiles.get(name)
    if found is None and (named or environ.get("DIFY_PROFILE")):
        known = ", ".join(profiles.names()) or "none yet"
        raise ConfigurationError(
            f"no profile {name!r} (there are: {known}): run `dify-ext login --profile {name}`"
        )
    profile = found or Profile(name)
    base_url = environ.get("DIFY_BASE_URL") or profile.server
    console_url = environ.get("DIFY_CONSOLE_URL") or (
        console_of(base_url) if environ.get("DIFY_BASE_URL") else profile.console
    )
    is_own = found is not None and server_root(base_url) == profile.home("app_key")
    is_own_console = found is not None and server_root(console_url) == profile.home("password")
    key = Secret.of(environ.get("DIFY_API_KEY") or None)
    kind = key_kind(key)
    email = environ.get("DIFY_EMAIL") or (profile.email if is_own_console else None)
    password = Secret.of(environ.get("DIFY_PASSWORD") or None)
    if password is None and is_own_console and email == profile.email:
        password = profiles.secret(name, "password")
    return Settings(
        profile=name,
        base_url=base_url,
        console_url=console_url,
        user=environ.get("DIFY_USER") or profile.user or _login_name(),
        app_key=key if key and kind != "dataset" else profiles.secret(name, "app_key") if is_own else None,
        dataset_key=(
            key if key and kind != "app" else profiles.secret(name, "dataset_key") if is_own else None
        ),
        email=email,
        password=password,
    )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without a user of its own
        return "dify-ext"
