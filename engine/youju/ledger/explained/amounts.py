"""What is printed, read back: amounts with their units, percentages, counts, rounded where the words say so."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from math import floor

from youju.ledger.moved import SCALES

_NUMBER = re.compile(
    r"(?P<about>约|≈|about)? ?(?P<sign>[-−+])?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    r"(?:\.(?P<decimals>[0-9]+)|/(?P<parts>[1-9][0-9]*))? ?(?P<unit>[^0-9]*)"
)
POINTS = ("", "分", "points", "point")
GAPS = ("%", "个百分点", "percentage points", "percentage point")
_PERCENT = frozenset(GAPS)


def says(text: str, value: Fraction, units: Collection[str]) -> bool:
    """Whether a text is that number in one of these units, nothing before and nothing behind it.

    `约`, `≈` and `about` stand before what is rounded half up to the digits printed; without them it is exact. A
    percentage is a hundredth, an amount of money has as many 元 as its unit holds; other units count one.
    """
    found = _NUMBER.fullmatch(text)
    if found is None or found["unit"].strip() not in units:
        return False
    unit = found["unit"].strip()
    scale = SCALES["%"] if unit in _PERCENT else SCALES.get(unit, Fraction(1))
    decimals: str = found["decimals"] or ""
    whole = str(found["whole"])
    number = Fraction(f"{whole.replace(',', '')}.{decimals or 0}")
    number = -number if found["sign"] in ("-", "−") else number
    if found["parts"]:
        number /= int(found["parts"])
    if found["about"]:
        return number == _half_up(value / scale, len(decimals))
    return number * scale == value


def has_number(text: str) -> bool:
    """Whether digits stand in a text."""
    return any(char.isdigit() for char in text)


def _half_up(value: Fraction, decimals: int) -> Fraction:
    tens: int = 10**decimals
    whole = Fraction(floor(abs(value) * tens + Fraction(1, 2)), tens)
    return -whole if value < 0 else whole
