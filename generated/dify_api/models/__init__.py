"""What operations take and give: a class per schema, imported when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from .app_feedback import AppFeedback
    from .app_feedback_page import AppFeedbackPage
    from .app_info import AppInfo
    from .app_meta import AppMeta
    from .app_mode import AppMode
    from .app_parameters import AppParameters
    from .app_site import AppSite
    from .audio_text import AudioText
    from .audio_to_text_request import AudioToTextRequest
    from .chat_completion import ChatCompletion
    from .chat_request import ChatRequest
    from .conversation import Conversation
    from .conversation_page import ConversationPage
    from .conversation_sort_by import ConversationSortBy
    from .conversation_variable import ConversationVariable
    from .conversation_variable_page import ConversationVariablePage
    from .delete_conversation_request import DeleteConversationRequest
    from .embedding_model import EmbeddingModel
    from .error import Error
    from .error_event import ErrorEvent
    from .execution_metadata import ExecutionMetadata
    from .feedback_rating import FeedbackRating
    from .feedback_request import FeedbackRequest
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
    from .iteration_completed_data import IterationCompletedData
    from .iteration_completed_event import IterationCompletedEvent
    from .iteration_metadata import IterationMetadata
    from .iteration_next_data import IterationNextData
    from .iteration_next_event import IterationNextEvent
    from .iteration_started_data import IterationStartedData
    from .iteration_started_event import IterationStartedEvent
    from .job_status import JobStatus
    from .loop_completed_data import LoopCompletedData
    from .loop_completed_event import LoopCompletedEvent
    from .loop_metadata import LoopMetadata
    from .loop_next_data import LoopNextData
    from .loop_next_event import LoopNextEvent
    from .loop_started_data import LoopStartedData
    from .loop_started_event import LoopStartedEvent
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
    from .reasoning_chunk_data import ReasoningChunkData
    from .reasoning_chunk_event import ReasoningChunkEvent
    from .rename_conversation_request import RenameConversationRequest
    from .response_mode import ResponseMode
    from .result import Result
    from .retriever_resource import RetrieverResource
    from .run_creator import RunCreator
    from .sensitive_word_avoidance import SensitiveWordAvoidance
    from .stop_request import StopRequest
    from .suggested_questions import SuggestedQuestions
    from .system_parameters import SystemParameters
    from .text_chunk_data import TextChunkData
    from .text_chunk_event import TextChunkEvent
    from .text_to_audio_request import TextToAudioRequest
    from .text_to_speech_settings import TextToSpeechSettings
    from .toggle import Toggle
    from .tool_icon import ToolIcon
    from .transfer_method import TransferMethod
    from .tts_message_end_event import TtsMessageEndEvent
    from .tts_message_event import TtsMessageEvent
    from .update_conversation_variable_request import UpdateConversationVariableRequest
    from .usage import Usage
    from .user_input_control import UserInputControl
    from .user_input_form import UserInputForm
    from .workflow_finished_data import WorkflowFinishedData
    from .workflow_finished_event import WorkflowFinishedEvent
    from .workflow_paused_data import WorkflowPausedData
    from .workflow_paused_event import WorkflowPausedEvent
    from .workflow_started_data import WorkflowStartedData
    from .workflow_started_event import WorkflowStartedEvent
    from .workflow_status import WorkflowStatus

# fmt: off
_MODULES = {
    "AgentLogData": "agent_log_data", "AgentLogEvent": "agent_log_event", "AgentLogMetadata": "agent_log_metadata",
    "AgentMessageEvent": "agent_message_event", "AgentThought": "agent_thought",
    "AgentThoughtEvent": "agent_thought_event", "Annotation": "annotation", "AnnotationAuthor": "annotation_author",
    "AnnotationPage": "annotation_page", "AnnotationReplyAction": "annotation_reply_action",
    "AnnotationReplyJob": "annotation_reply_job", "AnnotationReplyRequest": "annotation_reply_request",
    "AnnotationReplySettings": "annotation_reply_settings", "AnnotationReplySource": "annotation_reply_source",
    "AnnotationRequest": "annotation_request", "AppFeedback": "app_feedback",
    "AppFeedbackPage": "app_feedback_page", "AppInfo": "app_info", "AppMeta": "app_meta", "AppMode": "app_mode",
    "AppParameters": "app_parameters", "AppSite": "app_site", "AudioText": "audio_text",
    "AudioToTextRequest": "audio_to_text_request", "ChatCompletion": "chat_completion",
    "ChatRequest": "chat_request", "Conversation": "conversation", "ConversationPage": "conversation_page",
    "ConversationSortBy": "conversation_sort_by", "ConversationVariable": "conversation_variable",
    "ConversationVariablePage": "conversation_variable_page",
    "DeleteConversationRequest": "delete_conversation_request", "EmbeddingModel": "embedding_model",
    "Error": "error", "ErrorEvent": "error_event", "ExecutionMetadata": "execution_metadata",
    "FeedbackRating": "feedback_rating", "FeedbackRequest": "feedback_request", "FileMention": "file_mention",
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
    "IterationCompletedData": "iteration_completed_data", "IterationCompletedEvent": "iteration_completed_event",
    "IterationMetadata": "iteration_metadata", "IterationNextData": "iteration_next_data",
    "IterationNextEvent": "iteration_next_event", "IterationStartedData": "iteration_started_data",
    "IterationStartedEvent": "iteration_started_event", "JobStatus": "job_status",
    "LoopCompletedData": "loop_completed_data", "LoopCompletedEvent": "loop_completed_event",
    "LoopMetadata": "loop_metadata", "LoopNextData": "loop_next_data", "LoopNextEvent": "loop_next_event",
    "LoopStartedData": "loop_started_data", "LoopStartedEvent": "loop_started_event", "Message": "message",
    "MessageEndEvent": "message_end_event", "MessageEndFile": "message_end_file", "MessageEvent": "message_event",
    "MessageFeedback": "message_feedback", "MessageFile": "message_file", "MessageFileEvent": "message_file_event",
    "MessageMetadata": "message_metadata", "MessagePage": "message_page",
    "MessageReplaceEvent": "message_replace_event", "NodeFinishedData": "node_finished_data",
    "NodeFinishedEvent": "node_finished_event", "NodeRetryData": "node_retry_data",
    "NodeRetryEvent": "node_retry_event", "NodeStartedData": "node_started_data",
    "NodeStartedEvent": "node_started_event", "NodeStatus": "node_status", "PauseReason": "pause_reason",
    "ReasoningChunkData": "reasoning_chunk_data", "ReasoningChunkEvent": "reasoning_chunk_event",
    "RenameConversationRequest": "rename_conversation_request", "ResponseMode": "response_mode", "Result": "result",
    "RetrieverResource": "retriever_resource", "RunCreator": "run_creator",
    "SensitiveWordAvoidance": "sensitive_word_avoidance", "StopRequest": "stop_request",
    "SuggestedQuestions": "suggested_questions", "SystemParameters": "system_parameters",
    "TextChunkData": "text_chunk_data", "TextChunkEvent": "text_chunk_event",
    "TextToAudioRequest": "text_to_audio_request", "TextToSpeechSettings": "text_to_speech_settings",
    "Toggle": "toggle", "ToolIcon": "tool_icon", "TransferMethod": "transfer_method",
    "TtsMessageEndEvent": "tts_message_end_event", "TtsMessageEvent": "tts_message_event",
    "UpdateConversationVariableRequest": "update_conversation_variable_request", "Usage": "usage",
    "UserInputControl": "user_input_control", "UserInputForm": "user_input_form",
    "WorkflowFinishedData": "workflow_finished_data", "WorkflowFinishedEvent": "workflow_finished_event",
    "WorkflowPausedData": "workflow_paused_data", "WorkflowPausedEvent": "workflow_paused_event",
    "WorkflowStartedData": "workflow_started_data", "WorkflowStartedEvent": "workflow_started_event",
    "WorkflowStatus": "workflow_status",
}

__all__ = [
    "AgentLogData", "AgentLogEvent", "AgentLogMetadata", "AgentMessageEvent", "AgentThought", "AgentThoughtEvent",
    "Annotation", "AnnotationAuthor", "AnnotationPage", "AnnotationReplyAction", "AnnotationReplyJob",
    "AnnotationReplyRequest", "AnnotationReplySettings", "AnnotationReplySource", "AnnotationRequest",
    "AppFeedback", "AppFeedbackPage", "AppInfo", "AppMeta", "AppMode", "AppParameters", "AppSite", "AudioText",
    "AudioToTextRequest", "ChatCompletion", "ChatRequest", "Conversation", "ConversationPage", "ConversationSortBy",
    "ConversationVariable", "ConversationVariablePage", "DeleteConversationRequest", "EmbeddingModel", "Error",
    "ErrorEvent", "ExecutionMetadata", "FeedbackRating", "FeedbackRequest", "FileMention", "FileOwner", "FileType",
    "FileUpload", "FileUploadLimits", "FileUploadRequest", "FileUploadSettings", "FormAction", "FormInput",
    "FormInputDefault", "FormOptionSource", "HumanInputContent", "HumanInputForm", "HumanInputFormFilledData",
    "HumanInputFormFilledEvent", "HumanInputFormTimeoutData", "HumanInputFormTimeoutEvent",
    "HumanInputRequiredEvent", "HumanInputSubmission", "IconType", "ImageUploadSettings", "IterationCompletedData",
    "IterationCompletedEvent", "IterationMetadata", "IterationNextData", "IterationNextEvent",
    "IterationStartedData", "IterationStartedEvent", "JobStatus", "LoopCompletedData", "LoopCompletedEvent",
    "LoopMetadata", "LoopNextData", "LoopNextEvent", "LoopStartedData", "LoopStartedEvent", "Message",
    "MessageEndEvent", "MessageEndFile", "MessageEvent", "MessageFeedback", "MessageFile", "MessageFileEvent",
    "MessageMetadata", "MessagePage", "MessageReplaceEvent", "NodeFinishedData", "NodeFinishedEvent",
    "NodeRetryData", "NodeRetryEvent", "NodeStartedData", "NodeStartedEvent", "NodeStatus", "PauseReason",
    "ReasoningChunkData", "ReasoningChunkEvent", "RenameConversationRequest", "ResponseMode", "Result",
    "RetrieverResource", "RunCreator", "SensitiveWordAvoidance", "StopRequest", "SuggestedQuestions",
    "SystemParameters", "TextChunkData", "TextChunkEvent", "TextToAudioRequest", "TextToSpeechSettings", "Toggle",
    "ToolIcon", "TransferMethod", "TtsMessageEndEvent", "TtsMessageEvent", "UpdateConversationVariableRequest",
    "Usage", "UserInputControl", "UserInputForm", "WorkflowFinishedData", "WorkflowFinishedEvent",
    "WorkflowPausedData", "WorkflowPausedEvent", "WorkflowStartedData", "WorkflowStartedEvent", "WorkflowStatus",
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
