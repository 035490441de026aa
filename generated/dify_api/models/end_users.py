from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class EndUser(Model):
    """Somebody who uses an app, as the server keeps them. (Dify since 1.13.2)

    Attributes:
        id: The server's id of the end user (UUID).
        tenant_id: The workspace of the app.
        app_id: The app.
        type: By which way the end user came, such as `service-api`.
        external_user_id: The id that the calling program chose: the `user` of its calls.
        name: The end user's name, where the server has one.
        is_anonymous: Whether the server does not know who it is.
        session_id: The same as `external_user_id` where the end user came through the Service API.
        created_at: When the server first saw the end user, as ISO 8601 without a zone, in UTC.
        updated_at: When the server last changed what it keeps, as ISO 8601 without a zone, in UTC.
    """

    id: str
    tenant_id: str | None = None
    app_id: str | None = None
    type: str | None = None
    external_user_id: str | None = None
    name: str | None = None
    is_anonymous: bool | None = None
    session_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.tenant_id = d.pop("tenant_id", None)
        self.app_id = d.pop("app_id", None)
        self.type = d.pop("type", None)
        self.external_user_id = d.pop("external_user_id", None)
        self.name = d.pop("name", None)
        self.is_anonymous = d.pop("is_anonymous", None)
        self.session_id = d.pop("session_id", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
