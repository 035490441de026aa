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
from .._call import key_of, read_json
from .._checks import Field, read, report
from .._errors import Refusal, broken, invalid_param, not_found, unauthorized
from .._state import State, state_of
from .state import Dataset, Document, Knowledge, Segment

Handler = Callable[["KnowledgeCall"], Awaitable[Response]]


class OtherRefusal(Refusal):
    """A 400 whose body is not `{code, message, status}`."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        super().__init__(400, "", "")
        self.body = dict(body)

    def answer(self, path: str) -> Response:
        """The response with this body."""
        return json_answer(self.body, self.status)


@dataclass(slots=True)
class KnowledgeCall:
    """The argument of a handler."""

    request: Request
    state: State

    @property
    def knowledge(self) -> Knowledge:
        """All knowledge bases."""
        return self.state.knowledge

    @property
    def old(self) -> bool:
        """Whether this is a release before 1.13, which checks and deletes in other ways."""
        return self.state.options.release < (1, 13)

    @property
    def now(self) -> float:
        """The time, in seconds."""
        return self.state.time()

    @property
    def base_url(self) -> str:
        """The address under which the client reached this server."""
        return str(self.request.base_url).rstrip("/")

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def dataset(self) -> Dataset:
        """The knowledge base of the path, or 404."""
        found = self.knowledge.datasets.get(self.path("dataset_id"))
        if found is None:
            raise not_found("Dataset not found.")
        return found

    def dataset_to_fill(self) -> Dataset:
        """The same for operations that create documents: older releases use another error."""
        if self.old and self.path("dataset_id") not in self.knowledge.datasets:
            raise invalid_param("Dataset does not exist.")
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

    def query(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked query parameters. Older releases ignore those they cannot read."""
        given = dict(self.request.query_params)
        values, problems = read(given, fields)
        if problems and self.old:
            return {**values, **{problem.place: fields[problem.place].default for problem in problems}}
        if problems:
            raise report(model, [problem.in_new_words() for problem in problems])
        return values

    async def json(self) -> dict[str, Any]:
        """The JSON body."""
        return await read_json(self.request)

    async def body(self, model: str, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked fields of the JSON body."""
        return self.checked(model, await self.json(), fields)

    def checked(self, model: str, given: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
        """The checked fields of a payload."""
        values, problems = read(given, fields)
        if problems and self.old:
            errors = {
                problems[0].place: problems[0].in_old_words("JSON body")
            }  # only the first problem is reported
            raise OtherRefusal({"errors": errors, "message": "Input payload validation failed"})
        if problems:
            raise report(model, [problem.in_new_words() for problem in problems])
        return values

    def gone(self) -> Response:
        """The answer to a delete, without content: before 1.13 a 200 with the body 204."""
        return json_answer(204) if self.old else empty_answer()

    def done(self) -> Response:
        """The answer to an operation that only reports its success."""
        return json_answer(200) if self.old else json_answer({"result": "success"})


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
        data = json.loads(text)
    except ValueError as error:
        raise invalid_param(str(error)) from None
    if not isinstance(data, dict):
        raise broken()
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
        except Refusal as refusal:
            return refusal.answer(request.url.path)

    return serve
