"""What operations take and give: a class per schema, imported when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .account import Account
    from .agent_log_data import AgentLogData
    from .agent_log_event import AgentLogEvent
    from .agent_log_metadata import AgentLogMetadata
    from .agent_message_event import AgentMessageEvent
    from .agent_thought import AgentThought
    from .agent_thought_event import AgentThoughtEvent
    from .annotation import Annotation
    from .annotation_author import AnnotationAuthor
    from .annotation_page import AnnotationPage
    from .annotation_reply_action import AnnotationReplyAction
    from .annotation_reply_job import AnnotationReplyJob
    from .annotation_reply_request import AnnotationReplyRequest
    from .annotation_reply_settings import AnnotationReplySettings
    from .annotation_reply_source import AnnotationReplySource
    from .annotation_request import AnnotationRequest
    from .annotation_status import AnnotationStatus
    from .api_key import ApiKey
    from .api_key_list import ApiKeyList
    from .api_key_type import ApiKeyType
    from .app import App
    from .app_agent_mode import AppAgentMode
    from .app_dataset_configs import AppDatasetConfigs
    from .app_export import AppExport
    from .app_feedback import AppFeedback
    from .app_feedback_page import AppFeedbackPage
    from .app_import import AppImport
    from .app_info import AppInfo
    from .app_meta import AppMeta
    from .app_mode import AppMode
    from .app_mode_filter import AppModeFilter
    from .app_model import AppModel
    from .app_model_config import AppModelConfig
    from .app_page import AppPage
    from .app_parameters import AppParameters
    from .app_site import AppSite
    from .app_site_settings import AppSiteSettings
    from .app_tag import AppTag
    from .app_workflow import AppWorkflow
    from .audio_text import AudioText
    from .audio_to_text_request import AudioToTextRequest
    from .average_response_time import AverageResponseTime
    from .average_response_time_list import AverageResponseTimeList
    from .average_session_interactions import AverageSessionInteractions
    from .average_session_interactions_list import AverageSessionInteractionsList
    from .chat_completion import ChatCompletion
    from .chat_conversation import ChatConversation
    from .chat_conversation_page import ChatConversationPage
    from .chat_request import ChatRequest
    from .completion_params import CompletionParams
    from .conversation import Conversation
    from .conversation_page import ConversationPage
    from .conversation_sort_by import ConversationSortBy
    from .conversation_variable import ConversationVariable
    from .conversation_variable_page import ConversationVariablePage
    from .create_app_request import CreateAppRequest
    from .daily_conversations import DailyConversations
    from .daily_conversations_list import DailyConversationsList
    from .daily_end_users import DailyEndUsers
    from .daily_end_users_list import DailyEndUsersList
    from .daily_messages import DailyMessages
    from .daily_messages_list import DailyMessagesList
    from .delete_conversation_request import DeleteConversationRequest
    from .document_indexing_status import DocumentIndexingStatus
    from .document_indexing_status_list import DocumentIndexingStatusList
    from .embedding_model import EmbeddingModel
    from .error import Error
    from .error_document_list import ErrorDocumentList
    from .error_event import ErrorEvent
    from .execution_metadata import ExecutionMetadata
    from .feedback_rating import FeedbackRating
    from .feedback_request import FeedbackRequest
    from .feedback_stats import FeedbackStats
    from .file_mention import FileMention
    from .file_owner import FileOwner
    from .file_type import FileType
    from .file_upload import FileUpload
    from .file_upload_limits import FileUploadLimits
    from .file_upload_request import FileUploadRequest
    from .file_upload_settings import FileUploadSettings
    from .form_action import FormAction
    from .form_input import FormInput
    from .form_input_default import FormInputDefault
    from .form_option_source import FormOptionSource
    from .human_input_content import HumanInputContent
    from .human_input_form import HumanInputForm
    from .human_input_form_filled_data import HumanInputFormFilledData
    from .human_input_form_filled_event import HumanInputFormFilledEvent
    from .human_input_form_timeout_data import HumanInputFormTimeoutData
    from .human_input_form_timeout_event import HumanInputFormTimeoutEvent
    from .human_input_required_event import HumanInputRequiredEvent
    from .human_input_submission import HumanInputSubmission
    from .icon_type import IconType
    from .image_upload_settings import ImageUploadSettings
    from .import_app_request import ImportAppRequest
    from .import_mode import ImportMode
    from .import_status import ImportStatus
    from .indexing_status import IndexingStatus
    from .invitation_result import InvitationResult
    from .invitation_results import InvitationResults
    from .invite_members_request import InviteMembersRequest
    from .iteration_completed_data import IterationCompletedData
    from .iteration_completed_event import IterationCompletedEvent
    from .iteration_metadata import IterationMetadata
    from .iteration_next_data import IterationNextData
    from .iteration_next_event import IterationNextEvent
    from .iteration_started_data import IterationStartedData
    from .iteration_started_event import IterationStartedEvent
    from .job_status import JobStatus
    from .login_request import LoginRequest
    from .login_result import LoginResult
    from .loop_completed_data import LoopCompletedData
    from .loop_completed_event import LoopCompletedEvent
    from .loop_metadata import LoopMetadata
    from .loop_next_data import LoopNextData
    from .loop_next_event import LoopNextEvent
    from .loop_started_data import LoopStartedData
    from .loop_started_event import LoopStartedEvent
    from .member import Member
    from .member_list import MemberList
    from .member_role import MemberRole
    from .member_status import MemberStatus
    from .message import Message
    from .message_end_event import MessageEndEvent
    from .message_end_file import MessageEndFile
    from .message_event import MessageEvent
    from .message_feedback import MessageFeedback
    from .message_file import MessageFile
    from .message_file_event import MessageFileEvent
    from .message_metadata import MessageMetadata
    from .message_page import MessagePage
    from .message_replace_event import MessageReplaceEvent
    from .node_finished_data import NodeFinishedData
    from .node_finished_event import NodeFinishedEvent
    from .node_retry_data import NodeRetryData
    from .node_retry_event import NodeRetryEvent
    from .node_started_data import NodeStartedData
    from .node_started_event import NodeStartedEvent
    from .node_status import NodeStatus
    from .pause_reason import PauseReason
    from .publish_result import PublishResult
    from .publish_workflow_request import PublishWorkflowRequest
    from .reasoning_chunk_data import ReasoningChunkData
    from .reasoning_chunk_event import ReasoningChunkEvent
    from .refresh_token_request import RefreshTokenRequest
    from .rename_conversation_request import RenameConversationRequest
    from .response_mode import ResponseMode
    from .result import Result
    from .retriever_resource import RetrieverResource
    from .retry_documents_request import RetryDocumentsRequest
    from .run_creator import RunCreator
    from .sensitive_word_avoidance import SensitiveWordAvoidance
    from .status_count import StatusCount
    from .stop_request import StopRequest
    from .suggested_questions import SuggestedQuestions
    from .system_parameters import SystemParameters
    from .text_chunk_data import TextChunkData
    from .text_chunk_event import TextChunkEvent
    from .text_to_audio_request import TextToAudioRequest
    from .text_to_speech_settings import TextToSpeechSettings
    from .toggle import Toggle
    from .token_costs import TokenCosts
    from .token_costs_list import TokenCostsList
    from .token_pair import TokenPair
    from .tokens_per_second import TokensPerSecond
    from .tokens_per_second_list import TokensPerSecondList
    from .tool_icon import ToolIcon
    from .transfer_method import TransferMethod
    from .tts_message_end_event import TtsMessageEndEvent
    from .tts_message_event import TtsMessageEvent
    from .update_app_request import UpdateAppRequest
    from .update_conversation_variable_request import UpdateConversationVariableRequest
    from .usage import Usage
    from .user_input_control import UserInputControl
    from .user_input_form import UserInputForm
    from .user_satisfaction_rate import UserSatisfactionRate
    from .user_satisfaction_rate_list import UserSatisfactionRateList
    from .workflow_average_app_interactions import WorkflowAverageAppInteractions
    from .workflow_average_app_interactions_list import WorkflowAverageAppInteractionsList
    from .workflow_daily_conversations import WorkflowDailyConversations
    from .workflow_daily_conversations_list import WorkflowDailyConversationsList
    from .workflow_daily_terminals import WorkflowDailyTerminals
    from .workflow_daily_terminals_list import WorkflowDailyTerminalsList
    from .workflow_finished_data import WorkflowFinishedData
    from .workflow_finished_event import WorkflowFinishedEvent
    from .workflow_paused_data import WorkflowPausedData
    from .workflow_paused_event import WorkflowPausedEvent
    from .workflow_started_data import WorkflowStartedData
    from .workflow_started_event import WorkflowStartedEvent
    from .workflow_status import WorkflowStatus
    from .workflow_token_costs import WorkflowTokenCosts
    from .workflow_token_costs_list import WorkflowTokenCostsList
    from .workspace import Workspace
    from .workspace_list import WorkspaceList

# fmt: off
_MODULES = {
    "Account": "account", "AgentLogData": "agent_log_data", "AgentLogEvent": "agent_log_event",
    "AgentLogMetadata": "agent_log_metadata", "AgentMessageEvent": "agent_message_event",
    "AgentThought": "agent_thought", "AgentThoughtEvent": "agent_thought_event", "Annotation": "annotation",
    "AnnotationAuthor": "annotation_author", "AnnotationPage": "annotation_page",
    "AnnotationReplyAction": "annotation_reply_action", "AnnotationReplyJob": "annotation_reply_job",
    "AnnotationReplyRequest": "annotation_reply_request", "AnnotationReplySettings": "annotation_reply_settings",
    "AnnotationReplySource": "annotation_reply_source", "AnnotationRequest": "annotation_request",
    "AnnotationStatus": "annotation_status", "ApiKey": "api_key", "ApiKeyList": "api_key_list",
    "ApiKeyType": "api_key_type", "App": "app", "AppAgentMode": "app_agent_mode",
    "AppDatasetConfigs": "app_dataset_configs", "AppExport": "app_export", "AppFeedback": "app_feedback",
    "AppFeedbackPage": "app_feedback_page", "AppImport": "app_import", "AppInfo": "app_info", "AppMeta": "app_meta",
    "AppMode": "app_mode", "AppModeFilter": "app_mode_filter", "AppModel": "app_model",
    "AppModelConfig": "app_model_config", "AppPage": "app_page", "AppParameters": "app_parameters",
    "AppSite": "app_site", "AppSiteSettings": "app_site_settings", "AppTag": "app_tag",
    "AppWorkflow": "app_workflow", "AudioText": "audio_text", "AudioToTextRequest": "audio_to_text_request",
    "AverageResponseTime": "average_response_time", "AverageResponseTimeList": "average_response_time_list",
    "AverageSessionInteractions": "average_session_interactions",
    "AverageSessionInteractionsList": "average_session_interactions_list", "ChatCompletion": "chat_completion",
    "ChatConversation": "chat_conversation", "ChatConversationPage": "chat_conversation_page",
    "ChatRequest": "chat_request", "CompletionParams": "completion_params", "Conversation": "conversation",
    "ConversationPage": "conversation_page", "ConversationSortBy": "conversation_sort_by",
    "ConversationVariable": "conversation_variable", "ConversationVariablePage": "conversation_variable_page",
    "CreateAppRequest": "create_app_request", "DailyConversations": "daily_conversations",
    "DailyConversationsList": "daily_conversations_list", "DailyEndUsers": "daily_end_users",
    "DailyEndUsersList": "daily_end_users_list", "DailyMessages": "daily_messages",
    "DailyMessagesList": "daily_messages_list", "DeleteConversationRequest": "delete_conversation_request",
    "DocumentIndexingStatus": "document_indexing_status",
    "DocumentIndexingStatusList": "document_indexing_status_list", "EmbeddingModel": "embedding_model",
    "Error": "error", "ErrorDocumentList": "error_document_list", "ErrorEvent": "error_event",
    "ExecutionMetadata": "execution_metadata", "FeedbackRating": "feedback_rating",
    "FeedbackRequest": "feedback_request", "FeedbackStats": "feedback_stats", "FileMention": "file_mention",
    "FileOwner": "file_owner", "FileType": "file_type", "FileUpload": "file_upload",
    "FileUploadLimits": "file_upload_limits", "FileUploadRequest": "file_upload_request",
    "FileUploadSettings": "file_upload_settings", "FormAction": "form_action", "FormInput": "form_input",
    "FormInputDefault": "form_input_default", "FormOptionSource": "form_option_source",
    "HumanInputContent": "human_input_content", "HumanInputForm": "human_input_form",
    "HumanInputFormFilledData": "human_input_form_filled_data",
    "HumanInputFormFilledEvent": "human_input_form_filled_event",
    "HumanInputFormTimeoutData": "human_input_form_timeout_data",
    "HumanInputFormTimeoutEvent": "human_input_form_timeout_event",
    "HumanInputRequiredEvent": "human_input_required_event", "HumanInputSubmission": "human_input_submission",
    "IconType": "icon_type", "ImageUploadSettings": "image_upload_settings",
    "ImportAppRequest": "import_app_request", "ImportMode": "import_mode", "ImportStatus": "import_status",
    "IndexingStatus": "indexing_status", "InvitationResult": "invitation_result",
    "InvitationResults": "invitation_results", "InviteMembersRequest": "invite_members_request",
    "IterationCompletedData": "iteration_completed_data", "IterationCompletedEvent": "iteration_completed_event",
    "IterationMetadata": "iteration_metadata", "IterationNextData": "iteration_next_data",
    "IterationNextEvent": "iteration_next_event", "IterationStartedData": "iteration_started_data",
    "IterationStartedEvent": "iteration_started_event", "JobStatus": "job_status", "LoginRequest": "login_request",
    "LoginResult": "login_result", "LoopCompletedData": "loop_completed_data",
    "LoopCompletedEvent": "loop_completed_event", "LoopMetadata": "loop_metadata", "LoopNextData": "loop_next_data",
    "LoopNextEvent": "loop_next_event", "LoopStartedData": "loop_started_data",
    "LoopStartedEvent": "loop_started_event", "Member": "member", "MemberList": "member_list",
    "MemberRole": "member_role", "MemberStatus": "member_status", "Message": "message",
    "MessageEndEvent": "message_end_event", "MessageEndFile": "message_end_file", "MessageEvent": "message_event",
    "MessageFeedback": "message_feedback", "MessageFile": "message_file", "MessageFileEvent": "message_file_event",
    "MessageMetadata": "message_metadata", "MessagePage": "message_page",
    "MessageReplaceEvent": "message_replace_event", "NodeFinishedData": "node_finished_data",
    "NodeFinishedEvent": "node_finished_event", "NodeRetryData": "node_retry_data",
    "NodeRetryEvent": "node_retry_event", "NodeStartedData": "node_started_data",
    "NodeStartedEvent": "node_started_event", "NodeStatus": "node_status", "PauseReason": "pause_reason",
    "PublishResult": "publish_result", "PublishWorkflowRequest": "publish_workflow_request",
    "ReasoningChunkData": "reasoning_chunk_data", "ReasoningChunkEvent": "reasoning_chunk_event",
    "RefreshTokenRequest": "refresh_token_request", "RenameConversationRequest": "rename_conversation_request",
    "ResponseMode": "response_mode", "Result": "result", "RetrieverResource": "retriever_resource",
    "RetryDocumentsRequest": "retry_documents_request", "RunCreator": "run_creator",
    "SensitiveWordAvoidance": "sensitive_word_avoidance", "StatusCount": "status_count",
    "StopRequest": "stop_request", "SuggestedQuestions": "suggested_questions",
    "SystemParameters": "system_parameters", "TextChunkData": "text_chunk_data",
    "TextChunkEvent": "text_chunk_event", "TextToAudioRequest": "text_to_audio_request",
    "TextToSpeechSettings": "text_to_speech_settings", "Toggle": "toggle", "TokenCosts": "token_costs",
    "TokenCostsList": "token_costs_list", "TokenPair": "token_pair", "TokensPerSecond": "tokens_per_second",
    "TokensPerSecondList": "tokens_per_second_list", "ToolIcon": "tool_icon", "TransferMethod": "transfer_method",
    "TtsMessageEndEvent": "tts_message_end_event", "TtsMessageEvent": "tts_message_event",
    "UpdateAppRequest": "update_app_request",
    "UpdateConversationVariableRequest": "update_conversation_variable_request", "Usage": "usage",
    "UserInputControl": "user_input_control", "UserInputForm": "user_input_form",
    "UserSatisfactionRate": "user_satisfaction_rate", "UserSatisfactionRateList": "user_satisfaction_rate_list",
    "WorkflowAverageAppInteractions": "workflow_average_app_interactions",
    "WorkflowAverageAppInteractionsList": "workflow_average_app_interactions_list",
    "WorkflowDailyConversations": "workflow_daily_conversations",
    "WorkflowDailyConversationsList": "workflow_daily_conversations_list",
    "WorkflowDailyTerminals": "workflow_daily_terminals",
    "WorkflowDailyTerminalsList": "workflow_daily_terminals_list", "WorkflowFinishedData": "workflow_finished_data",
    "WorkflowFinishedEvent": "workflow_finished_event", "WorkflowPausedData": "workflow_paused_data",
    "WorkflowPausedEvent": "workflow_paused_event", "WorkflowStartedData": "workflow_started_data",
    "WorkflowStartedEvent": "workflow_started_event", "WorkflowStatus": "workflow_status",
    "WorkflowTokenCosts": "workflow_token_costs", "WorkflowTokenCostsList": "workflow_token_costs_list",
    "Workspace": "workspace", "WorkspaceList": "workspace_list",
}

__all__ = [
    "Account", "AgentLogData", "AgentLogEvent", "AgentLogMetadata", "AgentMessageEvent", "AgentThought",
    "AgentThoughtEvent", "Annotation", "AnnotationAuthor", "AnnotationPage", "AnnotationReplyAction",
    "AnnotationReplyJob", "AnnotationReplyRequest", "AnnotationReplySettings", "AnnotationReplySource",
    "AnnotationRequest", "AnnotationStatus", "ApiKey", "ApiKeyList", "ApiKeyType", "App", "AppAgentMode",
    "AppDatasetConfigs", "AppExport", "AppFeedback", "AppFeedbackPage", "AppImport", "AppInfo", "AppMeta",
    "AppMode", "AppModeFilter", "AppModel", "AppModelConfig", "AppPage", "AppParameters", "AppSite",
    "AppSiteSettings", "AppTag", "AppWorkflow", "AudioText", "AudioToTextRequest", "AverageResponseTime",
    "AverageResponseTimeList", "AverageSessionInteractions", "AverageSessionInteractionsList", "ChatCompletion",
    "ChatConversation", "ChatConversationPage", "ChatRequest", "CompletionParams", "Conversation",
    "ConversationPage", "ConversationSortBy", "ConversationVariable", "ConversationVariablePage",
    "CreateAppRequest", "DailyConversations", "DailyConversationsList", "DailyEndUsers", "DailyEndUsersList",
    "DailyMessages", "DailyMessagesList", "DeleteConversationRequest", "DocumentIndexingStatus",
    "DocumentIndexingStatusList", "EmbeddingModel", "Error", "ErrorDocumentList", "ErrorEvent", "ExecutionMetadata",
    "FeedbackRating", "FeedbackRequest", "FeedbackStats", "FileMention", "FileOwner", "FileType", "FileUpload",
    "FileUploadLimits", "FileUploadRequest", "FileUploadSettings", "FormAction", "FormInput", "FormInputDefault",
    "FormOptionSource", "HumanInputContent", "HumanInputForm", "HumanInputFormFilledData",
    "HumanInputFormFilledEvent", "HumanInputFormTimeoutData", "HumanInputFormTimeoutEvent",
    "HumanInputRequiredEvent", "HumanInputSubmission", "IconType", "ImageUploadSettings", "ImportAppRequest",
    "ImportMode", "ImportStatus", "IndexingStatus", "InvitationResult", "InvitationResults", "InviteMembersRequest",
    "IterationCompletedData", "IterationCompletedEvent", "IterationMetadata", "IterationNextData",
    "IterationNextEvent", "IterationStartedData", "IterationStartedEvent", "JobStatus", "LoginRequest",
    "LoginResult", "LoopCompletedData", "LoopCompletedEvent", "LoopMetadata", "LoopNextData", "LoopNextEvent",
    "LoopStartedData", "LoopStartedEvent", "Member", "MemberList", "MemberRole", "MemberStatus", "Message",
    "MessageEndEvent", "MessageEndFile", "MessageEvent", "MessageFeedback", "MessageFile", "MessageFileEvent",
    "MessageMetadata", "MessagePage", "MessageReplaceEvent", "NodeFinishedData", "NodeFinishedEvent",
    "NodeRetryData", "NodeRetryEvent", "NodeStartedData", "NodeStartedEvent", "NodeStatus", "PauseReason",
    "PublishResult", "PublishWorkflowRequest", "ReasoningChunkData", "ReasoningChunkEvent", "RefreshTokenRequest",
    "RenameConversationRequest", "ResponseMode", "Result", "RetrieverResource", "RetryDocumentsRequest",
    "RunCreator", "SensitiveWordAvoidance", "StatusCount", "StopRequest", "SuggestedQuestions", "SystemParameters",
    "TextChunkData", "TextChunkEvent", "TextToAudioRequest", "TextToSpeechSettings", "Toggle", "TokenCosts",
    "TokenCostsList", "TokenPair", "TokensPerSecond", "TokensPerSecondList", "ToolIcon", "TransferMethod",
    "TtsMessageEndEvent", "TtsMessageEvent", "UpdateAppRequest", "UpdateConversationVariableRequest", "Usage",
    "UserInputControl", "UserInputForm", "UserSatisfactionRate", "UserSatisfactionRateList",
    "WorkflowAverageAppInteractions", "WorkflowAverageAppInteractionsList", "WorkflowDailyConversations",
    "WorkflowDailyConversationsList", "WorkflowDailyTerminals", "WorkflowDailyTerminalsList",
    "WorkflowFinishedData", "WorkflowFinishedEvent", "WorkflowPausedData", "WorkflowPausedEvent",
    "WorkflowStartedData", "WorkflowStartedEvent", "WorkflowStatus", "WorkflowTokenCosts", "WorkflowTokenCostsList",
    "Workspace", "WorkspaceList",
]
# fmt: on


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value  # the next look-up does not come here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
