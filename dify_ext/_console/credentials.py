"""The account or admin key of a console client, and the URL of the console."""

from __future__ import annotations

from urllib.parse import urlsplit

import attrs

from dify_ext._core.options import checked_key, setting
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError


@attrs.frozen
class Credentials:
    """Who asks the console: an account, or an installation's key for one of its workspaces."""

    email: str | None = None
    password: Secret | None = None
    admin_key: Secret | None = None
    workspace_id: str | None = None

    @classmethod
    def read(
        cls,
        *,
        email: str | None = None,
        password: Secret | None = None,
        admin_key: Secret | None = None,
        workspace_id: str | None = None,
    ) -> Credentials:
        """Arguments win over ``DIFY_EMAIL`` and ``DIFY_PASSWORD``."""
        if (admin_key is None) != (workspace_id is None):
            raise ConfigurationError("admin_key= and workspace_id= must be given together")
        if admin_key is not None:
            if not Secret(workspace_id or "").is_word():
                raise ConfigurationError(f"workspace_id must be the id of a workspace, not {workspace_id!r}")
            return cls(admin_key=checked_key(admin_key, "admin_key"), workspace_id=workspace_id)
        email = email if email is not None else setting("DIFY_EMAIL")
        password = password if password is not None else Secret.of(setting("DIFY_PASSWORD"))
        for name, given in (("email", Secret.of(email)), ("password", password)):
            if given is not None and not given.is_text():
                raise ConfigurationError(f"{name} must be a string of valid Unicode characters")
            if given is not None and not given:
                raise ConfigurationError("email and password must not be empty")
        return cls(email=email, password=password)

    def need_account(self) -> tuple[str, Secret]:
        """E-mail and password, or an error that says how to give them."""
        if self.email is None or self.password is None:
            raise ConfigurationError(
                "no account: pass email=... and password=..., or set DIFY_EMAIL and DIFY_PASSWORD "
                "(or pass admin_key=... and workspace_id=...)"
            )
        return self.email, self.password


def console_url(base_url: str | None) -> str:
    """The console's URL: the argument, else ``DIFY_CONSOLE_URL``, else ``DIFY_BASE_URL``."""
    if base_url is None:
        base_url = setting("DIFY_CONSOLE_URL") or setting("DIFY_BASE_URL")
    if not base_url:
        raise ConfigurationError(
            "no console: pass base_url=..., or set DIFY_CONSOLE_URL or DIFY_BASE_URL (Dify's cloud is "
            "https://cloud.dify.ai)"
        )
    return base_url


def service_root(console_root: str) -> str:
    """The URL of the Service API of a console's server: the same host, except in Dify's cloud."""
    return "https://api.dify.ai" if urlsplit(console_root).hostname == "cloud.dify.ai" else console_root
