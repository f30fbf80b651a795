"""Four ways to the points of a whole rubric, and how often each two of them say the same.

`exact` the interpreter, which is the definition; `durable` durable_rules, with the interpreter's arithmetic of points;
`sql` the cards compiled for DuckDB; `cases` the cases that the solver is given, put in at the facts.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from departments_near import STEPS, fact_names

from youju.audit.enter import enter, round_half_up
from youju.audit.settle import settle
from youju.feel import Value
from youju.firing import Firings, available, decider, fire
from youju.population import Column, Database, NotCompilable, rubric_query
from youju.prove import NotEncodable, board, domain_of
from youju.prove.board import Laid
from youju.prove.formula import holds
from youju.prove.points import Posed
from youju.rubric import WEIGHT, Indicator, Rubric

Facts = Mapping[str, Value]
Outcome = tuple[Fraction, Fraction] | str | None
"""Exact points and points entered; `undecided`, `not applicable`; None where a backend has no translation; BEYOND."""
BEYOND = "beyond the dictionary"
"""A fact outside of the bounds of the dictionary: audits take none such, and the solver is told that there is none."""
Said = dict[str, Outcome]
"""What a backend says of one department: of every indicator, and of `total` (exact and capped) where all is decided."""
Backend = Callable[[Rubric, Sequence[Facts]], list[Said]]


def by_engine(engine: str) -> Backend:
    """The rules fired by an engine, over figures alone; the total by the ledger's entries."""

    def said(rubric: Rubric, rows: Sequence[Facts]) -> list[Said]:
        decide = decider(rubric, engine)
        return [_ledger(rubric, fire(rubric, facts, decide), decide) for facts in rows]

    return said


def by_sql(rubric: Rubric, rows: Sequence[Facts]) -> list[Said]:
    """One query over all departments."""
    try:
        query = rubric_query(rubric, columns(rubric))
    except NotCompilable:
        return [dict.fromkeys((*rubric.indicators, "total")) for _ in rows]
    database = Database()
    database.table("facts", query.columns, rows)
    return [_row(rubric, row) for row in database.ask(query, "facts")]


def by_cases(rubric: Rubric, rows: Sequence[Facts]) -> list[Said]:
    """The cases of prove, each fact free and perhaps unknown. It has no total: of one it would be many formulas."""
    free = {name: domain_of(rubric.dictionary.facts[name]) for name in fact_names(rubric)}
    laid: dict[tuple[str, Fraction], tuple[Posed, Laid] | None] = {}
    found: list[Said] = []
    decide = decider(rubric, "exact")
    for facts in rows:
        own = fire(rubric, facts, decide).own
        said: Said = {"total": None}
        for name, card in rubric.indicators.items():
            key = name, own.get(name, Fraction(0))
            if key not in laid:
                laid[key] = _laid(card, free, key[1])
            said[name] = _case(card, laid[key], facts) if _within(rubric, card, facts) else BEYOND
        found.append(said)
    return found


def columns(rubric: Rubric) -> dict[str, Column]:
    """The columns of a rubric's facts on the grid of the departments."""
    specs = rubric.dictionary.facts
    return {
        name: Column(name, specs[name].feel_type, STEPS.get(specs[name].type, Fraction(1)), (-(10**18), 10**18))
        for name in fact_names(rubric)
    }


BACKENDS: Mapping[str, Backend] = {
    "exact": by_engine("exact"),
    **({"durable": by_engine("durable")} if available() else {}),
    "sql": by_sql,
    "cases": by_cases,
}


@dataclass(slots=True)
class Tally:
    """Evaluations (of an indicator or a total) by two backends, how many differ or have no translation."""

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
                for where in left:
                    self._count(one, other, f"{rubric.id} {where} of {i}", left[where], right[where])
        for row in said["exact"]:
            self.outcomes.update(what if isinstance(what, str) else "decided" for what in row.values() if what)

    def _count(self, one: str, other: str, where: str, left: Outcome, right: Outcome) -> None:
        for counts, what in ((self.untranslated, None), (self.beyond, BEYOND)):
            if what in (left, right):
                counts[one, other] += 1
                return
        self.evaluations[one, other] += 1
        if left != right:
            self.disagreements[one, other] += 1
            self.examples.append(f"{where}: {one} {left}, {other} {right}")

    def told(self) -> Iterator[str]:
        """The counts, a line for each two."""
        yield f"{'':20}{'evaluations':>12}{'disagreements':>15}{'no translation':>16}{'out of bounds':>15}"
        for pair in sorted({*self.evaluations, *self.untranslated}):
            counts = self.evaluations[pair], self.disagreements[pair], self.untranslated[pair], self.beyond[pair]
            yield f"{' ↔ '.join(pair):20}{counts[0]:>12,}{counts[1]:>15,}{counts[2]:>16,}{counts[3]:>15,}"
        yield "by outcome: " + ", ".join(f"{count:,} {what}" for what, count in sorted(self.outcomes.items()))
        yield "seconds: " + ", ".join(f"{name} {spent:.1f}" for name, spent in self.seconds.items())


def _ledger(rubric: Rubric, firings: Firings, decide: object) -> Said:
    said: Said = {name: _fired(card, firings) for name, card in rubric.indicators.items()}
    if "undecided" in said.values():
        return {**said, "total": "undecided"}
    entries = enter(rubric, firings, {}, decide).entries  # pyright: ignore[reportArgumentType]
    points = sum((entry.points for entry in entries), Fraction(0))
    return {**said, "total": (points, points)}


def _fired(card: Indicator, firings: Firings) -> Outcome:
    if firings.applies[card.id] is False:
        return "not applicable"
    outcome = settle(card, firings.figures[card.id], (Fraction(0), firings.own.get(card.id, Fraction(0))))
    if not outcome.decided:
        return "undecided"
    exact = sum((points for _, points in outcome.certain), Fraction(0))
    return exact, round_half_up(exact, card.round)


def _row(rubric: Rubric, row: Mapping[str, object]) -> Said:
    said: Said = {}
    for name, card in rubric.indicators.items():
        exact, status = _exact(row, f"{name}.exact"), row[f"{name}.status"]
        decided = "undecided" if exact is None else (exact, round_half_up(exact, card.round))
        said[name] = "not applicable" if status == "not_applicable" else decided
    total = _exact(row, "total") if "total.top" in row else Fraction(str(row["total"])) / 100
    return {**said, "total": "undecided" if "undecided" in said.values() or total is None else (total, total)}


def _exact(row: Mapping[str, object], name: str) -> Fraction | None:
    top, bottom = row[f"{name}.top"], row[f"{name}.bottom"]
    return Fraction(top, bottom) if isinstance(top, int) and isinstance(bottom, int) else None


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
        return None
    posed, whole = laid
    point = posed.board.point(facts)
    if holds(whole.applies.no, point.numbers, point.flags):
        return "not applicable"
    exact = posed.at(facts)
    return "undecided" if exact is None else (exact, round_half_up(exact, card.round))
