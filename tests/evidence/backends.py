"""Five ways to all that is scored of a department, and how often each two of them say the same.

`exact` the interpreter and the ledger's entries, which are the definition; `durable` durable_rules, with the
interpreter's arithmetic of points; `sql` the cards compiled for DuckDB, `polars` for Polars; `cases` the cases that the
solver is given, put in at the facts.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

import engines_asked
from departments_near import STEPS, fact_names
from outcomes import Outcome, Said, audited

from youju.feel import Value
from youju.firing import available, decider, fire
from youju.population import Column
from youju.prove import NotEncodable, board, domain_of
from youju.prove.board import Laid
from youju.prove.formula import holds
from youju.prove.points import Posed
from youju.rubric import WEIGHT, Indicator, Rubric

Facts = Mapping[str, Value]
BEYOND: Outcome = {"beyond the dictionary": None}
"""A fact outside of the bounds of the dictionary: audits take none such, and the solver is told that there is none."""
Backend = Callable[[Rubric, Sequence[Facts]], list[Said]]
"""What is said of each department. A backend leaves out what it has no translation of, outcomes and parts of them."""


def by_engine(engine: str) -> Backend:
    """The rules fired by an engine, over the figures given; all else by the ledger's entries."""

    def said(rubric: Rubric, rows: Sequence[Facts]) -> list[Said]:
        decide = decider(rubric, engine)
        return [audited(rubric, facts, decide) for facts in rows]

    return said


def by_sql(rubric: Rubric, rows: Sequence[Facts]) -> list[Said]:
    """One query over all departments."""
    return engines_asked.by_duckdb(rubric, columns(rubric), rows)


def by_polars(rubric: Rubric, rows: Sequence[Facts]) -> list[Said]:
    """The same query by Polars, over figures that departments do have: of wider ones it would refuse the query."""
    said = engines_asked.by_polars(rubric, columns(rubric, 10**14), rows)
    return [{} for _ in rows] if said is None else said


def by_cases(rubric: Rubric, rows: Sequence[Facts]) -> list[Said]:
    """The cases of prove, each fact free and perhaps unknown. They tell what rules decide, and
    leave out ranges and sums, which would be many formulas."""
    free = {name: domain_of(rubric.dictionary.facts[name]) for name in fact_names(rubric)}
    laid: dict[tuple[str, Fraction], tuple[Posed, Laid] | None] = {}
    found: list[Said] = []
    decide = decider(rubric, "exact")
    for facts in rows:
        own = fire(rubric, facts, decide).own
        said: dict[str, Outcome] = {}
        for name, card in rubric.indicators.items():
            key = name, own.get(name, Fraction(0))
            if key not in laid:
                laid[key] = _laid(card, free, key[1])
            said[name] = _case(card, laid[key], facts) if _within(rubric, card, facts) else BEYOND
        found.append(said)
    return found


def columns(rubric: Rubric, most: int = 10**18) -> dict[str, Column]:
    """The columns of a rubric's facts on the grid of the departments, `most` steps to either side."""
    specs = rubric.dictionary.facts
    return {
        name: Column(name, specs[name].feel_type, STEPS.get(specs[name].type, Fraction(1)), (-most, most))
        for name in fact_names(rubric)
    }


BACKENDS: Mapping[str, Backend] = {
    "exact": by_engine("exact"),
    **({"durable": by_engine("durable")} if available() else {}),
    "sql": by_sql,
    "polars": by_polars,
    "cases": by_cases,
}


@dataclass(slots=True)
class Tally:
    """Evaluations (of an indicator, a section or the total) by two backends, how many differ or have no translation."""

    evaluations: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    disagreements: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    untranslated: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    beyond: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    outcomes: Counter[str] = field(default_factory=Counter[str])
    seconds: Counter[str] = field(default_factory=Counter[str])
    examples: list[str] = field(default_factory=list[str])

    def compare(self, rubric: Rubric, rows: Sequence[Facts], backends: Mapping[str, Backend] = BACKENDS) -> None:
        """Puts the same departments to each backend."""
        said: dict[str, list[Said]] = {}
        for name, backend in backends.items():
            started = time.perf_counter()
            said[name] = backend(rubric, rows)
            self.seconds[name] += time.perf_counter() - started
        for one, other in combinations(said, 2):
            for i, (left, right) in enumerate(zip(said[one], said[other], strict=True)):
                for where in {**left, **right}:
                    at = f"{rubric.id} {where} of {i}"
                    self._count((one, other), at, left.get(where, {}), right.get(where, {}))
        for row in said["exact"]:
            self.outcomes.update(str(row[name]["status"]) for name in rubric.indicators)

    def _count(self, pair: tuple[str, str], where: str, left: Outcome, right: Outcome) -> None:
        if BEYOND in (left, right):
            self.beyond[pair] += 1
            return
        # What both speak of.
        parts = left.keys() & right.keys()
        if not parts:
            self.untranslated[pair] += 1
            return
        self.evaluations[pair] += 1
        unlike = [f"{part} {left[part]} ≠ {right[part]}" for part in sorted(parts) if left[part] != right[part]]
        if unlike:
            self.disagreements[pair] += 1
            self.examples.append(f"{where}: {' ≠ '.join(pair)}: {', '.join(unlike)}")

    def told(self) -> Iterator[str]:
        """The counts, a line for each two."""
        yield f"{'':18}{'evaluations':>12}{'disagreements':>15}{'no translation':>16}{'out of bounds':>15}"
        for pair in sorted({*self.evaluations, *self.untranslated}):
            counts = self.evaluations[pair], self.disagreements[pair], self.untranslated[pair], self.beyond[pair]
            yield f"{' ↔ '.join(pair):20}{counts[0]:>12,}{counts[1]:>15,}{counts[2]:>16,}{counts[3]:>15,}"
        yield "by outcome: " + ", ".join(f"{count:,} {what}" for what, count in sorted(self.outcomes.items()))
        yield "seconds: " + ", ".join(f"{name} {spent:.1f}" for name, spent in self.seconds.items())


def _within(rubric: Rubric, card: Indicator, facts: Facts) -> bool:
    """Whether every number that a card reads lies where the dictionary says that it may."""
    for name in card.facts:
        spec, value = rubric.dictionary.facts[name], facts[name]
        if isinstance(value, Fraction) and (
            (spec.least is not None and value < spec.least) or (spec.most is not None and value > spec.most)
        ):
            return False
    return True


def _laid(card: Indicator, free: object, weight: Fraction) -> tuple[Posed, Laid] | None:
    try:
        over = board([card], {WEIGHT: weight}, free, frozenset(card.facts))  # pyright: ignore[reportArgumentType]
        laid = over.lay(card)
    except NotEncodable:
        return None
    return Posed(over, laid.points), laid


def _case(card: Indicator, laid: tuple[Posed, Laid] | None, facts: Facts) -> Outcome:
    if laid is None:
        return {}
    posed, whole = laid
    point = posed.board.point(facts)
    if holds(whole.applies.no, point.numbers, point.flags):
        return {"exact": None, "status": "not_applicable"}
    exact = posed.at(facts)
    return {"exact": exact, "status": "undetermined" if exact is None else "scored"}
