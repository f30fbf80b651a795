"""What the built-in functions do (DMN 1.5, 10.3.4.3 numbers, 10.3.4.4 lists)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Final

from youju.feel.functions import FUNCTIONS, Signature
from youju.feel.order import fault, ordered
from youju.feel.powers import limited
from youju.feel.problems import FeelError
from youju.feel.tree import Span
from youju.feel.values import UNKNOWN, Truth, Value, conjunction, disjunction

MAX_SCALE: Final = 6176
MIN_SCALE: Final = -6111
"""The scales of decimal128, which FEEL sets as bounds of the rounding functions."""


def apply(function: str, args: tuple[Value, ...], span: Span) -> Value:
    """The function of that canonical name over `args`; FeelError on a wrong name, count or type."""
    signature = FUNCTIONS.get(function)
    if signature is None:
        raise fault("feel-unknown-function", f"没有函数 `{function}`", f"there is no function `{function}`", span)
    if len(args) < signature.required or (len(args) > len(signature.parameters) and not signature.folds):
        zh, en = f"`{function}` 的参数个数不对", f"`{function}` has a wrong number of arguments"
        raise fault("feel-argument-count", zh, en, span)
    if signature.folds:
        return _fold(signature, args, span)
    if UNKNOWN in args:
        return UNKNOWN
    if None in args:
        return None
    numbers = [arg for arg in args if isinstance(arg, Fraction)]
    if len(numbers) != len(args):
        raise _not_numbers(function, span)
    return _NUMERIC[function](numbers, span)


def _fold(signature: Signature, args: tuple[Value, ...], span: Span) -> Value:
    """A function over a list: the members of its only argument, where that is a list, or its arguments."""
    first = args[0]
    if len(args) == 1 and (first is UNKNOWN or first is None):
        return first
    members = first if len(args) == 1 and isinstance(first, tuple) else args
    if signature.rule == "count":
        return Fraction(len(members))
    if signature.rule == "truth":
        return _truths(signature.name, members, span)
    if UNKNOWN in members:
        return UNKNOWN
    if None in members or not members:
        return None
    if signature.rule == "member":
        return _extreme(members, signature.name == "max", span)
    total = Fraction(0)
    for one in members:
        if not isinstance(one, Fraction):
            raise _not_numbers(signature.name, span)
        total = limited(total + one, span)
    return total / len(members) if signature.name == "mean" else total


def _truths(function: str, members: tuple[Value, ...], span: Span) -> Truth:
    """any and all: Kleene, and strict about types unless unknown may still decide."""
    truths: list[Truth] = []
    for one in members:
        if one is not None and one is not UNKNOWN and not isinstance(one, bool):
            raise fault("feel-not-boolean", f"`{function}` 只收是非值", f"`{function}` takes truth values", span)
        truths.append(one)
    return disjunction(truths) if function == "any" else conjunction(truths)


def _extreme(members: tuple[Value, ...], largest: bool, span: Span) -> Value:
    best = members[0]
    if not isinstance(best, Fraction | str):
        raise _not_numbers("max" if largest else "min", span)
    for one in members[1:]:
        if ordered(">" if largest else "<", one, best, span):
            best = one
    return best


def _not_numbers(function: str, span: Span) -> FeelError:
    return fault("feel-not-number", f"`{function}` 只收数值", f"`{function}` takes numbers", span)


def _half_even(x: Fraction) -> int:
    return round(x)


def _half_up(x: Fraction) -> int:
    """To the nearest whole number; halves away from zero."""
    whole = floor(abs(x) + Fraction(1, 2))
    return whole if x >= 0 else -whole


def _half_down(x: Fraction) -> int:
    """To the nearest whole number; halves towards zero."""
    whole = ceil(abs(x) - Fraction(1, 2))
    return whole if x >= 0 else -whole


def _up(x: Fraction) -> int:
    """Away from zero."""
    return ceil(x) if x >= 0 else floor(x)


def _down(x: Fraction) -> int:
    """Towards zero."""
    return floor(x) if x >= 0 else ceil(x)


def _rounded(how: Callable[[Fraction], int]) -> Callable[[list[Fraction], Span], Fraction]:
    """A rounding to `scale` decimals (0 when left out); a fractional scale is cut, as the conformance suite asks."""

    def rounded(args: list[Fraction], span: Span) -> Fraction:
        scale = int(args[1]) if len(args) > 1 else 0
        if not MIN_SCALE <= scale <= MAX_SCALE:
            zh, en = (
                f"小数位数须在 {MIN_SCALE} 与 {MAX_SCALE} 之间",
                f"a scale lies between {MIN_SCALE} and {MAX_SCALE}",
            )
            raise fault("feel-scale", zh, en, span)
        if scale >= 0 and (10**scale) % args[0].denominator == 0:
            return args[0]  # nothing to round off
        shift = Fraction(10) ** scale
        return limited(how(args[0] * shift) / shift, span)

    return rounded


def _modulo(args: list[Fraction], span: Span) -> Value:
    """The remainder with the sign of the divisor; modulo 0 is unknown, as a division by 0 is."""
    return limited(args[0] % args[1], span) if args[1] else UNKNOWN


def _abs(args: list[Fraction], span: Span) -> Value:
    return limited(abs(args[0]), span)


_NUMERIC: Final[Mapping[str, Callable[[list[Fraction], Span], Value]]] = {
    "abs": _abs,
    "modulo": _modulo,
    "floor": _rounded(floor),
    "ceiling": _rounded(ceil),
    "decimal": _rounded(_half_even),
    "round up": _rounded(_up),
    "round down": _rounded(_down),
    "round half up": _rounded(_half_up),
    "round half down": _rounded(_half_down),
}
