"""Sums in whole numbers are those of fractions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from youju.feel import added


@given(st.lists(st.fractions(max_denominator=12)))
def test_numbers_add_up_to_the_sum_of_their_fractions(numbers: list[Fraction]) -> None:
    assert sum(numbers, Fraction(0)) == added(numbers)
