# Made from spec/ by scripts/regenerate: change that one.
"""The clients' ``with_raw_response``: their resources, whose methods give the HTTP answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dify_ext._async.session import raw

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
    from dify_ext._async.resources.made.segments import AsyncSegments
    from dify_ext._async.resources.made.tags import AsyncTags
    from dify_ext._async.resources.made.workflows import AsyncWorkflows
    from dify_ext._async.session import AsyncSession


class AsyncChatWithRawResponse:
    """``dify.with_raw_response.chat``."""

    def __init__(self, chat: AsyncChat) -> None:
        self.stop = raw(chat.stop)


class AsyncMessagesWithRawResponse:
    """``dify.with_raw_response.messages``."""

    def __init__(self, messages: AsyncMessages) -> None:
        self.list = raw(messages.list)
        self.feedback = raw(messages.feedback)
        self.suggested = raw(messages.suggested)


class AsyncConversationsWithRawResponse:
    """``dify.with_raw_response.conversations``."""

    def __init__(self, conversations: AsyncConversations) -> None:
        self.list = raw(conversations.list)
        self.delete = raw(conversations.delete)
        self.rename = raw(conversations.rename)
        self.variables = raw(conversations.variables)
        self.update_variable = raw(conversations.update_variable)


class AsyncAudioWithRawResponse:
    """``dify.with_raw_response.audio``."""

    def __init__(self, audio: AsyncAudio) -> None:
        self.audio_to_text = raw(audio.audio_to_text)


class AsyncFilesWithRawResponse:
    """``dify.with_raw_response.files``."""

    def __init__(self, files: AsyncFiles) -> None:
        self.upload = raw(files.upload)


class AsyncAppWithRawResponse:
    """``dify.with_raw_response.app``."""

    def __init__(self, app: AsyncApp) -> None:
        self.info = raw(app.info)
        self.parameters = raw(app.parameters)
        self.meta = raw(app.meta)
        self.site = raw(app.site)
        self.feedbacks = raw(app.feedbacks)


class AsyncAnnotationsWithRawResponse:
    """``dify.with_raw_response.annotations``."""

    def __init__(self, annotations: AsyncAnnotations) -> None:
        self.list = raw(annotations.list)
        self.create = raw(annotations.create)
        self.update = raw(annotations.update)
        self.delete = raw(annotations.delete)
        self.enable_reply = raw(annotations.enable_reply)
        self.disable_reply = raw(annotations.disable_reply)
        self.reply_status = raw(annotations.reply_status)


class AsyncCompletionWithRawResponse:
    """``dify.with_raw_response.completion``."""

    def __init__(self, completion: AsyncCompletion) -> None:
        self.stop = raw(completion.stop)


class AsyncWorkflowsWithRawResponse:
    """``dify.with_raw_response.workflows``."""

    def __init__(self, workflows: AsyncWorkflows) -> None:
        self.stop = raw(workflows.stop)
        self.get_run = raw(workflows.get_run)
        self.logs = raw(workflows.logs)


class AsyncHumanInputWithRawResponse:
    """``dify.with_raw_response.human_input``."""

    def __init__(self, human_input: AsyncHumanInput) -> None:
        self.get_form = raw(human_input.get_form)
        self.submit = raw(human_input.submit)


class AsyncEndUsersWithRawResponse:
    """``dify.with_raw_response.end_users``."""

    def __init__(self, end_users: AsyncEndUsers) -> None:
        self.get = raw(end_users.get)


class AsyncDatasetsWithRawResponse:
    """``dify.with_raw_response.datasets``."""

    def __init__(self, datasets: AsyncDatasets) -> None:
        self.list = raw(datasets.list)
        self.create = raw(datasets.create)
        self.get = raw(datasets.get)
        self.delete = raw(datasets.delete)
        self.update = raw(datasets.update)
        self.retrieve = raw(datasets.retrieve)


class AsyncDocumentsWithRawResponse:
    """``dify.with_raw_response.documents``."""

    def __init__(self, documents: AsyncDocuments) -> None:
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


class AsyncModelsWithRawResponse:
    """``dify.with_raw_response.models``."""

    def __init__(self, models: AsyncModels) -> None:
        self.list = raw(models.list)


class AsyncSegmentsWithRawResponse:
    """``dify.with_raw_response.segments``."""

    def __init__(self, segments: AsyncSegments) -> None:
        self.list = raw(segments.list)
        self.create = raw(segments.create)
        self.get = raw(segments.get)
        self.update = raw(segments.update)
        self.delete = raw(segments.delete)


class AsyncChildChunksWithRawResponse:
    """``dify.with_raw_response.child_chunks``."""

    def __init__(self, child_chunks: AsyncChildChunks) -> None:
        self.list = raw(child_chunks.list)
        self.create = raw(child_chunks.create)
        self.delete = raw(child_chunks.delete)
        self.update = raw(child_chunks.update)


class AsyncTagsWithRawResponse:
    """``dify.with_raw_response.tags``."""

    def __init__(self, tags: AsyncTags) -> None:
        self.list = raw(tags.list)
        self.create = raw(tags.create)
        self.delete = raw(tags.delete)
        self.update = raw(tags.update)
        self.bind = raw(tags.bind)
        self.unbind = raw(tags.unbind)
        self.of_dataset = raw(tags.of_dataset)


class AsyncMetadataWithRawResponse:
    """``dify.with_raw_response.metadata``."""

    def __init__(self, metadata: AsyncMetadata) -> None:
        self.list = raw(metadata.list)
        self.fields = raw(metadata.fields)
        self.create = raw(metadata.create)
        self.delete = raw(metadata.delete)
        self.update = raw(metadata.update)
        self.built_in = raw(metadata.built_in)
        self.enable_built_in = raw(metadata.enable_built_in)
        self.disable_built_in = raw(metadata.disable_built_in)
        self.update_documents = raw(metadata.update_documents)


class AsyncPipelineWithRawResponse:
    """``dify.with_raw_response.pipeline``."""

    def __init__(self, pipeline: AsyncPipeline) -> None:
        self.upload_file = raw(pipeline.upload_file)
        self.datasource_plugins = raw(pipeline.datasource_plugins)
        self.run = raw(pipeline.run)


class AsyncAppsWithRawResponse:
    """``server.with_raw_response.apps``."""

    def __init__(self, apps: AsyncApps) -> None:
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


class AsyncConsoleDatasetsWithRawResponse:
    """``server.with_raw_response.datasets``."""

    def __init__(self, datasets: AsyncConsoleDatasets) -> None:
        self.api_keys = raw(datasets.api_keys)
        self.create_api_key = raw(datasets.create_api_key)
        self.delete_api_key = raw(datasets.delete_api_key)
        self.indexing_status = raw(datasets.indexing_status)
        self.document_indexing_status = raw(datasets.document_indexing_status)
        self.error_documents = raw(datasets.error_documents)
        self.retry = raw(datasets.retry)


class AsyncStatisticsWithRawResponse:
    """``server.with_raw_response.statistics``."""

    def __init__(self, statistics: AsyncStatistics) -> None:
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


class AsyncMembersWithRawResponse:
    """``server.with_raw_response.members``."""

    def __init__(self, members: AsyncMembers) -> None:
        self.list = raw(members.list)
        self.invite = raw(members.invite)


class AsyncConsoleAccountWithRawResponse:
    """``server.with_raw_response.account``."""

    def __init__(self, account: AsyncConsoleAccount) -> None:
        self.profile = raw(account.profile)
        self.workspaces = raw(account.workspaces)


class AsyncDifyWithRawResponse:
    """``dify.with_raw_response``. Streams and binaries have ``headers`` themselves and are not here."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session.as_raw()

    @property
    def chat(self) -> AsyncChatWithRawResponse:
        """Ask a chat, agent or chatflow app, and stop an answer while it is written."""
        from dify_ext._async.resources.made.chat import AsyncChat

        return AsyncChatWithRawResponse(AsyncChat(self._session))

    @property
    def messages(self) -> AsyncMessagesWithRawResponse:
        """The messages of a conversation, feedback on them and what to ask next."""
        from dify_ext._async.resources.made.messages import AsyncMessages

        return AsyncMessagesWithRawResponse(AsyncMessages(self._session))

    @property
    def conversations(self) -> AsyncConversationsWithRawResponse:
        """The conversations of an end user and the variables a chatflow keeps in them."""
        from dify_ext._async.resources.made.conversations import AsyncConversations

        return AsyncConversationsWithRawResponse(AsyncConversations(self._session))

    @property
    def audio(self) -> AsyncAudioWithRawResponse:
        """Turn text into speech, and speech into text."""
        from dify_ext._async.resources.made.audio import AsyncAudio

        return AsyncAudioWithRawResponse(AsyncAudio(self._session))

    @property
    def files(self) -> AsyncFilesWithRawResponse:
        """Upload files for messages and runs, and download them."""
        from dify_ext._async.resources.made.files import AsyncFiles

        return AsyncFilesWithRawResponse(AsyncFiles(self._session))

    @property
    def app(self) -> AsyncAppWithRawResponse:
        """The app's name, mode and settings, and the feedback of its users."""
        from dify_ext._async.resources.made.app import AsyncApp

        return AsyncAppWithRawResponse(AsyncApp(self._session))

    @property
    def annotations(self) -> AsyncAnnotationsWithRawResponse:
        """The annotations (prepared answers) of an app, and the job that switches them on or off."""
        from dify_ext._async.resources.made.annotations import AsyncAnnotations

        return AsyncAnnotationsWithRawResponse(AsyncAnnotations(self._session))

    @property
    def completion(self) -> AsyncCompletionWithRawResponse:
        """Let a completion app write a text, and stop it while it is written."""
        from dify_ext._async.resources.made.completion import AsyncCompletion

        return AsyncCompletionWithRawResponse(AsyncCompletion(self._session))

    @property
    def workflows(self) -> AsyncWorkflowsWithRawResponse:
        """Run a workflow app, stop a run, look at runs and resume their streams."""
        from dify_ext._async.resources.made.workflows import AsyncWorkflows

        return AsyncWorkflowsWithRawResponse(AsyncWorkflows(self._session))

    @property
    def human_input(self) -> AsyncHumanInputWithRawResponse:
        """The forms that people fill in while a run waits."""
        from dify_ext._async.resources.made.human_input import AsyncHumanInput

        return AsyncHumanInputWithRawResponse(AsyncHumanInput(self._session))

    @property
    def end_users(self) -> AsyncEndUsersWithRawResponse:
        """The end users of the app."""
        from dify_ext._async.resources.made.end_users import AsyncEndUsers

        return AsyncEndUsersWithRawResponse(AsyncEndUsers(self._session))

    @property
    def datasets(self) -> AsyncDatasetsWithRawResponse:
        """The knowledge bases of a workspace, and searches in them."""
        from dify_ext._async.resources.made.datasets import AsyncDatasets

        return AsyncDatasetsWithRawResponse(AsyncDatasets(self._session))

    @property
    def documents(self) -> AsyncDocumentsWithRawResponse:
        """The documents of a knowledge base, from texts or files, and the state of their indexing."""
        from dify_ext._async.resources.documents import AsyncDocuments

        return AsyncDocumentsWithRawResponse(AsyncDocuments(self._session))

    @property
    def models(self) -> AsyncModelsWithRawResponse:
        """The models that knowledge bases can use."""
        from dify_ext._async.resources.made.models import AsyncModels

        return AsyncModelsWithRawResponse(AsyncModels(self._session))

    @property
    def segments(self) -> AsyncSegmentsWithRawResponse:
        """The segments (pieces of text) that a document of a knowledge base is split into."""
        from dify_ext._async.resources.made.segments import AsyncSegments

        return AsyncSegmentsWithRawResponse(AsyncSegments(self._session))

    @property
    def child_chunks(self) -> AsyncChildChunksWithRawResponse:
        """The child chunks (smaller pieces) by which a segment of a hierarchical document is found."""
        from dify_ext._async.resources.made.child_chunks import AsyncChildChunks

        return AsyncChildChunksWithRawResponse(AsyncChildChunks(self._session))

    @property
    def tags(self) -> AsyncTagsWithRawResponse:
        """The tags of knowledge bases."""
        from dify_ext._async.resources.made.tags import AsyncTags

        return AsyncTagsWithRawResponse(AsyncTags(self._session))

    @property
    def metadata(self) -> AsyncMetadataWithRawResponse:
        """The metadata fields of a knowledge base and the values its documents have for them."""
        from dify_ext._async.resources.made.metadata import AsyncMetadata

        return AsyncMetadataWithRawResponse(AsyncMetadata(self._session))

    @property
    def pipeline(self) -> AsyncPipelineWithRawResponse:
        """Knowledge pipelines, which make documents of files, sites, online documents and drives."""
        from dify_ext._async.resources.made.pipeline import AsyncPipeline

        return AsyncPipelineWithRawResponse(AsyncPipeline(self._session))


class AsyncDifyServerWithRawResponse:
    """``server.with_raw_response``. Streams and binaries have ``headers`` themselves and are not here."""

    def __init__(self, session: AsyncSession, account: AsyncConsoleAccount) -> None:
        self._session = session.as_raw()
        self._account = account  # on the plain session: it reads the time zone

    @property
    def apps(self) -> AsyncAppsWithRawResponse:
        """The apps of a workspace, their keys, conversations and DSL."""
        from dify_ext._async.resources.made.console_apps import AsyncApps

        return AsyncAppsWithRawResponse(AsyncApps(self._session, self._account))

    @property
    def datasets(self) -> AsyncConsoleDatasetsWithRawResponse:
        """The keys for knowledge bases, and the indexing state of documents."""
        from dify_ext._async.resources.made.console_datasets import AsyncConsoleDatasets

        return AsyncConsoleDatasetsWithRawResponse(AsyncConsoleDatasets(self._session))

    @property
    def statistics(self) -> AsyncStatisticsWithRawResponse:
        """The statistics of an app for each day."""
        from dify_ext._async.resources.made.console_statistics import AsyncStatistics

        return AsyncStatisticsWithRawResponse(AsyncStatistics(self._session, self._account))

    @property
    def members(self) -> AsyncMembersWithRawResponse:
        """The members of a workspace."""
        from dify_ext._async.resources.made.console_members import AsyncMembers

        return AsyncMembersWithRawResponse(AsyncMembers(self._session))

    @property
    def account(self) -> AsyncConsoleAccountWithRawResponse:
        """The account that is signed in and its workspaces."""
        from dify_ext._async.resources.console_account import AsyncConsoleAccount

        return AsyncConsoleAccountWithRawResponse(AsyncConsoleAccount(self._session))
