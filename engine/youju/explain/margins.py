"""By how much a condition holds or fails: each comparison with its values, its threshold and the gap, in its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from youju.explain.gaps import amount, gap_of
from youju.explain.prose import Prose, naming, sign_of
from youju.facts import Fact
from youju.feel import (
    UNKNOWN,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    CompareOp,
    Expr,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    Value,
    evaluate,
)
from youju.firing import LetValue
from youju.rubric import Indicator, Text

_OPPOSITE: Mapping[CompareOp, CompareOp] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_OPERAND = ""  # stands in for the side of a test, which is told with its value
_LANGS = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Margin:
    """One comparison of a condition: whether it holds, both sides as people write them, and the gap between them.

    `gap` is None where a side is unknown or is no number; it has a direction where the comparison fails. `off` is the
    left side less the bound, in the base unit, and shown in `unit`; `left` and `right` tell the sides with their
    values, without formulas. Of a test with several bounds (`between`, `in`) `right`, `off` and `gap` are of the
    nearest one that decides. `fact` is the one that stands alone on the left.
    Under a `not` it is the opposite comparison: what it takes for the condition to hold.
    """

    holds: bool | None
    words: Text
    gap: Text | None
    off: Fraction | None = None
    left: Text | None = None
    right: Text | None = None
    unit: str = ""
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What an indicator's expressions are read against: values, facts and the card."""

    indicator: Indicator
    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    lets: Mapping[str, LetValue]

    def prose(self, lang: str) -> Prose:
        """How expressions are told here: an English name of a fact has the one that reports use beside it."""
        specs = {name: fact.spec for name, fact in self.facts.items()}
        return Prose(lang, naming(self.indicator.facts, specs, lang, beside=True))


def margins(expr: Expr, scope: Scope, wanted: bool = True) -> Iterator[Margin]:
    """The comparisons of a condition, in the order they are written; of an `if` those of the branch it takes.

    With `wanted` false those by which the condition would not hold.
    """
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from margins(part, scope, wanted)
        case Not(operand):
            yield from margins(operand, scope, not wanted)
        case If(condition, then, otherwise) if (truth := _truth(condition, scope)) is not None:
            yield from margins(condition, scope, truth)
            yield from margins(then if truth else otherwise, scope, wanted)
        case Compare(">=", _, Literal(Fraction() as zero)) if not zero:
            # “≥ 0” only says that a quantity can be worked out.
            return
        case _:
            yield margin(expr, scope, wanted)


def margin(expr: Expr, scope: Scope, wanted: bool = True) -> Margin:
    """One comparison, test or yes-or-no name told; with `wanted` false its opposite."""
    match expr:
        case Compare():
            return _comparison(expr if wanted else replace(expr, op=_OPPOSITE[expr.op]), scope)
        case Between() | In():
            return _test(expr, scope, wanted)
        case Name(name):
            return _answer(name, scope, wanted)
        case _:
            told = expr if wanted else Not(expr)
            zh, en = (scope.prose(lang).tell(told) for lang in _LANGS)
            return Margin(_truth(told, scope), Text(zh=zh, en=en), None)


def unit_of(expr: Expr, scope: Scope) -> str:
    """The unit in which a number is shown: of the facts it is made of; `%` for a ratio; nothing for a pure number."""
    match expr:
        case Literal(unit=unit):
            return unit
        case Name(name) if name in scope.facts:
            return scope.facts[name].spec.shown_unit
        case Name(name):
            let = next((let for let in scope.indicator.lets if let.name == name), None)
            return unit_of(let.alternatives[0].expr, scope) if let else ""
        case Arithmetic("/", _, _):
            return "%"
        case Arithmetic("*", left, right):
            units = [unit for unit in (unit_of(left, scope), unit_of(right, scope)) if unit != "%"]
            return next((unit for unit in units if unit), "")
        case Arithmetic(_, left, right) | If(_, left, right):
            return unit_of(left, scope) or unit_of(right, scope)
        case Negate(operand):
            return unit_of(operand, scope)
        case Call(_, (first, *_)) | Between(first) | In(first):
            return unit_of(first, scope)
        case _:
            return ""


def _comparison(expr: Compare, scope: Scope) -> Margin:
    value, bound = evaluate(expr.left, scope.values), evaluate(expr.right, scope.values)
    unit = unit_of(expr.left, scope) or unit_of(expr.right, scope)
    holds, sign = _truth(expr, scope), sign_of(expr.op)
    sides = ((expr.left, value), (expr.right, bound))
    told, other = (_both(side, seen, unit, scope) for side, seen in sides)
    left, right = (_both(side, seen, unit, scope, brief=True) for side, seen in sides)
    words = Text(zh=f"{told.zh} {sign} {other.zh}", en=f"{told.en} {sign} {other.en}")
    fact = expr.left.name if isinstance(expr.left, Name) and expr.left.name in scope.facts else None
    if not (isinstance(value, Fraction) and isinstance(bound, Fraction)):
        return Margin(holds, words, None, None, left, right, unit, fact)
    off = value - bound
    return Margin(holds, words, gap_of(off, unit, holds is False), off, left, right, unit, fact)


def _test(expr: Between | In, scope: Scope, wanted: bool) -> Margin:
    """A test with its bounds: the nearest of those that decide tells the gap."""
    told = expr if wanted else Not(expr)
    holds = _truth(told, scope)
    value, unit = evaluate(expr.operand, scope.values), unit_of(expr, scope)
    zh, en = (_test_words(expr, _side(expr.operand, value, unit, scope, lang), scope, lang, wanted) for lang in _LANGS)
    words = Text(zh=zh, en=en)
    # While it is out, the bounds that it misses decide; while it is in, those that keep it in.
    inside = _truth(expr, scope)
    sides = [_comparison(one, scope) for one in _bounds(expr)]
    near = [one for one in sides if one.holds is inside and one.off is not None]
    if not near:
        return Margin(holds, words, None, unit=unit)
    nearest = min(near, key=lambda one: abs(one.off or 0))
    gap = gap_of(nearest.off or Fraction(0), unit, holds is False)
    return replace(nearest, holds=holds, words=words, gap=gap)


def _test_words(expr: Between | In, operand: str, scope: Scope, lang: str, wanted: bool) -> str:
    told = replace(expr, operand=Name(_OPERAND))
    return Prose(lang, {**scope.prose(lang).called, _OPERAND: operand}).tell(told if wanted else Not(told))


def _bounds(expr: Between | In) -> Iterator[Compare]:
    """The comparisons that a test is made of."""
    if isinstance(expr, Between):
        yield Compare(">=", expr.operand, expr.low)
        yield Compare("<=", expr.operand, expr.high)
        return
    tests: list[Expr] = list(expr.tests)
    while tests:
        match tests.pop(0):
            case UnaryTest(op, bound):
                yield Compare(op, expr.operand, bound)
            case RangeOf(low, high, low_closed, high_closed):
                yield Compare(">=" if low_closed else ">", expr.operand, low)
                yield Compare("<=" if high_closed else "<", expr.operand, high)
            case ListOf(items):
                tests = [*items, *tests]
            case one:
                yield Compare("=", expr.operand, one)


def _both(expr: Expr, value: Value, unit: str, scope: Scope, brief: bool = False) -> Text:
    zh, en = (_side(expr, value, unit, scope, lang, brief) for lang in _LANGS)
    return Text(zh=zh, en=en)


def _side(expr: Expr, value: Value, unit: str, scope: Scope, lang: str, brief: bool = False) -> str:
    """A side with its value: of a named quantity also how it is worked out, unless `brief`."""
    shown, prose = amount(value, unit, lang), scope.prose(lang)
    if isinstance(expr, Literal):
        return shown
    told = prose.tell(expr)
    if not isinstance(expr, Name):
        return f"{told} = {shown}"
    formula = None if brief else formula_of(expr.name, scope)
    if formula is None:
        return f"{told} {shown}"
    worked = prose.tell(formula)
    return f"{told}（{worked}）{shown}" if lang == "zh" else f"{told} ({worked}) {shown}"


def formula_of(name: str, scope: Scope) -> Expr | None:
    """The formula that gave a named quantity its value, or the fact that prints it; None for any other name."""
    let = next((let for let in scope.indicator.lets if let.name == name), None)
    taken = scope.lets.get(name)
    if let is None or taken is None or not taken.text:
        return None
    return next((one.expr for one in let.alternatives if one.text == taken.text), Name(taken.text))


def _answer(name: str, scope: Scope, wanted: bool) -> Margin:
    value = scope.values.get(name, UNKNOWN)
    truth = value if isinstance(value, bool) else None
    zh = {True: "是", False: "否", None: "没有说明"}[truth]
    en = {True: "yes", False: "no", None: "not said"}[truth]
    called = {lang: scope.prose(lang).tell(Name(name)) for lang in _LANGS}
    holds = None if truth is None else truth is wanted
    return Margin(holds, Text(zh=f"{called['zh']}：{zh}", en=f"{called['en']}: {en}"), None, fact=name)


def _truth(expr: Expr, scope: Scope) -> bool | None:
    value = evaluate(expr, scope.values)
    return value if isinstance(value, bool) else None
