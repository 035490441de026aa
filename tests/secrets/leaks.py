"""Where secrets could get out:
all that an error shows, in whatever way one looks at it, and all that is logged.
"""

from __future__ import annotations

import copy
import inspect
import logging
import pickle
import traceback
from collections.abc import Iterator
from typing import Any


async def outcome(call: Any, *args: Any, **kwargs: Any) -> Any:
    """What a call of either flavour gives."""
    found = call(*args, **kwargs)
    return await found if inspect.isawaitable(found) else found


async def failure(call: Any, *args: Any, **kwargs: Any) -> Exception:
    """The error that a call of either flavour ends with."""
    try:
        await outcome(call, *args, **kwargs)
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


def shown_by(error: BaseException) -> Iterator[tuple[str, str]]:
    """All that an error shows, and all that it travels with: where, and the text."""
    for one in chain(error):
        name = type(one).__name__
        yield f"str of {name}", str(one)
        yield f"repr of {name}", repr(one)
        yield (
            f"attributes of {name}",
            repr({key: value for key, value in vars(one).items() if key != "response"}),
        )
        yield f"notes of {name}", repr(getattr(one, "__notes__", []))
        if request := getattr(one, "_request", None):  # tblib, which dask uses, pickles causes as well
            yield f"request of {name}", f"{request.headers.raw!r} {getattr(request, '_content', b'')!r}"
    yield "traceback", "".join(traceback.format_exception(error))
    yield from _locals(traceback.TracebackException.from_exception(error, capture_locals=True))
    pickled = pickle.dumps(error)
    yield "pickle", pickled.decode("latin-1")
    for way, twin in (("pickled", pickle.loads(pickled)), ("copied", copy.deepcopy(error))):
        yield f"{way}, shown", f"{twin} {twin!r}"
        request = getattr(getattr(twin, "response", None), "_request", None)
        if request is not None:
            yield f"{way}, its request", f"{request.headers.raw!r} {request.content!r}"


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error with its causes and contexts."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _locals(told: traceback.TracebackException | None) -> Iterator[tuple[str, str]]:
    """The locals of every frame but the tests' own, which know the secrets."""
    while told is not None:
        for frame in told.stack:
            if "/tests/" not in frame.filename:
                yield f"locals of {frame.name} in {frame.filename}:{frame.lineno}", repr(frame.locals)
        told = told.__cause__ or told.__context__


def logged(records: list[logging.LogRecord]) -> Iterator[tuple[str, str]]:
    """What a log shows, arguments and exceptions with it."""
    formatter = logging.Formatter("%(name)s %(levelname)s %(message)s")
    for record in records:
        yield f"log of {record.name}", f"{formatter.format(record)} {record.args!r}"


def leaks(texts: Iterator[tuple[str, str]], secrets: set[str]) -> list[str]:
    """Where a secret was found, and which."""
    found = []
    for where, text in texts:
        for secret in secrets:
            forms = {secret, secret.encode("unicode_escape").decode(), secret.encode().decode("latin-1")}
            if any(form in text for form in forms):
                at = min(text.find(form) for form in forms if form in text)
                found.append(f"{where}: …{text[max(0, at - 60) : at + 40]}…")
                break
    return found
