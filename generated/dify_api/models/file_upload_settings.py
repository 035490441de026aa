from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
)

if TYPE_CHECKING:
    from .enums import FileType, TransferMethod


@define(kw_only=True, repr=False, eq=False)
class AnnotationReplySettings(Model):
    """Whether prepared answers are given, and how they are found.

    Attributes:
        enabled: Whether it is on. The other fields are there only then.
        id: Id of the setting.
        score_threshold: How well a question has to fit, 0 to 1.
        embedding_model: The model that compares questions.
    """

    enabled: bool | None = None
    id: str | None = None
    score_threshold: float | None = None
    embedding_model: EmbeddingModel | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.id = d.pop("id", None)
        self.score_threshold = d.pop("score_threshold", None)
        self.embedding_model = optional(d, "embedding_model", EmbeddingModel.from_dict)


@define(kw_only=True, repr=False, eq=False)
class EmbeddingModel(Model):
    """A model that compares texts.

    Attributes:
        embedding_provider_name: The model's provider.
        embedding_model_name: The model's name.
    """

    embedding_provider_name: str | None = None
    embedding_model_name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.embedding_provider_name = d.pop("embedding_provider_name", None)
        self.embedding_model_name = d.pop("embedding_model_name", None)


@define(kw_only=True, repr=False, eq=False)
class FileUploadLimits(Model):
    """How large and how many files may be. Sizes are in megabytes.

    Attributes:
        file_size_limit: Size of a document, in megabytes.
        batch_count_limit: How many files may be uploaded at once.
        image_file_size_limit: Size of a picture, in megabytes.
        video_file_size_limit: Size of a video, in megabytes.
        audio_file_size_limit: Size of a sound file, in megabytes.
        workflow_file_upload_limit: How many files one run may take.
    """

    file_size_limit: int | None = None
    batch_count_limit: int | None = None
    image_file_size_limit: int | None = None
    video_file_size_limit: int | None = None
    audio_file_size_limit: int | None = None
    workflow_file_upload_limit: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.file_size_limit = d.pop("file_size_limit", None)
        self.batch_count_limit = d.pop("batch_count_limit", None)
        self.image_file_size_limit = d.pop("image_file_size_limit", None)
        self.video_file_size_limit = d.pop("video_file_size_limit", None)
        self.audio_file_size_limit = d.pop("audio_file_size_limit", None)
        self.workflow_file_upload_limit = d.pop("workflow_file_upload_limit", None)


@define(kw_only=True, repr=False, eq=False)
class FileUploadSettings(Model):
    """Which files may go with a message.

    Attributes:
        enabled: Whether files may go with a message.
        image: What holds for pictures.
        allowed_file_types: The groups of files that are taken.
        allowed_file_extensions: The extensions that are taken, with their dots, for files of the
            group `custom`.
        allowed_file_upload_methods: How files may come.
        number_limits: How many files may go with one message.
        file_upload_config: How large files may be.
    """

    enabled: bool | None = None
    image: ImageUploadSettings | None = None
    allowed_file_types: list[FileType] | None = None
    allowed_file_extensions: list[str] | None = None
    allowed_file_upload_methods: list[TransferMethod] | None = None
    number_limits: int | None = None
    file_upload_config: FileUploadLimits | None = None

    _wire_names: ClassVar[Mapping[str, str]] = {"file_upload_config": "fileUploadConfig"}

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.image = optional(d, "image", ImageUploadSettings.from_dict)
        self.allowed_file_types = optional(d, "allowed_file_types", as_list)
        self.allowed_file_extensions = optional(d, "allowed_file_extensions", as_list)
        self.allowed_file_upload_methods = optional(d, "allowed_file_upload_methods", as_list)
        self.number_limits = d.pop("number_limits", None)
        self.file_upload_config = optional(d, "fileUploadConfig", FileUploadLimits.from_dict)


@define(kw_only=True, repr=False, eq=False)
class ImageUploadSettings(Model):
    """Which pictures may go with a message.

    Attributes:
        enabled: Whether pictures may go with a message.
        number_limits: How many pictures may go with one message.
        detail: How closely the model looks: `high` or `low`.
        transfer_methods: How pictures may come.
    """

    enabled: bool | None = None
    number_limits: int | None = None
    detail: str | None = None
    transfer_methods: list[TransferMethod] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.number_limits = d.pop("number_limits", None)
        self.detail = d.pop("detail", None)
        self.transfer_methods = optional(d, "transfer_methods", as_list)


@define(kw_only=True, repr=False, eq=False)
class SensitiveWordAvoidance(Model):
    """Whether what is said is moderated.

    Attributes:
        enabled: Whether it is on.
        type: How it is done; empty where it is off.
        configs: Settings of that way, of whatever shape it has; an empty list where it is off.
        config: Settings of that way under another name. Only in the console, of an app that was
            never set up.
    """

    enabled: bool | None = None
    type: str | None = None
    configs: Any = None
    config: Any = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.type = d.pop("type", None)
        self.configs = d.pop("configs", None)
        self.config = d.pop("config", None)


@define(kw_only=True, repr=False, eq=False)
class TextToSpeechSettings(Model):
    """How the app speaks.

    Attributes:
        enabled: Whether it speaks.
        voice: The voice of the speech model; empty for the model's own.
        language: The language, such as `en-US`.
        auto_play: Whether answers are spoken unasked: `enabled` or `disabled`.
    """

    enabled: bool | None = None
    voice: str | None = None
    language: str | None = None
    auto_play: str | None = None

    _wire_names: ClassVar[Mapping[str, str]] = {"auto_play": "autoPlay"}

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.voice = d.pop("voice", None)
        self.language = d.pop("language", None)
        self.auto_play = d.pop("autoPlay", None)


@define(kw_only=True, repr=False, eq=False)
class Toggle(Model):
    """A part of the app that is on or off.

    Attributes:
        enabled: Whether it is on.
    """

    enabled: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)


@define(kw_only=True, repr=False, eq=False)
class UserInputControl(Model):
    """An input of the app's form. Which fields it has depends on its kind and on the app's.

    Attributes:
        label: What stands beside it.
        variable: The name under which its value goes into `inputs`.
        required: Whether it has to be filled in.
        type: The kind of the input once more. Only in chatflows and workflows.
        max_length: How many characters, or for several files how many files, it takes.
        default: What it starts with; empty text where there is nothing.
        options: What can be chosen.
        allowed_file_types: The groups of files it takes.
        allowed_file_extensions: The extensions it takes, for files of the group `custom`.
        allowed_file_upload_methods: How its files may come.
    """

    label: str | None = None
    variable: str | None = None
    required: bool | None = None
    type: str | None = None
    max_length: int | None = None
    default: Any = None
    options: list[str] | None = None
    allowed_file_types: list[FileType] | None = None
    allowed_file_extensions: list[str] | None = None
    allowed_file_upload_methods: list[TransferMethod] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.label = d.pop("label", None)
        self.variable = d.pop("variable", None)
        self.required = d.pop("required", None)
        self.type = d.pop("type", None)
        self.max_length = d.pop("max_length", None)
        self.default = d.pop("default", None)
        self.options = optional(d, "options", as_list)
        self.allowed_file_types = optional(d, "allowed_file_types", as_list)
        self.allowed_file_extensions = optional(d, "allowed_file_extensions", as_list)
        self.allowed_file_upload_methods = optional(d, "allowed_file_upload_methods", as_list)


@define(kw_only=True, repr=False, eq=False)
class UserInputForm(Model):
    """One input of the app's form. Exactly one of the fields is there, and its name is the kind of the
    input.

    Attributes:
        text_input: One line of text.
        paragraph: Several lines of text.
        select: A choice.
        number: A number.
        checkbox: Yes or no.
        file: A file.
        file_list: Several files.
    """

    text_input: UserInputControl | None = None
    paragraph: UserInputControl | None = None
    select: UserInputControl | None = None
    number: UserInputControl | None = None
    checkbox: UserInputControl | None = None
    file: UserInputControl | None = None
    file_list: UserInputControl | None = None

    _wire_names: ClassVar[Mapping[str, str]] = {"text_input": "text-input", "file_list": "file-list"}

    def _take(self, d: dict[str, Any]) -> None:
        self.text_input = optional(d, "text-input", UserInputControl.from_dict)
        self.paragraph = optional(d, "paragraph", UserInputControl.from_dict)
        self.select = optional(d, "select", UserInputControl.from_dict)
        self.number = optional(d, "number", UserInputControl.from_dict)
        self.checkbox = optional(d, "checkbox", UserInputControl.from_dict)
        self.file = optional(d, "file", UserInputControl.from_dict)
        self.file_list = optional(d, "file-list", UserInputControl.from_dict)
