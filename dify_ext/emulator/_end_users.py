"""The end users of an app."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.responses import Response

from ._answers import json_answer
from ._call import Call
from ._errors import Refusal


async def get_end_user(call: Call) -> Response:
    """GET /v1/end-users/{end_user_id}."""
    user = next((user for user in call.app.users.values() if user.id == call.path("end_user_id")), None)
    if user is None:
        raise Refusal(404, "end_user_not_found", "End user not found.")
    moment = datetime.fromtimestamp(int(user.created_at), UTC).replace(tzinfo=None).isoformat()
    return json_answer(
        {
            "id": user.id,
            "tenant_id": call.state.tenant_id,
            "app_id": call.app.id,
            "type": "service-api",
            "external_user_id": user.name,
            "name": None,
            "is_anonymous": user.anonymous,
            "session_id": user.name,
            "created_at": moment,
            "updated_at": moment,
        }
    )
