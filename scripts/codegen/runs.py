"""The body of a method with a streamed answer: it begins a run, and gives or awaits its stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .document import Document, operations
from .hints import Method
from .vocabulary import STREAMS

Request = Callable[[Method, dict[str, str]], Iterable[str]]


def run_result(method: Method, list_name: str) -> str:
    """The type of the method's result."""
    stream = STREAMS[method.hints["events"]]
    return stream.result if method.hints.get("wait") else stream.class_name.replace("list", list_name)


def run_body(
    document: Document, method: Method, sent: dict[str, str], request: Request, imports: set[str]
) -> str:
    """The lines of the method; ``request`` makes body and call of the values that are ``sent``."""
    hints, stream = method.hints, STREAMS[method.hints["events"]]
    names = {one.name for one in method.arguments}
    lines = []
    if "user" in names:
        lines.append(f"user_ = {sent['user']}")
        sent["user"] = "user_"
    can_block = "response_mode" in names
    if "response_mode" in method.values:
        sent["response_mode"] = 'response_mode or "streaming"' if can_block else '"streaming"'
    *made, asked = request(method, sent)
    run = {"user": "user_"} if "user" in names else {}
    if stop := hints.get("stop"):
        tag = next(one["tags"][0] for _, _, one in operations(document) if one["operationId"] == stop)
        imports.add(f"from dify_api.api.{tag} import {stop}")
        run["stop_call"] = f"stopping({stop}, user_)"
    run |= {name: name for name in ("resume", "on_human_input", "options") if name in {*names, "options"}}
    passed = ", ".join(f"{name}={value}" for name, value in run.items())
    accumulator = stream.accumulator
    if hints.get("takes_up"):
        run_id = method.arguments[0].name
        lines.append(f"asked = events_call({run_id}, user_)")
        accumulator = f"{accumulator.partition('(')[0]}(run_id={run_id})"
    else:
        lines += [*made, f"asked = {asked}"]
        if can_block:
            lines.append('if body.response_mode != "streaming":')
            lines += ["    human_input.no_handler(on_human_input)"] if "on_human_input" in names else []
            lines.append("    no_hooks(self._session.hooks)")
            lines.append(f"    whole = asked.map({stream.result}.from_completion)")
            lines.append("    return await self._session.execute(whole, options)")
    lines.append(f"run = Run(self._session, asked, {accumulator}, {passed})")
    on_exit = ", stop_on_exit=stop_on_exit" if "stop_on_exit" in names else ""
    on_exit = ", stop_on_exit=True" if hints.get("wait") and "stop" in hints else on_exit
    result = f"{stream.class_name.partition('[')[0]}(run{on_exit})"
    lines.append(f"return await get_result({result})" if hints.get("wait") else f"return {result}")
    return "\n".join(lines)
