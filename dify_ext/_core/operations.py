# Made from spec/ by scripts/regenerate: change that one.
"""Each operation of the API, and the releases of Dify that have it."""

from __future__ import annotations

from typing import Final, NamedTuple


class Operation(NamedTuple):
    """An operation. ``since`` and ``until`` are empty if no release is known to lack it."""

    endpoint: str
    methods: str  # of the client, with spaces in between
    since: str = ""
    until: str = ""
    instead: str = ""  # the endpoint that does the same on other releases


OPERATIONS: Final = (
    Operation("GET /v1/apps/annotations", "annotations.list", since="1.2.0"),
    Operation("POST /v1/apps/annotations", "annotations.create", since="1.2.0"),
    Operation("PUT /v1/apps/annotations/{annotation_id}", "annotations.update", since="1.3.1"),
    Operation("DELETE /v1/apps/annotations/{annotation_id}", "annotations.delete", since="1.2.0"),
    Operation(
        "POST /v1/apps/annotation-reply/{action}",
        "annotations.enable_reply annotations.disable_reply",
        since="1.2.0",
    ),
    Operation(
        "GET /v1/apps/annotation-reply/{action}/status/{job_id}", "annotations.reply_status", since="1.2.0"
    ),
    Operation("GET /v1/info", "app.info"),
    Operation("GET /v1/parameters", "app.parameters"),
    Operation("GET /v1/meta", "app.meta"),
    Operation("GET /v1/site", "app.site", since="1.4.0"),
    Operation("GET /v1/app/feedbacks", "app.feedbacks", since="1.4.0"),
    Operation("POST /v1/text-to-audio", "audio.text_to_audio"),
    Operation("POST /v1/audio-to-text", "audio.audio_to_text"),
    Operation("POST /v1/chat-messages", "chat.send chat.stream chat.send_many"),
    Operation("POST /v1/chat-messages/{task_id}/stop", "chat.stop"),
    Operation(
        "GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks",
        "child_chunks.list",
        since="1.2.0",
    ),
    Operation(
        "POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks",
        "child_chunks.create",
        since="1.2.0",
    ),
    Operation(
        "DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}",
        "child_chunks.delete",
        since="1.2.0",
    ),
    Operation(
        "PATCH /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}",
        "child_chunks.update",
        since="1.2.0",
    ),
    Operation("POST /v1/completion-messages", "completion.send completion.stream completion.send_many"),
    Operation("POST /v1/completion-messages/{task_id}/stop", "completion.stop"),
    Operation("GET /console/api/account/profile", "account.profile"),
    Operation("GET /console/api/workspaces", "account.workspaces"),
    Operation("POST /console/api/workspaces/current", "", until="1.16.0"),
    Operation("GET /console/api/apps", "apps.list"),
    Operation("POST /console/api/apps", "apps.create"),
    Operation("GET /console/api/apps/{app_id}", "apps.get"),
    Operation("PUT /console/api/apps/{app_id}", "apps.update"),
    Operation("DELETE /console/api/apps/{app_id}", "apps.delete"),
    Operation("POST /console/api/apps/{app_id}/model-config", "apps.update_model_config"),
    Operation("POST /console/api/apps/{app_id}/workflows/publish", "apps.publish_workflow"),
    Operation("GET /console/api/apps/{resource_id}/api-keys", "apps.api_keys"),
    Operation("POST /console/api/apps/{resource_id}/api-keys", "apps.create_api_key apps.ensure_api_key"),
    Operation("DELETE /console/api/apps/{resource_id}/api-keys/{api_key_id}", "apps.delete_api_key"),
    Operation("GET /console/api/apps/{app_id}/chat-conversations", "apps.chat_conversations"),
    Operation("POST /console/api/apps/imports", "apps.import_dsl"),
    Operation("POST /console/api/apps/imports/{import_id}/confirm", "apps.confirm_import"),
    Operation("GET /console/api/apps/{app_id}/export", "apps.export_dsl"),
    Operation("POST /console/api/login", ""),
    Operation("POST /console/api/refresh-token", ""),
    Operation("POST /console/api/logout", ""),
    Operation("GET /console/api/datasets/api-keys", "datasets.api_keys"),
    Operation("POST /console/api/datasets/api-keys", "datasets.create_api_key datasets.ensure_api_key"),
    Operation("DELETE /console/api/datasets/api-keys/{api_key_id}", "datasets.delete_api_key"),
    Operation("GET /console/api/datasets/{dataset_id}/indexing-status", "datasets.indexing_status"),
    Operation(
        "GET /console/api/datasets/{dataset_id}/documents/{document_id}/indexing-status",
        "datasets.document_indexing_status",
    ),
    Operation("GET /console/api/datasets/{dataset_id}/error-docs", "datasets.error_documents"),
    Operation("POST /console/api/datasets/{dataset_id}/retry", "datasets.retry"),
    Operation("GET /console/api/workspaces/current/members", "members.list"),
    Operation("POST /console/api/workspaces/current/members/invite-email", "members.invite"),
    Operation("GET /console/api/apps/{app_id}/statistics/daily-messages", "statistics.daily_messages"),
    Operation(
        "GET /console/api/apps/{app_id}/statistics/daily-conversations", "statistics.daily_conversations"
    ),
    Operation("GET /console/api/apps/{app_id}/statistics/daily-end-users", "statistics.daily_end_users"),
    Operation("GET /console/api/apps/{app_id}/statistics/token-costs", "statistics.token_costs"),
    Operation(
        "GET /console/api/apps/{app_id}/statistics/average-session-interactions",
        "statistics.average_session_interactions",
    ),
    Operation(
        "GET /console/api/apps/{app_id}/statistics/user-satisfaction-rate",
        "statistics.user_satisfaction_rate",
    ),
    Operation(
        "GET /console/api/apps/{app_id}/statistics/average-response-time", "statistics.average_response_time"
    ),
    Operation("GET /console/api/apps/{app_id}/statistics/tokens-per-second", "statistics.tokens_per_second"),
    Operation(
        "GET /console/api/apps/{app_id}/workflow/statistics/daily-conversations",
        "statistics.workflow_daily_conversations",
    ),
    Operation(
        "GET /console/api/apps/{app_id}/workflow/statistics/daily-terminals",
        "statistics.workflow_daily_terminals",
    ),
    Operation(
        "GET /console/api/apps/{app_id}/workflow/statistics/token-costs", "statistics.workflow_token_costs"
    ),
    Operation(
        "GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions",
        "statistics.workflow_average_app_interactions",
    ),
    Operation("GET /v1/conversations", "conversations.list"),
    Operation("DELETE /v1/conversations/{conversation_id}", "conversations.delete"),
    Operation("POST /v1/conversations/{conversation_id}/name", "conversations.rename"),
    Operation("GET /v1/conversations/{conversation_id}/variables", "conversations.variables", since="1.3.1"),
    Operation(
        "PUT /v1/conversations/{conversation_id}/variables/{variable_id}",
        "conversations.update_variable",
        since="1.7.2",
    ),
    Operation("GET /v1/datasets", "datasets.list"),
    Operation("POST /v1/datasets", "datasets.create"),
    Operation("GET /v1/datasets/{dataset_id}", "datasets.get", since="1.2.0"),
    Operation("DELETE /v1/datasets/{dataset_id}", "datasets.delete"),
    Operation("PATCH /v1/datasets/{dataset_id}", "datasets.update", since="1.2.0"),
    Operation("POST /v1/datasets/{dataset_id}/retrieve", "datasets.retrieve"),
    Operation("POST /v1/datasets/{dataset_id}/document/create-by-text", "documents.create_by_text"),
    Operation(
        "POST /v1/datasets/{dataset_id}/document/create-by-file",
        "documents.create_by_file documents.sync_folder",
    ),
    Operation("GET /v1/datasets/{dataset_id}/documents", "documents.list"),
    Operation("GET /v1/datasets/{dataset_id}/documents/{document_id}", "documents.get", since="1.5.1"),
    Operation("DELETE /v1/datasets/{dataset_id}/documents/{document_id}", "documents.delete"),
    Operation(
        "PATCH /v1/datasets/{dataset_id}/documents/{document_id}",
        "documents.update",
        since="1.14.0",
        instead="POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-file",
    ),
    Operation(
        "GET /v1/datasets/{dataset_id}/documents/{document_id}/download",
        "documents.download_url documents.download",
        since="1.13.1",
        instead="GET /v1/datasets/{dataset_id}/documents/{document_id}/upload-file",
    ),
    Operation("GET /v1/datasets/{dataset_id}/documents/{document_id}/upload-file", "", until="1.8.1"),
    Operation(
        "POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-text", "documents.update_by_text"
    ),
    Operation(
        "POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-file",
        "documents.update_by_file",
        instead="PATCH /v1/datasets/{dataset_id}/documents/{document_id}",
    ),
    Operation(
        "GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status",
        "documents.indexing_status documents.wait_indexed",
    ),
    Operation(
        "POST /v1/datasets/{dataset_id}/documents/download-zip", "documents.download_zip", since="1.13.1"
    ),
    Operation(
        "PATCH /v1/datasets/{dataset_id}/documents/status/{action}", "documents.set_status", since="1.5.0"
    ),
    Operation("GET /v1/end-users/{end_user_id}", "end_users.get", since="1.13.0"),
    Operation("POST /v1/files/upload", "files.upload"),
    Operation("GET /v1/files/{file_id}/preview", "files.preview", since="1.7.2"),
    Operation("GET /v1/form/human_input/{form_token}", "human_input.get_form", since="1.14.0"),
    Operation("POST /v1/form/human_input/{form_token}", "human_input.submit", since="1.14.0"),
    Operation("GET /v1/messages", "messages.list"),
    Operation("POST /v1/messages/{message_id}/feedbacks", "messages.feedback"),
    Operation("GET /v1/messages/{message_id}/suggested", "messages.suggested"),
    Operation("GET /v1/datasets/{dataset_id}/metadata", "metadata.list metadata.fields", since="1.1.1"),
    Operation("POST /v1/datasets/{dataset_id}/metadata", "metadata.create", since="1.1.1"),
    Operation("DELETE /v1/datasets/{dataset_id}/metadata/{metadata_id}", "metadata.delete", since="1.1.1"),
    Operation("PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}", "metadata.update", since="1.1.1"),
    Operation("GET /v1/datasets/metadata/built-in", "", since="1.1.1", until="1.8.1"),
    Operation(
        "GET /v1/datasets/{dataset_id}/metadata/built-in",
        "metadata.built_in",
        since="1.9.0",
        instead="GET /v1/datasets/metadata/built-in",
    ),
    Operation(
        "POST /v1/datasets/{dataset_id}/metadata/built-in/{action}",
        "metadata.enable_built_in metadata.disable_built_in",
        since="1.1.1",
    ),
    Operation(
        "POST /v1/datasets/{dataset_id}/documents/metadata", "metadata.update_documents", since="1.1.1"
    ),
    Operation("GET /v1/workspaces/current/models/model-types/{model_type}", "models.list", since="1.2.0"),
    Operation("POST /v1/datasets/pipeline/file-upload", "pipeline.upload_file", since="1.13.0"),
    Operation(
        "GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins",
        "pipeline.datasource_plugins",
        since="1.13.0",
    ),
    Operation(
        "POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run",
        "pipeline.run_datasource_node",
        since="1.13.0",
    ),
    Operation("POST /v1/datasets/{dataset_id}/pipeline/run", "pipeline.run pipeline.stream", since="1.13.0"),
    Operation("GET /v1/datasets/{dataset_id}/documents/{document_id}/segments", "segments.list"),
    Operation("POST /v1/datasets/{dataset_id}/documents/{document_id}/segments", "segments.create"),
    Operation(
        "GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}",
        "segments.get",
        since="1.4.2",
    ),
    Operation(
        "POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}", "segments.update"
    ),
    Operation(
        "DELETE /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}", "segments.delete"
    ),
    Operation("GET /v1/datasets/tags", "tags.list", since="1.4.2"),
    Operation("POST /v1/datasets/tags", "tags.create", since="1.4.2"),
    Operation("DELETE /v1/datasets/tags", "tags.delete", since="1.4.2"),
    Operation("PATCH /v1/datasets/tags", "tags.update", since="1.4.2"),
    Operation("POST /v1/datasets/tags/binding", "tags.bind", since="1.4.2"),
    Operation("POST /v1/datasets/tags/unbinding", "tags.unbind", since="1.4.2"),
    Operation("GET /v1/datasets/{dataset_id}/tags", "tags.of_dataset", since="1.4.2"),
    Operation("POST /v1/workflows/run", "workflows.run workflows.stream workflows.run_many"),
    Operation(
        "POST /v1/workflows/{workflow_id}/run",
        "workflows.run(workflow_id=) workflows.stream(workflow_id=)",
        since="1.7.2",
    ),
    Operation("POST /v1/workflows/tasks/{task_id}/stop", "workflows.stop"),
    Operation("GET /v1/workflows/run/{workflow_run_id}", "workflows.get_run"),
    Operation("GET /v1/workflows/logs", "workflows.logs"),
    Operation("GET /v1/workflow/{workflow_run_id}/events", "workflows.resume chat.resume", since="1.14.0"),
)
