"""The class of each stream event, from the discriminator of the union in the spec."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document
from .lower import event_unions
from .problems import Problem, refuse

_REF = "#/components/schemas/"


def event_names(document: Document) -> list[tuple[str, str]]:
    """The value of ``event`` and the class of each; empty if the spec has no union of events."""
    unions = event_unions(document)
    if not unions:
        return []
    if len(unions) > 1:
        raise Problem(f"one union of events, not {', '.join(unions)}")
    [(name, union)] = unions.items()
    refuse(_mismatches(document, union), f"{name} is not what events.py can be made from")
    mapping: dict[str, str] = union["discriminator"]["mapping"]
    return sorted((wire, target.removeprefix(_REF)) for wire, target in mapping.items())


def _mismatches(document: Document, union: dict[str, object]) -> Iterator[str]:
    discriminator, members = union["discriminator"], union.get("oneOf")
    if not isinstance(discriminator, dict) or not isinstance(members, list) or "mapping" not in discriminator:
        yield "it needs oneOf and a discriminator with a mapping"
        return
    key, mapping = discriminator["propertyName"], discriminator["mapping"]
    listed = {member["$ref"] for member in members}
    for target in sorted(listed ^ set(mapping.values())):
        yield f"{target} is in one of oneOf and mapping only"
    for wire, target in mapping.items():
        schema = document["components"]["schemas"][target.removeprefix(_REF)]
        field = schema.get("properties", {}).get(key, {})
        if field.get("const") != wire or key not in schema.get("required", []):
            yield f"{target} needs a required {key} with const: {wire}"
