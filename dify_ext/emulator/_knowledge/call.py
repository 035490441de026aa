"""A request to an operation of the knowledge bases: key, body, and the errors of this release."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from .._answers import empty_answer, json_answer
from .._call import BaseCall, json_of, key_of, read_json
from .._checks import Field, read
from .._errors import Refusal, invalid_param, not_found, unauthorized
from .._state import state_of
from .state import Dataset, Document, Knowledge, Segment

Handler = Callable[["KnowledgeCall"], Awaitable[Response]]


@dataclass(slots=True)
class KnowledgeCall(BaseCall):
    """The argument of a handler."""

    @property
    def knowledge(self) -> Knowledge:
        """All knowledge bases."""
        return self.state.knowledge

    @property
    def now(self) -> float:
        """The time, in seconds."""
        return self.state.time()

    def dataset(self) -> Dataset:
        """The knowledge base of the path, or 404."""
        found = self.knowledge.datasets.get(self.path("dataset_id"))
        if found is None:
            raise not_found("Dataset not found.")
        return found

    def dataset_to_fill(self) -> Dataset:
        """The same for operations that create documents: older releases use another error."""
        message = self.traits.unknown_dataset
        if message and self.path("dataset_id") not in self.knowledge.datasets:
            raise invalid_param(message)
        return self.dataset()

    def document(self, dataset: Dataset, message: str = "Document not found.") -> Document:
        """The document of the path, or 404."""
        found = dataset.documents.get(self.path("document_id"))
        if found is None:
            raise not_found(message)
        return found

    def segment(self, document: Document) -> Segment:
        """The segment of the path, or 404."""
        found = document.segments.get(self.path("segment_id"))
        if found is None:
            raise not_found("Segment not found.")
        return found

    def check_query(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked query parameters. Older releases ignore those they cannot read."""
        if self.traits.checked_queries:
            return BaseCall.check_query(self, model, fields)
        values, problems = read(self.query, fields)
        return {**values, **{problem.place: fields[problem.place].default for problem in problems}}

    async def json(self) -> dict[str, Any]:
        """The JSON body."""
        return await read_json(self.request)

    async def body(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked fields of the JSON body."""
        return self.checked(model, await self.json(), fields)

    def gone(self) -> Response:
        """The answer to a delete."""
        if self.traits.deletes == "204":
            return empty_answer()
        return json_answer({"result": "success"} if self.traits.deletes == "result" else 204)

    def done(self) -> Response:
        """The answer to an operation that only reports its success."""
        return json_answer({"result": "success"} if self.traits.done == "result" else 200)


@dataclass(slots=True)
class Form:
    """A form with a file: the JSON in its field ``data``, and the file."""

    data: dict[str, Any]
    file: UploadFile | None
    files: int

    def the_file(self) -> UploadFile:
        """The single file, or 400."""
        if self.files == 0 or self.file is None:
            raise Refusal(400, "no_file_uploaded", "Please upload your file.")
        if self.files > 1:
            raise Refusal(400, "too_many_files", "Only one file is allowed.")
        if not self.file.filename:
            raise Refusal(400, "filename_not_exists_error", "The specified filename does not exist.")
        return self.file


def data_of(text: object) -> dict[str, Any]:
    """The JSON of a form's field; 400 with the message of Python's own reader."""
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


def form_of(fields: Any) -> Form:
    """The content of a form."""
    file = fields.get("file")
    uploads = [value for _, value in fields.multi_items() if isinstance(value, UploadFile)]
    return Form(data_of(fields.get("data")), file if isinstance(file, UploadFile) else None, len(uploads))


def endpoint(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler for Starlette, which checks the key."""

    async def serve(request: Request) -> Response:
        state = state_of(request.app)
        try:
            if key_of(request) not in state.knowledge.keys:
                raise unauthorized("Access token is invalid")
            return await handler(KnowledgeCall(request, state))
        except Refusal as refused:
            return refused.answer(state.options.traits)

    return serve
