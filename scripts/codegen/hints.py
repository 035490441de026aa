"""The hints of the spec, ``x-client``: which method makes an operation's call, and how.

spec/README.md describes them. All mistakes of all hints are collected, and each says what to do.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .document import Document, operations
from .problems import Problem, refuse
from .shapes import python_name
from .values import Node, Value, is_binary, values_of

CLIENTS = {"dify": "Dify", "server": "DifyServer"}
# Operations without a method, and what the table says of them.
WITHOUT = {"internal": "called by the client itself", "low_level": "only in the low level"}
STYLES = ("page", "first_id", "last_id", "all")
_WORDS = {"call", "rename", "fixed", "without", "inside", "pages", "pick", "into", "advice", "advice_with"}
_WORDS |= {"summary", "doc", "example"}
_BY_HAND = {"by_hand", "raw"}


@dataclass(frozen=True)
class Converter:
    """What a method takes in place of the wire's value, and the expression that makes the wire's value of it."""

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
        "It may hold files: :class:`UploadedFile` and :class:`RemoteFile`.",
        takes_none=True,
    ),
    "moment": Converter(
        "Moment",
        "await self._account.wire_time({x})",
        'A ``datetime``, a ``date`` (its midnight), or text like ``"2025-01-31 18:00"``.',
        takes_none=True,
    ),
    "iso": Converter("datetime | str", "iso({x})", "A ``datetime``, or text in ISO 8601.", takes_none=True),
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
# Classes of ours that an answer can be read into, and where they are.
RESULTS = {"UploadedFile": "dify_ext.files"}


@dataclass(frozen=True)
class Argument:
    """One argument of a method. ``value`` is None for ``progress``, which is never sent."""

    name: str
    value: Value | None
    converter: Converter | None
    default: str | None  # an expression, None where there is none
    keyword_only: bool


@dataclass(frozen=True)
class Method:
    """One method of a resource, made or by hand."""

    client: str
    resource: str
    name: str
    operation_id: str
    http: str
    path: str
    operation: Node
    by_hand: bool = False
    raw: bool = False  # whether it has a view that gives the HTTP answer
    arguments: tuple[Argument, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    hints: Node = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """The operation's tag, the module of its low-level call."""
        return str(self.operation["tags"][0])

    @property
    def module(self) -> str:
        """The tag and the module of its resource."""
        return self.resource if self.client == "dify" else f"console_{self.resource}"


@dataclass(frozen=True)
class Resource:
    """The methods of one attribute of a client, in the spec's order."""

    client: str
    name: str
    module: str
    class_name: str
    description: str
    needs_account: bool
    is_subclassed: bool  # whether some methods are by hand: then what is made is a base class
    methods: tuple[Method, ...]


def methods(document: Document) -> list[Method]:
    """All methods, in the spec's order; raises a ``Problem`` that names all mistakes of the hints.

    A method by hand that makes the calls of several operations is there for each of them.
    """
    found: list[Method] = []
    problems: list[str] = []
    known: dict[tuple[str, str, str], Method] = {}
    tags = {tag["name"] for tag in document.get("tags", [])}
    for path, http, operation in operations(document):
        try:
            for method in _methods(document, path, http, operation):
                full_name = (method.client, method.resource, method.name)
                first = known.setdefault(full_name, method)
                if first is not method and not (first.by_hand and method.by_hand):
                    raise Problem(f"{'.'.join(full_name)} is there already")
                if method.module not in tags:
                    raise Problem(f"openapi.yaml has no tag {method.module}, which describes the resource")
                found.append(method)
        except Problem as problem:
            problems.append(f"{operation['operationId']} ({http.upper()} {path}): {problem}")
    refuse(problems, "x-client")
    return found


def resources(document: Document) -> list[Resource]:
    """All resources, in the order of the tags that describe them."""
    by_module: dict[str, dict[str, Method]] = {}
    for method in methods(document):
        by_module.setdefault(method.module, {}).setdefault(method.name, method)
    tags = [tag for tag in document["tags"] if tag["name"] in by_module]
    return [_resource(tag, [*by_module[tag["name"]].values()]) for tag in tags]


def without_method(document: Document) -> Iterator[tuple[str, str, Node, str]]:
    """The operations that no method makes the call of, with the reason."""
    for path, http, operation in operations(document):
        hints = operation.get("x-client")
        if isinstance(hints, str) and hints in WITHOUT:
            yield path, http, operation, WITHOUT[hints]


def _resource(tag: Node, methods: list[Method]) -> Resource:
    hints = tag.get("x-client", {})
    name = methods[0].resource
    return Resource(
        client=methods[0].client,
        name=name,
        module=tag["name"],
        class_name=hints.get("class", "".join(word.title() for word in name.split("_"))),
        description=tag["description"],
        needs_account=hints.get("account", False),
        is_subclassed=hints.get("by_hand", any(method.by_hand for method in methods)),
        methods=tuple(methods),
    )


def _methods(document: Document, path: str, http: str, operation: Node) -> Iterator[Method]:
    hints = operation.get("x-client")
    if hints is None:
        raise Problem(
            "it has no x-client: add one, such as 'x-client: dify.things.get(thing_id)', "
            "or 'x-client: {by_hand: dify.things.get}'; spec/README.md says what else can stand there"
        )
    if isinstance(hints, str) and hints in WITHOUT:
        return
    for one in hints if isinstance(hints, list) else [hints]:
        one = {"call": one} if isinstance(one, str) else one
        if not isinstance(one, dict):
            raise Problem(f"x-client is text, a mapping, or a list of these, not {one!r}")
        if "by_hand" in one:
            _known(one, _BY_HAND, "hint")
            names = one["by_hand"] if isinstance(one["by_hand"], list) else [one["by_hand"]]
            for name in names:
                client, resource, method = _name(name)
                raw = one.get("raw") is True
                yield Method(
                    client, resource, method, operation["operationId"], http, path, operation, True, raw
                )
        else:
            _known(one, _WORDS, "hint")
            yield _made(document, path, http, operation, one)


def _made(document: Document, path: str, http: str, operation: Node, hints: Node) -> Method:
    name, parsed = _signature(hints.get("call", ""))
    client, resource, method = _name(name)
    values = values_of(document, path, operation, hints.get("inside"))
    names = {python_name(value.wire, "x-client"): value.wire for value in values.values()}
    rename = hints.get("rename", {})
    for wire in [*rename.values(), *hints.get("fixed", {}), *hints.get("without", [])]:
        if wire not in values:
            raise Problem(f"{wire!r} is no value of the operation; it has {', '.join(values) or 'none'}")
    _known(rename, {argument.arg for argument, *_ in parsed}, "renamed argument")
    arguments = tuple(
        _argument(one, default, keyword_only, rename, names, values) for one, default, keyword_only in parsed
    )
    used = {one.value.wire for one in arguments if one.value} | {*hints.get("fixed", {})}
    if not any(one.converter is CONVERTERS["body"] for one in arguments):
        for wire in [*values.keys() - used - {*hints.get("without", [])}]:
            raise Problem(
                f"{wire!r} is not among the arguments: add it, give it under 'fixed', or name it under 'without'"
            )
    for wire in hints.get("without", []):
        if wire in used or values[wire].required:
            raise Problem(f"{wire!r} stands under 'without', but it is used or required")
    _check_outcome(arguments, hints)
    return Method(
        client,
        resource,
        method,
        operation["operationId"],
        http,
        path,
        operation,
        raw=not is_binary(document, operation),
        arguments=arguments,
        fixed=hints.get("fixed", {}),
        values=values,
        hints=hints,
    )


def _check_outcome(arguments: Iterable[Argument], hints: Node) -> None:
    pages = hints.get("pages", "all")
    if pages not in STYLES:
        raise Problem(f"'pages' is one of {', '.join(STYLES)}, not {pages!r}")
    if pages != "all" and pages not in {one.value.wire for one in arguments if one.value}:
        raise Problem(f"a list by {pages} needs the argument {pages}")
    _known([hints["into"]] if "into" in hints else [], RESULTS.keys(), "class under 'into'")
    if has_upload(arguments) and not any(one.name == "progress" for one in arguments):
        raise Problem("an upload needs the argument progress")
    if "advice_with" in hints:
        _known([hints["advice_with"]], {one.name for one in arguments}, "argument under 'advice_with'")
    for status in hints.get("advice", {}):
        if not str(status).isdigit():
            raise Problem(f"'advice' is by status, not by {status!r}")


def has_upload(arguments: Iterable[Argument]) -> bool:
    """Whether a file is sent."""
    return any(one.converter in (CONVERTERS["file"], CONVERTERS["audio"]) for one in arguments)


def _known(given: Iterable[str], known: Iterable[str], what: str) -> None:
    for one in given:
        if one not in known:
            raise Problem(f"{what} {one!r} is unknown; there are {', '.join(sorted(known)) or 'none'}")


def _name(text: Any) -> tuple[str, str, str]:
    parts = str(text).split(".")
    if len(parts) != 3 or parts[0] not in CLIENTS or not all(part.isidentifier() for part in parts):
        raise Problem(f"{text!r} is no method: write dify.<resource>.<method> or server.<resource>.<method>")
    return parts[0], parts[1], parts[2]


def _signature(text: str) -> tuple[str, list[tuple[ast.arg, str | None, bool]]]:
    """``dify.things.get(thing_id, *, deep: flag = False)``: the name, and each argument with default and kind."""
    name, _, rest = str(text).partition("(")
    try:
        function = ast.parse(f"def f({rest}: ...").body[0]
    except SyntaxError as error:
        raise Problem(f"{text!r} is no signature: {error.msg}") from None
    assert isinstance(function, ast.FunctionDef)
    spec = function.args
    if spec.vararg or spec.kwarg or spec.posonlyargs:
        raise Problem(f"{text!r}: only plain arguments and a bare * can stand here")
    defaults: list[ast.expr | None] = [None] * (len(spec.args) - len(spec.defaults)) + [*spec.defaults]
    plain = [(arg, default, False) for arg, default in zip(spec.args, defaults, strict=True)]
    named = [(arg, default, True) for arg, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True)]
    return name, [
        (arg, ast.unparse(default) if default else None, only) for arg, default, only in plain + named
    ]


def _argument(
    arg: ast.arg,
    default: str | None,
    keyword_only: bool,
    rename: Mapping[str, str],
    names: Mapping[str, str],
    values: Mapping[str, Value],
) -> Argument:
    if arg.arg == "progress":
        return Argument("progress", None, None, "None", keyword_only)
    said = ast.unparse(arg.annotation) if arg.annotation else ""
    _known([said] if said else [], CONVERTERS.keys(), "converter")
    if said == "body":
        return Argument(arg.arg, None, CONVERTERS["body"], default, keyword_only)
    wire = rename.get(arg.arg) or names.get(arg.arg) or arg.arg
    if wire not in values:
        raise Problem(
            f"the argument {arg.arg!r} is no value of the operation; it has {', '.join(values) or 'none'}"
        )
    value = values[wire]
    if wire == "user" or (default is None and not value.required):
        default = "None"
    elif default == "...":
        default = None
    return Argument(arg.arg, value, CONVERTERS.get(said) or _usual(value), default, keyword_only)


def _usual(value: Value) -> Converter | None:
    """The converter that goes with a value's schema where the hint names none."""
    schema = value.schema
    if schema.get("format") == "binary":
        return CONVERTERS["file"]
    if "x-model" in schema:
        return CONVERTERS["given"]
    items = schema.get("items", {})
    if "x-model" in items:
        return CONVERTERS["given_all"]
    return CONVERTERS["texts"] if items.get("type") == "string" else None
