"""The impact on a table as plain JSON values (`youju-table-impact/1`): what means the same as in
`youju-rubric-impact/1` has its key."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from youju.population.columns.pair import Pair
from youju.population.moves.counts import Place
from youju.regress.impact.large import TableImpact
from youju.regress.impact.record import move_record, rubric_record, switch_record, totals_record
from youju.source import fraction_text

FORMAT = "youju-table-impact/1"


def table_impact_record(impact: TableImpact) -> dict[str, Any]:
    """The whole impact; of departments the explained ones, of what was not read the first cells."""
    tally, rejects = impact.tally, impact.rejects
    return {
        "format": FORMAT,
        "old": rubric_record(impact.old),
        "new": rubric_record(impact.new),
        "file": impact.file,
        "complete": not rejects.all,
        "counts": {
            "departments": tally.rows,
            "up": impact.up,
            "down": impact.down,
            "same": impact.same,
            "moved": tally.moved,
            "opened": tally.opened,
            "settled": tally.settled,
            "lapsed": tally.lapsed,
            "unread": rejects.all,
            "rejected": rejects.rows,
            "only_old": rejects.only_old,
            "only_new": rejects.only_new,
        },
        "totals": totals_record(impact.totals),
        "changes": [{"change": fraction_text(at), "departments": n} for at, n in tally.changes.items()],
        "gain": _end(impact.gain, max(tally.changes, default=Fraction(0))),
        "loss": _end(impact.loss, min(tally.changes, default=Fraction(0))),
        "indicators": [_indicator(impact, pair) for pair in impact.tally.turned],
        "switches": [switch_record(impact.title(one.indicator), one) for one in impact.switches],
        "places": [_place(one) for one in tally.places],
        "departments": [move_record(impact.sample, move) for move in impact.sample.moves],
        "rejected_codes": dict(rejects.codes),
        "unread": [_unread(impact.file, cell) for cell in rejects.first],
    }


def _end(name: str | None, change: Fraction) -> dict[str, str] | None:
    return None if name is None else {"name": name, "change": fraction_text(change)}


def _indicator(impact: TableImpact, pair: Pair) -> dict[str, str]:
    title, (before, after) = impact.title(pair.indicator), impact.sums(pair)
    sums = {"before": before, "after": after, "change": after - before}
    told = {name: fraction_text(value) for name, value in sums.items()}
    return {"id": pair.indicator, "title": title.zh, "title_en": title.en, **told}


def _place(one: Place) -> dict[str, Any]:
    counts = {"departments": one.rows, "up": one.up, "down": one.down, "moved": one.moved}
    return {"county": one.county, "year": one.year, **counts, "change": fraction_text(one.change)}


def _unread(file: str, cell: Mapping[str, Any]) -> dict[str, Any]:
    reason = {"code": cell["code"], "place": cell["column"], "place_en": cell["column"]}
    return {"file": file, "line": cell["row"], "reasons": [{**reason, "text": cell["zh"], "text_en": cell["en"]}]}
