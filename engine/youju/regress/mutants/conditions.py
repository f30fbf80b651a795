"""Operators on conditions: thresholds moved, comparisons turned, parts negated, joined otherwise or dropped."""

from __future__ import annotations

from collections.abc import Iterator

from youju.feel import And, Between, Compare, CompareOp, Expr, If, In, Not, Or, RangeOf, UnaryTest, names
from youju.regress.mutants.mutant import Change
from youju.regress.mutants.scale import Scene, constant, thresholds_of
from youju.regress.mutants.sites import became
from youju.structs import replace

_TURNED: dict[CompareOp, tuple[CompareOp, ...]] = {
    ">=": (">", "<="),
    ">": (">=", "<"),
    "<=": ("<", ">="),
    "<": ("<=", ">"),
    "=": ("!=",),
    "!=": ("=",),
}
"""The other strictness first, then the other direction."""


def thresholds(expr: Expr, scene: Scene) -> Iterator[Change]:
    """Each constant that something is compared with, moved up and down."""
    match expr:
        case Compare(_, left, right):
            yield from (became(expr, replace(expr, right=new)) for new in _moved(scene, right, left))
            yield from (became(expr, replace(expr, left=new)) for new in _moved(scene, left, right))
        case Between(operand, low, high):
            yield from (became(expr, replace(expr, low=new)) for new in _moved(scene, low, operand))
            yield from (became(expr, replace(expr, high=new)) for new in _moved(scene, high, operand))
        case In(operand, tests):
            for i, test in enumerate(tests):
                for new in _tests(scene, test, operand):
                    yield became(expr, replace(expr, tests=(*tests[:i], new, *tests[i + 1 :])))
        case _:
            return


def _tests(scene: Scene, test: Expr, operand: Expr) -> Iterator[Expr]:
    match test:
        case RangeOf(low, high):
            yield from (replace(test, low=new) for new in _moved(scene, low, operand))
            yield from (replace(test, high=new) for new in _moved(scene, high, operand))
        case UnaryTest(_, at):
            yield from (replace(test, operand=new) for new in _moved(scene, at, operand))
        case _:
            yield from _moved(scene, test, operand)


def _moved(scene: Scene, at: Expr, beside: Expr) -> Iterator[Expr]:
    found = constant(at)
    if found is not None and names(beside):
        yield from thresholds_of(scene, found, beside)


def comparisons(expr: Expr, scene: Scene) -> Iterator[Change]:
    """Another strictness, the other direction, equal for unequal; ends of ranges opened or closed."""
    del scene
    match expr:
        case Compare(op) | UnaryTest(op):
            for other in _TURNED[op]:
                told = f"{op} 改成 {other}", f"{op} becomes {other}"
                yield _worded(became(expr, replace(expr, op=other)), *told)
        case RangeOf():
            yield became(expr, replace(expr, low_closed=not expr.low_closed))
            yield became(expr, replace(expr, high_closed=not expr.high_closed))
        case Between(operand, low, high):
            yield became(expr, And((Compare(">", operand, low), Compare("<=", operand, high))))
            yield became(expr, And((Compare(">=", operand, low), Compare("<", operand, high))))
        case _:
            return


def _worded(change: Change, zh: str, en: str) -> Change:
    return replace(change, zh=f"{zh}：{change.zh}", en=f"{en}: {change.en}")


def negations(expr: Expr, scene: Scene) -> Iterator[Change]:
    """The whole condition negated; a negation is taken away."""
    del scene
    yield became(expr, expr.operand if isinstance(expr, Not) else Not(expr))


def junctions(expr: Expr, scene: Scene) -> Iterator[Change]:
    """`and` for `or`, `or` for `and`, and the branches of an `if` the other way round."""
    del scene
    match expr:
        case And(parts):
            yield became(expr, Or(parts))
        case Or(parts):
            yield became(expr, And(parts))
        case If(_, then, otherwise):
            yield became(expr, replace(expr, then=otherwise, otherwise=then))
        case _:
            return


def parts(expr: Expr, scene: Scene) -> Iterator[Change]:
    """A part of `and` or `or` dropped, or negated by itself."""
    del scene
    if not isinstance(expr, And | Or):
        return
    for i, part in enumerate(expr.parts):
        left = (*expr.parts[:i], *expr.parts[i + 1 :])
        yield became(expr, left[0] if len(left) == 1 else replace(expr, parts=left))
        negated = part.operand if isinstance(part, Not) else Not(part)
        yield became(expr, replace(expr, parts=(*expr.parts[:i], negated, *expr.parts[i + 1 :])))
