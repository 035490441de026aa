"""Information about an app."""

from __future__ import annotations

import json

from starlette.responses import Response

from ._answers import json_answer
from ._call import Call
from ._errors import app_unavailable


async def get_app_info(call: Call) -> Response:
    """GET /v1/info."""
    return json_answer(call.traits.known("info", call.app.info))


async def get_app_parameters(call: Call) -> Response:
    """GET /v1/parameters."""
    if not call.app.published:
        raise app_unavailable()
    return json_answer(call.app.parameters)


async def get_app_meta(call: Call) -> Response:
    """GET /v1/meta. Icons have the server's own address."""
    return json_answer(json.loads(json.dumps(call.app.meta).replace("<<base_url>>", call.base_url)))


async def get_app_site(call: Call) -> Response:
    """GET /v1/site."""
    return json_answer(call.traits.known("site", {"input_placeholder": None, **call.app.site}))
