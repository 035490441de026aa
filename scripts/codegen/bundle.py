"""Makes one OpenAPI document of the parts in ``spec/``."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from .document import Document
from .examples import add_examples
from .problems import Problem

_TRAPS = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")


class _Loader(yaml.SafeLoader):
    """YAML without traps: a repeated key is an error; dates, ``on`` and ``no`` stay text."""


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise Problem(
                f"{key_node.start_mark.name}:{key_node.start_mark.line + 1}: {key!r} is there twice"
            )
        seen.add(key)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _TRAPS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def bundle(spec_dir: Path) -> Document:
    """All parts of a spec folder as one document.

    ``openapi.yaml`` comes first, then the other ``*.yaml`` in the order of their names. An
    operation, schema, response or tag that two parts define is an error, even if both say the same.
    Each file in ``examples`` has the examples of the part with the same name.
    """
    document = bundle_parts(_texts(spec_dir))
    for name, text in _texts(spec_dir / "examples").items():
        add_examples(document, _load(f"examples/{name}", text))
    return document


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def bundle_parts(parts: Mapping[str, str]) -> Document:
    """The same from texts by file name, for parts that are not on the disk (an older revision)."""
    if "openapi.yaml" not in parts:
        raise Problem("the spec has no openapi.yaml, the part with info, servers and tags")
    document: Document = {}
    for name in ["openapi.yaml", *sorted(set(parts) - {"openapi.yaml"})]:
        part = _load(name, parts[name])
        _merge(document, part, name, ())
    whole: Document = _with_text_keys(document)
    return whole


def _load(name: str, text: str) -> Document:
    loader = _Loader(text)
    loader.name = name
    try:
        part = loader.get_single_data()
    except yaml.YAMLError as error:
        raise Problem(f"{name} is no YAML: {error}") from None
    finally:
        loader.dispose()
    if not isinstance(part, dict):
        raise Problem(f"{name} is not a mapping")
    return part


def _merge(into: Document, part: Mapping[str, Any], name: str, place: tuple[str, ...]) -> None:
    for key, value in part.items():
        here = (*place, str(key))
        if key not in into:
            into[key] = value
        elif _is_shared(here) and isinstance(value, dict) and isinstance(into[key], dict):
            _merge(into[key], value, name, here)
        elif here == ("tags",):
            _append_tags(into[key], value, name)
        elif place or value != into[key]:
            raise Problem(f"{name} defines {'/'.join(here)} again")


def _is_shared(place: tuple[str, ...]) -> bool:
    """Whether parts may add to this mapping: ``paths``, a path, or one kind of ``components``."""
    return place[0] in ("paths", "components") and len(place) <= 2


def _append_tags(into: list[Any], tags: Iterable[Any], name: str) -> None:
    known = {tag["name"] for tag in into}
    for tag in tags:
        if tag["name"] in known:
            raise Problem(f"{name} defines the tag {tag['name']} again")
        into.append(tag)


def _with_text_keys(node: Any) -> Any:
    """The document with keys as in JSON: YAML reads the status ``200`` as a number."""
    if isinstance(node, dict):
        return {str(key): _with_text_keys(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_with_text_keys(item) for item in node]
    return node


def dump(document: Document) -> str:
    """The document as JSON text, in the order of the parts."""
    return json.dumps(document, indent=0, ensure_ascii=False) + "\n"
