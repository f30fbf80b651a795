"""An indicator over columns: its exact points, what is entered for it, the rule that decides, its range and status."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import BOOLEAN, TEXT, Name, Type
from youju.population.columns.condition import chosen, compared, conjunction, negation, stands
from youju.population.columns.quotient import Quotient, constant, multiple, picked
from youju.population.columns.settling import Rules, Settled, settled
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import TRUE, Bounds, Node, Term, column, times, words
from youju.population.columns.translate import Condition, Translated, Translator, Words
from youju.population.errors import NotCompilable
from youju.rubric import WEIGHT, CapSpec, Indicator
from youju.structs import Struct

ANY: Bounds = (-(10**12), 10**12)


class Column(Struct):
    """A column of facts: of numbers it holds whole multiples of `step` within `bounds`, with NULL for what nobody
    knows; without `nullable` there is none."""

    name: str
    type: Type
    step: Fraction = Fraction(1)
    bounds: Bounds = ANY
    nullable: bool = True

    @property
    def node(self) -> Node:
        """What it is in a query."""
        kind = "truth" if self.type == BOOLEAN else "text" if self.type == TEXT else "whole"
        return column(self.name, kind, self.bounds if kind == "whole" else (0, 0), self.nullable)

    @property
    def value(self) -> Translated:
        """What its name stands for in an expression."""
        if self.type == BOOLEAN:
            return Condition(self.node)
        if self.type == TEXT:
            return Words(self.node)
        return Quotient(times(self.step.numerator, self.node), self.step.denominator)


class CardColumns(Struct):
    """A card on a sheet.

    `points` are exact, and known where its rules decide by figures and it is not sure to not apply. `entered`, `low`
    and `high` are multiples of the card's step (`round`), always known: what an audit without claims enters, and the
    range that missing facts leave. `rule` is the number of the rule that counts, from 1, or a bit for each that holds
    where rules are summed; unknown where the card does not apply. `status` is one of the ledger's words.
    """

    indicator: Indicator
    applies: Node
    points: Quotient
    entered: Term
    rule: Term
    status: Node
    low: Term
    high: Term


def card_on(
    sheet: Sheet,
    indicator: Indicator,
    columns: Mapping[str, Column],
    weight: Quotient | None = None,
    caps: tuple[CapSpec, ...] = (),
) -> CardColumns:
    """A card worked out on a sheet. `weight` is what its rules see, by default the column of that name; `caps` are
    those on this indicator, which bound the range of an adjustment (they cut nothing here).

    Raises NotCompilable, also for a name without a column: a column that is forgotten is not one that is unknown. Only
    a printed rate may be absent: a table of figures need not have them.
    """
    applies = applies_on(sheet, indicator, columns)
    asked = sheet.truth(stands(applies))
    if weight is None:
        weight = _translator(sheet, indicator, columns, None, False).number(Name(WEIGHT))
    bounds = _bounds(indicator, caps, weight)
    by_figures = settled(sheet, indicator, _rules(sheet, indicator, columns, weight, False), bounds)
    # A printed rate stands in only where there are no figures: what these decide is decided with it, and alike.
    way = by_figures
    if any(let.stated in columns for let in indicator.lets):
        way = settled(sheet, indicator, _rules(sheet, indicator, columns, weight, True), bounds)

    def within(value: Quotient) -> Term:
        return multiple(sheet, picked([(asked, value), (TRUE, constant(0))]), "round half up", indicator.round)

    low, high = (within(end) for end in (by_figures.low, by_figures.high))
    entered = within(_entered(way, by_figures, bounds[0]))
    rule = chosen([(asked, way.rule)])
    if indicator.hit == "sum":
        rule = chosen([(conjunction([asked, way.decided]), way.rule), (asked, by_figures.rule)])
    status = chosen([(negation(asked), NOT_APPLICABLE), (by_figures.decided, SCORED)], UNDETERMINED)
    assert isinstance(status, Node)
    return CardColumns(
        indicator,
        applies,
        picked([(asked, by_figures.points)]),
        entered,
        sheet.column(rule),
        sheet.truth(status),
        sheet.column(chosen([(compared("<", entered, low), entered)], low)),
        sheet.column(chosen([(compared(">", entered, high), entered)], high)),
    )


def _entered(way: Settled, by_figures: Settled, bound: Quotient) -> Quotient:
    """The points that count, or the low end of what figures leave where none are decided."""
    if way is by_figures:
        return picked([(way.decided, way.reached), (TRUE, way.low)])
    if by_figures.blank is None:
        return picked([(way.decided, way.reached), (TRUE, by_figures.low)])
    # Figures that are there and decide nothing meet no rule.
    where, elsewhere = by_figures.blank
    if way.blank is not None and elsewhere == way.blank[1] == bound:
        return way.reached
    return picked([(way.decided, way.reached), (where, bound), (TRUE, elsewhere)])


SCORED, NOT_APPLICABLE, UNDETERMINED = words("scored"), words("not_applicable"), words("undetermined")


def applies_on(sheet: Sheet, indicator: Indicator, columns: Mapping[str, Column]) -> Node:
    """Whether a card applies: unknown where the facts that tell are."""
    if indicator.applies is None:
        return TRUE
    return sheet.truth(_translator(sheet, indicator, columns, None, False).condition(indicator.applies.expr))


def _bounds(indicator: Indicator, caps: tuple[CapSpec, ...], weight: Quotient) -> tuple[Quotient, Quotient]:
    """What limits points that cannot be worked out."""
    if not indicator.adjustment:
        return constant(0), weight
    least = max((cap.least for cap in caps if cap.least is not None), default=Fraction(0))
    return constant(least), constant(min((cap.most for cap in caps if cap.most is not None), default=Fraction(0)))


def _rules(sheet: Sheet, indicator: Indicator, columns: Mapping[str, Column], weight: Quotient, printed: bool) -> Rules:
    translator = _translator(sheet, indicator, columns, weight, printed)
    return [
        (sheet.truth(translator.condition(rule.when.expr)), translator.number(rule.points.expr))
        for rule in indicator.rules
    ]


def _translator(
    sheet: Sheet, indicator: Indicator, columns: Mapping[str, Column], weight: Quotient | None, printed: bool
) -> Translator:
    """The language over the names of a card; with `printed`, rates without figures are as the report prints them."""
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
        if printed and let.stated is not None and let.stated in columns:
            ways.append(translator.number(Name(let.stated)))
        known[let.name] = ways[0] if len(ways) == 1 else translator.first(ways)
    return translator
