"""The recordings of this folder, and which rule each of them is replayed by."""

from __future__ import annotations

import re
from pathlib import Path

from tests.wire.recordings import Recording, read

FOLDER = Path(__file__).parent
ROOT = "/console/api"
LOGIN, REFRESH, LOGOUT, SETUP = (f"{ROOT}/{name}" for name in ("login", "refresh-token", "logout", "setup"))

RECORDINGS = {recording.name: recording for recording in read(FOLDER)}
# What the client asks first, to hear of the server's release.
PROBES = {"1.8.1": "1.8.1/setup--get", "1.13.2": "1.13.2/setup--get-finished"}

STATISTICS = {
    "daily_conversations": "statistics/daily-conversations",
    "daily_end_users": "statistics/daily-end-users",
    "daily_messages": "statistics/daily-messages",
    "token_costs": "statistics/token-costs",
    "average_session_interactions": "statistics/average-session-interactions",
    "user_satisfaction_rate": "statistics/user-satisfaction-rate",
    "average_response_time": "statistics/average-response-time",
    "tokens_per_second": "statistics/tokens-per-second",
    "workflow_daily_conversations": "workflow/statistics/daily-conversations",
    "workflow_daily_terminals": "workflow/statistics/daily-terminals",
    "workflow_token_costs": "workflow/statistics/token-costs",
    "workflow_average_app_interactions": "workflow/statistics/average-app-interactions",
}
# The method of DifyServer for each route; {} is an id.
ROUTES = {
    "apps.list": "GET /apps",
    "apps.get": "GET /apps/{}",
    "apps.create": "POST /apps",
    "apps.update": "PUT /apps/{}",
    "apps.delete": "DELETE /apps/{}",
    "apps.update_model_config": "POST /apps/{}/model-config",
    "apps.publish_workflow": "POST /apps/{}/workflows/publish",
    "apps.api_keys": "GET /apps/{}/api-keys",
    "apps.create_api_key": "POST /apps/{}/api-keys",
    "apps.delete_api_key": "DELETE /apps/{}/api-keys/{}",
    "apps.chat_conversations": "GET /apps/{}/chat-conversations",
    "apps.export_dsl": "GET /apps/{}/export",
    "apps.import_dsl": "POST /apps/imports",
    "apps.confirm_import": "POST /apps/imports/{}/confirm",
    "datasets.api_keys": "GET /datasets/api-keys",
    "datasets.create_api_key": "POST /datasets/api-keys",
    "datasets.delete_api_key": "DELETE /datasets/api-keys/{}",
    "datasets.indexing_status": "GET /datasets/{}/indexing-status",
    "datasets.document_indexing_status": "GET /datasets/{}/documents/{}/indexing-status",
    "datasets.error_documents": "GET /datasets/{}/error-docs",
    "datasets.retry": "POST /datasets/{}/retry",
    **{f"statistics.{name}": f"GET /apps/{{}}/{path}" for name, path in STATISTICS.items()},
    "members.list": "GET /workspaces/current/members",
    "members.invite": "POST /workspaces/current/members/invite-email",
    "account.profile": "GET /account/profile",
    "account.workspaces": "GET /workspaces",
}
# What has no method: signing in, which is by itself (by whatever HTTP method), and an operation of the low
# level.
OTHERS = {
    "sign_in": f"[A-Z]+ {LOGIN}",
    "refresh": f"[A-Z]+ {REFRESH}",
    "sign_out": f"[A-Z]+ {LOGOUT}",
    "probe": f"GET {SETUP}",
    "low_level": f"[A-Z]+ {ROOT}/workspaces/current",
}


def _pattern(route: str) -> str:
    method, _, path = route.partition(" ")
    return f"{method} {ROOT}{path}".replace("{}", "([^/]+)")


PATTERNS = {name: re.compile(_pattern(route)) for name, route in ROUTES.items()} | {
    name: re.compile(pattern) for name, pattern in OTHERS.items()
}


def asked(recording: Recording) -> str:
    """Method and path of a recorded request."""
    return f"{recording.request['method']} {recording.request['path']}"


def rules_of(recording: Recording) -> list[str]:
    """The names of the rules that a recording falls under; there is one."""
    return [name for name, pattern in PATTERNS.items() if pattern.fullmatch(asked(recording))]


def version(recording: Recording) -> str:
    """The release of the server that it was recorded with."""
    return recording.name.partition("/")[0]


def of_rule(*rules: str) -> list[str]:
    """The names of the recordings that fall under these rules."""
    return [name for name, recording in RECORDINGS.items() if set(rules) & set(rules_of(recording))]


def of_calls(*statuses: int) -> list[str]:
    """The names of the recordings of methods whose answers have these statuses."""
    return [name for name in of_rule(*ROUTES) if RECORDINGS[name].status in statuses]
