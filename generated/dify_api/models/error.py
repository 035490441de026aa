from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
)


@define(kw_only=True, repr=False, eq=False)
class Error(Model):
    """What went wrong, in the form most errors have. Not all do: some carry only a message, some are
    pages of HTML, and releases before 1.13 name wrong fields in an object `errors` without a code.

    Attributes:
        code: Machine-readable kind of the error, such as `invalid_param`.
        message: What went wrong, in English, possibly several lines.
        status: The HTTP status once more.
        params: The parameter that is wrong, where the server says.
        errors: What is wrong with which parameter, by its name; there is no `code` then. (Dify
            until 1.9.2)
        custom: Kind of the error where it has no `code`, such as `max_keys_exceeded`.
        result: Always `fail`; only where tokens could not be refreshed.
        data: Why tokens could not be refreshed, instead of `message`. (Dify until 1.8.1)
        error: What went wrong, instead of `message`.
    """

    code: str | None = None
    message: str | None = None
    status: int | None = None
    params: str | None = None
    errors: dict[str, Any] | None = None
    custom: str | None = None
    result: str | None = None
    data: str | None = None
    error: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.code = d.pop("code", None)
        self.message = d.pop("message", None)
        self.status = d.pop("status", None)
        self.params = d.pop("params", None)
        self.errors = optional(d, "errors", as_object)
        self.custom = d.pop("custom", None)
        self.result = d.pop("result", None)
        self.data = d.pop("data", None)
        self.error = d.pop("error", None)
