"""The words of the hints: converters, extra arguments, classes, streams."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Converter:
    """The type of an argument, and the expression that makes the wire's value of it."""

    annotation: str
    code: str  # {x} is the argument, {model} the schema's class
    doc: str = ""  # for the argument's description
    takes_none: bool = False


CONVERTERS = {
    "texts": Converter("str | Iterable[str]", "texts({x})", "One, or several."),
    "given": Converter(
        "{model} | Mapping[str, Any]",
        "given({model}, {x})",
        "A model of ``dify_api.models``, or a mapping, which is sent as it is.",
        takes_none=True,
    ),
    "given_all": Converter(
        "Iterable[{model} | Mapping[str, Any]]",
        "given_all({model}, {x})",
        "Models of ``dify_api.models``, or mappings, which are sent as they are.",
    ),
    "body": Converter(
        "{model} | Mapping[str, Any]",
        "given({model}, {x})",
        "A model of ``dify_api.models``, or a mapping, which is sent as it is.",
    ),
    "members": Converter(
        "Iterable[str | DatasetMember | Mapping[str, Any]]",
        "dataset_members({x})",
        "Account ids, models or mappings.",
    ),
    "mentions": Converter(
        "Mapping[str, Any]",
        "with_mentions({x} or {{}})",
        "Values may be files: :class:`UploadedFile` and :class:`RemoteFile`.",
        takes_none=True,
    ),
    "moment": Converter(
        "Moment",
        "await self._account.wire_time({x})",
        'A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31 18:00"``.',
        takes_none=True,
    ),
    "iso": Converter("datetime | str", "iso({x})", "A ``datetime``, or text in ISO 8601.", takes_none=True),
    "mappings": Converter("Iterable[Mapping[str, Any]]", "given_mappings({x})"),
    "mentioned": Converter(
        "Iterable[Mention]",
        "mentioned({x})",
        "Each is an :class:`UploadedFile` or a :class:`RemoteFile`.",
        takes_none=True,
    ),
    "text": Converter("str", 'checked_text({x}, "{x}")'),
    "flag": Converter("bool", "{x} or None", takes_none=True),
    "file": Converter(
        "FileSource",
        "Upload.of({x}, progress=progress)",
        "A path, bytes, an open binary file, an iterable of bytes, or ``(filename, content[, mime_type])``.",
    ),
    "audio": Converter(
        "FileSource",
        "Upload.of({x}, progress=progress, audio=True)",
        "A path, bytes, an open binary file, an iterable of bytes, or ``(filename, content[, mime_type])``.",
    ),
}
# Classes for answers, functions that answers go through, and their modules.
RESULTS = {"UploadedFile": "dify_ext.files"}
FUNCTIONS = {"ended": "dify_ext._streaming.answers"}
# Functions that send a call and do more; changers get the fields of the body, which may be None.
CHANGERS = {"change_app"}
SENDERS = CHANGERS | {"create_by_text", "retrieve", "unbind"}
SENDERS_MODULE = "dify_ext._async.resources._senders"


@dataclass(frozen=True)
class Extra:
    """An argument that is never sent."""

    annotation: str
    default: str
    doc: str


EXTRAS = {
    "progress": Extra(
        "Progress | None",
        "None",
        "Called with the bytes sent so far and the total in bytes; the total is None if unknown.",
    ),
    "on_human_input": Extra(
        "OnHumanInput | None",
        "None",
        "Called with the form (``form_content``, ``inputs``, ``actions``, ``expiration_time`` in Unix "
        "seconds) if the run waits for a human. It returns the id of an action, or ``(action, inputs)``; "
        "then the run continues. In the asynchronous client it may be a coroutine function.",
    ),
    "stop_on_exit": Extra(
        "bool",
        "True",
        "True: the run is stopped on the server if the stream is left before its end. False: it continues.",
    ),
    "resume": Extra(
        "bool",
        "True",
        "False: a broken connection raises :class:`StreamIncomplete`. True: the stream is resumed.",
    ),
}


@dataclass(frozen=True)
class Stream:
    """How the events of a run are added up, and the result of the program."""

    class_name: str
    accumulator: str
    result: str = ""  # empty if no method can wait for it
    returns: str = ""
    fails: str = ""  # when the run raises WorkflowFailed


STREAMS = {
    "chat": Stream(
        "AsyncChatStream", "ChatAccumulator()", "ChatAnswer", "The whole answer.", "The chatflow failed."
    ),
    "completion": Stream(
        "AsyncChatStream",
        'ChatAccumulator("completion")',
        "ChatAnswer",
        "The text, in ``answer``, with its ``usage``.",
    ),
    "workflow": Stream(
        "AsyncWorkflowStream",
        "WorkflowAccumulator()",
        "WorkflowResult",
        "The result. A run that was ``stopped`` or ``partial-succeeded`` does not raise.",
        "The run failed; ``run`` is the data of its last event.",
    ),
    "datasource": Stream("AsyncEventStream[list[Any]]", "DatasourceAccumulator()"),
}
