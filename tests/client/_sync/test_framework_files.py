# Made from tests/client/_async/test_framework_files.py by scripts/regenerate: change that one.
"""Files as frameworks hand them over, with the frameworks themselves: name, type and content arrive."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django.conf
import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile, TemporaryUploadedFile
from werkzeug.datastructures import FileStorage

from dify_ext import RateLimitError
from tests.faults import steps
from tests.faults.clients import OneConnection
from tests.faults.forms import announced, sent_file
from tests.faults.server import FaultServer

UPLOAD = "POST /v1/files/upload"
DATA = b"%PDF" + bytes(range(256)) * 4000
PDF = "application/pdf"


@pytest.fixture(autouse=True, scope="module")
def django_settings() -> None:
    if not django.conf.settings.configured:
        django.conf.settings.configure()


def flask(path: Path) -> Any:
    """A file of a form: ``name`` is the form's field."""
    return FileStorage(path.open("rb"), "contract.pdf", "attachment", PDF)


def django_on_disk(path: Path) -> Any:
    file = TemporaryUploadedFile("contract.pdf", PDF, len(DATA), None)
    file.write(DATA)
    file.seek(0)
    return file


SYNC: dict[str, Callable[[Path], Any]] = {
    "Flask": flask,
    "Django, small": lambda path: SimpleUploadedFile("contract.pdf", DATA, PDF),
    "Django, in memory": lambda path: InMemoryUploadedFile(
        io.BytesIO(DATA), "attachment", "contract.pdf", PDF, len(DATA), None
    ),
    "Django, on disk": django_on_disk,
    "aiohttp": lambda path: SimpleNamespace(
        name="attachment", filename="contract.pdf", file=path.open("rb"), content_type=PDF
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "contract.pdf"
    path.write_bytes(DATA)
    return path


def close(file: Any) -> None:
    """Close what is the test's own."""
    getattr(file, "file", getattr(file, "_file", getattr(file, "wrapped", file))).close()


@pytest.mark.parametrize("framework", SYNC)
def test_a_file_of_a_framework(server: FaultServer, path: Path, framework: str) -> None:
    """Its name and type are used, its length is known;
    it can be sent again, and another name goes before its own.
    """
    server.on(UPLOAD, steps.refusal(429, "too_many_requests", "Slow down."))
    with OneConnection(server, max_retries=0) as dify:
        file = SYNC[framework](path)
        with pytest.raises(RateLimitError):
            dify.files.upload(file)
        for source in (file, ("other.bin", file)):
            getattr(file, "file", file).seek(0)
            dify.files.upload(source)
        for request, name in zip(server.requests, ["contract.pdf", "contract.pdf", "other.bin"], strict=True):
            assert sent_file(request) == (name, PDF, DATA)
            assert announced(request) is not None
        close(file)
