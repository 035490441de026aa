"""All operations with their handlers, as routes of a release.

A function that has the name of an operation of the spec answers it. Method and path are the spec's;
the tables below have the rest.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType

from starlette.routing import Route

from . import (
    _annotations,
    _app_info,
    _audio,
    _chat,
    _conversations,
    _files,
    _forms,
    _messages,
    _resumed,
    _workflows,
)
from ._annotations import ANNOTATIONS
from ._call import AppCall, Call, Handler, endpoint
from ._console import (
    apps,
    conversations,
    dsl,
    keys,
    members,
    sign_in,
    statistics,
)
from ._console import (
    datasets as console_datasets,
)
from ._console.apps import APPS
from ._console.call import ConsoleCall
from ._console.keys import KEYS
from ._dialects import Release, traits_of
from ._knowledge import datasets, document_list, documents, pipeline, retrieve, segments, tags
from ._knowledge.call import KnowledgeCall
from ._knowledge.datasets import METADATA
from ._knowledge.segments import CHILD_CHUNKS, SEGMENTS
from ._spec import Operation, operations

#: What the three kinds of keys open.
MODULES: dict[type[Call], tuple[ModuleType, ...]] = {
    AppCall: (
        *(_annotations, _app_info, _audio, _chat, _conversations),
        *(_files, _forms, _messages, _resumed, _workflows),
    ),
    KnowledgeCall: (datasets, document_list, documents, pipeline, retrieve, segments, tags),
    ConsoleCall: (apps, console_datasets, conversations, dsl, keys, members, sign_in, statistics),
}
#: Operations that only read or write one thing.
RESOURCES: dict[type[Call], dict[str, Handler]] = {
    AppCall: {"update_annotation": ANNOTATIONS.update, "delete_annotation": ANNOTATIONS.delete},
    KnowledgeCall: {
        "create_metadata_field": METADATA.create,
        "get_segment": SEGMENTS.get,
        "update_segment": SEGMENTS.update,
        "delete_segment": SEGMENTS.delete,
        "create_child_chunk": CHILD_CHUNKS.create,
        "update_child_chunk": CHILD_CHUNKS.update,
        "delete_child_chunk": CHILD_CHUNKS.delete,
        # The same for two operations
        "update_document": documents.update_document_by_file,
        "list_built_in_metadata_fields_of_all": datasets.list_built_in_metadata_fields,
    },
    ConsoleCall: {
        "get_app": APPS.get,
        "update_app": APPS.update,
        "create_app_api_key": KEYS.create,
        "delete_app_api_key": KEYS.delete,
        "create_dataset_api_key": KEYS.create,
        "delete_dataset_api_key": KEYS.delete,
        **statistics.HANDLERS,
    },
}

_DATASET = "/v1/datasets/{dataset_id}"
_DOCUMENT = f"{_DATASET}/documents/{{document_id}}"
_CURRENT = "/console/api/workspaces/current"
_ALL: tuple[Release, Release] = ((0,), (99,))
#: Where servers have an operation beside the place in the spec, or at that place in fewer releases.
PLACES: dict[str, tuple[tuple[str, str, Release, Release], ...]] = {
    "retrieve_segments": (("POST", f"{_DATASET}/hit-testing", *_ALL),),
    "create_document_by_text": (("POST", f"{_DATASET}/document/create_by_text", *_ALL),),
    "create_document_by_file": (("POST", f"{_DATASET}/document/create_by_file", *_ALL),),
    "update_document_by_text": (("POST", f"{_DOCUMENT}/update_by_text", *_ALL),),
    "update_document_by_file": (("POST", f"{_DOCUMENT}/update_by_file", *_ALL),),
    "get_current_workspace": (("GET", _CURRENT, (0,), (1, 10)),),
    "logout": (("GET", "/console/api/logout", (0,), (1, 9, 2)),),
    "setup_state": (("GET", "/console/api/setup", *_ALL),),
}
#: Releases of operations that the spec does not say, because no recording tells them.
SPANS: dict[str, tuple[Release, Release]] = {
    "get_current_workspace": ((1, 10), (1, 16, 1)),
    "logout": ((1, 9, 2), (99,)),
    "get_document_upload_file": ((0,), (1, 13, 1)),
}


@cache
def served() -> tuple[tuple[Operation, Handler, type[Call]], ...]:
    """Every operation at each of its places, with its handler and the kind of its calls."""
    known, found = operations(), []
    for kind, modules in MODULES.items():
        functions = {name: value for module in modules for name, value in vars(module).items()}
        handlers = {name: functions[name] for name in (*known, *PLACES) if name in functions}
        for name, handler in {**handlers, **RESOURCES[kind]}.items():
            places = [Operation(name, *place) for place in PLACES.get(name, ())]
            if name in known:
                one = known[name]
                span = SPANS.get(name, (one.first, one.gone))
                places.append(Operation(name, one.method, one.path, *span))
            found += [(place, handler, kind) for place in places]
    # A path without ids comes before one that it would fit, too.
    return tuple(sorted(found, key=lambda item: "{" in item[0].path))


@cache  # compiling the paths takes longer than all else in a new emulator; apps share the routes
def routes(release: Release) -> tuple[Route, ...]:
    """The routes of a release."""
    found = [
        Route(operation.route, endpoint(operation, handler, kind), methods=[operation.method])
        for operation, handler, kind in served()
        if operation.is_in(release)
    ]
    found.append(Route("/files/{file_id:uuid}/file-preview", _files.signed_preview))
    if traits_of(release).people:
        form = operations()["submit_human_input_form"]
        path = "/api/form/human_input/{form_token}"
        found.append(Route(path, endpoint(form, _forms.web_form, Call), methods=["GET", "POST"]))
    return tuple(found)
