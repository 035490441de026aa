"""Raw views and accessors of the resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .document import Document
from .hints import CLIENTS, Method, Resource, resources
from .resources import BY_HAND, IMPORTS, MADE, head
from .words import docstring


def write_surroundings(document: Document, into: Path) -> None:
    """Write the raw views and the accessors beside the resources."""
    found = resources(document)
    (into / "raw_views.py").write_text(_raw_views(found), encoding="utf-8")
    (into / "accessors.py").write_text(_accessors(found), encoding="utf-8")


def _of(found: Iterable[Resource], client: str) -> list[Resource]:
    return [resource for resource in found if resource.client == client]


def home(resource: Resource) -> str:
    place = BY_HAND if resource.is_subclassed else MADE
    return f"{place.replace('/', '.')}.{resource.module}"


def _raw_methods(resource: Resource) -> list[Method]:
    return [method for method in resource.methods if method.raw]


def _raw_views(found: list[Resource]) -> str:
    """The views whose methods give a ``RawResponse``, for the resources and for the clients."""
    lines = [
        head("")
        + '"""The clients\' ``with_raw_response``: their resources, whose methods give the HTTP answer."""',
        IMPORTS,
        "if TYPE_CHECKING:",
    ]
    lines += ["    from dify_ext._async.session import AsyncSession"]
    lines += [f"    from {home(one)} import Async{one.class_name}" for one in found if _raw_methods(one)]
    for one in found:
        if _raw_methods(one):
            lines += [
                f"\n\nclass Async{one.class_name}WithRawResponse:",
                f'    """``{one.client}.with_raw_response.{one.name}``."""\n',
                f"    def __init__(self, {one.name}: Async{one.class_name}) -> None:",
                *(
                    f"        self.{method.name} = raw({one.name}.{method.name})"
                    for method in _raw_methods(one)
                ),
            ]
    for client, name in CLIENTS.items():
        listed = [one for one in _of(found, client) if _raw_methods(one)]
        if listed:
            lines += _raw_client(client, name, listed)
    return "\n".join(lines) + "\n"


def _raw_client(client: str, name: str, listed: list[Resource]) -> Iterator[str]:
    needs_account = any(one.needs_account for one in listed)
    account = ", account: AsyncConsoleAccount" if needs_account else ""
    yield f"\n\nclass Async{name}WithRawResponse:"
    words = (
        f"``{client}.with_raw_response``. Streams and binaries have ``headers`` themselves and are not here."
    )
    yield f"    {docstring(words)}\n"
    yield f"    def __init__(self, session: AsyncSession{account}) -> None:"
    yield "        self._session = session.as_raw()"
    if needs_account:
        yield "        self._account = account  # on the plain session: it reads the time zone"
    for one in listed:
        arguments = "self._session, self._account" if one.needs_account else "self._session"
        yield "\n    @property"
        yield f"    def {one.name}(self) -> Async{one.class_name}WithRawResponse:"
        yield f"        {docstring(one.description, 8)}"
        yield f"        from {home(one)} import Async{one.class_name}\n"
        yield f"        return Async{one.class_name}WithRawResponse(Async{one.class_name}({arguments}))"


def _accessors(found: list[Resource]) -> str:
    """The common part of the clients: an attribute for each resource, imported on first use."""
    title = '"""The resources of the clients: base classes of ``AsyncDify`` and ``AsyncDifyServer``."""'
    lines = [
        head("") + title,
        IMPORTS,
        "from dify_ext._async.client_base import AsyncClientBase",
        "if TYPE_CHECKING:",
    ]
    for client, name in CLIENTS.items():
        if _of(found, client):
            lines += [f"    from {MADE.replace('/', '.')}.raw_views import Async{name}WithRawResponse"]
    lines += [f"    from {home(one)} import Async{one.class_name}" for one in found]
    for client, name in CLIENTS.items():
        listed = _of(found, client)
        if not listed:
            continue
        account = ", self.account" if any(one.needs_account for one in listed) else ""
        lines += [
            f"\n\nclass Async{name}Resources(AsyncClientBase):",
            f'    """The resources of :class:`Async{name}`."""\n',
        ]
        for one in listed:
            more = ", self.account" if one.needs_account else ""
            lines += [
                "\n    @cached_property",
                f"    def {one.name}(self) -> Async{one.class_name}:",
                f"        {docstring(one.description, 8)}",
                f"        from {home(one)} import Async{one.class_name}\n",
                f"        return Async{one.class_name}(self._session{more})",
            ]
        lines += [
            "\n    @cached_property",
            f"    def with_raw_response(self) -> Async{name}WithRawResponse:",
            '        """The same resources; each method gives a :class:`RawResponse`."""',
            f"        from {MADE.replace('/', '.')}.raw_views import Async{name}WithRawResponse\n",
            f"        return Async{name}WithRawResponse(self._session{account})",
        ]
    return "\n".join(lines) + "\n"
