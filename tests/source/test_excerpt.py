"""A line with carets: under the very words, however wide, hidden or far to the right they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.source.excerpt import WINDOW, excerpt, width


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "carets"),
    [
        ("when: a > b", 6, 7, "when: a > b", "      ^"),
        ("结转率 > 10", 0, 3, "结转率 > 10", "^^^^^^"),
        ("结转率 > 10", 6, 8, "结转率 > 10", "         ^^"),
        ("\twhen: a", 1, 5, " when: a", " ^^^^"),
        ("a\u200b: b", 1, 2, "a⟨U+200B⟩: b", " ^^^^^^^^"),
        ("a\u3000b", 2, 3, "a⟨U+3000⟩b", "         ^"),
        ("ab", 2, 2, "ab", "  ^"),
        ("", 5, 9, "", "^"),
    ],
)
def test_the_carets_stand_under_the_words(line: str, start: int, end: int, shown: str, carets: str):
    assert excerpt(line, start, end) == (shown, carets)


@given(st.text("ab 结转，\t\u200b\u0301", max_size=200), st.integers(0, 220), st.integers(0, 30))
def test_a_shown_line_fits_its_window_and_its_carets_begin_within_it(line: str, start: int, length: int):
    shown, carets = excerpt(line, start, start + length)

    assert width(shown) <= WINDOW + 8 + 2
    assert carets.strip() == "^" * len(carets.strip()) != ""
    assert len(carets) - len(carets.lstrip()) <= WINDOW + 10


@given(st.text("ab结转，", min_size=1, max_size=20), st.data())
def test_carets_are_as_wide_as_the_words(line: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    shown, carets = excerpt(line, start, end)

    assert (shown, width(line[:start]), width(line[start:end])) == (line, carets.count(" "), carets.count("^"))
