"""Canonical bytes: one form for one record, exact numbers, and a digest over all but itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.source import canonical, digest, fraction_text, plain


@dataclass(frozen=True)
class Record:
    name: str
    points: Fraction


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(8, 5), "1.6"),
        (Fraction(5, 3), "5/3"),
        (Fraction(3), "3"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(0), "0"),
    ],
)
def test_a_fraction_is_written_exactly(value: Fraction, text: str):
    assert fraction_text(value) == text


@given(st.fractions())
def test_a_written_fraction_reads_back_as_itself(value: Fraction):
    assert Fraction(fraction_text(value)) == value


def test_bytes_are_utf_8_sorted_and_end_in_a_newline():
    value = {"乙": [Record("甲", Fraction(1, 3))], "a": True, "b": None}

    assert canonical(value) == '{"a":true,"b":null,"乙":[{"name":"甲","points":"1/3"}]}\n'.encode()


@given(st.dictionaries(st.text(), st.one_of(st.integers(), st.text(), st.booleans(), st.none()), max_size=6))
def test_the_order_of_keys_changes_nothing(value: dict[str, object]):
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_a_digest_leaves_itself_out_and_sees_everything_else():
    record = {"a": "1"}

    assert digest({**record, "digest": "x"}) == digest(record)
    assert digest({"a": "2"}) != digest(record)


def test_tuples_and_lists_are_the_same_to_json():
    assert plain((1, [2, (3,)])) == [1, [2, [3]]]
