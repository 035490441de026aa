"""Makes the sync flavour of asynchronous code by a table of replacements.

Two directives in the source do what the table cannot do:

- a line that ends in ``# sync: <text>`` becomes ``<text>``, and is dropped if the text is empty;
- the lines between ``# async only`` and ``# end async only`` are left out.

A word that is still asynchronous afterwards is an error.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from .problems import Problem, refuse

# A type in brackets, with up to two levels of brackets of its own.
_TYPE = r"(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*?"

# Applied in this order, to whole words, also in docstrings and comments, which hold examples. A
# name that begins with Async loses that prefix, unless an earlier line replaces it.
RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\basync (def|with|for)\b", r"\1"),
        (r"\bawait\b[ \t]*", ""),
        (rf"\bAsyncGenerator\[({_TYPE}), *None\]", r"Generator[\1, None, None]"),
        (r"\bAsyncByteStream\b", "SyncByteStream"),
        (r"\bStopAsyncIteration\b", "StopIteration"),
        (r"\bAsyncPager\b", "Page"),  # an awaited pager is its first page
        (r"\bAsync(?=[A-Z])", ""),
        (r"\b_Async(?=[A-Z])", "_"),
        (rf"\bAwaitable\[({_TYPE})\]", r"\1"),
        (r"\b__a(enter|exit|iter|next)__", r"__\1__"),
        (r"\basync_auth_flow\b", "sync_auth_flow"),
        (r"\basyncio_detailed\b", "sync_detailed"),
        (r"\.asyncio\(", ".sync("),
        (r"\b(get|set)_async_httpx_client\b", r"\1_httpx_client"),
        (r"\bsend_async\b", "send"),
        (r"\bhandle_async_request\b", "handle_request"),
        (r"\ba(close|read|iter_bytes|iter_raw|iter_text|iter_lines)\b", r"\1"),
        (r"\b(anext|aiter)\(", lambda match: match[1][1:] + "("),
        (r"\b_async\b", "_sync"),
        (r"\basynccontextmanager\b", "contextmanager"),
        (r"\bAsyncExitStack\b", "ExitStack"),
        (r"\baclosing\b", "closing"),
    )
)
_DROPPED = re.compile(r"^\s*(@|pytestmark = )pytest\.mark\.(anyio|asyncio)\b.*$")
_DIRECTIVE = re.compile(r"^(\s*)(?:.*\S)?\s*# sync: ?(.*?)\s*$")


def unasync(source: str, name: str) -> str:
    """The sync form of a file, not yet formatted; ``name`` is for its first line and for errors."""
    lines = [f"# Made from {name} by scripts/regenerate: change that one.\n", *_transformed(source, name)]
    text = "".join(lines)
    refuse(_left_over(text), f"still asynchronous in the flavour made from {name}")
    return text


def _transformed(source: str, name: str) -> Iterator[str]:
    opened = 0
    for number, line in enumerate(source.splitlines(keepends=True), 1):
        words = line.strip()
        if words == "# async only":
            if opened:
                raise Problem(
                    f"{name}:{number}: '# async only' again; the one of line {opened} is still open"
                )
            opened = number
        elif words == "# end async only":
            if not opened:
                raise Problem(f"{name}:{number}: '# end async only', but nothing was opened")
            opened = 0
        elif not opened:
            yield from _line(line)
    if opened:
        raise Problem(f"{name}:{opened}: '# async only' is never closed")


def _line(line: str) -> Iterator[str]:
    directive = _DIRECTIVE.match(line.rstrip("\n"))
    if directive:
        if directive[2]:
            yield f"{directive[1]}{directive[2]}\n"
    elif not _DROPPED.match(line.rstrip("\n")):
        yield sync_words(line)


def sync_words(text: str) -> str:
    """The text with the table of replacements applied."""
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text


def _left_over(text: str) -> Iterator[str]:
    """Names and keywords that are still asynchronous; strings and comments may hold such words."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, IndentationError) as error:
        yield f"it is no Python any more: {error}"
        return
    for token in tokens:
        if token.type == tokenize.NAME and _is_asynchronous(token.string):
            yield f"line {token.start[0]}: {token.string} in {token.line.strip()!r}"


def _is_asynchronous(word: str) -> bool:
    return word in ("async", "await", "asyncio") or (
        not keyword.iskeyword(word) and word.startswith(("Async", "async_"))
    )


def unasync_folder(source: Path, made: Path, name: str, except_in: Path | None = None) -> None:
    """Make the sync flavour of a folder but ``except_in``; ``name`` is its path in the project."""
    for path in sorted(source.rglob("*.py")):
        if except_in is not None and except_in in path.parents:
            continue
        inside = path.relative_to(source)
        target = made / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            unasync(path.read_text(encoding="utf-8"), f"{name}/{inside.as_posix()}"), encoding="utf-8"
        )
