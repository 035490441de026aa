"""Knowledge bases: ``client.datasets``, with a key for knowledge bases (``dataset-…``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.datasets import retrieve_segments
from dify_api.models.external_retrieval_model import ExternalRetrievalModel
from dify_api.models.retrieval import Retrieval
from dify_api.models.retrieval_model import RetrievalModel
from dify_api.models.retrieve_request import RetrieveRequest

from dify_ext._async.resources._knowledge import knowledge_base
from dify_ext._async.resources.made.datasets import AsyncDatasetsBase
from dify_ext._core.arguments import given, texts
from dify_ext._core.knowledge import fitting_retrieval
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions, shared_options


class AsyncDatasets(AsyncDatasetsBase):
    """The knowledge bases of a workspace and searching them."""

    async def retrieve(
        self,
        dataset_id: str,
        query: str,
        *,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        external_retrieval_model: ExternalRetrievalModel | Mapping[str, Any] | None = None,
        attachment_ids: str | Iterable[str] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Retrieval:
        """Search a knowledge base.

        It gives the segments that fit a text best. Without a model the settings of the base are
        read first, because servers would search semantically and find nothing in an economy base. A
        model saves this request.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            query: The text, at most 250 characters. It may be empty only if there are attachments.
            retrieval_model: How to search: a model of ``dify_api.models``, or a mapping, which is
                sent as it is. Default: by keywords in an economy base, else by its settings.
            external_retrieval_model: How to search an external base, in the same forms.
            attachment_ids: Ids of uploaded images to look for (since 1.13.2). One, or several.
            **options: Options of each request: see :class:`RequestOptions`.

        Returns:
            The segments in ``records``, the best first, each with its ``score``.

        Raises:
            BadRequestError: A value is missing or wrong.
            NotFoundError: There is no such knowledge base.

        Example:
            found = await dify.datasets.retrieve(dataset.id, "text")
            for record in found.records:
                print(record.score, record.segment.content)

        POST /v1/datasets/{dataset_id}/retrieve, without a model after GET /v1/datasets/{dataset_id}
        """
        turn = shared_options(self._session.options, options)
        model = given(RetrievalModel, retrieval_model)
        if model is None and external_retrieval_model is None:
            base, _ = await knowledge_base(self._session, dataset_id, turn, unless="retrieval_model")
            model = given(RetrievalModel, fitting_retrieval(base))
        body = RetrieveRequest(
            query=query,
            retrieval_model=model,
            external_retrieval_model=given(ExternalRetrievalModel, external_retrieval_model),
            attachment_ids=None if attachment_ids is None else texts(attachment_ids),
        )
        return await self._session.execute(call(retrieve_segments, dataset_id, body=body), turn())
