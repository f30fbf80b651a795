"""Exact numbers over whole ones: a constant scale times one whole number above another, never divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .whole import Steps, Whole, fixed

ONE = fixed(1)


@dataclass(frozen=True, slots=True)
class Number:
    """`scale * top / bottom`; `scale` is above 0, `bottom` is 0 exactly where the number is unknown."""

    scale: Fraction
    top: Whole
    bottom: Whole = ONE

    @property
    def known(self) -> bool:
        """Whether it has a value in every row."""
        return self.bottom.low > 0


def constant(value: Fraction | int) -> Number:
    """A number that is the same in every row."""
    exact = Fraction(value)
    if exact == 0:
        return Number(Fraction(1), fixed(0))
    return Number(abs(exact), fixed(1 if exact > 0 else -1))


def common(steps: Steps, left: Number, right: Number) -> tuple[Fraction, Whole, Whole, Whole]:
    """The scale of both, the two tops over one bottom, and that bottom."""
    if left.top.constant == 0:
        left = Number(right.scale, fixed(0))
    if right.top.constant == 0:
        right = Number(left.scale, fixed(0))
    ratio = left.scale / right.scale
    scale = left.scale / ratio.numerator
    one = steps.times(fixed(ratio.numerator), left.top)
    other = steps.times(fixed(ratio.denominator), right.top)
    if left.bottom == right.bottom:
        return scale, one, other, left.bottom
    return (
        scale,
        steps.times(one, right.bottom),
        steps.times(other, left.bottom),
        steps.times(left.bottom, right.bottom),
    )


def added(steps: Steps, left: Number, right: Number) -> Number:
    """`left + right`."""
    scale, one, other, bottom = common(steps, left, right)
    return Number(scale, steps.plus(one, other), bottom)


def negative(steps: Steps, value: Number) -> Number:
    """`-value`."""
    return Number(value.scale, steps.times(fixed(-1), value.top), value.bottom)


def multiplied(steps: Steps, left: Number, right: Number) -> Number:
    """`left * right`."""
    return Number(left.scale * right.scale, steps.times(left.top, right.top), steps.times(left.bottom, right.bottom))


def divided(steps: Steps, left: Number, right: Number) -> Number:
    """`left / right`, unknown where `right` is 0; a divisor that may be negative is not translated."""
    if right.top.low < 0:
        raise NotImplementedError(f"a divisor below 0: {right.top.text}")
    top, bottom = steps.times(left.top, right.bottom), steps.times(left.bottom, right.top)
    return Number(left.scale / right.scale, top, bottom)


def extreme(steps: Steps, numbers: Sequence[Number], largest: bool) -> Number:
    """The largest or least of some numbers."""
    found, *rest = numbers
    for one in rest:
        scale, left, right, bottom = common(steps, found, one)
        found = Number(scale, steps.extreme(left, right, largest), bottom)
    return found


def ordered(steps: Steps, op: str, left: Number, right: Number) -> str:
    """`left op right` by cross-multiplication, where both are known."""
    if not (left.known and right.known):
        raise NotImplementedError(f"a comparison that may be unknown: {left.top.text} {op} {right.top.text}")
    _, one, other, _ = common(steps, left, right)
    return f"({one.text} {'==' if op == '=' else op} {other.text})"


def chosen(steps: Steps, when: str, then: Number, otherwise: Number) -> Number:
    """One of two by a condition, each half under a name."""
    one, other = plain(steps, then), plain(steps, otherwise)
    top = steps.keep(steps.choose(when, one.top, other.top))
    return Number(Fraction(1), top, steps.keep(steps.choose(when, one.bottom, other.bottom)))


def plain(steps: Steps, value: Number) -> Number:
    """The same number with scale 1."""
    top = steps.times(fixed(value.scale.numerator), value.top)
    return Number(Fraction(1), top, steps.times(fixed(value.scale.denominator), value.bottom))


def in_units(steps: Steps, value: Number, unit: Fraction) -> Whole:
    """How many units it is, rounded half up."""
    exact = plain(steps, Number(value.scale / unit, value.top, value.bottom))
    return steps.half_up(exact.top, exact.bottom)
