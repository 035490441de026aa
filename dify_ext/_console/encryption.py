"""Encryption of the values in a token store; ``cryptography`` is imported only with a key."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from dify_ext._console.token_entry import Unusable
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError


class Encryption:
    """Encrypts and decrypts text with a Fernet key. The key is never shown, and never pickled."""

    __slots__ = ("_fernet",)

    def __init__(self, key: Secret) -> None:
        try:
            from cryptography.fernet import Fernet
        except ImportError as error:
            raise ConfigurationError(
                "encryption_key= needs the package cryptography: pip install 'dify-ext[encryption]'"
            ) from error
        fernet = None
        with suppress(TypeError, ValueError):
            fernet = Fernet(key.reveal())
        if fernet is None:  # raised out here: an error with a context would show the key
            raise ConfigurationError(
                "encryption_key must be 32 bytes in url-safe base64: "
                "cryptography.fernet.Fernet.generate_key() makes it"
            )
        self._fernet = fernet

    def encrypt(self, text: str) -> str:
        """The text, unreadable without the key."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted: str) -> str:
        """The text that was encrypted; ``Unusable`` if another key, or none, encrypted it."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(encrypted.encode()).decode()
        except (InvalidToken, UnicodeError):
            raise Unusable("it was encrypted with another key, or not at all") from None

    def __repr__(self) -> str:
        return "Encryption(***)"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("an encryption key is not pickled")
