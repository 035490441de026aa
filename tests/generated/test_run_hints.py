"""The hints of operations that are answered with events, and of methods that do more than one call."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from scripts.codegen.bundle import bundle
from scripts.codegen.hints import methods, resources
from scripts.codegen.problems import Problem
from scripts.codegen.resources import write_resources

from .conftest import HERE

THING, POKE, STOP = "/v1/things/{thing_id}", "/v1/poke", "/v1/poke/{task_id}/stop"
SEND = "dify.things.poke(text: text, *, files, response_mode, on_human_input, user)"
STREAM = "dify.things.poking(text: text, *, files, thing_id, stop_on_exit, resume, on_human_input, user)"
RUN = {"events": "workflow", "stop": "stop_poking"}


ROWS = {"rows": "dify.things.poke_many", "events": "chat", "summary": "Poke many.", "example": "await poke()"}


def body(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"content": {"application/json": {"schema": schema}}}


def operation(name: str, client: Any, **more: Any) -> dict[str, Any]:
    answers = {"200": {"description": "What happened.", **body("Thing")}}
    return {"operationId": name, "tags": ["things"], "x-client": client, "responses": answers, **more}


def parameter(name: str, place: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": "Which.",
        "schema": {"type": "string"},
    }


@pytest.fixture
def document() -> dict[str, Any]:
    """The small spec with an operation that pokes, another for one thing, and one that stops."""
    spec: dict[str, Any] = bundle(HERE / "mini/spec")
    text = {"type": "string", "description": "Words."}
    files = {"type": "array", "items": {"$ref": "#/components/schemas/FileMention"}, "description": "Pictures."}
    fields = {"text": text, "user": text, "response_mode": text, "files": files}
    spec["components"]["schemas"]["Poke"] = {"type": "object", "required": ["text", "user"], "properties": fields}
    spec["components"]["schemas"]["FileMention"] = {"type": "object", "properties": {"id": text}}
    spec["components"]["schemas"]["StopPoke"] = {"type": "object", "required": ["user"], "properties": {"user": text}}
    spec["paths"][POKE] = {"post": operation("poke", {"call": SEND, "wait": True, **RUN}, requestBody=body("Poke"))}
    spec["paths"][STOP] = {
        "post": operation(
            "stop_poking",
            "dify.things.stop(task_id, *, user)",
            parameters=[parameter("task_id", "path")],
            requestBody=body("StopPoke"),
        )
    }
    return spec


def made(document: dict[str, Any], folder: Path, name: str) -> tuple[str, str, str]:
    """The signature, the docstring and the lines of a method made from a document."""
    write_resources(document, folder / "made")
    tree = ast.parse((folder / "made/things.py").read_text())
    [method] = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
    ]
    kind = "async " if isinstance(method, ast.AsyncFunctionDef) else ""
    assert method.returns is not None
    signature = f"{kind}{ast.unparse(method.args)} -> {ast.unparse(method.returns)}"
    return signature, ast.get_docstring(method) or "", "\n".join(ast.unparse(one) for one in method.body[1:])


def test_a_run_that_is_waited_for(document: dict[str, Any], tmp_path: Path) -> None:
    signature, doc, lines = made(document, tmp_path, "poke")
    assert signature == (
        "async self, text: str, *, files: Iterable[Mention] | None=None, response_mode: str | None=None, "
        "on_human_input: OnHumanInput | None=None, user: str | None=None, **options: Unpack[RequestOptions]"
        " -> WorkflowResult"
    )
    assert "on_human_input: Called with the form" in doc
    assert "response_mode: ``blocking`` requests" in doc
    assert "WorkflowPaused: The run waits for a human" in doc
    assert "The result. A run that was ``stopped``" in doc
    assert lines == """\
user_ = self._session.options.need_user(user)
body = Poke(text=checked_text(text, 'text'), user=user_, response_mode=response_mode or 'streaming', \
files=mentioned(files))
asked = call(poke, body=body)
if body.response_mode != 'streaming':
    human_input.no_handler(on_human_input)
    no_hooks(self._session.hooks)
    whole = asked.map(WorkflowResult.from_completion)
    return await self._session.execute(whole, options)
run = Run(self._session, asked, WorkflowAccumulator(), user=user_, stop_call=stopping(stop_poking, user_), \
on_human_input=on_human_input, options=options)
return await get_result(AsyncWorkflowStream(run, stop_on_exit=True))"""


def test_a_run_whose_stream_is_given(document: dict[str, Any], tmp_path: Path) -> None:
    document["paths"][POKE]["post"]["x-client"] = {"call": STREAM, "alternative": "poke_thing", **RUN}
    document["paths"][THING]["post"] = operation("poke_thing", "alternative", requestBody=body("Poke"))
    signature, doc, lines = made(document, tmp_path, "poking")
    assert signature.endswith(
        "thing_id: str | None=None, stop_on_exit: bool=True, resume: bool=True, "
        "on_human_input: OnHumanInput | None=None, user: str | None=None, **options: Unpack[RequestOptions]"
        " -> AsyncWorkflowStream"
    )
    assert not signature.startswith("async")
    assert "WorkflowPaused" not in doc
    assert doc.endswith("POST /v1/poke, or /v1/things/{thing_id}")
    assert "response_mode='streaming'" in lines
    assert "call(poke, body=body) if thing_id is None else call(poke_thing, thing_id, body=body)" in lines
    assert lines.endswith("return AsyncWorkflowStream(run, stop_on_exit=stop_on_exit)")
    assert "resume=resume" in lines
    named = [one.operation_id for one in methods(document) if one.name == "poking"]
    assert sorted(named) == ["poke", "poke_thing"]


def test_a_run_that_is_taken_up(document: dict[str, Any], tmp_path: Path) -> None:
    call = "dify.things.resume(task_id, *, stop_on_exit = False, user)"
    document["paths"][STOP]["post"]["x-client"] = {"call": call, "takes_up": True, **RUN}
    signature, _, lines = made(document, tmp_path, "resume")
    assert "stop_on_exit: bool=False" in signature
    assert "asked = events_call(task_id, user_)" in lines
    assert "Run(self._session, asked, WorkflowAccumulator(run_id=task_id), user=user_," in lines


def test_a_run_without_user_and_stop(document: dict[str, Any], tmp_path: Path) -> None:
    client = {"call": "dify.things.poke(text, *, files)", "events": "datasource", "fixed": {"user": "me"}}
    document["paths"][POKE]["post"]["x-client"] = client
    signature, _, lines = made(document, tmp_path, "poke")
    assert signature.endswith("-> AsyncEventStream[list[Any]]")
    assert "Run(self._session, asked, DatasourceAccumulator(), options=options)" in lines
    assert lines.endswith("return AsyncEventStream(run)")
    assert "user='me'" in lines


def test_a_list_that_is_filtered_here(document: dict[str, Any], tmp_path: Path) -> None:
    document["paths"]["/v1/all"] = {
        "get": operation(
            "list_all",
            {
                "call": "dify.things.all(*, name, last_id, limit)",
                "pages": "last_id",
                "pick": "parts",
                "fixed": {"limit": "9"},
                "fallback": {"name": "id"},
                "args": {"limit": "Not used."},
            },
            parameters=[parameter(name, "query") for name in ("name", "last_id", "limit")],
        )
    }
    _, doc, lines = made(document, tmp_path, "all")
    assert "limit: Not used." in doc
    assert "def ask(cursor: Any, name: str | None=name)" in lines
    assert "limit='9'" in lines
    assert "filtered(ask, 'last_id', 'id', name), last_id, options" in lines
    document["paths"]["/v1/all"]["get"]["x-client"]["fallback_of"] = ["x", "y"]
    assert "filtered(ask, 'last_id', 'id', name, ('x', 'y'))" in made(document, tmp_path / "of", "all")[2]


def test_a_list_that_waits_for_a_time(document: dict[str, Any], tmp_path: Path) -> None:
    client = {"call": "dify.things.all(*, start: moment)", "pages": "all", "pick": "parts"}
    parameters = [parameter("start", "query")]
    document["paths"]["/v1/all"] = {"get": operation("list_all", client, parameters=parameters)}
    signature, _, lines = made(document, tmp_path, "all")
    assert not signature.startswith("async")
    assert lines.startswith("async def first() -> AsyncPage[Thing]:\n    start_ = await self._account.wire_time(start)")
    assert lines.endswith("return AsyncPager(first)")
    assert "return AsyncPager(first)  # sync: return first()" in (tmp_path / "made/things.py").read_text()


def test_a_first_row_or_a_new_one(document: dict[str, Any], tmp_path: Path) -> None:
    stop = document["paths"][STOP]["post"]
    stop["x-client"] = [stop["x-client"], {"call": "dify.things.ensure(task_id, *, user)", "first_of": "stop"}]
    _, _, lines = made(document, tmp_path, "ensure")
    assert lines.startswith("found = await self.stop(task_id, user=user, **options)\nif found:\n    return found[0]")
    assert not next(one for one in methods(document) if one.name == "ensure").raw


def test_a_secret_is_in_no_traceback(document: dict[str, Any], tmp_path: Path) -> None:
    client = {"call": "dify.things.stop(task_id, *, user)", "secret": "task_id"}
    document["paths"][STOP]["post"]["x-client"] = client
    _, _, lines = made(document, tmp_path, "stop")
    assert lines.startswith("try:\n    body =")
    assert lines.endswith("except DifyError as error:\n    del task_id\n    raise alone(error) from None")


def test_values_in_the_text_of_a_field(document: dict[str, Any], tmp_path: Path) -> None:
    poke = document["components"]["schemas"]["Poke"]
    text = {"type": "string", "contentMediaType": "application/json", "contentSchema": poke, "description": "More."}
    fields = {"file": {"type": "string", "format": "binary", "description": "A picture."}, "data": text}
    document["components"]["schemas"]["Send"] = {"type": "object", "required": ["file"], "properties": fields}
    client = {"call": "dify.things.send(file, *, text, user, progress)", "without": ["files", "response_mode"]}
    document["paths"]["/v1/send"] = {"post": operation("send", client, requestBody=body("Send"))}
    signature, _, lines = made(document, tmp_path, "send")
    assert "text: str | None=None" in signature
    assert (
        "Send(file=Upload.of(file, progress=progress), data=as_json(text=text, user=self._session.options.need_user(user)))" in lines
    )


def test_an_answer_that_goes_through_a_function(document: dict[str, Any], tmp_path: Path) -> None:
    client = {"call": "dify.things.stop(task_id, *, user)", "through": "ended", "returns": "The *end*\nof it."}
    document["paths"][STOP]["post"]["x-client"] = client
    _, doc, lines = made(document, tmp_path, "stop")
    assert ".map(ended)" in lines
    assert "Returns:\n    The *end* of it." in doc


CALL = "dify.things.poke(text, *, files, user)"
MISTAKES = {
    "an unknown stream": ({"call": CALL, "events": "talk"}, "stream under 'events' 'talk' is unknown; there are chat"),
    "a stop without events": (
        {"call": CALL, "without": ["response_mode"], "stop": "stop_poking"},
        "'stop' needs 'events', the kind of the stream",
    ),
    "waiting without events": (
        {"call": CALL, "without": ["response_mode"], "wait": True},
        "'wait' needs 'events', the kind of the stream",
    ),
    "taking up without events": (
        {"call": CALL, "without": ["response_mode"], "takes_up": True},
        "'takes_up' needs 'events', the kind of the stream",
    ),
    "an argument of runs": (
        {"call": "dify.things.poke(text, *, files, user, resume)", "without": ["response_mode"]},
        "the argument 'resume' needs 'events', the kind of the stream",
    ),
    "nothing to wait for": (
        {"call": CALL, "events": "datasource", "wait": True},
        "a stream of the kind datasource has no result to wait for",
    ),
    "an unknown stop": ({"call": CALL, "events": "chat", "stop": "halt"}, "'stop' names 'halt', which is no operation"),
    "a stop without a user": (
        {"call": "dify.things.poke(text, *, files)", "fixed": {"user": "me"}, **RUN},
        "a run that can be stopped or resumed needs the argument user",
    ),
    "an unknown alternative": (
        {"call": CALL, "alternative": "poke_all"},
        "'alternative' names 'poke_all', which is no operation",
    ),
    "an alternative that is none": (
        {"call": CALL, "alternative": "stop_poking"},
        "'alternative' names an operation with 'x-client: alternative' and one value more",
    ),
    "an unknown function": (
        {"call": CALL, "without": ["response_mode"], "through": "done"},
        "function under 'through' 'done' is unknown; there are ended",
    ),
    "words for nothing": ({"call": CALL, "events": "chat", "args": {"x": "y"}}, "argument under 'args' 'x' is unknown"),
    "a fallback for nothing": (
        {"call": CALL, "events": "chat", "fallback": {"x": "y"}},
        "argument under 'fallback' 'x' is unknown",
    ),
    "no such secret": ({"call": CALL, "events": "chat", "secret": "x"}, "argument under 'secret' 'x' is unknown"),
    "an alternative of nothing": ("alternative", "poke: no 'alternative' names it"),
}


@pytest.mark.parametrize(("hints", "reason"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named(document: dict[str, Any], hints: Any, reason: str) -> None:
    document["paths"][POKE]["post"]["x-client"] = hints
    with pytest.raises(Problem, match=reason):
        resources(document)


def test_the_first_of_no_method(document: dict[str, Any], tmp_path: Path) -> None:
    client = {"call": "dify.things.stop(task_id, *, user)", "first_of": "all"}
    document["paths"][STOP]["post"]["x-client"] = client
    with pytest.raises(Problem, match="'first_of' names 'all', which is no method of things"):
        write_resources(document, tmp_path / "made")


def test_a_call_for_each_row_of_a_table(document: dict[str, Any], tmp_path: Path) -> None:
    """Only a chat has a question for each row; no raw view gives the many answers."""
    operation = document["paths"][POKE]["post"]
    operation["x-client"] = [{"call": SEND, **RUN}, ROWS, {**ROWS, "rows": "dify.things.run_many", "events": "workflow"}]
    write_resources(document, tmp_path / "made")
    made = (tmp_path / "made/things.py").read_text()
    assert "async def poke_many(self, rows: Rows, *, query: ByRow" in made
    assert 'AsyncBatch(self._session, "chat", rows, options, query).run()' in made
    assert "async def run_many(self, rows: Rows, **options" in made
    assert 'AsyncBatch(self._session, "workflow", rows, options).run()' in made
    assert f"POST {POKE}, for each row" in made
    assert not next(one for one in methods(document) if one.name == "poke_many").raw


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"pages": "all"}, "hint 'pages' is unknown; there are doc"),
        ({"events": "thunder"}, "stream under 'events' 'thunder' is unknown"),
        ({"rows": "poke_many"}, "'poke_many' is no method"),
    ],
)
def test_a_mistake_in_rows_is_named(document: dict[str, Any], change: dict[str, str], reason: str) -> None:
    document["paths"][POKE]["post"]["x-client"] = {**ROWS, **change}
    with pytest.raises(Problem, match=reason):
        resources(document)


def test_rows_need_an_example(document: dict[str, Any]) -> None:
    document["paths"][POKE]["post"]["x-client"] = {key: text for key, text in ROWS.items() if key != "example"}
    with pytest.raises(Problem, match="'rows' needs 'example'"):
        resources(document)


def test_the_bytes_at_a_url(document: dict[str, Any], tmp_path: Path) -> None:
    """Another method of the resource gives the URL."""
    client = {"call": "dify.things.fetch(start)", "opens": "get", "returns": "The bytes."}
    parameters = [parameter("start", "query")]
    document["paths"]["/v1/all"] = {"get": operation("fetch_thing", client, parameters=parameters)}
    signature, _, lines = made(document, tmp_path, "fetch")
    assert signature.endswith("-> AsyncBinaryResponse")
    assert lines == "return await self._session.open_url(await self.get(start, **options))"
    client["opens"] = "nothing"
    with pytest.raises(Problem, match="'opens' names 'nothing', which is no method of things"):
        write_resources(document, tmp_path / "again")


def test_a_function_of_ours_sends_the_call(document: dict[str, Any], tmp_path: Path) -> None:
    """It gets what stands in the path, and the whole body."""
    hints = {"call": "dify.things.change(thing_id, thing: body)", "sent_by": "retrieve"}
    document["paths"][THING]["patch"]["x-client"] = hints
    write_resources(document, tmp_path / "made")
    text = (tmp_path / "made/things.py").read_text()
    assert "return await retrieve(self._session, thing_id, body, options)" in text
    assert "from dify_ext._async.resources._senders import retrieve" in text
    assert "**options: Options of each request" in text
    changer = {"call": "dify.things.poke(text = None, *, user)", "sent_by": "change_app"}
    document["paths"][POKE]["post"]["x-client"] = {**changer, "without": ["response_mode", "files"]}
    signature, _, lines = made(document, tmp_path / "changer", "poke")
    assert "text: str | None=None" in signature
    assert "body = {'text': text, 'user': self._session.options.need_user(user)}" in lines
    document["paths"][THING]["patch"]["x-client"] = {**hints, "sent_by": "magic"}
    with pytest.raises(Problem, match="function under 'sent_by' 'magic' is unknown; there are change_app"):
        resources(document)
