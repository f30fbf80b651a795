"""Cards laid over the same free facts: their conditions, points and quantities as the solver understands them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

from youju.feel import UNKNOWN, Expr, Literal, Name, Value, children
from youju.prove.domain import Domain, Free
from youju.prove.encode import Encoded, Encoder, first_known, given
from youju.prove.errors import NotEncodable, TooLarge
from youju.prove.fact import Fact, Point
from youju.prove.formula import Formula, both, either
from youju.prove.number import Number, Piece, cases, number, under
from youju.prove.polynomial import constant
from youju.prove.reckoning import Reckoning, Whole
from youju.prove.truth import SURE, Truth
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct


class Row(Struct):
    """A rule of a card: where its condition holds, the points it then gives, and where it is the one that counts.

    `counts` is where it holds and under hit `first` all before it fail, under `unique` all others.
    """

    id: str
    truth: Truth
    points: Number
    counts: Formula


class Laid(Struct):
    """A card over the free facts of a board.

    `points` are known exactly where its rules decide; `applies` tells whether it counts at all, `opens` where it is
    meant to stay undecided. `encoder` says any other expression over its names.
    """

    indicator: Indicator
    encoder: Encoder
    applies: Truth
    rows: tuple[Row, ...]
    opens: tuple[Truth, ...]
    points: Number


class Board(Struct):
    """Free facts, and the values of all others; what is laid on one board may be compared, its names being the same."""

    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    reckon: Reckoning

    @property
    def wholes(self) -> tuple[Whole, ...]:
        """The whole numbers that roundings needed, of all that was laid so far."""
        return tuple(self.reckon.wholes)

    @property
    def within(self) -> Formula:
        """What every point must meet: the domains, and what roundings mean."""
        return both((*(fact.within for fact in self.facts.values()), *(whole.bound() for whole in self.wholes)))

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

    def lay(self, indicator: Indicator) -> Laid:
        """A card over these facts; raises NotEncodable, naming the part that cannot be said exactly.

        Its weight is the free fact of that name, or the value given for it.
        """
        encoder = self._encoder(indicator)
        try:
            rows = tuple(_rows(indicator, encoder))
            points = _points(indicator, rows, encoder)
        except TooLarge:
            raise NotEncodable(indicator.rules[0].points.expr, "the points fall into too many cases together") from None
        applies = SURE if indicator.applies is None else encoder.truth(indicator.applies.expr)
        opens = tuple(encoder.truth(one.when.expr) for one in indicator.open)
        return Laid(indicator, encoder, applies, rows, opens, points)

    def _encoder(self, indicator: Indicator) -> Encoder:
        known: dict[str, Encoded] = {name: fact.encoded() for name, fact in self.facts.items()}

        def read(name: str) -> Encoded:
            if name not in known:
                known[name] = given(self.values.get(name, UNKNOWN), Name(name))
            return known[name]

        encoder = Encoder(read, self.reckon)
        for let in indicator.lets:
            first = let.alternatives[0].expr
            known[let.name] = first_known([encoder.encode(one.expr) for one in let.alternatives], first)
        return encoder


def board(
    indicators: Sequence[Indicator],
    values: Mapping[str, Value],
    free: Free,
    optional: frozenset[str] = frozenset(),
) -> Board:
    """The board for some indicators, with the free facts that any of them reads, those of `optional` perhaps unknown.

    `weight` may be among the free facts, else it is among the values.
    """
    texts = tuple(dict.fromkeys(text for one in indicators for text in _texts(one)))
    read = {WEIGHT}.union(*(one.facts for one in indicators))
    facts = {
        name: Fact(name, domain, _words(domain, texts, values.get(name, UNKNOWN)), name in optional)
        for name, domain in free.items()
        if name in read
    }
    never_below = (
        name for name, domain in free.items() if not domain.choices and domain.least is not None and domain.least >= 0
    )
    return Board(facts, values, Reckoning(frozenset(never_below)))


def _rows(indicator: Indicator, encoder: Encoder) -> Iterator[Row]:
    found = [(rule.id, encoder.truth(rule.when.expr), encoder.number(rule.points.expr)) for rule in indicator.rules]
    for i, (rule_id, truth, points) in enumerate(found):
        others = {"first": found[:i], "unique": [*found[:i], *found[i + 1 :]], "sum": []}[indicator.hit]
        yield Row(rule_id, truth, points, both((*(other.no for _, other, _ in others), truth.yes)))


def _points(indicator: Indicator, rows: Sequence[Row], encoder: Encoder) -> Number:
    if indicator.hit == "sum":
        total = number(Fraction(0))
        for row in rows:
            gives = cases((*under(row.truth.yes, row.points), *under(row.truth.no, number(Fraction(0)))))
            total = _gathered(encoder.reckon.add(total, gives))
        return total
    return _gathered(cases(piece for row in rows for piece in under(row.counts, row.points)))


def _gathered(found: Number) -> Number:
    """The same number, its cases of one and the same value made one."""
    rest = [piece for piece in found.pieces if piece.constant is None]
    by_value: dict[Fraction, list[Formula]] = {}
    for piece in found.pieces:
        if piece.constant is not None:
            by_value.setdefault(piece.constant, []).append(piece.when)
    return Number((*(Piece(either(whens), constant(value)) for value, whens in by_value.items()), *rest))


def _words(domain: Domain, texts: tuple[str, ...], now: Value) -> tuple[str, ...]:
    """The texts a free fact may be: the present one, and its choices or those that the cards name and one more."""
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
    applies = (indicator.applies,) if indicator.applies is not None else ()
    for formula in (*formulas, *lets, *applies, *(one.when for one in indicator.open)):
        yield from _literals(formula.expr)


def _literals(expr: Expr) -> Iterator[str]:
    if isinstance(expr, Literal) and isinstance(expr.value, str):
        yield expr.value
    for child in children(expr):
        yield from _literals(child)
