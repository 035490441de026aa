from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    optional,
    optional_list,
    required,
    required_list,
)
from .file_upload_settings import (
    AnnotationReplySettings,
    FileUploadSettings,
    SensitiveWordAvoidance,
    TextToSpeechSettings,
    Toggle,
    UserInputForm,
)

if TYPE_CHECKING:
    from .enums import AppMode, IconType, ImportMode, ImportStatus


@define(kw_only=True, repr=False, eq=False)
class App(Model):
    """An app as the console knows it. Which fields it has depends on the call. A list leaves out
    `site`, `enable_site`, `enable_api`, `api_base_url`, `tracing`, `deleted_tools` and most of
    `model_config`; a single app leaves out `author_name`, `create_user_name` and
    `has_draft_trigger`; and the answer that makes one also leaves out `site`, `icon_type`,
    `icon_url`, `api_base_url`, `max_active_requests` and `deleted_tools`.

    Attributes:
        id: The app's id (UUID).
        name: The app's name.
        description: What the app is for; in a list the beginning of its prompt where nothing was
            written.
        mode: The kind of the app.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of a picture.
        icon_background: The icon's background as `#RRGGBB`.
        icon_url: Address of the icon where it is a picture.
        max_active_requests: How many requests may run at once; 0 or null for no limit of its own.
        enable_site: Whether the app has a web page.
        enable_api: Whether the Service API answers for it.
        api_base_url: Where the Service API is, with `/v1`.
        model_config: How a chat, agent or completion app is set up; null for a chatflow or
            workflow.
        workflow: The published workflow of a chatflow or workflow app; null where nothing was
            published.
        site: How the app's web page looks, and where it is.
        tracing: Where runs are traced to, in whatever form it was stored; null where they are not.
            Of a single app only since 1.13.2.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
        tags: The tags it was given in the console.
        deleted_tools: Tools that the app uses and that are not there any more.
        access_mode: Who may use the web page, in editions that ask; else null. (Dify since 1.4.3)
        has_draft_trigger: Whether the draft of its workflow has a trigger. (Dify since 1.11.4)
        author_name: Name of the account that made it. (Dify since 1.4.3)
        create_user_name: Name of the account that made it, in editions that ask; else null. (Dify
            since 1.4.3)
        created_by: Id of the account that made it.
        created_at: When it was made, in seconds since 1970.
        updated_by: Id of the account that last changed it.
        updated_at: When it was last changed, in seconds since 1970.
        app_id: The app that an agent app stands for; else null. (Dify since 1.16)
        bound_agent_id: The agent that an agent app (`agent`) runs; else null. (Dify since 1.16)
        maintainer: Id of the account that looks after it. (Dify since 1.16)
        is_starred: Whether the account has starred it. (Dify since 1.16)
        permission_keys: What the account may do with it, such as `app.acl.edit`. (Dify since 1.16)
    """

    id: str
    name: str | None = None
    description: str | None = None
    mode: AppMode | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None
    max_active_requests: int | None = None
    enable_site: bool | None = None
    enable_api: bool | None = None
    api_base_url: str | None = None
    model_config: AppModelConfig | None = None
    workflow: AppWorkflow | None = None
    site: AppSiteSettings | None = None
    tracing: Any = None
    use_icon_as_answer_icon: bool | None = None
    tags: list[AppTag] | None = None
    deleted_tools: list[dict[str, Any]] | None = None
    access_mode: str | None = None
    has_draft_trigger: bool | None = None
    author_name: str | None = None
    create_user_name: str | None = None
    created_by: str | None = None
    created_at: int | None = None
    updated_by: str | None = None
    updated_at: int | None = None
    app_id: str | None = None
    bound_agent_id: str | None = None
    maintainer: str | None = None
    is_starred: bool | None = None
    permission_keys: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.mode = d.pop("mode", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)
        self.max_active_requests = d.pop("max_active_requests", None)
        self.enable_site = d.pop("enable_site", None)
        self.enable_api = d.pop("enable_api", None)
        self.api_base_url = d.pop("api_base_url", None)
        self.model_config = optional(d, "model_config", AppModelConfig.from_dict)
        self.workflow = optional(d, "workflow", AppWorkflow.from_dict)
        self.site = optional(d, "site", AppSiteSettings.from_dict)
        self.tracing = d.pop("tracing", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)
        self.tags = optional_list(d, "tags", AppTag.from_dict)
        self.deleted_tools = optional_list(d, "deleted_tools", as_object)
        self.access_mode = d.pop("access_mode", None)
        self.has_draft_trigger = d.pop("has_draft_trigger", None)
        self.author_name = d.pop("author_name", None)
        self.create_user_name = d.pop("create_user_name", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)
        self.app_id = d.pop("app_id", None)
        self.bound_agent_id = d.pop("bound_agent_id", None)
        self.maintainer = d.pop("maintainer", None)
        self.is_starred = d.pop("is_starred", None)
        self.permission_keys = optional(d, "permission_keys", as_list)


@define(kw_only=True, repr=False, eq=False)
class AppAgentMode(Model):
    """How an agent works.

    Attributes:
        enabled: Whether the app is an agent.
        strategy: How tools are called, such as `function_call` or `react`.
        max_iteration: How often it may think before it has to answer.
        tools: The tools it may use, each with its provider, name and parameters.
        prompt: A prompt of its own for thinking, in whatever form it was stored; null for the
            server's.
    """

    enabled: bool | None = None
    strategy: str | None = None
    max_iteration: int | None = None
    tools: list[dict[str, Any]] | None = None
    prompt: Any = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.strategy = d.pop("strategy", None)
        self.max_iteration = d.pop("max_iteration", None)
        self.tools = optional_list(d, "tools", as_object)
        self.prompt = d.pop("prompt", None)


@define(kw_only=True, repr=False, eq=False)
class AppDatasetConfigs(Model):
    """Which knowledge bases an app asks, and how.

    Attributes:
        retrieval_model: Whether one knowledge base is chosen (`single`) or all are asked
            (`multiple`).
        datasets: The knowledge bases, as `{datasets:[{dataset:{enabled,id}}]}`.
        reranking_enable: Whether what was found is put into a new order.
        top_k: How many segments are taken.
        score_threshold_enabled: Whether segments have to fit well enough.
    """

    retrieval_model: str | None = None
    datasets: dict[str, Any] | None = None
    reranking_enable: bool | None = None
    top_k: int | None = None
    score_threshold_enabled: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.retrieval_model = d.pop("retrieval_model", None)
        self.datasets = optional(d, "datasets", as_object)
        self.reranking_enable = d.pop("reranking_enable", None)
        self.top_k = d.pop("top_k", None)
        self.score_threshold_enabled = d.pop("score_threshold_enabled", None)


@define(kw_only=True, repr=False, eq=False)
class AppExport(Model):
    """An app as its DSL.

    Attributes:
        data: The DSL, as YAML.
    """

    data: str

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required(d, "data")


@define(kw_only=True, repr=False, eq=False)
class AppImport(Model):
    """An import and what became of it.

    Attributes:
        id: The import's id (UUID), by which it is confirmed.
        status: How it went.
        app_id: The app that was made or overwritten.
        app_mode: The kind of that app. (Dify since 1.4.3)
        current_dsl_version: The version of the DSL that the server writes.
        imported_dsl_version: The version of the DSL that was sent.
        error: Why it failed; empty where it did not.
        warnings: What was taken over only in part. (Dify since 1.16)
        permission_keys: What the account may do with the app, such as `app.acl.edit`. (Dify since
            1.16)
    """

    id: str
    status: ImportStatus | None = None
    app_id: str | None = None
    app_mode: AppMode | None = None
    current_dsl_version: str | None = None
    imported_dsl_version: str | None = None
    error: str | None = None
    warnings: list[Any] | None = None
    permission_keys: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.status = d.pop("status", None)
        self.app_id = d.pop("app_id", None)
        self.app_mode = d.pop("app_mode", None)
        self.current_dsl_version = d.pop("current_dsl_version", None)
        self.imported_dsl_version = d.pop("imported_dsl_version", None)
        self.error = d.pop("error", None)
        self.warnings = optional(d, "warnings", as_list)
        self.permission_keys = optional(d, "permission_keys", as_list)


@define(kw_only=True, repr=False, eq=False)
class AppModel(Model):
    """The model that answers, and how it is asked.

    Attributes:
        provider: The model's provider, such as `langgenius/openai/openai`.
        name: The model's name.
        mode: How the model is asked, `chat` or `completion`.
        completion_params: What the model is asked with. Which there are besides these depends on
            the model.
    """

    provider: str | None = None
    name: str | None = None
    mode: str | None = None
    completion_params: CompletionParams | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.provider = d.pop("provider", None)
        self.name = d.pop("name", None)
        self.mode = d.pop("mode", None)
        self.completion_params = optional(d, "completion_params", CompletionParams.from_dict)


@define(kw_only=True, repr=False, eq=False)
class AppModelConfig(Model):
    """How a chat, agent or completion app is set up. Lists have only `model`, `pre_prompt` and who
    changed it when, conversations only the first two. The whole of it, as a single app has it, can
    be changed and sent back.

    Attributes:
        model: The model that answers. In conversations it is null up to 1.13.2.
        pre_prompt: The prompt; `{{name}}` stands for an input.
        prompt_type: How the prompt is written: `simple`, or `advanced` for the two fields that
            follow.
        chat_prompt_config: The messages of an advanced prompt for a chat model; empty else.
        completion_prompt_config: The parts of an advanced prompt for a completion model; empty
            else.
        user_input_form: The inputs to fill in before the first message.
        dataset_query_variable: The input that the knowledge bases are asked with, in a completion
            app.
        dataset_configs: Which knowledge bases are asked, and how.
        agent_mode: How an agent works.
        external_data_tools: Tools that fetch data into the prompt.
        opening_statement: What the app says first; `{{name}}` stands for an input.
        suggested_questions: Questions offered at the start.
        suggested_questions_after_answer: Whether questions are offered after an answer.
        speech_to_text: Whether it can be spoken to.
        text_to_speech: Whether and how it speaks.
        retriever_resource: Whether answers cite their sources.
        annotation_reply: Whether prepared answers are given.
        more_like_this: Whether variants of an answer can be asked for.
        sensitive_word_avoidance: Whether what is said is moderated.
        file_upload: Which files may go with a message.
        created_by: Id of the account that made it.
        created_at: When it was made, in seconds since 1970.
        updated_by: Id of the account that last changed it.
        updated_at: When it was last changed, in seconds since 1970.
    """

    model: AppModel | None = None
    pre_prompt: str | None = None
    prompt_type: str | None = None
    chat_prompt_config: dict[str, Any] | None = None
    completion_prompt_config: dict[str, Any] | None = None
    user_input_form: list[UserInputForm] | None = None
    dataset_query_variable: str | None = None
    dataset_configs: AppDatasetConfigs | None = None
    agent_mode: AppAgentMode | None = None
    external_data_tools: list[dict[str, Any]] | None = None
    opening_statement: str | None = None
    suggested_questions: list[str] | None = None
    suggested_questions_after_answer: Toggle | None = None
    speech_to_text: Toggle | None = None
    text_to_speech: TextToSpeechSettings | None = None
    retriever_resource: Toggle | None = None
    annotation_reply: AnnotationReplySettings | None = None
    more_like_this: Toggle | None = None
    sensitive_word_avoidance: SensitiveWordAvoidance | None = None
    file_upload: FileUploadSettings | None = None
    created_by: str | None = None
    created_at: int | None = None
    updated_by: str | None = None
    updated_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.model = optional(d, "model", AppModel.from_dict)
        self.pre_prompt = d.pop("pre_prompt", None)
        self.prompt_type = d.pop("prompt_type", None)
        self.chat_prompt_config = optional(d, "chat_prompt_config", as_object)
        self.completion_prompt_config = optional(d, "completion_prompt_config", as_object)
        self.user_input_form = optional_list(d, "user_input_form", UserInputForm.from_dict)
        self.dataset_query_variable = d.pop("dataset_query_variable", None)
        self.dataset_configs = optional(d, "dataset_configs", AppDatasetConfigs.from_dict)
        self.agent_mode = optional(d, "agent_mode", AppAgentMode.from_dict)
        self.external_data_tools = optional_list(d, "external_data_tools", as_object)
        self.opening_statement = d.pop("opening_statement", None)
        self.suggested_questions = optional(d, "suggested_questions", as_list)
        self.suggested_questions_after_answer = optional(
            d, "suggested_questions_after_answer", Toggle.from_dict
        )
        self.speech_to_text = optional(d, "speech_to_text", Toggle.from_dict)
        self.text_to_speech = optional(d, "text_to_speech", TextToSpeechSettings.from_dict)
        self.retriever_resource = optional(d, "retriever_resource", Toggle.from_dict)
        self.annotation_reply = optional(d, "annotation_reply", AnnotationReplySettings.from_dict)
        self.more_like_this = optional(d, "more_like_this", Toggle.from_dict)
        self.sensitive_word_avoidance = optional(
            d, "sensitive_word_avoidance", SensitiveWordAvoidance.from_dict
        )
        self.file_upload = optional(d, "file_upload", FileUploadSettings.from_dict)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)


@define(kw_only=True, repr=False, eq=False)
class AppPage(Model):
    """One page of apps.

    Attributes:
        data: The apps of this page.
        has_more: Whether more follow.
        limit: How many apps a page may hold.
        page: Number of this page, from 1.
        total: How many apps there are on all pages.
    """

    data: list[App]
    has_more: bool | None = None
    limit: int | None = None
    page: int | None = None
    total: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", App.from_dict)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.page = d.pop("page", None)
        self.total = d.pop("total", None)


@define(kw_only=True, repr=False, eq=False)
class AppSiteSettings(Model):
    """The app's web page, with what only the console shows.

    Attributes:
        access_token: The code in the page's address, under its old name.
        code: The code in the page's address.
        title: The page's title.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of a picture.
        icon_background: The icon's background as `#RRGGBB`.
        icon_url: Address of the icon where it is a picture.
        description: What the app is for, as the page says it.
        default_language: The page's language, such as `en-US`.
        chat_color_theme: The colour of the chat as `#RRGGBB`.
        chat_color_theme_inverted: Whether that colour is turned round.
        customize_domain: A domain of one's own for the page.
        customize_token_strategy: Whether the page takes a key of the visitor's, such as
            `not_allow`.
        copyright: Who holds the rights.
        privacy_policy: Address of the privacy policy.
        custom_disclaimer: A text that limits what may be expected of the answers.
        prompt_public: Whether the prompt can be seen.
        app_base_url: The host that the page is on.
        show_workflow_steps: Whether the steps of a run are shown.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
        created_by: Id of the account that made it.
        created_at: When it was made, in seconds since 1970.
        updated_by: Id of the account that last changed it.
        updated_at: When it was last changed, in seconds since 1970.
        input_placeholder: The text that invites to write. (Dify since 1.16)
    """

    access_token: str | None = None
    code: str | None = None
    title: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None
    description: str | None = None
    default_language: str | None = None
    chat_color_theme: str | None = None
    chat_color_theme_inverted: bool | None = None
    customize_domain: str | None = None
    customize_token_strategy: str | None = None
    copyright: str | None = None
    privacy_policy: str | None = None
    custom_disclaimer: str | None = None
    prompt_public: bool | None = None
    app_base_url: str | None = None
    show_workflow_steps: bool | None = None
    use_icon_as_answer_icon: bool | None = None
    created_by: str | None = None
    created_at: int | None = None
    updated_by: str | None = None
    updated_at: int | None = None
    input_placeholder: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.access_token = d.pop("access_token", None)
        self.code = d.pop("code", None)
        self.title = d.pop("title", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)
        self.description = d.pop("description", None)
        self.default_language = d.pop("default_language", None)
        self.chat_color_theme = d.pop("chat_color_theme", None)
        self.chat_color_theme_inverted = d.pop("chat_color_theme_inverted", None)
        self.customize_domain = d.pop("customize_domain", None)
        self.customize_token_strategy = d.pop("customize_token_strategy", None)
        self.copyright = d.pop("copyright", None)
        self.privacy_policy = d.pop("privacy_policy", None)
        self.custom_disclaimer = d.pop("custom_disclaimer", None)
        self.prompt_public = d.pop("prompt_public", None)
        self.app_base_url = d.pop("app_base_url", None)
        self.show_workflow_steps = d.pop("show_workflow_steps", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)
        self.input_placeholder = d.pop("input_placeholder", None)


@define(kw_only=True, repr=False, eq=False)
class AppTag(Model):
    """A tag of the console.

    Attributes:
        id: The tag's id (UUID).
        name: The tag's name.
        type: What it is for, `app` or `knowledge`.
    """

    id: str
    name: str | None = None
    type: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)


@define(kw_only=True, repr=False, eq=False)
class AppWorkflow(Model):
    """The published workflow of an app, without its nodes.

    Attributes:
        id: The id of this version of the workflow (UUID).
        created_by: Id of the account that published it.
        created_at: When it was published, in seconds since 1970.
        updated_by: Id of the account that last changed it.
        updated_at: When it was last changed, in seconds since 1970.
    """

    id: str
    created_by: str | None = None
    created_at: int | None = None
    updated_by: str | None = None
    updated_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.updated_at = d.pop("updated_at", None)


@define(kw_only=True, repr=False, eq=False)
class ChatConversation(Model):
    """A conversation as the console's logs show it.

    Attributes:
        id: The conversation's id (UUID).
        status: The state of the conversation, such as `normal`.
        from_source: `api` for an end user, `console` for an account.
        from_end_user_id: The server's id of the end user.
        from_end_user_session_id: The end user as the calling program named it, in `user`.
        from_account_id: The id of the account, where one talked.
        from_account_name: The name of the account, where one talked.
        name: The conversation's name.
        summary: What it is about; the first question where nobody summed it up.
        read_at: When it was first read in the console, in seconds since 1970.
        created_at: When it was begun, in seconds since 1970.
        updated_at: When it was last changed, in seconds since 1970.
        annotated: Whether an answer of it is annotated.
        model_config: The model and prompt it was begun with.
        message_count: How many messages it has.
        user_feedback_stats: What end users thought of the answers.
        admin_feedback_stats: What accounts of the console thought of the answers.
        status_count: How its runs ended. Of an app without a workflow it is null in 1.14.2, and in
            1.13.2 all its fields are.
    """

    id: str
    status: str | None = None
    from_source: str | None = None
    from_end_user_id: str | None = None
    from_end_user_session_id: str | None = None
    from_account_id: str | None = None
    from_account_name: str | None = None
    name: str | None = None
    summary: str | None = None
    read_at: int | None = None
    created_at: int | None = None
    updated_at: int | None = None
    annotated: bool | None = None
    model_config: AppModelConfig | None = None
    message_count: int | None = None
    user_feedback_stats: FeedbackStats | None = None
    admin_feedback_stats: FeedbackStats | None = None
    status_count: StatusCount | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.status = d.pop("status", None)
        self.from_source = d.pop("from_source", None)
        self.from_end_user_id = d.pop("from_end_user_id", None)
        self.from_end_user_session_id = d.pop("from_end_user_session_id", None)
        self.from_account_id = d.pop("from_account_id", None)
        self.from_account_name = d.pop("from_account_name", None)
        self.name = d.pop("name", None)
        self.summary = d.pop("summary", None)
        self.read_at = d.pop("read_at", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.annotated = d.pop("annotated", None)
        self.model_config = optional(d, "model_config", AppModelConfig.from_dict)
        self.message_count = d.pop("message_count", None)
        self.user_feedback_stats = optional(d, "user_feedback_stats", FeedbackStats.from_dict)
        self.admin_feedback_stats = optional(d, "admin_feedback_stats", FeedbackStats.from_dict)
        self.status_count = optional(d, "status_count", StatusCount.from_dict)


@define(kw_only=True, repr=False, eq=False)
class ChatConversationPage(Model):
    """One page of conversations.

    Attributes:
        data: The conversations of this page.
        has_more: Whether more follow.
        limit: How many conversations a page may hold.
        page: Number of this page, from 1.
        total: How many conversations there are on all pages.
    """

    data: list[ChatConversation]
    has_more: bool | None = None
    limit: int | None = None
    page: int | None = None
    total: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", ChatConversation.from_dict)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.page = d.pop("page", None)
        self.total = d.pop("total", None)


@define(kw_only=True, repr=False, eq=False)
class CompletionParams(Model):
    """What a model is asked with; every model has names of its own besides these.

    Attributes:
        stop: Texts at which the model stops.
        temperature: How freely the model words its answer, 0 to 1 or 2.
    """

    stop: list[str] | None = None
    temperature: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.stop = optional(d, "stop", as_list)
        self.temperature = d.pop("temperature", None)


@define(kw_only=True, repr=False, eq=False)
class CreateAppRequest(Model):
    """What app to make.

    Attributes:
        name: The app's name.
        mode: The kind of the app, which cannot be changed later.
        description: What the app is for.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of an uploaded picture.
        icon_background: The icon's background as `#RRGGBB`.
    """

    name: str
    mode: AppMode
    description: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = required(d, "name")
        self.mode = required(d, "mode")
        self.description = d.pop("description", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)


@define(kw_only=True, repr=False, eq=False)
class FeedbackStats(Model):
    """How often thumbs were up or down.

    Attributes:
        like: How often thumbs were up.
        dislike: How often thumbs were down.
    """

    like: int | None = None
    dislike: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.like = d.pop("like", None)
        self.dislike = d.pop("dislike", None)


@define(kw_only=True, repr=False, eq=False)
class ImportAppRequest(Model):
    """An app as its DSL.

    Attributes:
        mode: Where the DSL is.
        yaml_content: The exported app, as YAML or JSON.
        yaml_url: Where the server fetches the DSL from, for `yaml-url`.
        name: A name instead of the exported one.
        description: A description instead of the one in the DSL.
        icon_type: What the icon is made of, instead of what the DSL says.
        icon: An icon instead of the one in the DSL.
        icon_background: A background instead of the one in the DSL, as `#RRGGBB`.
        app_id: The chatflow or workflow to overwrite. Default: a new app.
    """

    mode: ImportMode
    yaml_content: str | None = None
    yaml_url: str | None = None
    name: str | None = None
    description: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    app_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.mode = required(d, "mode")
        self.yaml_content = d.pop("yaml_content", None)
        self.yaml_url = d.pop("yaml_url", None)
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.app_id = d.pop("app_id", None)


@define(kw_only=True, repr=False, eq=False)
class PublishResult(Model):
    """A workflow was published.

    Attributes:
        result: Always `success`.
        created_at: When the version was made, in seconds since 1970.
    """

    result: str | None = None
    created_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.result = d.pop("result", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class PublishWorkflowRequest(Model):
    """What a version of a workflow is called.

    Attributes:
        marked_name: A name for the version.
        marked_comment: A comment on the version.
    """

    marked_name: str | None = None
    marked_comment: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.marked_name = d.pop("marked_name", None)
        self.marked_comment = d.pop("marked_comment", None)


@define(kw_only=True, repr=False, eq=False)
class StatusCount(Model):
    """How the runs of a conversation ended.

    Attributes:
        success: How many succeeded.
        failed: How many failed.
        partial_success: How many succeeded in part.
        paused: How many wait for a person. (Dify since 1.13.2)
    """

    success: int | None = None
    failed: int | None = None
    partial_success: int | None = None
    paused: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.success = d.pop("success", None)
        self.failed = d.pop("failed", None)
        self.partial_success = d.pop("partial_success", None)
        self.paused = d.pop("paused", None)


@define(kw_only=True, repr=False, eq=False)
class UpdateAppRequest(Model):
    """What an app is called and looks like.

    Attributes:
        name: The app's name.
        description: What the app is for.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the id of an uploaded picture.
        icon_background: The icon's background as `#RRGGBB`.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
        max_active_requests: How many requests may run at once; 0 for no limit of its own.
    """

    name: str
    description: str | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    use_icon_as_answer_icon: bool | None = None
    max_active_requests: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = required(d, "name")
        self.description = d.pop("description", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)
        self.max_active_requests = d.pop("max_active_requests", None)
