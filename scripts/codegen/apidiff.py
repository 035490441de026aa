"""The changes of the API between two specs, in words, and which of them break programs."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .bundle import bundle_parts
from .document import Document, operations, resolve
from .problems import Problem

EMPTY: Document = {"paths": {}, "components": {"schemas": {}}}


@dataclass(frozen=True)
class Change:
    """One change, and whether it can break a program."""

    what: str
    breaking: bool

    def __str__(self) -> str:
        """A line of the report."""
        return f"{'BREAKING  ' if self.breaking else '          '}{self.what}"


def spec_at(root: Path, revision: str) -> Document:
    """The spec of a git revision, without examples; an empty one if there was none yet."""
    commit = f"{revision}^{{commit}}"
    _git(root, "rev-parse", "--verify", "--quiet", commit, error=f"there is no revision {revision}")
    names = _git(root, "ls-tree", "--name-only", revision, "spec/").splitlines()
    yaml = [name for name in names if name.endswith(".yaml")]
    parts = {Path(name).name: _git(root, "show", f"{revision}:{name}") for name in yaml}
    return bundle_parts(parts) if parts else EMPTY


def _git(root: Path, *arguments: str, error: str = "") -> str:
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Problem(error or f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout


def compare(old: Document, new: Document) -> list[Change]:
    """All changes: operations first, then schemas."""
    return [*_operations(old, new), *_schemas(old, new)]


def _operations(old: Document, new: Document) -> Iterator[Change]:
    before, after = ({one[2]["operationId"]: one for one in operations(document)} for document in (old, new))
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            path, method, _ = after[name]
            yield Change(f"operation {name} ({method.upper()} {path}) is new", False)
        elif name not in after:
            path, method, _ = before[name]
            yield Change(f"operation {name} ({method.upper()} {path}) is gone", True)
        else:
            yield from _operation(name, old, before[name], new, after[name])


def _operation(
    name: str, old: Document, before: tuple[str, str, Any], new: Document, after: tuple[str, str, Any]
) -> Iterator[Change]:
    what = f"operation {name}"
    if before[:2] != after[:2]:
        yield Change(
            f"{what} moved from {before[1].upper()} {before[0]} to {after[1].upper()} {after[0]}", True
        )
    had, has = before[2].get("tags"), after[2].get("tags")
    if had != has:
        yield Change(f"{what} moved from tag {_list(had)} to {_list(has)}", True)
    yield from _parameters(what, _parameters_of(old, *before), _parameters_of(new, *after))
    yield from _bodies(what, old, before[2], new, after[2])
    yield from _answers(what, old, before[2]["responses"], new, after[2]["responses"])


def _parameters_of(document: Document, path: str, method: str, operation: Any) -> dict[str, Any]:
    parameters = [*document["paths"][path].get("parameters", []), *operation.get("parameters", [])]
    whole = [_whole(document, parameter) for parameter in parameters]
    return {f"{one['in']} parameter {one['name']}": one for one in whole}


def _whole(document: Document, node: Any) -> Any:
    return resolve(document, node["$ref"]) if isinstance(node, dict) and "$ref" in node else node


def _parameters(what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            required = bool(after[name].get("required"))
            yield Change(f"{what}: new {'required' if required else 'optional'} {name}", required)
        elif name not in after:
            yield Change(f"{what}: {name} is gone", True)
        else:
            had, has, place = before[name], after[name], f"{what}: {name}"
            yield from _requirement(place, had.get("required"), has.get("required"), True)
            yield from _type(place, had.get("schema", {}), has.get("schema", {}), Role(sent=True, read=False))


def _bodies(what: str, old: Document, before: Any, new: Document, after: Any) -> Iterator[Change]:
    had, has = _whole(old, before.get("requestBody")), _whole(new, after.get("requestBody"))
    if had is None and has is not None:
        yield Change(f"{what}: now takes a body ({_contents(has)})", bool(has.get("required")))
    elif has is None and had is not None:
        yield Change(f"{what}: takes no body any more", True)
    elif had is not None and has is not None:
        if _contents(had) != _contents(has):
            yield Change(f"{what}: the body changed from {_contents(had)} to {_contents(has)}", True)
        yield from _requirement(f"{what}: the body", had.get("required"), has.get("required"), True)


def _answers(what: str, old: Document, before: Any, new: Document, after: Any) -> Iterator[Change]:
    for status in sorted(before.keys() | after.keys()):
        if status not in before:
            yield Change(f"{what}: answers {status} too ({_contents(_whole(new, after[status]))})", False)
        elif status not in after:
            yield Change(f"{what}: {status} is not documented any more", status.startswith("2"))
        else:
            had, has = _contents(_whole(old, before[status])), _contents(_whole(new, after[status]))
            if had != has:
                yield Change(f"{what}: the answer {status} changed from {had} to {has}", True)


def _contents(part: Mapping[str, Any]) -> str:
    contents = part.get("content", {}).items()
    return ", ".join(f"{kind} {kind_of(media.get('schema', {}))}" for kind, media in contents) or "no content"


def _schemas(old: Document, new: Document) -> Iterator[Change]:
    before, after = (document.get("components", {}).get("schemas", {}) for document in (old, new))
    sent = _reached(old, "requestBody") | _reached(new, "requestBody")
    read = _reached(old, "responses") | _reached(new, "responses")
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            yield Change(f"schema {name} is new", False)
        elif name not in after:
            yield Change(f"schema {name} is gone", True)
        else:
            yield from _schema(f"schema {name}", before[name], after[name], Role(name in sent, name in read))


@dataclass(frozen=True)
class Role:
    """Whether a schema is part of requests (``sent``) and of answers (``read``)."""

    sent: bool
    read: bool


def _reached(document: Document, part: str) -> set[str]:
    """The names of the schemas that the requests or the answers of all operations are made of."""
    todo: list[Any] = [operation[part] for _, _, operation in operations(document) if part in operation]
    found, seen = set[str](), set[str]()
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, dict):
            ref = node.get("$ref")
            if isinstance(ref, str) and ref not in seen:
                seen.add(ref)
                todo.append(resolve(document, ref))
                if ref.startswith("#/components/schemas/"):
                    found.add(ref.rpartition("/")[2])
            todo.extend(node.values())
    return found


def _schema(what: str, before: Any, after: Any, role: Role) -> Iterator[Change]:
    had, has = before.get("properties", {}), after.get("properties", {})
    was_required, is_required = set(before.get("required", [])), set(after.get("required", []))
    for name in sorted(had.keys() | has.keys()):
        place = f"{what}: field {name}"
        if name not in had:
            need = "required" if name in is_required else "optional"
            breaking = name in is_required and role.sent
            yield Change(f"{what}: new {need} field {name} ({kind_of(has[name])})", breaking)
        elif name not in has:
            yield Change(f"{place} is gone", True)
        else:
            yield from _requirement(place, name in was_required, name in is_required, role.sent)
            null_is_absent = name not in was_required | is_required
            yield from _type(place, had[name], has[name], role, null_is_absent)
    if not had and not has:
        yield from _type(what, before, after, role)


def _requirement(what: str, before: Any, after: Any, is_sent: bool) -> Iterator[Change]:
    """Newly required breaks programs that send, newly optional those that read."""
    if bool(before) != bool(after):
        yield Change(f"{what} is now {'required' if after else 'optional'}", bool(after) == is_sent)


def _type(what: str, before: Any, after: Any, role: Role, null_is_absent: bool = False) -> Iterator[Change]:
    """More kinds of value break readers, fewer break senders; enums are open and break nobody."""
    nothing = {"null"} if null_is_absent else set()
    had, has = _members(before) - nothing, _members(after) - nothing
    if had == has:
        return
    values, more = _values(before), _values(after)
    if values is not None and more is not None and had - values == has - more:
        for value in sorted(values ^ more):
            yield Change(f"{what}: value {value} is {'new' if value in more else 'gone'}", False)
    else:
        wider, narrower = had < has, has < had
        breaking = (role.read and not narrower) or (role.sent and not wider) or not (role.read or role.sent)
        yield Change(f"{what} changed from {kind_of(before)} to {kind_of(after)}", breaking)


def _values(schema: Any) -> set[str] | None:
    return {repr(value) for value in schema["enum"]} if "enum" in schema else None


def _members(schema: Any) -> set[str]:
    """The kinds of a schema, without their order."""
    if "enum" in schema:
        return {repr(value) for value in schema["enum"]} | _kinds(schema)
    members = schema.get("anyOf") or schema.get("oneOf")
    return {kind for member in members for kind in _members(member)} if members else _kinds(schema)


def _kinds(schema: Any) -> set[str]:
    if "$ref" in schema:
        return {str(schema["$ref"]).rpartition("/")[2]}
    if "const" in schema:
        return {repr(schema["const"])}
    kinds = schema.get("type", "anything")
    found = set(kinds if isinstance(kinds, list) else [kinds])
    if "array" in found:
        found = found - {"array"} | {f"list of {kind_of(schema.get('items', {}))}"}
    if "object" in found and isinstance(schema.get("additionalProperties"), dict):
        found = found - {"object"} | {f"object of {kind_of(schema['additionalProperties'])}"}
    if schema.get("format") == "binary":
        found = found - {"string"} | {"bytes"}
    return found


def kind_of(schema: Any) -> str:
    """A schema in a few words, such as ``Usage or null``."""
    if "enum" in schema:
        return "one of " + ", ".join(map(repr, schema["enum"]))
    return " or ".join(sorted(_members(schema)))


def _list(names: list[str] | None) -> str:
    return ", ".join(names or []) or "none"
