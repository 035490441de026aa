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
from .file_upload_settings import FileUploadSettings
from .sensitive_word_avoidance import SensitiveWordAvoidance
from .system_parameters import SystemParameters
from .text_to_speech_settings import TextToSpeechSettings
from .toggle import Toggle
from .user_input_form import UserInputForm


@define(kw_only=True)
class AppParameters:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "opening_statement": self.opening_statement,
                    "suggested_questions": self.suggested_questions,
                    "suggested_questions_after_answer": plain(self.suggested_questions_after_answer),
                    "speech_to_text": plain(self.speech_to_text),
                    "text_to_speech": plain(self.text_to_speech),
                    "retriever_resource": plain(self.retriever_resource),
                    "annotation_reply": plain(self.annotation_reply),
                    "more_like_this": plain(self.more_like_this),
                    "user_input_form": plain(self.user_input_form),
                    "sensitive_word_avoidance": plain(self.sensitive_word_avoidance),
                    "file_upload": plain(self.file_upload),
                    "system_parameters": plain(self.system_parameters),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
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
        self.additional_properties = d or {}
        return self if cls is AppParameters else called(self)
