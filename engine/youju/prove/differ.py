"""Whether two cards ever come to something different, over all values of their free facts."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Literal, TypeAlias

from youju.audit.enter import round_half_up
from youju.feel import Value, evaluate
from youju.prove.board import Board, Laid, board
from youju.prove.domain import Budget, Free
from youju.prove.errors import NotEncodable, TooLarge
from youju.prove.formula import Formula, both, either, opposite
from youju.prove.hunt import Found, Hunt, Values
from youju.prove.number import Number, number, times
from youju.prove.reckoning import NoFloor
from youju.prove.replay import exact_points
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct

Came: TypeAlias = Fraction | Literal["undecided", "not applicable"]
"""What a card comes to: points as entered, before moved weight and caps; or its rules decide nothing; or it does not
apply."""

Absence: TypeAlias = Literal["none", "off grid", "unknown"]
"""Why nothing was found: proved that there is none; only between points of the grid; or given up."""


def came_to(indicator: Indicator, values: Mapping[str, Value]) -> Came:
    """What the interpreter makes of a card at values of its facts; its effective weight is the value named `weight`."""
    applies: Value = True if indicator.applies is None else evaluate(indicator.applies.expr, values)
    if applies is False:
        return "not applicable"
    weight = values[WEIGHT]
    assert isinstance(weight, Fraction)
    exact = exact_points(indicator, values, weight)
    return "undecided" if exact is None else round_half_up(exact, indicator.round)


class Unlike(Struct):
    """Values of the free facts at which two cards come to something different, by the interpreter."""

    at: Values
    before: Came
    after: Came


class Pair(Struct):
    """Two cards laid on one board, and what looks for values there."""

    old: Laid
    new: Laid
    hunt: Hunt

    @property
    def board(self) -> Board:
        """The board of both."""
        return self.hunt.board

    def unlike(self) -> Formula:
        """Where one applies or decides and the other does not, or both decide on other exact points.

        Where they round otherwise the same exact points may be entered differently: then it is about those entered.
        Raises NotEncodable where the points of both together have no exact form.
        """
        if self.old.indicator.round != self.new.indicator.round:
            return self._apart(self._as_entered())
        with together(self.new.indicator):
            return self._apart(self.board.reckon.equal(self.old.points, self.new.points).no)

    def scored(self) -> Formula:
        """Where both apply and decide."""
        here = (opposite(one.applies.no) for one in (self.old, self.new))
        return both((*here, self.old.points.defined, self.new.points.defined))

    def at(self, values: Values) -> Unlike | None:
        """What the interpreter makes of both at values of the free facts; None where it is the same."""
        all_ = {**self.board.values, **values}
        before, after = came_to(self.old.indicator, all_), came_to(self.new.indicator, all_)
        return None if before == after else Unlike(values, before, after)

    def find(self, *conditions: Formula) -> Unlike | Absence:
        """Values at which the two come to something different as entered, and conditions hold; else how sure it is
        that there are none. Points that differ by less than rounding tells are no difference. Raises NotEncodable."""
        if self.old.indicator.round != self.new.indicator.round:
            # The same points may be entered as others.
            return self._told(self._found(self._apart(self._as_entered()), *conditions))
        found = self._found(self.unlike(), *conditions)
        if not isinstance(found, Mapping):
            return found
        if (seen := self.at(found)) is not None:
            return seen
        # Different points that are entered as the same: such as differ by a step of rounding are not.
        found = self._found(self._apart(self._by_a_step()), *conditions)
        if not isinstance(found, Mapping):
            found = self._found(self._apart(self._as_entered()), *conditions)
        return self._told(found)

    def _told(self, found: Found) -> Unlike | Absence:
        return found if not isinstance(found, Mapping) else self.at(found) or "unknown"

    def _found(self, *conditions: Formula) -> Found:
        return self.hunt.find(*conditions, accept=lambda near: self.at(near) is not None)

    def _apart(self, points_unlike: Formula) -> Formula:
        """Where they differ in what applies or is decided, or in points as told."""
        old, new = self.old, self.new
        here = (opposite(old.applies.no), opposite(new.applies.no))
        decided = (old.points.defined, new.points.defined)
        differs = either((_exclusive(*decided), both((*decided, points_unlike))))
        return either((_exclusive(*here), both((*here, differs))))

    def _by_a_step(self) -> Formula:
        """Where the points are a step of rounding apart, or more."""
        reckon, step = self.board.reckon, max(self.old.indicator.round, self.new.indicator.round)
        with together(self.new.indicator):
            gap = reckon.add(self.new.points, times(self.old.points, Fraction(-1)))
            return either((reckon.at_least(gap, number(step)).yes, reckon.at_least(number(-step), gap).yes))

    def _as_entered(self) -> Formula:
        with together(self.new.indicator):
            return self.board.reckon.equal(*(self.entered(laid) for laid in (self.old, self.new))).no

    def entered(self, laid: Laid) -> Number:
        """The points of a card as its rounding enters them."""
        step = laid.indicator.round
        return times(self.board.reckon.round(times(laid.points, 1 / step), "round half up", 0), step)


def pair(
    old: Indicator,
    new: Indicator,
    values: Mapping[str, Value],
    free: Free,
    optional: frozenset[str] = frozenset(),
    budget: Budget | None = None,
) -> Pair:
    """Two cards over the same facts; `weight` is one of them or a value. Raises ProverMissing, NotEncodable."""
    over = board([old, new], values, free, optional)
    return Pair(over.lay(old), over.lay(new), Hunt(over, budget or Budget()))


@contextmanager
def together(card: Indicator) -> Generator[None]:
    """Arithmetic over the points of two cards: what has no exact form is told as NotEncodable."""
    try:
        yield
    except (TooLarge, NoFloor):
        why = "the points of both fall into too many cases together, or are rounded half to even"
        raise NotEncodable(card.rules[0].points.expr, why) from None


def _exclusive(one: Formula, other: Formula) -> Formula:
    return either((both((one, opposite(other))), both((opposite(one), other))))
