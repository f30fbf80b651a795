"""Arithmetic over numbers that fall into cases, without a division left in any comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from youju.prove.formula import TRUE, Formula, both, either, opposite, sign
from youju.prove.number import Number, Piece, Step, above, cases, number, pairs, same, times
from youju.prove.polynomial import ONE, ZERO, Polynomial, constant, quantity
from youju.prove.truth import Truth
from youju.structs import Struct, field, replace

Compared = Callable[[Piece, Piece], Formula]


class NoFloor(Exception):
    """A rounding that stands inside further arithmetic and is no floor in disguise: half to even."""


class Whole(Struct):
    """A whole number by name: the floor of `top / bottom` where `when` holds; elsewhere nothing is said of it."""

    name: str
    when: Formula
    top: Polynomial
    bottom: Polynomial

    def bound(self) -> Formula:
        """What makes it that floor."""
        over = self.top - quantity(self.name) * self.bottom
        return either((opposite(self.when), both((sign(over, False), sign(self.bottom - over, True)))))


class Reckoning(Struct):
    """The operations, each of which may raise TooLarge.

    `wholes` gathers the whole numbers that were needed; `nonnegative` ones are never below 0.
    """

    nonnegative: frozenset[str]
    wholes: list[Whole] = field(default_factory=list[Whole])

    def add(self, x: Number, y: Number) -> Number:
        """The sum."""
        x, y = self._beside(x, y)
        return _each(x, y, _added)

    def multiply(self, x: Number, y: Number) -> Number:
        """The product."""
        x, y = self._beside(x, y)
        return _each(x, y, _multiplied)

    def divide(self, x: Number, y: Number) -> Number:
        """The quotient; where the divisor is 0 it is unknown."""
        return self.multiply(x, cases(one for piece in self._plain(y).pieces for one in self._inverses(piece)))

    def power(self, x: Number, to: int) -> Number:
        """A whole power; 0 to a negative one is unknown."""
        if to < 0:
            return self.power(self.divide(number(Fraction(1)), x), -to)
        base = self._plain(x)
        result = Number(tuple(replace(one, top=ONE, bottom=ONE) for one in base.pieces))
        for _ in range(to):
            # Case by case: the same case holds in every factor.
            factors = zip(result.pieces, base.pieces, strict=True)
            result = Number(tuple(replace(_multiplied(p, q), when=q.when) for p, q in factors))
        return result

    def larger(self, x: Number, y: Number, strict: bool = True) -> Number:
        """The greater of the two; unknown where one is."""
        return self._picked(x, y, lambda p, q: above(q, p, strict))

    def smaller(self, x: Number, y: Number) -> Number:
        """The lesser of the two."""
        return self._picked(x, y, lambda p, q: above(p, q, True))

    def absolute(self, x: Number) -> Number:
        """The number without its sign."""
        return self._picked(x, times(x, Fraction(-1)), None)

    def round(self, x: Number, how: str, scale: int) -> Number:
        """The number rounded to `scale` decimals."""
        shift = Fraction(10) ** scale
        step = Step(how, 1 / shift, Fraction(0))
        return cases(replace(one, top=one.top * constant(shift), step=step) for one in self._plain(x).pieces)

    def modulo(self, x: Number, y: Number) -> Number:
        """The remainder with the sign of the divisor; unknown where that is 0."""
        whole = self.round(self.divide(x, y), "floor", 0)
        return self.add(x, times(self.multiply(whole, y), Fraction(-1)))

    def at_least(self, x: Number, y: Number, strict: bool = False) -> Truth:
        """`x >= y`, or `x > y` where strict; unknown where a side is."""
        return self._compared(x, y, lambda p, q: above(p, q, strict))

    def equal(self, x: Number, y: Number) -> Truth:
        """`x = y`."""
        return self._compared(x, y, same)

    def _compared(self, x: Number, y: Number, holds: Compared) -> Truth:
        x, y = self._beside(x, y)
        yes: list[Formula] = []
        no: list[Formula] = []
        for p, q in pairs(x, y):
            found = holds(p, q)
            yes.append(both((p.when, q.when, found)))
            no.append(both((p.when, q.when, opposite(found))))
        return Truth(either(yes), either(no))

    def _picked(self, x: Number, y: Number, second: Compared | None) -> Number:
        """Of two cases the second where `second` holds, else the first; without it, of `x` and its negative `y`."""
        if second is None:
            nothing = Piece(TRUE, ZERO)
            choices = ((p, q, above(nothing, p, True)) for p, q in zip(x.pieces, y.pieces, strict=True))
        else:
            x, y = self._beside(x, y)
            choices = ((p, q, second(p, q)) for p, q in pairs(x, y))
        found: list[Piece] = []
        for p, q, choice in choices:
            when = both((p.when, q.when)) if p.when is not q.when else p.when
            found.append(replace(q, when=both((when, choice))))
            found.append(replace(p, when=both((when, opposite(choice)))))
        return cases(found)

    def _beside(self, x: Number, y: Number) -> tuple[Number, Number]:
        """The two so that rounded cases stand beside constants only."""
        return (x if y.constants else self._plain(x)), (y if x.constants else self._plain(y))

    def _plain(self, x: Number) -> Number:
        if not x.stepped:
            return x
        return cases(one for piece in x.pieces for one in self._unrounded(piece))

    def _unrounded(self, p: Piece) -> Iterator[Piece]:
        """A rounded case by a whole number of its own; where its sign matters, one for each."""
        if p.step is None:
            yield p
            return
        step = p.step
        for when, sense, halved in _floors(p, step.how):
            top, bottom = (p.top * constant(sense), p.bottom)
            if halved:
                top, bottom = top * constant(2) + bottom, bottom * constant(2)
            whole = Whole(self._name_of(top, bottom), both((p.when, when)), top, bottom)
            self.wholes.append(whole)
            factor = constant(step.factor * sense)
            yield Piece(whole.when, quantity(whole.name) * factor + constant(step.offset))

    def _name_of(self, top: Polynomial, bottom: Polynomial) -> str:
        """One name for one floor, wherever it stands: two names for it would be proved equal value by value."""
        known = (one.name for one in self.wholes if (one.top, one.bottom) == (top, bottom))
        return next(known, f"#{len(self.wholes)}")

    def _inverses(self, p: Piece) -> Iterator[Piece]:
        """1 by a case: where it is above 0, and where it is below."""
        yield replace(p, when=both((p.when, sign(p.top, True))), top=p.bottom, bottom=p.top)
        if not self._never_below(p.top):
            yield replace(p, when=both((p.when, sign(-p.top, True))), top=-p.bottom, bottom=-p.top)

    def _never_below(self, value: Polynomial) -> bool:
        return all(by > 0 and self.nonnegative.issuperset(powers) for powers, by in value.terms)


def _floors(p: Piece, how: str) -> tuple[tuple[Formula, int, bool], ...]:
    """A rounding as floors: where, with which sign inside and out, and whether a half is added first."""
    plus, minus = sign(p.top, False), sign(-p.top, True)
    match how:
        case "floor":
            return ((TRUE, 1, False),)
        case "ceiling":
            return ((TRUE, -1, False),)
        case "round up":
            return ((plus, -1, False), (minus, 1, False))
        case "round down":
            return ((plus, 1, False), (minus, -1, False))
        case "round half up":
            return ((plus, 1, True), (minus, -1, True))
        case "round half down":
            return ((plus, -1, True), (minus, 1, True))
        case _:
            raise NoFloor


def _each(x: Number, y: Number, of: Callable[[Piece, Piece], Piece]) -> Number:
    return cases(replace(of(p, q), when=both((p.when, q.when))) for p, q in pairs(x, y))


def _added(p: Piece, q: Piece) -> Piece:
    for one, other in ((p, q), (q, p)):
        if one.step is not None:
            assert other.constant is not None
            return replace(one, step=replace(one.step, offset=one.step.offset + other.constant))
    if p.bottom == q.bottom:
        return replace(p, top=p.top + q.top)
    return replace(p, top=p.top * q.bottom + q.top * p.bottom, bottom=p.bottom * q.bottom)


def _multiplied(p: Piece, q: Piece) -> Piece:
    for one, other in ((p, q), (q, p)):
        if other.constant is not None:
            return one.times(other.constant)
    return replace(p, top=p.top * q.top, bottom=p.bottom * q.bottom)
