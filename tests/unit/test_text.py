"""The text of a run: in pieces, with gaps, repeated, replaced, completed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dify_ext._streaming.text import StreamedText

LINK = "![a](https://h/files/f/file-preview?timestamp=1795798127&nonce=5f0a&sign=Zm9v%3D)"
SIGNED_LATER = "![a](https://h/files/f/file-preview?timestamp=1795799999&nonce=77bb&sign=YmFy=)"


def text_of(*pieces: str) -> StreamedText:
    """These pieces."""
    text = StreamedText()
    for piece in pieces:
        text.append(piece)
    return text


@pytest.mark.parametrize(
    ("told", "whole", "rest"),
    [
        ("", "all", "all"),
        ("al", "all", "l"),
        ("all", "all", ""),
        (LINK, SIGNED_LATER, ""),
        (f"see {LINK}", f"see {SIGNED_LATER} and more", " and more"),
        (f"{LINK} a", f"{SIGNED_LATER} b", None),
        (f"x {LINK}", f"y {SIGNED_LATER}", None),
        (f"{LINK}{LINK}", SIGNED_LATER, None),
        (LINK, "nothing", None),
        ("all of it", "all", None),
        ("other", "all", None),
        (LINK.replace("files/f", "files/g"), SIGNED_LATER, None),
    ],
)
def test_a_whole_text(told: str, whole: str, rest: str | None) -> None:
    """A reader gets what comes after the part that was told; a link that is signed anew is no difference."""
    text = text_of(told)
    assert text.is_prefix_of(whole) is (rest is not None)
    assert text.complete(whole) == (rest or "")
    assert text.is_contradicted is (rest is None)
    assert text.delivered == (whole if rest is None else told + rest)


@pytest.mark.parametrize(
    ("pieces", "given_out", "whole"),
    [
        (["be", "fore", "after"], ["", "", "after"], "beforeafter"),
        (["before", "after"], ["", "after"], "beforeafter"),
        (["beforeafter", "!"], ["after", "!"], "beforeafter!"),
        (["b", "ut"], ["", "but"], "beforebut"),
        (["after", "before"], ["after", "before"], "beforeafterbefore"),
    ],
)
def test_text_that_is_told_again(pieces: list[str], given_out: list[str], whole: str) -> None:
    """The text before a pause may come once more: it is left out; other text is not."""
    text = text_of("before")
    text.expect_repetition()
    assert [text.append(piece) for piece in pieces] == given_out
    assert text.delivered == whole


def test_nothing_to_repeat() -> None:
    """Where nothing was told each piece is new."""
    text = StreamedText()
    text.expect_repetition()
    assert text.append("a") == "a"


def test_a_repetition_that_breaks_off() -> None:
    """The whole text says what it was."""
    text = text_of("haha")
    text.expect_repetition()
    assert text.append("ha") == ""
    assert text.complete("hahaha") == "ha"


def test_text_that_is_closed() -> None:
    """What comes then was there before."""
    text = text_of("all")
    text.is_closed = True
    text.lose()
    assert (text.append("all"), text.delivered, text.has_gap) == ("", "all", False)


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1), st.integers(0, 9), st.integers(0, 20))
def test_a_repetition_is_never_told(pieces: list[str], pause: int, cut: int) -> None:
    """However it is cut."""
    before, after = "".join(pieces[:pause]), "".join(pieces[pause:])
    text = text_of(*pieces[:pause])
    text.expect_repetition()
    read = "".join(
        text.append(piece) for piece in ((before + "|" + after)[:cut], (before + "|" + after)[cut:])
    )
    assert before + read == text.delivered == before + "|" + after
