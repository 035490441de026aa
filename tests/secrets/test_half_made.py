"""An object whose constructor has not run, or has failed, can be looked at:
a debugger may do so at any moment.
"""

from __future__ import annotations

from typing import Any

import pytest

import dify_ext
from dify_ext._async.session import AsyncSession
from dify_ext._redaction import HiddenHeaders, Secret
from dify_ext._sync.session import Session
from tests.secrets.leaks import leaks, shown_by

NAMES = ("ChatStream", "EventStream", "WorkflowStream", "BinaryResponse", "Page", "Dify", "DifyServer")
STORES = ("MemoryTokenStore", "FileTokenStore", "RedisTokenStore")
PUBLIC = [getattr(dify_ext, f"{flavour}{name}") for flavour in ("", "Async") for name in NAMES + STORES]
SESSIONS = [Session, AsyncSession]


def secret() -> str:
    """A word that no line of this file has."""
    return "SEC" + "RET"


@pytest.mark.parametrize("kind", [*PUBLIC, *SESSIONS, dify_ext.RawResponse, Secret, HiddenHeaders])
def test_it_has_a_repr(kind: Any) -> None:
    """It names its class and nothing else."""
    shown = repr(kind.__new__(kind))
    assert kind.__name__ in shown or shown == "[]"
    assert "AttributeError" not in shown


@pytest.mark.parametrize(
    "kind", [getattr(dify_ext, f"{flavour}RedisTokenStore") for flavour in ("", "Async")]
)
def test_a_store_whose_constructor_fails(kind: Any) -> None:
    """Neither the address nor the key for encryption is in the frames of the error."""
    with pytest.raises(Exception) as caught:
        kind(f"redis://me:{secret()}@127.0.0.1:notaport/0", encryption_key=f"{secret()}-key")
    assert leaks(shown_by(caught.value), {secret()}) == []
