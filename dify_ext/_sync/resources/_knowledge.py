# Made from dify_ext/_async/resources/_knowledge.py by scripts/regenerate: change that one.
"""Calls that need to know the knowledge base first."""

from __future__ import annotations

from collections.abc import Callable

from dify_api.api.datasets import get_dataset, list_datasets
from dify_api.models.dataset import Dataset

from dify_ext._core.error_response import lacking_of
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._sync.session import Session
from dify_ext.errors import APIError


def knowledge_base(
    session: Session, dataset_id: str, turn: Callable[[], RequestOptions], *, unless: str
) -> tuple[Dataset, str | None]:
    """Read a knowledge base by a session of any kind; before Dify 1.2 it comes from the list.

    Args:
        session: The session.
        dataset_id: The knowledge base's id.
        turn: Gives the options of each request.
        unless: The argument that would spare it.

    Returns:
        The knowledge base, and the server's ``X-Version``.
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
