"""Encryption of what a token store writes. Pure; ``cryptography`` is imported only where a key is given."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from dify_ext._console.token_table import Unusable
from dify_ext.errors import ConfigurationError


class Encryption:
    """Closes and opens text with a Fernet key; shows the key to nobody, and is not pickled."""

    __slots__ = ("_fernet",)

    def __init__(self, key: bytes | str) -> None:
        try:
            from cryptography.fernet import Fernet
        except ImportError as error:
            raise ConfigurationError(
                "encryption_key= needs the package cryptography: pip install 'dify-ext[encryption]'"
            ) from error
        fernet = None
        with suppress(TypeError, ValueError):
            fernet = Fernet(key)
        if fernet is None:  # raised out here, so that the error has no context that knows the key
            raise ConfigurationError(
                "encryption_key must be 32 bytes in url-safe base64: cryptography.fernet.Fernet.generate_key() makes it"
            )
        self._fernet = fernet

    def close(self, text: str) -> str:
        """The text, unreadable without the key."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """What ``close`` was given; ``Unusable`` where it was closed with another key, or never."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except (InvalidToken, UnicodeError):
            raise Unusable("it was encrypted with another key, or not at all") from None

    def __repr__(self) -> str:
        return "Encryption(***)"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("an encryption key is not pickled")
