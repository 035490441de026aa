"""The text of a run as its pieces arrive. Pure.

Servers do not repeat text when a run is resumed. So text may be missing in the middle: what arrives
after such a gap is held back until the end of the run brings the whole text.
"""

from __future__ import annotations

import re

# Links to files are signed when they are shown: the same link differs each time.
_SIGNATURE = re.compile(r"\?timestamp=\d+&nonce=\w+&sign=[\w%=-]+")


class StreamedText:
    """The text so far. Each method returns the part that a reader of the text gets now."""

    def __init__(self) -> None:
        self.is_contradicted = False  # the whole text does not continue a reader's text
        self.is_closed = False  # all of the text is there: later pieces only repeat it
        self._delivered: list[str] = []  # joined when asked for: adding to a string would be quadratic
        self._gaps: list[list[str]] = []  # the pieces that arrived after each gap
        self._repeated: str | None = None  # pieces that so far only repeat the text before a pause

    @property
    def delivered(self) -> str:
        """The text up to the first gap."""
        self._delivered = ["".join(self._delivered)]
        return self._delivered[0]

    @property
    def all_pieces(self) -> str:
        """All the text that arrived, whatever is missing in between."""
        return self.delivered + "".join(piece for pieces in self._gaps for piece in pieces)

    @property
    def has_gap(self) -> bool:
        """Whether text is missing in between."""
        return bool(self._gaps)

    @property
    def after_gap(self) -> str:
        """The pieces after the last gap."""
        return "".join(self._gaps[-1])

    def append(self, piece: str) -> str:
        """Add a piece."""
        if self._gaps:
            self._gaps[-1].append(piece)
            return ""
        if self.is_closed:
            return ""
        if self._repeated is not None:
            piece = self._new_part(piece)
        self._delivered.append(piece)
        return piece

    def replace(self, text: str) -> str:
        """Replace the text. A reader gets the rest, if it continues the text so far."""
        before, self._delivered, self._gaps, self._repeated = self.delivered, [text], [], None
        return text[len(before) :] if text.startswith(before) else ""

    def lose(self) -> None:
        """Begin a gap: the connection broke, and text may be missing from here on."""
        if not self.is_closed:
            self._gaps.append([])

    def close_gap(self) -> None:
        """Forget a gap in which nothing was lost."""
        self._gaps = []

    def expect_repetition(self) -> None:
        """Some releases send the text before a pause again when the run continues: drop it."""
        self._repeated = "" if self.delivered else None

    def complete(self, whole: str) -> str:
        """Set the whole text; a reader gets the rest of it."""
        before, self._gaps, self._repeated = self.delivered, [], None
        rest = _rest(before, whole)
        self.is_contradicted = rest is None
        self._delivered = [whole] if rest is None else [before, rest]
        return rest or ""

    def is_prefix_of(self, whole: str) -> bool:
        """Whether a text begins with the text so far; signatures of links may differ."""
        return _rest(self.delivered, whole) is not None

    def _new_part(self, piece: str) -> str:
        pieces, delivered = (self._repeated or "") + piece, self.delivered
        self._repeated = pieces if delivered.startswith(pieces) and pieces != delivered else None
        if self._repeated is not None:
            return ""
        return pieces.removeprefix(delivered)


def _rest(delivered: str, whole: str) -> str | None:
    """The part of ``whole`` after ``delivered``; None if it does not begin with it."""
    if whole.startswith(delivered):
        return whole[len(delivered) :]
    *parts, last = _SIGNATURE.split(delivered)
    at = 0
    for part, signed in zip(parts, _SIGNATURE.finditer(whole), strict=False):
        if whole[at : signed.start()] != part:
            return None
        at = signed.end()
    is_prefix = at > 0 and whole.startswith(last, at) and len(_SIGNATURE.findall(whole[:at])) == len(parts)
    return whole[at + len(last) :] if is_prefix else None
