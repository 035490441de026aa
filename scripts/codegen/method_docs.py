"""The docstring of a method: prose, its sections, the example, the endpoint."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from .document import Document
from .hints import Method, has_upload
from .values import answer_of, body_of
from .vocabulary import STREAMS

_USER = "None: the user of the client."
_RESPONSE_MODE = "`blocking` requests the answer in one piece. None: it is streamed internally."
_STREAM = (
    "The stream. It sends the request when it is entered, or when iteration begins, and raises the errors "
    "below then; the call itself raises only ConfigurationError."
)
_OPTIONS = "Options of {}: see :class:`RequestOptions`."
# The errors that statuses become. 415 is about a request's own type unless a file is sent.
_ERRORS = {
    "400": ("BadRequestError", "A value is missing or wrong{}."),
    "401": ("AuthenticationError", "The key is unknown, or of another kind."),
    "403": ("PermissionDeniedError", "The key may not do this, or the API is switched off."),
    "404": ("NotFoundError", "It does not exist, or belongs to another user, app or workspace."),
    "405": ("APIError", "Status 405: the server's release does not have this operation."),
    "409": ("ConflictError", "The name is taken, or it is in use."),
    "412": ("APIError", "Status 412: the form was already answered, or has expired."),
    "413": ("PayloadTooLargeError", "The file is too large."),
    "415": ("UnsupportedFileTypeError", "The server does not accept files of this type."),
    "422": ("APIError", "Status 422: a value is missing or wrong (Dify 1.16.1 and later; earlier 400)."),
    "429": ("RateLimitError", "Too many requests, or the quota is used up."),
    "500": ("ServerError", "The server failed."),
}
_CONSOLE_ERRORS = {
    "401": ("AuthenticationError", "The account or its password is refused."),
    "403": ("PermissionDeniedError", "The account's role does not allow this."),
}


def method_doc(document: Document, method: Method, result: str) -> str:
    """The docstring, not wrapped yet; ``result`` is the type that the method gives."""
    hints, operation = method.hints, method.operation
    parts = (
        [hints["summary"]]
        if "summary" in hints
        else [operation.get("summary", ""), operation.get("description", "")]
    )
    parts += [hints.get("doc", "")]
    prose = "\n\n".join(_marked(_one_line(part)) for part in parts if part)
    options = _OPTIONS.format("each request" if "sent_by" in hints else "this call")
    sections = [("Args", [*_arguments(document, method), ("**options", options)])]
    sections += [("Returns", [("", _outcome(document, method))])] if result != "None" else []
    sections += [("Raises", [*_errors(method)])]
    text = prose + "".join(_section(title, entries) for title, entries in sections)
    since = operation.get("x-since")
    if since and "x-instead" not in operation:
        text += f"\n\nSince:\n    Dify {since}"
    if example := hints.get("example"):
        code = textwrap.indent(example.strip(), "    ")
        text += "\n\nExample:\n" + code.replace(" ", "\0")  # code is not wrapped
    path = method.path
    for wire, value in method.fixed.items():
        path = path.replace(f"{{{wire}}}", str(value))
    path += f",\0or\0{method.alternative.path}" if method.alternative else ""
    return f"{text}\n\n{method.http.upper()}\0{path}"  # on one line, however long it is


def _arguments(document: Document, method: Method) -> Iterator[tuple[str, str]]:
    of_runs = {"response_mode": _RESPONSE_MODE} if "events" in method.hints else {}
    told = of_runs | method.hints.get("args", {})
    for one in method.arguments:
        if one.extra is not None:
            words = told.get(one.name, one.extra.doc)
        else:
            words = one.value.description if one.value else _whole_body(document, method)
            words = _one_line(told.get(one.name, words))
        if one.value and one.value.wire == "user":
            words += f" {_USER}"
        if one.converter is not None:
            words += f" {one.converter.doc}"
        yield one.name, words


def _whole_body(document: Document, method: Method) -> str:
    body = method.operation["requestBody"]
    return str(body.get("description") or (body_of(document, method.operation) or {})["description"])


def _outcome(document: Document, method: Method) -> str:
    if "returns" in method.hints:
        return _one_line(method.hints["returns"])
    if "events" in method.hints:
        return STREAMS[method.hints["events"]].returns if method.hints.get("wait") else _STREAM
    words = _one_line(answer_of(document, method.operation)[2])
    if "pages" in method.hints:
        is_one_page = method.hints["pages"] == "all"
        more = "All rows are on one page" if is_one_page else "Iterate over it for all pages"
        return f"{words} {more}."
    return words


def advice_of(method: Method) -> dict[int, str]:
    """What the errors of some statuses say besides the server's words."""
    return {int(status): _one_line(words) for status, words in method.hints.get("advice", {}).items()}


def _errors(method: Method) -> Iterator[tuple[str, str]]:
    if "events" in method.hints:
        yield from _errors_of_run(method)
    advice = {str(status): words for status, words in advice_of(method).items()}
    known = _ERRORS | (_CONSOLE_ERRORS if method.client == "server" else {})
    for status in sorted({*method.operation["responses"], *advice}):
        if status[0] in "45" and (status != "415" or has_upload(method.arguments)):
            name, words = known.get(status, ("APIError", f"The server answers {status}."))
            is_of_app = method.client == "dify" and not method.path.startswith(
                ("/v1/datasets", "/v1/workspaces")
            )
            words = words.format(", or the app does not support this" if is_of_app else "")
            told = advice.get(status)
            yield name, f"{words} {_sentence(told)}" if told else words
    needs_user = any(one.value and one.value.wire == "user" for one in method.arguments)
    if "events" in method.hints:
        yield "ConfigurationError", f"An argument cannot be sent{', or no end user is named' * needs_user}."
    elif has_upload(method.arguments) or needs_user:
        reasons = ["No end user is named."] if needs_user else []
        reasons += ["The file cannot be read."] if has_upload(method.arguments) else []
        yield "ConfigurationError", " ".join(reasons)


def _errors_of_run(method: Method) -> Iterator[tuple[str, str]]:
    yield "StreamFailed", "The server sent an error event; ``partial`` is the answer so far."
    yield "StreamIncomplete", "The connection broke, and the rest could not be fetched."
    yield "StreamStalled", "No event came for ``stall_timeout`` seconds."
    yield "RequestTimeout", "A time limit was reached; after ``call_timeout`` seconds the run is stopped."
    if fails := STREAMS[method.hints["events"]].fails:
        yield "WorkflowFailed", fails
    if method.hints.get("wait") and any(one.name == "on_human_input" for one in method.arguments):
        yield "WorkflowPaused", "The run waits for a human, and there is no handler."


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].rstrip('.')}."


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _section(title: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = [f"    {name}: {words}" if name else f"    {words}" for name, words in entries]
    return f"\n\n{title}:\n" + "\n".join(_marked(line) for line in lines)


def _marked(text: str) -> str:
    """Code in the spec's Markdown as code in a docstring, JSON's words as Python's."""
    python = {"null": "None", "true": "True", "false": "False"}
    marks = r":\w+:`[^`\n]+`|``[^`\n]+``|`([^`\n]+)`"  # existing markup stays
    return re.sub(marks, lambda one: f"``{python.get(one[1], one[1])}``" if one[1] else one[0], text)
