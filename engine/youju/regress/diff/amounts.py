"""Values of facts and quantities, ends of rows and points, as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.audit.words import points_text, show_ratio, show_value
from youju.facts import FactSpec
from youju.feel import UNKNOWN, Value
from youju.prove import Came
from youju.regress.diff.model import Course, Level, Row

UNDECIDED = {"zh": "不能判定", "en": "undecided"}
NOT_APPLICABLE = {"zh": "不适用", "en": "not applicable"}
MISSING = {"zh": "缺", "en": "missing"}
_PER_POINT = {"zh": "每 1 个百分点", "en": "per percentage point"}


def said(lang: str, zh: str, en: str) -> str:
    """What is said in a language."""
    return zh if lang == "zh" else en


def came_text(came: Came, lang: str) -> str:
    """What a card comes to, without the word points."""
    if isinstance(came, Fraction):
        return points_text(came)
    return (UNDECIDED if came == "undecided" else NOT_APPLICABLE)[lang]


def fact_text(name: str, value: Value, specs: Mapping[str, FactSpec], lang: str) -> str:
    """A fact with its value in its own unit."""
    spec = specs[name]
    shown = MISSING[lang] if value is UNKNOWN else show_value(value, spec.scale, spec.shown_unit, lang)
    return f"{name} {shown}"


def quantity_text(value: Fraction, spec: FactSpec | None, lang: str) -> str:
    """A value of a quantity: of a fact in its unit, of a named quantity or expression as a ratio."""
    if spec is None or spec.type == "percent":
        return show_ratio(value, lang)
    return show_value(value, spec.scale, spec.shown_unit, lang)


def span_text(row: Row, course: Course, lang: str) -> str:
    """Where a row lies: `比率 = 10%`, `10% < 比率 ≤ 15%`."""
    name, low, high = course.quantity, row.low, row.high
    # An expression that stands between two signs is set off by brackets.
    name = f"({name})" if " " in name else name
    if low is not None and low == high:
        return f"{name} = {quantity_text(low, course.spec, lang)}"
    left = "" if low is None else f"{quantity_text(low, course.spec, lang)} {'≤' if row.low_in else '<'} "
    right = "" if high is None else f" {'≤' if row.high_in else '<'} {quantity_text(high, course.spec, lang)}"
    if not right and low is not None:
        return f"{name} {'≥' if row.low_in else '>'} {quantity_text(low, course.spec, lang)}"
    return f"{left}{name}{right}"


def levels_text(before: Level, after: Level, course: Course, lang: str) -> str:
    """What becomes of the points on a row."""
    unit = " 分" if lang == "zh" else " points"
    if not (_moves(before) or _moves(after)):
        both = before.points is not None and after.points is not None
        return f"{_flat(before, lang)} → {_flat(after, lang)}{unit if both else ''}"
    old, new = ("原", "现") if lang == "zh" else ("was ", "now ")
    return f"{old}{_moving(before, course, lang)}{'，' if lang == 'zh' else ', '}{new}{_moving(after, course, lang)}"


def _moves(level: Level) -> bool:
    return level.points is not None and (level.curved or bool(level.slope))


def _flat(level: Level, lang: str) -> str:
    if level.points is None:
        return (UNDECIDED if level.applies else NOT_APPLICABLE)[lang]
    return points_text(level.points)


def _moving(level: Level, course: Course, lang: str) -> str:
    """A line by its ends and by what a unit of the quantity adds or costs."""
    zh = lang == "zh"
    if not _moves(level):
        points = _flat(level, lang)
        return points if level.points is None else f"得 {points} 分" if zh else f"{points} points"
    if level.curved:
        return "随之变化（不是直线）" if zh else "varies, along no line"
    per, size = _unit(course.spec, lang)
    gained = level.slope * size
    verb = ("多" if gained > 0 else "少") if zh else ("more" if gained > 0 else "less")
    rate = f"{per}{verb} {points_text(abs(gained))} 分" if zh else f"{points_text(abs(gained))} {verb} {per}"
    ends = _ends(level, lang)
    return f"{ends}{('，' if zh else ', ') if ends else ''}{rate}"


def _ends(level: Level, lang: str) -> str:
    start, stop = (None if end is None else points_text(end) for end in level.ends)
    if start is not None and stop is not None:
        return said(lang, f"从 {start} 到 {stop} 分", f"{start} to {stop}")
    if start is None and stop is None:
        return ""
    return said(lang, f"从 {start} 分起" if stop is None else f"到 {stop} 分", f"from {start or stop}")


def _unit(spec: FactSpec | None, lang: str) -> tuple[str, Fraction]:
    """The unit of a quantity by which a slope is told, and how large it is in base units."""
    if spec is None or spec.type == "percent":
        return _PER_POINT[lang], Fraction(1, 100)
    unit = spec.shown_unit
    said = f"每 1 {unit}" if lang == "zh" else f"per {unit or '1'}"
    return said.rstrip(), spec.scale
