"""The smallest change of facts that reaches a target: the fewest facts, then the fewest steps in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from youju.feel import UNKNOWN, Value
from youju.prove.answers import Reach, Replay, Smallest, Verdict
from youju.prove.bounds import threshold, verdict_of
from youju.prove.domain import Budget, Domain, Free, Scale
from youju.prove.errors import Disagreement
from youju.prove.fact import Fact
from youju.prove.formula import Flag, Formula, either, opposite, sign, zero
from youju.prove.hunt import Hunt, Values
from youju.prove.points import Posed, pose
from youju.prove.polynomial import Polynomial, constant, quantity
from youju.prove.question import AtMost
from youju.prove.replay import Court
from youju.rubric import Indicator
from youju.structs import Struct, replace

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
    found, verdict, complete = task.sets()
    ways = [task.least(changes) for changes in found]
    ways.sort(key=lambda way: (way.steps, tuple(way.changes)))
    return Smallest(tuple(ways), verdict, complete)


class _Task(Struct):
    """All that the questions have in common."""

    indicator: Indicator
    values: Mapping[str, Value]
    free: Free
    weight: Fraction
    scale: Scale
    mark: int
    replay: Replay
    budget: Budget

    def sets(self) -> tuple[list[Values], Verdict, bool]:
        """For each set of the fewest facts that can reach the target changes that do; how sure it is that fewer cannot;
        and whether these are all."""
        posed = self._posed(self.free)
        reached = threshold(posed, self.scale, self.mark, 1)
        hunt = Hunt(posed.board, self.budget)
        any_ = hunt.find(reached, accept=lambda near: self._reaches(posed, near))
        if not isinstance(any_, Mapping):
            return [], verdict_of(any_), True
        changed = {name: _changed(fact, self.values.get(name, UNKNOWN)) for name, fact in posed.facts.items()}
        verdict: Verdict = "proved"
        for count in range(len(changed) + 1):
            found, last = self._of_count(posed, hunt, (reached, AtMost(tuple(changed.values()), count)), changed, count)
            if found:
                return found, verdict, len(found) < MOST_WAYS and last != "unknown"
            verdict = last
        return [], "unknown", False

    def _of_count(
        self,
        posed: Posed,
        hunt: Hunt,
        asked: tuple[Formula | AtMost, ...],
        changed: Mapping[str, Formula],
        count: int,
    ) -> tuple[list[Values], Verdict]:
        """Changes of one set of facts after the other, and why there was no further one."""
        found: list[Values] = []
        sets: set[tuple[str, ...]] = set()
        others: list[Formula] = []

        def fits(near: Values) -> bool:
            moved = self._moved(near)
            return len(moved) <= count and moved not in sets and self._reaches(posed, near)

        while len(found) < MOST_WAYS:
            values = hunt.find(*asked, *others, accept=fits)
            if not isinstance(values, Mapping):
                return found, verdict_of(values)
            names = self._moved(values)
            sets.add(names)
            found.append({name: values[name] for name in names})
            others.append(either(opposite(changed[name]) for name in names))
        return found, "proved"

    def least(self, best: Values) -> Reach:
        """The least change of these facts, all of them changed, that reaches the target; `best` are changes that do."""
        names = tuple(best)
        posed = self._posed({name: self.free[name] for name in names})
        hunt = Hunt(posed.board, self.budget)
        asked = [threshold(posed, self.scale, self.mark, 1), *self._all_changed(posed)]
        fewest = self._fixed(names) + len(self._distances(names))
        verdict: Verdict = "proved"
        while fewest < (steps := self._steps(best)):
            half = (fewest + steps - 1) // 2
            found = hunt.find(*asked, *self._within(names, half), accept=self._nearer(posed, names, half))
            if isinstance(found, Mapping):
                best = found
            else:
                # Fewer steps than these are refused with them: the last refusal is the one that counts.
                fewest, verdict = half + 1, verdict_of(found)
        best = self._tightened(posed, best, verdict)
        court = Court(self.indicator, self.values, self.weight, self.scale, self.replay)
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

    def _nearer(self, posed: Posed, names: tuple[str, ...], steps: int) -> Callable[[Values], bool]:
        """Whether these facts change, all of them and by so many steps at most, and the target is reached."""

        def nearer(near: Values) -> bool:
            return self._moved(near) == names and self._steps(near) <= steps and self._reaches(posed, near)

        return nearer

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
        """The step of each of these that is a number on a grid and has a value to change."""
        numbers = (name for name in names if isinstance(self.values.get(name, UNKNOWN), Fraction))
        return {name: self.free[name].step for name in numbers if not self.free[name].choices}

    def _fixed(self, names: tuple[str, ...]) -> int:
        """Steps that are taken whatever the new values: one for each other fact that has a value."""
        known = [name for name in names if self.values.get(name, UNKNOWN) is not UNKNOWN]
        return len(known) - len(self._distances(names))

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
