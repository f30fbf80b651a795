"""The smallest change of facts that reaches a target: the fewest facts, then the fewest steps in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from youju.feel import UNKNOWN, Value
from youju.prove.answers import Reach, Replay, Smallest, Verdict
from youju.prove.bounds import threshold, verdict_of
from youju.prove.domain import Budget, Domain, Free, Scale
from youju.prove.errors import Disagreement
from youju.prove.formula import Flag, Formula, either, opposite, sign, zero
from youju.prove.hunt import Hunt, Values
from youju.prove.points import Fact, Posed, pose
from youju.prove.polynomial import Polynomial, constant, quantity
from youju.prove.replay import Court
from youju.prove.solver import AtMost
from youju.rubric import Indicator

MOST_WAYS = 16
"""How many sets of facts are told; where more would do, the answer says that it is not complete."""


def smallest(
    indicator: Indicator,
    values: Mapping[str, Value],
    free: Free,
    weight: Fraction,
    scale: Scale,
    target: Fraction,
    replay: Replay,
    budget: Budget | None = None,
) -> Smallest:
    """The fewest of the free facts that have to change for `target` points to be entered, and by how little.

    First the number of facts is minimised, then, for each set of so many, the sum of changes, each counted in steps
    of its fact. A value finer than its fact's step refines the step. Raises ProverMissing, NotEncodable, Disagreement.
    """
    mark = scale.reaching(target)
    if mark is None:
        return Smallest((), "proved", complete=True)
    fine = {name: _refined(domain, values.get(name, UNKNOWN)) for name, domain in free.items()}
    task = _Task(indicator, values, fine, weight, scale, mark, replay, budget or Budget())
    sets, verdict, complete = task.sets()
    ways = [task.least(names) for names in sets]
    ways.sort(key=lambda way: (way.steps, tuple(way.changes)))
    return Smallest(tuple(ways), verdict, complete)


@dataclass(frozen=True, slots=True)
class _Task:
    """All that the questions have in common."""

    indicator: Indicator
    values: Mapping[str, Value]
    free: Free
    weight: Fraction
    scale: Scale
    mark: int
    replay: Replay
    budget: Budget

    def sets(self) -> tuple[list[tuple[str, ...]], Verdict, bool]:
        """The sets of the fewest facts whose change can reach the target, and how sure it is that fewer cannot."""
        posed = self._posed(self.free)
        reached = threshold(posed, self.scale, self.mark, 1)
        hunt = Hunt(posed, self.budget)
        any_ = hunt.find(reached, accept=lambda near: self._reaches(posed, near))
        if not isinstance(any_, Mapping):
            return [], verdict_of(any_), True
        changed = {name: _changed(fact, self.values.get(name, UNKNOWN)) for name, fact in posed.facts.items()}
        verdict: Verdict = "proved"
        for count in range(len(changed) + 1):
            few = AtMost(tuple(changed.values()), count)
            found, last = self._of_count(hunt, posed, (reached, few), changed)
            if found:
                return found, verdict, len(found) < MOST_WAYS and last != "unknown"
            verdict = last if verdict != "unknown" else verdict
        return [], "unknown", False

    def _of_count(
        self, hunt: Hunt, posed: Posed, asked: tuple[Formula | AtMost, ...], changed: Mapping[str, Formula]
    ) -> tuple[list[tuple[str, ...]], Verdict]:
        """The sets of facts that may change, one after the other, and why there was no further one."""
        found: list[tuple[str, ...]] = []
        most = next(condition.most for condition in asked if isinstance(condition, AtMost))
        others: list[Formula] = []
        while len(found) < MOST_WAYS:
            values = hunt.find(
                *asked,
                *others,
                accept=lambda near: (
                    self._reaches(posed, near)
                    and len(self._moved(near)) <= most
                    and not set(found) & {self._moved(near)}
                ),
            )
            if not isinstance(values, Mapping):
                return found, verdict_of(values)
            names = self._moved(values)
            found.append(names)
            others.append(either(opposite(changed[name]) for name in names))
        return found, "proved"

    def least(self, names: tuple[str, ...]) -> Reach:
        """The least change of these facts, all of them changed, that reaches the target."""
        posed = self._posed({name: self.free[name] for name in names})
        court = Court(self.indicator, self.values, self.weight, self.scale, self.replay)
        hunt = Hunt(posed, self.budget)
        asked = [threshold(posed, self.scale, self.mark, 1), *self._all_changed(posed)]
        best = hunt.find(*asked, accept=lambda near: self._reaches(posed, near) and self._moved(near) == names)
        if not isinstance(best, Mapping):
            raise Disagreement(f"{self.indicator.id}: {names} reach the target among others, but not alone")
        fewest, verdict = self._fixed(names) + len(self._distances(names)), "proved"
        while fewest < (steps := self._steps(best)):
            half = (fewest + steps - 1) // 2 if steps - fewest > 1 else fewest
            near_by = self._within(names, half)
            found = hunt.find(
                *asked,
                *near_by,
                accept=lambda near, half=half: (
                    self._reaches(posed, near) and self._moved(near) == names and self._steps(near) <= half
                ),
            )
            if isinstance(found, Mapping):
                best = found
            else:
                fewest, verdict = half + 1, _weaker(verdict, verdict_of(found))
        best = self._tightened(posed, best, verdict)
        exact = posed.at(best)
        assert exact is not None
        return Reach(best, court.confirmed(best, exact), self._steps(best), verdict)

    def _tightened(self, posed: Posed, best: Values, verdict: Verdict) -> Values:
        """The same, no fact of which could be one step nearer; where the solver has proved that, it must be so."""
        better = True
        while better:
            better = False
            for name, distance in self._distances(tuple(best)).items():
                at, before = best[name], self.values[name]
                assert isinstance(at, Fraction)
                assert isinstance(before, Fraction)
                nearer = {**best, name: at + (distance if at < before else -distance)}
                if nearer[name] != before and self._reaches(posed, nearer):
                    best, better = nearer, True
                    if verdict != "unknown":
                        raise Disagreement(f"{self.indicator.id}: {name} one step nearer reaches the target as well")
        return best

    def _posed(self, free: Free) -> Posed:
        optional = frozenset(name for name in free if self.values.get(name, UNKNOWN) is UNKNOWN)
        return pose(self.indicator, self.values, free, self.weight, optional)

    def _reaches(self, posed: Posed, near: Values) -> bool:
        exact = posed.at(near)
        return exact is not None and self.scale.mark(exact) >= self.mark

    def _moved(self, values: Values) -> tuple[str, ...]:
        return tuple(name for name, value in values.items() if value != self.values.get(name, UNKNOWN))

    def _all_changed(self, posed: Posed) -> list[Formula]:
        return [_changed(fact, self.values.get(name, UNKNOWN)) for name, fact in posed.facts.items()]

    def _distances(self, names: tuple[str, ...]) -> dict[str, Fraction]:
        """The step of each number among these that has a value to change."""
        numbers = (name for name in names if isinstance(self.values.get(name, UNKNOWN), Fraction))
        return {name: self.free[name].step for name in numbers}

    def _fixed(self, names: tuple[str, ...]) -> int:
        """Steps that are taken whatever the new values: one for each truth value and text that has one."""
        return sum(1 for name in names if isinstance(self.values.get(name, UNKNOWN), bool | str))

    def _steps(self, values: Values) -> int:
        moved = self._moved(values)
        total = Fraction(self._fixed(moved))
        for name, step in self._distances(moved).items():
            at, before = values[name], self.values[name]
            assert isinstance(at, Fraction)
            assert isinstance(before, Fraction)
            total += abs(at - before) / step
        return int(total)

    def _within(self, names: tuple[str, ...], steps: int) -> list[Formula]:
        """That these facts change by so many steps in all, or fewer: each by no more than a quantity, of given sum."""
        left: Polynomial = constant(steps - self._fixed(names))
        found: list[Formula] = []
        for name, step in self._distances(names).items():
            before = self.values[name]
            assert isinstance(before, Fraction)
            most, move = quantity(f"change {name}"), (quantity(name) - constant(before)) * constant(1 / step)
            found += [sign(most - move, False), sign(most + move, False)]
            left = left - most
        return [*found, sign(left, False)]


def _changed(fact: Fact, before: Value) -> Formula:
    """Where a fact is not what it was."""
    if fact.optional:
        return fact.known
    if isinstance(before, bool):
        return opposite(Flag(fact.name)) if before else Flag(fact.name)
    was = Fraction(fact.texts.index(before)) if isinstance(before, str) else before
    assert isinstance(was, Fraction)
    return opposite(zero(quantity(fact.name) - constant(was)))


def _refined(domain: Domain, value: Value) -> Domain:
    """The domain with a step fine enough for a value that is given finer: by tens until it is a multiple."""
    step = domain.step
    if domain.kind != "number" or domain.choices or not isinstance(value, Fraction):
        return domain
    for _ in range(30):
        if (value / step).denominator == 1:
            return replace(domain, step=step)
        step /= 10
    return domain


def _weaker(one: Verdict, other: Verdict) -> Verdict:
    return max(one, other, key=("proved", "off-grid", "unknown").index)
