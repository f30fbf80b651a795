"""Roundings to whole numbers as thresholds: where the rounded value reaches a whole number, without integers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

Cut: TypeAlias = tuple[Fraction, bool]
"""From where on a rounding reaches a whole number: that value, and whether it only does beyond it."""

_HALF: Final = Fraction(1, 2)


def _floor(n: int) -> Cut:
    return Fraction(n), False


def _ceiling(n: int) -> Cut:
    return Fraction(n - 1), True


def _up(n: int) -> Cut:
    return _ceiling(n) if n > 0 else _floor(n)


def _down(n: int) -> Cut:
    return _floor(n) if n > 0 else _ceiling(n)


def _half_up(n: int) -> Cut:
    return n - _HALF, n <= 0


def _half_down(n: int) -> Cut:
    return n - _HALF, n > 0


def _half_even(n: int) -> Cut:
    return n - _HALF, n % 2 == 1


ROUNDINGS: Final[Mapping[str, Callable[[int], Cut]]] = {
    "floor": _floor,
    "ceiling": _ceiling,
    "round up": _up,
    "round down": _down,
    "round half up": _half_up,
    "round half down": _half_down,
    "decimal": _half_even,
}
"""Of each rounding of the language: from where on it gives that whole number or a greater one."""
