"""The console's paths: every operation of each release with its method and handler."""

from __future__ import annotations

from starlette.routing import Route

from .._options import Dialect
from . import apps, conversations, datasets, dsl, keys, members, sign_in, statistics
from .auth import signed_in
from .call import Handler, endpoint, nobody

APP = "/console/api/apps/{app_id:uuid}"
APP_KEYS = "/console/api/apps/{resource_id:uuid}/api-keys"

DATASET = "/console/api/datasets/{dataset_id:uuid}"
CURRENT = "/console/api/workspaces/current"

Operations = tuple[tuple[str, str, Handler], ...]

#: Operations without a sign-in.
OPEN: Operations = (
    ("POST", "/console/api/login", sign_in.login),
    ("GET", "/console/api/setup", sign_in.setup_state),
)
#: Refresh and sign-out: with tokens in the body, and with cookies.
OPEN_BODY: Operations = (("POST", "/console/api/refresh-token", sign_in.refresh_by_body),)
OPEN_COOKIES: Operations = (
    ("POST", "/console/api/refresh-token", sign_in.refresh_by_cookie),
    ("POST", "/console/api/logout", sign_in.logout_by_cookie),
)
#: Operations with a sign-in that only one kind of release has.
BODY: Operations = (
    ("GET", "/console/api/logout", sign_in.logout_by_bearer),
    ("GET", CURRENT, members.get_current_workspace),
)
COOKIES: Operations = (("POST", CURRENT, members.get_current_workspace),)
#: Operations with a sign-in that every release has.
OPERATIONS: Operations = (
    ("GET", "/console/api/account/profile", members.get_account_profile),
    ("GET", "/console/api/workspaces", members.list_workspaces),
    ("GET", f"{CURRENT}/members", members.list_members),
    ("POST", f"{CURRENT}/members/invite-email", members.invite_members),
    ("GET", "/console/api/apps", apps.list_apps),
    ("POST", "/console/api/apps", apps.create_app),
    ("GET", APP, apps.get_app),
    ("PUT", APP, apps.update_app),
    ("DELETE", APP, apps.delete_app),
    ("POST", f"{APP}/model-config", apps.update_model_config),
    ("POST", f"{APP}/workflows/publish", apps.publish_workflow),
    ("GET", f"{APP}/export", dsl.export_app),
    ("POST", "/console/api/apps/imports", dsl.import_app),
    ("POST", "/console/api/apps/imports/{import_id}/confirm", dsl.confirm_app_import),
    ("GET", APP_KEYS, keys.list_app_api_keys),
    ("POST", APP_KEYS, keys.create_app_api_key),
    ("DELETE", APP_KEYS + "/{api_key_id:uuid}", keys.delete_app_api_key),
    ("GET", f"{APP}/chat-conversations", conversations.list_chat_conversations),
    ("GET", f"{APP}/statistics/average-session-interactions", statistics.get_average_session_interactions),
    *(
        ("GET", f"{APP}/{statistic.path}", statistics.handler_of(statistic))
        for statistic in statistics.STATISTICS
    ),
    ("GET", "/console/api/datasets/api-keys", keys.list_dataset_api_keys),
    ("POST", "/console/api/datasets/api-keys", keys.create_dataset_api_key),
    ("DELETE", "/console/api/datasets/api-keys/{api_key_id:uuid}", keys.delete_dataset_api_key),
    ("GET", f"{DATASET}/indexing-status", datasets.get_dataset_indexing_status),
    ("GET", DATASET + "/documents/{document_id:uuid}/indexing-status", datasets.get_document_indexing_status),
    ("GET", f"{DATASET}/error-docs", datasets.list_error_documents),
    ("POST", f"{DATASET}/retry", datasets.retry_documents),
)


def routes(dialect: Dialect) -> list[Route]:
    """All routes for Starlette."""
    own, own_open = (BODY, OPEN_BODY) if dialect == "1.8" else (COOKIES, OPEN_COOKIES)
    found = [(*operation, nobody) for operation in (*OPEN, *own_open)]
    found += [(*operation, signed_in) for operation in (*OPERATIONS, *own)]
    return [Route(path, endpoint(handler, auth), methods=[method]) for method, path, handler, auth in found]
