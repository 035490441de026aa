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
    required_or_null,
)
from .human_input_form import HumanInputForm
from .retriever_resource import RetrieverResource

if TYPE_CHECKING:
    from .enums import FeedbackRating, FileOwner, FileType, TransferMethod


@define(kw_only=True, repr=False, eq=False)
class AgentThought(Model):
    """One step of an agent.

    Attributes:
        id: The step's id.
        chain_id: Id of the chain of steps, where there is one.
        message_id: The message it belongs to.
        position: Place of the step in its message, from 1.
        thought: What the agent thought.
        observation: What the tools answered.
        tool: The tools that were used, their names separated by `;`.
        tool_labels: Names of the tools for people, by tool and then by language.
        tool_input: What the tools were asked: a JSON object in a string, by tool.
        created_at: When the step was made, in seconds since 1970.
        files: Ids of the files the step made.
        message_files: Ids of the files the step made, under the name events use. Only the Java
            document has it here; `files` is what a message has.
        conversation_id: The conversation it belongs to. Only the Java document has it here.
        answer: What an agent app answered after this step. (Dify since 1.16)
    """

    id: str | None = None
    chain_id: str | None = None
    message_id: str | None = None
    position: int | None = None
    thought: str | None = None
    observation: str | None = None
    tool: str | None = None
    tool_labels: dict[str, Any] | None = None
    tool_input: str | None = None
    created_at: int | None = None
    files: list[str] | None = None
    message_files: list[str] | None = None
    conversation_id: str | None = None
    answer: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.chain_id = d.pop("chain_id", None)
        self.message_id = d.pop("message_id", None)
        self.position = d.pop("position", None)
        self.thought = d.pop("thought", None)
        self.observation = d.pop("observation", None)
        self.tool = d.pop("tool", None)
        self.tool_labels = optional(d, "tool_labels", as_object)
        self.tool_input = d.pop("tool_input", None)
        self.created_at = d.pop("created_at", None)
        self.files = optional(d, "files", as_list)
        self.message_files = optional(d, "message_files", as_list)
        self.conversation_id = d.pop("conversation_id", None)
        self.answer = d.pop("answer", None)


@define(kw_only=True, repr=False, eq=False)
class FeedbackRequest(Model):
    """What an end user thinks of an answer.

    Attributes:
        rating: The rating. `null` takes an earlier one back, so it is always sent.
        user: The end user whose feedback this is.
        content: The user's comment.
    """

    rating: FeedbackRating | None
    user: str
    content: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.rating = required_or_null(d, "rating")
        self.user = required(d, "user")
        self.content = d.pop("content", None)


@define(kw_only=True, repr=False, eq=False)
class HumanInputContent(Model):
    """A form of a run of the app that a person has to fill in.

    Attributes:
        workflow_run_id: The run that asked.
        submitted: Whether the form has been filled in.
        type: `human_input`.
        form_definition: The form; null once it has been filled in.
        form_submission_data: What was filled in; null until then.
    """

    workflow_run_id: str | None = None
    submitted: bool | None = None
    type: str | None = None
    form_definition: HumanInputForm | None = None
    form_submission_data: HumanInputSubmission | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.submitted = d.pop("submitted", None)
        self.type = d.pop("type", None)
        self.form_definition = optional(d, "form_definition", HumanInputForm.from_dict)
        self.form_submission_data = optional(d, "form_submission_data", HumanInputSubmission.from_dict)


@define(kw_only=True, repr=False, eq=False)
class HumanInputSubmission(Model):
    """What a person filled in.

    Attributes:
        node_id: The node that asked.
        node_title: The node's title.
        rendered_content: The form's text with the values in it.
        action_id: The button that was pressed.
        action_text: What the button says.
        submitted_data: The values that were filled in, by the names of their variables. (Dify since
            1.16)
    """

    node_id: str | None = None
    node_title: str | None = None
    rendered_content: str | None = None
    action_id: str | None = None
    action_text: str | None = None
    submitted_data: dict[str, Any] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.node_id = d.pop("node_id", None)
        self.node_title = d.pop("node_title", None)
        self.rendered_content = d.pop("rendered_content", None)
        self.action_id = d.pop("action_id", None)
        self.action_text = d.pop("action_text", None)
        self.submitted_data = optional(d, "submitted_data", as_object)


@define(kw_only=True, repr=False, eq=False)
class Message(Model):
    """A question of the end user and the app's answer to it.

    Attributes:
        id: The message's id (UUID).
        conversation_id: The conversation it belongs to.
        parent_message_id: The message it follows; all zeros for the first one and for those that
            came through the Service API.
        inputs: Values of the app's input variables by their names.
        query: What the end user said.
        answer: What the app answered.
        message_files: Files of question and answer.
        feedback: The end user's rating; null where there is none.
        retriever_resources: The pieces of knowledge the answer cites.
        created_at: When the question came, in seconds since 1970.
        agent_thoughts: The steps of an agent on its way to the answer.
        status: `normal`, or `error` where answering failed; other values as a release has them.
        error: Why answering failed; null where it did not.
        extra_contents: What came up besides text, such as a form a person had to fill in. (Dify
            since 1.13.2)
        message_tokens: Tokens of the question. (Dify since 1.16)
        answer_tokens: Tokens of the answer. (Dify since 1.16)
        total_tokens: Tokens of question and answer. (Dify since 1.16)
        provider_response_latency: Seconds the model's provider took. (Dify since 1.16)
        total_price: What the answer cost, in `currency`. (Dify since 1.16)
        currency: Currency of `total_price`. (Dify since 1.16)
    """

    id: str
    conversation_id: str | None = None
    parent_message_id: str | None = None
    inputs: dict[str, Any] | None = None
    query: str | None = None
    answer: str | None = None
    message_files: list[MessageFile] | None = None
    feedback: MessageFeedback | None = None
    retriever_resources: list[RetrieverResource] | None = None
    created_at: int | None = None
    agent_thoughts: list[AgentThought] | None = None
    status: str | None = None
    error: str | None = None
    extra_contents: list[HumanInputContent] | None = None
    message_tokens: int | None = None
    answer_tokens: int | None = None
    total_tokens: int | None = None
    provider_response_latency: float | None = None
    total_price: str | float | None = None
    currency: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.conversation_id = d.pop("conversation_id", None)
        self.parent_message_id = d.pop("parent_message_id", None)
        self.inputs = optional(d, "inputs", as_object)
        self.query = d.pop("query", None)
        self.answer = d.pop("answer", None)
        self.message_files = optional_list(d, "message_files", MessageFile.from_dict)
        self.feedback = optional(d, "feedback", MessageFeedback.from_dict)
        self.retriever_resources = optional_list(d, "retriever_resources", RetrieverResource.from_dict)
        self.created_at = d.pop("created_at", None)
        self.agent_thoughts = optional_list(d, "agent_thoughts", AgentThought.from_dict)
        self.status = d.pop("status", None)
        self.error = d.pop("error", None)
        self.extra_contents = optional_list(d, "extra_contents", HumanInputContent.from_dict)
        self.message_tokens = d.pop("message_tokens", None)
        self.answer_tokens = d.pop("answer_tokens", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.provider_response_latency = d.pop("provider_response_latency", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)


@define(kw_only=True, repr=False, eq=False)
class MessageFeedback(Model):
    """The rating of a message.

    Attributes:
        rating: Thumbs up or thumbs down.
    """

    rating: FeedbackRating | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.rating = d.pop("rating", None)


@define(kw_only=True, repr=False, eq=False)
class MessageFile(Model):
    """A file of a message.

    Attributes:
        id: Id of the mention of the file, not of the upload.
        filename: The file's name.
        type: The group of the file.
        url: Signed address to fetch the file from, for a limited time.
        mime_type: The file's MIME type.
        size: The file's size in bytes.
        transfer_method: How the file came to the app.
        belongs_to: Whether the user or the app brought it.
        upload_file_id: The id that the upload gave; null where the file was not uploaded.
    """

    id: str | None = None
    filename: str | None = None
    type: FileType | None = None
    url: str | None = None
    mime_type: str | None = None
    size: int | None = None
    transfer_method: TransferMethod | None = None
    belongs_to: FileOwner | None = None
    upload_file_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.filename = d.pop("filename", None)
        self.type = d.pop("type", None)
        self.url = d.pop("url", None)
        self.mime_type = d.pop("mime_type", None)
        self.size = d.pop("size", None)
        self.transfer_method = d.pop("transfer_method", None)
        self.belongs_to = d.pop("belongs_to", None)
        self.upload_file_id = d.pop("upload_file_id", None)


@define(kw_only=True, repr=False, eq=False)
class MessagePage(Model):
    """One page of a conversation's messages.

    Attributes:
        data: The messages, oldest first.
        limit: How many messages a page may hold.
        has_more: Whether there are older messages.
    """

    data: list[Message]
    limit: int | None = None
    has_more: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Message.from_dict)
        self.limit = d.pop("limit", None)
        self.has_more = d.pop("has_more", None)


@define(kw_only=True, repr=False, eq=False)
class SuggestedQuestions(Model):
    """Questions that might be asked next.

    Attributes:
        data: The questions, in the order in which to offer them.
        result: Always `success`.
    """

    data: list[str]
    result: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required(d, "data", as_list)
        self.result = d.pop("result", None)
