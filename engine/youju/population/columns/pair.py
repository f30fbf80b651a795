"""Two rubrics over one table: both compiled on one sheet, so that what they share is worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from youju.population.columns.card import Column
from youju.population.columns.query import Query
from youju.population.columns.quotient import Quotient, added, constant, kept, negative, total
from youju.population.columns.sheet import Result, Sheet
from youju.population.columns.term import Term
from youju.population.columns.total import capped, rubric_query
from youju.rubric import Indicator, Rubric
from youju.structs import Struct


class Amount(Struct):
    """Points in a row of results: the column `top` over the column `bottom`, or over a number that is always it."""

    top: str
    bottom: str | int

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it takes."""
        return (self.top, self.bottom) if isinstance(self.bottom, str) else (self.top,)

    def of(self, row: Mapping[str, Any], top: str | None = None) -> Fraction:
        """The points of a row; `top` names another column than its own over the same bottom, such as a sum."""
        return Fraction(row[top or self.top], row[self.bottom] if isinstance(self.bottom, str) else self.bottom)


class Side(Struct):
    """An indicator under one rubric: its card, and the columns of its points, deciding rule and status."""

    card: Indicator
    points: Amount
    rule: str
    status: str

    def rules(self, number: int | None) -> tuple[str, ...]:
        """The ids of the rules that a number of the column `rule` stands for; none where no rule decides."""
        if number is None:
            return ()
        if self.card.hit == "sum":
            return tuple(rule.id for at, rule in enumerate(self.card.rules) if number >> at & 1)
        return (self.card.rules[number - 1].id,)


class Pair(Struct):
    """An indicator that the rubrics may score otherwise, and the difference; a side is None where it has no such."""

    indicator: str
    before: Side | None
    after: Side | None
    change: Amount


class PairQuery(Struct):
    """One query for two rubrics: both totals and their difference, and every indicator that may differ.

    Points of an indicator include what caps cut of it, so that the changes of a row sum to that of its total. An
    indicator is in no pair where both rubrics come to the very same columns: then no row can differ.
    """

    query: Query
    before: Amount
    after: Amount
    change: Amount
    pairs: tuple[Pair, ...]


def pair_query(old: Rubric, new: Rubric, columns: Mapping[str, Column]) -> PairQuery:
    """Both rubrics over the columns of facts. Raises NotCompilable."""
    sheet = Sheet()
    queries = tuple(rubric_query(rubric, columns, sheet) for rubric in (old, new))
    points = tuple(_points(*both) for both in zip((old, new), queries, strict=True))
    told = _Told(sheet)
    totals = tuple(_quotient(query, "total") for query in queries)
    before, after = (told.amount(f"total.{when}", one) for when, one in zip(("before", "after"), totals, strict=True))
    change = told.amount("total.change", _difference(sheet, *totals))
    pairs: list[Pair] = []
    for name in dict.fromkeys((*old.indicators, *new.indicators)):
        earned = tuple(one.get(name) for one in points)
        states = tuple(dict(query.results).get(f"{name}.status") for query in queries)
        if earned[0] == earned[1] and states[0] == states[1]:
            continue
        sides = [
            None if one is None else told.side(name, when, rubric.indicators[name], one, dict(query.results))
            for when, rubric, query, one in zip(("before", "after"), (old, new), queries, earned, strict=True)
        ]
        moved = _difference(sheet, *(constant(0) if one is None else one for one in earned))
        pairs.append(Pair(name, sides[0], sides[1], told.amount(f"{name}.change", moved)))
    read = {name: column for query in queries for name, column in query.columns.items()}
    return PairQuery(Query(read, sheet, tuple(told.results), {}), before, after, change, tuple(pairs))


class _Told:
    """The results asked for so far."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.results: list[Result] = []

    def amount(self, name: str, value: Quotient) -> Amount:
        self.results.append((name, value.top))
        if isinstance(value.bottom, int):
            return Amount(name, value.bottom)
        self.results.append((f"{name}.bottom", value.bottom))
        return Amount(name, f"{name}.bottom")

    def side(self, name: str, when: str, card: Indicator, points: Quotient, results: Mapping[str, Term]) -> Side:
        rule, status = f"{name}.rule.{when}", f"{name}.status.{when}"
        self.results += [(rule, results[f"{name}.rule"]), (status, results[f"{name}.status"])]
        return Side(card, self.amount(f"{name}.points.{when}", points), rule, status)


def _points(rubric: Rubric, query: Query) -> dict[str, Quotient]:
    """The points of every indicator, what caps of the total cut charged to the one that they name."""
    sheet = query.sheet
    found = {name: _quotient(query, f"{name}.points") for name in rubric.indicators}
    running = total(sheet, list(found.values()))
    for cap in rubric.caps:
        if cap.of == "total" and cap.charged_to is not None:
            within = capped(sheet, running, [cap])
            cut = added(within, negative(running))
            found[cap.charged_to] = kept(sheet, added(found[cap.charged_to], cut))
            running = within
    return found


def _quotient(query: Query, name: str) -> Quotient:
    """A number that a query gives back."""
    results = dict(query.results)
    if name in results:
        return Quotient(results[name], query.steps[name].denominator)
    return Quotient(results[f"{name}.top"], results[f"{name}.bottom"])


def _difference(sheet: Sheet, before: Quotient, after: Quotient) -> Quotient:
    return constant(0) if before == after else kept(sheet, added(after, negative(before)))
