from __future__ import annotations

from typing import Any

from attrs import define, field

from ..types import (
    Model,
    either,
    optional,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class LoginRequest(Model):
    """Who signs in to the console.

    Attributes:
        email: The account's e-mail address.
        password: The account's password, from 1.11.2 on as base64 of its UTF-8, before that plain.
            The wrong one of the two forms is answered like a wrong password.
        remember_me: Whether the sign-in lasts long. It made no difference in what was recorded.
    """

    email: str
    password: str = field(repr=False)
    remember_me: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.email = required(d, "email")
        self.password = required(d, "password")
        self.remember_me = d.pop("remember_me", None)


@define(kw_only=True, repr=False, eq=False)
class LoginResult(Model):
    """How signing in or refreshing went.

    Attributes:
        result: `success` or `fail`.
        data: The tokens where it succeeded, a text where it failed. Absent from 1.9.2 on, where
            tokens are cookies.
        code: Why it failed, such as `account_not_found`. (Dify until 1.8.1)
    """

    result: str | None = None
    data: TokenPair | str | None = None
    code: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.result = d.pop("result", None)
        self.data = optional(d, "data", either(object=TokenPair.from_dict))
        self.code = d.pop("code", None)


@define(kw_only=True, repr=False, eq=False)
class RefreshTokenRequest(Model):
    """What gives new tokens, up to 1.9.1.

    Attributes:
        refresh_token: The refresh token of the last sign-in or refresh.
    """

    refresh_token: str = field(repr=False)

    def _take(self, d: dict[str, Any]) -> None:
        self.refresh_token = required(d, "refresh_token")


@define(kw_only=True, repr=False, eq=False)
class TokenPair(Model):
    """The tokens of a sign-in.

    Attributes:
        access_token: The token to send as `Authorization: Bearer`, a JWT that lives for an hour.
            (Dify until 1.9.1)
        refresh_token: The token that gives new tokens once, for 30 days. (Dify until 1.9.1)
    """

    access_token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)

    def _take(self, d: dict[str, Any]) -> None:
        self.access_token = d.pop("access_token", None)
        self.refresh_token = d.pop("refresh_token", None)
