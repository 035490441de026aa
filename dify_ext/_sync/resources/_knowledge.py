# Made from dify_ext/_async/resources/_knowledge.py by scripts/regenerate: change that one.
"""Calls that read the knowledge base first, if they leave out what servers need."""

from __future__ import annotations

from collections.abc import Callable

from dify_api.api.datasets import get_dataset, list_datasets, retrieve_segments
from dify_api.api.documents import create_document_by_text
from dify_api.models import (
    CreateDocumentByTextRequest,
    Dataset,
    DocumentCreated,
    ProcessRule,
    Retrieval,
    RetrievalModel,
    RetrieveRequest,
)

from dify_ext._core.arguments import given
from dify_ext._core.error_response import lacking_of
from dify_ext._core.knowledge import fitting_indexing, fitting_retrieval
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions, shared_options
from dify_ext._sync.session import Session
from dify_ext.errors import APIError

_NO_RULE = "Dify up to 1.9.2 fails without process_rule: pass {'mode': 'automatic'}"


def retrieve(session: Session, dataset_id: str, body: RetrieveRequest, options: RequestOptions) -> Retrieval:
    """Search a knowledge base, if nothing else is said in the way it is indexed."""
    turn = shared_options(session.options, options)
    if body.retrieval_model is None and body.external_retrieval_model is None:
        base, _ = _knowledge_base(session, dataset_id, turn, unless="retrieval_model")
        body.retrieval_model = given(RetrievalModel, fitting_retrieval(base))
    return session.execute(call(retrieve_segments, dataset_id, body=body), turn())


def create_by_text(
    session: Session, dataset_id: str, body: CreateDocumentByTextRequest, options: RequestOptions
) -> DocumentCreated:
    """Add a text, if nothing else is said indexed like the others of its knowledge base."""
    turn = shared_options(session.options, options)
    if body.indexing_technique is None:
        base, version = _knowledge_base(session, dataset_id, turn, unless="indexing_technique")
        indexing = fitting_indexing(base, version)
        body.indexing_technique = indexing["indexing_technique"]
        body.process_rule = body.process_rule or given(ProcessRule, indexing.get("process_rule"))
    sent = call(create_document_by_text, dataset_id, body=body)
    advice = {500: _NO_RULE} if body.process_rule is None else {}
    return session.execute(sent.with_advice(advice), turn())


def _knowledge_base(
    session: Session, dataset_id: str, turn: Callable[[], RequestOptions], *, unless: str
) -> tuple[Dataset, str | None]:
    """Read a knowledge base by a session of any kind; before Dify 1.2 it comes from the list.

    ``turn`` gives the options of each request, ``unless`` is the argument that would spare it. The
    server's ``X-Version`` comes with the knowledge base.
    """
    asked = call(get_dataset, dataset_id).with_advice({405: f"pass {unless}=... to do without"})
    try:
        response = (session.send(asked, turn())).response
        return asked.decode(response), response.headers.get("x-version")
    except APIError as error:
        if error.response is None or lacking_of(error.response) is None:
            raise
        refusal = error
    number: int | None = 1
    while number is not None:
        page = call(list_datasets, page=number, limit=100)
        try:
            response = (session.send(page, turn())).response
        except APIError:
            raise refusal from None
        listed = page.decode(response)
        for base in listed.data:
            if base.id == dataset_id:
                return base, response.headers.get("x-version")
        number = number + 1 if listed.data and listed.has_more else None
    raise refusal
