"""The hints of the spec become the resource classes."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .document import Document
from .hints import CONVERTERS, RESULTS, Argument, Method, Resource, has_upload, resources
from .problems import Problem, refuse
from .shapes import module_name, python_name
from .values import Node, annotation, answer_of, body_of, is_binary, solid
from .words import docstring

MADE = "dify_ext/_async/resources/made"
BY_HAND = "dify_ext/_async/resources"

_USER = "None takes the client's."
_PROGRESS = "Called with the bytes sent and the total, which is None if it is not known."
_OPTIONS = "Options of this call: see :class:`RequestOptions`."
# The errors that statuses become. 415 is about a request's own type unless a file is sent.
_ERRORS = {
    "400": ("BadRequestError", "A value is missing or wrong, or the app is not set up for this."),
    "401": ("AuthenticationError", "The key is missing, unknown, or of another kind."),
    "403": ("PermissionDeniedError", "The key may not do this, or the API is switched off."),
    "404": ("NotFoundError", "It does not exist, or belongs to another user, app or workspace."),
    "409": ("ConflictError", "The name is taken, or it is in use."),
    "412": ("APIError", "The form was answered before, or its time is over."),
    "413": ("PayloadTooLargeError", "The file is too large."),
    "415": ("UnsupportedFileTypeError", "The server does not take files of this type."),
    "429": ("RateLimitError", "Too many requests, or the quota is used up."),
    "500": ("ServerError", "The server failed."),
}
_CONSOLE_ERRORS = {
    "401": ("AuthenticationError", "The server does not take the account."),
    "403": ("PermissionDeniedError", "The account's role does not allow this."),
}

# What any of the files may need; what one does not use goes when it is tidied.
IMPORTS = """
from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

from dify_ext._async.binary import AsyncBinaryResponse
from dify_ext._async.pages import AsyncPager
from dify_ext._async.resources._resource import AsyncAccountResource, AsyncResource, Moment
from dify_ext._async.session import raw
from dify_ext._core.arguments import dataset_members, given, given_all, iso, texts
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext.files import with_mentions
"""


def write_resources(document: Document, into: Path) -> None:
    """Write the folder of made modules, one for each resource that has a method which only calls."""
    found = resources(document)
    into.mkdir(parents=True)
    (into / "__init__.py").write_text(
        f'{head("")}"""Made from the spec: resources, raw views, accessors of the clients."""\n'
    )
    for resource in found:
        if any(not method.by_hand for method in resource.methods):
            (into / f"{resource.module}.py").write_text(_Module(document, resource).text(), encoding="utf-8")


def check_by_hand(document: Document, root: Path) -> None:
    """Refuse hints that name methods by hand which nobody wrote."""
    missing = []
    for resource in resources(document):
        source = root / BY_HAND / f"{resource.module}.py"
        text = source.read_text(encoding="utf-8") if source.exists() else ""
        names = [method.name for method in resource.methods if method.by_hand]
        missing += [
            f"{resource.client}.{resource.name}.{name}: write it in {BY_HAND}/{resource.module}.py"
            for name in names
            if not re.search(rf"^    (async )?def {name}\(", text, re.MULTILINE)
        ]
    refuse(missing, "methods by hand that are not there")


def head(part: str) -> str:
    """The first line of a made module."""
    return f"# Made from spec/{part} by scripts/regenerate: change that one.\n"


class _Module:
    """The module of one resource."""

    def __init__(self, document: Document, resource: Resource) -> None:
        self._document = document
        self._resource = resource
        self._imports: set[str] = set()
        # A method that is called list hides the type in the class's annotations.
        shadowed = any(method.name == "list" for method in resource.methods)
        self._list = "builtins.list" if shadowed else "list"

    def text(self) -> str:
        """The source, not formatted yet."""
        resource = self._resource
        base = "AsyncAccountResource" if resource.needs_account else "AsyncResource"
        name = f"Async{resource.class_name}{'Base' if resource.is_subclassed else ''}"
        title = f"``{resource.client}.{resource.name}``: {resource.description}"
        of_class = resource.description
        if resource.is_subclassed:
            of_class += " The methods that only call."
        methods = [self._method(method) for method in resource.methods if not method.by_hand]
        return "\n".join(
            [
                head(f"{resource.module}.yaml") + docstring(title, 0),
                IMPORTS,
                *sorted(self._imports),
                f"\n\nclass {name}({base}):",
                f"    {docstring(of_class)}\n",
                *methods,
            ]
        )

    def _method(self, method: Method) -> str:
        body = textwrap.indent(self._body(method), " " * 8)
        is_list = "pages" in method.hints
        flavour = "def" if is_list else "async def"
        arguments = ["self", *self._signature(method), "**options: Unpack[RequestOptions]"]
        doc = docstring(self._doc(method), 8).replace("\0", " ")
        head = f"    {flavour} {method.name}({', '.join(arguments)}) -> {self._result(method)}:"
        return f"{head}\n        {doc}\n{body}\n"

    def _model(self, name: str) -> str:
        self._imports.add(f"from dify_api.models.{module_name(name)} import {name}")
        return name

    # Arguments

    def _signature(self, method: Method) -> Iterator[str]:
        only = False
        for argument in method.arguments:
            if argument.keyword_only and not only:
                only = True
                yield "*"
            default = "" if argument.default is None else f" = {argument.default}"
            yield f"{argument.name}: {self._annotation(method, argument)}{default}"

    def _annotation(self, method: Method, argument: Argument) -> str:
        if argument.name == "progress":
            return "Progress | None"
        if argument.converter is not None:
            found = argument.converter.annotation.format(model=self._model_of(method, argument))
        else:
            assert argument.value is not None
            found = annotation(argument.value.schema, self._list, self._model)
        if argument.default == "None" and not found.endswith("None") and found != "Any":
            found += " | None"
        return found

    def _model_of(self, method: Method, argument: Argument) -> str:
        """The class of what a converter makes: of the value, of its items, or of the whole body."""
        whole = body_of(self._document, method.operation) or {}
        schema = argument.value.schema if argument.value else whole
        if argument.converter is CONVERTERS["members"]:
            self._model("DatasetMember")
        name = schema.get("x-model") or schema.get("items", {}).get("x-model")
        return self._model(name) if name else ""

    def _sent(self, method: Method, argument: Argument) -> str:
        """The expression for the wire's value of an argument."""
        if argument.value is not None and argument.value.wire == "user":
            return f"self._session.user({argument.name})"
        if argument.converter is None:
            return argument.name
        code = argument.converter.code.format(x=argument.name, model=self._model_of(method, argument))
        is_optional = argument.default == "None" and not argument.converter.takes_none
        return f"None if {argument.name} is None else {code}" if is_optional else code

    # The call

    def _body(self, method: Method) -> str:
        style = method.hints.get("pages")
        lines = [f"advice = {_literal(_advice(method))}"] if "advice" in method.hints else []
        sent = {one.value.wire: self._sent(method, one) for one in method.arguments if one.value}
        if style is not None:
            # Evaluated once, not for each page.
            for argument in method.arguments:
                if argument.value and sent[argument.value.wire] != argument.name:
                    lines.append(f"{argument.name}_ = {sent[argument.value.wire]}")
                    sent[argument.value.wire] = f"{argument.name}_"
            sent |= {style: "cursor"} if style != "all" else {}
        sent |= {wire: _literal(value) for wire, value in method.fixed.items()}
        lines += self._request(method, sent)
        asked = lines.pop()
        if "advice" in method.hints:
            only_with = method.hints.get("advice_with")
            asked += f".with_advice(advice{f' if {only_with} is not None else {{}}' if only_with else ''})"
        if style is not None:
            return "\n".join([*lines, *self._pages(method, style, asked)])
        if is_binary(self._document, method.operation):
            return "\n".join([*lines, f"return await self._session.open_binary({asked}, options)"])
        result = asked + self._picked(method)
        if len(result) > 80 and not self._is_nothing(method):
            lines.append(f"asked = {asked}")
            result = "asked" + self._picked(method)
        return "\n".join([*lines, f"return await self._session.execute({result}, options)"])

    def _request(self, method: Method, sent: dict[str, str]) -> Iterator[str]:
        """The lines that make the body, and last the expression of the call."""
        values = method.values

        def passed(*places: str) -> str:
            chosen = [wire for wire in values if wire in sent and values[wire].place in places]
            return ", ".join(f"{python_name(wire, method.name)}={sent[wire]}" for wire in chosen)

        operation = method.operation_id
        self._imports.add(f"from dify_api.api.{method.tag} import {operation}")
        parts = [operation]
        parts += [sent[wire] for wire in values if wire in sent and values[wire].place == "path"]
        whole = body_of(self._document, method.operation)
        if whole is not None:
            if is_whole := [one for one in method.arguments if one.converter is CONVERTERS["body"]]:
                yield f"body = {self._sent(method, is_whole[0])}"
            elif inside := method.hints.get("inside"):
                inner = self._model(solid(self._document, whole["properties"][inside])["x-model"])
                yield f"{inside} = {inner}({passed('body')})"
                yield f"body = {self._model(whole['x-model'])}({inside}={inside})"
            else:
                yield f"body = {self._model(whole['x-model'])}({passed('body')})"
            parts.append("body=body")
        more = passed("query", "header")
        parts += [more] if more else []
        yield f"call({', '.join(parts)})"

    def _pages(self, method: Method, style: str, asked: str) -> Iterator[str]:
        schema = self._answer(method)
        item = self._item(method)
        pick = method.hints.get("pick", "data")
        if "items" in schema:
            read = "PageData"
        elif pick == "data":
            read = "page_data"
        else:
            orelse = "" if pick in schema.get("required", []) else " or []"
            read = f"lambda answer: PageData(answer.{pick}{orelse})"
        size = ""
        limited = any(one.name == "limit" for one in method.arguments)
        if style == "page" and limited and "limit" not in schema.get("properties", {}):
            size = ", limit or 20"  # the answer does not say it; 20 is the server's own
        yield f"\ndef ask(cursor: {'object' if style == 'all' else 'Any'}) -> Call[PageData[{item}]]:"
        yield f"    return {asked}.map({read})\n"
        cursor = "None" if style == "all" else style
        yield f'return self._session.page(Paging(ask, "{style}"{size}), {cursor}, options)'

    def _picked(self, method: Method) -> str:
        if self._is_nothing(method):
            return ".done()"
        if into := method.hints.get("into"):
            self._imports.add(f"from {RESULTS[into]} import {into}")
            return f".read_by({into}.from_dict)"
        pick = method.hints.get("pick")
        if pick is None:
            return ""
        schema = self._answer(method)
        is_list = "items" in self._field(schema, pick)
        orelse = " or []" if is_list and pick not in schema.get("required", []) else ""
        return f".map(lambda answer: answer.{pick}{orelse})"

    # The answer

    def _answer(self, method: Method) -> Node:
        schema = answer_of(self._document, method.operation)[1]
        if schema is None:
            raise Problem(
                f"{method.operation_id}: its success has no content to pick from, or to page through"
            )
        return schema

    def _field(self, schema: Node, name: str) -> Node:
        if name not in schema.get("properties", {}):
            raise Problem(
                f"x-client: 'pick' names {name!r}, which {schema.get('x-model', 'the answer')} does not have"
            )
        return solid(self._document, schema["properties"][name])

    def _item(self, method: Method) -> str:
        schema = self._answer(method)
        listed = schema if "items" in schema else self._field(schema, method.hints.get("pick", "data"))
        return annotation(listed["items"], self._list, self._model)

    def _is_nothing(self, method: Method) -> bool:
        schema = answer_of(self._document, method.operation)[1]
        return schema is None or schema.get("x-model") == "Result"

    def _result(self, method: Method) -> str:
        if "pages" in method.hints:
            return f"AsyncPager[{self._item(method)}]"
        if is_binary(self._document, method.operation):
            return "AsyncBinaryResponse"
        if self._is_nothing(method):
            return "None"
        if into := method.hints.get("into"):
            return str(into)
        schema = self._answer(method)
        if pick := method.hints.get("pick"):
            schema = self._field(schema, pick)
        return annotation({**schema, "x-null": False}, self._list, self._model)

    # The docstring

    def _doc(self, method: Method) -> str:
        hints, operation = method.hints, method.operation
        parts = (
            [hints["summary"]]
            if "summary" in hints
            else [operation.get("summary", ""), operation.get("description", "")]
        )
        parts += [hints.get("doc", "")]
        prose = "\n\n".join(_marked(_one_line(part)) for part in parts if part)
        sections = [("Args", [*self._told(method), ("**options", _OPTIONS)])]
        sections += [("Returns", [("", self._outcome(method))])] if self._result(method) != "None" else []
        sections += [("Raises", [*_errors(method)])]
        text = prose + "".join(_section(title, entries) for title, entries in sections)
        if since := operation.get("x-since"):
            text += f"\n\nSince:\n    Dify {since}"
        if example := hints.get("example"):
            code = textwrap.indent(example.strip(), "    ")
            text += "\n\nExample:\n" + code.replace(" ", "\0")  # code is not wrapped
        path = method.path
        for wire, value in method.fixed.items():
            path = path.replace(f"{{{wire}}}", str(value))
        return f"{text}\n\n{method.http.upper()}\0{path}"  # on one line, however long it is

    def _told(self, method: Method) -> Iterator[tuple[str, str]]:
        for one in method.arguments:
            if one.name == "progress":
                yield one.name, _PROGRESS
                continue
            words = one.value.description if one.value else self._whole_body(method)
            if one.value and one.value.wire == "user":
                words += f" {_USER}"
            if one.converter is not None:
                words += f" {one.converter.doc}"
            yield one.name, words

    def _whole_body(self, method: Method) -> str:
        body = method.operation["requestBody"]
        return _one_line(
            body.get("description") or (body_of(self._document, method.operation) or {})["description"]
        )

    def _outcome(self, method: Method) -> str:
        words = _one_line(answer_of(self._document, method.operation)[2])
        if "pages" in method.hints:
            more = (
                "All of it is on one page"
                if method.hints["pages"] == "all"
                else "Iterate over it for all pages"
            )
            return f"{words} {more}."
        return words


def _advice(method: Method) -> dict[int, str]:
    return {int(status): _one_line(words) for status, words in method.hints.get("advice", {}).items()}


def _errors(method: Method) -> Iterator[tuple[str, str]]:
    advice = {str(status): words for status, words in _advice(method).items()}
    known = _ERRORS | (_CONSOLE_ERRORS if method.client == "server" else {})
    for status in sorted({*method.operation["responses"], *advice}):
        if status[0] in "45" and (status != "415" or has_upload(method.arguments)):
            name, words = known.get(status, ("APIError", f"The server answers {status}."))
            told = advice.get(status)
            yield name, f"{words} {_sentence(told)}" if told else words
    if has_upload(method.arguments) or any(
        one.value and one.value.wire == "user" for one in method.arguments
    ):
        reasons = ["No end user is named."] if any(one.name == "user" for one in method.arguments) else []
        reasons += ["The file cannot be read."] if has_upload(method.arguments) else []
        yield "ConfigurationError", " ".join(reasons)


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
    marks = r":\w+:`[^`\n]+`|``[^`\n]+``|`([^`\n]+)`"  # what is marked up already stays
    return re.sub(marks, lambda one: f"``{python.get(one[1], one[1])}``" if one[1] else one[0], text)


def _literal(value: Any) -> str:
    """A value of the hints as Python source; long texts in pieces, which the formatter does not break."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {_literal(one)}' for key, one in value.items())}}}"
    if not isinstance(value, str) or len(value) < 70:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
    pieces = textwrap.wrap(value, 80, drop_whitespace=False)
    return "(" + " ".join(json.dumps(piece, ensure_ascii=False) for piece in pieces) + ")"
