"""Numbers as text, exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final

from youju.feel.problems import FeelError, Problem

_READABLE: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+|/0*[1-9][0-9]*)?")
_MAX_TEXT: Final = 4_300


def show_number(value: Fraction) -> str:
    """The canonical text: `1.6` where the number is a finite decimal, else `5/3`. `read_number` is its inverse."""
    return _shown(*value.as_integer_ratio())


# A ledger has few numbers, each of them many times.
@lru_cache(maxsize=2048)
def _shown(part: int, of: int) -> str:
    if of == 1:
        return _digits(part)
    places = _places(of)
    if places is None:
        return f"{_digits(part)}/{_digits(of)}"
    digits = _digits(abs(part) * 10**places // of).rjust(places + 1, "0")
    sign = "-" if part < 0 else ""
    return f"{sign}{digits}" if not places else f"{sign}{digits[:-places]}.{digits[-places:]}"


def added(numbers: Iterable[Fraction]) -> Fraction:
    """Their sum: of one number itself. Whole numbers over a common denominator add up faster than fractions."""
    terms = tuple(numbers)
    if len(terms) == 1:
        return terms[0]
    whole, over = 0, 1
    for number in terms:
        part, of = number.as_integer_ratio()
        if over % of:
            wider = lcm(over, of)
            whole, over = whole * (wider // over), wider
        whole += part * (over // of)
    return Fraction(whole, over)


@lru_cache(maxsize=2048)
def read_number(text: str) -> Fraction:
    """The number written as `show_number` writes it; FeelError (`feel-not-number`) on any other text."""
    if len(text) <= _MAX_TEXT and _READABLE.fullmatch(text):
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
    return str(whole) if whole.bit_length() < 10_000 else format(Decimal(whole), "f")
