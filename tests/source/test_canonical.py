"""Canonical bytes: one form for one record, exact numbers, and a digest over all but itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.source import canonical, digest, fraction_text, plain
from youju.source.canonical import MOST
from youju.source.plainly import is_plain
from youju.source.strict import Strict
from youju.structs import Struct, asdict


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


@given(st.dictionaries(st.text(), st.one_of(st.integers(-MOST, MOST), st.text(), st.booleans(), st.none()), max_size=6))
def test_the_order_of_keys_changes_nothing(value: dict[str, object]):
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_a_digest_leaves_itself_out_and_sees_everything_else():
    record = {"a": "1"}

    assert digest({**record, "digest": "x"}) == digest(record)
    assert digest({"a": "2"}) != digest(record)


def test_tuples_and_lists_are_the_same_to_json():
    assert plain((1, [2, (3,)])) == [1, [2, [3]]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # RFC 8785, 3.2.3: keys by UTF-16 code units, so that U+1F600 (D83D DE00) is before U+FB33.
        ({"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3, "\r": 4, "1": 5, "\u0080": 6, "\u00f6": 7},
         '{"\\r":4,"1":5,"\u0080":6,"\u00f6":7,"\u20ac":3,"\U0001f600":2,"\ufb33":1}'),
        ({"b": {"z": 1, "a": 2}, "a": [{"d": 1, "c": 2}]}, '{"a":[{"c":2,"d":1}],"b":{"a":2,"z":1}}'),
        ({"aa": 1, "a": 2, "": 3}, '{"":3,"a":2,"aa":1}'),
        # 3.2.2.2: short escapes where JSON has them, other controls in small hexadecimal, nothing else escaped.
        ("\b\t\n\f\r\"\\", '"\\b\\t\\n\\f\\r\\"\\\\"'),
        ("\x00\x0f\x1f", '"\\u0000\\u000f\\u001f"'),
        ("/\x7f\x80\u2028\u2029<>&é有\U00020000", '"/\x7f\x80\u2028\u2029<>&é有\U00020000"'),
        # 3.2.2.1 and 3.2.2.3: words, and integers as every reader has them.
        ([None, True, False, 0, -1, MOST, -MOST], f"[null,true,false,0,-1,{MOST},-{MOST}]"),
        ([], "[]"),
        ({}, "{}"),
    ],
)  # fmt: skip
def test_the_bytes_are_those_of_rfc_8785_and_a_newline(value: object, text: str):
    assert text.encode() + b"\n" == canonical(value)


@pytest.mark.parametrize(
    "value", [1.0, 0.5, float("nan"), float("inf"), MOST + 1, -MOST - 1, 10**400, "\ud800", {"\udfff": 1}]
)
def test_what_has_no_exact_form_is_refused(value: object):
    with pytest.raises(ValueError, match=r"not an exact number|surrogates"):
        canonical({"a": [value]})


def test_keys_of_a_kind_of_text_are_written_as_the_texts_they_are() -> None:
    class Name(str):
        __slots__ = ()

    actual = canonical({Name("b"): 1, "a": 2}), canonical({"b": 1, "a": 2})

    assert (b'{"a":2,"b":1}\n', b'{"a":2,"b":1}\n') == actual


class Part(Struct):
    """What msgspec writes: every kind of value that has one form."""

    points: Fraction
    text: str | None
    number: int
    shares: Mapping[Literal["b", "a"], Fraction | bool]
    said: tuple[tuple[Fraction | bool | str | None, str, int], ...] = ()
    parts: tuple[Part, ...] = ()


WORDS = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    ['"', "\\", "\x00\x1f\x7f", ":1234567890123456,", "\U0001f600"]
)
PARTS = st.recursive(
    st.builds(
        Part,
        st.fractions(),
        st.none() | WORDS,
        st.integers(-MOST, MOST),
        st.fixed_dictionaries({"b": st.fractions(), "a": st.booleans()}),
        st.lists(st.tuples(st.none() | st.fractions() | st.booleans() | WORDS, WORDS, st.integers(0, 9))).map(tuple),
    ),
    lambda inner: st.builds(
        Part, st.fractions(), st.none(), st.integers(0, 9), st.just({}), parts=st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=6,
)


def opened(part: Part) -> dict[str, object]:
    """The same as a dictionary, which is written part by part."""
    return {**asdict(part), "parts": [opened(one) for one in part.parts]}


@given(PARTS)
def test_what_msgspec_writes_is_what_is_written_part_by_part(part: Part) -> None:
    assert is_plain(Part)
    assert canonical(opened(part)) == canonical(part)


@pytest.mark.parametrize("number", [MOST + 1, -MOST - 1, 10**16, 10**19])
def test_what_msgspec_would_write_inexactly_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not an exact number"):
        canonical(Part(Fraction(0), "", number, {}))


class Written(Strict):
    a: str = ""


class Float(Struct):
    a: tuple[float, ...]


class Authored(Struct):
    a: Written | None


class Keys(Struct):
    a: Mapping[str, int]


class Beyond(Struct):
    a: Mapping[Literal["乙"], int]


@pytest.mark.parametrize("kind", [Float, Authored, Keys, Beyond, Written, Record, dict, str])
def test_what_msgspec_writes_otherwise_is_written_part_by_part(kind: type) -> None:
    assert not is_plain(kind)
