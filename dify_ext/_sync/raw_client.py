# Made from dify_ext/_async/raw_client.py by scripts/regenerate: change that one.
"""The client of an app whose methods give the HTTP answer: ``Dify.with_raw_response``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dify_ext._sync.resources.annotations import AnnotationsWithRawResponse
    from dify_ext._sync.resources.app import AppWithRawResponse
    from dify_ext._sync.resources.audio import AudioWithRawResponse
    from dify_ext._sync.resources.chat import ChatWithRawResponse
    from dify_ext._sync.resources.child_chunks import ChildChunksWithRawResponse
    from dify_ext._sync.resources.completion import CompletionWithRawResponse
    from dify_ext._sync.resources.conversations import ConversationsWithRawResponse
    from dify_ext._sync.resources.datasets import DatasetsWithRawResponse
    from dify_ext._sync.resources.documents import DocumentsWithRawResponse
    from dify_ext._sync.resources.end_users import EndUsersWithRawResponse
    from dify_ext._sync.resources.files import FilesWithRawResponse
    from dify_ext._sync.resources.human_input import HumanInputWithRawResponse
    from dify_ext._sync.resources.messages import MessagesWithRawResponse
    from dify_ext._sync.resources.metadata import MetadataWithRawResponse
    from dify_ext._sync.resources.models import ModelsWithRawResponse
    from dify_ext._sync.resources.pipeline import PipelineWithRawResponse
    from dify_ext._sync.resources.segments import SegmentsWithRawResponse
    from dify_ext._sync.resources.tags import TagsWithRawResponse
    from dify_ext._sync.resources.workflows import WorkflowsWithRawResponse
    from dify_ext._sync.session import Session


class DifyWithRawResponse:
    """``client.with_raw_response``. Streams, what streams underneath, and binaries are not here: they carry ``headers``
    themselves.
    """

    def __init__(self, session: Session) -> None:
        from dify_ext._sync.session import RawSession

        self._session = RawSession(session)

    @property
    def chat(self) -> ChatWithRawResponse:
        """Questions and answers."""
        from dify_ext._sync.resources.chat import Chat, ChatWithRawResponse

        return ChatWithRawResponse(Chat(self._session))

    @property
    def messages(self) -> MessagesWithRawResponse:
        """The messages of a conversation."""
        from dify_ext._sync.resources.messages import Messages, MessagesWithRawResponse

        return MessagesWithRawResponse(Messages(self._session))

    @property
    def conversations(self) -> ConversationsWithRawResponse:
        """An end user's conversations."""
        from dify_ext._sync.resources.conversations import (
            Conversations,
            ConversationsWithRawResponse,
        )

        return ConversationsWithRawResponse(Conversations(self._session))

    @property
    def audio(self) -> AudioWithRawResponse:
        """Speech."""
        from dify_ext._sync.resources.audio import Audio, AudioWithRawResponse

        return AudioWithRawResponse(Audio(self._session))

    @property
    def files(self) -> FilesWithRawResponse:
        """Files on the server."""
        from dify_ext._sync.resources.files import Files, FilesWithRawResponse

        return FilesWithRawResponse(Files(self._session))

    @property
    def app(self) -> AppWithRawResponse:
        """The app itself."""
        from dify_ext._sync.resources.app import App, AppWithRawResponse

        return AppWithRawResponse(App(self._session))

    @property
    def annotations(self) -> AnnotationsWithRawResponse:
        """Prepared answers."""
        from dify_ext._sync.resources.annotations import Annotations, AnnotationsWithRawResponse

        return AnnotationsWithRawResponse(Annotations(self._session))

    @property
    def completion(self) -> CompletionWithRawResponse:
        """Texts by a completion app."""
        from dify_ext._sync.resources.completion import Completion, CompletionWithRawResponse

        return CompletionWithRawResponse(Completion(self._session))

    @property
    def workflows(self) -> WorkflowsWithRawResponse:
        """Workflows and their runs."""
        from dify_ext._sync.resources.workflows import Workflows, WorkflowsWithRawResponse

        return WorkflowsWithRawResponse(Workflows(self._session))

    @property
    def human_input(self) -> HumanInputWithRawResponse:
        """Forms that runs wait for."""
        from dify_ext._sync.resources.human_input import HumanInput, HumanInputWithRawResponse

        return HumanInputWithRawResponse(HumanInput(self._session))

    @property
    def end_users(self) -> EndUsersWithRawResponse:
        """The people behind ``user``."""
        from dify_ext._sync.resources.end_users import EndUsers, EndUsersWithRawResponse

        return EndUsersWithRawResponse(EndUsers(self._session))

    @property
    def segments(self) -> SegmentsWithRawResponse:
        """The segments of a document."""
        from dify_ext._sync.resources.segments import Segments, SegmentsWithRawResponse

        return SegmentsWithRawResponse(Segments(self._session))

    @property
    def child_chunks(self) -> ChildChunksWithRawResponse:
        """The child chunks of a segment."""
        from dify_ext._sync.resources.child_chunks import ChildChunks, ChildChunksWithRawResponse

        return ChildChunksWithRawResponse(ChildChunks(self._session))

    @property
    def tags(self) -> TagsWithRawResponse:
        """Tags of knowledge bases."""
        from dify_ext._sync.resources.tags import Tags, TagsWithRawResponse

        return TagsWithRawResponse(Tags(self._session))

    @property
    def metadata(self) -> MetadataWithRawResponse:
        """Metadata of documents."""
        from dify_ext._sync.resources.metadata import Metadata, MetadataWithRawResponse

        return MetadataWithRawResponse(Metadata(self._session))

    @property
    def pipeline(self) -> PipelineWithRawResponse:
        """Knowledge pipelines."""
        from dify_ext._sync.resources.pipeline import Pipeline, PipelineWithRawResponse

        return PipelineWithRawResponse(Pipeline(self._session))

    @property
    def datasets(self) -> DatasetsWithRawResponse:
        """Knowledge bases."""
        from dify_ext._sync.resources.datasets import Datasets, DatasetsWithRawResponse

        return DatasetsWithRawResponse(Datasets(self._session))

    @property
    def documents(self) -> DocumentsWithRawResponse:
        """The documents of knowledge bases."""
        from dify_ext._sync.resources.documents import Documents, DocumentsWithRawResponse

        return DocumentsWithRawResponse(Documents(self._session))

    @property
    def models(self) -> ModelsWithRawResponse:
        """The models of the workspace."""
        from dify_ext._sync.resources.models import Models, ModelsWithRawResponse

        return ModelsWithRawResponse(Models(self._session))
