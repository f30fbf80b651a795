"""The facts that suffice for an indicator's points, as few as possible, and for each a witness that it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from youju.audit import Audit
from youju.audit.enter import EnteredOne
from youju.explain.levels import levels
from youju.explain.scoring import Scoring
from youju.feel import UNKNOWN, Value, evaluate, names
from youju.rubric import Indicator
from youju.structs import Struct


class Need(Struct):
    """A witness that a fact is needed: with these values, the other cited facts as they are, the points are others.

    `points` are None where the indicator does not apply now: it would; and where rules then decide nothing although
    every figure and answer that they read is known, as with a divisor of 0.
    """

    fact: str
    values: Mapping[str, Value]
    points: Fraction | None


class Cites(Struct):
    """The facts that suffice, in the order the card reads them, and the witnesses found that they are needed.

    `lacking` are the facts without which no rule can decide.
    """

    facts: tuple[str, ...]
    needs: tuple[Need, ...]
    lacking: tuple[str, ...]

    @property
    def minimal(self) -> bool:
        """Whether each fact is shown to be needed."""
        return tuple(need.fact for need in self.needs) == self.facts


def cites(audit: Audit, indicator_id: str) -> Cites:
    """The facts that suffice for an indicator's points; KeyError where the rubric has no such indicator.

    They suffice where the rules decide the same points with all other facts unknown; where rules cannot decide as
    things are, where the same entries come about.
    """
    case = _Case(audit.once(Scoring), audit.rubric.indicators[indicator_id])
    facts = case.enough()
    found = (_need(case, fact, facts) for fact in facts)
    return Cites(facts, tuple(need for need in found if need is not None), case.lacking)


class _Case(Struct, dict=True):
    """An indicator over values of facts, whether it applies or not."""

    scoring: Scoring
    indicator: Indicator

    @cached_property
    def applies(self) -> bool:
        return self.scoring.audit.firings.applies[self.indicator.id] is not False

    @cached_property
    def present(self) -> EnteredOne:
        return self.over(self.scoring.values)

    @cached_property
    def lacking(self) -> tuple[str, ...]:
        return () if not self.applies or decided(self.present) else tuple(sorted(self.present.missing))

    def over(self, values: Mapping[str, Value]) -> EnteredOne:
        return self.scoring.entered(self.indicator, values)

    def enough(self) -> tuple[str, ...]:
        """The facts read without those that can be left out one after the other, first what no entry names."""
        values = self.scoring.values
        read = dict.fromkeys((*_applying(self.indicator), *self.indicator.facts))
        kept = [name for name in read if values.get(name, UNKNOWN) is not UNKNOWN]
        entries = {name for entry in self.scoring.audit.ledger.of(self.indicator.id) for name in entry.facts}
        for name in (*(one for one in kept if one not in entries), *(one for one in kept if one in entries)):
            fewer = [one for one in kept if one != name]
            kept = fewer if self.same(fewer) else kept
        return tuple(kept)

    def same(self, known: list[str]) -> bool:
        """Whether these facts alone give what all give."""
        unknown: dict[str, Value] = dict.fromkeys(self.scoring.values, UNKNOWN)
        alone = {**unknown, **{name: self.scoring.values[name] for name in known}}
        if not self.applies:
            return self.holds(alone) is False
        found = self.over(alone)
        if decided(self.present):
            return decided(found) and found.row.points == self.present.row.points
        return not decided(found) and _lines(found) == _lines(self.present)

    def figures_known(self, values: Mapping[str, Value]) -> bool:
        """Whether nothing that rules read is unknown, beside rates as printed."""
        printed = {let.stated for let in self.indicator.lets}
        return all(values.get(name, UNKNOWN) is not UNKNOWN for name in self.indicator.facts if name not in printed)

    def holds(self, values: Mapping[str, Value]) -> Value:
        """Whether the indicator would apply."""
        return True if self.indicator.applies is None else evaluate(self.indicator.applies.expr, values)

    def other(self, values: Mapping[str, Value]) -> Need | None:
        """Whether the points are surely others with some values changed; the fact is left for the caller to name."""
        every = {**self.scoring.values, **values}
        if not self.applies:
            return Need("", values, None) if self.holds(every) is True else None
        found = self.over(every)
        if decided(self.present) and not decided(found) and self.figures_known(every):
            return Need("", values, None)
        sure = decided(found) or not decided(self.present)
        return Need("", values, found.row.points) if sure and found.row.points != self.present.row.points else None


def decided(one: EnteredOne) -> bool:
    """Whether rules alone decide, over figures and answers."""
    return all(entry.kind in ("rule", "moved", "cap", "not_applicable") for entry in one.entries)


def _lines(one: EnteredOne) -> list[tuple[object, ...]]:
    return [(entry.kind, entry.rule, entry.points, entry.exact) for entry in one.entries]


def _applying(indicator: Indicator) -> tuple[str, ...]:
    return tuple(sorted(names(indicator.applies.expr))) if indicator.applies else ()


def _need(case: _Case, fact: str, cited: tuple[str, ...]) -> Need | None:
    """A witness for a fact: another value of it, alone or together with other values of facts that are not cited."""
    free = [name for name in case.indicator.facts if name not in cited]
    for beside in _besides(case, free):
        for value in _others(case, fact, beside):
            found = case.other({fact: value, **beside})
            if found is not None:
                return Need(fact, found.values, found.points)
    return None


def _besides(case: _Case, free: list[str]) -> Iterator[Mapping[str, Value]]:
    """What facts that are not cited may be meanwhile: as they are, one of them other, all answers alike, and all
    numbers that nobody knows 0."""
    yield {}
    for name in free:
        yield from ({name: value} for value in _others(case, name))
    answers = [name for name in free if case.scoring.audit.rubric.dictionary.facts[name].type == "boolean"]
    yield from (dict.fromkeys(answers, value) for value in (False, True) if len(answers) > 1)
    specs = case.scoring.audit.rubric.dictionary.facts
    unknown = [name for name in free if case.scoring.values.get(name, UNKNOWN) is UNKNOWN]
    if unknown and all(specs[name].step is not None and not specs[name].least for name in unknown):
        yield dict.fromkeys(unknown, Fraction(0))


def _others(case: _Case, fact: str, given: Mapping[str, Value] | None = None) -> Iterator[Value]:
    """Other values of a fact: the opposite, or from each piece of the score over it the ends, the nearest first."""
    spec, now = case.scoring.audit.rubric.dictionary.facts[fact], case.scoring.values.get(fact, UNKNOWN)
    if spec.type == "boolean":
        yield from (value for value in (True, False) if value is not now)
    over = levels(case.scoring, case.indicator, fact, given) if case.applies else None
    if over is not None:
        ends = {end for span in over.spans for end in (span.first, span.last)} - {now}
        yield from sorted(ends, key=lambda end: (abs(end - now) if isinstance(now, Fraction) else abs(end), end))
