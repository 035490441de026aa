# Made from spec/datasets.yaml by scripts/regenerate: change that one.
"""``dify.datasets``: The knowledge bases of a workspace, and searches in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from dify_api.api.datasets import (
    create_dataset,
    delete_dataset,
    get_dataset,
    list_datasets,
    update_dataset,
)
from dify_api.models import (
    CreateDatasetRequest,
    Dataset,
    DatasetMember,
    ExternalRetrievalModel,
    Retrieval,
    RetrievalModel,
    RetrieveRequest,
    SummaryIndexSetting,
    UpdateDatasetRequest,
)

from dify_ext._async.pages import AsyncPager, pages
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.resources._senders import retrieve
from dify_ext._core.arguments import (
    dataset_members,
    given,
    texts,
)
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncDatasets(AsyncResource):
    """The knowledge bases of a workspace, and searches in them."""

    def list(
        self,
        *,
        keyword: str | None = None,
        tag_ids: str | Iterable[str] | None = None,
        include_all: bool | None = None,
        page: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[Dataset]:
        """List the knowledge bases.

        Returns the knowledge bases of the workspace page by page, the newest first.

        Args:
            keyword: Only knowledge bases whose name contains this text.
            tag_ids: Only knowledge bases with one of these tags, by the tags' ids. One, or several.
            include_all: Whether to include knowledge bases that not everybody may see. Default:
                false.
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 100. Default: 20.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of knowledge bases. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong. Dify 1.13.2 and 1.14.2 refuse tag_ids:
                list without it, and read the tags of each knowledge base.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        GET /v1/datasets
        """
        advice = {
            400: (
                "Dify 1.13.2 and 1.14.2 refuse tag_ids: list without it, and read the tags of "
                "each knowledge base"
            )
        }
        tag_ids_ = None if tag_ids is None else texts(tag_ids)

        def ask(cursor: Any) -> Call[PageData[Dataset]]:
            return (
                call(
                    list_datasets,
                    page=cursor,
                    limit=limit,
                    keyword=keyword,
                    tag_ids=tag_ids_,
                    include_all=include_all,
                )
                .with_advice(advice if tag_ids is not None else {})
                .map(page_data)
            )

        return pages(self._session, Paging(ask, "page"), page, options)

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
        **options: Unpack[RequestOptions],
    ) -> Dataset:
        """Create a knowledge base.

        Creates an empty knowledge base, or one that stands for an external knowledge base. The
        server answers 409 if the name is taken. It does not check whether the embedding model
        exists.

        Args:
            name: Its name, at most 40 characters.
            indexing_technique: How documents are indexed. Default: the first document decides.
                Known values: ``high_quality``, ``economy``.
            description: The description, at most 400 characters.
            permission: Who may use it. Default: ``only_me``. Known values: ``only_me``,
                ``all_team_members``, ``partial_members``.
            provider: Who holds the documents: this server, or an external knowledge base. Default:
                ``vendor``. Known values: ``vendor``, ``external``.
            embedding_model: The embedding model's name.
            embedding_model_provider: The embedding model's provider.
            retrieval_model: How it is searched. A model of ``dify_api.models``, or a mapping, which
                is sent as it is.
            external_knowledge_api_id: The id of the API that reaches the external knowledge base
                (UUID).
            external_knowledge_id: The external knowledge base's id at that API.
            summary_index_setting: Whether and how summaries of documents are written and searched.
                Dify 1.16 and later. A model of ``dify_api.models``, or a mapping, which is sent as
                it is.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The knowledge base.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ConflictError: The name is taken, or it is in use.
            ServerError: The server failed.

        Example:
            dataset = await dify.datasets.create("Notes", indexing_technique="economy")

        POST /v1/datasets
        """
        body = CreateDatasetRequest(
            name=name,
            description=description,
            indexing_technique=indexing_technique,
            permission=permission,
            provider=provider,
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
            retrieval_model=given(RetrievalModel, retrieval_model),
            external_knowledge_api_id=external_knowledge_api_id,
            external_knowledge_id=external_knowledge_id,
            summary_index_setting=given(SummaryIndexSetting, summary_index_setting),
        )
        return await self._session.execute(call(create_dataset, body=body), options)

    async def get(self, dataset_id: str, **options: Unpack[RequestOptions]) -> Dataset:
        """Get a knowledge base.

        Returns a knowledge base and its settings.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The knowledge base.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 405: the server's release does not have this operation.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        GET /v1/datasets/{dataset_id}
        """
        return await self._session.execute(call(get_dataset, dataset_id), options)

    async def delete(self, dataset_id: str, **options: Unpack[RequestOptions]) -> None:
        """Delete a knowledge base.

        Removes a knowledge base with all of its documents. The server answers 409 if an app uses
        it.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            **options: Options of this call: see :class:`RequestOptions`.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ConflictError: The name is taken, or it is in use.
            ServerError: The server failed.

        DELETE /v1/datasets/{dataset_id}
        """
        return await self._session.execute(call(delete_dataset, dataset_id).done(), options)

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
        **options: Unpack[RequestOptions],
    ) -> Dataset:
        """Change a knowledge base.

        Changes what is given and leaves the rest as it is.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            name: Its new name, at most 40 characters.
            description: The description, at most 400 characters.
            indexing_technique: How documents are indexed. A change indexes all of them again. Known
                values: ``high_quality``, ``economy``.
            permission: Who may use it. Known values: ``only_me``, ``all_team_members``,
                ``partial_members``.
            embedding_model: The embedding model's name.
            embedding_model_provider: The embedding model's provider.
            retrieval_model: How it is searched. A model of ``dify_api.models``, or a mapping, which
                is sent as it is.
            partial_member_list: The members who may use it, if the permission is
                ``partial_members``. Account ids, models or mappings.
            external_retrieval_model: How an external knowledge base is searched. A model of
                ``dify_api.models``, or a mapping, which is sent as it is.
            external_knowledge_id: The external knowledge base's id at its API.
            external_knowledge_api_id: The id of the API that reaches the external knowledge base
                (UUID).
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The knowledge base as it is now.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            APIError: Status 405: the server's release does not have this operation.
            ConflictError: The name is taken, or it is in use.
            ServerError: The server failed.

        Since:
            Dify 1.2.0

        PATCH /v1/datasets/{dataset_id}
        """
        body = UpdateDatasetRequest(
            name=name,
            description=description,
            indexing_technique=indexing_technique,
            permission=permission,
            embedding_model=embedding_model,
            embedding_model_provider=embedding_model_provider,
            retrieval_model=given(RetrievalModel, retrieval_model),
            partial_member_list=None if partial_member_list is None else dataset_members(partial_member_list),
            external_retrieval_model=given(ExternalRetrievalModel, external_retrieval_model),
            external_knowledge_id=external_knowledge_id,
            external_knowledge_api_id=external_knowledge_api_id,
        )
        return await self._session.execute(call(update_dataset, dataset_id, body=body), options)

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

        Returns the segments that fit a text best, as an app would get them.

        Without a model the settings of the base are read first, because servers would search
        semantically and find nothing in an economy base. A model saves this request.

        Args:
            dataset_id: The knowledge base's id, a UUID.
            query: The text, at most 250 characters. It may be empty only if there are attachments.
            retrieval_model: How to search. Default: by keywords in an economy base, else by its
                settings. A model of ``dify_api.models``, or a mapping, which is sent as it is.
            external_retrieval_model: How to search an external knowledge base. A model of
                ``dify_api.models``, or a mapping, which is sent as it is.
            attachment_ids: Ids of uploaded images to look for. Dify 1.13.2 and later. One, or
                several.
            **options: Options of each request: see :class:`RequestOptions`.

        Returns:
            The segments in ``records``, the best first, each with its ``score``.

        Raises:
            BadRequestError: A value is missing or wrong.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Example:
            found = await dify.datasets.retrieve(dataset.id, "text")
            for record in found.records:
                print(record.score, record.segment.content)

        POST /v1/datasets/{dataset_id}/retrieve
        """
        body = RetrieveRequest(
            query=query,
            retrieval_model=given(RetrievalModel, retrieval_model),
            attachment_ids=None if attachment_ids is None else texts(attachment_ids),
            external_retrieval_model=given(ExternalRetrievalModel, external_retrieval_model),
        )
        return await retrieve(self._session, dataset_id, body, options)
