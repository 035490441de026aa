"""Checks the document before anything is generated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from .document import Document, operations, resolve, walk
from .problems import refuse


def validate(document: Document) -> None:
    """Raise a ``Problem`` that names every mistake in the document."""
    refuse(dangling(document), "references that lead nowhere")  # first: the validator follows them
    refuse(_schema_errors(document), "the spec is no valid OpenAPI 3.1")
    refuse(_operation_errors(document), "operations")


def _schema_errors(document: Document) -> Iterator[str]:
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        place = "/".join(str(step) for step in error.absolute_path)
        yield f"{place}: {error.message[:300]}"


def dangling(document: Document) -> Iterator[str]:
    """Each reference and discriminator target that leads nowhere, with its place."""
    for place, node in walk(document):
        if not isinstance(node, dict):
            continue
        if "$ref" in node and place[-1:] != ("properties",):
            yield from _dangling(document, place, node["$ref"])
        discriminator = node.get("discriminator")
        if isinstance(discriminator, dict):
            for target in (discriminator.get("mapping") or {}).values():
                yield from _dangling(document, (*place, "discriminator"), target)


def _dangling(document: Document, place: tuple[str, ...], ref: Any) -> Iterator[str]:
    if not isinstance(ref, str) or not ref.startswith("#/") or resolve(document, ref) is None:
        yield f"{'/'.join(place)} → {ref}"


def _operation_errors(document: Document) -> Iterator[str]:
    tags = {tag["name"] for tag in document.get("tags", [])}
    for path, method, operation in operations(document):
        name = f"{method.upper()} {path}"
        if not operation.get("operationId"):
            yield f"{name} has no operationId"
        if len(operation.get("tags", [])) != 1:
            yield f"{name} needs exactly one tag, the package it goes to"
        elif operation["tags"][0] not in tags:
            yield f"{name} has the tag {operation['tags'][0]}, which openapi.yaml does not list"
