"""Why a condition is false, or unknown: the comparison to tell first, and the facts that are missing."""

from __future__ import annotations

from youju.explain.margins import Margin, Scope, margin, numbered
from youju.feel import (
    UNKNOWN,
    And,
    Arithmetic,
    Expr,
    If,
    ListOf,
    Name,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    children,
    comparisons,
    evaluate,
)
from youju.rubric import WEIGHT
from youju.structs import Struct


class Failing(Struct):
    """The comparison to tell first, and those that would have done as well."""

    margin: Margin
    also: tuple[Margin, ...] = ()


def first_failing(expr: Expr, scope: Scope, wanted: bool = True, first: int = 0) -> Failing:
    """Why a condition that is not as `wanted` is not; `first` is the number of its first comparison.

    Of parts that all had to hold it is the first, as written, that does not. Of parts any one of which would have done
    it is the nearest where all gaps are in one unit, else the first as written; the others are told beside it.
    """
    match expr:
        case Not(operand):
            return first_failing(operand, scope, not wanted, first)
        case And(parts) | Or(parts):
            found = [
                first_failing(part, scope, wanted, number)
                for part, number in numbered(parts, first)
                if evaluate(part, scope.values) is (not wanted)
            ]
            if isinstance(expr, And) is wanted:
                return found[0]
            nearest = _nearest(found)
            also = (told for one in found if one is not nearest for told in (one.margin, *one.also))
            return Failing(nearest.margin, (*nearest.also, *also))
        case If(condition, then, otherwise):
            numbers = dict(zip(("if", "then", "else"), numbered((condition, then, otherwise), first), strict=True))
            taken = numbers["else" if evaluate(condition, scope.values) in (False, None) else "then"]
            return first_failing(taken[0], scope, wanted, taken[1])
        case _:
            return Failing(margin(expr, scope, wanted, first))


def first_open(expr: Expr, scope: Scope) -> Margin:
    """Of a condition that is neither true nor false, the first comparison that is neither."""
    leaves = enumerate(comparisons(expr))
    number, leaf = next(one for one in leaves if not isinstance(evaluate(one[1], scope.values), bool))
    return margin(leaf, scope, number=number)


def unknown_facts(expr: Expr, scope: Scope) -> tuple[str, ...]:
    """The facts whose values nobody knows and for want of which an expression has none, in the order they are read.

    None where knowing more gives it no value either: what is divided by 0.
    """
    return tuple(dict.fromkeys(_unknown(expr, scope)))


def _unknown(expr: Expr, scope: Scope) -> tuple[str, ...]:
    # A range or a list may hold what is unknown and be a value all the same.
    if not isinstance(expr, (UnaryTest, RangeOf, ListOf)) and evaluate(expr, scope.values) is not UNKNOWN:
        return ()
    match expr:
        case Name(name):
            let = next((let for let in scope.indicator.lets if let.name == name), None)
            if let is None:
                return () if name == WEIGHT else (name,)
            return _least([_unknown(formula.expr, scope) for formula in let.alternatives])
        case Arithmetic("/", _, divisor) if evaluate(divisor, scope.values) == 0:
            return ()
        case If(condition, then, otherwise) if (truth := evaluate(condition, scope.values)) is not UNKNOWN:
            return _unknown(then if truth else otherwise, scope)
        case _:
            parts = [(part, _unknown(part, scope)) for part in children(expr)]
            hopeless = any(not found and evaluate(part, scope.values) is UNKNOWN for part, found in parts)
            # One part of several may yet decide; anything else needs all its parts.
            if hopeless and not isinstance(expr, (And, Or)):
                return ()
            return tuple(fact for _, found in parts for fact in found)


def _least(ways: list[tuple[str, ...]]) -> tuple[str, ...]:
    """What alternatives lack, without those that lack more than another one does."""
    lacking = [way for way in ways if way]
    return tuple(fact for way in lacking if not any(set(other) < set(way) for other in lacking) for fact in way)


def _nearest(found: list[Failing]) -> Failing:
    """The one with the smallest gap, the first of equals; the first where gaps cannot be compared."""
    gaps = [None if one.margin.off is None else abs(one.margin.off) for one in found]
    sized = [gap for gap in gaps if gap is not None]
    if len(sized) < len(found) or len({one.margin.unit for one in found}) > 1:
        return found[0]
    return found[gaps.index(min(sized))]
