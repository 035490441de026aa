"""Nothing on record goes unused: each file is replayed by exactly one rule, and each rule has its tests."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

from dify_ext import AsyncDifyServer

from . import calls, test_sign_in
from .recordings import FOLDER, OTHERS, PROBES, RECORDINGS, ROUTES, of_calls, of_rule, rules_of

# Which tests replay what: by module and function.
TESTS = {
    "test_answers.test_success_is_decoded_without_loss": of_calls(200, 201, 204),
    "test_answers.test_a_refusal_raises_its_error": of_calls(400, 404, 405, 500),
    "test_answers.test_tokens_that_are_refused": of_calls(401),
    "test_answers.test_an_operation_without_a_method": of_rule("low_level"),
    "test_sign_in.test_a_sign_in": of_rule("sign_in"),
    "test_sign_in.test_a_renewal": of_rule("refresh"),
    "test_sign_in.test_a_sign_out": of_rule("sign_out"),
    "test_sign_in.test_what_a_client_asks_first": of_rule("probe"),
}
# Methods of which nothing was recorded.
NOT_ON_RECORD = {
    "apps.confirm_import",
    "datasets.api_keys",
    "datasets.error_documents",
    "datasets.retry",
}


def test_each_file_is_used() -> None:
    """Every file here is a recording, or code and its description."""
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    known = {f"{name}.json" for name in RECORDINGS} | {"README.md"}
    rest = {file for file in files - known if not file.endswith(".py") and "__pycache__" not in file}
    assert rest == set()
    assert known <= files


def test_each_recording_is_replayed_by_one_rule() -> None:
    """The rules part the recordings among them, and the tests do: none is left out, none is in two."""
    assert {name: len(rules_of(recording)) for name, recording in RECORDINGS.items()} == dict.fromkeys(
        RECORDINGS, 1
    )
    replayed = Counter(name for names in TESTS.values() for name in names)
    assert set(replayed) == set(RECORDINGS)
    assert set(replayed.values()) == {1}
    for test, names in TESTS.items():
        module, _, function = test.partition(".")
        assert names, test
        assert hasattr(import_module(f"{__package__}.{module}"), function)
    by_release = Counter(name.partition("/")[0] for name in RECORDINGS)
    print(f"{len(RECORDINGS)} recordings: {dict(by_release)}")
    assert set(by_release) == set(PROBES)


def test_each_method_is_on_record_or_known_not_to_be() -> None:
    """Each method of the resources has its route; those without a recording are told."""
    on_record = {rule for recording in RECORDINGS.values() for rule in rules_of(recording)}
    assert on_record == (set(ROUTES) | set(OTHERS)) - NOT_ON_RECORD
    server = AsyncDifyServer("https://dify.example", admin_key="admin", workspace_id="w")
    methods = {
        f"{name}.{method}"
        for name in ("apps", "datasets", "statistics", "members", "account")
        for method in dir(getattr(server, name))
        if not method.startswith("_")
    }
    assert methods - {"apps.ensure_api_key", "datasets.ensure_api_key", "account.wire_time"} == set(ROUTES)
    assert set(calls.METHODS) == set(ROUTES)


def test_no_exception_is_out_of_date() -> None:
    """What is told about single recordings is about such as there are, and is true of them."""
    for name, different in calls.DIFFERENT.items():
        recorded, sent = RECORDINGS[name].request, RECORDINGS[name].request
        different.change(sent)
        assert sent != recorded, name
        assert different.reason
    for name in calls.SIGNED_OTHERWISE:
        recording = RECORDINGS[name]
        recorded = calls.without_refresh_token(recording.request.get("headers", {}))
        assert recorded != calls.headers_with(calls.tokens_of(recording)), name
    assert set(test_sign_in.DIFFERENT_SIGN_INS) <= set(of_rule("sign_in"))
    assert set(test_sign_in.SECOND_ATTEMPTS) <= set(test_sign_in.DIFFERENT_SIGN_INS)
    assert set(test_sign_in.DIFFERENT_RENEWALS) <= set(of_rule("refresh"))
    assert set(test_sign_in.DIFFERENT_SIGN_OUTS) <= set(of_rule("sign_out"))
