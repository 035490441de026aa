"""The objects that operations take and give: a class per schema, imported when it is first used.

``from_dict`` reads a JSON object and raises ``WrongShape``, with the place, if it does not have the
shape that the API promises. Fields that this version does not know go to ``additional_properties``.
``to_dict`` writes them again and leaves absent fields out.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .agent_events import (
        AgentLogData,
        AgentLogEvent,
        AgentLogMetadata,
        AgentMessageEvent,
        AgentThoughtEvent,
    )
    from .annotations import (
        Annotation,
        AnnotationPage,
        AnnotationReplyJob,
        AnnotationReplyRequest,
        AnnotationRequest,
    )
    from .api_key_list import ApiKey, ApiKeyList
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
    from .datasource_events import DatasourceCompletedEvent, DatasourceErrorEvent, DatasourceProcessingEvent
    from .document_indexing_status_list import DocumentIndexingStatus, DocumentIndexingStatusList
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
    from .error_events import ErrorEvent
    from .execution_metadata import ExecutionMetadata
    from .file_mention import FileMention, StopRequest
    from .file_upload_settings import (
        AnnotationReplySettings,
        EmbeddingModel,
        FileUploadLimits,
        FileUploadSettings,
        ImageUploadSettings,
        SensitiveWordAvoidance,
        TextToSpeechSettings,
        Toggle,
        UserInputControl,
        UserInputForm,
    )
    from .files import FileUpload, FileUploadRequest
    from .form_input import FormAction, FormInput, FormInputDefault, FormOptionSource
    from .human_events import (
        HumanInputFormFilledData,
        HumanInputFormFilledEvent,
        HumanInputFormTimeoutData,
        HumanInputFormTimeoutEvent,
        HumanInputRequiredEvent,
    )
    from .human_input import HumanInputFormDefinition, HumanInputSubmitRequest
    from .human_input_form import HumanInputForm
    from .iteration_events import (
        IterationCompletedData,
        IterationCompletedEvent,
        IterationMetadata,
        IterationNextData,
        IterationNextEvent,
        IterationStartedData,
        IterationStartedEvent,
    )
    from .loop_events import (
        LoopCompletedData,
        LoopCompletedEvent,
        LoopMetadata,
        LoopNextData,
        LoopNextEvent,
        LoopStartedData,
        LoopStartedEvent,
    )
    from .message_events import (
        MessageEndEvent,
        MessageEndFile,
        MessageEvent,
        MessageFileEvent,
        MessageReplaceEvent,
    )
    from .message_metadata import AnnotationAuthor, AnnotationReplySource, MessageMetadata, Usage
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
    from .metadata_field import MetadataField
    from .models import LocalizedText, ModelProvider, ModelProviderList, ProviderModel
    from .node_events import (
        NodeFinishedData,
        NodeFinishedEvent,
        NodeRetryData,
        NodeRetryEvent,
        NodeStartedData,
        NodeStartedEvent,
    )
    from .parallel_events import (
        ParallelBranchFinishedData,
        ParallelBranchFinishedEvent,
        ParallelBranchStartedData,
        ParallelBranchStartedEvent,
    )
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
    from .reasoning_events import ReasoningChunkData, ReasoningChunkEvent
    from .result import Result
    from .retrieval_model import (
        KeywordSetting,
        MetadataCondition,
        MetadataFilter,
        RerankingModel,
        RetrievalModel,
        RetrievalWeights,
        VectorSetting,
    )
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
    from .tag import Tag
    from .tags import (
        TagBindingRequest,
        TagDeleteRequest,
        TagList,
        TagRequest,
        TagUnbindingRequest,
        TagUpdateRequest,
    )
    from .text_events import TextChunkData, TextChunkEvent, TextReplaceData, TextReplaceEvent
    from .tool_icon import ToolIcon
    from .tts_events import TtsMessageEndEvent, TtsMessageEvent
    from .workflow_completion_data import WorkflowCompletionData
    from .workflow_events import (
        WorkflowFinishedData,
        WorkflowFinishedEvent,
        WorkflowPausedEvent,
        WorkflowStartedData,
        WorkflowStartedEvent,
    )
    from .workflow_paused_data import WorkflowPausedData
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
    "agent_events": "AgentLogData AgentLogEvent AgentLogMetadata AgentMessageEvent AgentThoughtEvent",
    "annotations": "Annotation AnnotationPage AnnotationReplyJob AnnotationReplyRequest AnnotationRequest",
    "api_key_list": "ApiKey ApiKeyList",
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
    "datasource_events": "DatasourceCompletedEvent DatasourceErrorEvent DatasourceProcessingEvent",
    "document_indexing_status_list": "DocumentIndexingStatus DocumentIndexingStatusList",
    "documents": "CreateDocumentByFileRequest CreateDocumentByTextRequest Document DocumentCreated DocumentDownload DocumentFile DocumentIdsRequest DocumentMetadataValue DocumentPage DocumentSource DocumentUploadFile PreProcessingRule ProcessRule ProcessRules Segmentation UpdateDocumentByFileRequest UpdateDocumentByTextRequest",
    "end_users": "EndUser",
    "enums": "AnnotationReplyAction AnnotationStatus ApiKeyType AppMode AppModeFilter BuiltInMetadataAction ChildChunkType ComparisonOperator ConversationSortBy DatasetPermission DatasetProvider DatasourceType DocumentDisplayStatus DocumentForm DocumentMetadataChoice DocumentStatusAction FeedbackRating FileOwner FileType IconType ImportMode ImportStatus IndexingStatus IndexingTechnique JobStatus LogicalOperator MemberRole MemberStatus MetadataFieldType ModelType NodeStatus ParentMode PreProcessingRuleId ProcessMode RerankingMode ResponseMode SearchMethod TransferMethod WeightType WorkflowLogStatus WorkflowStatus",
    "error": "Error",
    "error_events": "ErrorEvent",
    "execution_metadata": "ExecutionMetadata",
    "file_mention": "FileMention StopRequest",
    "file_upload_settings": "AnnotationReplySettings EmbeddingModel FileUploadLimits FileUploadSettings ImageUploadSettings SensitiveWordAvoidance TextToSpeechSettings Toggle UserInputControl UserInputForm",
    "files": "FileUpload FileUploadRequest",
    "form_input": "FormAction FormInput FormInputDefault FormOptionSource",
    "human_events": "HumanInputFormFilledData HumanInputFormFilledEvent HumanInputFormTimeoutData HumanInputFormTimeoutEvent HumanInputRequiredEvent",
    "human_input": "HumanInputFormDefinition HumanInputSubmitRequest",
    "human_input_form": "HumanInputForm",
    "iteration_events": "IterationCompletedData IterationCompletedEvent IterationMetadata IterationNextData IterationNextEvent IterationStartedData IterationStartedEvent",
    "loop_events": "LoopCompletedData LoopCompletedEvent LoopMetadata LoopNextData LoopNextEvent LoopStartedData LoopStartedEvent",
    "message_events": "MessageEndEvent MessageEndFile MessageEvent MessageFileEvent MessageReplaceEvent",
    "message_metadata": "AnnotationAuthor AnnotationReplySource MessageMetadata Usage",
    "messages": "AgentThought FeedbackRequest HumanInputContent HumanInputSubmission Message MessageFeedback MessageFile MessagePage SuggestedQuestions",
    "metadata": "BuiltInMetadataField BuiltInMetadataFieldList DocumentMetadataOperation DocumentsMetadataRequest MetadataFieldList MetadataFieldRequest MetadataFieldUpdateRequest MetadataValue",
    "metadata_field": "MetadataField",
    "models": "LocalizedText ModelProvider ModelProviderList ProviderModel",
    "node_events": "NodeFinishedData NodeFinishedEvent NodeRetryData NodeRetryEvent NodeStartedData NodeStartedEvent",
    "parallel_events": "ParallelBranchFinishedData ParallelBranchFinishedEvent ParallelBranchStartedData ParallelBranchStartedEvent",
    "pause_reason": "PauseReason",
    "pipeline": "DatasourceCredential DatasourceNodeRunRequest DatasourcePlugin PipelineDataset PipelineDocument PipelineFile PipelineFileUploadRequest PipelineRun PipelineRunRequest",
    "reasoning_events": "ReasoningChunkData ReasoningChunkEvent",
    "result": "Result",
    "retrieval_model": "KeywordSetting MetadataCondition MetadataFilter RerankingModel RetrievalModel RetrievalWeights VectorSetting",
    "retriever_resource": "RetrieverResource",
    "run_creator": "RunCreator",
    "segment_attachment": "SegmentAttachment",
    "segments": "Segment SegmentAnswer SegmentInput SegmentList SegmentPage SegmentUpdate SegmentUpdateRequest SegmentsRequest",
    "tag": "Tag",
    "tags": "TagBindingRequest TagDeleteRequest TagList TagRequest TagUnbindingRequest TagUpdateRequest",
    "text_events": "TextChunkData TextChunkEvent TextReplaceData TextReplaceEvent",
    "tool_icon": "ToolIcon",
    "tts_events": "TtsMessageEndEvent TtsMessageEvent",
    "workflow_completion_data": "WorkflowCompletionData",
    "workflow_events": "WorkflowFinishedData WorkflowFinishedEvent WorkflowPausedEvent WorkflowStartedData WorkflowStartedEvent",
    "workflow_paused_data": "WorkflowPausedData",
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
