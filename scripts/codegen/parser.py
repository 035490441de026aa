"""The only module that knows the inside of openapi-python-client.

Everything that its documentation does not offer is imported here and nowhere else. A new release
that moves or renames one of these things fails in ``tests/generated/test_parser.py``.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import ClassOverride, Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import AnyProperty, LiteralEnumProperty, ModelProperty, Property
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
from openapi_python_client.parser.responses import Response

from .document import Document
from .problems import Problem, refuse

__all__ = [
    "AnyProperty", "BooleanProperty", "ConstProperty", "Endpoint", "FileProperty", "FloatProperty",
    "IntProperty", "ListProperty", "LiteralEnumProperty", "ModelProperty", "NoneProperty", "Parsed",
    "Property", "PropertyProtocol", "Response", "StringProperty", "UnionProperty", "properties",
    "response_status", "wire_name",
]  # fmt: skip

TEMPLATES = Path(__file__).with_name("templates")


class Parsed:
    """A lowered document as the generator understands it.

    Args:
        lowered: The document.
        into: The folder of the package.
        modules: The module of each class; by default each class has its own.

    Attributes:
        models: The objects, by class name.
        enums: The enums.
        endpoints: The operations, each with its tag.

    Raises:
        Problem: The generator cannot read a part of the document; it would leave that part out.
    """

    def __init__(self, lowered: Document, into: Path, modules: Mapping[str, str] | None = None) -> None:
        options = ConfigFile(
            literal_enums=True,
            post_hooks=[],
            package_name_override="dify_api",
            project_name_override="dify_api",
            class_overrides={
                name: ClassOverride(class_name=None, module_name=module)
                for name, module in (modules or {}).items()
            },
        )
        self._config = Config.from_sources(
            options,
            MetaType.NONE,
            document_source=into,
            file_encoding="utf-8",
            overwrite=False,
            output_path=into,
        )
        data = GeneratorData.from_dict(lowered, config=self._config)
        if not isinstance(data, GeneratorData):
            raise Problem(f"the generator: {data.header} {data.detail or ''}")
        self._data = data
        collections = data.endpoint_collections_by_tag
        _refuse_warnings([*data.errors, *(e for one in collections.values() for e in one.parse_errors)])
        self.models: dict[str, ModelProperty] = {str(model.class_info.name): model for model in data.models}
        self.enums = sorted(data.enums, key=lambda enum: enum.class_info.name)
        self.endpoints: list[tuple[str, Endpoint]] = [
            (str(tag), endpoint) for tag, one in collections.items() for endpoint in one.endpoints
        ]

    def render(self, names: dict[str, Any]) -> Callable[..., str]:
        """Write the package with our templates, but for what the generator would give a file each.

        Args:
            names: What the templates can use beside what the generator gives them.

        Returns:
            A function that renders one more template of ours by its name, with more names: for
            those.
        """
        self._data.models, self._data.enums, self._data.endpoint_collections_by_tag = [], [], {}
        project = Project(openapi=self._data, config=self._config, custom_template_path=TEMPLATES)
        project.env.globals.update(names)
        with contextlib.redirect_stdout(io.StringIO()):
            errors = list(project.build())
        _refuse_warnings(errors)
        return lambda template, **more: project.env.get_template(template).render(more)


def _refuse_warnings(errors: list[Any]) -> None:
    told = (" ".join(f"{error.header or ''} {error.detail or ''}".split()) for error in errors)
    refuse(told, "the generator warns")


def wire_name(prop: PropertyProtocol) -> str:
    """The name of a property or parameter in the document."""
    return str(prop.name.get_untrusted_value())


def properties(model: ModelProperty) -> Iterator[Property]:
    """The properties of an object, required ones first."""
    yield from model.required_properties or []
    yield from model.optional_properties or []


def response_status(response: Response) -> int:
    """The status of a response; ``lower.py`` lets neither ``default`` nor ``4XX`` through."""
    return int(response.status_code.pattern)
