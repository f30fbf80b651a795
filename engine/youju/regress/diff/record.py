"""A comparison as plain JSON values: exact numbers as strings, facts in their unit of display."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, get_args

from youju.facts import FactSpec
from youju.feel import UNKNOWN, Value
from youju.regress.diff.model import Course, IndicatorDiff, Kind, Level, Part, Row, RubricDiff, Sight, Swing, Witness
from youju.regress.diff.readings import Ambiguity
from youju.regress.diff.tell import told_ambiguity, told_indicator
from youju.source import plain

FORMAT = "youju-rubric-diff/1"
AMBIGUITY = "youju-rubric-ambiguity/1"


def diff_record(found: RubricDiff) -> dict[str, Any]:
    """The whole comparison."""
    return {
        "format": FORMAT,
        "old": found.old,
        "new": found.new,
        "counts": {kind: found.count(kind) for kind in get_args(Kind)},
        "indicators": [_indicator(one) for one in found.indicators],
        "parts": [_part(one) for one in found.parts],
    }


def ambiguity_record(found: Sequence[Ambiguity]) -> dict[str, Any]:
    """The readings of cards, compared."""
    return {
        "format": AMBIGUITY,
        "pairs": [
            {
                "of": one.one.of,
                "readings": [
                    {"id": each.id, "title": each.title.zh, "title_en": each.title.en, "in_force": each.in_force}
                    for each in (one.one, one.other)
                ],
                "text": "\n".join(told_ambiguity([one], "zh")),
                **_indicator(one.found),
            }
            for one in found
        ],
    }


def _indicator(one: IndicatorDiff) -> dict[str, Any]:
    specs = one.specs or {}
    return {
        "id": one.id,
        "title": one.title.zh,
        "title_en": one.title.en,
        "verdict": one.kind,
        "parts": [_part(part) for part in one.parts],
        "why": plain(one.why),
        "renamed": one.renamed,
        "witness": _witness(one.witness, specs),
        "gain": _swing(one.gain, specs),
        "loss": _swing(one.loss, specs),
        "turn": _witness(one.turn, specs),
        "missing": _witness(one.missing, specs),
        "unsure": list(one.unsure),
        "courses": [_course(course, specs) for course in one.courses],
        "more": one.more,
        "text": "\n".join(told_indicator(one, "zh")),
        "text_en": "\n".join(told_indicator(one, "en")),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "what": part.what, "name": part.name, "before": part.before, "after": part.after, "words": part.words,
        "effect": plain(part.effect), "loss": plain(part.loss),
    }  # fmt: skip


def _witness(found: Witness | None, specs: Mapping[str, FactSpec]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "facts": _facts(found.facts, specs),
        "before": _sight(found.before),
        "after": _sight(found.after),
    }


def _facts(values: Mapping[str, Value], specs: Mapping[str, FactSpec]) -> dict[str, Any]:
    def shown(name: str, value: Value) -> Any:
        # What is not known has no value: null.
        return None if value is UNKNOWN else plain(specs[name].shown(value))  # pyright: ignore[reportArgumentType] - a fact's

    return {name: {"value": shown(name, value), "unit": specs[name].shown_unit} for name, value in values.items()}


def _sight(sight: Sight) -> dict[str, Any]:
    decided = isinstance(sight.came, Fraction)
    return {
        "status": "scored" if decided else sight.came,
        "points": plain(sight.came) if decided else None,
        "rules": list(sight.rules),
        "weight": plain(sight.weight),
    }


def _swing(swing: Swing | None, specs: Mapping[str, FactSpec]) -> dict[str, Any] | None:
    if swing is None:
        return None
    return {
        "points": plain(swing.points), "verdict": swing.verdict, "unbounded": swing.unbounded,
        "at": _witness(swing.at, specs),
    }  # fmt: skip


def _course(course: Course, specs: Mapping[str, FactSpec]) -> dict[str, Any]:
    unit = "" if course.spec is None else course.spec.shown_unit
    scale = Fraction(1) if course.spec is None else course.spec.scale
    return {
        "quantity": course.quantity,
        "unit": unit,
        "given": _facts(course.given, specs),
        "weights": plain(course.weights),
        "rows": [_row(row, scale, specs) for row in course.rows],
        "unknown": None if course.unknown is None else [_level(level) for level in course.unknown],
    }


def _row(row: Row, scale: Fraction, specs: Mapping[str, FactSpec]) -> dict[str, Any]:
    return {
        "low": None if row.low is None else plain(row.low / scale),
        "low_in": row.low_in,
        "high": None if row.high is None else plain(row.high / scale),
        "high_in": row.high_in,
        "before": _level(row.before),
        "after": _level(row.after),
        "at": _witness(row.at, specs),
    }


def _level(level: Level | None) -> dict[str, Any] | None:
    if level is None:
        return None
    moves = bool(level.slope) or level.curved
    return {
        "applies": level.applies,
        "points": None if moves else plain(level.points),
        "ends": plain(level.ends) if moves else None,
        "curved": level.curved,
    }
