"""Profiles: the servers, keys and accounts of this user, kept between commands.

``profiles.json``, in the platform's folder for settings, has everything but secrets. Keys and
passwords are in the system's keyring if the package ``keyring`` is installed and finds one, else in
``secrets.json`` in the same folder, which only its owner can read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from dify_ext._console.credentials import service_root
from dify_ext._core.options import DEFAULT_BASE_URL, server_root
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError

SecretKind = Literal["app_key", "dataset_key", "password"]
SECRETS: tuple[SecretKind, ...] = ("app_key", "dataset_key", "password")
_SERVICE = "dify-ext"
_CLOUD = "https://cloud.dify.ai"


@dataclass(frozen=True)
class Profile:
    """One server, under the name that the user chose. Its secrets are kept elsewhere."""

    name: str
    base_url: str | None = None
    console_url: str | None = None
    user: str | None = None
    email: str | None = None

    @property
    def server(self) -> str:
        """The URL of the Service API."""
        return self.base_url or DEFAULT_BASE_URL

    @property
    def console(self) -> str:
        """The URL of the console."""
        return self.console_url or console_of(self.server)

    def home(self, kind: SecretKind) -> str:
        """The server that a secret belongs to: it is sent to no other."""
        return server_root(self.console if kind == "password" else self.server)


def console_of(base_url: str) -> str:
    """The console of a server: the same host, except in Dify's cloud."""
    root = server_root(base_url)
    return _CLOUD if root == service_root(_CLOUD) else root


class Profiles:
    """The profiles of this user, and their secrets.

    Args:
        folder: The folder of the files. None takes ``DIFY_CONFIG_DIR``, else the platform's folder
            for settings.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _folder()
        self._file = self.folder / "profiles.json"
        self._secrets = self.folder / "secrets.json"

    def names(self) -> list[str]:
        """The names of all profiles."""
        return sorted(self._read()["profiles"])

    @property
    def default(self) -> str:
        """The name of the profile that is used if none is named."""
        return str(self._read()["default"])

    def get(self, name: str) -> Profile | None:
        """A profile; None if there is none of this name."""
        values = self._read()["profiles"].get(name)
        known = {field.name for field in fields(Profile)} - {"name"}
        return None if values is None else Profile(name, **{k: v for k, v in values.items() if k in known})

    def save(self, profile: Profile, secrets: dict[SecretKind, Secret]) -> str:
        """Save a profile and its secrets, and return a text that says where the secrets are."""
        before = self.get(profile.name) or profile
        for kind in SECRETS:
            if before.home(kind) != profile.home(kind):
                self._forget(f"{profile.name}/{kind}")
        held = self._read()
        values = {name: value for name, value in asdict(profile).items() if value is not None}
        held["profiles"][values.pop("name")] = values
        if profile.name == "default" or len(held["profiles"]) == 1:
            held["default"] = profile.name
        for kind, secret in secrets.items():
            self._keep(f"{profile.name}/{kind}", secret)
        _write(self._file, held)
        keyring = _keyring()
        return str(self._secrets) if keyring is None else f"the system's keyring ({keyring.name})"

    def delete(self, name: str) -> bool:
        """Delete a profile and its secrets; False if there was none."""
        held = self._read()
        existed = held["profiles"].pop(name, None) is not None
        if held["default"] == name:
            held["default"] = next(iter(held["profiles"]), "default")
        for kind in SECRETS:
            self._forget(f"{name}/{kind}")
        if existed:
            _write(self._file, held)
        return existed

    def secrets(self, name: str) -> dict[SecretKind, Secret]:
        """The secrets of a profile."""
        return {kind: secret for kind in SECRETS if (secret := self.secret(name, kind)) is not None}

    def secret(self, name: str, kind: SecretKind) -> Secret | None:
        """A secret of a profile; None if there is none."""
        keyring = _keyring()
        found = None if keyring is None else _ask(keyring.get_password, f"{name}/{kind}")
        return Secret.of(found or _read_private(self._secrets).get(f"{name}/{kind}"))

    def _keep(self, name: str, secret: Secret) -> None:
        if (keyring := _keyring()) is not None:
            _ask(keyring.set_password, name, secret.reveal())
        else:
            self._change_file(lambda held: held.update({name: secret.reveal()}))

    def _forget(self, name: str) -> None:
        keyring = _keyring()
        if keyring is not None and _ask(keyring.get_password, name) is not None:
            _ask(keyring.delete_password, name)
        if name in _read_private(self._secrets):
            self._change_file(lambda held: held.pop(name))

    def _change_file(self, change: Callable[[dict[str, str]], object]) -> None:
        held = _read_private(self._secrets)
        change(held)
        _write(self._secrets, held)

    def _read(self) -> dict[str, Any]:
        held = _read_json(self._file)
        profiles = held.setdefault("profiles", {})
        if not isinstance(profiles, dict) or not all(isinstance(one, dict) for one in profiles.values()):
            raise ConfigurationError(f"{self._file} cannot be read: correct or delete it")
        held.setdefault("default", "default")
        return held


def _folder() -> Path:
    if chosen := os.environ.get("DIFY_CONFIG_DIR"):
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path("dify-ext", appauthor=False, roaming=True)


def _keyring() -> Any:
    """The system's keyring, if the package ``keyring`` is installed and finds one."""
    try:
        import keyring
        from keyring.backends import fail
    except ImportError:
        return None
    found = keyring.get_keyring()
    return None if isinstance(found, fail.Keyring) else found


def _ask(method: Callable[..., Any], *arguments: str) -> Any:
    try:
        return method(_SERVICE, *arguments)
    except Exception as error:  # not all backends raise keyring's own
        raise ConfigurationError(
            f"the system's keyring cannot be used ({error}): unlock it, or set "
            "PYTHON_KEYRING_BACKEND=keyring.backends.fail.Keyring to keep secrets in a private file"
        ) from None


def _read_json(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path} cannot be read: correct or delete it ({error})") from None
    if not isinstance(held, dict):
        raise ConfigurationError(f"{path} cannot be read: correct or delete it")
    return held


def _read_private(path: Path) -> dict[str, str]:
    if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
        raise ConfigurationError(f"others can read {path}: run chmod 600 {path}")
    return _read_json(path)


def _write(path: Path, held: dict[str, Any]) -> None:
    """Replace a file as a whole; only its owner can read the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(held, file, indent=1, ensure_ascii=False)
    os.replace(new, path)
