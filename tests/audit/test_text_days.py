"""Days: the calendar decides, at its edges too."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from youju.audit.text.days import NamedDay, days_of

YEARS = st.integers(1990, 2099)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_calendar_is_read_and_possible(day: date) -> None:
    text = f"会议于{day.year}年{day.month}月{day.day}日召开"

    expected = [(day.year, day.month, day.day, True)]
    actual = [(one.year, one.month, one.day, one.possible) for one in days_of(text)]
    assert expected == actual


@given(YEARS, st.integers(1, 12), st.integers(1, 9))
def test_a_day_beyond_the_last_of_its_month_is_in_no_calendar(year: int, month: int, beyond: int) -> None:
    (named,) = days_of(f"{year}年{month}月{monthrange(year, month)[1] + beyond}日")

    expected = False
    actual = named.possible
    assert expected == actual


@given(st.integers(13, 99), st.integers(1, 28))
def test_there_is_no_thirteenth_month(month: int, day: int) -> None:
    expected = [NamedDay(0, month, day, 0, len(f"{month}月{day}日"))]
    actual = [one for one in days_of(f"{month}月{day}日") if not one.possible]
    assert expected == actual


@given(st.text(alphabet="0123456789年月日份至~-。，〔〕 .截计", max_size=80))
def test_whatever_the_digits_days_stand_in_order_and_apart(text: str) -> None:
    found = list(days_of(text))

    expected = sorted(found, key=lambda one: one.start)
    actual = found
    assert expected == actual
    assert all(left.end <= right.start for left, right in pairwise(found))
