"""What an audit comes to in the columns of the table of scores, and where a stored row says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from youju.audit import Audit
from youju.audit.enter import Entered, enter, round_half_up, total_caps
from youju.firing import Decide, decider
from youju.ledger import Entry, Row
from youju.population.row.find import ScoresRow
from youju.rubric import Indicator, Rubric
from youju.structs import Struct

Part: TypeAlias = Fraction | str | None
ZERO = Fraction(0)
_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


class Difference(Struct):
    """A column in which a row of scores is not what its facts give: as stored, and as recomputed."""

    column: str
    stored: Part
    recomputed: Part


class Compared(Struct):
    """How many columns a row of scores has of those that are worked out, and the ones that differ."""

    columns: int
    differences: tuple[Difference, ...]


def compared(stored: ScoresRow, audit: Audit) -> Compared:
    """A row of scores against the audit of its facts. Columns that it does not have are not compared."""
    found = outcome_of(audit)
    pairs = [(name, _stored(stored.values, name), value) for name, value in found.items() if _has(stored.values, name)]
    wrong = (Difference(*one) for one in pairs if not _same(audit.rubric, *one))
    return Compared(len(pairs), tuple(wrong))


def _same(rubric: Rubric, name: str, stored: Part, value: Part) -> bool:
    """Whether a cell says a value: of a plain table as its decimals print it, a rule by its id."""
    if stored == value or not isinstance(value, Fraction) or isinstance(stored, Fraction):
        return stored == value
    card = rubric.indicators.get(name.removesuffix(".rule"))
    if card is not None:
        rules = [rule.id for number, rule in enumerate(card.rules) if _holds(card, number, int(value))]
        if (stored or "") == "+".join(rules):
            return True
    if stored is None or not _DECIMAL.fullmatch(stored):
        return False
    step = Fraction(1, 10 ** len(stored.partition(".")[2]))
    return round_half_up(value, step) == Fraction(stored)


def _holds(card: Indicator, number: int, hits: int) -> bool:
    return bool(hits >> number & 1) if card.hit == "sum" else number + 1 == hits


def outcome_of(audit: Audit) -> dict[str, Part]:
    """Every column of the table of scores but those of ids, as the audit has it.

    Contradictions and findings are left out: a table of scores knows the rules' own range alone.
    """
    decide = decider(audit.rubric, "exact")
    entered = enter(audit.rubric, audit.firings, {}, decide)
    found: dict[str, Part] = {}
    for row in entered.rows:
        indicator = audit.rubric.indicators[row.indicator]
        found[f"{row.indicator}.points"] = row.points
        found[f"{row.indicator}.rule"] = _rule(indicator, row, entered)
        found[f"{row.indicator}.status"] = row.status
        found[f"{row.indicator}.low"], found[f"{row.indicator}.high"] = row.low, row.high
    return {**found, **dict(_sums(audit.rubric, entered, decide))}


def _rule(indicator: Indicator, row: Row, entered: Entered) -> Fraction | None:
    """The number of the deciding rule from 1, where rules are summed a bit for each; None where none decides."""
    own = {one.rule for one in entered.entries if one.indicator == row.indicator and one.kind in ("rule", "printed")}
    hits = [number for number, rule in enumerate(indicator.rules) if rule.id in own]
    if row.status == "not_applicable":
        return None
    if indicator.hit == "sum":
        return Fraction(sum(1 << number for number in hits))
    return Fraction(hits[0] + 1) if hits else None


def _sums(rubric: Rubric, entered: Entered, decide: Decide) -> Iterator[tuple[str, Fraction]]:
    points = {row.indicator: row.points for row in entered.rows}
    for section in rubric.spec.sections:
        inside = (points[name] for group in section.groups for name in group.indicators)
        yield f"section.{section.id}", sum(inside, ZERO)
    yield "total", sum((one.points for one in entered.entries), ZERO)
    yield "total.low", _capped(rubric, sum((row.low for row in entered.rows), ZERO), decide)
    yield "total.high", _capped(rubric, sum((row.high for row in entered.rows), ZERO), decide)


def _capped(rubric: Rubric, points: Fraction, decide: Decide) -> Fraction:
    """A sum of points within the caps of the total."""
    one = Entry("total/sum", "total", "rule", "sum", points, points, ())
    return points + sum((cut.points for cut in total_caps(rubric, (one,), decide)), ZERO)


def _has(values: Mapping[str, Part], name: str) -> bool:
    return name in values or f"{name}.top" in values


def _stored(values: Mapping[str, Part], name: str) -> Part:
    """A cell, or the ratio of two where weight is shared in proportion."""
    if name in values:
        return values[name]
    top, bottom = values[f"{name}.top"], values[f"{name}.bottom"]
    return top / bottom if isinstance(top, Fraction) and isinstance(bottom, Fraction) and bottom else None
