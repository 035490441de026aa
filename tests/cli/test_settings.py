"""Settings: which come first, where secrets are kept, and to whom they go."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from dify_ext import ConfigurationError
from dify_ext._redaction import Secret
from dify_ext.cli import profiles as module
from dify_ext.cli.profiles import Profile, Profiles
from dify_ext.cli.settings import read_settings

OURS = "https://dify.example.com"


@pytest.fixture
def profiles(home: Path) -> Profiles:
    found = Profiles()
    secrets: dict[Any, Secret] = {"app_key": Secret("app-ours"), "password": Secret("pw")}
    found.save(Profile("default", base_url=OURS, email="me@example.com", user="me"), secrets)
    found.save(Profile("staging", base_url="https://staging.example.com"), {"app_key": Secret("app-stage")})
    return found


def key(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def test_the_environment_comes_before_the_profile(profiles: Profiles) -> None:
    """Each variable by itself; what it leaves open comes from the default profile."""
    settings = read_settings(profiles, environ={"DIFY_USER": "ci", "DIFY_API_KEY": "app-ci"})
    assert (settings.user, key(settings.app_key), settings.base_url) == ("ci", "app-ci", OURS)
    settings = read_settings(profiles, environ={})
    assert (settings.user, key(settings.app_key), key(settings.password)) == ("me", "app-ours", "pw")
    assert settings.console_url == OURS


def test_a_profile_on_the_command_line_comes_before_the_environment(profiles: Profiles) -> None:
    """The environment is not read: a key of it must not go to the profile's server."""
    settings = read_settings(profiles, "staging", {"DIFY_API_KEY": "app-ci", "DIFY_BASE_URL": OURS})
    assert (settings.base_url, key(settings.app_key)) == ("https://staging.example.com", "app-stage")
    assert read_settings(profiles, environ={"DIFY_PROFILE": "staging"}).profile == "staging"


@pytest.mark.parametrize("variable", ["DIFY_BASE_URL", "DIFY_CONSOLE_URL"])
def test_secrets_of_a_profile_go_to_its_own_server_only(profiles: Profiles, variable: str) -> None:
    """Another server in the environment gets neither key nor password."""
    settings = read_settings(profiles, environ={variable: "https://other.example.com"})
    if variable == "DIFY_BASE_URL":
        assert settings.app_key is None
    assert settings.password is None
    assert settings.email is None
    same = read_settings(profiles, environ={variable: f"{OURS}/v1/"})
    assert key(same.password) == "pw"
    assert key(same.app_key) == "app-ours"


def test_secrets_do_not_move_to_another_server(profiles: Profiles) -> None:
    """A profile whose server changes loses those of the old one."""
    profiles.save(Profile("default", base_url=f"{OURS}/v1", console_url="https://console.example.com"), {})
    assert list(profiles.secrets("default")) == ["app_key"]
    profiles.save(Profile("default", base_url="https://other.example.com"), {"dataset_key": Secret("new")})
    assert list(profiles.secrets("default")) == ["dataset_key"]


def test_keys_by_their_kind(profiles: Profiles) -> None:
    """A key for knowledge bases in the environment leaves the app's key to the profile."""
    settings = read_settings(profiles, environ={"DIFY_API_KEY": "dataset-ci"})
    assert (key(settings.app_key), key(settings.dataset_key)) == ("app-ours", "dataset-ci")


def test_the_cloud_has_its_console_on_another_host(home: Path) -> None:
    """Without any settings it is Dify's cloud, and the end user has the login name."""
    settings = read_settings(Profiles(), environ={})
    assert (settings.base_url, settings.console_url) == ("https://api.dify.ai/v1", "https://cloud.dify.ai")
    assert settings.user


def test_an_unknown_profile_is_refused(profiles: Profiles) -> None:
    """The error names those that there are."""
    with pytest.raises(ConfigurationError, match=r"no profile 'prod' \(there are: default, staging\)"):
        read_settings(profiles, "prod")


def test_a_user_without_a_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container the user may have none."""

    def no_name() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", no_name)
    assert read_settings(Profiles(), environ={}).user == "dify-ext"


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_files_of_secrets_are_private(profiles: Profiles) -> None:
    """Only their owner can read them, and one that others can read is refused."""
    for name in ("secrets.json", "profiles.json"):
        assert stat.S_IMODE((profiles.folder / name).stat().st_mode) == 0o600
    assert "app-ours" not in (profiles.folder / "profiles.json").read_text()
    (profiles.folder / "secrets.json").chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        profiles.secret("default", "app_key")


def test_a_damaged_file_is_named(profiles: Profiles) -> None:
    """It is neither ignored nor replaced."""
    for text in ("{", "[]", '{"profiles": []}', '{"profiles": {"a": 5}}'):
        (profiles.folder / "profiles.json").write_text(text)
        with pytest.raises(ConfigurationError, match=r"profiles\.json"):
            profiles.names()


def test_the_first_profile_is_the_default_until_it_is_deleted(home: Path) -> None:
    """Then another one is."""
    profiles = Profiles()
    profiles.save(Profile("one"), {"app_key": Secret("app-1")})
    profiles.save(Profile("two"), {"app_key": Secret("app-2")})
    assert profiles.default == "one"
    assert profiles.delete("one")
    assert not profiles.delete("one")
    assert (profiles.default, profiles.names()) == ("two", ["two"])
    assert profiles.secret("one", "app_key") is None


def test_the_keyring_is_used_where_there_is_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then no secret is in a file."""

    class Keyring(dict[tuple[str, str], str]):
        name = "of a test"

        def get_password(self, service: str, name: str) -> str | None:
            return self.get((service, name))

        def set_password(self, service: str, name: str, value: str) -> None:
            self[service, name] = value

        def delete_password(self, service: str, name: str) -> None:
            del self[service, name]

    keyring = Keyring()
    monkeypatch.setattr(module, "_keyring", lambda: keyring)
    profiles = Profiles()
    place = profiles.save(Profile("default"), {"app_key": Secret("app-1")})
    assert place == "the system's keyring (of a test)"
    assert keyring == {("dify-ext", "default/app_key"): "app-1"}
    assert key(profiles.secret("default", "app_key")) == "app-1"
    assert not (profiles.folder / "secrets.json").exists()
    profiles.delete("default")
    assert not keyring
    monkeypatch.setattr(Keyring, "set_password", lambda *given: 1 / 0)
    with pytest.raises(ConfigurationError, match="unlock it"):
        profiles.save(Profile("locked"), {"app_key": Secret("app-1")})
    assert profiles.names() == []


def test_the_platform_says_where_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless ``DIFY_CONFIG_DIR`` says it."""
    monkeypatch.delenv("DIFY_CONFIG_DIR", raising=False)
    assert Profiles().folder.name == "dify-ext"
