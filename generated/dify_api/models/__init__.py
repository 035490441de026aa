"""The objects that operations take and give: a class per schema, imported when it is first used.

``from_dict`` reads a JSON object and raises ``WrongShape``, with the place, if it does not have the
shape that the API promises. Fields that this version does not know go to ``additional_properties``.
``to_dict`` writes them again and leaves absent fields out.
"""

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
    from .built_in_metadata_action import BuiltInMetadataAction
    from .built_in_metadata_field import BuiltInMetadataField
    from .built_in_metadata_field_list import BuiltInMetadataFieldList
    from .chat_completion import ChatCompletion
    from .chat_conversation import ChatConversation
    from .chat_conversation_page import ChatConversationPage
    from .chat_request import ChatRequest
    from .child_chunk import ChildChunk
    from .child_chunk_answer import ChildChunkAnswer
    from .child_chunk_page import ChildChunkPage
    from .child_chunk_request import ChildChunkRequest
    from .child_chunk_type import ChildChunkType
    from .comparison_operator import ComparisonOperator
    from .completion_params import CompletionParams
    from .completion_request import CompletionRequest
    from .conversation import Conversation
    from .conversation_page import ConversationPage
    from .conversation_sort_by import ConversationSortBy
    from .conversation_variable import ConversationVariable
    from .conversation_variable_page import ConversationVariablePage
    from .create_app_request import CreateAppRequest
    from .create_dataset_request import CreateDatasetRequest
    from .create_document_by_file_request import CreateDocumentByFileRequest
    from .create_document_by_text_request import CreateDocumentByTextRequest
    from .daily_conversations import DailyConversations
    from .daily_conversations_list import DailyConversationsList
    from .daily_end_users import DailyEndUsers
    from .daily_end_users_list import DailyEndUsersList
    from .daily_messages import DailyMessages
    from .daily_messages_list import DailyMessagesList
    from .dataset import Dataset
    from .dataset_icon import DatasetIcon
    from .dataset_member import DatasetMember
    from .dataset_page import DatasetPage
    from .dataset_permission import DatasetPermission
    from .dataset_provider import DatasetProvider
    from .datasource_completed_event import DatasourceCompletedEvent
    from .datasource_credential import DatasourceCredential
    from .datasource_error_event import DatasourceErrorEvent
    from .datasource_node_run_request import DatasourceNodeRunRequest
    from .datasource_plugin import DatasourcePlugin
    from .datasource_processing_event import DatasourceProcessingEvent
    from .datasource_type import DatasourceType
    from .delete_conversation_request import DeleteConversationRequest
    from .document import Document
    from .document_created import DocumentCreated
    from .document_display_status import DocumentDisplayStatus
    from .document_download import DocumentDownload
    from .document_file import DocumentFile
    from .document_form import DocumentForm
    from .document_ids_request import DocumentIdsRequest
    from .document_indexing_status import DocumentIndexingStatus
    from .document_indexing_status_list import DocumentIndexingStatusList
    from .document_metadata_choice import DocumentMetadataChoice
    from .document_metadata_operation import DocumentMetadataOperation
    from .document_metadata_value import DocumentMetadataValue
    from .document_page import DocumentPage
    from .document_source import DocumentSource
    from .document_status_action import DocumentStatusAction
    from .document_upload_file import DocumentUploadFile
    from .documents_metadata_request import DocumentsMetadataRequest
    from .embedding_model import EmbeddingModel
    from .end_user import EndUser
    from .error import Error
    from .error_document_list import ErrorDocumentList
    from .error_event import ErrorEvent
    from .execution_metadata import ExecutionMetadata
    from .external_knowledge_info import ExternalKnowledgeInfo
    from .external_retrieval_model import ExternalRetrievalModel
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
    from .human_input_form_definition import HumanInputFormDefinition
    from .human_input_form_filled_data import HumanInputFormFilledData
    from .human_input_form_filled_event import HumanInputFormFilledEvent
    from .human_input_form_timeout_data import HumanInputFormTimeoutData
    from .human_input_form_timeout_event import HumanInputFormTimeoutEvent
    from .human_input_required_event import HumanInputRequiredEvent
    from .human_input_submission import HumanInputSubmission
    from .human_input_submit_request import HumanInputSubmitRequest
    from .icon_type import IconType
    from .image_upload_settings import ImageUploadSettings
    from .import_app_request import ImportAppRequest
    from .import_mode import ImportMode
    from .import_status import ImportStatus
    from .indexing_status import IndexingStatus
    from .indexing_technique import IndexingTechnique
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
    from .keyword_setting import KeywordSetting
    from .localized_text import LocalizedText
    from .logical_operator import LogicalOperator
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
    from .member_role_name import MemberRoleName
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
    from .metadata_condition import MetadataCondition
    from .metadata_field import MetadataField
    from .metadata_field_list import MetadataFieldList
    from .metadata_field_request import MetadataFieldRequest
    from .metadata_field_type import MetadataFieldType
    from .metadata_field_update_request import MetadataFieldUpdateRequest
    from .metadata_filter import MetadataFilter
    from .metadata_value import MetadataValue
    from .model_provider import ModelProvider
    from .model_provider_list import ModelProviderList
    from .model_type import ModelType
    from .node_finished_data import NodeFinishedData
    from .node_finished_event import NodeFinishedEvent
    from .node_retry_data import NodeRetryData
    from .node_retry_event import NodeRetryEvent
    from .node_started_data import NodeStartedData
    from .node_started_event import NodeStartedEvent
    from .node_status import NodeStatus
    from .parallel_branch_finished_data import ParallelBranchFinishedData
    from .parallel_branch_finished_event import ParallelBranchFinishedEvent
    from .parallel_branch_started_data import ParallelBranchStartedData
    from .parallel_branch_started_event import ParallelBranchStartedEvent
    from .parent_mode import ParentMode
    from .pause_reason import PauseReason
    from .pipeline_dataset import PipelineDataset
    from .pipeline_document import PipelineDocument
    from .pipeline_file import PipelineFile
    from .pipeline_file_upload_request import PipelineFileUploadRequest
    from .pipeline_run import PipelineRun
    from .pipeline_run_request import PipelineRunRequest
    from .pre_processing_rule import PreProcessingRule
    from .pre_processing_rule_id import PreProcessingRuleId
    from .process_mode import ProcessMode
    from .process_rule import ProcessRule
    from .process_rules import ProcessRules
    from .provider_model import ProviderModel
    from .publish_result import PublishResult
    from .publish_workflow_request import PublishWorkflowRequest
    from .reasoning_chunk_data import ReasoningChunkData
    from .reasoning_chunk_event import ReasoningChunkEvent
    from .refresh_token_request import RefreshTokenRequest
    from .rename_conversation_request import RenameConversationRequest
    from .reranking_mode import RerankingMode
    from .reranking_model import RerankingModel
    from .response_mode import ResponseMode
    from .result import Result
    from .retrieval import Retrieval
    from .retrieval_model import RetrievalModel
    from .retrieval_query import RetrievalQuery
    from .retrieval_record import RetrievalRecord
    from .retrieval_weights import RetrievalWeights
    from .retrieve_request import RetrieveRequest
    from .retrieved_child_chunk import RetrievedChildChunk
    from .retrieved_document import RetrievedDocument
    from .retrieved_segment import RetrievedSegment
    from .retriever_resource import RetrieverResource
    from .retry_documents_request import RetryDocumentsRequest
    from .run_account import RunAccount
    from .run_creator import RunCreator
    from .run_end_user import RunEndUser
    from .search_method import SearchMethod
    from .segment import Segment
    from .segment_answer import SegmentAnswer
    from .segment_attachment import SegmentAttachment
    from .segment_input import SegmentInput
    from .segment_list import SegmentList
    from .segment_page import SegmentPage
    from .segment_update import SegmentUpdate
    from .segment_update_request import SegmentUpdateRequest
    from .segmentation import Segmentation
    from .segments_request import SegmentsRequest
    from .sensitive_word_avoidance import SensitiveWordAvoidance
    from .status_count import StatusCount
    from .stop_request import StopRequest
    from .suggested_questions import SuggestedQuestions
    from .summary_index_setting import SummaryIndexSetting
    from .system_parameters import SystemParameters
    from .tag import Tag
    from .tag_binding_request import TagBindingRequest
    from .tag_delete_request import TagDeleteRequest
    from .tag_list import TagList
    from .tag_request import TagRequest
    from .tag_unbinding_request import TagUnbindingRequest
    from .tag_update_request import TagUpdateRequest
    from .text_chunk_data import TextChunkData
    from .text_chunk_event import TextChunkEvent
    from .text_replace_data import TextReplaceData
    from .text_replace_event import TextReplaceEvent
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
    from .update_dataset_request import UpdateDatasetRequest
    from .update_document_by_file_request import UpdateDocumentByFileRequest
    from .update_document_by_text_request import UpdateDocumentByTextRequest
    from .usage import Usage
    from .user_input_control import UserInputControl
    from .user_input_form import UserInputForm
    from .user_satisfaction_rate import UserSatisfactionRate
    from .user_satisfaction_rate_list import UserSatisfactionRateList
    from .vector_setting import VectorSetting
    from .weight_type import WeightType
    from .workflow_average_app_interactions import WorkflowAverageAppInteractions
    from .workflow_average_app_interactions_list import WorkflowAverageAppInteractionsList
    from .workflow_completion import WorkflowCompletion
    from .workflow_completion_data import WorkflowCompletionData
    from .workflow_daily_conversations import WorkflowDailyConversations
    from .workflow_daily_conversations_list import WorkflowDailyConversationsList
    from .workflow_daily_terminals import WorkflowDailyTerminals
    from .workflow_daily_terminals_list import WorkflowDailyTerminalsList
    from .workflow_finished_data import WorkflowFinishedData
    from .workflow_finished_event import WorkflowFinishedEvent
    from .workflow_log import WorkflowLog
    from .workflow_log_page import WorkflowLogPage
    from .workflow_log_status import WorkflowLogStatus
    from .workflow_paused_data import WorkflowPausedData
    from .workflow_paused_event import WorkflowPausedEvent
    from .workflow_run import WorkflowRun
    from .workflow_run_request import WorkflowRunRequest
    from .workflow_run_summary import WorkflowRunSummary
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
    "AnnotationReplyRequest": "annotation_reply_request",
    "AnnotationReplySettings": "annotation_reply_settings",
    "AnnotationReplySource": "annotation_reply_source", "AnnotationRequest": "annotation_request",
    "AnnotationStatus": "annotation_status", "ApiKey": "api_key", "ApiKeyList": "api_key_list",
    "ApiKeyType": "api_key_type", "App": "app", "AppAgentMode": "app_agent_mode",
    "AppDatasetConfigs": "app_dataset_configs", "AppExport": "app_export", "AppFeedback": "app_feedback",
    "AppFeedbackPage": "app_feedback_page", "AppImport": "app_import", "AppInfo": "app_info",
    "AppMeta": "app_meta", "AppMode": "app_mode", "AppModeFilter": "app_mode_filter", "AppModel": "app_model",
    "AppModelConfig": "app_model_config", "AppPage": "app_page", "AppParameters": "app_parameters",
    "AppSite": "app_site", "AppSiteSettings": "app_site_settings", "AppTag": "app_tag",
    "AppWorkflow": "app_workflow", "AudioText": "audio_text", "AudioToTextRequest": "audio_to_text_request",
    "AverageResponseTime": "average_response_time", "AverageResponseTimeList": "average_response_time_list",
    "AverageSessionInteractions": "average_session_interactions",
    "AverageSessionInteractionsList": "average_session_interactions_list",
    "BuiltInMetadataAction": "built_in_metadata_action", "BuiltInMetadataField": "built_in_metadata_field",
    "BuiltInMetadataFieldList": "built_in_metadata_field_list", "ChatCompletion": "chat_completion",
    "ChatConversation": "chat_conversation", "ChatConversationPage": "chat_conversation_page",
    "ChatRequest": "chat_request", "ChildChunk": "child_chunk", "ChildChunkAnswer": "child_chunk_answer",
    "ChildChunkPage": "child_chunk_page", "ChildChunkRequest": "child_chunk_request",
    "ChildChunkType": "child_chunk_type", "ComparisonOperator": "comparison_operator",
    "CompletionParams": "completion_params", "CompletionRequest": "completion_request",
    "Conversation": "conversation", "ConversationPage": "conversation_page",
    "ConversationSortBy": "conversation_sort_by", "ConversationVariable": "conversation_variable",
    "ConversationVariablePage": "conversation_variable_page", "CreateAppRequest": "create_app_request",
    "CreateDatasetRequest": "create_dataset_request",
    "CreateDocumentByFileRequest": "create_document_by_file_request",
    "CreateDocumentByTextRequest": "create_document_by_text_request",
    "DailyConversations": "daily_conversations", "DailyConversationsList": "daily_conversations_list",
    "DailyEndUsers": "daily_end_users", "DailyEndUsersList": "daily_end_users_list",
    "DailyMessages": "daily_messages", "DailyMessagesList": "daily_messages_list", "Dataset": "dataset",
    "DatasetIcon": "dataset_icon", "DatasetMember": "dataset_member", "DatasetPage": "dataset_page",
    "DatasetPermission": "dataset_permission", "DatasetProvider": "dataset_provider",
    "DatasourceCompletedEvent": "datasource_completed_event", "DatasourceCredential": "datasource_credential",
    "DatasourceErrorEvent": "datasource_error_event",
    "DatasourceNodeRunRequest": "datasource_node_run_request", "DatasourcePlugin": "datasource_plugin",
    "DatasourceProcessingEvent": "datasource_processing_event", "DatasourceType": "datasource_type",
    "DeleteConversationRequest": "delete_conversation_request", "Document": "document",
    "DocumentCreated": "document_created", "DocumentDisplayStatus": "document_display_status",
    "DocumentDownload": "document_download", "DocumentFile": "document_file", "DocumentForm": "document_form",
    "DocumentIdsRequest": "document_ids_request", "DocumentIndexingStatus": "document_indexing_status",
    "DocumentIndexingStatusList": "document_indexing_status_list",
    "DocumentMetadataChoice": "document_metadata_choice",
    "DocumentMetadataOperation": "document_metadata_operation",
    "DocumentMetadataValue": "document_metadata_value", "DocumentPage": "document_page",
    "DocumentSource": "document_source", "DocumentStatusAction": "document_status_action",
    "DocumentUploadFile": "document_upload_file", "DocumentsMetadataRequest": "documents_metadata_request",
    "EmbeddingModel": "embedding_model", "EndUser": "end_user", "Error": "error",
    "ErrorDocumentList": "error_document_list", "ErrorEvent": "error_event",
    "ExecutionMetadata": "execution_metadata", "ExternalKnowledgeInfo": "external_knowledge_info",
    "ExternalRetrievalModel": "external_retrieval_model", "FeedbackRating": "feedback_rating",
    "FeedbackRequest": "feedback_request", "FeedbackStats": "feedback_stats", "FileMention": "file_mention",
    "FileOwner": "file_owner", "FileType": "file_type", "FileUpload": "file_upload",
    "FileUploadLimits": "file_upload_limits", "FileUploadRequest": "file_upload_request",
    "FileUploadSettings": "file_upload_settings", "FormAction": "form_action", "FormInput": "form_input",
    "FormInputDefault": "form_input_default", "FormOptionSource": "form_option_source",
    "HumanInputContent": "human_input_content", "HumanInputForm": "human_input_form",
    "HumanInputFormDefinition": "human_input_form_definition",
    "HumanInputFormFilledData": "human_input_form_filled_data",
    "HumanInputFormFilledEvent": "human_input_form_filled_event",
    "HumanInputFormTimeoutData": "human_input_form_timeout_data",
    "HumanInputFormTimeoutEvent": "human_input_form_timeout_event",
    "HumanInputRequiredEvent": "human_input_required_event", "HumanInputSubmission": "human_input_submission",
    "HumanInputSubmitRequest": "human_input_submit_request", "IconType": "icon_type",
    "ImageUploadSettings": "image_upload_settings", "ImportAppRequest": "import_app_request",
    "ImportMode": "import_mode", "ImportStatus": "import_status", "IndexingStatus": "indexing_status",
    "IndexingTechnique": "indexing_technique", "InvitationResult": "invitation_result",
    "InvitationResults": "invitation_results", "InviteMembersRequest": "invite_members_request",
    "IterationCompletedData": "iteration_completed_data",
    "IterationCompletedEvent": "iteration_completed_event", "IterationMetadata": "iteration_metadata",
    "IterationNextData": "iteration_next_data", "IterationNextEvent": "iteration_next_event",
    "IterationStartedData": "iteration_started_data", "IterationStartedEvent": "iteration_started_event",
    "JobStatus": "job_status", "KeywordSetting": "keyword_setting", "LocalizedText": "localized_text",
    "LogicalOperator": "logical_operator", "LoginRequest": "login_request", "LoginResult": "login_result",
    "LoopCompletedData": "loop_completed_data", "LoopCompletedEvent": "loop_completed_event",
    "LoopMetadata": "loop_metadata", "LoopNextData": "loop_next_data", "LoopNextEvent": "loop_next_event",
    "LoopStartedData": "loop_started_data", "LoopStartedEvent": "loop_started_event", "Member": "member",
    "MemberList": "member_list", "MemberRole": "member_role", "MemberRoleName": "member_role_name",
    "MemberStatus": "member_status", "Message": "message", "MessageEndEvent": "message_end_event",
    "MessageEndFile": "message_end_file", "MessageEvent": "message_event",
    "MessageFeedback": "message_feedback", "MessageFile": "message_file",
    "MessageFileEvent": "message_file_event", "MessageMetadata": "message_metadata",
    "MessagePage": "message_page", "MessageReplaceEvent": "message_replace_event",
    "MetadataCondition": "metadata_condition", "MetadataField": "metadata_field",
    "MetadataFieldList": "metadata_field_list", "MetadataFieldRequest": "metadata_field_request",
    "MetadataFieldType": "metadata_field_type", "MetadataFieldUpdateRequest": "metadata_field_update_request",
    "MetadataFilter": "metadata_filter", "MetadataValue": "metadata_value", "ModelProvider": "model_provider",
    "ModelProviderList": "model_provider_list", "ModelType": "model_type",
    "NodeFinishedData": "node_finished_data", "NodeFinishedEvent": "node_finished_event",
    "NodeRetryData": "node_retry_data", "NodeRetryEvent": "node_retry_event",
    "NodeStartedData": "node_started_data", "NodeStartedEvent": "node_started_event",
    "NodeStatus": "node_status", "ParallelBranchFinishedData": "parallel_branch_finished_data",
    "ParallelBranchFinishedEvent": "parallel_branch_finished_event",
    "ParallelBranchStartedData": "parallel_branch_started_data",
    "ParallelBranchStartedEvent": "parallel_branch_started_event", "ParentMode": "parent_mode",
    "PauseReason": "pause_reason", "PipelineDataset": "pipeline_dataset",
    "PipelineDocument": "pipeline_document", "PipelineFile": "pipeline_file",
    "PipelineFileUploadRequest": "pipeline_file_upload_request", "PipelineRun": "pipeline_run",
    "PipelineRunRequest": "pipeline_run_request", "PreProcessingRule": "pre_processing_rule",
    "PreProcessingRuleId": "pre_processing_rule_id", "ProcessMode": "process_mode",
    "ProcessRule": "process_rule", "ProcessRules": "process_rules", "ProviderModel": "provider_model",
    "PublishResult": "publish_result", "PublishWorkflowRequest": "publish_workflow_request",
    "ReasoningChunkData": "reasoning_chunk_data", "ReasoningChunkEvent": "reasoning_chunk_event",
    "RefreshTokenRequest": "refresh_token_request",
    "RenameConversationRequest": "rename_conversation_request", "RerankingMode": "reranking_mode",
    "RerankingModel": "reranking_model", "ResponseMode": "response_mode", "Result": "result",
    "Retrieval": "retrieval", "RetrievalModel": "retrieval_model", "RetrievalQuery": "retrieval_query",
    "RetrievalRecord": "retrieval_record", "RetrievalWeights": "retrieval_weights",
    "RetrieveRequest": "retrieve_request", "RetrievedChildChunk": "retrieved_child_chunk",
    "RetrievedDocument": "retrieved_document", "RetrievedSegment": "retrieved_segment",
    "RetrieverResource": "retriever_resource", "RetryDocumentsRequest": "retry_documents_request",
    "RunAccount": "run_account", "RunCreator": "run_creator", "RunEndUser": "run_end_user",
    "SearchMethod": "search_method", "Segment": "segment", "SegmentAnswer": "segment_answer",
    "SegmentAttachment": "segment_attachment", "SegmentInput": "segment_input", "SegmentList": "segment_list",
    "SegmentPage": "segment_page", "SegmentUpdate": "segment_update",
    "SegmentUpdateRequest": "segment_update_request", "Segmentation": "segmentation",
    "SegmentsRequest": "segments_request", "SensitiveWordAvoidance": "sensitive_word_avoidance",
    "StatusCount": "status_count", "StopRequest": "stop_request", "SuggestedQuestions": "suggested_questions",
    "SummaryIndexSetting": "summary_index_setting", "SystemParameters": "system_parameters", "Tag": "tag",
    "TagBindingRequest": "tag_binding_request", "TagDeleteRequest": "tag_delete_request",
    "TagList": "tag_list", "TagRequest": "tag_request", "TagUnbindingRequest": "tag_unbinding_request",
    "TagUpdateRequest": "tag_update_request", "TextChunkData": "text_chunk_data",
    "TextChunkEvent": "text_chunk_event", "TextReplaceData": "text_replace_data",
    "TextReplaceEvent": "text_replace_event", "TextToAudioRequest": "text_to_audio_request",
    "TextToSpeechSettings": "text_to_speech_settings", "Toggle": "toggle", "TokenCosts": "token_costs",
    "TokenCostsList": "token_costs_list", "TokenPair": "token_pair", "TokensPerSecond": "tokens_per_second",
    "TokensPerSecondList": "tokens_per_second_list", "ToolIcon": "tool_icon",
    "TransferMethod": "transfer_method", "TtsMessageEndEvent": "tts_message_end_event",
    "TtsMessageEvent": "tts_message_event", "UpdateAppRequest": "update_app_request",
    "UpdateConversationVariableRequest": "update_conversation_variable_request",
    "UpdateDatasetRequest": "update_dataset_request",
    "UpdateDocumentByFileRequest": "update_document_by_file_request",
    "UpdateDocumentByTextRequest": "update_document_by_text_request", "Usage": "usage",
    "UserInputControl": "user_input_control", "UserInputForm": "user_input_form",
    "UserSatisfactionRate": "user_satisfaction_rate",
    "UserSatisfactionRateList": "user_satisfaction_rate_list", "VectorSetting": "vector_setting",
    "WeightType": "weight_type", "WorkflowAverageAppInteractions": "workflow_average_app_interactions",
    "WorkflowAverageAppInteractionsList": "workflow_average_app_interactions_list",
    "WorkflowCompletion": "workflow_completion", "WorkflowCompletionData": "workflow_completion_data",
    "WorkflowDailyConversations": "workflow_daily_conversations",
    "WorkflowDailyConversationsList": "workflow_daily_conversations_list",
    "WorkflowDailyTerminals": "workflow_daily_terminals",
    "WorkflowDailyTerminalsList": "workflow_daily_terminals_list",
    "WorkflowFinishedData": "workflow_finished_data", "WorkflowFinishedEvent": "workflow_finished_event",
    "WorkflowLog": "workflow_log", "WorkflowLogPage": "workflow_log_page",
    "WorkflowLogStatus": "workflow_log_status", "WorkflowPausedData": "workflow_paused_data",
    "WorkflowPausedEvent": "workflow_paused_event", "WorkflowRun": "workflow_run",
    "WorkflowRunRequest": "workflow_run_request", "WorkflowRunSummary": "workflow_run_summary",
    "WorkflowStartedData": "workflow_started_data", "WorkflowStartedEvent": "workflow_started_event",
    "WorkflowStatus": "workflow_status", "WorkflowTokenCosts": "workflow_token_costs",
    "WorkflowTokenCostsList": "workflow_token_costs_list", "Workspace": "workspace",
    "WorkspaceList": "workspace_list",
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


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value  # the next lookup does not come here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
