"""Differences: before, after and the change between them in their own unit; the balance of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.arithmetic.changes import Change, change_before
from youju.arithmetic.compare import Formula, Stated, compared
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Sentence
from youju.arithmetic.spoken import Amount, amounts_of, named, without
from youju.facts import ArithmeticWords, ChangeWords, has

CODE = "difference-differs"


def find_differences(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Every change of an amount with the two amounts before it, and every balance that is stated whole."""
    for sentence in sentences:
        amounts = amounts_of(sentence, words.alike)
        for one in amounts:
            yield from _of(sentence, amounts, one, words)
        yield from _balance(sentence, amounts, words.changes)


def _of(sentence: Sentence, amounts: Sequence[Amount], one: Amount, words: ArithmeticWords) -> Iterator[Relation]:
    signed = one.quantity.change
    told = without(one.label, words.rates.link) in words.changes.amount
    change = change_before(amounts, one, words) if signed is not None or told else None
    if change is None or one.is_rate or not _fits(change, one):
        return
    # Only the figure after the two is surely their change, and not where a second one follows: 增加5人，减少3人.
    following = amounts[one.at + 1 : one.at + 2]
    split = any(two.quantity.direction != "none" and two.unit == one.unit for two in following)
    certain = change.certain and amounts[one.at - 1] in (change.old, change.new) and not split
    less, more = (change.new, change.old) if signed is None and _fell(change) else (change.old, change.new)
    value = one.quantity.value if signed is None else signed
    yield compared(CODE, sentence, _difference(more, less, certain), Stated(one, "change", value))


def _fits(change: Change, one: Amount) -> bool:
    points = change.old.is_rate and one.quantity.kind == "points"
    return points or change.old.unit == one.unit


def _fell(change: Change) -> bool:
    return change.new.quantity.value < change.old.quantity.value


def _difference(more: Amount, less: Amount, certain: bool) -> Formula:
    first, second = named((more, less))
    value = more.quantity.value - less.quantity.value
    return Formula(f"{first} - {second}", value, more.span - less.span, (("after", more), ("before", less)), certain)


def _balance(sentence: Sentence, amounts: Sequence[Amount], words: ChangeWords) -> Iterator[Relation]:
    """上年结转 + 收入 - 支出 = 结余, each told once in a sentence; the first may be left out of the year's own."""
    money = [one for one in amounts if one.quantity.kind == "money" and one.quantity.direction == "none"]
    carried = [one for one in money if has(one.label, words.carried)]
    rest = [one for one in money if one not in carried]
    income = [one for one in rest if has(one.label, words.income) and not has(one.label, words.spending)]
    spending = [one for one in rest if has(one.label, words.spending) and not has(one.label, words.income)]
    left = [one for one in rest if has(one.label, (*words.left, *words.own_year)) and one not in (*income, *spending)]
    alone = all(len(some) == 1 for some in (income, spending, left)) and len(carried) <= 1
    if not alone or len(money) != 3 + len(carried) or left[0] is not money[-1]:
        return
    # Without a word on what was carried over, the year's own balance is the only one that must come out.
    own = bool(carried) or has(left[0].label, words.own_year)
    plus = [*carried, income[0]]
    texts = list(named((*plus, spending[0])))
    value = sum(one.quantity.value for one in plus) - spending[0].quantity.value
    span = income[0].span - spending[0].span
    for one in carried:
        span = span + one.span
    figures = (*(("carried", one) for one in carried), ("income", income[0]), ("spending", spending[0]))
    formula = Formula(f"{' + '.join(texts[:-1])} - {texts[-1]}", value, span, figures, own)
    yield compared(CODE, sentence, formula, Stated(left[0], "balance", left[0].quantity.value))
