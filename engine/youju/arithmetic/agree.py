"""Whether parts give their whole: the verdict of one sum, exactly, within what its printed digits allow."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from youju.arithmetic.relation import Relation, Term
from youju.arithmetic.sentences import Figure, Sentence
from youju.arithmetic.spoken import decimal_text
from youju.facts.quantities import Quantity
from youju.report import Quote

_MIXED = Fraction(10_000)

Standing = Literal["all", "some", "overlapping"]
"""What the words say of the parts: they are all, maybe only some, or may count one thing twice."""

Placed = tuple[Sentence, Figure]
Counted = tuple[Quantity, Quote]


def tolerance_of(figures: Sequence[Quantity]) -> Fraction:
    """Half a unit of the last printed digit of each, added up; things and people count exactly."""
    return sum((one.half_unit for one in figures), Fraction(0))


def agrees(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts give the whole within the tolerance of a sum."""
    total = sum((one.value for one in parts), Fraction(0))
    return abs(total - whole.value) <= tolerance_of((whole, *parts))


def first_that_agree(whole: Quantity, parts: Sequence[Quantity]) -> int:
    """How many of the first parts give the whole, two at least and as many as can be; 0 where none do."""
    total, slack, best = Fraction(0), whole.half_unit, 0
    for count, one in enumerate(parts, 1):
        total, slack = total + one.value, slack + one.half_unit
        if count > 1 and abs(total - whole.value) <= slack:
            best = count
    return best


def sum_relation(whole: Placed, parts: Sequence[Placed], standing: Standing) -> Relation:
    """The relation of a whole and its parts in sentences, with its verdict."""
    return summed(_counted(whole), [_counted(one) for one in parts], standing, whole[0].quote)


def summed(whole: Counted, parts: Sequence[Counted], standing: Standing, place: Quote) -> Relation:
    """The relation of a whole and its parts, wherever they stand, with its verdict."""
    head, numbers = whole[0], [quantity for quantity, _ in parts]
    code, verdict, zh, en = _judged(head, numbers, standing)
    sign = {"holds": "=", "fails": "≠", "unknown": "?"}[verdict]
    printed = " + ".join(_printed(one, head) for one in numbers)
    formula = f"{printed} {sign} {_printed(head, head)} {head.unit}".strip()
    terms = (_term("total", whole), *(_term("part", one) for one in parts))
    computed = sum((one.value for one in numbers), Fraction(0))
    return Relation(
        code, verdict, formula, formula, terms, place, computed, head.value, tolerance_of((head, *numbers)),
        head.unit, head.scale, zh, en,
    )  # fmt: skip


def mixed(whole: Quantity, parts: Sequence[Quantity]) -> Quantity | None:
    """The one amount that must be in another unit (元 for 万元) for the sum to hold; None where there is none."""
    if whole.kind != "money" or agrees(whole, parts):
        return None
    total, tolerance = sum((one.value for one in parts), Fraction(0)), tolerance_of((whole, *parts))
    found: list[Quantity] = []
    for one in (whole, *parts):
        for factor in (_MIXED, 1 / _MIXED):
            value, half = one.value * factor, one.half_unit * factor
            off = total - value if one is whole else total - one.value + value - whole.value
            # Once scaled it must still count, or the rest would agree without it.
            if abs(off) <= tolerance - one.half_unit + half and abs(value) > 2 * (tolerance + half):
                found.append(one)
    return found[0] if len(found) == 1 else None


def _judged(
    whole: Quantity, parts: Sequence[Quantity], standing: Standing
) -> tuple[str, Literal["holds", "fails", "unknown"], str, str]:
    if any(one.approximate or one.range or one.comparator != "=" for one in (whole, *parts)):
        return "sum-differs", "unknown", "有的数不是确数，无法核对", "a figure is not exact, so it cannot be checked"
    if agrees(whole, parts):
        return "sum-differs", "holds", "", ""
    if standing != "overlapping" and (odd := mixed(whole, parts)) is not None:
        zh = f"`{shown(odd)}` 把元和万元弄混了：换一个单位就加得起来"
        return "units-mixed", "fails", zh, f"`{shown(odd)}` mixes 元 and 万元: in the other unit the sum holds"
    slack, total = tolerance_of((whole, *parts)), sum((one.value for one in parts), Fraction(0))
    said, makes = shown(whole), _in_unit(total, whole) + whole.unit
    if standing == "all" or (standing == "some" and len(parts) > 1 and total > whole.value + slack):
        zh, en = f"各部分相加是 {makes}，写的是 {said}", f"the parts sum to {makes}, the report says {said}"
        return "sum-differs", "fails", zh, en
    if standing == "some" and total > whole.value + slack:
        zh = f"其中的一部分 {shown(parts[0])} 大于整体 {said}，可能口径不同"
        return "part-exceeds-whole", "fails", zh, f"a part, {shown(parts[0])}, exceeds its whole, {said}"
    return "sum-differs", "unknown", "各部分可能没有列全，或有重叠", "the parts may not be all, or may overlap"


def shown(one: Quantity) -> str:
    """A figure with its unit, in its own scale."""
    return _in_unit(one.value, one) + one.unit


def _printed(one: Quantity, whole: Quantity) -> str:
    """A figure as it stands in a formula: with its unit only where that is another than the whole's."""
    return _in_unit(one.value, one) + ("" if one.scale == whole.scale else one.unit)


def _in_unit(value: Fraction, like: Quantity) -> str:
    """A value in the scale of a figure, with the digits it needs and at least those it prints."""
    scaled = value / like.scale
    places = like.decimals
    while places < 16 and (scaled * 10**places).denominator != 1:
        places += 1
    return decimal_text(scaled, places)


def _counted(placed: Placed) -> Counted:
    sentence, figure = placed
    return figure.quantity, sentence.quote_of(figure)


def _term(role: str, counted: Counted) -> Term:
    return Term(role, counted[0].value, counted[1].text, counted[1])
