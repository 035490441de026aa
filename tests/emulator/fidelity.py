"""How faithful the emulator is: recordings of real servers, sent to an emulator of the same release.

    $ python -m tests.emulator.fidelity FOLDER [RELEASE …] [--show WORD]

FOLDER has a folder for each release. An answer is faithful if its status, its content type, its keys and
the JSON types of its values are the recorded ones; in a stream, those of each event. A stage makes what
the recorded request speaks of, in general: the ids of its path, its query and its body exist, unless the
recorded server did not know them.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from dify_ext.emulator import create_app
from dify_ext.emulator._state import state_of

from .fidelity_stage import ConsoleStage, KnowledgeStage, ServiceStage, learn_modes

#: Fields whose content is the caller's own, or an app's.
FREE = frozenset(
    {
        "inputs",
        "outputs",
        "prompts",
        "process_data",
        "retriever_resources",
        "rules",
        "graph",
        "model_properties",
    }
    | {"agent_mode", "reasoning", "tool_labels"}
    | {"execution_metadata", "user_input_form", "completion_params", "dataset_configs", "tool_icons"}
    | {"sensitive_word_avoidance", "text_to_speech", "file_upload", "permission_keys"}
    | {"doc_metadata", "extra_contents", "resolved_default_values", "parts", "variables"}
)
#: Fields that only a fork has.
FORK = frozenset(
    {"chat_page_background_color", "default_user_avatar_url", "default_user_avatar_file_id"}
    | {"enable_homepage", "show_answer_disclaimer"}
)
#: Recordings of parts of Dify that the emulator does not have.
OUTSIDE = re.compile(
    r"newagent|agent-(create|get|list|publish|composer|api)|activate|default-model|model-providers|tags--"
    r"|system-features|apps-api-enable|apps-name|account-(education|avatar)|version--|completion-conversations"
    r"|workflow-runs|workflow-app-logs|workflows--|/web/|console-(editor|normal)|members--(?!list)|setup--"
    r"|check-dependencies|-summary|rag-|bad-method|index--|datasets--(documents|list|get|batch)|patch-name"
    r"|workflow-publish--(get|unpublished)|--detail|console/chat-messages|for-one-dataset|before-setup"
    r"|-https|api-disabled|ping-slow|paused-no-snapshot|client-disconnect|/form-.*--files|humanfiles|@(editor|normal)"
)


class Recording(NamedTuple):
    """A request and its answer."""

    release: str
    name: str
    request: dict[str, Any]
    response: dict[str, Any]


def read(loaded: dict[str, Any], release: str, name: str) -> Recording:
    """A recording."""
    request, response = loaded["request"], loaded["response"]
    body = request.pop("body", None)
    if isinstance(body, dict) and "multipart" in body:
        request["form"] = body["multipart"]
    elif isinstance(body, str):
        request["raw"] = body
    elif body is not None:
        request["json"] = body
    if not isinstance(response["headers"], dict):
        response["headers"] = dict(response["headers"])
    if "chunks" in response:
        response["chunks"] = [
            chunk if isinstance(chunk, str) else chunk.get("text", "") for chunk in response["chunks"]
        ]
    return Recording(release, name, request, response)


def recordings(folder: Path, releases: list[str]) -> list[Recording]:
    """All recordings below a folder: files of one in a folder for each release, or files of many."""
    found = []
    for path in sorted(folder.glob("*/**/*.json")):
        release, *rest = path.relative_to(folder).with_suffix("").as_posix().split("/")
        found.append(read(json.loads(path.read_text("utf-8")), release, "/".join(["", *rest])))
    for path in sorted(folder.glob("*.jsonl")):
        release, _, part = path.stem.rpartition(".")
        for line in path.read_text("utf-8").split("\n")[:-1]:
            loaded = json.loads(line)
            found.append(read(loaded, release, f"/{part}/{loaded['name']}"))
    return [
        recording
        for recording in found
        if not OUTSIDE.search(recording.name) and (not releases or recording.release in releases)
    ]


async def replay(recording: Recording, modes: dict[str, str]) -> httpx.Response:
    """Send the recorded request to an emulator of that release."""
    app = create_app(version=recording.release)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:5001")
    async with client:
        path = recording.request["path"]
        if path.startswith("/console"):
            stage: Any = ConsoleStage(app, client, recording)
        elif path.startswith(("/v1/datasets", "/v1/workspaces")):
            stage = KnowledgeStage(app, client, recording)
        else:
            stage = ServiceStage(app, client, recording, modes)
        try:
            await stage.set()
            return await send(client, recording, stage)
        finally:
            await state_of(app).close()


async def send(client: httpx.AsyncClient, recording: Recording, stage: Any) -> httpx.Response:
    """The recorded request."""
    request = recording.request
    headers = {name: stage.real(text, name) for name, text in request.get("headers", {}).items()}
    sent: dict[str, Any] = {"params": request.get("query")}
    if "form" in request:
        headers = {name: text for name, text in headers.items() if name.lower() != "content-type"}
        fields = [(field, (None, text)) for field, text in request["form"]["fields"]]
        files = [(field, (name, b"x" * size, kind)) for field, name, size, kind in request["form"]["files"]]
        sent["files"] = [*fields, *files]
    elif "raw" in request:
        sent["content"] = request["raw"]
    elif isinstance(request.get("json"), dict) and list(request["json"]) == ["raw"]:
        sent["content"] = request["json"]["raw"]
    elif "json" in request:
        body = stage.real(json.dumps(stage.directed(request["json"])))
        sent["content"] = re.sub(r"\[\[slow:(\d+):[\d.]+\]\]", r"[[slow:\1:0.001]]", body)
        if not any(name.lower() == "content-type" for name in headers):
            kind = "text/plain" if recording.name.endswith("no-content-type") else "application/json"
            headers["Content-Type"] = kind
    path = stage.real(request["path"])
    if request.get("query"):
        sent["params"] = {name: stage.real(str(value)) for name, value in request["query"].items()}
    response = await client.request(request["method"], path, headers=headers, **sent)
    return response


def differences(ours: Any, theirs: Any, place: str = "$") -> list[str]:
    """Where two JSON values differ in keys or types. Null fits every type."""
    if ours is None or theirs is None:
        return []
    if isinstance(ours, dict) and isinstance(theirs, dict):
        names = {name for name in ours.keys() ^ theirs.keys() if name not in FORK}
        found = [f"{place}.{name} {'more' if name in ours else 'lacks'}" for name in sorted(names)]
        for name in theirs.keys() & ours.keys() - FREE:
            found += differences(ours[name], theirs[name], f"{place}.{name}")
        return found
    if isinstance(ours, list) and isinstance(theirs, list):
        return differences(merged(ours), merged(theirs), f"{place}[]") if ours and theirs else []
    kinds = [
        ("number" if isinstance(x, (int, float)) and not isinstance(x, bool) else type(x).__name__)
        for x in (ours, theirs)
    ]
    return [] if kinds[0] == kinds[1] else [f"{place} {kinds[0]} not {kinds[1]}"]


def merged(rows: list[Any]) -> Any:
    """All keys of a list's objects, each with its first value that is not null."""
    if not all(isinstance(row, dict) for row in rows):
        return rows[0]
    found: dict[str, Any] = {}
    for row in rows:
        for name, value in row.items():
            if found.get(name) is None:
                found[name] = value
    return found


def events_of(text: str) -> list[dict[str, Any]]:
    """The events of a stream."""
    lines = [line for line in text.split("\n") if line.startswith("data: {")]
    found = []
    for line in lines:
        with contextlib.suppress(ValueError):  # a recording that was cut off
            found.append(json.loads(line.removeprefix("data: ")))
    return found


def compare(recording: Recording, response: httpx.Response) -> list[str]:
    """What is not as recorded."""
    theirs = recording.response
    if response.status_code != theirs["status"]:
        said = str(theirs.get("json", ""))[:150]
        return [f"status {response.status_code} not {theirs['status']}: {response.text[:150]!r} / {said}"]
    kind, recorded = (
        str(text or "").partition(";")[0]
        for text in (response.headers.get("Content-Type"), theirs["headers"].get("Content-Type"))
    )
    found = [] if kind == recorded or response.status_code == 204 else [f"type {kind} not {recorded}"]
    if "chunks" in theirs and "event-stream" in recorded:
        return found + of_streams(events_of(response.text), events_of("".join(theirs["chunks"])))
    if "json" in theirs and kind == "application/json":
        ours = response.json() if response.content.strip() else None
        found += differences(ours, theirs["json"])
        if response.status_code >= 400 and isinstance(ours, dict) and isinstance(theirs["json"], dict):
            for name in ("code",):
                if ours.get(name) != theirs["json"].get(name):
                    found.append(f"{name} {ours.get(name)} not {theirs['json'].get(name)}")
    return found


def of_streams(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[str]:
    """What the events that both have differ in."""
    found = []
    for name in dict.fromkeys(event["event"] for event in theirs):
        mine = [event for event in ours if event["event"] == name]
        if not mine:
            if name not in ("iteration_error",):
                found.append(f"no event {name}")
            continue
        found += differences(
            merged_events(mine), merged_events([e for e in theirs if e["event"] == name]), name
        )
    if ours and theirs and ours[-1]["event"] != theirs[-1]["event"]:
        found.append(f"ends with {ours[-1]['event']} not {theirs[-1]['event']}")
    return found


def merged_events(events: list[dict[str, Any]]) -> Any:
    """Events of one name as one, their data as one."""
    whole = merged(events)
    data = [event["data"] for event in events if isinstance(event.get("data"), dict)]
    return {**whole, "data": merged(data)} if data else whole


def modes_of(found: list[Recording]) -> dict[str, str]:
    """The kind of app behind each recorded key, by what it answered."""
    votes: dict[str, Counter[str]] = {}
    for recording in found:
        key = recording.request.get("headers", {}).get("Authorization", "").removeprefix("Bearer ")
        ok = recording.response["status"] < 300
        text, path = recording.name, recording.request["path"]
        counted = votes.setdefault(key, Counter())
        body = recording.response.get("json")
        if path == "/v1/info" and ok and isinstance(body, dict) and body.get("mode"):
            counted[body["mode"]] += 100
        said = "".join(recording.response.get("chunks", ()))
        if "workflow_started" in said:
            counted["advanced-chat" if "conversation_id" in said else "workflow"] += 50
        if '"agent_thought"' in said:
            counted["agent-chat"] += 50
        if ok and path.startswith(("/v1/workflows/run", "/v1/workflows/tasks")) and "detail" not in text:
            counted["workflow"] += 20
        if ok and path.startswith("/v1/completion-messages"):
            counted["completion"] += 20
        refused = body.get("code") if isinstance(body, dict) else None
        if refused in ("not_chat_app", "not_workflow_app"):
            counted["workflow" if refused == "not_chat_app" else "chat"] += 4
        for word, mode in (
            ("chat-finished", "advanced-chat"),
            ("chatflow", "advanced-chat"),
            ("agent", "agent-chat"),
            ("workflow", "workflow"),
        ):
            if f"--{word}" in text:
                counted[mode] += 5
        if "variables" in path and ok:
            counted["advanced-chat"] += 5
        counted["chat"] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


async def main(arguments: list[str]) -> int:
    """Print the figure of each release, and what differs."""
    show = arguments.pop() if "--show" in arguments else None
    arguments = [argument for argument in arguments if argument != "--show"]
    folder, *releases = arguments
    found = recordings(Path(folder), releases)
    modes = modes_of(found)
    for recording in found:
        learn_modes(recording.release, recording.response.get("json"))
    figures: dict[str, Counter[bool]] = {}
    for recording in found:
        try:
            problems = compare(recording, await asyncio.wait_for(replay(recording, modes), 5))
        except Exception as error:
            problems = [f"{type(error).__name__}: {error}"]
            if show:
                raise
        figures.setdefault(recording.release, Counter())[not problems] += 1
        if problems and (show is None or show in recording.name):
            print(recording.release, recording.name, *problems[:8], sep="\n    ")
    for release, figure in figures.items():
        print(f"{release}: {figure[True]} of {figure.total()}")
    print(f"all: {sum(f[True] for f in figures.values())} of {sum(f.total() for f in figures.values())}")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
