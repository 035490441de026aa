"""Encryption of the values in a token store; ``cryptography`` is imported only with a key."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def fernet_of(key: Secret) -> Fernet:
    """What encrypts and decrypts with a key; its repr does not show the key."""
    try:
        from cryptography.fernet import Fernet
    except ImportError as error:
        raise ConfigurationError(
            "encryption_key= needs the package cryptography: pip install 'dify-ext[encryption]'"
        ) from error
    with suppress(TypeError, ValueError):
        return Fernet(key.reveal())
    # Raised out here: an error with a context would show the key.
    raise ConfigurationError(
        "encryption_key must be 32 bytes in url-safe base64: "
        "cryptography.fernet.Fernet.generate_key() makes it"
    )


def decrypted(fernet: Fernet, text: str) -> bytes | None:
    """The text that was encrypted; None if another key, or none, encrypted it."""
    from cryptography.fernet import InvalidToken

    try:
        return fernet.decrypt(text.encode())
    except InvalidToken:
        return None
