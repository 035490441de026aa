# Made from dify_ext/_async/resources/_senders.py by scripts/regenerate: change that one.
"""Calls that take more than one request: ``sent_by`` in the spec names these functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dify_api.api.console_apps import get_app, update_app
from dify_api.api.datasets import get_dataset, list_datasets, retrieve_segments
from dify_api.api.documents import create_document_by_text
from dify_api.api.tags import unbind_dataset_tags
from dify_api.models import (
    App,
    CreateDocumentByTextRequest,
    Dataset,
    DocumentCreated,
    ProcessRule,
    Retrieval,
    RetrievalModel,
    RetrieveRequest,
    TagUnbindingRequest,
    UpdateAppRequest,
)
from dify_api.types import present

from dify_ext._core.arguments import given
from dify_ext._core.error_response import lacking_of
from dify_ext._core.knowledge import fitting_indexing, fitting_retrieval
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions, shared_options
from dify_ext._sync.session import Session
from dify_ext.errors import APIError, ConfigurationError

_NO_RULE = "Dify up to 1.9.2 fails without process_rule: pass {'mode': 'automatic'}"
# Dify up to 1.9.2 answers 500 if one of these is missing in an app.
_EMPTY: dict[str, Any] = {"name": "", "description": "", "use_icon_as_answer_icon": False}


def change_app(session: Session, app_id: str, changes: dict[str, Any], options: RequestOptions) -> App:
    """Read an app and send it with some changes: servers empty what is left out."""
    next_options, asked = shared_options(session.options, options), call(get_app, app_id)
    app = asked.decode((session.send(asked, next_options())).response)
    kept = {field: getattr(app, field) for field in changes}
    body = UpdateAppRequest(**{**_EMPTY, **present(kept), **present(changes)})
    return session.execute(call(update_app, app_id, body=body), next_options())


def unbind(session: Session, body: TagUnbindingRequest, options: RequestOptions) -> None:
    """Take each tag off by a request of its own: releases up to 1.13.2 take only one."""
    if not body.tag_ids:
        raise ConfigurationError("tag_ids is empty: give at least one id")
    # Those releases read tag_id, later ones tag_ids, and each ignores the other.
    bodies = [
        TagUnbindingRequest(tag_ids=[one], tag_id=one, target_id=body.target_id) for one in body.tag_ids
    ]
    *others, last = [call(unbind_dataset_tags, body=one).done() for one in bodies]
    for other in others:
        session.execute(other, options)
    return session.execute(last, options)


def retrieve(session: Session, dataset_id: str, body: RetrieveRequest, options: RequestOptions) -> Retrieval:
    """Search a knowledge base, if nothing else is said in the way it is indexed."""
    next_options = shared_options(session.options, options)
    if body.retrieval_model is None and body.external_retrieval_model is None:
        base, _ = _knowledge_base(session, dataset_id, next_options, unless="retrieval_model")
        body.retrieval_model = given(RetrievalModel, fitting_retrieval(base))
    return session.execute(call(retrieve_segments, dataset_id, body=body), next_options())


def create_by_text(
    session: Session, dataset_id: str, body: CreateDocumentByTextRequest, options: RequestOptions
) -> DocumentCreated:
    """Add a text, if nothing else is said indexed like the others of its knowledge base."""
    next_options = shared_options(session.options, options)
    if body.indexing_technique is None:
        base, version = _knowledge_base(session, dataset_id, next_options, unless="indexing_technique")
        indexing = fitting_indexing(base, version)
        body.indexing_technique = indexing["indexing_technique"]
        body.process_rule = body.process_rule or given(ProcessRule, indexing.get("process_rule"))
    sent = call(create_document_by_text, dataset_id, body=body)
    advice = {500: _NO_RULE} if body.process_rule is None else {}
    return session.execute(sent.with_advice(advice), next_options())


def _knowledge_base(
    session: Session, dataset_id: str, next_options: Callable[[], RequestOptions], *, unless: str
) -> tuple[Dataset, str | None]:
    """Read a knowledge base by a session of any kind; before Dify 1.2 it comes from the list.

    ``next_options`` gives the options of each request, ``unless`` is the argument that would spare
    it. The server's ``X-Version`` comes with the knowledge base.
    """
    asked = call(get_dataset, dataset_id).with_advice({405: f"pass {unless}=... to do without"})
    try:
        response = (session.send(asked, next_options())).response
        return asked.decode(response), response.headers.get("x-version")
    except APIError as error:
        if error.response is None or lacking_of(error.response) is None:
            raise
        refusal = error
    number: int | None = 1
    while number is not None:
        page = call(list_datasets, page=number, limit=100)
        try:
            response = (session.send(page, next_options())).response
        except APIError:
            raise refusal from None
        listed = page.decode(response)
        for base in listed.data:
            if base.id == dataset_id:
                return base, response.headers.get("x-version")
        number = number + 1 if listed.data and listed.has_more else None
    raise refusal
