"""Laws of printed quantities: printed and read again they are the same, joined they stay apart, units only scale."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from youju.facts.quantities import Comparator, Quantity, parse_quantity, quantities

# Around what is printed in full, in 万, in groups of three, and where digits are no number any more.
EDGES = (
    0,
    1,
    9,
    10,
    99,
    100,
    999,
    1000,
    1001,
    1900,
    1999,
    2000,
    2099,
    2100,
    9999,
    10_000,
    99_999,
    10**6,
    10**8,
    10**12,
)
UNITS = {
    "元": (1, "money"), "万元": (10**4, "money"), "百万元": (10**6, "money"), "亿元": (10**8, "money"),
    "%": (Fraction(1, 100), "percent"), "‰": (Fraction(1, 1000), "percent"), "个百分点": (Fraction(1, 100), "points"),
    "名": (1, "count"), "万宗": (10**4, "count"), "平方米": (1, "measure"), "万平方米": (10**4, "measure"),
}  # fmt: skip
LEADS: dict[str, Comparator] = {
    "": "=", "≥": ">=", "不低于": ">=", "≤": "<=", "不超过": "<=", ">": ">", "超过": ">", "<": "<", "不足": "<", "约": "=",
}  # fmt: skip
TAILS: dict[str, Comparator] = {"": "=", "以上": ">=", "及以上": ">=", "以内": "<=", "以下": "<="}
CHANGES = {"": None, "同比增长": 1, "比上年下降": -1, "减少": -1, "增幅为": 1, "减幅": -1}


@dataclass(frozen=True)
class Printed:
    """A quantity as it is written, and what it says."""

    text: str
    value: Fraction
    half_unit: Fraction
    comparator: Comparator
    kind: str
    change: Fraction | None


@st.composite
def printed(draw: st.DrawFn, leads: bool = True) -> Printed:
    number = draw(st.sampled_from(EDGES) | st.integers(0, 10**6) | st.integers(0, 10**12))
    places = draw(st.integers(0, 4))
    unit = draw(st.sampled_from(sorted(UNITS)))
    factor, kind = UNITS[unit]
    whole, rest = divmod(number, 10**places)
    digits = (f"{whole:,}" if draw(st.booleans()) else str(whole)) + (f".{rest:0{places}d}" if places else "")
    lead = draw(st.sampled_from(sorted(LEADS))) if leads else ""
    tail = draw(st.sampled_from(sorted(TAILS))) if leads and not lead else ""
    value, half = Fraction(number, 10**places) * factor, Fraction(factor) / (2 * 10**places)
    exact = kind == "count" and factor == 1 and not places
    comparator = LEADS[lead] if lead else TAILS[tail]
    return Printed(f"{lead}{digits}{unit}{tail}", value, Fraction(0) if exact else half, comparator, kind, None)


def same(expected: Printed, found: Quantity) -> bool:
    return (expected.value, expected.half_unit, expected.comparator, expected.kind) == (
        found.value, found.half_unit, found.comparator, found.kind,
    )  # fmt: skip


@given(printed())
def test_what_is_printed_is_read_with_its_value_its_digits_and_its_bound(one: Printed) -> None:
    found = parse_quantity(one.text)

    assert found is not None
    assert same(one, found)


@given(
    st.lists(printed(), min_size=1, max_size=6), st.sampled_from(["，", "；", "。", "、其中", "\n", "（", "与上年的"])
)
def test_joined_texts_give_the_quantities_of_each(many: list[Printed], joint: str) -> None:
    text = joint.join(one.text for one in many)
    found = list(quantities(text))

    assert [one.text for one in many] == [text[q.lead_start : q.tail_end] for q in found]
    assert all(same(one, q) for one, q in zip(many, found, strict=True))


@given(st.integers(0, 10**9), st.integers(0, 4), st.sampled_from([("元", "万元"), ("万元", "亿元"), ("名", "万名")]))
def test_a_greater_unit_scales_value_and_half_unit_alike(number: int, places: int, units: tuple[str, str]) -> None:
    digits = str(Fraction(number)) if not places else f"{number}.{0:0{places}d}"
    small, large = (parse_quantity(digits + unit) for unit in units)

    assert small is not None
    assert large is not None
    assert large.value == small.value * 10_000
    assert large.half_unit in (small.half_unit * 10_000, Fraction(10_000, 2 * 10**places))


@given(st.sampled_from(sorted(CHANGES)), printed(leads=False))
def test_a_change_has_the_sign_of_its_words(words: str, one: Printed) -> None:
    (found,) = quantities(f"经费{words}{one.text}")
    sign = CHANGES[words]

    assert (one.value, None if sign is None else sign * one.value) == (found.value, found.change)


@given(st.lists(st.integers(0, 10**5), min_size=2, max_size=8), st.sampled_from(["名", "万元", "%", "平方米"]))
def test_a_list_with_one_unit_is_read_as_with_a_unit_each(numbers: list[int], unit: str) -> None:
    whole = "、".join(str(number) for number in numbers) + unit
    each = "、".join(f"{number}{unit}" for number in numbers)

    told = [[(q.value, q.kind, q.measure, q.half_unit) for q in quantities(f"分别为{text}")] for text in (whole, each)]
    assert told[0] == told[1]
