"""Knowledge bases: ``client.datasets``, with a key for knowledge bases (``dataset-…``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dify_api.api.datasets import (
    create_dataset,
    delete_dataset,
    get_dataset,
    list_datasets,
    retrieve_segments,
    update_dataset,
)
from dify_api.models.create_dataset_request import CreateDatasetRequest
from dify_api.models.dataset import Dataset
from dify_api.models.dataset_member import DatasetMember
from dify_api.models.external_retrieval_model import ExternalRetrievalModel
from dify_api.models.retrieval import Retrieval
from dify_api.models.retrieval_model import RetrievalModel
from dify_api.models.retrieve_request import RetrieveRequest
from dify_api.models.summary_index_setting import SummaryIndexSetting
from dify_api.models.update_dataset_request import UpdateDatasetRequest

from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import raw
from dify_ext._core.arguments import given, texts
from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data

_TAG_IDS_ARE_REFUSED = (
    "Dify 1.13.2 and 1.14.2 refuse tag_ids in any form: list without, and look at each one's tags"
)


class AsyncDatasets(AsyncResource):
    """Make, change, search and delete the knowledge bases of a workspace.

    Settings (``retrieval_model`` …) are models of ``dify_api.models`` or plain mappings, which go out as they are.
    """

    async def create(
        self,
        name: str,
        *,
        indexing_technique: str | None = None,
        description: str | None = None,
        permission: str | None = None,
        provider: str | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        external_knowledge_api_id: str | None = None,
        external_knowledge_id: str | None = None,
        summary_index_setting: SummaryIndexSetting | Mapping[str, Any] | None = None,
    ) -> Dataset:
        """Make an empty knowledge base; its ``name`` has 40 characters at most, and one that is taken is a
        :class:`ConflictError`.

        ``indexing_technique`` is ``"high_quality"`` (with an embedding model, see ``client.models``) or ``"economy"``;
        left out, the first document says so. ``permission`` is ``"only_me"``, ``"all_team_members"`` or
        ``"partial_members"``. ``provider="external"`` and the two ``external_…`` ids make one that stands for an
        external knowledge base. Whether the embedding model is there the server does not look at.

        POST /v1/datasets
        """
        body = CreateDatasetRequest(
            name=name,
            indexing_technique=indexing_technique,
            description=description,
            permission=permission,
            provider=provider,
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
            retrieval_model=given(RetrievalModel, retrieval_model),
            external_knowledge_api_id=external_knowledge_api_id,
            external_knowledge_id=external_knowledge_id,
            summary_index_setting=given(SummaryIndexSetting, summary_index_setting),
        )
        return await self._session.execute(call(create_dataset, body=body))

    def list(
        self,
        *,
        keyword: str | None = None,
        tag_ids: str | Iterable[str] | None = None,
        include_all: bool | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Dataset]:
        """The knowledge bases, newest first: those with ``keyword`` in their name, from page ``page`` (the first is 1),
        ``limit`` a page (a server gives 100 at most). ``include_all=True`` has those, too, that not everybody may see.

        ``tag_ids`` asks for those with one of these tags; Dify 1.13.2 and 1.14.2 refuse it (:class:`BadRequestError`).

        GET /v1/datasets
        """
        tags = None if tag_ids is None else texts(tag_ids)

        def ask(cursor: Any) -> Call[PageData[Dataset]]:
            asked = call(
                list_datasets,
                page=cursor,
                limit=limit,
                keyword=keyword,
                tag_ids=tags,
                include_all=include_all,
            ).map(page_data)
            return asked if tags is None else asked.with_advice({400: _TAG_IDS_ARE_REFUSED})

        return self._session.page(Paging(ask, "page"), page)

    async def get(self, dataset_id: str) -> Dataset:
        """A knowledge base and how it is set up.

        GET /v1/datasets/{dataset_id}
        """
        return await self._session.execute(call(get_dataset, dataset_id))

    async def update(
        self,
        dataset_id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        indexing_technique: str | None = None,
        permission: str | None = None,
        embedding_model: str | None = None,
        embedding_model_provider: str | None = None,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        partial_member_list: Iterable[str | DatasetMember | Mapping[str, Any]] | None = None,
        external_retrieval_model: ExternalRetrievalModel | Mapping[str, Any] | None = None,
        external_knowledge_id: str | None = None,
        external_knowledge_api_id: str | None = None,
    ) -> Dataset:
        """Change what is given and leave the rest; gives the knowledge base as it is now. ``partial_member_list`` are
        the ids of the accounts that may use it, with ``permission="partial_members"``.

        PATCH /v1/datasets/{dataset_id}
        """
        members = partial_member_list
        body = UpdateDatasetRequest(
            name=name,
            description=description,
            indexing_technique=indexing_technique,
            permission=permission,
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
            retrieval_model=given(RetrievalModel, retrieval_model),
            partial_member_list=None if members is None else [_member(member) for member in members],
            external_retrieval_model=given(ExternalRetrievalModel, external_retrieval_model),
            external_knowledge_id=external_knowledge_id,
            external_knowledge_api_id=external_knowledge_api_id,
        )
        return await self._session.execute(call(update_dataset, dataset_id, body=body))

    async def delete(self, dataset_id: str) -> None:
        """Delete a knowledge base with all of its documents; one that an app uses is a :class:`ConflictError`.

        DELETE /v1/datasets/{dataset_id}
        """
        return await self._session.execute(call(delete_dataset, dataset_id).done())

    async def retrieve(
        self,
        dataset_id: str,
        query: str,
        *,
        retrieval_model: RetrievalModel | Mapping[str, Any] | None = None,
        external_retrieval_model: ExternalRetrievalModel | Mapping[str, Any] | None = None,
        attachment_ids: Iterable[str] | None = None,
    ) -> Retrieval:
        """Search a knowledge base as an app would: ``.records``, the best first, each with ``.segment`` and ``.score``.

        ``query`` has 250 characters at most. ``retrieval_model`` says how to search (with it the server wants
        ``search_method``, ``reranking_enable``, ``top_k`` and ``score_threshold_enabled``), left out in the knowledge
        base's own way. The answer's ``query`` is an object up to Dify 1.13.2 and a string in 1.14.2.

        POST /v1/datasets/{dataset_id}/retrieve
        """
        body = RetrieveRequest(
            query=query,
            retrieval_model=given(RetrievalModel, retrieval_model),
            external_retrieval_model=given(ExternalRetrievalModel, external_retrieval_model),
            attachment_ids=None if attachment_ids is None else texts(attachment_ids),
        )
        return await self._session.execute(call(retrieve_segments, dataset_id, body=body))


class AsyncDatasetsWithRawResponse:
    """``client.with_raw_response.datasets``."""

    def __init__(self, datasets: AsyncDatasets) -> None:
        self.create = raw(datasets.create)
        self.list = raw(datasets.list)
        self.get = raw(datasets.get)
        self.update = raw(datasets.update)
        self.delete = raw(datasets.delete)
        self.retrieve = raw(datasets.retrieve)


def _member(member: str | DatasetMember | Mapping[str, Any]) -> DatasetMember:
    if isinstance(member, str):
        return DatasetMember(user_id=member)
    return DatasetMember.from_dict(member) if isinstance(member, Mapping) else member
