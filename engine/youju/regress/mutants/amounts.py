"""Operators on amounts: constants of points, the size of a unit, bounds, roundings, units, and which facts are read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.feel import UNITS, Arithmetic, Call, Expr, Literal, Name, Negate, literal, names, show, substitute
from youju.regress.mutants.mutant import Change
from youju.regress.mutants.scale import POINT, SHARES, Scene, moved_by
from youju.regress.mutants.sites import became
from youju.rubric import WEIGHT
from youju.structs import replace

_HALF, _TWICE = literal(Fraction(1, 2)), literal(Fraction(2))
_MOVES = (Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-1, 2))
_ROUNDED: dict[str, tuple[str, ...]] = {
    "floor": ("ceiling", "round half up"),
    "ceiling": ("floor", "round half up"),
    "round up": ("round down", "round half up"),
    "round down": ("round up", "round half up"),
    "round half up": ("floor", "ceiling"),
    "round half down": ("floor", "ceiling"),
    "decimal": ("floor", "ceiling"),
}
_SWAPPED_UNITS = {"万元": "元", "元": "万元", "亿元": "万元", "千元": "元"}


def points(expr: Expr, scene: Scene) -> Iterator[Change]:
    """A constant of points a point or half a point more and less; a share a percentage point."""
    del scene
    if isinstance(expr, Literal) and isinstance(expr.value, Fraction):
        for by in (POINT, -POINT) if expr.unit in SHARES else _MOVES:
            yield became(expr, moved_by(expr, by))


def per_unit(expr: Expr, scene: Scene) -> Iterator[Change]:
    """Twice and half as many points for each unit: a factor, a divisor, or what is added or taken away by units."""
    del scene
    match expr:
        case Arithmetic("*", left, right):
            for side in (left, right):
                if isinstance(side, Literal) and isinstance(side.value, Fraction):
                    yield from _resized(expr, side)
        case Arithmetic("/", _, Literal(Fraction()) as divisor):
            yield from _resized(expr, divisor)
        case Arithmetic("+" | "-", _, right) if _counts(right):
            yield from (became(expr, replace(expr, right=Arithmetic("*", by, right))) for by in (_TWICE, _HALF))
        case _:
            return


def whole_points(expr: Expr, scene: Scene) -> Iterator[Change]:
    """Points that are a quantity itself, one for each: twice and half as many."""
    del scene
    counted = expr.operand if isinstance(expr, Negate) else expr
    if isinstance(counted, Name) and counted.name != WEIGHT:
        yield from (became(expr, Arithmetic("*", by, expr)) for by in (_TWICE, _HALF))


def _resized(expr: Arithmetic, side: Literal) -> Iterator[Change]:
    assert isinstance(side.value, Fraction)
    for by in (Fraction(2), Fraction(1, 2)):
        new = replace(side, value=side.value * by)
        yield became(expr, replace(expr, **{"left" if side is expr.left else "right": new}))


def _counts(expr: Expr) -> bool:
    return isinstance(expr, Name | Call) and bool(names(expr)) and WEIGHT not in names(expr)


def own_weight(expr: Expr, scene: Scene) -> Iterator[Change]:
    """The card's own weight as a constant for the effective one, which may hold weight moved here."""
    if WEIGHT in names(expr) and not scene.card.adjustment:
        yield became(expr, substitute(expr, {WEIGHT: literal(scene.card.weight)}))


def limits(expr: Expr, scene: Scene) -> Iterator[Change]:
    """A bound by min or max dropped or turned round; the sign of a difference kept that `abs` takes away."""
    del scene
    match expr:
        case Call("abs", (inner,)):
            yield became(expr, inner)
        case Call("min" | "max", (_, _)):
            yield became(expr, replace(expr, function="max" if expr.function == "min" else "min"))
            yield from (became(expr, operand) for operand in expr.operands if names(operand))
        case _:
            return


def roundings(expr: Expr, scene: Scene) -> Iterator[Change]:
    """A rounding for another, which differs between whole numbers."""
    del scene
    if isinstance(expr, Call):
        for other in _ROUNDED.get(expr.function, ()):
            args = expr.args if len(expr.args) > 1 or " " not in other else (*expr.args, literal(Fraction(0)))
            yield became(expr, replace(expr, function=other, args=args))


def units(expr: Expr, scene: Scene) -> Iterator[Change]:
    """Another unit behind the same figure: 万元 for 元, a plain number for a percentage."""
    del scene
    if not isinstance(expr, Literal) or not isinstance(expr.value, Fraction) or not expr.value:
        return
    if expr.unit in _SWAPPED_UNITS:
        other = _SWAPPED_UNITS[expr.unit]
        yield became(expr, replace(expr, value=expr.value / UNITS[expr.unit].scale * UNITS[other].scale, unit=other))
    elif expr.unit in SHARES:
        yield became(expr, replace(expr, value=expr.value * 100, unit=""))


def ratios(expr: Expr, scene: Scene) -> Iterator[Change]:
    """Numerator and denominator the other way round."""
    del scene
    match expr:
        case Arithmetic("/", left, right) if names(right):
            yield became(expr, replace(expr, left=right, right=left))
        case _:
            return


def sums(expr: Expr, scene: Scene) -> Iterator[Change]:
    """A sum for a difference, a difference for a sum."""
    del scene
    match expr:
        case Arithmetic("+" | "-"):
            yield became(expr, replace(expr, op="-" if expr.op == "+" else "+"))
        case _:
            return


def other_facts(expr: Expr, scene: Scene) -> Iterator[Change]:
    """Another fact of the card in the place of one, of the same type."""
    facts = scene.dictionary.facts
    if isinstance(expr, Name) and expr.name in facts:
        for name in scene.card.facts:
            if name != expr.name and facts[name].type == facts[expr.name].type:
                words = f"{show(expr)} → {name}"
                yield Change(Name(name), words, words)
