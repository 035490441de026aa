"""The rule by which a stateless request goes on in a conversation of Dify. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence

from dify_ext.adapters._transcript import transcript
from dify_ext.adapters.openai_server._questions import Message, Question


class Conversations:
    """Conversations by all that was said in them.

    Callers send the whole history with each question; Dify keeps it. If the history is exactly what
    was said in a conversation so far, by the same user and with the same instructions, the question
    goes on there. Any other history (edited, an answer asked for again, older than what is
    remembered) begins a new conversation, and is sent as text with the question.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._ids: OrderedDict[str, str] = OrderedDict()

    def take(self, model: str, question: Question) -> str | None:
        """The conversation in which exactly this was said; it is no longer at that point."""
        return self._ids.pop(_digest(model, question, question.history), None)

    def put_back(self, model: str, question: Question, conversation_id: str) -> None:
        """The question was not asked: the conversation is where it was."""
        self._put(_digest(model, question, question.history), conversation_id)

    def went_on(self, model: str, question: Question, answer: str, conversation_id: str) -> None:
        """The question was answered."""
        said = (*question.history, question.last, Message("assistant", answer))
        self._put(_digest(model, question, said), conversation_id)

    def _put(self, key: str, conversation_id: str) -> None:
        self._ids[key] = conversation_id
        while len(self._ids) > self._size:
            self._ids.popitem(last=False)


def text_of(question: Question) -> str:
    """The text of a question that begins a conversation: with what was said before."""
    history = [(message.role, message.text) for message in question.history]
    return transcript(question.instructions, history, question.last.text)


def _digest(model: str, question: Question, messages: Sequence[Message]) -> str:
    said = [[message.role, message.text.strip(), len(message.files)] for message in messages]
    whole = json.dumps([model, question.user, question.instructions, said])
    return hashlib.sha256(whole.encode()).hexdigest()
