"""The console's paths: every operation with its method, its handler and its releases."""

from __future__ import annotations

from starlette.routing import Route

from .._dialects import Operation, Release
from . import apps, conversations, datasets, dsl, keys, members, sign_in, statistics
from .auth import signed_in
from .call import Handler, endpoint, nobody

APP = "/console/api/apps/{app_id:uuid}"
APP_KEYS = "/console/api/apps/{resource_id:uuid}/api-keys"

DATASET = "/console/api/datasets/{dataset_id:uuid}"
CURRENT = "/console/api/workspaces/current"

#: Every operation. Sign-in, refresh and sign-out changed with the cookies of 1.9.2.
OPERATIONS: tuple[Operation[Handler], ...] = (
    Operation("GET", "/console/api/setup", sign_in.setup_state),
    Operation("POST", "/console/api/login", sign_in.login),
    Operation("POST", "/console/api/refresh-token", sign_in.refresh_by_body, gone=(1, 9, 2)),
    Operation("POST", "/console/api/refresh-token", sign_in.refresh_by_cookie, (1, 9, 2)),
    Operation("GET", "/console/api/logout", sign_in.logout_by_bearer, gone=(1, 9, 2)),
    Operation("POST", "/console/api/logout", sign_in.logout_by_cookie, (1, 9, 2)),
    Operation("GET", CURRENT, members.get_current_workspace, gone=(1, 10)),
    Operation("POST", CURRENT, members.get_current_workspace, (1, 10), (1, 16, 1)),
    Operation("GET", "/console/api/account/profile", members.get_account_profile),
    Operation("GET", "/console/api/workspaces", members.list_workspaces),
    Operation("GET", f"{CURRENT}/members", members.list_members),
    Operation("POST", f"{CURRENT}/members/invite-email", members.invite_members),
    Operation("GET", "/console/api/apps", apps.list_apps),
    Operation("POST", "/console/api/apps", apps.create_app),
    Operation("GET", APP, apps.get_app),
    Operation("PUT", APP, apps.update_app),
    Operation("DELETE", APP, apps.delete_app),
    Operation("POST", f"{APP}/model-config", apps.update_model_config),
    Operation("POST", f"{APP}/workflows/publish", apps.publish_workflow),
    Operation("GET", f"{APP}/export", dsl.export_app),
    Operation("POST", "/console/api/apps/imports", dsl.import_app),
    Operation("POST", "/console/api/apps/imports/{import_id}/confirm", dsl.confirm_app_import),
    Operation("GET", APP_KEYS, keys.list_app_api_keys),
    Operation("POST", APP_KEYS, keys.create_app_api_key),
    Operation("DELETE", APP_KEYS + "/{api_key_id:uuid}", keys.delete_app_api_key),
    Operation("GET", f"{APP}/chat-conversations", conversations.list_chat_conversations),
    Operation(
        "GET", f"{APP}/statistics/average-session-interactions", statistics.get_average_session_interactions
    ),
    *(
        Operation("GET", f"{APP}/{statistic.path}", statistics.handler_of(statistic))
        for statistic in statistics.STATISTICS
    ),
    Operation("GET", "/console/api/datasets/api-keys", keys.list_dataset_api_keys),
    Operation("POST", "/console/api/datasets/api-keys", keys.create_dataset_api_key),
    Operation("DELETE", "/console/api/datasets/api-keys/{api_key_id:uuid}", keys.delete_dataset_api_key),
    Operation("GET", f"{DATASET}/indexing-status", datasets.get_dataset_indexing_status),
    Operation(
        "GET",
        DATASET + "/documents/{document_id:uuid}/indexing-status",
        datasets.get_document_indexing_status,
    ),
    Operation("GET", f"{DATASET}/error-docs", datasets.list_error_documents),
    Operation("POST", f"{DATASET}/retry", datasets.retry_documents),
)
#: Operations without a sign-in.
OPEN: frozenset[Handler] = frozenset(
    {
        sign_in.setup_state,
        sign_in.login,
        sign_in.refresh_by_body,
        sign_in.refresh_by_cookie,
        sign_in.logout_by_cookie,
    }
)


def routes(release: Release) -> list[Route]:
    """All routes of a release for Starlette."""
    found = [operation for operation in OPERATIONS if operation.is_in(release)]
    return [
        Route(
            item.path,
            endpoint(item.handler, nobody if item.handler in OPEN else signed_in),
            methods=[item.method],
        )
        for item in found
    ]
