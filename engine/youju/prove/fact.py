"""Free facts as quantities and flags of a question, and the points at which they have values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import UNKNOWN, Value
from youju.prove.domain import Domain
from youju.prove.encode import Encoded, Words
from youju.prove.formula import TRUE, Flag, Formula, both, either, opposite, sign, zero
from youju.prove.number import Number, Piece
from youju.prove.polynomial import constant, quantity
from youju.prove.truth import Truth
from youju.structs import Struct


class Point(Struct):
    """Values of the quantities and flags of a question."""

    numbers: Mapping[str, Fraction]
    flags: Mapping[str, bool]


class Fact(Struct):
    """A free fact as a quantity or flag of that name; a text is the number of one of `texts`.

    With `optional` it may stay without a value: the flag named by `known` tells.
    """

    name: str
    domain: Domain
    texts: tuple[str, ...] = ()
    optional: bool = False

    @property
    def known(self) -> Formula:
        """Where it has a value."""
        return Flag(_known(self.name)) if self.optional else TRUE

    @property
    def within(self) -> Formula:
        """What its domain allows, the grid apart."""
        if self.domain.kind == "boolean":
            allowed = [Flag(self.name) if choice else opposite(Flag(self.name)) for choice in self.domain.choices]
            return either(allowed) if allowed else TRUE
        x = quantity(self.name)
        if self.domain.kind == "text":
            return either(zero(x - constant(i)) for i in range(len(self.texts)))
        if self.domain.choices:
            return either(zero(x - constant(one)) for one in self.domain.choices if isinstance(one, Fraction))
        least, most = self.domain.least, self.domain.most
        ends = (None if least is None else x - constant(least), None if most is None else constant(most) - x)
        return both(sign(end, False) for end in ends if end is not None)

    @property
    def step(self) -> Fraction | None:
        """The grid it lies on; None where its domain names the values one by one."""
        return self.domain.step if self.domain.kind == "number" and not self.domain.choices else None

    def encoded(self) -> Encoded:
        """What its name stands for in an expression."""
        if self.domain.kind == "boolean":
            flag = Flag(self.name)
            return Truth(both((self.known, flag)), both((self.known, opposite(flag))))
        x = quantity(self.name)
        if self.domain.kind == "text":
            return Words(tuple((both((self.known, zero(x - constant(i)))), text) for i, text in enumerate(self.texts)))
        return Number((Piece(self.known, x),))

    def value(self, point: Point) -> Value:
        """The fact's value at a point."""
        if self.optional and not point.flags[_known(self.name)]:
            return UNKNOWN
        if self.domain.kind == "boolean":
            return point.flags[self.name]
        at = point.numbers[self.name]
        return self.texts[int(at)] if self.domain.kind == "text" else at

    def put(self, value: Value, numbers: dict[str, Fraction], flags: dict[str, bool]) -> None:
        """Puts a value of the fact into a point."""
        if self.optional:
            flags[_known(self.name)] = value is not UNKNOWN
        if isinstance(value, bool) or self.domain.kind == "boolean":
            flags[self.name] = value is True
        elif isinstance(value, str):
            numbers[self.name] = Fraction(self.texts.index(value))
        else:
            numbers[self.name] = value if isinstance(value, Fraction) else Fraction(0)


def _known(name: str) -> str:
    return f"known {name}"
