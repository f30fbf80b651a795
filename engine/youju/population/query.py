"""Cards as one query over a table of facts, a row for each department."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from youju.facts import FactSpec
from youju.feel import NUMBER
from youju.population.card import CardSql, Column, card_on
from youju.population.quotient import Quotient
from youju.population.sheet import Sheet
from youju.population.term import Sql, plain, put
from youju.rubric import WEIGHT, Indicator

KEY = "row"
"""The column that names a row, of whole numbers."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query without its table: the columns of facts it reads, and the named results it gives beside the key."""

    columns: Mapping[str, Column]
    sheet: Sheet
    results: tuple[tuple[str, Sql], ...]

    @property
    def inputs(self) -> dict[str, str]:
        """The columns that the table must have, with their types."""
        return {KEY: "BIGINT", **{name: column.sql_type for name, column in self.columns.items()}}

    def text(self, source: str) -> str:
        """The query over a table, view or file reader, such as `facts` or `read_parquet('facts.parquet')`."""
        return self.sheet.select(source, self.inputs, ((KEY, plain(KEY)), *self.results))


def columns_of(specs: Mapping[str, FactSpec], names: Iterable[str]) -> dict[str, Column]:
    """The columns of some facts, numbers in the steps of the dictionary: money in hundredths of its unit."""
    return {name: Column(name, specs[name].feel_type, specs[name].step or Fraction(1)) for name in names}


def weight_column(step: Fraction) -> Column:
    """The column of the effective weight that a card's rules see."""
    return Column(WEIGHT, NUMBER, step)


def card_query(indicator: Indicator, columns: Mapping[str, Column]) -> Query:
    """One card whose effective weight is the column `weight`. Raises NotCompilable.

    The results are `applies`, exact points as `top` and `bottom` (NULL where the rules do not decide, or it does not
    apply), the points entered as `entered_top` and `entered_bottom`, and `rule`, the number of the rule that counts.
    """
    sheet = Sheet()
    read = {name: columns[name] for name in (*indicator.facts, WEIGHT)}
    return Query(read, sheet, card_results(card_on(sheet, indicator, read)))


def card_results(card: CardSql, prefix: str = "") -> tuple[tuple[str, Sql], ...]:
    """The results of one card, their names after a prefix."""
    return (
        (f"{prefix}applies", card.applies),
        *number_results(f"{prefix}", card.points),
        *number_results(f"{prefix}entered_", card.entered),
        (f"{prefix}rule", card.rule),
    )


def number_results(prefix: str, value: Quotient) -> tuple[tuple[str, Sql], ...]:
    """A number as two results, both NULL where it is unknown."""
    return (
        (f"{prefix}top", put("{}", value.top)),
        (f"{prefix}bottom", put("(CASE WHEN {} IS NOT NULL THEN {} END)", value.top, value.bottom)),
    )
