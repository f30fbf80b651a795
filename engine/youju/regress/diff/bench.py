"""Two cards laid side by side over all values and weights, and what may be asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.facts import FactSpec
from youju.feel import UNKNOWN, Name, Value
from youju.prove import Came, Disagreement, Pair, Unlike, Values, came_to, domain_of, easier, pair
from youju.prove.formula import Formula
from youju.prove.number import Number, number
from youju.regress.diff.axes import with_expressions_named
from youju.regress.diff.model import Witness
from youju.regress.diff.reads import facts_read
from youju.regress.diff.seen import seen
from youju.regress.diff.segments import Segment
from youju.regress.diff.weighed import Weighed
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct


class Bench(Struct):
    """The cards with the weights their rules may see, the facts either reads, and both on one board."""

    cards: Weighed
    specs: Mapping[str, FactSpec]
    pair: Pair

    def looked(self, at: Values) -> Witness:
        """What the interpreter makes of both at values; raises Disagreement where the prover's own look differs."""
        old, new = self.cards.old, self.cards.new
        before, after = self.cards.pairs[_number(at[WEIGHT])]
        one, other = seen(old, at), seen(new, at)
        if (one.came, other.came) != (came_to(old, at), came_to(new, at)):
            raise Disagreement(f"{old.id} at {dict(at)}")
        return Witness(_fewest(old, new, at), one.sight(before), other.sight(after))

    def gap(self, at: Values) -> Fraction | None:
        """How much more the new card gives at values, as entered; None where either decides nothing."""
        before, after = (came_to(card, at) for card in (self.cards.old, self.cards.new))
        return after - before if isinstance(before, Fraction) and isinstance(after, Fraction) else None

    def plain(self, formula: Formula, wanted: Unlike) -> Values:
        """Values that are easy to read, of the kind of those that were found: as decided and as applicable."""
        kind = (_kind(wanted.before), _kind(wanted.after))

        def accept(at: Values) -> bool:
            found = self.pair.at(at)
            return found is not None and (_kind(found.before), _kind(found.after)) == kind

        return easier(wanted.at, self.pair.hunt, self.specs, formula, accept=accept)

    def quantity(self, name: str) -> Number:
        """A quantity of both cards as the prover has it."""
        return self.pair.old.encoder.number(Name(name))

    def within(self, name: str, segment: Segment) -> list[Formula]:
        """Where a quantity lies on a segment."""
        reckon, x = self.pair.board.reckon, self.quantity(name)
        found = [x.defined]
        if segment.low is not None:
            found.append(reckon.at_least(x, number(segment.low), strict=not segment.low_in).yes)
        if segment.high is not None:
            found.append(reckon.at_least(number(segment.high), x, strict=not segment.high_in).yes)
        return found


def laid(cards: Weighed, specs: Mapping[str, FactSpec], unknown: frozenset[str] = frozenset()) -> Bench:
    """The two on one board, some facts perhaps unknown. Raises ProverMissing, NotEncodable."""
    old, new = with_expressions_named(cards.old, cards.new)
    named = Weighed(old, new, cards.pairs)
    free = {name: domain_of(specs[name]) for name in dict.fromkeys((*facts_read(old), *facts_read(new)))}
    return Bench(named, specs, pair(old, new, {}, {WEIGHT: cards.domain, **free}, unknown))


def _fewest(old: Indicator, new: Indicator, at: Values) -> dict[str, Value]:
    """The facts without which one of the cards would come to something else, and those that are not known."""
    kept = dict(at)
    wanted = [seen(card, kept) for card in (old, new)]
    for name, value in at.items():
        less = {**kept, name: UNKNOWN}
        if name != WEIGHT and value is not UNKNOWN and [seen(card, less) for card in (old, new)] == wanted:
            del kept[name]
    return {name: value for name, value in kept.items() if name != WEIGHT}


def _number(value: Value) -> Fraction:
    assert isinstance(value, Fraction)
    return value


def _kind(came: Came) -> str:
    return "points" if isinstance(came, Fraction) else came
