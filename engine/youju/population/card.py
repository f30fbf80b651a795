"""An indicator in SQL: its exact points as two whole numbers, its points as entered, the rule that decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.feel import BOOLEAN, TEXT, Name, Type
from youju.population.errors import NotCompilable
from youju.population.quotient import Quotient, constant, kept, picked, rounded, total
from youju.population.sheet import Sheet
from youju.population.term import TRUE, Sql, conjunction, negation, plain, put, times
from youju.population.translate import Condition, Translated, Translator, Words
from youju.rubric import WEIGHT, Indicator


@dataclass(frozen=True, slots=True)
class Column:
    """A column of facts: of numbers it holds whole multiples of `step`, with NULL for what nobody knows."""

    name: str
    type: Type
    step: Fraction = Fraction(1)

    @property
    def sql_type(self) -> str:
        """The type it is read as."""
        return {BOOLEAN: "BOOLEAN", TEXT: "VARCHAR"}.get(self.type, "HUGEINT")

    @property
    def value(self) -> Translated:
        """What its name stands for in an expression."""
        column = plain(self.name)
        if self.type == BOOLEAN:
            return Condition(column)
        if self.type == TEXT:
            return Words(column)
        return Quotient(times(self.step.numerator, column), self.step.denominator)


@dataclass(frozen=True, slots=True)
class CardSql:
    """A card on a sheet.

    `points` are exact and known where its rules decide and it applies, `entered` the same rounded to the card's step;
    `rule` is the number of the rule that counts, from 1, and NULL where none does or several may.
    """

    indicator: Indicator
    applies: Sql
    points: Quotient
    entered: Quotient
    rule: Sql


def card_on(
    sheet: Sheet, indicator: Indicator, columns: Mapping[str, Column], weight: Quotient | None = None
) -> CardSql:
    """A card worked out on a sheet. `weight` is what its rules see, by default the column of that name.

    Raises NotCompilable, also for a name without a column: a column that is forgotten is not one that is unknown.
    """
    translator = _translator(sheet, indicator, columns, weight)
    applies = applies_on(sheet, indicator, columns)
    rules = [
        (sheet.truth(translator.condition(rule.when.expr)), translator.number(rule.points.expr))
        for rule in indicator.rules
    ]
    rule, points = _counting(sheet, indicator, rules)
    asked = sheet.truth(put("({} IS NOT FALSE)", applies))
    points = kept(sheet, picked([(asked, points)]))
    entered = kept(sheet, rounded(sheet, points, "round half up", indicator.round))
    return CardSql(indicator, applies, points, entered, rule)


def applies_on(sheet: Sheet, indicator: Indicator, columns: Mapping[str, Column]) -> Sql:
    """Whether a card applies: unknown where the facts that tell are."""
    if indicator.applies is None:
        return TRUE
    return sheet.truth(_translator(sheet, indicator, columns, None).condition(indicator.applies.expr))


def _translator(
    sheet: Sheet, indicator: Indicator, columns: Mapping[str, Column], weight: Quotient | None
) -> Translator:
    known: dict[str, Translated] = {} if weight is None else {WEIGHT: weight}

    def read(name: str) -> Translated:
        if name not in known and name in columns:
            known[name] = columns[name].value
        if name not in known:
            raise NotCompilable(Name(name), "there is no column of that name")
        return known[name]

    translator = Translator(read, sheet)
    for let in indicator.lets:
        ways = [translator.number(one.expr) for one in let.alternatives]
        known[let.name] = ways[0] if len(ways) == 1 else kept(sheet, picked([(way.known, way) for way in ways]))
    return translator


def _counting(sheet: Sheet, indicator: Indicator, rules: Sequence[tuple[Sql, Quotient]]) -> tuple[Sql, Quotient]:
    """Which rule counts, and the points by it, under the card's hit policy."""
    if indicator.hit == "sum":
        gives = [picked([(truth, points), (negation(truth), constant(0))]) for truth, points in rules]
        return Sql("NULL::INTEGER"), total(sheet, [kept(sheet, one) for one in gives])
    counts: list[Sql] = []
    for i, (truth, _) in enumerate(rules):
        others = {"first": rules[:i], "unique": [*rules[:i], *rules[i + 1 :]]}[indicator.hit]
        counts.append(conjunction([*(negation(other) for other, _ in others), truth]))
    cases = " ".join(f"WHEN {{}} THEN {i}" for i in range(1, len(counts) + 1))
    rule = sheet.truth(put(f"(CASE {cases} END)", *counts))
    return rule, picked([(put(f"({{}} = {i})", rule), points) for i, (_, points) in enumerate(rules, start=1)])
