"""Test code that uses Dify: a Dify server in your test process, with answers that you give.

With pytest, the fixtures ``dify_emulator``, ``dify``, ``async_dify``, ``dify_server`` and
``async_dify_server`` are there as soon as the extra is installed::

    def test_my_program(dify_emulator):
        app = dify_emulator.app("workflow", inputs=["ticket"], respond=lambda run: {"label": "bug"})
        dify_emulator.fail("POST /v1/workflows/run", status=503)
        my_program(base_url=dify_emulator.base_url, api_key=app.api_key)
        assert dify_emulator.requests.last.json["inputs"] == {"ticket": "It crashes"}

Without pytest::

    with DifyEmulator() as emulator:
        ...

It needs an extra: ``pip install 'dify-ext[testing]'``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dify_ext.emulator._faults import Fault
    from dify_ext.emulator._request_log import RecordedRequest, RequestLog, SentFile
    from dify_ext.emulator._respond import (
        Answer,
        AskedFile,
        AskedRun,
        DifyFailure,
        FilledForm,
        HumanInput,
        Iteration,
        NodeRun,
        RespondError,
    )
    from dify_ext.emulator._seed import SeedError
    from dify_ext.emulator._setup import EmulatedAccount, EmulatedApp, EmulatedDataset

    from ._emulator import DifyEmulator

_HOMES = {
    "Answer": "dify_ext.emulator._respond",
    "AskedFile": "dify_ext.emulator._respond",
    "AskedRun": "dify_ext.emulator._respond",
    "DifyEmulator": "dify_ext.testing._emulator",
    "DifyFailure": "dify_ext.emulator._respond",
    "EmulatedAccount": "dify_ext.emulator._setup",
    "EmulatedApp": "dify_ext.emulator._setup",
    "EmulatedDataset": "dify_ext.emulator._setup",
    "Fault": "dify_ext.emulator._faults",
    "FilledForm": "dify_ext.emulator._respond",
    "HumanInput": "dify_ext.emulator._respond",
    "Iteration": "dify_ext.emulator._respond",
    "NodeRun": "dify_ext.emulator._respond",
    "RecordedRequest": "dify_ext.emulator._request_log",
    "RequestLog": "dify_ext.emulator._request_log",
    "RespondError": "dify_ext.emulator._respond",
    "SeedError": "dify_ext.emulator._seed",
    "SentFile": "dify_ext.emulator._request_log",
}

__all__ = [
    "Answer",
    "AskedFile",
    "AskedRun",
    "DifyEmulator",
    "DifyFailure",
    "EmulatedAccount",
    "EmulatedApp",
    "EmulatedDataset",
    "Fault",
    "FilledForm",
    "HumanInput",
    "Iteration",
    "NodeRun",
    "RecordedRequest",
    "RequestLog",
    "RespondError",
    "SeedError",
    "SentFile",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(home), name)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("dify_ext"):
            raise
        raise ModuleNotFoundError(
            f"dify_ext.testing needs {error.name}: pip install 'dify-ext[testing]'", name=error.name
        ) from None


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
