"""The hints of the spec become the resource classes."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .document import Document
from .hints import Argument, Method, Resource, resources
from .method_docs import advice_of, method_doc
from .problems import Problem, refuse
from .rows import rows_method
from .runs import run_body, run_result
from .shapes import python_name
from .values import Node, annotation, answer_of, body_of, is_binary, solid
from .vocabulary import CHANGERS, CONVERTERS, FUNCTIONS, RESULTS, SENDERS_MODULE
from .words import docstring

MADE = "dify_ext/_async/resources/made"
BY_HAND = "dify_ext/_async/resources"

# Imports that a file may need; unused ones are removed when it is tidied.
IMPORTS = """
from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Unpack

from dify_ext._async.binary import AsyncBinaryResponse
from dify_ext._async.pages import AsyncPage, AsyncPager, pages
from dify_ext._async.resources._resource import AsyncAccountResource, AsyncResource, Moment, Rows
from dify_ext._async.run_driver import Run
from dify_ext._async.session import raw
from dify_ext._async.streams import AsyncChatStream, AsyncEventStream, AsyncWorkflowStream, get_result
from dify_ext._core.arguments import as_json, checked_text, dataset_members, given, given_all, given_mappings
from dify_ext._core.arguments import iso, texts
from dify_ext._core.hooks import no_hooks
from dify_ext._core.lazy import cached_property
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, filtered, page_data
from dify_ext._core.uploads import FileSource, Progress, Upload
from dify_ext._redaction import alone
from dify_ext._streaming import human_input
from dify_ext._streaming.accumulators import DatasourceAccumulator, WorkflowAccumulator
from dify_ext._streaming.answers import ChatAnswer, WorkflowResult
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext._streaming.run_calls import events_call, stopping
from dify_ext.errors import DifyError
from dify_ext.files import Mention, mentioned, with_mentions
"""
# Imported when a method is called, since few programs do.
TYPES = """
if TYPE_CHECKING:
    from dify_ext.batch import BatchOptions, BatchReport, ByRow
"""


def write_resources(document: Document, into: Path) -> None:
    """Write the made modules: one for each resource with a method that only calls."""
    found = resources(document)
    into.mkdir(parents=True)
    (into / "__init__.py").write_text(
        f'{head("")}"""Made from the spec: resources, raw views, accessors of the clients."""\n'
    )
    for resource in found:
        if any(not method.by_hand for method in resource.methods):
            (into / f"{resource.module}.py").write_text(_Module(document, resource).text(), encoding="utf-8")


def check_by_hand(document: Document, root: Path) -> None:
    """Refuse hints that name methods by hand which do not exist."""
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
                TYPES if any("rows" in method.hints for method in resource.methods) else "",
                f"\n\nclass {name}({base}):",
                f"    {docstring(of_class)}\n",
                *methods,
            ]
        )

    def _method(self, method: Method) -> str:
        if "rows" in method.hints:
            return rows_method(method)
        body = textwrap.indent(self._body(method), " " * 8)
        is_later = "pages" in method.hints or ("events" in method.hints and "wait" not in method.hints)
        flavour = "def" if is_later else "async def"
        arguments = ["self", *self._signature(method), "**options: Unpack[RequestOptions]"]
        result = self._result(method)
        doc = docstring(method_doc(self._document, method, result), 8).replace("\0", " ")
        head = f"    {flavour} {method.name}({', '.join(arguments)}) -> {result}:"
        return f"{head}\n        {doc}\n{body}\n"

    def _model(self, name: str) -> str:
        self._imports.add(f"from dify_api.models import {name}")
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
        if argument.extra is not None:
            return argument.extra.annotation
        if argument.converter is not None:
            found = argument.converter.annotation.format(model=self._model_of(method, argument))
        else:
            assert argument.value is not None
            found = annotation(argument.value.schema, self._list, self._model)
        if argument.default == "None" and not found.endswith("None") and found != "Any":
            found += " | None"
        return found

    def _model_of(self, method: Method, argument: Argument) -> str:
        """The class that a converter makes: of the value, of its items, or of the whole body."""
        whole = body_of(self._document, method.operation) or {}
        schema = argument.value.schema if argument.value else whole
        if argument.converter is CONVERTERS["members"]:
            self._model("DatasetMember")
        name = schema.get("x-model") or schema.get("items", {}).get("x-model")
        return self._model(name) if name else ""

    def _sent(self, method: Method, argument: Argument) -> str:
        """The expression for the wire's value of an argument."""
        if argument.value is not None and argument.value.wire == "user":
            return f"self._session.options.need_user({argument.name})"
        if argument.converter is None:
            return argument.name
        code = argument.converter.code.format(x=argument.name, model=self._model_of(method, argument))
        is_optional = argument.default == "None" and not argument.converter.takes_none
        return f"None if {argument.name} is None else {code}" if is_optional else code

    # The call

    def _body(self, method: Method) -> str:
        lines = self._lines(method)
        if secret := method.hints.get("secret"):
            lines = textwrap.indent(lines, "    ")
            return (
                f"try:\n{lines}\nexcept DifyError as error:\n"
                f"    del {secret}  # it is in no locals of the traceback\n    raise alone(error) from None"
            )
        return lines

    def _lines(self, method: Method) -> str:
        style = method.hints.get("pages")
        if opens := method.hints.get("opens"):
            url = self._other(method, "opens", opens)
            return f"return await self._session.open_url({url})"
        lines = [f"advice = {_literal(advice_of(method))}"] if "advice" in method.hints else []
        sent = {one.value.wire: self._sent(method, one) for one in method.arguments if one.value}
        fixed = {wire: _literal(value) for wire, value in method.fixed.items()}
        if "events" in method.hints:
            return run_body(self._document, method, sent | fixed, self._request, self._imports)
        if style is not None:
            # Evaluated once, not for each page.
            for argument in method.arguments:
                if argument.value and sent[argument.value.wire] not in (argument.name, *fixed.values()):
                    lines.append(f"{argument.name}_ = {sent[argument.value.wire]}")
                    sent[argument.value.wire] = f"{argument.name}_"
            sent |= {style: "cursor"} if style != "all" else {}
        sent |= fixed
        if first := method.hints.get("first_of"):
            lines += [f"found = {self._other(method, 'first_of', first)}", "if found:\n    return found[0]"]
        lines += self._request(method, sent)
        asked = lines.pop()
        if sender := method.hints.get("sent_by"):
            self._imports.add(f"from {SENDERS_MODULE} import {sender}")
            of_path = [sent[wire] for wire, value in method.values.items() if value.place == "path"]
            if sender in CHANGERS:  # it adds what is left out, and makes the body
                of_body = [wire for wire, value in method.values.items() if value.place == "body"]
                changes = ", ".join(f'"{wire}": {sent[wire]}' for wire in of_body if wire in sent)
                lines = [f"body = {{{changes}}}"]
            passed = ", ".join(["self._session", *of_path, "body", "options"])
            return "\n".join([*lines, f"return await {sender}({passed})"])
        if "advice" in method.hints:
            only_with = method.hints.get("advice_with")
            asked += f".with_advice(advice{f' if {only_with} is not None else {{}}' if only_with else ''})"
        if style is not None:
            lines += self._pages(method, style, asked)
            return "\n".join(lines if "await " not in "".join(lines) else self._later(method, lines))
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
                fields = [passed("body")]
                for place in sorted({one.place for one in values.values() if one.place.startswith("json ")}):
                    fields.append(f"{place.removeprefix('json ')}=as_json({passed(place)})")
                yield f"body = {self._model(whole['x-model'])}({', '.join(fields)})"
            parts.append("body=body")
        more = passed("query", "header")
        parts += [more] if more else []
        asked = f"call({', '.join(parts)})"
        if other := method.alternative:
            self._imports.add(f"from dify_api.api.{other.tag} import {other.operation_id}")
            [name] = [one.name for one in method.arguments if one.value and one.value.place == "alternative"]
            asked += f" if {name} is None else call({', '.join([other.operation_id, name, *parts[1:]])})"
        yield asked

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
        settings = ""
        limited = any(one.name == "limit" for one in method.arguments)
        if style == "page" and limited and "limit" not in schema.get("properties", {}):
            settings = ", limit or 20"  # the answer does not say it; 20 is the server's own
        without, paging = "", f'Paging(ask, "{style}"{settings})'
        for name, field in method.hints.get("fallback", {}).items():
            [argument] = [one for one in method.arguments if one.name == name]
            without = f", {name}: {self._annotation(method, argument)} = {name}"
            values = method.hints.get("fallback_of")
            of = f", {_literal(tuple(values))}" if values else ""
            paging = f'filtered(ask, "{style}", "{field}", {name}{of})'
        kind = "object" if style == "all" else "Any"
        yield f"\ndef ask(cursor: {kind}{without}) -> Call[PageData[{item}]]:"
        yield f"    return {asked}.map({read})\n"
        cursor = "None" if style == "all" else style
        yield f"return pages(self._session, {paging}, {cursor}, options)"

    def _later(self, method: Method, lines: list[str]) -> Iterator[str]:
        """The lines of a list that awaits something before its first page."""
        *before, last = lines
        yield f"async def first() -> AsyncPage[{self._item(method)}]:"
        yield textwrap.indent("\n".join([*before, last.replace("return ", "return await ")]), "    ")
        yield "\nreturn AsyncPager(first)  # sync: return first()"

    def _other(self, method: Method, hint: str, name: str) -> str:
        """The call of another method of the resource, with the same arguments."""
        if name not in {one.name for one in self._resource.methods}:
            raise Problem(f"x-client: {hint!r} names {name!r}, which is no method of {method.resource}")
        passed = [one.name if not one.keyword_only else f"{one.name}={one.name}" for one in method.arguments]
        return f"await self.{name}({', '.join([*passed, '**options'])})"

    def _picked(self, method: Method) -> str:
        if self._is_nothing(method):
            return ".done()"
        if into := method.hints.get("into"):
            self._imports.add(f"from {RESULTS[into]} import {into}")
            return f".read_by({into}.from_dict)"
        if through := method.hints.get("through"):
            self._imports.add(f"from {FUNCTIONS[through]} import {through}")
            return f".map({through})"
        if absent := method.hints.get("absent"):
            return f".unless_absent({absent!r})"
        pick = method.hints.get("pick")
        if pick is None:
            return ""
        schema = self._answer(method)
        *before, last = pick if isinstance(pick, list) else [pick]
        is_list = "items" in self._field(schema, last)
        orelse = " or []" if is_list and last not in schema.get("required", []) else ""
        first = "".join(f"answer.{name} or " for name in before)
        return f".map(lambda answer: {first}answer.{last}{orelse})"

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
        if "events" in method.hints:
            return run_result(method, self._list)
        if "pages" in method.hints:
            return f"AsyncPager[{self._item(method)}]"
        if "opens" in method.hints or is_binary(self._document, method.operation):
            return "AsyncBinaryResponse"
        if self._is_nothing(method):
            return "None"
        if into := method.hints.get("into"):
            return str(into)
        schema = self._answer(method)
        if pick := method.hints.get("pick"):
            schema = self._field(schema, pick[-1] if isinstance(pick, list) else pick)
        return annotation({**schema, "x-null": False}, self._list, self._model)


def _literal(value: Any) -> str:
    """A value of the hints as Python source; long texts in pieces, for the formatter."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {_literal(one)}' for key, one in value.items())}}}"
    if not isinstance(value, str) or len(value) < 70:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
    pieces = textwrap.wrap(value, 80, drop_whitespace=False)
    return "(" + " ".join(json.dumps(piece, ensure_ascii=False) for piece in pieces) + ")"
