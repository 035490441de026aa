"""What the generator parsed about one value, as the code that declares, reads and writes it."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from openapi_python_client import strings
from openapi_python_client.parser.properties import AnyProperty, LiteralEnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from .problems import Problem

_SCALARS = {StringProperty: "str", IntProperty: "int", FloatProperty: "float", BooleanProperty: "bool"}

# Names that the templates use in the body of a class or in a signature: a field of that name would hide them there.
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
    """A generated class or alias and the module it lies in."""

    name: str
    module: str


@dataclass(frozen=True)
class Shape:
    """How one value is declared (``annotation``), read (``read``, a function; ``None``: taken as it is) and written."""

    annotation: str
    read: str | None = None
    plain: bool = False  # whether writing it must look inside
    nullable: bool = False
    kind: str = "scalar"  # scalar, object, array, file, any
    models: frozenset[Name] = field(default_factory=frozenset)  # needed to read
    aliases: frozenset[Name] = field(default_factory=frozenset)  # needed by the annotation only

    @property
    def declared(self) -> str:
        """The annotation with ``None`` where null may come."""
        return f"{self.annotation} | None" if self.nullable and self.annotation != "Any" else self.annotation


def is_map(model: ModelProperty) -> bool:
    """Whether an object has no named fields: then it is a dict, and there is no class for it."""
    return not model.required_properties and not model.optional_properties


def shape_of(prop: PropertyProtocol, models: Mapping[str, ModelProperty]) -> Shape:
    """The shape of a parsed value; ``models`` are all objects by class name (a property may hold a raw copy)."""
    match prop:
        case UnionProperty():
            return _union(
                [shape_of(inner, models) for inner in prop.inner_properties], prop.name.get_untrusted_value()
            )
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
    raise Problem(
        f"{prop.name.get_untrusted_value()} is a {type(prop).__name__}, which our templates do not know"
    )


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


def snake_case(name: str) -> str:
    """The module that a class of this name is in."""
    return str(strings.snake_case(name))


def python_name(wire: str, place: str) -> str:
    """The Python name of a field or argument: the wire's own, in snake case.

    Not the generator's: it renames what is called like any builtin (``type`` → ``type_``), and which these are depends
    on the Python that runs it.
    """
    name = strings.snake_case(wire)
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
    """Raise where two wire names fall together in Python."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Problem(f"{place}: two fields are called {name} in Python")
        seen.add(name)
