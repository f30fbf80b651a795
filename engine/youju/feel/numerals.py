"""Numbers as text, exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from youju.feel.problems import FeelError, Problem

_READABLE: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+|/[0-9]+)?")
_MAX_TEXT: Final = 4_300


def show_number(value: Fraction) -> str:
    """The canonical text: `1.6` where the number is a finite decimal, else `5/3`. `read_number` is its inverse."""
    places = _places(value.denominator)
    if places is None:
        return f"{_digits(value.numerator)}/{_digits(value.denominator)}"
    digits = _digits(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits}" if not places else f"{sign}{digits[:-places]}.{digits[-places:]}"


def read_number(text: str) -> Fraction:
    """The number written as `show_number` writes it; FeelError (`feel-not-number`) on any other text."""
    if len(text) <= _MAX_TEXT and _READABLE.fullmatch(text) and not re.search(r"/0+$", text):
        return Fraction(text)
    raise FeelError(Problem("feel-not-number", "不是数值", "not a number", 0, len(text)))


def _places(denominator: int) -> int | None:
    """How many decimals a fraction over `denominator` has, or None where they never end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _digits(whole: int) -> str:
    # Decimal writes integers of any length; str() refuses more than 4,300 digits.
    return str(whole) if abs(whole).bit_length() < 10_000 else format(Decimal(whole), "f")
