"""Models and operations as lines of code: the templates only put them in their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .parser import Endpoint, ModelProperty, Property, Response, properties, response_status, wire_name
from .problems import Problem
from .shapes import Name, Shape, is_map, python_name, shape_of, unique
from .words import Words, docstring, entries

Models = Mapping[str, ModelProperty]


@dataclass(frozen=True)
class Field:
    """A field of a model: its declaration, and the code that reads it from ``d``."""

    name: str
    wire: str
    declaration: str
    read: str
    required: bool
    is_file: bool


@dataclass(frozen=True)
class ModelView:
    """A class of ``dify_api.models``."""

    name: str
    doc: str
    fields: list[Field]
    renamed: dict[str, str]  # the fields whose name in JSON is another
    imports: list[str]  # at the top
    late_imports: list[str]  # in from_dict, if modules refer to one another in a circle
    typing_imports: list[str]
    is_multipart: bool


def model_view(
    model: ModelProperty, models: Models, cycles: Mapping[str, frozenset[str]], words: Words
) -> ModelView:
    """The view of one parsed object."""
    name = model.class_info.name
    shapes = {wire_name(prop): shape_of(prop, models) for prop in properties(model)}
    fields = [_field(prop, shapes[wire_name(prop)], name, words) for prop in properties(model)]
    unique((one.name for one in fields), name)
    if any(one.is_file for one in fields) and not model.is_multipart_body:
        raise Problem(f"{name} has a binary field, but no multipart body uses it")
    module = str(model.class_info.module_name)
    needed = {used for shape in shapes.values() for used in shape.models if used.module != module}
    late = {used for used in needed if used.name in cycles[name]}
    aliases = {alias for shape in shapes.values() for alias in shape.aliases}
    told = [(one.name, words.field(name, one.wire)) for one in fields]
    return ModelView(
        name=name,
        doc=docstring(words.schema(name) + entries("Attributes", told)),
        fields=fields,
        renamed={one.name: one.wire for one in fields if one.name != one.wire},
        imports=_imports(needed - late, "."),
        late_imports=_imports(late, "."),
        typing_imports=_imports(late | aliases, "."),
        is_multipart=model.is_multipart_body,
    )


def _field(prop: Property, shape: Shape, model: str, words: Words) -> Field:
    wire = wire_name(prop)
    name = python_name(wire, model)
    declared, default = shape.declared, ""
    if shape.annotation.startswith("Literal["):
        default = " = " + shape.annotation.removeprefix("Literal[").removesuffix("]")
    if not prop.required:
        declared, default = declared if declared.endswith("None") else _or_none(declared), " = None"
    if words.is_secret(model, wire):
        default = f" = field({'default=None, ' * (not prop.required)}repr=False)"
    return Field(
        name=name,
        wire=wire,
        declaration=f"{name}: {declared}{default}",
        read=_read(wire, prop.required, shape),
        required=prop.required,
        is_file=shape.kind == "file",
    )


def _or_none(annotation: str) -> str:
    return annotation if annotation == "Any" else f"{annotation} | None"


def _read(wire: str, required: bool, shape: Shape) -> str:
    key = f'"{wire}"'
    read = shape.read
    if read and read.startswith("list_of(") and not (required and shape.nullable):
        item = read.removeprefix("list_of(").removesuffix(")")
        return f"{'required' if required else 'optional'}_list(d, {key}, {item})"
    reader = f", {read}" if read else ""
    if required:
        return f"{'required_or_null' if shape.nullable else 'required'}(d, {key}{reader})"
    return f"optional(d, {key}{reader})" if read else f"d.pop({key}, None)"


def _imports(names: Iterable[Name], prefix: str) -> list[str]:
    return sorted({f"from {prefix}{name.module} import {name.name}" for name in names})


def circles(models: Models) -> dict[str, frozenset[str]]:
    """For each model those that refer back to it: they cannot import one another at the top."""
    direct = {
        name: {used.name for prop in properties(model) for used in shape_of(prop, models).models} - {name}
        for name, model in models.items()
        if not is_map(model)
    }
    reached: dict[str, set[str]] = {}
    for name in direct:
        todo, seen = [name], set[str]()
        while todo:
            for used in direct[todo.pop()] - seen:
                seen.add(used)
                todo.append(used)
        reached[name] = seen
    return {
        name: frozenset(other for other in seen if name in reached[other]) for name, seen in reached.items()
    }


@dataclass(frozen=True)
class Argument:
    """One argument of an operation and its place in the request."""

    name: str
    wire: str
    declaration: str
    place: str
    doc: str


@dataclass(frozen=True)
class Answer:
    """One answer: its statuses and the expression that reads it (``None`` if it has no body)."""

    statuses: tuple[int, ...]
    read: str
    only_success: bool = False  # then it reads every success: releases use different ones

    @property
    def condition(self) -> str:
        """The test of the response."""
        if self.only_success:
            return "response.is_success"
        first, *more = self.statuses
        return f"response.status_code in {self.statuses!r}" if more else f"response.status_code == {first}"


@dataclass(frozen=True)
class OperationView:
    """A class of ``dify_api.api``."""

    name: str
    doc: str
    call_doc: str
    method: str
    url: str
    arguments: list[Argument]
    answers: list[Answer]  # those that are no errors
    errors: list[int]  # the statuses of documented errors
    result: str  # the type of the parsed answer, without None
    body_kind: str  # "", "json", "multipart"
    needs_body: bool

    def placed(self, place: str) -> list[Argument]:
        """The arguments that go to one place of the request."""
        return [argument for argument in self.arguments if argument.place == place]

    @property
    def signature(self) -> str:
        """The arguments of ``_get_kwargs``."""
        path = [argument.declaration for argument in self.placed("path")]
        rest = [argument.declaration for argument in self.arguments if argument.place != "path"]
        return ", ".join([*path, *(["*", *rest] if rest else [])])

    @property
    def client_signature(self) -> str:
        """The same with ``client``, the first argument by name."""
        path = [argument.declaration for argument in self.placed("path")]
        rest = [argument.declaration for argument in self.arguments if argument.place != "path"]
        return ", ".join([*path, "*", "client: Client", *rest])

    @property
    def passed(self) -> str:
        """The arguments of a call of ``_get_kwargs``."""
        return ", ".join(
            argument.name if argument.place == "path" else f"{argument.name}={argument.name}"
            for argument in self.arguments
        )

    @property
    def client_passed(self) -> str:
        """The same with ``client``."""
        path = [argument.name for argument in self.placed("path")]
        rest = [f"{argument.name}={argument.name}" for argument in self.arguments if argument.place != "path"]
        return ", ".join([*path, "client=client", *rest])


def operation_view(endpoint: Endpoint, models: Models, words: Words) -> OperationView:
    """The view of one parsed operation."""
    name, method = str(endpoint.name), endpoint.method.upper()
    told = [(str(place), prop) for place, prop in endpoint.iter_all_parameters()]
    shapes = [(place, prop, shape_of(prop, models)) for place, prop in told]
    arguments = [
        _argument(place, prop, shape, name, words) for place, prop, shape in shapes if place == "path"
    ]
    body_kind, body_shape = "", None
    if endpoint.bodies:
        [body] = endpoint.bodies
        body_kind = {"json": "json", "files": "multipart"}[str(body.body_type)]
        body_shape = shape_of(body.prop, models)
        arguments.append(_body(body.prop.required, body_shape, body_kind, name, words))
    arguments += [
        _argument(place, prop, shape, name, words) for place, prop, shape in shapes if place != "path"
    ]
    unique(("client", "models", *(argument.name for argument in arguments)), name)
    answers, results = _answers(endpoint, models, name)
    url = endpoint.path.get_untrusted_value()
    for prop in endpoint.path_parameters:
        argument = next(one for one in arguments if one.place == "path" and one.wire == wire_name(prop))
        url = url.replace(f"{{{prop.python_name}}}", f"{{path_segment({argument.name}, '{argument.wire}')}}")
    said = words.operation(name) or "Not described."
    summary = said.partition("\n")[0]
    where = f"``{method} {_spec_path(endpoint)}``"
    return OperationView(
        name=name,
        doc=docstring(f"{where}: {summary}"),
        call_doc=docstring(
            f"{said}\n\n{where}" + entries("Args", _told(arguments)) + _outcome(endpoint, results, words), 8
        ),
        method=endpoint.method,
        url=f'f"{url}"' if endpoint.path_parameters else f'"{url}"',
        arguments=arguments,
        answers=answers,
        errors=[status for status in _statuses(endpoint) if status >= 400],
        result=" | ".join(results) or "Any",
        body_kind=body_kind,
        needs_body=any(body.prop.required for body in endpoint.bodies),
    )


def _spec_path(endpoint: Endpoint) -> str:
    path = endpoint.path.get_untrusted_value()
    for prop in endpoint.path_parameters:
        path = path.replace(f"{{{prop.python_name}}}", f"{{{wire_name(prop)}}}")
    return path


def _argument(place: str, prop: Property, shape: Shape, operation: str, words: Words) -> Argument:
    wire = wire_name(prop)
    if shape.models or shape.kind in ("object", "file"):
        raise Problem(f"{operation}: the {place} parameter {wire} is no scalar and no list of scalars")
    name = python_name(wire, operation)
    annotation = _qualified(shape.declared, shape)
    if not prop.required:
        annotation = _or_none(annotation).replace(" | None | None", " | None")
    declaration = f"{name}: {annotation}" + ("" if prop.required else " = None")
    return Argument(name, wire, declaration, place, words.parameter(operation, place, wire))


def _body(required: bool, shape: Shape, kind: str, operation: str, words: Words) -> Argument:
    if kind == "multipart" and not shape.models:
        raise Problem(f"{operation}: a multipart body is an object with named fields")
    annotation = _qualified(shape.declared, shape)
    declaration = f"body: {annotation}" if required else f"body: {_or_none(annotation)} = None"
    return Argument("body", "body", declaration, "body", words.body(operation))


def _told(arguments: list[Argument]) -> list[tuple[str, str]]:
    return [("client", "Whom to ask, and with which key."), *((one.name, one.doc) for one in arguments)]


def _statuses(endpoint: Endpoint) -> list[int]:
    """The documented statuses of an operation."""
    return sorted(response_status(response) for response in endpoint.responses.patterns)


def _answers(endpoint: Endpoint, models: Models, operation: str) -> tuple[list[Answer], list[str]]:
    """The answers that are no errors, grouped by the expression that reads them; and all types."""
    by_read: dict[str, list[int]] = {}
    results: dict[str, None] = {}
    for response in sorted(endpoint.responses.patterns):
        shape, read = _answer(response, models)
        if shape is not None:
            results[_or_none(_qualified(shape.declared, shape)).removesuffix(" | None")] = None
        if response_status(response) >= 400:
            if shape is None or shape.annotation != "Error":
                raise Problem(f"{response_status(response)} of {operation} is no Error")
        else:
            by_read.setdefault(read, []).append(response_status(response))
    is_only = sum(statuses[0] < 300 for statuses in by_read.values()) == 1
    answers = [Answer(tuple(all_), read, is_only and all_[0] < 300) for read, all_ in by_read.items()]
    return answers, list(results)


def _answer(response: Response, models: Models) -> tuple[Shape | None, str]:
    source = response.source["attribute"]
    if source == "None":
        return None, "None"
    if source == "response.content":
        return Shape("bytes"), "bytes_body(response)"
    if source != "response.json()":
        raise Problem(f"an answer is read from {source}, which our templates do not know")
    shape = shape_of(response.prop, models)
    if shape.read:
        read = _qualified(shape.read, shape)
        return shape, f"json_body(response, {f'nullable({read})' if shape.nullable else read})"
    return shape, "json_body(response)"


def _qualified(code: str, shape: Shape) -> str:
    """An annotation or a reader of a shape, with ``models.`` before each class."""
    names = "|".join(one.name for one in shape.models | shape.aliases)
    return re.sub(rf"\b({names})\b", r"models.\1", code) if names else code


def _outcome(endpoint: Endpoint, results: Iterable[str], words: Words) -> str:
    """What is returned and raised; ``dify_api.errors`` says what the status of an error means."""
    told = {status: words.answer(str(endpoint.name), status) for status in _statuses(endpoint)}
    types = " or ".join(f"``{result.replace('models.', '')}``" for result in results) or "Nothing"
    successes = " ".join(dict.fromkeys(words for status, words in told.items() if status < 400))
    lines = ["\n\nReturns:", f"    {types}. {successes}"]
    if errors := [status for status in told if status >= 400]:
        lines.append(f"    ``Error`` for {', '.join(map(str, errors))}: see ``dify_api.errors``.")
    lines += [f"    {status}: {told[status]}" for status in errors if told[status]]
    lines += ["\nRaises:", "    UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``."]
    return "\n".join(lines)
