# Made from dify_ext/_async/resources/models.py by scripts/regenerate: change that one.
"""The models that knowledge bases can be set up with: ``client.models``, with a key for knowledge bases."""

from __future__ import annotations

from dify_api.api.models import list_models
from dify_api.models.model_provider import ModelProvider

from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw


class Models(Resource):
    """Find the models of the workspace."""

    def list(self, model_type: str) -> Page[ModelProvider]:
        """The providers of models of a type, each with its ``models``; one complete page.

        ``model_type`` is ``"text-embedding"``, ``"rerank"``, ``"llm"``, ``"tts"``, ``"speech2text"`` or
        ``"moderation"``. Requests want a provider's ``provider`` and a model's ``model``.

        GET /v1/workspaces/current/models/model-types/{model_type}
        """

        def ask(cursor: object) -> Call[PageData[ModelProvider]]:
            return call(list_models, model_type).map(page_data)

        return self._session.page(Paging(ask, "all"))


class ModelsWithRawResponse:
    """``client.with_raw_response.models``."""

    def __init__(self, models: Models) -> None:
        self.list = raw(models.list)
