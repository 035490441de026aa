"""An app: what it is, its settings, its end users."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from ._call import AppCall
from ._errors import Refusal, app_unavailable
from ._spec import row


async def get_app_info(call: AppCall) -> Any:
    """Name, description and mode."""
    return call.app.info


async def get_app_parameters(call: AppCall) -> Any:
    """The form and the features."""
    if not call.app.published:
        raise app_unavailable()
    return call.app.parameters


async def get_app_meta(call: AppCall) -> Any:
    """Icons have the server's own address."""
    return json.loads(json.dumps(call.app.meta).replace("<<base_url>>", call.base_url))


async def get_app_site(call: AppCall) -> Any:
    """The app's page."""
    return {"input_placeholder": None, **call.app.site}


async def get_end_user(call: AppCall) -> Any:
    """A user by the server's id."""
    user = next((user for user in call.app.users.values() if user.id == call.path("end_user_id")), None)
    if user is None:
        raise Refusal(404, "end_user_not_found", "End user not found.")
    at = moment(user.created_at)
    return row(
        "EndUser",
        tenant_id=call.state.tenant_id,
        app_id=call.app.id,
        id=user.id,
        type="service-api",
        is_anonymous=user.anonymous,
        **dict.fromkeys(("external_user_id", "session_id"), user.name),
        **dict.fromkeys(("created_at", "updated_at"), at),
    )


def moment(seconds: float) -> str:
    """A time in ISO 8601, in UTC without saying so."""
    return datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None).isoformat()
