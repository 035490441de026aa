# Made from dify_ext/_async/resources/made/models.py by scripts/regenerate: change that one.
# Made from spec/models.yaml by scripts/regenerate: change that one.
"""``dify.models``: The models that knowledge bases can use."""

from __future__ import annotations

from typing import Unpack

from dify_api.api.models import list_models
from dify_api.models import ModelProvider

from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page, pages
from dify_ext._sync.resources._resource import Resource


class Models(Resource):
    """The models that knowledge bases can use."""

    def list(self, model_type: str, **options: Unpack[RequestOptions]) -> Page[ModelProvider]:
        """List the models of one type.

        Returns the workspace's models of a type by provider, at once, for example those that a
        knowledge base can be indexed with. The server answers 400 to a type that it does not know.

        Args:
            model_type: The type. Known values: ``text-embedding``, ``rerank``, ``llm``, ``tts``,
                ``speech2text``, ``moderation``.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The providers that have such models, each with its ``models``. All rows are on one page.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        GET /v1/workspaces/current/models/model-types/{model_type}
        """

        def ask(cursor: object) -> Call[PageData[ModelProvider]]:
            return call(list_models, model_type).map(page_data)

        return pages(self._session, Paging(ask, "all"), None, options)
