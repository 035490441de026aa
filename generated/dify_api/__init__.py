"""Dify API: a class per schema and per operation, made from the spec by scripts/regenerate.

``dify_api.api`` has the operations, ``dify_api.models`` what they take and give,
``dify_api.client`` whom to ask. ``dify_ext`` is the comfortable layer above.
"""

from .client import AuthenticatedClient, Client

__all__ = ["AuthenticatedClient", "Client"]
