from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    dict_of,
    either,
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
from .tool_icon import ToolIcon

if TYPE_CHECKING:
    from .enums import AppMode, FeedbackRating, IconType


@define(kw_only=True, repr=False, eq=False)
class AppFeedback(Model):
    """What somebody thought of an answer.

    Attributes:
        id: The feedback's id (UUID).
        app_id: The app.
        conversation_id: The conversation.
        message_id: The message.
        rating: Thumbs up or thumbs down.
        content: What was said about the answer, in words.
        from_source: `user` for an end user, `admin` for an account of the console.
        from_end_user_id: The server's id of the end user.
        from_account_id: The id of the console account.
        created_at: When it was given, as ISO 8601 without a time zone (UTC).
        updated_at: When it was last changed, as ISO 8601 without a time zone (UTC).
    """

    id: str
    app_id: str | None = None
    conversation_id: str | None = None
    message_id: str | None = None
    rating: FeedbackRating | None = None
    content: str | None = None
    from_source: str | None = None
    from_end_user_id: str | None = None
    from_account_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.app_id = d.pop("app_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.message_id = d.pop("message_id", None)
        self.rating = d.pop("rating", None)
        self.content = d.pop("content", None)
        self.from_source = d.pop("from_source", None)
        self.from_end_user_id = d.pop("from_end_user_id", None)
        self.from_account_id = d.pop("from_account_id", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)


@define(kw_only=True, repr=False, eq=False)
class AppFeedbackPage(Model):
    """One page of feedback.

    Attributes:
        data: The feedback of this page.
    """

    data: list[AppFeedback]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", AppFeedback.from_dict)


@define(kw_only=True, repr=False, eq=False)
class AppInfo(Model):
    """The app a key belongs to.

    Attributes:
        name: The app's name.
        description: What it is for, in its author's words.
        tags: The tags it carries in its workspace.
        mode: The kind of the app. (Dify since 1.4.3)
        author_name: Who made it. (Dify since 1.4.3)
    """

    name: str | None = None
    description: str | None = None
    tags: list[str] | None = None
    mode: AppMode | None = None
    author_name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = d.pop("name", None)
        self.description = d.pop("description", None)
        self.tags = optional(d, "tags", as_list)
        self.mode = d.pop("mode", None)
        self.author_name = d.pop("author_name", None)


@define(kw_only=True, repr=False, eq=False)
class AppMeta(Model):
    """What the app uses.

    Attributes:
        tool_icons: The icons of its tools.
    """

    tool_icons: dict[str, ToolIcon | str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.tool_icons = optional(d, "tool_icons", dict_of(either(object=ToolIcon.from_dict)))


@define(kw_only=True, repr=False, eq=False)
class AppParameters(Model):
    """How the app is set up, as far as a chat window has to know.

    Attributes:
        opening_statement: What the app says first; `{{name}}` stands for an input.
        suggested_questions: Questions offered at the start.
        suggested_questions_after_answer: Whether questions are offered after an answer.
        speech_to_text: Whether it can be spoken to.
        text_to_speech: Whether and how it speaks.
        retriever_resource: Whether answers cite their sources.
        annotation_reply: Whether prepared answers are given.
        more_like_this: Whether variants of an answer can be asked for.
        user_input_form: The inputs to fill in before the first message.
        sensitive_word_avoidance: Whether what is said is moderated.
        file_upload: Which files may go with a message.
        system_parameters: The server's own limits for files.
    """

    opening_statement: str | None = None
    suggested_questions: list[str] | None = None
    suggested_questions_after_answer: Toggle | None = None
    speech_to_text: Toggle | None = None
    text_to_speech: TextToSpeechSettings | None = None
    retriever_resource: Toggle | None = None
    annotation_reply: AnnotationReplySettings | None = None
    more_like_this: Toggle | None = None
    user_input_form: list[UserInputForm] | None = None
    sensitive_word_avoidance: SensitiveWordAvoidance | None = None
    file_upload: FileUploadSettings | None = None
    system_parameters: SystemParameters | None = None

    def _take(self, d: dict[str, Any]) -> None:
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
        self.user_input_form = optional_list(d, "user_input_form", UserInputForm.from_dict)
        self.sensitive_word_avoidance = optional(
            d, "sensitive_word_avoidance", SensitiveWordAvoidance.from_dict
        )
        self.file_upload = optional(d, "file_upload", FileUploadSettings.from_dict)
        self.system_parameters = optional(d, "system_parameters", SystemParameters.from_dict)


@define(kw_only=True, repr=False, eq=False)
class AppSite(Model):
    """How the app's web page looks.

    Attributes:
        title: The page's title.
        chat_color_theme: The colour of the chat as `#RRGGBB`.
        chat_color_theme_inverted: Whether that colour is turned round.
        icon_type: What the icon is made of.
        icon: The icon: an emoji, or the address or id of a picture.
        icon_background: The icon's background as `#RRGGBB`.
        icon_url: Address of the icon where it is a picture.
        description: What the app is for.
        copyright: Who holds the rights.
        privacy_policy: Address of the privacy policy.
        input_placeholder: What stands in the empty input line. (Dify since 1.16)
        custom_disclaimer: A text that limits what may be expected of the answers.
        default_language: The page's language, such as `en-US`.
        show_workflow_steps: Whether the steps of a run are shown.
        use_icon_as_answer_icon: Whether to show the app's icon beside its answers.
    """

    title: str | None = None
    chat_color_theme: str | None = None
    chat_color_theme_inverted: bool | None = None
    icon_type: IconType | None = None
    icon: str | None = None
    icon_background: str | None = None
    icon_url: str | None = None
    description: str | None = None
    copyright: str | None = None
    privacy_policy: str | None = None
    input_placeholder: str | None = None
    custom_disclaimer: str | None = None
    default_language: str | None = None
    show_workflow_steps: bool | None = None
    use_icon_as_answer_icon: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.title = d.pop("title", None)
        self.chat_color_theme = d.pop("chat_color_theme", None)
        self.chat_color_theme_inverted = d.pop("chat_color_theme_inverted", None)
        self.icon_type = d.pop("icon_type", None)
        self.icon = d.pop("icon", None)
        self.icon_background = d.pop("icon_background", None)
        self.icon_url = d.pop("icon_url", None)
        self.description = d.pop("description", None)
        self.copyright = d.pop("copyright", None)
        self.privacy_policy = d.pop("privacy_policy", None)
        self.input_placeholder = d.pop("input_placeholder", None)
        self.custom_disclaimer = d.pop("custom_disclaimer", None)
        self.default_language = d.pop("default_language", None)
        self.show_workflow_steps = d.pop("show_workflow_steps", None)
        self.use_icon_as_answer_icon = d.pop("use_icon_as_answer_icon", None)


@define(kw_only=True, repr=False, eq=False)
class SystemParameters(Model):
    """The server's own limits for files. Sizes are in megabytes.

    Attributes:
        file_size_limit: Size of a document, in megabytes.
        image_file_size_limit: Size of a picture, in megabytes.
        audio_file_size_limit: Size of a sound file, in megabytes.
        video_file_size_limit: Size of a video, in megabytes.
        workflow_file_upload_limit: How many files one run may take.
        batch_count_limit: How many files may be uploaded at once. Only the Java document has it
            here; servers have it in `file_upload.fileUploadConfig`.
    """

    file_size_limit: int | None = None
    image_file_size_limit: int | None = None
    audio_file_size_limit: int | None = None
    video_file_size_limit: int | None = None
    workflow_file_upload_limit: int | None = None
    batch_count_limit: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.file_size_limit = d.pop("file_size_limit", None)
        self.image_file_size_limit = d.pop("image_file_size_limit", None)
        self.audio_file_size_limit = d.pop("audio_file_size_limit", None)
        self.video_file_size_limit = d.pop("video_file_size_limit", None)
        self.workflow_file_upload_limit = d.pop("workflow_file_upload_limit", None)
        self.batch_count_limit = d.pop("batch_count_limit", None)
