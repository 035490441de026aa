# Made from dify_ext/_async/resources/made/raw_views.py by scripts/regenerate: change that one.
# Made from spec/ by scripts/regenerate: change that one.
"""The clients' ``with_raw_response``: their resources, whose methods give the HTTP answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dify_ext._sync.session import raw

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
    from dify_ext._sync.resources.made.segments import Segments
    from dify_ext._sync.resources.made.tags import Tags
    from dify_ext._sync.resources.made.workflows import Workflows
    from dify_ext._sync.session import Session


class ChatWithRawResponse:
    """``dify.with_raw_response.chat``."""

    def __init__(self, chat: Chat) -> None:
        self.stop = raw(chat.stop)


class MessagesWithRawResponse:
    """``dify.with_raw_response.messages``."""

    def __init__(self, messages: Messages) -> None:
        self.list = raw(messages.list)
        self.feedback = raw(messages.feedback)
        self.suggested = raw(messages.suggested)


class ConversationsWithRawResponse:
    """``dify.with_raw_response.conversations``."""

    def __init__(self, conversations: Conversations) -> None:
        self.list = raw(conversations.list)
        self.delete = raw(conversations.delete)
        self.rename = raw(conversations.rename)
        self.variables = raw(conversations.variables)
        self.update_variable = raw(conversations.update_variable)


class AudioWithRawResponse:
    """``dify.with_raw_response.audio``."""

    def __init__(self, audio: Audio) -> None:
        self.audio_to_text = raw(audio.audio_to_text)


class FilesWithRawResponse:
    """``dify.with_raw_response.files``."""

    def __init__(self, files: Files) -> None:
        self.upload = raw(files.upload)


class AppWithRawResponse:
    """``dify.with_raw_response.app``."""

    def __init__(self, app: App) -> None:
        self.info = raw(app.info)
        self.parameters = raw(app.parameters)
        self.meta = raw(app.meta)
        self.site = raw(app.site)
        self.feedbacks = raw(app.feedbacks)


class AnnotationsWithRawResponse:
    """``dify.with_raw_response.annotations``."""

    def __init__(self, annotations: Annotations) -> None:
        self.list = raw(annotations.list)
        self.create = raw(annotations.create)
        self.update = raw(annotations.update)
        self.delete = raw(annotations.delete)
        self.enable_reply = raw(annotations.enable_reply)
        self.disable_reply = raw(annotations.disable_reply)
        self.reply_status = raw(annotations.reply_status)


class CompletionWithRawResponse:
    """``dify.with_raw_response.completion``."""

    def __init__(self, completion: Completion) -> None:
        self.stop = raw(completion.stop)


class WorkflowsWithRawResponse:
    """``dify.with_raw_response.workflows``."""

    def __init__(self, workflows: Workflows) -> None:
        self.stop = raw(workflows.stop)
        self.get_run = raw(workflows.get_run)
        self.logs = raw(workflows.logs)


class HumanInputWithRawResponse:
    """``dify.with_raw_response.human_input``."""

    def __init__(self, human_input: HumanInput) -> None:
        self.get_form = raw(human_input.get_form)
        self.submit = raw(human_input.submit)


class EndUsersWithRawResponse:
    """``dify.with_raw_response.end_users``."""

    def __init__(self, end_users: EndUsers) -> None:
        self.get = raw(end_users.get)


class DatasetsWithRawResponse:
    """``dify.with_raw_response.datasets``."""

    def __init__(self, datasets: Datasets) -> None:
        self.list = raw(datasets.list)
        self.create = raw(datasets.create)
        self.get = raw(datasets.get)
        self.delete = raw(datasets.delete)
        self.update = raw(datasets.update)
        self.retrieve = raw(datasets.retrieve)


class DocumentsWithRawResponse:
    """``dify.with_raw_response.documents``."""

    def __init__(self, documents: Documents) -> None:
        self.create_by_text = raw(documents.create_by_text)
        self.create_by_file = raw(documents.create_by_file)
        self.list = raw(documents.list)
        self.get = raw(documents.get)
        self.delete = raw(documents.delete)
        self.update = raw(documents.update)
        self.download_url = raw(documents.download_url)
        self.update_by_text = raw(documents.update_by_text)
        self.update_by_file = raw(documents.update_by_file)
        self.indexing_status = raw(documents.indexing_status)
        self.set_status = raw(documents.set_status)


class ModelsWithRawResponse:
    """``dify.with_raw_response.models``."""

    def __init__(self, models: Models) -> None:
        self.list = raw(models.list)


class SegmentsWithRawResponse:
    """``dify.with_raw_response.segments``."""

    def __init__(self, segments: Segments) -> None:
        self.list = raw(segments.list)
        self.create = raw(segments.create)
        self.get = raw(segments.get)
        self.update = raw(segments.update)
        self.delete = raw(segments.delete)


class ChildChunksWithRawResponse:
    """``dify.with_raw_response.child_chunks``."""

    def __init__(self, child_chunks: ChildChunks) -> None:
        self.list = raw(child_chunks.list)
        self.create = raw(child_chunks.create)
        self.delete = raw(child_chunks.delete)
        self.update = raw(child_chunks.update)


class TagsWithRawResponse:
    """``dify.with_raw_response.tags``."""

    def __init__(self, tags: Tags) -> None:
        self.list = raw(tags.list)
        self.create = raw(tags.create)
        self.delete = raw(tags.delete)
        self.update = raw(tags.update)
        self.bind = raw(tags.bind)
        self.unbind = raw(tags.unbind)
        self.of_dataset = raw(tags.of_dataset)


class MetadataWithRawResponse:
    """``dify.with_raw_response.metadata``."""

    def __init__(self, metadata: Metadata) -> None:
        self.list = raw(metadata.list)
        self.fields = raw(metadata.fields)
        self.create = raw(metadata.create)
        self.delete = raw(metadata.delete)
        self.update = raw(metadata.update)
        self.built_in = raw(metadata.built_in)
        self.enable_built_in = raw(metadata.enable_built_in)
        self.disable_built_in = raw(metadata.disable_built_in)
        self.update_documents = raw(metadata.update_documents)


class PipelineWithRawResponse:
    """``dify.with_raw_response.pipeline``."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.upload_file = raw(pipeline.upload_file)
        self.datasource_plugins = raw(pipeline.datasource_plugins)
        self.run = raw(pipeline.run)


class AppsWithRawResponse:
    """``server.with_raw_response.apps``."""

    def __init__(self, apps: Apps) -> None:
        self.list = raw(apps.list)
        self.create = raw(apps.create)
        self.get = raw(apps.get)
        self.update = raw(apps.update)
        self.delete = raw(apps.delete)
        self.update_model_config = raw(apps.update_model_config)
        self.publish_workflow = raw(apps.publish_workflow)
        self.api_keys = raw(apps.api_keys)
        self.create_api_key = raw(apps.create_api_key)
        self.delete_api_key = raw(apps.delete_api_key)
        self.chat_conversations = raw(apps.chat_conversations)
        self.import_dsl = raw(apps.import_dsl)
        self.confirm_import = raw(apps.confirm_import)
        self.export_dsl = raw(apps.export_dsl)


class ConsoleDatasetsWithRawResponse:
    """``server.with_raw_response.datasets``."""

    def __init__(self, datasets: ConsoleDatasets) -> None:
        self.api_keys = raw(datasets.api_keys)
        self.create_api_key = raw(datasets.create_api_key)
        self.delete_api_key = raw(datasets.delete_api_key)
        self.indexing_status = raw(datasets.indexing_status)
        self.document_indexing_status = raw(datasets.document_indexing_status)
        self.error_documents = raw(datasets.error_documents)
        self.retry = raw(datasets.retry)


class StatisticsWithRawResponse:
    """``server.with_raw_response.statistics``."""

    def __init__(self, statistics: Statistics) -> None:
        self.daily_messages = raw(statistics.daily_messages)
        self.daily_conversations = raw(statistics.daily_conversations)
        self.daily_end_users = raw(statistics.daily_end_users)
        self.token_costs = raw(statistics.token_costs)
        self.average_session_interactions = raw(statistics.average_session_interactions)
        self.user_satisfaction_rate = raw(statistics.user_satisfaction_rate)
        self.average_response_time = raw(statistics.average_response_time)
        self.tokens_per_second = raw(statistics.tokens_per_second)
        self.workflow_daily_conversations = raw(statistics.workflow_daily_conversations)
        self.workflow_daily_terminals = raw(statistics.workflow_daily_terminals)
        self.workflow_token_costs = raw(statistics.workflow_token_costs)
        self.workflow_average_app_interactions = raw(statistics.workflow_average_app_interactions)


class MembersWithRawResponse:
    """``server.with_raw_response.members``."""

    def __init__(self, members: Members) -> None:
        self.list = raw(members.list)
        self.invite = raw(members.invite)


class ConsoleAccountWithRawResponse:
    """``server.with_raw_response.account``."""

    def __init__(self, account: ConsoleAccount) -> None:
        self.profile = raw(account.profile)
        self.workspaces = raw(account.workspaces)


class DifyWithRawResponse:
    """``dify.with_raw_response``. Streams and binaries have ``headers`` themselves and are not here."""

    def __init__(self, session: Session) -> None:
        self._session = session.as_raw()

    @property
    def chat(self) -> ChatWithRawResponse:
        """Ask a chat, agent or chatflow app, and stop an answer while it is written."""
        from dify_ext._sync.resources.made.chat import Chat

        return ChatWithRawResponse(Chat(self._session))

    @property
    def messages(self) -> MessagesWithRawResponse:
        """The messages of a conversation, feedback on them and what to ask next."""
        from dify_ext._sync.resources.made.messages import Messages

        return MessagesWithRawResponse(Messages(self._session))

    @property
    def conversations(self) -> ConversationsWithRawResponse:
        """The conversations of an end user and the variables a chatflow keeps in them."""
        from dify_ext._sync.resources.made.conversations import Conversations

        return ConversationsWithRawResponse(Conversations(self._session))

    @property
    def audio(self) -> AudioWithRawResponse:
        """Turn text into speech, and speech into text."""
        from dify_ext._sync.resources.made.audio import Audio

        return AudioWithRawResponse(Audio(self._session))

    @property
    def files(self) -> FilesWithRawResponse:
        """Upload files for messages and runs, and download them."""
        from dify_ext._sync.resources.made.files import Files

        return FilesWithRawResponse(Files(self._session))

    @property
    def app(self) -> AppWithRawResponse:
        """The app's name, mode and settings, and the feedback of its users."""
        from dify_ext._sync.resources.made.app import App

        return AppWithRawResponse(App(self._session))

    @property
    def annotations(self) -> AnnotationsWithRawResponse:
        """The annotations (prepared answers) of an app, and the job that switches them on or off."""
        from dify_ext._sync.resources.made.annotations import Annotations

        return AnnotationsWithRawResponse(Annotations(self._session))

    @property
    def completion(self) -> CompletionWithRawResponse:
        """Let a completion app write a text, and stop it while it is written."""
        from dify_ext._sync.resources.made.completion import Completion

        return CompletionWithRawResponse(Completion(self._session))

    @property
    def workflows(self) -> WorkflowsWithRawResponse:
        """Run a workflow app, stop a run, look at runs and resume their streams."""
        from dify_ext._sync.resources.made.workflows import Workflows

        return WorkflowsWithRawResponse(Workflows(self._session))

    @property
    def human_input(self) -> HumanInputWithRawResponse:
        """The forms that people fill in while a run waits."""
        from dify_ext._sync.resources.made.human_input import HumanInput

        return HumanInputWithRawResponse(HumanInput(self._session))

    @property
    def end_users(self) -> EndUsersWithRawResponse:
        """The end users of the app."""
        from dify_ext._sync.resources.made.end_users import EndUsers

        return EndUsersWithRawResponse(EndUsers(self._session))

    @property
    def datasets(self) -> DatasetsWithRawResponse:
        """The knowledge bases of a workspace, and searches in them."""
        from dify_ext._sync.resources.made.datasets import Datasets

        return DatasetsWithRawResponse(Datasets(self._session))

    @property
    def documents(self) -> DocumentsWithRawResponse:
        """The documents of a knowledge base, from texts or files, and the state of their indexing."""
        from dify_ext._sync.resources.documents import Documents

        return DocumentsWithRawResponse(Documents(self._session))

    @property
    def models(self) -> ModelsWithRawResponse:
        """The models that knowledge bases can use."""
        from dify_ext._sync.resources.made.models import Models

        return ModelsWithRawResponse(Models(self._session))

    @property
    def segments(self) -> SegmentsWithRawResponse:
        """The segments (pieces of text) that a document of a knowledge base is split into."""
        from dify_ext._sync.resources.made.segments import Segments

        return SegmentsWithRawResponse(Segments(self._session))

    @property
    def child_chunks(self) -> ChildChunksWithRawResponse:
        """The child chunks (smaller pieces) by which a segment of a hierarchical document is found."""
        from dify_ext._sync.resources.made.child_chunks import ChildChunks

        return ChildChunksWithRawResponse(ChildChunks(self._session))

    @property
    def tags(self) -> TagsWithRawResponse:
        """The tags of knowledge bases."""
        from dify_ext._sync.resources.made.tags import Tags

        return TagsWithRawResponse(Tags(self._session))

    @property
    def metadata(self) -> MetadataWithRawResponse:
        """The metadata fields of a knowledge base and the values its documents have for them."""
        from dify_ext._sync.resources.made.metadata import Metadata

        return MetadataWithRawResponse(Metadata(self._session))

    @property
    def pipeline(self) -> PipelineWithRawResponse:
        """Knowledge pipelines, which make documents of files, sites, online documents and drives."""
        from dify_ext._sync.resources.made.pipeline import Pipeline

        return PipelineWithRawResponse(Pipeline(self._session))


class DifyServerWithRawResponse:
    """``server.with_raw_response``. Streams and binaries have ``headers`` themselves and are not here."""

    def __init__(self, session: Session, account: ConsoleAccount) -> None:
        self._session = session.as_raw()
        self._account = account  # on the plain session: it reads the time zone

    @property
    def apps(self) -> AppsWithRawResponse:
        """The apps of a workspace, their keys, conversations and DSL."""
        from dify_ext._sync.resources.made.console_apps import Apps

        return AppsWithRawResponse(Apps(self._session, self._account))

    @property
    def datasets(self) -> ConsoleDatasetsWithRawResponse:
        """The keys for knowledge bases, and the indexing state of documents."""
        from dify_ext._sync.resources.made.console_datasets import ConsoleDatasets

        return ConsoleDatasetsWithRawResponse(ConsoleDatasets(self._session))

    @property
    def statistics(self) -> StatisticsWithRawResponse:
        """The statistics of an app for each day."""
        from dify_ext._sync.resources.made.console_statistics import Statistics

        return StatisticsWithRawResponse(Statistics(self._session, self._account))

    @property
    def members(self) -> MembersWithRawResponse:
        """The members of a workspace."""
        from dify_ext._sync.resources.made.console_members import Members

        return MembersWithRawResponse(Members(self._session))

    @property
    def account(self) -> ConsoleAccountWithRawResponse:
        """The account that is signed in and its workspaces."""
        from dify_ext._sync.resources.console_account import ConsoleAccount

        return ConsoleAccountWithRawResponse(ConsoleAccount(self._session))
