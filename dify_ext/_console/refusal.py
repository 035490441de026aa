"""A refused password, remembered in the token store: no process sends it again for a while. Pure.

Dify locks an account for a day after six refused passwords within a day. So a refusal is remembered
for five minutes, a second one for an hour, each later one for a day: a fleet of any size does not
lock its account.

The note has the form of ``Tokens``, so that every token store can keep it. Its key has a slow
digest of host, e-mail and password: a reader of the store cannot guess passwords fast. Another
password has another key, and is tried at once.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from dify_ext._console.sign_in import Account
from dify_ext.errors import APIError
from dify_ext.tokens import Tokens

WAITS = (300.0, 3600.0, 86_400.0)
_REMEMBERED = 86_400.0  # seconds for which the server counts, and so do we
_ROUNDS = 100_000


def refusal_key(store_key: str, account: Account) -> str:
    """Under which key of a store the refusal of this password is kept. It takes some 50 ms."""
    salt = f"{account.root} {account.email.lower()}".encode("utf-8", "surrogatepass")
    password = account.password.reveal().encode("utf-8", "surrogatepass")
    digest = hashlib.pbkdf2_hmac("sha256", password, salt, _ROUNDS)
    return f"{store_key}:refused:{digest.hex()[:32]}"


def note_of(refusal: APIError, before: Tokens | None, now: float) -> tuple[Tokens, float]:
    """The note of a refusal after ``before``, the last note, and its lifetime in seconds."""
    count = _read(before).get("count", 0) + 1
    wait = WAITS[min(count, len(WAITS)) - 1]
    said = {"count": count, "status": refusal.status, "code": refusal.code, "message": refusal.message[:500]}
    text = base64.urlsafe_b64encode(json.dumps(said).encode()).decode()
    note = Tokens(text, "refused", now + wait, now + wait + _REMEMBERED, "body", issued_at=now)
    return note, wait + _REMEMBERED


def recalled(note: Tokens | None, account: Account, now: float) -> APIError | None:
    """The error of a refusal that is still to be respected."""
    said = _read(note)
    if note is None or not said or now >= note.expires_at:
        return None
    return account.refusal(said["status"], said.get("code"), str(said.get("message")))


def _read(note: Tokens | None) -> dict[str, Any]:
    """The fields of a note; empty for anything else that lies under its key."""
    try:
        said = json.loads(base64.urlsafe_b64decode(note.access_token)) if note else {}
        return said if said["count"] >= 1 and said["status"] >= 200 else {}
    except (ValueError, TypeError, LookupError, RecursionError):
        return {}
