"""A side of a comparison told with its value, the gap between both, or the whole of it: read back part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from youju.feel import (
    UNKNOWN,
    Between,
    Compare,
    Expr,
    In,
    ListOf,
    Literal,
    Name,
    RangeOf,
    UnaryTest,
    Value,
    children,
    comparisons,
    names,
)
from youju.ledger.explained.amounts import GAPS, says
from youju.ledger.explained.context import Context

_TRUTH = {True: ("是", "yes"), False: ("否", "no"), UNKNOWN: ("没有说明", "not said")}
_GAP = {
    "zh": re.compile(r"(?P<way>高|低|多|少) ?(?P<size>.+)"),
    "en": re.compile(r"(?P<size>.+) (?P<way>higher|lower|more|less)"),
}
_ABOVE = {"高": True, "多": True, "higher": True, "more": True, "低": False, "少": False, "lower": False, "less": False}
_ON_IT = (("正好在界上", "exactly on it"), ("正好在界上，不算在内", "exactly on it, which does not count"))
_FIGURE = re.compile(r"(?:(?:约|≈|about) ?)?[-−]?[0-9][0-9,]*(?:\.[0-9]+)?(?:/[0-9]+)?(?: ?(?:%|元|万元|亿元))?")


def leaves(context: Context, rule: str, number: str = "") -> list[Expr]:
    """The comparisons of a rule's condition, or the one of a number."""
    every = comparisons(context.condition(rule))
    return [every[int(number)]] if number else list(every)


def says_side(context: Context, rule: str, number: str, part: str, zh: str, en: str) -> bool:
    """Whether both texts say a part of a comparison: `left`, `right`, `gap`, or (no part) the whole with its values."""
    found = leaves(context, rule, number)
    if not part:
        return any(_says_whole(context, leaf, zh, en) for leaf in found)
    return any(_says_part(context, one, part, zh, en) for leaf in found for one in bounds(leaf))


def bounds(leaf: Expr) -> Iterator[Compare]:
    """The comparisons that a test is made of; a comparison itself."""
    match leaf:
        case Compare():
            yield leaf
        case Between(operand, low, high):
            yield from (Compare(">=", operand, low), Compare("<=", operand, high))
        case In(operand, tests):
            for test in tests:
                yield from _bounds_of(operand, test)
        case _:
            return


def _bounds_of(operand: Expr, test: Expr) -> Iterator[Compare]:
    match test:
        case UnaryTest(op, bound):
            yield Compare(op, operand, bound)
        case RangeOf(low, high):
            yield Compare(">=" if test.low_closed else ">", operand, low)
            yield Compare("<=" if test.high_closed else "<", operand, high)
        case ListOf(items):
            for item in items:
                yield from _bounds_of(operand, item)
        case _:
            yield Compare("=", operand, test)


def units(context: Context) -> tuple[str, ...]:
    """The units that a side may be shown in: those of the facts it may be made of, or none, or %."""
    return tuple({"", "%", *(context.world.facts[name]["unit"] for name in context.world.reads())})


def _says_part(context: Context, leaf: Compare, part: str, zh: str, en: str) -> bool:
    left, right = context.value(leaf.left), context.value(leaf.right)
    if part != "gap":
        expr, value = (leaf.left, left) if part == "left" else (leaf.right, right)
        return part in ("left", "right") and _told_with_value(context, expr, value, zh, en)
    if not (isinstance(left, Fraction) and isinstance(right, Fraction)):
        return False
    if left == right:
        return (zh, en) in _ON_IT
    return all(_says_gap(context, left - right, text, lang) for lang, text in (("zh", zh), ("en", en)))


def _says_gap(context: Context, off: Fraction, text: str, lang: str) -> bool:
    """How far the left side is above the right, or below; where the form of the sentence tells that, the size alone."""
    allowed = (*GAPS, *units(context))
    found = _GAP[lang].fullmatch(text)
    if found is None:
        return says(text, abs(off), allowed)
    return _ABOVE[found["way"]] is (off > 0) and says(found["size"], abs(off), allowed)


def _told_with_value(context: Context, expr: Expr, value: Value, zh: str, en: str) -> bool:
    """Whether the texts are the value, or the side in words and the value behind it."""
    if not isinstance(value, Fraction):
        return False
    allowed = units(context)
    if says(zh, value, allowed) and says(en, value, allowed):
        return True
    words = [[text[:at] for at in range(1, len(text)) if says(text[at:], value, allowed)] for text in (zh, en)]
    pairs = ((_bare(one), _bare(other)) for one in words[0] for other in words[1])
    return any(_called(context, expr, one, other) for one, other in pairs)


def _bare(words: str) -> str:
    return words.rstrip().removesuffix("=").rstrip()


def _called(context: Context, expr: Expr, zh: str, en: str) -> bool:
    if isinstance(expr, Name) and expr.name != "weight" and context.called(expr.name, zh, en):
        return True
    return context.says(zh, en, [expr])


def _says_whole(context: Context, leaf: Expr, zh: str, en: str) -> bool:
    """An answer exactly; of other comparisons every figure must be one of theirs."""
    if isinstance(leaf, Name):
        truth = context.value(leaf)
        words = _TRUTH.get(truth) if isinstance(truth, bool) or truth is UNKNOWN else None
        if words is None or not zh.endswith(f"：{words[0]}") or not en.endswith(f": {words[1]}"):
            return False
        return context.called(leaf.name, zh.removesuffix(f"：{words[0]}"), en.removesuffix(f": {words[1]}"))
    values = list(_figures(context, leaf))
    figures = [_FIGURE.findall(text) for text in (zh, en)]
    allowed = units(context)
    read = all(any(says(one, value, allowed) for value in values) for found in figures for one in found)
    return read and len(figures[0]) == len(figures[1])


def _figures(context: Context, expr: Expr) -> Iterator[Fraction]:
    """The numbers that a comparison is about: its own, those of its sides, of its facts and of its quantities."""
    value = context.value(expr)
    if isinstance(value, Fraction):
        yield value
    if isinstance(expr, Literal) and isinstance(expr.value, Fraction):
        yield expr.value
    for part in children(expr):
        yield from _figures(context, part)
    for name in names(expr) & set(context.lets):
        for text in context.lets[name]["from"]:
            yield from _figures(context, context.tree(text))
