"""Growth in per cent: of two amounts, or of one amount and what it grew by (比上年增加52.18万元，增幅6.04%)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.arithmetic.changes import Change, bare_change, change_before, earlier, one_base
from youju.arithmetic.compare import Formula, Stated, compared
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Sentence
from youju.arithmetic.span import Span
from youju.arithmetic.spoken import Amount, amounts_of, named, without
from youju.facts import ArithmeticWords, has
from youju.structs import replace

CODE = "growth-differs"
_POINTS = ("两个比率相差的是百分点，不是百分之几", "two rates differ by percentage points, not per cent")


def find_growth(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Every percentage of growth whose amounts stand before it in its sentence."""
    for sentence in sentences:
        amounts = amounts_of(sentence, words.alike)
        for one in amounts:
            if one.is_rate and not has(one.label, words.rates.several):
                yield from _of(sentence, amounts, one, words)


def _of(sentence: Sentence, amounts: Sequence[Amount], one: Amount, words: ArithmeticWords) -> Iterator[Relation]:
    signed = one.quantity.change
    if signed is None and not without(one.label, words.rates.link).endswith(words.changes.rate):
        return
    change = change_before(amounts, one, words)
    by = _grown(amounts, one, words)
    if by is not None and (change is None or not change.certain):
        yield compared(CODE, sentence, _by_increase(*by, words), Stated(one, "growth", abs(one.quantity.value)))
    elif change is not None:
        value = one.quantity.value if signed is None else signed
        relation = compared(CODE, sentence, _of_change(change, signed is not None), Stated(one, "growth", value))
        points = change.new.quantity.value - change.old.quantity.value
        # From 85% to 90% are 5 points: who calls that 5% may mean either.
        loose = change.old.is_rate and abs(points) == abs(value)
        yield replace(relation, verdict="unknown", zh=_POINTS[0], en=_POINTS[1]) if loose else relation


def _grown(amounts: Sequence[Amount], one: Amount, words: ArithmeticWords) -> tuple[Amount, Amount] | None:
    """The amount reached and what it grew by, where the words bind the growth to just these."""
    if one.at < 2 or one.quantity.direction == "none":
        return None
    reached, by = amounts[one.at - 2], amounts[one.at - 1]
    if by.quantity.direction != one.quantity.direction or reached.quantity.direction != "none" or by.is_rate:
        return None
    if by.unit != reached.unit or by.clause - reached.clause > 1 or one.clause - by.clause > 1:
        return None
    bare = bare_change(by, words) and bare_change(one, words) and one_base(by, one, words)
    return (reached, by) if bare else None


def _by_increase(reached: Amount, by: Amount, words: ArithmeticWords) -> Formula:
    """The increase over what there was before: the amount less the increase, or the amount where it is last year's.

    All are sizes: a decrease is told by its words.
    """
    shown, more = named((reached, by))
    size, sign = _size(by), 1 if by.quantity.direction == "rising" else -1
    base, left, written = reached.quantity.value, reached.span, f"{more} ÷ {shown}"
    if not earlier(reached, words):
        base -= sign * abs(by.quantity.value)
        left = left - size if sign > 0 else left + size
        written = f"{more} ÷ ({shown} {'-' if sign > 0 else '+'} {more})"
    value = abs(by.quantity.value) / base if base > 0 else None
    return Formula(written, value, size.over(left), (("change", by), ("amount", reached)), certain=True)


def _size(by: Amount) -> Span:
    """What an increase or decrease may be, without its sign."""
    half = by.quantity.half_unit
    return Span(abs(by.quantity.value) - half, abs(by.quantity.value) + half)


def _of_change(change: Change, signed: bool) -> Formula:
    old, new = change.old, change.new
    before, after = named((old, new))
    base = old.quantity.value
    value = (new.quantity.value - base) / base if base > 0 else None
    ratio = new.span.over(old.span)
    span = None if ratio is None else Span(ratio.low - 1, ratio.high - 1)
    written = f"({after} - {before}) ÷ {before}"
    if not signed and value is not None and span is not None and value < 0:
        # A rate of adjustment is told by its size.
        value, span, written = -value, Span(-span.high, -span.low), f"({before} - {after}) ÷ {before}"
    return Formula(written, value, span, (("before", old), ("after", new)), change.certain and not old.is_rate)
