"""Laws of quantities: printed values are read back, no text crashes or stalls the reader."""

import time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.facts.quantities import parse_quantity, quantities


@given(
    st.integers(-(10**12), 10**12),
    st.integers(0, 6),
    st.booleans(),
    st.sampled_from([("万元", 10000), ("元", 1), ("亿元", 10**8), ("%", Fraction(1, 100)), ("名", 1), ("", 1)]),
)
def test_a_printed_value_is_read_back_exactly(
    number: int, places: int, commas: bool, unit: tuple[str, Fraction | int]
) -> None:
    whole, rest = divmod(abs(number), 10**places)
    digits = f"{whole:,}" if commas else str(whole)
    printed = ("-" if number < 0 else "") + digits + (f".{rest:0{places}d}" if places else "") + unit[0]
    found = parse_quantity(printed)

    assert found is not None
    assert Fraction(number, 10**places) * unit[1] == found.value
    assert places == found.decimals


HAN = "零一二三四五六七八九"


def han(number: int) -> str:
    """An independent printer of 1..9999."""
    said, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += ("零" if gap and said else "") + HAN[digit] + name
        gap = digit == 0
    return said


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_a_chinese_numeral_is_read_back_exactly(number: int, thousands: int) -> None:
    low = han(number)
    printed = (han(thousands) + "万" + ("零" if number < 1000 else "") if thousands else "") + low + "户"
    found = parse_quantity(printed)

    assert found is not None
    assert thousands * 10000 + number == found.value


CHARACTERS = "0123456789.,，:-~至到%‰一二十百万亿零点两分之元名家次余多约超≥≤<>=()第〔〕号年月日+AkmN “”\n¥"
PIECES = st.lists(
    st.sampled_from([*CHARACTERS, "百分之", "不超过", "以上", "2023"]) | st.characters(codec="utf-8"), max_size=40
).map("".join)


@settings(max_examples=500)
@given(PIECES)
def test_no_text_crashes_and_quantities_never_overlap(text: str) -> None:
    found = list(quantities(text))
    at = 0
    for quantity in found:
        assert at <= quantity.lead_start <= quantity.start < quantity.end <= quantity.tail_end <= len(text)
        low, high = quantity.interval()
        assert low is None or high is None or low <= high
        at = quantity.tail_end


@settings(max_examples=300)
@given(PIECES)
def test_what_is_found_is_found_again_alone(text: str) -> None:
    for found in quantities(text):
        again: Any = parse_quantity(text[found.start : found.end])
        if again is not None and found.kind not in ("reference", "date", "year", "number") and not found.range:
            assert (found.value, found.kind) == (again.value, again.kind)


def seconds(text: str) -> float:
    begin = time.process_time()
    for _ in quantities(text):
        pass
    return time.process_time() - begin


HOSTILE = [
    "9",
    "1,",
    "1.",
    ",",
    "一",
    "十",
    "1,234",
    "一百",
    "1-",
    "百分之",
    "一分之",
    "(1)",
    "5%",
    "二〇",
    "1 ",
    "A1",
    "+1",
    "约",
    "1、",
    "第1、",
    "第一、",
    "增长1",
    "比1名",
    "1名、",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_stalls_nothing(piece: str) -> None:
    small, large = (piece * 80_000)[:10_000], (piece * 80_000)[:80_000]
    base = max(min(seconds(small) for _ in range(3)), 0.002)

    # Eight times the text: linear is 8, quadratic 64.
    assert seconds(large) / base < 24


@pytest.mark.parametrize("piece", ["9", ",", "1,", "一", ".", "1."])
def test_a_line_of_a_megabyte_is_handled_in_seconds(piece: str) -> None:
    assert seconds((piece * 1_000_000)[:1_000_000]) < 2
