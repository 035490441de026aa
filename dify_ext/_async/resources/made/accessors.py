# Made from spec/ by scripts/regenerate: change that one.
"""The resources of the clients: base classes of ``AsyncDify`` and ``AsyncDifyServer``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dify_ext._async.client_base import AsyncClientBase
from dify_ext._core.lazy import cached_property

if TYPE_CHECKING:
    from dify_ext._async.resources.console_account import AsyncConsoleAccount
    from dify_ext._async.resources.documents import AsyncDocuments
    from dify_ext._async.resources.made.annotations import AsyncAnnotations
    from dify_ext._async.resources.made.app import AsyncApp
    from dify_ext._async.resources.made.audio import AsyncAudio
    from dify_ext._async.resources.made.chat import AsyncChat
    from dify_ext._async.resources.made.child_chunks import AsyncChildChunks
    from dify_ext._async.resources.made.completion import AsyncCompletion
    from dify_ext._async.resources.made.console_apps import AsyncApps
    from dify_ext._async.resources.made.console_datasets import AsyncConsoleDatasets
    from dify_ext._async.resources.made.console_members import AsyncMembers
    from dify_ext._async.resources.made.console_statistics import AsyncStatistics
    from dify_ext._async.resources.made.conversations import AsyncConversations
    from dify_ext._async.resources.made.datasets import AsyncDatasets
    from dify_ext._async.resources.made.end_users import AsyncEndUsers
    from dify_ext._async.resources.made.files import AsyncFiles
    from dify_ext._async.resources.made.human_input import AsyncHumanInput
    from dify_ext._async.resources.made.messages import AsyncMessages
    from dify_ext._async.resources.made.metadata import AsyncMetadata
    from dify_ext._async.resources.made.models import AsyncModels
    from dify_ext._async.resources.made.pipeline import AsyncPipeline
    from dify_ext._async.resources.made.raw_views import (
        AsyncDifyServerWithRawResponse,
        AsyncDifyWithRawResponse,
    )
    from dify_ext._async.resources.made.segments import AsyncSegments
    from dify_ext._async.resources.made.tags import AsyncTags
    from dify_ext._async.resources.made.workflows import AsyncWorkflows


class AsyncDifyResources(AsyncClientBase):
    """The resources of :class:`AsyncDify`."""

    @cached_property
    def chat(self) -> AsyncChat:
        """Ask a chat, agent or chatflow app, and stop an answer while it is written."""
        from dify_ext._async.resources.made.chat import AsyncChat

        return AsyncChat(self._session)

    @cached_property
    def messages(self) -> AsyncMessages:
        """The messages of a conversation, feedback on them and what to ask next."""
        from dify_ext._async.resources.made.messages import AsyncMessages

        return AsyncMessages(self._session)

    @cached_property
    def conversations(self) -> AsyncConversations:
        """The conversations of an end user and the variables a chatflow keeps in them."""
        from dify_ext._async.resources.made.conversations import AsyncConversations

        return AsyncConversations(self._session)

    @cached_property
    def audio(self) -> AsyncAudio:
        """Turn text into speech, and speech into text."""
        from dify_ext._async.resources.made.audio import AsyncAudio

        return AsyncAudio(self._session)

    @cached_property
    def files(self) -> AsyncFiles:
        """Upload files for messages and runs, and download them."""
        from dify_ext._async.resources.made.files import AsyncFiles

        return AsyncFiles(self._session)

    @cached_property
    def app(self) -> AsyncApp:
        """The app's name, mode and settings, and the feedback of its users."""
        from dify_ext._async.resources.made.app import AsyncApp

        return AsyncApp(self._session)

    @cached_property
    def annotations(self) -> AsyncAnnotations:
        """The annotations (prepared answers) of an app, and the job that switches them on or off."""
        from dify_ext._async.resources.made.annotations import AsyncAnnotations

        return AsyncAnnotations(self._session)

    @cached_property
    def completion(self) -> AsyncCompletion:
        """Let a completion app write a text, and stop it while it is written."""
        from dify_ext._async.resources.made.completion import AsyncCompletion

        return AsyncCompletion(self._session)

    @cached_property
    def workflows(self) -> AsyncWorkflows:
        """Run a workflow app, stop a run, look at runs and resume their streams."""
        from dify_ext._async.resources.made.workflows import AsyncWorkflows

        return AsyncWorkflows(self._session)

    @cached_property
    def human_input(self) -> AsyncHumanInput:
        """The forms that people fill in while a run waits."""
        from dify_ext._async.resources.made.human_input import AsyncHumanInput

        return AsyncHumanInput(self._session)

    @cached_property
    def end_users(self) -> AsyncEndUsers:
        """The end users of the app."""
        from dify_ext._async.resources.made.end_users import AsyncEndUsers

        return AsyncEndUsers(self._session)

    @cached_property
    def datasets(self) -> AsyncDatasets:
        """The knowledge bases of a workspace, and searches in them."""
        from dify_ext._async.resources.made.datasets import AsyncDatasets

        return AsyncDatasets(self._session)

    @cached_property
    def documents(self) -> AsyncDocuments:
        """The documents of a knowledge base, from texts or files, and the state of their indexing."""
        from dify_ext._async.resources.documents import AsyncDocuments

        return AsyncDocuments(self._session)

    @cached_property
    def models(self) -> AsyncModels:
        """The models that knowledge bases can use."""
        from dify_ext._async.resources.made.models import AsyncModels

        return AsyncModels(self._session)

    @cached_property
    def segments(self) -> AsyncSegments:
        """The segments (pieces of text) that a document of a knowledge base is split into."""
        from dify_ext._async.resources.made.segments import AsyncSegments

        return AsyncSegments(self._session)

    @cached_property
    def child_chunks(self) -> AsyncChildChunks:
        """The child chunks (smaller pieces) by which a segment of a hierarchical document is found."""
        from dify_ext._async.resources.made.child_chunks import AsyncChildChunks

        return AsyncChildChunks(self._session)

    @cached_property
    def tags(self) -> AsyncTags:
        """The tags of knowledge bases."""
        from dify_ext._async.resources.made.tags import AsyncTags

        return AsyncTags(self._session)

    @cached_property
    def metadata(self) -> AsyncMetadata:
        """The metadata fields of a knowledge base and the values its documents have for them."""
        from dify_ext._async.resources.made.metadata import AsyncMetadata

        return AsyncMetadata(self._session)

    @cached_property
    def pipeline(self) -> AsyncPipeline:
        """Knowledge pipelines, which make documents of files, sites, online documents and drives."""
        from dify_ext._async.resources.made.pipeline import AsyncPipeline

        return AsyncPipeline(self._session)

    @cached_property
    def with_raw_response(self) -> AsyncDifyWithRawResponse:
        """The same resources; each method gives a :class:`RawResponse`."""
        from dify_ext._async.resources.made.raw_views import AsyncDifyWithRawResponse

        return AsyncDifyWithRawResponse(self._session)


class AsyncDifyServerResources(AsyncClientBase):
    """The resources of :class:`AsyncDifyServer`."""

    @cached_property
    def apps(self) -> AsyncApps:
        """The apps of a workspace, their keys, conversations and DSL."""
        from dify_ext._async.resources.made.console_apps import AsyncApps

        return AsyncApps(self._session, self.account)

    @cached_property
    def datasets(self) -> AsyncConsoleDatasets:
        """The keys for knowledge bases, and the indexing state of documents."""
        from dify_ext._async.resources.made.console_datasets import AsyncConsoleDatasets

        return AsyncConsoleDatasets(self._session)

    @cached_property
    def statistics(self) -> AsyncStatistics:
        """The statistics of an app for each day."""
        from dify_ext._async.resources.made.console_statistics import AsyncStatistics

        return AsyncStatistics(self._session, self.account)

    @cached_property
    def members(self) -> AsyncMembers:
        """The members of a workspace."""
        from dify_ext._async.resources.made.console_members import AsyncMembers

        return AsyncMembers(self._session)

    @cached_property
    def account(self) -> AsyncConsoleAccount:
        """The account that is signed in and its workspaces."""
        from dify_ext._async.resources.console_account import AsyncConsoleAccount

        return AsyncConsoleAccount(self._session)

    @cached_property
    def with_raw_response(self) -> AsyncDifyServerWithRawResponse:
        """The same resources; each method gives a :class:`RawResponse`."""
        from dify_ext._async.resources.made.raw_views import AsyncDifyServerWithRawResponse

        return AsyncDifyServerWithRawResponse(self._session, self.account)
