"""A request to an operation of the knowledge bases: key, body, and the answers of this release."""

from __future__ import annotations

import json
from typing import Any, Self

from starlette.requests import Request
from starlette.responses import Response

from .._call import Call, json_of, key_of
from .._errors import invalid_param, unauthorized
from .._spec import Operation, checked
from .._state import State
from .state import Dataset, Knowledge


class KnowledgeCall(Call):
    """A request with a dataset key."""

    @classmethod
    async def open(cls, request: Request, state: State, operation: Operation) -> Self:
        """The call, if the key is right."""
        if key_of(request) not in state.knowledge.keys:
            raise unauthorized("Access token is invalid")
        return cls(request, state, operation)

    @property
    def knowledge(self) -> Knowledge:
        """All knowledge bases."""
        return self.state.knowledge

    @property
    def datasets(self) -> dict[str, Dataset]:
        """The knowledge bases by id."""
        return self.state.knowledge.datasets

    def dataset(self) -> Dataset:
        """The knowledge base of the path, or 404."""
        found: Dataset = self.find("dataset_id")
        return found

    def dataset_to_fill(self) -> Dataset:
        """The same for operations that create documents: older releases use another error."""
        message = self.traits.unknown_dataset
        if message and self.path("dataset_id") not in self.datasets:
            raise invalid_param(message)
        return self.dataset()

    @property
    def lenient(self) -> bool:
        """Whether query parameters that cannot be read are ignored."""
        return not self.traits.checked_queries

    def gone(self) -> Response:
        """The answer to a delete."""
        if self.traits.deletes == "204":
            return self.answer(None)
        return self.answer({"result": "success"} if self.traits.deletes == "result" else 204, 200)

    def done(self) -> Response:
        """The answer to an operation that only reports its success."""
        return self.answer({"result": "success"} if self.traits.done == "result" else 200)

    async def data(self) -> dict[str, Any]:
        """The checked settings in the field ``data`` of a form."""
        return self.checked(checked("KnowledgeConfig"), await self.given_data(), self.validation)

    async def given_data(self) -> dict[str, Any]:
        """The JSON in the field ``data`` of a form; 400 with the message of Python's own reader."""
        text = (await self.form()).get("data")
        if not isinstance(text, str):
            return {}
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            raise invalid_param(str(error)) from None
        data = json_of(text)
        if not isinstance(data, dict):
            raise invalid_param("The field data must be a JSON object.")
        return data
