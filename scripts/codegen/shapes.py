"""The code that declares, reads and writes one value that the generator parsed."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .parser import (
    AnyProperty,
    BooleanProperty,
    ConstProperty,
    FileProperty,
    FloatProperty,
    IntProperty,
    ListProperty,
    LiteralEnumProperty,
    ModelProperty,
    NoneProperty,
    PropertyProtocol,
    StringProperty,
    UnionProperty,
    properties,
    wire_name,
)
from .problems import Problem

_SCALARS = {StringProperty: "str", IntProperty: "int", FloatProperty: "float", BooleanProperty: "bool"}

# Names that the templates use, and that a field of the same name would hide.
_TAKEN = {
    "str",
    "int",
    "float",
    "bool",
    "list",
    "dict",
    "bytes",
    "field",
    "define",
    "property",
    "classmethod",
}
_FORBIDDEN = {"to_dict", "from_dict", "to_multipart", "additional_properties", "self", "cls"}


@dataclass(frozen=True)
class Name:
    """A generated class or alias and its module."""

    name: str
    module: str


@dataclass(frozen=True)
class Shape:
    """How one value is declared, read and written; ``read`` is ``None`` if it stays as it is."""

    annotation: str
    read: str | None = None
    plain: bool = False  # whether writing must convert values inside
    nullable: bool = False
    kind: str = "scalar"  # scalar, object, array, file, any
    models: frozenset[Name] = field(default_factory=frozenset)  # needed to read
    aliases: frozenset[Name] = field(default_factory=frozenset)  # needed by the annotation only

    @property
    def declared(self) -> str:
        """The annotation, with ``None`` if the value can be null."""
        return f"{self.annotation} | None" if self.nullable and self.annotation != "Any" else self.annotation


def is_map(model: ModelProperty) -> bool:
    """Whether an object has no named fields: then it is a dict and needs no class."""
    return not any(properties(model))


def shape_of(prop: PropertyProtocol, models: Mapping[str, ModelProperty]) -> Shape:
    """The shape of a value; ``models`` has finished objects, the value may be a copy."""
    match prop:
        case UnionProperty():
            return _union([shape_of(inner, models) for inner in prop.inner_properties], wire_name(prop))
        case ModelProperty():
            return _object(models[prop.class_info.name], models)
        case ListProperty():
            inner = shape_of(prop.inner_property, models)
            read = f"list_of({_item_read(inner)})" if inner.read else "as_list"
            plain = inner.plain or inner.kind == "any"
            return Shape(f"list[{inner.declared}]", read, plain, False, "array", inner.models, inner.aliases)
        case LiteralEnumProperty():
            alias = _name(prop)
            return Shape(alias.name, aliases=frozenset({alias}))
        case ConstProperty():
            return Shape(f"Literal[{prop.value.python_code.as_unembedded_code()}]")
        case FileProperty():
            return Shape("FilePart", kind="file")
        case AnyProperty():
            return Shape("Any", plain=True, nullable=True, kind="any")
        case NoneProperty():
            return Shape("None", nullable=True)
    if type(prop) in _SCALARS:
        return Shape(_SCALARS[type(prop)])
    raise Problem(f"{wire_name(prop)} is a {type(prop).__name__}, which our templates do not know")


def _name(prop: ModelProperty | LiteralEnumProperty) -> Name:
    return Name(prop.class_info.name, prop.class_info.module_name)


def _item_read(shape: Shape) -> str | None:
    return f"nullable({shape.read})" if shape.nullable and shape.read else shape.read


def _object(model: ModelProperty, models: Mapping[str, ModelProperty]) -> Shape:
    if not is_map(model):
        name = _name(model)
        return Shape(name.name, f"{name.name}.from_dict", True, False, "object", frozenset({name}))
    if model.additional_properties is None:
        raise Problem(f"{model.class_info.name} has neither fields nor additionalProperties")
    value = shape_of(model.additional_properties, models)
    read = f"dict_of({_item_read(value)})" if value.read else "as_object"
    return Shape(f"dict[str, {value.declared}]", read, True, False, "object", value.models, value.aliases)


def _union(members: list[Shape], place: str) -> Shape:
    if any(member.kind == "any" for member in members):
        return Shape("Any", plain=True, nullable=True, kind="any")
    solid = [member for member in members if member.annotation != "None"]
    null = len(solid) < len(members) or any(member.nullable for member in solid)
    models = frozenset(name for member in solid for name in member.models)
    aliases = frozenset(name for member in solid for name in member.aliases)
    plain = any(member.plain for member in solid)
    if not solid:
        return Shape("None", nullable=True)
    if len(solid) == 1:
        only = solid[0]
        return Shape(only.annotation, only.read, plain, null, only.kind, models, aliases)
    by_kind = {
        kind: [member for member in solid if member.kind == kind] for kind in ("object", "array", "file")
    }
    for kind, same in by_kind.items():
        if len(same) > 1 or (kind == "file" and same):
            raise Problem(
                f"{place}: no union of two {kind}s ({', '.join(member.annotation for member in same)})"
            )
    annotation = " | ".join(dict.fromkeys(member.annotation for member in solid))
    readers = ", ".join(f"{kind}={member.read}" for kind in ("object", "array") for member in by_kind[kind])
    return Shape(
        annotation, f"either({readers})" if readers else None, plain, null, "scalar", models, aliases
    )


def module_name(class_name: str) -> str:
    """The module of ``dify_api.models`` that a class is in."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name).lower()


def python_name(wire: str, place: str) -> str:
    """The Python name of a field or argument: its name in JSON, in snake case.

    The generator has names of its own, but it renames every builtin (``type`` → ``type_``), and the
    list of builtins depends on the release of Python.
    """
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^0-9A-Za-z]+", "_", wire).strip("_").lower()
    if name in _FORBIDDEN:
        raise Problem(f"{place}: a field named {wire} would break the class")
    if not name or not name[0].isalpha():
        name = f"field_{name}"
    if keyword.iskeyword(name) or name in _TAKEN:
        name += "_"
    if not name.isidentifier():
        raise Problem(f"{place}: {wire} gives no Python name")
    return name


def unique(names: Iterable[str], place: str) -> None:
    """Raise if two JSON names give one Python name."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Problem(f"{place}: two fields are called {name} in Python")
        seen.add(name)
