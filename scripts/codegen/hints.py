"""The hints of the spec, ``x-client``: which method makes an operation's call, and how.

spec/README.md describes them. All mistakes of all hints are collected, and each says what to do.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .document import Document, operations
from .problems import Problem, refuse
from .shapes import python_name
from .values import Node, Value, is_binary, values_of
from .vocabulary import CONVERTERS, EXTRAS, FUNCTIONS, RESULTS, SENDERS, STREAMS, Converter, Extra

CLIENTS = {"dify": "Dify", "server": "DifyServer"}
# Operations without a method, and their text in the table.
WITHOUT = {"internal": "called by the client itself", "low_level": "only in the low level"}
STYLES = ("page", "first_id", "last_id", "all")
_WORDS = {"call", "rename", "fixed", "without", "inside", "pages", "pick", "into", "advice", "advice_with"}
_WORDS |= {"events", "wait", "takes_up", "stop", "alternative", "through", "args", "returns"}
_WORDS |= {"fallback", "fallback_of", "first_of", "opens", "secret", "absent", "sent_by"}
_WORDS |= {"summary", "doc", "example"}
_BY_HAND = {"by_hand", "raw"}
_ROWS = {"rows", "events", "summary", "doc", "example"}


@dataclass(frozen=True)
class Argument:
    """An argument of a method; ``value`` is None if it is never sent, or is the whole body."""

    name: str
    value: Value | None
    converter: Converter | None
    default: str | None  # an expression; None if there is none
    keyword_only: bool
    extra: Extra | None = None


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
    alternative: Method | None = None  # the same method, as the call of another operation

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
    is_subclassed: bool  # some methods are by hand: the made class is a base class
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
                found += [method] if method.alternative is None else [method, method.alternative]
        except Problem as problem:
            problems.append(f"{operation['operationId']} ({http.upper()} {path}): {problem}")
    called = {method.operation_id for method in found}
    problems += [
        f"{operation['operationId']}: no 'alternative' names it"
        for _, _, operation in operations(document)
        if operation.get("x-client") == "alternative" and operation["operationId"] not in called
    ]
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
    if isinstance(hints, str) and hints in {*WITHOUT, "alternative"}:
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
        elif "rows" in one:
            _known(one, _ROWS, "hint")
            if missing := {"events", "summary", "example"} - one.keys():
                raise Problem(f"'rows' needs {min(missing)!r}")
            _known([one["events"]], STREAMS, "stream under 'events'")
            name = _name(one["rows"])
            yield Method(*name, operation["operationId"], http, path, operation, hints=one)
        else:
            _known(one, _WORDS, "hint")
            yield _made(document, path, http, operation, one)


def _made(document: Document, path: str, http: str, operation: Node, hints: Node) -> Method:
    name, parsed = _signature(hints.get("call", ""))
    client, resource, method = _name(name)
    values = values_of(document, path, operation, hints.get("inside"))
    other = _alternative(document, hints, values) if "alternative" in hints else None
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
    used |= {"response_mode"} if "events" in hints else set()  # then the method sets it
    if not any(one.converter is CONVERTERS["body"] for one in arguments):
        for wire in [*values.keys() - used - {*hints.get("without", [])}]:
            raise Problem(
                f"{wire!r} is no argument: add it, set it under 'fixed', or name it under 'without'"
            )
    for wire in hints.get("without", []):
        if wire in used or values[wire].required:
            raise Problem(f"{wire!r} stands under 'without', but it is used or required")
    _check_outcome(arguments, hints)
    _check_run(document, arguments, hints)
    made = Method(
        client,
        resource,
        method,
        operation["operationId"],
        http,
        path,
        operation,
        raw=not (hints.keys() & {"events", "first_of", "opens"} or is_binary(document, operation)),
        arguments=arguments,
        fixed=hints.get("fixed", {}),
        values=values,
        hints=hints,
    )
    if other is None:
        return made
    path, http, operation = other
    called = replace(made, operation_id=operation["operationId"], path=path, http=http, operation=operation)
    return replace(made, alternative=called)


def _alternative(document: Document, hints: Node, values: dict[str, Value]) -> tuple[str, str, Node]:
    """The operation to call if one more value is given, which is added to ``values``."""
    path, http, operation = _operation(document, hints["alternative"], "alternative")
    more = {
        wire: one for wire, one in values_of(document, path, operation, None).items() if wire not in values
    }
    if operation.get("x-client") != "alternative" or [one.place for one in more.values()] != ["path"]:
        raise Problem(
            "'alternative' names an operation with 'x-client: alternative' and one value more, in its path"
        )
    values |= {wire: replace(one, place="alternative", required=False) for wire, one in more.items()}
    return path, http, operation


def _operation(document: Document, name: str, hint: str) -> tuple[str, str, Node]:
    for path, http, operation in operations(document):
        if operation["operationId"] == name:
            return path, http, operation
    raise Problem(f"{hint!r} names {name!r}, which is no operation")


def _check_run(document: Document, arguments: Iterable[Argument], hints: Node) -> None:
    _known([hints["events"]] if "events" in hints else [], STREAMS, "stream under 'events'")
    _known([hints["through"]] if "through" in hints else [], FUNCTIONS, "function under 'through'")
    for hint in ("wait", "takes_up", "stop"):
        if hint in hints and "events" not in hints:
            raise Problem(f"{hint!r} needs 'events', the kind of the stream")
    if "stop" in hints:
        _operation(document, hints["stop"], "stop")
    if ("stop" in hints or "takes_up" in hints) and not any(one.name == "user" for one in arguments):
        raise Problem("a run that can be stopped or resumed needs the argument user")
    if hints.get("wait") and not STREAMS[hints["events"]].result:
        raise Problem(f"a stream of the kind {hints['events']} has no result to wait for")
    for one in arguments:
        if one.extra is not None and one.name != "progress" and "events" not in hints:
            raise Problem(f"the argument {one.name!r} needs 'events', the kind of the stream")


def _check_outcome(arguments: Iterable[Argument], hints: Node) -> None:
    pages = hints.get("pages", "all")
    if pages not in STYLES:
        raise Problem(f"'pages' is one of {', '.join(STYLES)}, not {pages!r}")
    if pages != "all" and pages not in {one.value.wire for one in arguments if one.value}:
        raise Problem(f"a list by {pages} needs the argument {pages}")
    _known([hints["into"]] if "into" in hints else [], RESULTS.keys(), "class under 'into'")
    _known([hints["sent_by"]] if "sent_by" in hints else [], SENDERS, "function under 'sent_by'")
    if has_upload(arguments) and not any(one.name == "progress" for one in arguments):
        raise Problem("an upload needs the argument progress")
    names = {one.name for one in arguments}
    for hint in ("args", "fallback"):
        _known(hints.get(hint, {}), names, f"argument under {hint!r}")
    for hint in ("advice_with", "secret"):
        _known([hints[hint]] if hint in hints else [], names, f"argument under {hint!r}")
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
    """The name in a signature, and each argument with default and kind."""
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
    if extra := EXTRAS.get(arg.arg):
        return Argument(arg.arg, None, None, default or extra.default, keyword_only, extra)
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
    """The converter of a value's schema, if the hint names none."""
    schema = value.schema
    if schema.get("format") == "binary":
        return CONVERTERS["file"]
    if "x-model" in schema:
        return CONVERTERS["given"]
    items = schema.get("items", {})
    if items.get("x-model") == "FileMention":
        return CONVERTERS["mentioned"]
    if "x-model" in items:
        return CONVERTERS["given_all"]
    return CONVERTERS["texts"] if items.get("type") == "string" else None
