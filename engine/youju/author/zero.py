"""What happens when a divisor is 0: whether the rules still decide, tried with the engine itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from youju.audit.cases import run_case
from youju.feel import Arithmetic, Expr, Value, children, evaluate, names, show_quantity
from youju.rubric import CaseSpec, Indicator, Rubric
from youju.rubric.spec import ExpectSpec
from youju.structs import Struct

# Combinations tried per divisor.
MOST = 64
_SIZES = {"money": (Fraction(0), Fraction(10**6)), "percent": (Fraction(0), Fraction(1, 2))}
_COUNTS = (Fraction(0), Fraction(10))


class Undecided(Struct):
    """Values with a divisor of 0 under which no rule decides, though everything is known."""

    given: Mapping[str, str]


def undecided(rubric: Rubric, indicator: Indicator) -> Undecided | None:
    """The first such values that no open case of the card declares; None where every one is decided or declared."""
    facts = rubric.dictionary.facts
    stated = {let.stated for let in indicator.lets}
    read = [name for name in indicator.facts if name not in stated]
    if any(facts[name].type == "text" for name in read):
        return None
    for zero in _divisors(indicator):
        choices = [_values(facts[name].type) if name not in zero else (Fraction(0),) for name in read]
        for values in islice(product(*choices), MOST):
            chosen: dict[str, Value] = dict(zip(read, values, strict=True))
            if any(evaluate(case.when.expr, chosen) is True for case in indicator.open):
                continue
            given = {name: _written(value, facts[name].type) for name, value in chosen.items()}
            if (
                run_case(rubric, indicator, CaseSpec(given=given, expect=ExpectSpec()), "exact").status
                == "undetermined"
            ):
                return Undecided(given)
    return None


def _values(kind: str) -> tuple[Fraction | bool, ...]:
    return (True, False) if kind == "boolean" else _SIZES.get(kind, _COUNTS)


def _written(value: Value, kind: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    number = value if isinstance(value, Fraction) else Fraction(0)
    return show_quantity(number, {"money": "万元", "percent": "%"}.get(kind, ""))


def _divisors(indicator: Indicator) -> Iterator[frozenset[str]]:
    """The facts whose being 0 makes a divisor 0, for each divisor that is a sum of facts or one of them."""
    seen: set[frozenset[str]] = set()
    formulas = [formula for let in indicator.lets for formula in let.alternatives[:1]]
    formulas += [formula for rule in indicator.rules for formula in (rule.when, rule.points)]
    for formula in formulas:
        for divisor in _right_of_slash(formula.expr):
            found = names(divisor)
            zero: dict[str, Value] = dict.fromkeys(found, Fraction(0))
            if found and found <= set(indicator.facts) and found not in seen and evaluate(divisor, zero) == 0:
                seen.add(frozenset(found))
                yield frozenset(found)


def _right_of_slash(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Arithmetic) and expr.op == "/":
        yield expr.right
    for part in children(expr):
        yield from _right_of_slash(part)
