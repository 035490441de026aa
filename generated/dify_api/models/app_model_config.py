from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .annotation_reply_settings import AnnotationReplySettings
from .app_agent_mode import AppAgentMode
from .app_dataset_configs import AppDatasetConfigs
from .app_model import AppModel
from .file_upload_settings import FileUploadSettings
from .sensitive_word_avoidance import SensitiveWordAvoidance
from .text_to_speech_settings import TextToSpeechSettings
from .toggle import Toggle
from .user_input_form import UserInputForm


@define(kw_only=True)
class AppModelConfig:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "model": plain(self.model),
                    "pre_prompt": self.pre_prompt,
                    "prompt_type": self.prompt_type,
                    "chat_prompt_config": plain(self.chat_prompt_config),
                    "completion_prompt_config": plain(self.completion_prompt_config),
                    "user_input_form": plain(self.user_input_form),
                    "dataset_query_variable": self.dataset_query_variable,
                    "dataset_configs": plain(self.dataset_configs),
                    "agent_mode": plain(self.agent_mode),
                    "external_data_tools": plain(self.external_data_tools),
                    "opening_statement": self.opening_statement,
                    "suggested_questions": self.suggested_questions,
                    "suggested_questions_after_answer": plain(self.suggested_questions_after_answer),
                    "speech_to_text": plain(self.speech_to_text),
                    "text_to_speech": plain(self.text_to_speech),
                    "retriever_resource": plain(self.retriever_resource),
                    "annotation_reply": plain(self.annotation_reply),
                    "more_like_this": plain(self.more_like_this),
                    "sensitive_word_avoidance": plain(self.sensitive_word_avoidance),
                    "file_upload": plain(self.file_upload),
                    "created_by": self.created_by,
                    "created_at": self.created_at,
                    "updated_by": self.updated_by,
                    "updated_at": self.updated_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
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
        self.additional_properties = d or {}
        return self if cls is AppModelConfig else called(self)
