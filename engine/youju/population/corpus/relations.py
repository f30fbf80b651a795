"""How the figures of a department hang together, as a rubric reads them: parts near wholes, rates near thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from youju.facts import FactSpec
from youju.population.corpus.linear import ONE, Linear, Ratio
from youju.population.corpus.thresholds import Threshold, ways_of
from youju.rubric import Let, Rubric
from youju.structs import Struct

Span = tuple[Fraction, Fraction]
AS_PLANNED: Span = (Fraction(3, 4), Fraction(1))
"""What is done of what is planned, where no card draws a line."""
FEW = 10


class Relation(Struct):
    """`part` is `share` × (rate × `whole` − `rest`), in base units; a rate is drawn from `span` by the name `rate`."""

    part: str
    share: Fraction
    whole: Linear
    rest: Linear
    rate: str
    span: Span

    @property
    def reads(self) -> frozenset[str]:
        """The facts it is made of."""
        return frozenset({*self.whole.terms, *self.rest.terms})


class Printed(Struct):
    """The fact that holds a quantity as a report prints it, `ratio` of others; `size` where it has no sign."""

    fact: str
    ratio: Ratio
    size: bool


def relations_of(rubric: Rubric, thresholds: Iterable[Threshold]) -> tuple[Relation, ...]:
    """A relation for each fact that has one, in an order in which each reads only facts before it."""
    specs, known = rubric.dictionary.facts, tuple(thresholds)
    found: dict[str, Relation] = {}
    for one in (*_alternatives_agree(rubric), *_rates(rubric, known), *_compared(known, specs), *_alone(known, specs)):
        if one.part not in found and not _reaches(one.reads, one.part, found):
            found[one.part] = one
    return tuple(found[name] for name in _ordered(found))


def printed_of(rubric: Rubric) -> tuple[Printed, ...]:
    """The rates that reports print beside the figures."""
    specs = rubric.dictionary.facts
    rates = {let.stated: ratio for let, ways in _ways(rubric) for ratio in ways[:1] if let.stated is not None}
    return tuple(
        Printed(fact, ratio, specs[fact].least is not None) for fact, ratio in rates.items() if ratio.bottom.terms
    )


def _ways(rubric: Rubric) -> Iterator[tuple[Let, tuple[Ratio, ...]]]:
    """Each quantity with a quotient for every way to count it that has one."""
    for indicator in rubric.indicators.values():
        known = [way.known for way in ways_of(indicator, rubric.dictionary.facts)]
        for let in indicator.lets:
            ways: list[Ratio] = []
            for names in known:
                ratio = next((one for one in names.get(let.name, ()) if one.top.terms), None)
                if ratio is not None and ratio not in ways:
                    ways.append(ratio)
            yield let, tuple(ways)


def _alternatives_agree(rubric: Rubric) -> Iterator[Relation]:
    """Two ways to count one quantity with the same dividend have the same divisor: one fact is the sum of others."""
    for _, ways in _ways(rubric):
        for other in ways[1:]:
            first = ways[0]
            if first.top == other.top and len(first.bottom.terms) == 1 and first.bottom != other.bottom:
                ((part, k),) = first.bottom.terms.items()
                yield Relation(part, 1 / k, other.bottom, Linear(), part, (Fraction(1), Fraction(1)))


def _rates(rubric: Rubric, thresholds: tuple[Threshold, ...]) -> Iterator[Relation]:
    specs = rubric.dictionary.facts
    for let, ways in _ways(rubric):
        most = None if let.stated is None else specs[let.stated].most
        for ratio in ways:
            if ratio.bottom.terms:
                yield from _parts(ratio, thresholds, specs, let.name, most)


def _compared(thresholds: tuple[Threshold, ...], specs: Mapping[str, FactSpec]) -> Iterator[Relation]:
    """Figures that are compared with each other: the side with fewer of them is the whole."""
    for one in thresholds:
        left = Linear({name: k for name, k in one.top.terms.items() if k > 0})
        right = Linear({name: -k for name, k in one.top.terms.items() if k < 0})
        if not left.terms or not right.terms:
            continue
        top, bottom = (right, left) if len(right.terms) > len(left.terms) else (left, right)
        yield from _parts(Ratio(top, bottom), thresholds, specs, one.text, None)


def _alone(thresholds: tuple[Threshold, ...], specs: Mapping[str, FactSpec]) -> Iterator[Relation]:
    """A figure that is compared with constants is about as large as they are; what is counted in few happens rarely."""
    for name in dict.fromkeys(name for one in thresholds for name in one.factors):
        ratio = Ratio(Linear({name: Fraction(1)}))
        levels = [level for level in _levels(ratio, thresholds) if level > 0]
        if levels and (specs[name].type != "count" or max(levels) > FEW):
            yield Relation(name, Fraction(1), ONE, Linear(), name, _span(levels, specs[name].most, signed=False))


def _parts(
    ratio: Ratio, thresholds: tuple[Threshold, ...], specs: Mapping[str, FactSpec], rate: str, most: Fraction | None
) -> Iterator[Relation]:
    """The facts of the dividend that are none of the divisor, by the rate: each its share where several add up."""
    free = {name: k for name, k in ratio.top.terms.items() if name not in ratio.bottom.terms}
    parts = {name: k for name, k in free.items() if k > 0} or dict(list(free.items())[:1])
    rest = Linear({name: k for name, k in ratio.top.terms.items() if name not in parts}, ratio.top.constant)
    levels = _levels(ratio, thresholds)
    types = {specs[name].type for name in (*parts, *ratio.bottom.terms)}
    if not levels and len(types) > 1:
        return
    signed = bool(rest.terms) or any(specs[name].least is None for name in parts)
    span = _span(levels, most, signed)
    for name, k in parts.items():
        yield Relation(name, 1 / (k * len(parts)), ratio.bottom, rest, rate, span)


def _levels(ratio: Ratio, thresholds: Iterable[Threshold]) -> list[Fraction]:
    """The values of a quotient at which thresholds are: where `top − level × bottom` comes to 0 just as they do."""
    found: list[Fraction] = []
    for one in thresholds:
        name = next(iter(ratio.top.terms.keys() - ratio.bottom.terms.keys()), None)
        # That the dividend alone is nothing says nothing of how it stands to the divisor.
        if name is None or name not in one.top.terms or (ratio.bottom.terms and len(one.top.terms) == 1):
            continue
        turned = Linear().plus(one.top, ratio.top.terms[name] / one.top.terms[name])
        left = ratio.top.plus(turned, Fraction(-1))
        level = _times(left, ratio.bottom)
        if level is not None:
            found.append(level)
    return found


def _times(many: Linear, one: Linear) -> Fraction | None:
    """How many times the one the other is; None where it is no multiple."""
    name = next(iter(one.terms), None)
    level = many.constant / one.constant if name is None else many.terms.get(name, Fraction(0)) / one.terms[name]
    return level if many == Linear().plus(one, level) else None


def _span(levels: Iterable[Fraction], most: Fraction | None, signed: bool) -> Span:
    """A stretch with the levels in it, a third more on either side; little more above a whole."""
    marks = sorted(level for level in levels if signed or level > 0)
    if not marks:
        return (Fraction(-1, 10), Fraction(1, 10)) if signed else AS_PLANNED
    margin = max((marks[-1] - marks[0]) / 3, abs(marks[-1]) / 10, Fraction(1, 20))
    low, high = marks[0] - margin, marks[-1] + (margin / 4 if marks[-1] == 1 else margin)
    return (low if signed else max(low, Fraction(0))), (high if most is None else max(low, min(high, most)))


def _reaches(reads: frozenset[str], part: str, found: Mapping[str, Relation]) -> bool:
    """Whether a fact is among those, or among what they are made of."""
    return part in reads or any(_reaches(found[name].reads, part, found) for name in reads if name in found)


def _ordered(found: Mapping[str, Relation]) -> list[str]:
    placed: dict[str, None] = {}

    def place(name: str) -> None:
        if name in found and name not in placed:
            for read in sorted(found[name].reads):
                place(read)
            placed[name] = None

    for name in found:
        place(name)
    return list(placed)
