"""An indicator's points as cases over its free facts, with the same meaning as `audit.settle` over known values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from youju.feel import Value
from youju.prove.board import Board, board
from youju.prove.domain import Free
from youju.prove.fact import Fact
from youju.prove.formula import TRUE, Formula, both, either, holds
from youju.prove.number import Number, Piece, Step, above
from youju.prove.polynomial import constant
from youju.prove.rounding import ROUNDINGS
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct


class Posed(Struct):
    """An indicator's points over the free facts of a board: they are known exactly where its rules decide."""

    board: Board
    points: Number

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The free facts."""
        return self.board.facts

    def reaching(self, points: Fraction, beyond: bool) -> Formula:
        """Where the rules decide on so many exact points or more (on more, where `beyond`)."""
        return either(both((piece.when, above(piece, _case(points), beyond))) for piece in self.points.pieces)

    def at_most(self, points: Fraction, below: bool) -> Formula:
        """Where they decide on so many exact points or less (on less, where `below`)."""
        return either(both((piece.when, above(_case(points), piece, below))) for piece in self.points.pieces)

    def at(self, values: Mapping[str, Value]) -> Fraction | None:
        """The exact points at values of the free facts, by the cases themselves; None where the rules do not decide."""
        point = self.board.point(values)
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
    over = board([indicator], {**values, WEIGHT: weight}, free, optional)
    return Posed(over, over.lay(indicator).points)


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
