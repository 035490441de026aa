"""A Dify server on this machine, for demos and tests: the Service API and the console, in memory.

    $ python -m dify_ext.emulator --port 5001

    with Emulator() as emulator:
        dify = Dify(emulator.keys["chat"], user="me", base_url=emulator.base_url)
        server = DifyServer(emulator.base_url, email=ADMIN_EMAIL, password=ADMIN_PASSWORD)

Streams are replayed from recordings. A question controls its run by directives such as ``[[fail]]``
or ``[[pause]]``; ``python -m dify_ext.emulator --help`` lists them. The emulator needs an extra:
``pip install 'dify-ext[emulator]'``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._accounts import ADMIN_EMAIL, ADMIN_PASSWORD, OTHER_EMAIL, OTHER_PASSWORD

if TYPE_CHECKING:
    from ._app import create_app
    from ._server import Emulator

__all__ = [
    "ADMIN_EMAIL",
    "ADMIN_PASSWORD",
    "OTHER_EMAIL",
    "OTHER_PASSWORD",
    "Emulator",
    "create_app",
]

_HOMES = {"Emulator": "_server", "create_app": "_app"}


def __getattr__(name: str) -> Any:
    # Lazy, so that `python -m dify_ext.emulator` can say in one line which extra is missing.
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{home}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
