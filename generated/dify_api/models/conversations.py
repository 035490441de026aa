from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    required,
    required_list,
    required_or_null,
)


@define(kw_only=True, repr=False, eq=False)
class Conversation(Model):
    """A conversation of an end user with an app.

    Attributes:
        id: The conversation's id (UUID).
        name: Its name.
        inputs: The values of the app's input variables it was started with.
        status: `normal`.
        introduction: What the app said first, with the inputs filled in.
        created_at: When it was started, in seconds since 1970.
        updated_at: When it was last used, in seconds since 1970.
    """

    id: str
    name: str | None = None
    inputs: dict[str, Any] | None = None
    status: str | None = None
    introduction: str | None = None
    created_at: int | None = None
    updated_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.inputs = optional(d, "inputs", as_object)
        self.status = d.pop("status", None)
        self.introduction = d.pop("introduction", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)


@define(kw_only=True, repr=False, eq=False)
class ConversationPage(Model):
    """One page of conversations.

    Attributes:
        data: The conversations, in the order asked for.
        limit: How many conversations a page may hold.
        has_more: Whether more follow.
    """

    data: list[Conversation]
    limit: int | None = None
    has_more: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Conversation.from_dict)
        self.limit = d.pop("limit", None)
        self.has_more = d.pop("has_more", None)


@define(kw_only=True, repr=False, eq=False)
class ConversationVariable(Model):
    """A variable that a chatflow keeps in a conversation.

    Attributes:
        id: The variable's id (UUID).
        name: Its name in the chatflow.
        value_type: Its type in the chatflow, such as `string`, `number`, `object` or
            `array[string]`.
        value: Its value as Python writes it, not as JSON does: a dict reads `{'a': 1}`.
        description: What it is for, in the words of the chatflow's author.
        created_at: When it was made, in seconds since 1970.
        updated_at: When it was last set, in seconds since 1970.
    """

    id: str
    name: str | None = None
    value_type: str | None = None
    value: str | None = None
    description: str | None = None
    created_at: int | None = None
    updated_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.value_type = d.pop("value_type", None)
        self.value = d.pop("value", None)
        self.description = d.pop("description", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)


@define(kw_only=True, repr=False, eq=False)
class ConversationVariablePage(Model):
    """One page of a conversation's variables.

    Attributes:
        data: The variables, in the order in which they were made.
        limit: How many variables a page may hold.
        has_more: Whether more follow.
    """

    data: list[ConversationVariable]
    limit: int | None = None
    has_more: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", ConversationVariable.from_dict)
        self.limit = d.pop("limit", None)
        self.has_more = d.pop("has_more", None)


@define(kw_only=True, repr=False, eq=False)
class DeleteConversationRequest(Model):
    """Who deletes a conversation.

    Attributes:
        user: The end user whose conversation it is.
    """

    user: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.user = d.pop("user", None)


@define(kw_only=True, repr=False, eq=False)
class RenameConversationRequest(Model):
    """The new name of a conversation.

    Attributes:
        name: The name. Needed unless `auto_generate` is true.
        auto_generate: Whether the model finds a name. Default: false.
        user: The end user whose conversation it is.
    """

    name: str | None = None
    auto_generate: bool | None = None
    user: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = d.pop("name", None)
        self.auto_generate = d.pop("auto_generate", None)
        self.user = d.pop("user", None)


@define(kw_only=True, repr=False, eq=False)
class UpdateConversationVariableRequest(Model):
    """The new value of a variable.

    Attributes:
        value: The value: any JSON of the variable's type.
        user: The end user whose conversation it is.
    """

    value: Any
    user: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.value = required_or_null(d, "value")
        self.user = d.pop("user", None)
