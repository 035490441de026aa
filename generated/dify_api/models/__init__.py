"""The objects that operations take and give: a class per schema, imported when it is first used.

``from_dict`` reads a JSON object and raises ``WrongShape``, with the place, if it does not have the
shape that the API promises. Fields that this version does not know go to ``additional_properties``.
``to_dict`` writes them again and leaves absent fields out.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .agent_log_event import AgentLogData, AgentLogEvent, AgentLogMetadata
    from .agent_message_event import AgentMessageEvent
    from .agent_thought_event import AgentThoughtEvent
    from .annotation_author import AnnotationAuthor
    from .annotation_reply_settings import AnnotationReplySettings
    from .annotation_reply_source import AnnotationReplySource
    from .annotations import (
        Annotation,
        AnnotationPage,
        AnnotationReplyJob,
        AnnotationReplyRequest,
        AnnotationRequest,
    )
    from .api_key import ApiKey
    from .api_key_list import ApiKeyList
    from .app import AppFeedback, AppFeedbackPage, AppInfo, AppMeta, AppParameters, AppSite, SystemParameters
    from .audio import AudioText, AudioToTextRequest, TextToAudioRequest
    from .chat import ChatRequest
    from .chat_completion import ChatCompletion
    from .child_chunk import ChildChunk
    from .child_chunks import ChildChunkAnswer, ChildChunkPage, ChildChunkRequest
    from .completion import CompletionRequest
    from .console_account import Account, Workspace, WorkspaceList
    from .console_apps import (
        App,
        AppAgentMode,
        AppDatasetConfigs,
        AppExport,
        AppImport,
        AppModel,
        AppModelConfig,
        AppPage,
        AppSiteSettings,
        AppTag,
        AppWorkflow,
        ChatConversation,
        ChatConversationPage,
        CompletionParams,
        CreateAppRequest,
        FeedbackStats,
        ImportAppRequest,
        PublishResult,
        PublishWorkflowRequest,
        StatusCount,
        UpdateAppRequest,
    )
    from .console_auth import LoginRequest, LoginResult, RefreshTokenRequest, TokenPair
    from .console_datasets import ErrorDocumentList, RetryDocumentsRequest
    from .console_members import (
        InvitationResult,
        InvitationResults,
        InviteMembersRequest,
        Member,
        MemberList,
        MemberRoleName,
    )
    from .console_statistics import (
        AverageResponseTime,
        AverageResponseTimeList,
        AverageSessionInteractions,
        AverageSessionInteractionsList,
        DailyConversations,
        DailyConversationsList,
        DailyEndUsers,
        DailyEndUsersList,
        DailyMessages,
        DailyMessagesList,
        TokenCosts,
        TokenCostsList,
        TokensPerSecond,
        TokensPerSecondList,
        UserSatisfactionRate,
        UserSatisfactionRateList,
        WorkflowAverageAppInteractions,
        WorkflowAverageAppInteractionsList,
        WorkflowDailyConversations,
        WorkflowDailyConversationsList,
        WorkflowDailyTerminals,
        WorkflowDailyTerminalsList,
        WorkflowTokenCosts,
        WorkflowTokenCostsList,
    )
    from .conversations import (
        Conversation,
        ConversationPage,
        ConversationVariable,
        ConversationVariablePage,
        DeleteConversationRequest,
        RenameConversationRequest,
        UpdateConversationVariableRequest,
    )
    from .datasets import (
        CreateDatasetRequest,
        Dataset,
        DatasetIcon,
        DatasetMember,
        DatasetPage,
        ExternalKnowledgeInfo,
        ExternalRetrievalModel,
        Retrieval,
        RetrievalQuery,
        RetrievalRecord,
        RetrievedChildChunk,
        RetrievedDocument,
        RetrievedSegment,
        RetrieveRequest,
        SummaryIndexSetting,
        UpdateDatasetRequest,
    )
    from .datasource_completed_event import DatasourceCompletedEvent
    from .datasource_error_event import DatasourceErrorEvent
    from .datasource_processing_event import DatasourceProcessingEvent
    from .document_indexing_status import DocumentIndexingStatus
    from .document_indexing_status_list import DocumentIndexingStatusList
    from .documents import (
        CreateDocumentByFileRequest,
        CreateDocumentByTextRequest,
        Document,
        DocumentCreated,
        DocumentDownload,
        DocumentFile,
        DocumentIdsRequest,
        DocumentMetadataValue,
        DocumentPage,
        DocumentSource,
        DocumentUploadFile,
        PreProcessingRule,
        ProcessRule,
        ProcessRules,
        Segmentation,
        UpdateDocumentByFileRequest,
        UpdateDocumentByTextRequest,
    )
    from .embedding_model import EmbeddingModel
    from .end_users import EndUser
    from .enums import (
        AnnotationReplyAction,
        AnnotationStatus,
        ApiKeyType,
        AppMode,
        AppModeFilter,
        BuiltInMetadataAction,
        ChildChunkType,
        ComparisonOperator,
        ConversationSortBy,
        DatasetPermission,
        DatasetProvider,
        DatasourceType,
        DocumentDisplayStatus,
        DocumentForm,
        DocumentMetadataChoice,
        DocumentStatusAction,
        FeedbackRating,
        FileOwner,
        FileType,
        IconType,
        ImportMode,
        ImportStatus,
        IndexingStatus,
        IndexingTechnique,
        JobStatus,
        LogicalOperator,
        MemberRole,
        MemberStatus,
        MetadataFieldType,
        ModelType,
        NodeStatus,
        ParentMode,
        PreProcessingRuleId,
        ProcessMode,
        RerankingMode,
        ResponseMode,
        SearchMethod,
        TransferMethod,
        WeightType,
        WorkflowLogStatus,
        WorkflowStatus,
    )
    from .error import Error
    from .error_event import ErrorEvent
    from .execution_metadata import ExecutionMetadata
    from .file_mention import FileMention
    from .file_upload_limits import FileUploadLimits
    from .file_upload_settings import FileUploadSettings
    from .files import FileUpload, FileUploadRequest
    from .form_action import FormAction
    from .form_input import FormInput
    from .form_input_default import FormInputDefault
    from .form_option_source import FormOptionSource
    from .human_input import HumanInputFormDefinition, HumanInputSubmitRequest
    from .human_input_form import HumanInputForm
    from .human_input_form_filled_event import HumanInputFormFilledData, HumanInputFormFilledEvent
    from .human_input_form_timeout_event import HumanInputFormTimeoutData, HumanInputFormTimeoutEvent
    from .human_input_required_event import HumanInputRequiredEvent
    from .image_upload_settings import ImageUploadSettings
    from .iteration_completed_event import IterationCompletedData, IterationCompletedEvent
    from .iteration_next_event import IterationNextData, IterationNextEvent
    from .iteration_started_event import IterationMetadata, IterationStartedData, IterationStartedEvent
    from .keyword_setting import KeywordSetting
    from .loop_completed_event import LoopCompletedData, LoopCompletedEvent
    from .loop_next_event import LoopNextData, LoopNextEvent
    from .loop_started_event import LoopMetadata, LoopStartedData, LoopStartedEvent
    from .message_end_event import MessageEndEvent, MessageEndFile
    from .message_event import MessageEvent
    from .message_file_event import MessageFileEvent
    from .message_metadata import MessageMetadata
    from .message_replace_event import MessageReplaceEvent
    from .messages import (
        AgentThought,
        FeedbackRequest,
        HumanInputContent,
        HumanInputSubmission,
        Message,
        MessageFeedback,
        MessageFile,
        MessagePage,
        SuggestedQuestions,
    )
    from .metadata import (
        BuiltInMetadataField,
        BuiltInMetadataFieldList,
        DocumentMetadataOperation,
        DocumentsMetadataRequest,
        MetadataFieldList,
        MetadataFieldRequest,
        MetadataFieldUpdateRequest,
        MetadataValue,
    )
    from .metadata_condition import MetadataCondition
    from .metadata_field import MetadataField
    from .metadata_filter import MetadataFilter
    from .models import LocalizedText, ModelProvider, ModelProviderList, ProviderModel
    from .node_finished_event import NodeFinishedData, NodeFinishedEvent
    from .node_retry_event import NodeRetryData, NodeRetryEvent
    from .node_started_event import NodeStartedData, NodeStartedEvent
    from .parallel_branch_finished_event import ParallelBranchFinishedData, ParallelBranchFinishedEvent
    from .parallel_branch_started_event import ParallelBranchStartedData, ParallelBranchStartedEvent
    from .pause_reason import PauseReason
    from .pipeline import (
        DatasourceCredential,
        DatasourceNodeRunRequest,
        DatasourcePlugin,
        PipelineDataset,
        PipelineDocument,
        PipelineFile,
        PipelineFileUploadRequest,
        PipelineRun,
        PipelineRunRequest,
    )
    from .reasoning_chunk_event import ReasoningChunkData, ReasoningChunkEvent
    from .reranking_model import RerankingModel
    from .result import Result
    from .retrieval_model import RetrievalModel
    from .retrieval_weights import RetrievalWeights
    from .retriever_resource import RetrieverResource
    from .run_creator import RunCreator
    from .segment_attachment import SegmentAttachment
    from .segments import (
        Segment,
        SegmentAnswer,
        SegmentInput,
        SegmentList,
        SegmentPage,
        SegmentsRequest,
        SegmentUpdate,
        SegmentUpdateRequest,
    )
    from .sensitive_word_avoidance import SensitiveWordAvoidance
    from .stop_request import StopRequest
    from .tag import Tag
    from .tags import (
        TagBindingRequest,
        TagDeleteRequest,
        TagList,
        TagRequest,
        TagUnbindingRequest,
        TagUpdateRequest,
    )
    from .text_chunk_event import TextChunkData, TextChunkEvent
    from .text_replace_event import TextReplaceData, TextReplaceEvent
    from .text_to_speech_settings import TextToSpeechSettings
    from .toggle import Toggle
    from .tool_icon import ToolIcon
    from .tts_message_end_event import TtsMessageEndEvent
    from .tts_message_event import TtsMessageEvent
    from .usage import Usage
    from .user_input_control import UserInputControl
    from .user_input_form import UserInputForm
    from .vector_setting import VectorSetting
    from .workflow_completion_data import WorkflowCompletionData
    from .workflow_finished_event import WorkflowFinishedData, WorkflowFinishedEvent
    from .workflow_paused_data import WorkflowPausedData
    from .workflow_paused_event import WorkflowPausedEvent
    from .workflow_started_event import WorkflowStartedData, WorkflowStartedEvent
    from .workflows import (
        RunAccount,
        RunEndUser,
        WorkflowCompletion,
        WorkflowLog,
        WorkflowLogPage,
        WorkflowRun,
        WorkflowRunRequest,
        WorkflowRunSummary,
    )

# fmt: off
_MODULES = {
    "agent_log_event": "AgentLogData AgentLogEvent AgentLogMetadata",
    "agent_message_event": "AgentMessageEvent",
    "agent_thought_event": "AgentThoughtEvent",
    "annotation_author": "AnnotationAuthor",
    "annotation_reply_settings": "AnnotationReplySettings",
    "annotation_reply_source": "AnnotationReplySource",
    "annotations": "Annotation AnnotationPage AnnotationReplyJob AnnotationReplyRequest AnnotationRequest",
    "api_key": "ApiKey",
    "api_key_list": "ApiKeyList",
    "app": "AppFeedback AppFeedbackPage AppInfo AppMeta AppParameters AppSite SystemParameters",
    "audio": "AudioText AudioToTextRequest TextToAudioRequest",
    "chat": "ChatRequest",
    "chat_completion": "ChatCompletion",
    "child_chunk": "ChildChunk",
    "child_chunks": "ChildChunkAnswer ChildChunkPage ChildChunkRequest",
    "completion": "CompletionRequest",
    "console_account": "Account Workspace WorkspaceList",
    "console_apps": "App AppAgentMode AppDatasetConfigs AppExport AppImport AppModel AppModelConfig AppPage AppSiteSettings AppTag AppWorkflow ChatConversation ChatConversationPage CompletionParams CreateAppRequest FeedbackStats ImportAppRequest PublishResult PublishWorkflowRequest StatusCount UpdateAppRequest",
    "console_auth": "LoginRequest LoginResult RefreshTokenRequest TokenPair",
    "console_datasets": "ErrorDocumentList RetryDocumentsRequest",
    "console_members": "InvitationResult InvitationResults InviteMembersRequest Member MemberList MemberRoleName",
    "console_statistics": "AverageResponseTime AverageResponseTimeList AverageSessionInteractions AverageSessionInteractionsList DailyConversations DailyConversationsList DailyEndUsers DailyEndUsersList DailyMessages DailyMessagesList TokenCosts TokenCostsList TokensPerSecond TokensPerSecondList UserSatisfactionRate UserSatisfactionRateList WorkflowAverageAppInteractions WorkflowAverageAppInteractionsList WorkflowDailyConversations WorkflowDailyConversationsList WorkflowDailyTerminals WorkflowDailyTerminalsList WorkflowTokenCosts WorkflowTokenCostsList",
    "conversations": "Conversation ConversationPage ConversationVariable ConversationVariablePage DeleteConversationRequest RenameConversationRequest UpdateConversationVariableRequest",
    "datasets": "CreateDatasetRequest Dataset DatasetIcon DatasetMember DatasetPage ExternalKnowledgeInfo ExternalRetrievalModel Retrieval RetrievalQuery RetrievalRecord RetrieveRequest RetrievedChildChunk RetrievedDocument RetrievedSegment SummaryIndexSetting UpdateDatasetRequest",
    "datasource_completed_event": "DatasourceCompletedEvent",
    "datasource_error_event": "DatasourceErrorEvent",
    "datasource_processing_event": "DatasourceProcessingEvent",
    "document_indexing_status": "DocumentIndexingStatus",
    "document_indexing_status_list": "DocumentIndexingStatusList",
    "documents": "CreateDocumentByFileRequest CreateDocumentByTextRequest Document DocumentCreated DocumentDownload DocumentFile DocumentIdsRequest DocumentMetadataValue DocumentPage DocumentSource DocumentUploadFile PreProcessingRule ProcessRule ProcessRules Segmentation UpdateDocumentByFileRequest UpdateDocumentByTextRequest",
    "embedding_model": "EmbeddingModel",
    "end_users": "EndUser",
    "enums": "AnnotationReplyAction AnnotationStatus ApiKeyType AppMode AppModeFilter BuiltInMetadataAction ChildChunkType ComparisonOperator ConversationSortBy DatasetPermission DatasetProvider DatasourceType DocumentDisplayStatus DocumentForm DocumentMetadataChoice DocumentStatusAction FeedbackRating FileOwner FileType IconType ImportMode ImportStatus IndexingStatus IndexingTechnique JobStatus LogicalOperator MemberRole MemberStatus MetadataFieldType ModelType NodeStatus ParentMode PreProcessingRuleId ProcessMode RerankingMode ResponseMode SearchMethod TransferMethod WeightType WorkflowLogStatus WorkflowStatus",
    "error": "Error",
    "error_event": "ErrorEvent",
    "execution_metadata": "ExecutionMetadata",
    "file_mention": "FileMention",
    "file_upload_limits": "FileUploadLimits",
    "file_upload_settings": "FileUploadSettings",
    "files": "FileUpload FileUploadRequest",
    "form_action": "FormAction",
    "form_input": "FormInput",
    "form_input_default": "FormInputDefault",
    "form_option_source": "FormOptionSource",
    "human_input": "HumanInputFormDefinition HumanInputSubmitRequest",
    "human_input_form": "HumanInputForm",
    "human_input_form_filled_event": "HumanInputFormFilledData HumanInputFormFilledEvent",
    "human_input_form_timeout_event": "HumanInputFormTimeoutData HumanInputFormTimeoutEvent",
    "human_input_required_event": "HumanInputRequiredEvent",
    "image_upload_settings": "ImageUploadSettings",
    "iteration_completed_event": "IterationCompletedData IterationCompletedEvent",
    "iteration_next_event": "IterationNextData IterationNextEvent",
    "iteration_started_event": "IterationMetadata IterationStartedData IterationStartedEvent",
    "keyword_setting": "KeywordSetting",
    "loop_completed_event": "LoopCompletedData LoopCompletedEvent",
    "loop_next_event": "LoopNextData LoopNextEvent",
    "loop_started_event": "LoopMetadata LoopStartedData LoopStartedEvent",
    "message_end_event": "MessageEndEvent MessageEndFile",
    "message_event": "MessageEvent",
    "message_file_event": "MessageFileEvent",
    "message_metadata": "MessageMetadata",
    "message_replace_event": "MessageReplaceEvent",
    "messages": "AgentThought FeedbackRequest HumanInputContent HumanInputSubmission Message MessageFeedback MessageFile MessagePage SuggestedQuestions",
    "metadata": "BuiltInMetadataField BuiltInMetadataFieldList DocumentMetadataOperation DocumentsMetadataRequest MetadataFieldList MetadataFieldRequest MetadataFieldUpdateRequest MetadataValue",
    "metadata_condition": "MetadataCondition",
    "metadata_field": "MetadataField",
    "metadata_filter": "MetadataFilter",
    "models": "LocalizedText ModelProvider ModelProviderList ProviderModel",
    "node_finished_event": "NodeFinishedData NodeFinishedEvent",
    "node_retry_event": "NodeRetryData NodeRetryEvent",
    "node_started_event": "NodeStartedData NodeStartedEvent",
    "parallel_branch_finished_event": "ParallelBranchFinishedData ParallelBranchFinishedEvent",
    "parallel_branch_started_event": "ParallelBranchStartedData ParallelBranchStartedEvent",
    "pause_reason": "PauseReason",
    "pipeline": "DatasourceCredential DatasourceNodeRunRequest DatasourcePlugin PipelineDataset PipelineDocument PipelineFile PipelineFileUploadRequest PipelineRun PipelineRunRequest",
    "reasoning_chunk_event": "ReasoningChunkData ReasoningChunkEvent",
    "reranking_model": "RerankingModel",
    "result": "Result",
    "retrieval_model": "RetrievalModel",
    "retrieval_weights": "RetrievalWeights",
    "retriever_resource": "RetrieverResource",
    "run_creator": "RunCreator",
    "segment_attachment": "SegmentAttachment",
    "segments": "Segment SegmentAnswer SegmentInput SegmentList SegmentPage SegmentUpdate SegmentUpdateRequest SegmentsRequest",
    "sensitive_word_avoidance": "SensitiveWordAvoidance",
    "stop_request": "StopRequest",
    "tag": "Tag",
    "tags": "TagBindingRequest TagDeleteRequest TagList TagRequest TagUnbindingRequest TagUpdateRequest",
    "text_chunk_event": "TextChunkData TextChunkEvent",
    "text_replace_event": "TextReplaceData TextReplaceEvent",
    "text_to_speech_settings": "TextToSpeechSettings",
    "toggle": "Toggle",
    "tool_icon": "ToolIcon",
    "tts_message_end_event": "TtsMessageEndEvent",
    "tts_message_event": "TtsMessageEvent",
    "usage": "Usage",
    "user_input_control": "UserInputControl",
    "user_input_form": "UserInputForm",
    "vector_setting": "VectorSetting",
    "workflow_completion_data": "WorkflowCompletionData",
    "workflow_finished_event": "WorkflowFinishedData WorkflowFinishedEvent",
    "workflow_paused_data": "WorkflowPausedData",
    "workflow_paused_event": "WorkflowPausedEvent",
    "workflow_started_event": "WorkflowStartedData WorkflowStartedEvent",
    "workflows": "RunAccount RunEndUser WorkflowCompletion WorkflowLog WorkflowLogPage WorkflowRun WorkflowRunRequest WorkflowRunSummary",
}

__all__ = [
    "Account", "AgentLogData", "AgentLogEvent", "AgentLogMetadata", "AgentMessageEvent", "AgentThought",
    "AgentThoughtEvent", "Annotation", "AnnotationAuthor", "AnnotationPage", "AnnotationReplyAction",
    "AnnotationReplyJob", "AnnotationReplyRequest", "AnnotationReplySettings", "AnnotationReplySource",
    "AnnotationRequest", "AnnotationStatus", "ApiKey", "ApiKeyList", "ApiKeyType", "App", "AppAgentMode",
    "AppDatasetConfigs", "AppExport", "AppFeedback", "AppFeedbackPage", "AppImport", "AppInfo", "AppMeta",
    "AppMode", "AppModeFilter", "AppModel", "AppModelConfig", "AppPage", "AppParameters", "AppSite",
    "AppSiteSettings", "AppTag", "AppWorkflow", "AudioText", "AudioToTextRequest", "AverageResponseTime",
    "AverageResponseTimeList", "AverageSessionInteractions", "AverageSessionInteractionsList",
    "BuiltInMetadataAction", "BuiltInMetadataField", "BuiltInMetadataFieldList", "ChatCompletion",
    "ChatConversation", "ChatConversationPage", "ChatRequest", "ChildChunk", "ChildChunkAnswer",
    "ChildChunkPage", "ChildChunkRequest", "ChildChunkType", "ComparisonOperator", "CompletionParams",
    "CompletionRequest", "Conversation", "ConversationPage", "ConversationSortBy", "ConversationVariable",
    "ConversationVariablePage", "CreateAppRequest", "CreateDatasetRequest", "CreateDocumentByFileRequest",
    "CreateDocumentByTextRequest", "DailyConversations", "DailyConversationsList", "DailyEndUsers",
    "DailyEndUsersList", "DailyMessages", "DailyMessagesList", "Dataset", "DatasetIcon", "DatasetMember",
    "DatasetPage", "DatasetPermission", "DatasetProvider", "DatasourceCompletedEvent", "DatasourceCredential",
    "DatasourceErrorEvent", "DatasourceNodeRunRequest", "DatasourcePlugin", "DatasourceProcessingEvent",
    "DatasourceType", "DeleteConversationRequest", "Document", "DocumentCreated", "DocumentDisplayStatus",
    "DocumentDownload", "DocumentFile", "DocumentForm", "DocumentIdsRequest", "DocumentIndexingStatus",
    "DocumentIndexingStatusList", "DocumentMetadataChoice", "DocumentMetadataOperation",
    "DocumentMetadataValue", "DocumentPage", "DocumentSource", "DocumentStatusAction", "DocumentUploadFile",
    "DocumentsMetadataRequest", "EmbeddingModel", "EndUser", "Error", "ErrorDocumentList", "ErrorEvent",
    "ExecutionMetadata", "ExternalKnowledgeInfo", "ExternalRetrievalModel", "FeedbackRating",
    "FeedbackRequest", "FeedbackStats", "FileMention", "FileOwner", "FileType", "FileUpload",
    "FileUploadLimits", "FileUploadRequest", "FileUploadSettings", "FormAction", "FormInput",
    "FormInputDefault", "FormOptionSource", "HumanInputContent", "HumanInputForm", "HumanInputFormDefinition",
    "HumanInputFormFilledData", "HumanInputFormFilledEvent", "HumanInputFormTimeoutData",
    "HumanInputFormTimeoutEvent", "HumanInputRequiredEvent", "HumanInputSubmission",
    "HumanInputSubmitRequest", "IconType", "ImageUploadSettings", "ImportAppRequest", "ImportMode",
    "ImportStatus", "IndexingStatus", "IndexingTechnique", "InvitationResult", "InvitationResults",
    "InviteMembersRequest", "IterationCompletedData", "IterationCompletedEvent", "IterationMetadata",
    "IterationNextData", "IterationNextEvent", "IterationStartedData", "IterationStartedEvent", "JobStatus",
    "KeywordSetting", "LocalizedText", "LogicalOperator", "LoginRequest", "LoginResult", "LoopCompletedData",
    "LoopCompletedEvent", "LoopMetadata", "LoopNextData", "LoopNextEvent", "LoopStartedData",
    "LoopStartedEvent", "Member", "MemberList", "MemberRole", "MemberRoleName", "MemberStatus", "Message",
    "MessageEndEvent", "MessageEndFile", "MessageEvent", "MessageFeedback", "MessageFile", "MessageFileEvent",
    "MessageMetadata", "MessagePage", "MessageReplaceEvent", "MetadataCondition", "MetadataField",
    "MetadataFieldList", "MetadataFieldRequest", "MetadataFieldType", "MetadataFieldUpdateRequest",
    "MetadataFilter", "MetadataValue", "ModelProvider", "ModelProviderList", "ModelType", "NodeFinishedData",
    "NodeFinishedEvent", "NodeRetryData", "NodeRetryEvent", "NodeStartedData", "NodeStartedEvent",
    "NodeStatus", "ParallelBranchFinishedData", "ParallelBranchFinishedEvent", "ParallelBranchStartedData",
    "ParallelBranchStartedEvent", "ParentMode", "PauseReason", "PipelineDataset", "PipelineDocument",
    "PipelineFile", "PipelineFileUploadRequest", "PipelineRun", "PipelineRunRequest", "PreProcessingRule",
    "PreProcessingRuleId", "ProcessMode", "ProcessRule", "ProcessRules", "ProviderModel", "PublishResult",
    "PublishWorkflowRequest", "ReasoningChunkData", "ReasoningChunkEvent", "RefreshTokenRequest",
    "RenameConversationRequest", "RerankingMode", "RerankingModel", "ResponseMode", "Result", "Retrieval",
    "RetrievalModel", "RetrievalQuery", "RetrievalRecord", "RetrievalWeights", "RetrieveRequest",
    "RetrievedChildChunk", "RetrievedDocument", "RetrievedSegment", "RetrieverResource",
    "RetryDocumentsRequest", "RunAccount", "RunCreator", "RunEndUser", "SearchMethod", "Segment",
    "SegmentAnswer", "SegmentAttachment", "SegmentInput", "SegmentList", "SegmentPage", "SegmentUpdate",
    "SegmentUpdateRequest", "Segmentation", "SegmentsRequest", "SensitiveWordAvoidance", "StatusCount",
    "StopRequest", "SuggestedQuestions", "SummaryIndexSetting", "SystemParameters", "Tag",
    "TagBindingRequest", "TagDeleteRequest", "TagList", "TagRequest", "TagUnbindingRequest",
    "TagUpdateRequest", "TextChunkData", "TextChunkEvent", "TextReplaceData", "TextReplaceEvent",
    "TextToAudioRequest", "TextToSpeechSettings", "Toggle", "TokenCosts", "TokenCostsList", "TokenPair",
    "TokensPerSecond", "TokensPerSecondList", "ToolIcon", "TransferMethod", "TtsMessageEndEvent",
    "TtsMessageEvent", "UpdateAppRequest", "UpdateConversationVariableRequest", "UpdateDatasetRequest",
    "UpdateDocumentByFileRequest", "UpdateDocumentByTextRequest", "Usage", "UserInputControl",
    "UserInputForm", "UserSatisfactionRate", "UserSatisfactionRateList", "VectorSetting", "WeightType",
    "WorkflowAverageAppInteractions", "WorkflowAverageAppInteractionsList", "WorkflowCompletion",
    "WorkflowCompletionData", "WorkflowDailyConversations", "WorkflowDailyConversationsList",
    "WorkflowDailyTerminals", "WorkflowDailyTerminalsList", "WorkflowFinishedData", "WorkflowFinishedEvent",
    "WorkflowLog", "WorkflowLogPage", "WorkflowLogStatus", "WorkflowPausedData", "WorkflowPausedEvent",
    "WorkflowRun", "WorkflowRunRequest", "WorkflowRunSummary", "WorkflowStartedData", "WorkflowStartedEvent",
    "WorkflowStatus", "WorkflowTokenCosts", "WorkflowTokenCostsList", "Workspace", "WorkspaceList",
]
# fmt: on

_module_of = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _module_of:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_module_of[name]}"), name)
    globals()[name] = value  # the next lookup does not come here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
