"""Answers are held up to a weight, one that failed is asked for again, and who asks meanwhile waits for the first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.desk.recent import Recent
from youju.source import CodedError


@given(asked=st.lists(st.integers(0, 6), max_size=30), most=st.integers(1, 5))
def test_what_was_asked_for_last_is_not_made_again_and_no_more_is_held(asked: list[int], most: int) -> None:
    recent, made = Recent(most), list[int]()
    held: list[int] = []
    expected: list[int] = []
    for one in asked:
        recent.of(one, lambda one=one: made.append(one) or one)
        expected += [] if one in held else [one]
        held = [*(other for other in held if other != one), one][-most:]

    assert (expected, len(held)) == (made, len(recent))


@given(asked=st.lists(st.integers(1, 9), max_size=30))
def test_what_is_held_weighs_no_more_than_it_may_or_is_the_last_alone(asked: list[int]) -> None:
    recent = Recent(10, weigh=lambda one: one)
    held: list[int] = []
    for one in asked:
        recent.of(one, lambda one=one: one)
        held = [*(other for other in held if other != one), one]
        while len(held) > 1 and sum(held) > 10:
            held.pop(0)

    assert len(held) == len(recent)


def test_a_failure_is_not_held() -> None:
    recent = Recent(9)

    def fail() -> int:
        raise CodedError("work-died", "", "")

    with pytest.raises(CodedError):
        recent.of("x", fail)

    assert recent.of("x", lambda: 1) == 1


def test_who_asks_for_what_is_being_made_waits_for_it_and_others_do_not() -> None:
    recent, go, made = Recent(9), Event(), list[str]()

    def slowly(name: str) -> Callable[[], str]:
        def make() -> str:
            made.append(name)
            assert go.wait(20)
            return name

        return make

    with ThreadPoolExecutor(3) as threads:
        several = [threads.submit(recent.of, "x", slowly("x")) for _ in range(3)]
        other = recent.of("y", lambda: "y")
        go.set()

    expected = (["x"] * 3, "y", ["x"])
    actual = ([one.result() for one in several], other, made)
    assert expected == actual
