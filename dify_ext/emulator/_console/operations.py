"""The console's paths: every operation with its method and handler, as each dialect has it."""

from __future__ import annotations

from starlette.routing import Route

from .._options import Dialect
from . import apps, keys, people, sign_in
from .call import Handler, endpoint, nobody
from .gate import signed_in

APP = "/console/api/apps/{app_id:uuid}"
APP_KEYS = "/console/api/apps/{resource_id:uuid}/api-keys"

#: Operations without a sign-in, by dialect: those that tell the dialects apart.
OPEN: dict[Dialect, tuple[tuple[str, str, Handler], ...]] = {
    "1.8": (("POST", "/console/api/refresh-token", sign_in.refresh_by_body),),
    "1.10": (
        ("POST", "/console/api/refresh-token", sign_in.refresh_by_cookie),
        ("POST", "/console/api/logout", sign_in.logout_by_cookie),
    ),
    "1.13": (
        ("POST", "/console/api/refresh-token", sign_in.refresh_by_cookie),
        ("POST", "/console/api/logout", sign_in.logout_by_cookie),
    ),
}
#: Operations without a sign-in of every dialect.
OPEN_EVERYWHERE: tuple[tuple[str, str, Handler], ...] = (
    ("POST", "/console/api/login", sign_in.login),
    ("GET", "/console/api/setup", sign_in.setup_state),
)
#: Operations of those who are signed in.
OPERATIONS: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/console/api/account/profile", people.get_account_profile),
    ("GET", "/console/api/apps", apps.list_apps),
    ("GET", APP, apps.get_app),
    ("GET", APP_KEYS, keys.list_app_api_keys),
    ("POST", APP_KEYS, keys.create_app_api_key),
    ("DELETE", APP_KEYS + "/{api_key_id:uuid}", keys.delete_app_api_key),
    ("GET", "/console/api/datasets/api-keys", keys.list_dataset_api_keys),
    ("POST", "/console/api/datasets/api-keys", keys.create_dataset_api_key),
    ("DELETE", "/console/api/datasets/api-keys/{api_key_id:uuid}", keys.delete_dataset_api_key),
)


def routes(dialect: Dialect) -> list[Route]:
    """All of them, as Starlette wants them."""
    found = [(*operation, nobody) for operation in (*OPEN_EVERYWHERE, *OPEN[dialect])]
    found += [(*operation, signed_in) for operation in OPERATIONS]
    if dialect == "1.8":
        found.append(("GET", "/console/api/logout", sign_in.logout_by_bearer, signed_in))
    return [Route(path, endpoint(handler, gate), methods=[method]) for method, path, handler, gate in found]
