"""All that is scored of one department, in the same words whoever worked it out: an audit, or a query's row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from youju.audit.enter import Entered, cap_one, enter, enter_one, total_caps
from youju.feel import Value
from youju.firing import Decide, Firings, fire
from youju.ledger import Entry, Row
from youju.rubric import Indicator, Rubric

Part = Fraction | int | str | None
Outcome = Mapping[str, Part]
"""Of an indicator `points`, `low`, `high`, `exact` (before rounding, by figures; None where these do not decide),
`rule` and `status`; of a section `points`; of the total `points`, `low`, `high`. Points in points, not in steps."""
Said = Mapping[str, Outcome]
"""Of every indicator by its id, of every section by `section.` and its id, of `total`."""
FIGURES = ("points", "low", "high", "exact")
ZERO = Fraction(0)


def audited(rubric: Rubric, facts: Mapping[str, Value], decide: Decide) -> Said:
    """A department audited whole, its facts as given and without claims: the definition."""
    firings = fire(rubric, facts, decide)
    entered = enter(rubric, firings, {}, decide)
    found = {
        row.indicator: of_row(rubric.indicators[row.indicator], row, entered.entries, entered.scales[row.indicator])
        for row in entered.rows
    }
    return {**found, **_sums(rubric, entered, decide)}


def audited_one(rubric: Rubric, indicator: Indicator, firings: Firings, decide: Decide) -> Outcome:
    """One indicator of a department, within its own caps, by the same passes."""
    one = cap_one(rubric, enter_one(rubric, indicator, firings, None), decide)
    own = firings.own.get(indicator.id, ZERO)
    return of_row(indicator, one.row, one.entries, one.row.effective_weight / own if own else Fraction(1))


def of_row(indicator: Indicator, row: Row, entries: Iterable[Entry], scale: Fraction) -> Outcome:
    """A row of a ledger with the entries that it sums. `scale` is by how much they count for more where weight is
    shared, which the exact points do not tell of."""
    own = [one for one in entries if one.indicator == row.indicator and not one.cuts_total]
    numbers = {rule.id: number for number, rule in enumerate(indicator.rules)}
    hits = {numbers[one.rule] for one in own if one.kind in ("rule", "printed") and one.rule in numbers}
    exact = sum((one.exact for one in own if one.kind in ("rule", "moved")), ZERO)
    return {
        "points": row.points,
        "low": row.low,
        "high": row.high,
        "exact": exact / scale if row.status == "scored" else None,
        "rule": _rule(indicator, row, hits),
        "status": row.status,
    }


def capped(rubric: Rubric, points: Fraction, decide: Decide) -> Fraction:
    """A sum of points within the caps of the total."""
    entry = Entry("sum/1", "sum", "rule", "sum", points, points, ())
    return points + sum((one.points for one in total_caps(rubric, (entry,), decide)), ZERO)


def read(rubric: Rubric, steps: Mapping[str, Fraction], row: Mapping[str, Any]) -> Said:
    """A row of a query's results."""

    def figure(name: str) -> Part:
        if name in row:
            return row[name] * steps.get(name, Fraction(1))
        top, bottom = row[f"{name}.top"], row[f"{name}.bottom"]
        return None if top is None else Fraction(top, bottom)

    of_cards = {
        name: {
            **{part: figure(f"{name}.{part}") for part in FIGURES},
            **{part: row[f"{name}.{part}"] for part in ("rule", "status")},
        }
        for name in rubric.indicators
    }
    of_sections = {f"section.{one.id}": {"points": figure(f"section.{one.id}")} for one in rubric.spec.sections}
    total = {"points": figure("total"), "low": figure("total.low"), "high": figure("total.high")}
    return {**of_cards, **of_sections, "total": total}


def _rule(indicator: Indicator, row: Row, hits: Iterable[int]) -> int | None:
    """As the table of scores tells it: a number from 1, or bits where rules are summed; None where it does not apply."""
    if row.status == "not_applicable":
        return None
    if indicator.hit == "sum":
        return sum(1 << number for number in hits)
    return next((number + 1 for number in hits), None)


def _sums(rubric: Rubric, entered: Entered, decide: Decide) -> Said:
    rows = {row.indicator: row for row in entered.rows}
    sections = {
        f"section.{section.id}": {
            "points": sum((rows[name].points for group in section.groups for name in group.indicators), ZERO)
        }
        for section in rubric.spec.sections
    }
    ends = {
        end: capped(rubric, sum((getattr(row, end) for row in entered.rows), ZERO), decide) for end in ("low", "high")
    }
    points = sum((entry.points for entry in entered.entries), ZERO)
    return {**sections, "total": {"points": points, **ends}}
