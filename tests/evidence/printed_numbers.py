"""Numbers as sentences and quotes print them, read by means of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from youju.feel import Value
from youju.ledger.moved import SCALES

NUMBER = re.compile(
    r"(?P<about>约 ?|≈ ?|about )?(?P<sign>[-−])?(?P<whole>\d+)(?:\.(?P<decimals>\d+)|/(?P<parts>\d+))?"
    r" ?(?P<unit>%|个百分点|percentage points?|亿元|万元|元)?"
)
PERCENT = ("%", "个百分点", "percentage point", "percentage points")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed: in base units, and by how much it may be off where it says 约."""

    value: Fraction
    off: Fraction

    def is_(self, value: Value) -> bool:
        return isinstance(value, Fraction) and abs(self.value - value) <= self.off


def numbers(words: str) -> list[Number]:
    """Every number in a text."""
    return [_number(found) for found in NUMBER.finditer(words)]


def _number(found: re.Match[str]) -> Number:
    scale = Fraction(1, 100) if found["unit"] in PERCENT else SCALES.get(found["unit"] or "", Fraction(1))
    value = Fraction(f"{found['whole']}.{found['decimals'] or 0}") / int(found["parts"] or 1)
    last = scale / 10 ** len(found["decimals"] or "")
    return Number(value * scale * (-1 if found["sign"] else 1), last / 2 if found["about"] else Fraction(0))
