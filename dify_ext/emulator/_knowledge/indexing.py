"""Indexing: its progress by the clock, and the segments of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

#: The states of a document, each with its end as a part of the whole time.
STATES = (("waiting", 0.1), ("parsing", 0.25), ("cleaning", 0.4), ("splitting", 0.6), ("indexing", 1.0))
#: The number of stages that are done in each state: parsing, cleaning, splitting, all.
DONE = {"cleaning": 1, "splitting": 1, "indexing": 3, "completed": 4, "error": 1}
STAGES = ("parsing_completed_at", "cleaning_completed_at", "splitting_completed_at", "completed_at")

#: A text with this in it cannot be indexed.
FAIL = "[[fail]]"
FAILURE = "The document could not be indexed."

#: The files that can be sent.
EXTENSIONS = frozenset(
    {"txt", "markdown", "md", "mdx", "pdf", "html", "htm", "xlsx", "xls", "docx", "csv", "vtt", "properties"}
)
#: For these files the emulator reads the name only.
_CLOSED = frozenset({"pdf", "xlsx", "xls", "docx"})

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_SPACES = re.compile(r"[^\S\n]{2,}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\.\w+|https?://\S+")

# Four characters count as a token.
_CHARACTERS = 4
_PARENT = {"separator": "\n\n", "max_tokens": 500}
_CHILD = {"separator": "\n", "max_tokens": 200}


@dataclass(frozen=True, slots=True)
class Indexing:
    """One indexing of a document.

    It takes `seconds`; if the document says so, it fails half-way.
    """

    begun_at: float
    seconds: float
    fails: bool

    @property
    def ended_at(self) -> float:
        """The time of its end."""
        return self.begun_at + self.seconds * (STATES[2][1] if self.fails else 1.0)

    def status(self, now: float) -> str:
        """The state at this time."""
        if now < self.begun_at:
            return "waiting"
        if now >= self.ended_at:
            return "error" if self.fails else "completed"
        part = (now - self.begun_at) / self.seconds
        return next(state for state, end in STATES if part < end)

    def part_of(self, segments: int, now: float) -> tuple[int, int]:
        """The segments that are done and the total, as far as they are known."""
        status = self.status(now)
        if status == "completed":
            return segments, segments
        if status != "indexing":
            return 0, 0
        begin = self.begun_at + self.seconds * STATES[3][1]
        return int(segments * (now - begin) / (self.ended_at - begin)), segments


@dataclass(frozen=True, slots=True)
class Piece:
    """The source of a segment."""

    content: str
    answer: str | None = None
    children: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """The words of a text in lower case; each Chinese character is one."""
    return _WORD.findall(text.casefold())


def tokens(text: str) -> int:
    """The approximate number of tokens of a text."""
    return -(-len(text) // _CHARACTERS)


def keywords(text: str) -> list[str]:
    """The ten most frequent words, the index of an economical knowledge base."""
    found = words(text)
    return sorted(dict.fromkeys(found), key=lambda word: (-found.count(word), found.index(word)))[:10]


def text_of(name: str, extension: str, content: bytes) -> str:
    """The text of a file."""
    if extension in _CLOSED and FAIL.encode() not in content:
        return f"The contents of {name}"
    return content.decode(errors="replace")


def pieces(text: str, mode: str, rules: dict[str, Any], doc_form: str) -> list[Piece]:
    """Cut a text by its rules, in the form of `doc_form`."""
    text = cleaned(text, rules)
    if doc_form == "hierarchical_model":
        whole = rules.get("parent_mode") == "full-doc"
        parents = [text] if whole else cut(text, rules.get("segmentation") or _PARENT)
        below = rules.get("subchunk_segmentation") or _CHILD
        return [Piece(parent, children=tuple(cut(parent, below))) for parent in parents]
    if mode == "automatic":
        found = merged(cut(text, {"separator": "\n", "max_tokens": 500}), 500 * _CHARACTERS)
    else:
        found = cut(text, rules.get("segmentation") or _PARENT)
    if doc_form == "qa_model":
        return [Piece(f"What does it say about {' '.join(words(part)[:3])}?", part) for part in found]
    return [Piece(part) for part in found]


def cleaned(text: str, rules: dict[str, Any]) -> str:
    """The text after the preparing rules."""
    for rule in rules.get("pre_processing_rules") or ():
        if rule.get("enabled") and rule.get("id") == "remove_extra_spaces":
            text = _SPACES.sub(" ", re.sub(r"\n{3,}", "\n\n", text))
        elif rule.get("enabled") and rule.get("id") == "remove_urls_emails":
            text = _ADDRESS.sub("", text)
    return text


def cut(text: str, segmentation: dict[str, Any]) -> list[str]:
    """The parts between separators, none longer than the limit."""
    separator = str(segmentation.get("separator") or segmentation.get("delimiter") or "\n").replace(
        "\\n", "\n"
    )
    longest = int(segmentation.get("max_tokens") or 1000) * _CHARACTERS
    parts = [part.strip() for part in text.split(separator)]
    return [part[at : at + longest] for part in parts if part for at in range(0, len(part), longest)]


def merged(parts: list[str], longest: int) -> list[str]:
    """Neighbours joined up to the limit."""
    found: list[str] = []
    for part in parts:
        if found and len(found[-1]) + 1 + len(part) <= longest:
            found[-1] = f"{found[-1]}\n{part}"
        else:
            found.append(part)
    return found
