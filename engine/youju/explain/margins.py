"""The comparisons of a condition worked out: what they compare, whether they hold, how far their sides are apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit import Audit
from youju.facts import Fact
from youju.feel import (
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
    comparisons,
    evaluate,
)
from youju.firing import Case, LetValue
from youju.rubric import Indicator
from youju.structs import Struct, replace

OPPOSITE: Mapping[CompareOp, CompareOp] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Margin(Struct):
    """One comparison, test or yes-or-no name of a condition, as the condition wants it: under a `not` its opposite.

    `number` is its place among the condition's comparisons as `feel.comparisons` counts them, None where it is no part
    of a condition. `compared` are the two sides: of a comparison it is itself, of a test with several bounds
    (`between`, `in`) the nearest that decides, of anything else None. `off` is the left side less the right in the base
    unit, shown in `unit`; None where a side is unknown or is no number.
    """

    expr: Expr
    number: int | None
    holds: bool | None
    compared: Compare | None = None
    unit: str = ""
    off: Fraction | None = None

    @property
    def guards(self) -> bool:
        """Whether it only sees to it that a quantity can be worked out (`≥ 0`, `> 0`)."""
        match self.expr:
            case Compare(">" | ">=", _, Literal(Fraction() as bound)):
                return not bound
            case _:
                return False


class Scope(Struct):
    """What an indicator's expressions are read against: values, facts and the card."""

    indicator: Indicator
    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    lets: Mapping[str, LetValue]


def scope_of(audit: Audit, indicator_id: str) -> Scope:
    """What the expressions of an indicator were read against; of one that does not apply, the facts alone."""
    facts = {name: fact.value for name, fact in audit.facts.items()}
    case = audit.entered.cases.get(indicator_id, Case({}, {}))
    return Scope(audit.rubric.indicators[indicator_id], audit.facts, {**facts, **case.values}, case.lets)


def margins(expr: Expr, scope: Scope, wanted: bool = True, first: int = 0) -> Iterator[Margin]:
    """The comparisons of a condition, in the order they are written; of an `if` those of the branch it takes.

    With `wanted` false those by which the condition would not hold; `first` is the number of its first comparison.
    """
    match expr:
        case And(parts) | Or(parts):
            for part, number in numbered(parts, first):
                yield from margins(part, scope, wanted, number)
        case Not(operand):
            yield from margins(operand, scope, not wanted, first)
        case If(condition, then, otherwise) if (truth := _truth(condition, scope)) is not None:
            asked, *branches = numbered((condition, then, otherwise), first)
            yield from margins(condition, scope, truth, asked[1])
            taken, number = branches[0 if truth else 1]
            yield from margins(taken, scope, wanted, number)
        case _:
            yield margin(expr, scope, wanted, first)


def numbered(parts: tuple[Expr, ...], first: int) -> Iterator[tuple[Expr, int]]:
    """Parts of a condition, each with the number of its first comparison."""
    for part in parts:
        yield part, first
        first += len(comparisons(part))


def margin(expr: Expr, scope: Scope, wanted: bool = True, number: int | None = None) -> Margin:
    """One comparison, test or yes-or-no name; with `wanted` false its opposite."""
    match expr:
        case Compare():
            return _comparison(expr if wanted else replace(expr, op=OPPOSITE[expr.op]), scope, number)
        case Between() | In():
            return _test(expr, scope, wanted, number)
        case _:
            told = expr if wanted else Not(expr)
            return Margin(told, number, _truth(told, scope))


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


def _comparison(expr: Compare, scope: Scope, number: int | None) -> Margin:
    left, right = evaluate(expr.left, scope.values), evaluate(expr.right, scope.values)
    unit = unit_of(expr.left, scope) or unit_of(expr.right, scope)
    off = left - right if isinstance(left, Fraction) and isinstance(right, Fraction) else None
    return Margin(expr, number, _truth(expr, scope), expr, unit, off)


def _test(expr: Between | In, scope: Scope, wanted: bool, number: int | None) -> Margin:
    """A test with its bounds: while it is out, the nearest that it misses decides; while it is in, that keeps it in."""
    told = expr if wanted else Not(expr)
    inside = _truth(expr, scope)
    sides = [_comparison(one, scope, number) for one in _bounds(expr)]
    near = [one for one in sides if one.holds is inside and one.off is not None]
    if not near:
        return Margin(told, number, _truth(told, scope), unit=unit_of(expr, scope))
    return replace(min(near, key=lambda one: abs(one.off or 0)), expr=told, holds=_truth(told, scope))


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


def formula_of(name: str, scope: Scope) -> Expr | None:
    """The formula that gave a named quantity its value, or the fact that prints it; None for any other name."""
    let = next((let for let in scope.indicator.lets if let.name == name), None)
    taken = scope.lets.get(name)
    if let is None or taken is None or not taken.text:
        return None
    return next((one.expr for one in let.alternatives if one.text == taken.text), Name(taken.text))


def _truth(expr: Expr, scope: Scope) -> bool | None:
    value = evaluate(expr, scope.values)
    return value if isinstance(value, bool) else None
