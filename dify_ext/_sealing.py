"""Encryption of what a token store writes. Pure; ``cryptography`` is imported only where a key is given."""

from __future__ import annotations

from typing import Any

from dify_ext._shelf import Unusable
from dify_ext.errors import ConfigurationError


class Seal:
    """Closes and opens text with a Fernet key; shows the key to nobody, and is not pickled."""

    __slots__ = ("_fernet",)

    def __init__(self, key: bytes | str) -> None:
        try:
            from cryptography.fernet import Fernet
        except ImportError as error:
            raise ConfigurationError(
                "encryption_key= needs the package cryptography: pip install 'dify-ext[encryption]'"
            ) from error
        try:
            self._fernet: Fernet | None = Fernet(key)
        except (TypeError, ValueError):
            self._fernet = None
        if self._fernet is None:  # raised out here, so that no context of the error knows the key
            raise ConfigurationError(
                "encryption_key must be 32 bytes as url-safe base64, as cryptography.fernet.Fernet.generate_key() makes it"
            )

    def close(self, text: str) -> str:
        """The text, unreadable without the key."""
        assert self._fernet is not None
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """What ``close`` was given; ``Unusable`` where it was closed with another key, or never."""
        from cryptography.fernet import InvalidToken

        assert self._fernet is not None
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except (InvalidToken, UnicodeError):
            raise Unusable("it was encrypted with another key, or not at all") from None

    def __repr__(self) -> str:
        return "Seal(***)"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("an encryption key is not pickled")
