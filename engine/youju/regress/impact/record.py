"""An impact as plain JSON values (`youju-rubric-impact/1`): exact numbers as strings, no path of a machine, no time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from youju.regress.impact.bins import bins_of
from youju.regress.impact.corpus import Unread
from youju.regress.impact.impact import Impact, Line, Move, Switch, Turn, summary_of
from youju.rubric import Rubric, Text
from youju.source import fraction_text, plain

FORMAT = "youju-rubric-impact/1"


def impact_record(impact: Impact) -> dict[str, Any]:
    """The whole impact: every department that was scored, in the order of the corpus, and all that was not read."""
    return {
        "format": FORMAT,
        "old": rubric_record(impact.old),
        "new": rubric_record(impact.new),
        "complete": not impact.unread,
        "counts": {
            "departments": len(impact.moves),
            "up": impact.up,
            "down": impact.down,
            "same": impact.same,
            "moved": len(impact.movers),
            "opened": len(impact.opened),
            "settled": len(impact.settled),
            "unread": len(impact.unread),
            "beside": impact.beside,
        },
        "totals": totals_record(impact.totals),
        "switches": [switch_record(impact.title(one.indicator), one) for one in impact.switches],
        "departments": [move_record(impact, move) for move in impact.moves],
        "unread": [_unread(one) for one in impact.unread],
    }


def rubric_record(rubric: Rubric) -> dict[str, Any]:
    """Which rubric it is."""
    return {"id": rubric.id, "title": plain(rubric.spec.title), "digest": rubric.digest}


def totals_record(totals: Sequence[Mapping[Fraction, int]]) -> dict[str, Any]:
    """How totals are spread before and after."""
    names = "least", "middle", "mean", "most"
    sums = [dict(zip(names, map(fraction_text, summary_of(side)), strict=True)) if side else None for side in totals]
    bins = [
        {"from": fraction_text(one.low), "below": fraction_text(one.high), "before": one.before, "after": one.after}
        for one in bins_of(*totals)
    ]
    return {"before": sums[0], "after": sums[1], "bins": bins}


def switch_record(title: Text, one: Switch) -> dict[str, Any]:
    """A way that points went, on an indicator of this title."""
    return {
        "indicator": one.indicator,
        "title": title.zh,
        "title_en": title.en,
        "before": list(one.before),
        "after": list(one.after),
        "departments": one.departments,
        "change": fraction_text(one.change),
    }


def move_record(impact: Impact, move: Move) -> dict[str, Any]:
    """A department by both rubrics."""
    department = move.department
    return {
        "name": department.name,
        "file": department.file,
        "line": department.line,
        "kind": department.kind,
        "before": fraction_text(move.before.total),
        "after": fraction_text(move.after.total),
        "change": fraction_text(move.change),
        "indicators": [_turn(impact, turn) for turn in move.turns],
        "notes": [{"code": note.code, "text": note.zh, "text_en": note.en} for note in department.notes],
    }


def _turn(impact: Impact, turn: Turn) -> dict[str, Any]:
    title = impact.title(turn.indicator)
    return {
        "id": turn.indicator,
        "title": title.zh,
        "title_en": title.en,
        "change": fraction_text(turn.change),
        "before": _line(turn.before),
        "after": _line(turn.after),
    }


def _line(line: Line | None) -> dict[str, Any] | None:
    if line is None:
        return None
    weight, points = fraction_text(line.weight), fraction_text(line.points)
    return {"weight": weight, "points": points, "status": line.status, "rules": list(line.rules)}


def _unread(one: Unread) -> dict[str, Any]:
    reasons = [
        {"code": r.code, "place": r.place_zh, "place_en": r.place_en, "text": r.zh, "text_en": r.en}
        for r in one.reasons
    ]
    return {"file": one.file, "line": one.line, "reasons": reasons}
