"""Cards as one query over a table of facts, a row for each department."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from youju.facts import FactSpec
from youju.feel import NUMBER
from youju.population.columns.capacity import capacity
from youju.population.columns.card import CardColumns, Column, card_on
from youju.population.columns.condition import chosen, known
from youju.population.columns.quotient import Quotient
from youju.population.columns.sheet import Result, Sheet
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct


class Query(Struct):
    """What is asked of a table, in no engine's words: the columns of facts that may be read, and named results.

    `steps` tells of results that are whole multiples of something what it is; others stand for themselves.
    """

    columns: Mapping[str, Column]
    sheet: Sheet
    results: tuple[Result, ...]
    steps: Mapping[str, Fraction]

    @property
    def inputs(self) -> dict[str, Column]:
        """The columns of facts that the table must have."""
        wanted, _ = self.sheet.levels(self.results)
        return {name: column for name, column in self.columns.items() if name in wanted}

    def only(self, *names: str) -> Query:
        """The same with some of its results, which need less work."""
        kept = dict(self.results)
        return Query(self.columns, self.sheet, tuple((name, kept[name]) for name in names), self.steps)


def columns_of(specs: Mapping[str, FactSpec], names: Iterable[str]) -> dict[str, Column]:
    """The columns of some facts, numbers in the steps of the dictionary: money in hundredths of its unit."""
    return {
        name: Column(name, specs[name].feel_type, specs[name].step or Fraction(1), capacity(specs[name]))
        for name in names
    }


def weight_column(step: Fraction) -> Column:
    """The column of the effective weight that a card's rules see."""
    return Column(WEIGHT, NUMBER, step, (0, 10**6))


def card_query(indicator: Indicator, columns: Mapping[str, Column]) -> Query:
    """One card whose effective weight is the column `weight`. Raises NotCompilable.

    The results are `applies`, exact points by figures as `top` and `bottom` (NULL where these do not decide, or it does
    not apply), and `points`, `rule`, `status`, `low`, `high` as CardColumns has them.
    """
    sheet = Sheet()
    read = {name: columns[name] for name in (*indicator.facts, WEIGHT) if name in columns}
    card = card_on(sheet, indicator, read)
    results = (("applies", card.applies), *number_results("", card.points), *card_results(card, ""))
    return Query(read, sheet, results, card_steps(card, ""))


def card_results(card: CardColumns, prefix: str) -> tuple[Result, ...]:
    """The results of one card, their names after a prefix."""
    return (
        (f"{prefix}points", card.entered),
        (f"{prefix}rule", card.rule),
        (f"{prefix}status", card.status),
        (f"{prefix}low", card.low),
        (f"{prefix}high", card.high),
    )


def card_steps(card: CardColumns, prefix: str) -> dict[str, Fraction]:
    """What the points of one card are multiples of."""
    return {f"{prefix}{name}": card.indicator.round for name in ("points", "low", "high")}


def number_results(prefix: str, value: Quotient) -> tuple[Result, ...]:
    """A number as two results, both NULL where it is unknown."""
    return ((f"{prefix}top", value.top), (f"{prefix}bottom", chosen([(known(value.top), value.bottom)])))
