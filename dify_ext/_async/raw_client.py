"""The client of an app whose methods give the HTTP answer: ``AsyncDify.with_raw_response``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dify_ext._async.resources.annotations import AsyncAnnotationsWithRawResponse
    from dify_ext._async.resources.app import AsyncAppWithRawResponse
    from dify_ext._async.resources.audio import AsyncAudioWithRawResponse
    from dify_ext._async.resources.chat import AsyncChatWithRawResponse
    from dify_ext._async.resources.child_chunks import AsyncChildChunksWithRawResponse
    from dify_ext._async.resources.completion import AsyncCompletionWithRawResponse
    from dify_ext._async.resources.conversations import AsyncConversationsWithRawResponse
    from dify_ext._async.resources.datasets import AsyncDatasetsWithRawResponse
    from dify_ext._async.resources.documents import AsyncDocumentsWithRawResponse
    from dify_ext._async.resources.end_users import AsyncEndUsersWithRawResponse
    from dify_ext._async.resources.files import AsyncFilesWithRawResponse
    from dify_ext._async.resources.human_input import AsyncHumanInputWithRawResponse
    from dify_ext._async.resources.messages import AsyncMessagesWithRawResponse
    from dify_ext._async.resources.metadata import AsyncMetadataWithRawResponse
    from dify_ext._async.resources.models import AsyncModelsWithRawResponse
    from dify_ext._async.resources.pipeline import AsyncPipelineWithRawResponse
    from dify_ext._async.resources.segments import AsyncSegmentsWithRawResponse
    from dify_ext._async.resources.tags import AsyncTagsWithRawResponse
    from dify_ext._async.resources.workflows import AsyncWorkflowsWithRawResponse
    from dify_ext._async.session import AsyncSession


class AsyncDifyWithRawResponse:
    """``client.with_raw_response``. Streams, what streams underneath, and binaries are not here: they carry ``headers``
    themselves.
    """

    def __init__(self, session: AsyncSession) -> None:
        from dify_ext._async.session import AsyncRawSession

        self._session = AsyncRawSession(session)

    @property
    def chat(self) -> AsyncChatWithRawResponse:
        """Questions and answers."""
        from dify_ext._async.resources.chat import AsyncChat, AsyncChatWithRawResponse

        return AsyncChatWithRawResponse(AsyncChat(self._session))

    @property
    def messages(self) -> AsyncMessagesWithRawResponse:
        """The messages of a conversation."""
        from dify_ext._async.resources.messages import AsyncMessages, AsyncMessagesWithRawResponse

        return AsyncMessagesWithRawResponse(AsyncMessages(self._session))

    @property
    def conversations(self) -> AsyncConversationsWithRawResponse:
        """An end user's conversations."""
        from dify_ext._async.resources.conversations import (
            AsyncConversations,
            AsyncConversationsWithRawResponse,
        )

        return AsyncConversationsWithRawResponse(AsyncConversations(self._session))

    @property
    def audio(self) -> AsyncAudioWithRawResponse:
        """Speech."""
        from dify_ext._async.resources.audio import AsyncAudio, AsyncAudioWithRawResponse

        return AsyncAudioWithRawResponse(AsyncAudio(self._session))

    @property
    def files(self) -> AsyncFilesWithRawResponse:
        """Files on the server."""
        from dify_ext._async.resources.files import AsyncFiles, AsyncFilesWithRawResponse

        return AsyncFilesWithRawResponse(AsyncFiles(self._session))

    @property
    def app(self) -> AsyncAppWithRawResponse:
        """The app itself."""
        from dify_ext._async.resources.app import AsyncApp, AsyncAppWithRawResponse

        return AsyncAppWithRawResponse(AsyncApp(self._session))

    @property
    def annotations(self) -> AsyncAnnotationsWithRawResponse:
        """Prepared answers."""
        from dify_ext._async.resources.annotations import AsyncAnnotations, AsyncAnnotationsWithRawResponse

        return AsyncAnnotationsWithRawResponse(AsyncAnnotations(self._session))

    @property
    def completion(self) -> AsyncCompletionWithRawResponse:
        """Texts by a completion app."""
        from dify_ext._async.resources.completion import AsyncCompletion, AsyncCompletionWithRawResponse

        return AsyncCompletionWithRawResponse(AsyncCompletion(self._session))

    @property
    def workflows(self) -> AsyncWorkflowsWithRawResponse:
        """Workflows and their runs."""
        from dify_ext._async.resources.workflows import AsyncWorkflows, AsyncWorkflowsWithRawResponse

        return AsyncWorkflowsWithRawResponse(AsyncWorkflows(self._session))

    @property
    def human_input(self) -> AsyncHumanInputWithRawResponse:
        """Forms that runs wait for."""
        from dify_ext._async.resources.human_input import AsyncHumanInput, AsyncHumanInputWithRawResponse

        return AsyncHumanInputWithRawResponse(AsyncHumanInput(self._session))

    @property
    def end_users(self) -> AsyncEndUsersWithRawResponse:
        """The people behind ``user``."""
        from dify_ext._async.resources.end_users import AsyncEndUsers, AsyncEndUsersWithRawResponse

        return AsyncEndUsersWithRawResponse(AsyncEndUsers(self._session))

    @property
    def segments(self) -> AsyncSegmentsWithRawResponse:
        """The segments of a document."""
        from dify_ext._async.resources.segments import AsyncSegments, AsyncSegmentsWithRawResponse

        return AsyncSegmentsWithRawResponse(AsyncSegments(self._session))

    @property
    def child_chunks(self) -> AsyncChildChunksWithRawResponse:
        """The child chunks of a segment."""
        from dify_ext._async.resources.child_chunks import AsyncChildChunks, AsyncChildChunksWithRawResponse

        return AsyncChildChunksWithRawResponse(AsyncChildChunks(self._session))

    @property
    def tags(self) -> AsyncTagsWithRawResponse:
        """Tags of knowledge bases."""
        from dify_ext._async.resources.tags import AsyncTags, AsyncTagsWithRawResponse

        return AsyncTagsWithRawResponse(AsyncTags(self._session))

    @property
    def metadata(self) -> AsyncMetadataWithRawResponse:
        """Metadata of documents."""
        from dify_ext._async.resources.metadata import AsyncMetadata, AsyncMetadataWithRawResponse

        return AsyncMetadataWithRawResponse(AsyncMetadata(self._session))

    @property
    def pipeline(self) -> AsyncPipelineWithRawResponse:
        """Knowledge pipelines."""
        from dify_ext._async.resources.pipeline import AsyncPipeline, AsyncPipelineWithRawResponse

        return AsyncPipelineWithRawResponse(AsyncPipeline(self._session))

    @property
    def datasets(self) -> AsyncDatasetsWithRawResponse:
        """Knowledge bases."""
        from dify_ext._async.resources.datasets import AsyncDatasets, AsyncDatasetsWithRawResponse

        return AsyncDatasetsWithRawResponse(AsyncDatasets(self._session))

    @property
    def documents(self) -> AsyncDocumentsWithRawResponse:
        """The documents of knowledge bases."""
        from dify_ext._async.resources.documents import AsyncDocuments, AsyncDocumentsWithRawResponse

        return AsyncDocumentsWithRawResponse(AsyncDocuments(self._session))

    @property
    def models(self) -> AsyncModelsWithRawResponse:
        """The models of the workspace."""
        from dify_ext._async.resources.models import AsyncModels, AsyncModelsWithRawResponse

        return AsyncModelsWithRawResponse(AsyncModels(self._session))
