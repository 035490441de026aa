# Made from dify_ext/_async/resources/made/accessors.py by scripts/regenerate: change that one.
# Made from spec/ by scripts/regenerate: change that one.
"""The resources of the clients: base classes of ``Dify`` and ``DifyServer``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dify_ext._core.lazy import cached_property
from dify_ext._sync.client_base import ClientBase

if TYPE_CHECKING:
    from dify_ext._sync.resources.console_account import ConsoleAccount
    from dify_ext._sync.resources.documents import Documents
    from dify_ext._sync.resources.made.annotations import Annotations
    from dify_ext._sync.resources.made.app import App
    from dify_ext._sync.resources.made.audio import Audio
    from dify_ext._sync.resources.made.chat import Chat
    from dify_ext._sync.resources.made.child_chunks import ChildChunks
    from dify_ext._sync.resources.made.completion import Completion
    from dify_ext._sync.resources.made.console_apps import Apps
    from dify_ext._sync.resources.made.console_datasets import ConsoleDatasets
    from dify_ext._sync.resources.made.console_members import Members
    from dify_ext._sync.resources.made.console_statistics import Statistics
    from dify_ext._sync.resources.made.conversations import Conversations
    from dify_ext._sync.resources.made.datasets import Datasets
    from dify_ext._sync.resources.made.end_users import EndUsers
    from dify_ext._sync.resources.made.files import Files
    from dify_ext._sync.resources.made.human_input import HumanInput
    from dify_ext._sync.resources.made.messages import Messages
    from dify_ext._sync.resources.made.metadata import Metadata
    from dify_ext._sync.resources.made.models import Models
    from dify_ext._sync.resources.made.pipeline import Pipeline
    from dify_ext._sync.resources.made.raw_views import (
        DifyServerWithRawResponse,
        DifyWithRawResponse,
    )
    from dify_ext._sync.resources.made.segments import Segments
    from dify_ext._sync.resources.made.tags import Tags
    from dify_ext._sync.resources.made.workflows import Workflows


class DifyResources(ClientBase):
    """The resources of :class:`Dify`."""

    @cached_property
    def chat(self) -> Chat:
        """Ask a chat, agent or chatflow app, and stop an answer while it is written."""
        from dify_ext._sync.resources.made.chat import Chat

        return Chat(self._session)

    @cached_property
    def messages(self) -> Messages:
        """The messages of a conversation, feedback on them and what to ask next."""
        from dify_ext._sync.resources.made.messages import Messages

        return Messages(self._session)

    @cached_property
    def conversations(self) -> Conversations:
        """The conversations of an end user and the variables a chatflow keeps in them."""
        from dify_ext._sync.resources.made.conversations import Conversations

        return Conversations(self._session)

    @cached_property
    def audio(self) -> Audio:
        """Turn text into speech, and speech into text."""
        from dify_ext._sync.resources.made.audio import Audio

        return Audio(self._session)

    @cached_property
    def files(self) -> Files:
        """Upload files for messages and runs, and download them."""
        from dify_ext._sync.resources.made.files import Files

        return Files(self._session)

    @cached_property
    def app(self) -> App:
        """The app's name, mode and settings, and the feedback of its users."""
        from dify_ext._sync.resources.made.app import App

        return App(self._session)

    @cached_property
    def annotations(self) -> Annotations:
        """The annotations (prepared answers) of an app, and the job that switches them on or off."""
        from dify_ext._sync.resources.made.annotations import Annotations

        return Annotations(self._session)

    @cached_property
    def completion(self) -> Completion:
        """Let a completion app write a text, and stop it while it is written."""
        from dify_ext._sync.resources.made.completion import Completion

        return Completion(self._session)

    @cached_property
    def workflows(self) -> Workflows:
        """Run a workflow app, stop a run, look at runs and resume their streams."""
        from dify_ext._sync.resources.made.workflows import Workflows

        return Workflows(self._session)

    @cached_property
    def human_input(self) -> HumanInput:
        """The forms that people fill in while a run waits."""
        from dify_ext._sync.resources.made.human_input import HumanInput

        return HumanInput(self._session)

    @cached_property
    def end_users(self) -> EndUsers:
        """The end users of the app."""
        from dify_ext._sync.resources.made.end_users import EndUsers

        return EndUsers(self._session)

    @cached_property
    def datasets(self) -> Datasets:
        """The knowledge bases of a workspace, and searches in them."""
        from dify_ext._sync.resources.made.datasets import Datasets

        return Datasets(self._session)

    @cached_property
    def documents(self) -> Documents:
        """The documents of a knowledge base, from texts or files, and the state of their indexing."""
        from dify_ext._sync.resources.documents import Documents

        return Documents(self._session)

    @cached_property
    def models(self) -> Models:
        """The models that knowledge bases can use."""
        from dify_ext._sync.resources.made.models import Models

        return Models(self._session)

    @cached_property
    def segments(self) -> Segments:
        """The segments (pieces of text) that a document of a knowledge base is split into."""
        from dify_ext._sync.resources.made.segments import Segments

        return Segments(self._session)

    @cached_property
    def child_chunks(self) -> ChildChunks:
        """The child chunks (smaller pieces) by which a segment of a hierarchical document is found."""
        from dify_ext._sync.resources.made.child_chunks import ChildChunks

        return ChildChunks(self._session)

    @cached_property
    def tags(self) -> Tags:
        """The tags of knowledge bases."""
        from dify_ext._sync.resources.made.tags import Tags

        return Tags(self._session)

    @cached_property
    def metadata(self) -> Metadata:
        """The metadata fields of a knowledge base and the values its documents have for them."""
        from dify_ext._sync.resources.made.metadata import Metadata

        return Metadata(self._session)

    @cached_property
    def pipeline(self) -> Pipeline:
        """Knowledge pipelines, which make documents of files, sites, online documents and drives."""
        from dify_ext._sync.resources.made.pipeline import Pipeline

        return Pipeline(self._session)

    @cached_property
    def with_raw_response(self) -> DifyWithRawResponse:
        """The same resources; each method gives a :class:`RawResponse`."""
        from dify_ext._sync.resources.made.raw_views import DifyWithRawResponse

        return DifyWithRawResponse(self._session)


class DifyServerResources(ClientBase):
    """The resources of :class:`DifyServer`."""

    @cached_property
    def apps(self) -> Apps:
        """The apps of a workspace, their keys, conversations and DSL."""
        from dify_ext._sync.resources.made.console_apps import Apps

        return Apps(self._session, self.account)

    @cached_property
    def datasets(self) -> ConsoleDatasets:
        """The keys for knowledge bases, and the indexing state of documents."""
        from dify_ext._sync.resources.made.console_datasets import ConsoleDatasets

        return ConsoleDatasets(self._session)

    @cached_property
    def statistics(self) -> Statistics:
        """The statistics of an app for each day."""
        from dify_ext._sync.resources.made.console_statistics import Statistics

        return Statistics(self._session, self.account)

    @cached_property
    def members(self) -> Members:
        """The members of a workspace."""
        from dify_ext._sync.resources.made.console_members import Members

        return Members(self._session)

    @cached_property
    def account(self) -> ConsoleAccount:
        """The account that is signed in and its workspaces."""
        from dify_ext._sync.resources.console_account import ConsoleAccount

        return ConsoleAccount(self._session)

    @cached_property
    def with_raw_response(self) -> DifyServerWithRawResponse:
        """The same resources; each method gives a :class:`RawResponse`."""
        from dify_ext._sync.resources.made.raw_views import DifyServerWithRawResponse

        return DifyServerWithRawResponse(self._session, self.account)
