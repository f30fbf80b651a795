"""Answers are kept, so many and no more, and one that failed is asked for again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.desk.kept import Kept
from youju.source import CodedError


@given(asked=st.lists(st.integers(0, 6), max_size=30), most=st.integers(1, 5))
def test_what_was_asked_for_last_is_not_made_again_and_no_more_is_kept(asked: list[int], most: int) -> None:
    kept, made = Kept(most), list[int]()
    held: list[int] = []
    expected: list[int] = []
    for one in asked:
        kept.of(one, lambda one=one: made.append(one) or one)
        expected += [] if one in held else [one]
        held = [*(other for other in held if other != one), one][-most:]

    assert (expected, len(held)) == (made, len(kept))


def test_a_failure_is_not_kept() -> None:
    kept = Kept()

    def fail() -> int:
        raise CodedError("work-died", "", "")

    with pytest.raises(CodedError):
        kept.of("x", fail)

    assert kept.of("x", lambda: 1) == 1
