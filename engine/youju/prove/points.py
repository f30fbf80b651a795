"""An indicator's points as cases over its free facts, with the same meaning as `audit.settle` over known values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from youju.feel import UNKNOWN, Expr, Literal, Name, Value, children
from youju.prove.domain import Domain, Free
from youju.prove.encode import Encoded, Encoder, Words, first_known, given
from youju.prove.errors import NotEncodable
from youju.prove.formula import TRUE, Flag, Formula, both, either, holds, opposite, sign, zero
from youju.prove.number import Number, Piece, Step, TooManyCases, above, cases, number, under
from youju.prove.polynomial import constant, quantity
from youju.prove.reckoning import Reckoning, Whole
from youju.prove.rounding import ROUNDINGS
from youju.prove.truth import Truth
from youju.rubric import Indicator
from youju.rubric.compile import WEIGHT


@dataclass(frozen=True, slots=True)
class Point:
    """Values of the quantities and flags of a question."""

    numbers: Mapping[str, Fraction]
    flags: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Fact:
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


@dataclass(frozen=True, slots=True)
class Posed:
    """An indicator's points over its free facts: `points` are known exactly where its rules decide.

    `wholes` are the whole numbers that roundings needed; `within` what the domains allow.
    """

    facts: Mapping[str, Fact]
    points: Number
    wholes: tuple[Whole, ...]

    @property
    def within(self) -> Formula:
        """What every point must meet: the domains, and what roundings mean."""
        return both((*(fact.within for fact in self.facts.values()), *(whole.bound() for whole in self.wholes)))

    def reaching(self, points: Fraction, beyond: bool) -> Formula:
        """Where the rules decide on so many exact points or more (on more, where `beyond`)."""
        return either(both((piece.when, above(piece, _case(points), beyond))) for piece in self.points.pieces)

    def at_most(self, points: Fraction, below: bool) -> Formula:
        """Where they decide on so many exact points or less (on less, where `below`)."""
        return either(both((piece.when, above(_case(points), piece, below))) for piece in self.points.pieces)

    def point(self, values: Mapping[str, Value]) -> Point:
        """The point at which the free facts have these values."""
        numbers: dict[str, Fraction] = {}
        flags: dict[str, bool] = {}
        for name, fact in self.facts.items():
            fact.put(values.get(name, UNKNOWN), numbers, flags)
        for whole in self.wholes:
            bottom = whole.bottom.at(numbers)
            numbers[whole.name] = Fraction(floor(whole.top.at(numbers) / bottom)) if bottom > 0 else Fraction(0)
        return Point(numbers, flags)

    def at(self, values: Mapping[str, Value]) -> Fraction | None:
        """The exact points at values of the free facts, by the cases themselves; None where the rules do not decide."""
        point = self.point(values)
        found = [piece for piece in self.points.pieces if holds(piece.when, point.numbers, point.flags)]
        assert len(found) <= 1, "cases overlap"
        return worth(found[0], point.numbers) if found else None


def pose(
    indicator: Indicator,
    values: Mapping[str, Value],
    free: Free,
    weight: Fraction,
    optional: frozenset[str] = frozenset(),
) -> Posed:
    """The points of an indicator with some facts free, those of `optional` perhaps without a value. NotEncodable."""
    texts = tuple(dict.fromkeys(_texts(indicator)))
    facts = {
        name: Fact(name, domain, _words(domain, texts, values.get(name, UNKNOWN)), name in optional)
        for name, domain in free.items()
        if name in indicator.facts
    }
    never_below = (
        name for name, domain in free.items() if not domain.choices and domain.least is not None and domain.least >= 0
    )
    reckon = Reckoning(frozenset(never_below))
    known: dict[str, Encoded] = {name: fact.encoded() for name, fact in facts.items()}
    known[WEIGHT] = number(weight)

    def read(name: str) -> Encoded:
        if name not in known:
            known[name] = given(values.get(name, UNKNOWN), Name(name))
        return known[name]

    encoder = Encoder(read, reckon)
    for let in indicator.lets:
        first = let.alternatives[0].expr
        known[let.name] = first_known([encoder.encode(one.expr) for one in let.alternatives], first)
    try:
        points = _points(indicator, encoder)
    except TooManyCases:
        raise NotEncodable(indicator.rules[0].points.expr, "the points fall into too many cases together") from None
    return Posed(facts, points, tuple(reckon.wholes))


def _points(indicator: Indicator, encoder: Encoder) -> Number:
    rules = [(encoder.truth(rule.when.expr), encoder.number(rule.points.expr)) for rule in indicator.rules]
    if indicator.hit == "sum":
        total = number(Fraction(0))
        for truth, points in rules:
            gives = cases((*under(truth.yes, points), *under(truth.no, number(Fraction(0)))))
            total = _gathered(encoder.reckon.add(total, gives))
        return total
    pieces: list[Piece] = []
    for i, (truth, points) in enumerate(rules):
        others = rules[:i] if indicator.hit == "first" else [*rules[:i], *rules[i + 1 :]]
        alone = both((*(other.no for other, _ in others), truth.yes))
        pieces.extend(under(alone, points))
    return _gathered(cases(pieces))


def _gathered(found: Number) -> Number:
    """The same number, its cases of one and the same value made one."""
    rest = [piece for piece in found.pieces if piece.constant is None]
    by_value: dict[Fraction, list[Formula]] = {}
    for piece in found.pieces:
        if piece.constant is not None:
            by_value.setdefault(piece.constant, []).append(piece.when)
    return Number((*(Piece(either(whens), constant(value)) for value, whens in by_value.items()), *rest))


def worth(piece: Piece, numbers: Mapping[str, Fraction]) -> Fraction:
    """The value of a case at a point at which it holds."""
    quotient = piece.top.at(numbers) / piece.bottom.at(numbers)
    if piece.step is None:
        return quotient
    return piece.step.factor * _rounded(quotient, piece.step) + piece.step.offset


def _rounded(quotient: Fraction, step: Step) -> int:
    """The whole number that a rounding gives, by its thresholds: one of the two beside the quotient."""
    cut, beyond = ROUNDINGS[step.how](floor(quotient) + 1)
    reached = quotient > cut if beyond else quotient >= cut
    return floor(quotient) + (1 if reached else 0)


def _case(value: Fraction) -> Piece:
    return Piece(TRUE, constant(value))


def _words(domain: Domain, texts: tuple[str, ...], now: Value) -> tuple[str, ...]:
    """The texts a free fact may be: the present one, and its choices or those that the card names and one more."""
    if domain.kind != "text":
        return ()
    own = (now,) if isinstance(now, str) else ()
    chosen = tuple(choice for choice in domain.choices if isinstance(choice, str))
    other = "其他"
    while other in (*texts, *own):
        other += "其他"
    return tuple(dict.fromkeys((*own, *(chosen or (*texts, other)))))


def _texts(indicator: Indicator) -> Iterator[str]:
    formulas = (formula for rule in indicator.rules for formula in (rule.when, rule.points))
    lets = (formula for let in indicator.lets for formula in let.alternatives)
    for formula in (*formulas, *lets):
        yield from _literals(formula.expr)


def _literals(expr: Expr) -> Iterator[str]:
    if isinstance(expr, Literal) and isinstance(expr.value, str):
        yield expr.value
    for child in children(expr):
        yield from _literals(child)


def _known(name: str) -> str:
    return f"known {name}"
