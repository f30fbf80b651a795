"""A number as a report states it."""

from fractions import Fraction
from typing import Literal

from youju.facts.units import Kind
from youju.structs import Struct

Comparator = Literal["=", "<", "<=", ">", ">="]
Direction = Literal["rising", "falling", "none"]


class Quantity(Struct):
    """A number as a report states it.

    `value` is in the base unit: money in 元, percent as a ratio (81.48% is 8148/10000), points (个百分点) likewise,
    a date as yyyymmdd with 0 for parts not given, all else plain. `reference` is a number that counts nothing (a
    document number, telephone, ordinal, road) or digits that are no number. `unit` is as written (`万余宗`), `measure`
    what is counted (`宗`), `scale` what the printed number was multiplied by, `decimals` the digits after its point.
    `start..end` spans number and unit, `lead_start..tail_end` also words that compare (不超过…, …以上). `range` marks
    both ends of a range, which share the unit. `direction` is that of a change (下降3.1%): the words tell the sign.
    """

    value: Fraction
    kind: Kind
    unit: str
    measure: str
    scale: Fraction
    decimals: int
    approximate: bool
    comparator: Comparator
    start: int
    end: int
    lead_start: int
    tail_end: int
    range: bool = False
    direction: Direction = "none"

    @property
    def change(self) -> Fraction | None:
        """The change with its sign, whichever way it is written (下降3%, 增长-3%, 下降-3%); None where it is none."""
        if self.direction == "none":
            return None
        return abs(self.value) if self.direction == "rising" else -abs(self.value)

    @property
    def bare(self) -> bool:
        """Whether it is a number without a unit."""
        return self.kind == "number" and not self.unit and not self.measure

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed digit, in the base unit; 0 where the number counts exactly."""
        rounded = self.kind in ("money", "percent", "points", "measure")
        counted = self.kind in ("count", "score", "number") and (self.decimals > 0 or self.scale > 1)
        if self.measure == "分之" or not (rounded or counted):
            return Fraction(0)
        return self.scale / (2 * 10**self.decimals)

    def interval(self) -> tuple[Fraction | None, Fraction | None]:
        """The least and greatest value this may stand for; None where it sets no bound."""
        if self.comparator in ("<", "<="):
            return None, self.value
        if self.comparator in (">", ">="):
            return self.value, None
        if self.approximate:
            # 余 and 多 promise at least the number; 约 promises nothing.
            return (self.value if any(word in self.unit for word in "余多") else None), None
        return self.value - self.half_unit, self.value + self.half_unit
