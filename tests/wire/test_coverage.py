"""Nothing on record goes unused: each file has its place, each recording one kind, each kind its tests."""

from __future__ import annotations

from collections import Counter

from dify_ext import StreamIncomplete

from . import calls
from .changes import DOCUMENT
from .expect import FORK_ONLY, ends_with
from .recordings import FOLDER, NOT_AS_PROMISED, RECORDINGS, of_kind

# How each kind of recording is replayed: by which parametrised test of which module.
TESTS = {
    "bad end": "test_answers.test_a_run_that_failed_or_waits",
    "bytes": "test_answers.test_bytes_come_as_they_are",
    "chunks": "test_streams.test_a_stream_gives_its_events",
    "error": "test_answers.test_a_refusal_raises_its_error",
    "json": "test_answers.test_success_is_decoded_without_loss",
    "not as promised": "test_answers.test_a_success_that_is_none",
    "text": "test_answers.test_deletes_give_nothing",
}
# All operations of the Service API, and those that nobody recorded: they have tests elsewhere.
OPERATIONS = [
    f"{operation['tags'][0]}.{operation['operationId']}"
    for path, item in DOCUMENT["paths"].items()
    for operation in item.values()
    if path.startswith("/v1/")
]
NOT_ON_RECORD = {
    "documents.get_document_upload_file",  # of older releases
    "metadata.list_built_in_metadata_fields_of_all",
    "pipeline.run_datasource_node",
}


def test_each_file_is_used() -> None:
    """Every file here is a recording, a list of fields, or code and its description."""
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    known = {f"{name}.json" for name in RECORDINGS} | {"README.md", "fields/1.14.2.txt", "fields/1.8.1.txt"}
    rest = {file for file in files - known if not file.endswith(".py") and "__pycache__" not in file}
    assert rest == set()
    assert known <= files


def test_each_recording_has_one_kind_and_each_kind_its_tests() -> None:
    """The kinds part the recordings among the tests: none is left out, none in two."""
    replayed = Counter(name for kind in TESTS for name in of_kind(kind))
    assert set(replayed) == set(RECORDINGS)
    assert set(replayed.values()) == {1}
    assert all(of_kind(kind) for kind in TESTS)
    for test in TESTS.values():
        module, _, function = test.partition(".")
        assert f"def {function}(" in (FOLDER / f"{module}.py").read_text(encoding="utf-8")


def test_each_operation_has_one_way_to_be_asked() -> None:
    """Every operation on record has its method, those that stream one for the stream;
    and its generated module.
    """
    assert {recording.operation for recording in RECORDINGS.values()} == set(calls.METHODS)
    assert {RECORDINGS[name].operation for name in of_kind("chunks")} == set(calls.STREAMS)
    modules = {calls.module_of(recording) for recording in RECORDINGS.values()}
    assert set(OPERATIONS) - modules == NOT_ON_RECORD
    assert modules == set(calls.MODULES.values())


def test_no_exception_is_out_of_date() -> None:
    """What is told about single recordings and operations is about such as there are, and is true of them."""
    assert set(NOT_AS_PROMISED) <= set(RECORDINGS)
    assert set(calls.DIFFERENT_ALWAYS) <= set(calls.METHODS)
    for name, different in calls.DIFFERENT.items():
        assert RECORDINGS[name].operation in calls.METHODS
        recorded, sent = RECORDINGS[name].request, RECORDINGS[name].request
        different.change(sent)
        assert sent != recorded, name
        assert different.reason
    seen = {field for name in of_kind("json") if "/site--" in name for field in RECORDINGS[name].json}
    assert seen >= FORK_ONLY


def test_what_is_on_record() -> None:
    """The characters that naive readers of lines fall over are in these files as they were sent,
    unescaped.
    """
    raw = b"".join(b"".join(RECORDINGS[name].body) for name in of_kind("chunks")).decode()
    assert all(character in raw for character in "\u2028\u2029\x85")
    assert all(
        character in "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*/*.json"))
        for character in "\u2028\u2029\x85"
    )
    assert "data: not-a-frame" in raw
    assert {name.partition("/")[0] for name in RECORDINGS} == {"1.13.2", "1.14.2"}


def test_which_streams_are_cut_short() -> None:
    """Those of which the recorder did not see the end are those that do not end as streams do."""
    streams = [RECORDINGS[name] for name in of_kind("chunks")]
    truncated = {stream.name for stream in streams if "truncated" in stream.response}
    assert truncated == {stream.name for stream in streams if ends_with(stream) is StreamIncomplete}
    assert len(truncated) == 2
