"""The models of Dify's API: a class for each schema, imported when it is first used.

They are the classes of ``dify_api.models``, for annotations and arguments::

    from dify_ext.types import Conversation

    def title(conversation: Conversation) -> str:
        return conversation.name or ""

An optional field that the server did not send is None. ``to_dict()`` gives all fields that came,
with those that this version does not know (``additional_properties``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dify_api.models as _models  # in this form type checkers read its __all__

if TYPE_CHECKING:
    from dify_api.models import *  # noqa: F403

__all__ = []
__all__ += _models.__all__


def __getattr__(name: str) -> Any:
    return getattr(_models, name)


def __dir__() -> list[str]:
    return sorted(__all__)
