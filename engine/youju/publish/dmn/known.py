"""When a table may speak: the condition that everything is known on which its result rests.

DMN has no unknown. A fact left out is null there, a condition over null does not hold, and so a missing paper would
cost points and a later row answer for an earlier one. An indicator's points are therefore given in DMN only where this
condition holds, and are null where a card would be undetermined.
"""

from __future__ import annotations

from youju.feel import And, Arithmetic, Compare, Expr, In, Literal, Name, Not, Or, UnaryTest, children, literal, names
from youju.feel import with_children as over
from youju.rubric import Indicator, Rule
from youju.rubric.model import WEIGHT

_NULL = literal(None)


def known(indicator: Indicator) -> Expr | None:
    """The condition under which the rules decide; None where a null gives no row anyway."""
    rules = indicator.rules
    if indicator.hit == "first":
        return None if _one_quantity(rules) else _in_turn(rules)
    parts = tuple(part for rule in rules for part in _decided(rule))
    return parts[0] if len(parts) == 1 else And(parts)


def _one_quantity(rules: tuple[Rule, ...]) -> bool:
    """Every condition compares one and the same quantity: where that is null, no row is met."""
    read = {name for rule in rules for name in names(rule.when.expr)}
    return len(read) == 1 and all(_compares(rule.when.expr) for rule in rules)


def _compares(expr: Expr) -> bool:
    match expr:
        case Compare(op, Name(), right):
            return op != "!=" and not names(right) and right != _NULL
        case And(parts):
            return all(_compares(part) for part in parts)
        case Name() | Not(Name()):
            return True
        case _:
            return False


def _in_turn(rules: tuple[Rule, ...]) -> Expr:
    """Each condition is known until one holds."""
    *before, last = [_strict(rule.when.expr) for rule in rules]
    found: Expr = Compare("!=", last, _NULL)
    for condition in reversed(before):
        found = And((Compare("!=", condition, _NULL), Or((condition, found))))
    return found


def _decided(rule: Rule) -> tuple[Expr, ...]:
    """The condition of a rule is known, and, where they are read from facts, so are the points it gives."""
    condition = _strict(rule.when.expr)
    asked = Compare("!=", condition, _NULL)
    if names(rule.points.expr) <= {WEIGHT}:
        return (asked,)
    return (asked, Or((Not(condition), Compare("!=", rule.points.expr, _NULL))))


def _strict(expr: Expr) -> Expr:
    """The same truth, but null where a side is: FEEL calls `null = 0` false, and it is not known to be."""
    match expr:
        case Compare("=" | "!=", _, Literal(bool() as truth)):
            held = expr.left if truth is (expr.op == "=") else Not(expr.left)
            return _strict(held)
        case Compare("=", left, right):
            return And((Compare(">=", left, right), Compare("<=", left, right)))
        case Compare("!=", left, right):
            return Or((Compare("<", left, right), Compare(">", left, right)))
        case In(operand, tests):
            asked = [_asked(operand, test) for test in tests]
            return asked[0] if len(asked) == 1 else Or(tuple(asked))
        case Literal() | Name() | Arithmetic():
            return expr
        case _:
            return over(expr, tuple(_strict(part) for part in children(expr)))


def _asked(operand: Expr, test: Expr) -> Expr:
    match test:
        case UnaryTest(op, value):
            return _strict(Compare(op, operand, value))
        case Literal():
            return _strict(Compare("=", operand, test))
        case _:
            return In(operand, (test,))
