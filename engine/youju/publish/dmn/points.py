"""The points of an indicator, of a section and of the whole as FEEL: rounded, on moved weight, within the caps."""

from __future__ import annotations

from fractions import Fraction

from youju.feel import show_number
from youju.publish.dmn.feel import Scope
from youju.publish.dmn.known import known
from youju.publish.dmn.moves import Formula, shares_of
from youju.publish.dmn.names import Key, Names
from youju.rubric import CapSpec, Indicator, Rubric
from youju.rubric.spec import SectionSpec


def points_formula(rubric: Rubric, indicator: Indicator, scope: Scope, called: Names) -> Formula:
    """Null where a fact is missing on which the rules rest, 0 where the indicator does not apply."""
    rules: Key = ("rules", indicator.id)
    reads: list[Key] = [rules]
    given = called[rules] if indicator.hit != "sum" else f"(if {called[rules]} = null then 0 else {called[rules]})"
    text = _rounded(given, indicator.round)
    if shares := shares_of(rubric, indicator):
        reads.extend(shares)
        text = f"{text} * (1 + {' + '.join(called[key] for key in shares)})"
    for cap in rubric.caps:
        text = _within(text, cap) if cap.of == indicator.id else text
    if (condition := known(indicator)) is not None:
        reads.extend(scope.reads(condition))
        text = f"if {scope.feel(condition)} then {text} else null"
    if indicator.applies is not None:
        applies: Key = ("applies", indicator.id)
        reads.append(applies)
        text = f"if {called[applies]} = false then 0 else {text}"
    return Formula(text, tuple(dict.fromkeys(reads)))


def section_formula(section: SectionSpec, called: Names) -> Formula:
    """The sum of a section's points; null where one of them is."""
    keys: list[Key] = [("points", one) for group in section.groups for one in group.indicators]
    return Formula(" + ".join(called[key] for key in keys), tuple(keys))


def total_formula(rubric: Rubric, called: Names) -> Formula:
    """The sum of the sections, bonus and deductions, within the caps of the total."""
    keys: list[Key] = [("section", one.id) for one in rubric.spec.sections]
    keys += [("points", name) for name in rubric.spec.adjustments]
    text = " + ".join(called[key] for key in keys)
    for cap in rubric.caps:
        text = _within(text, cap) if cap.of == "total" else text
    return Formula(text, tuple(keys))


def _rounded(text: str, step: Fraction) -> str:
    """To the nearest multiple of a step, halves up (away from zero)."""
    places = len(show_number(step).partition(".")[2])
    if step == Fraction(1, 10**places):
        return f"round half up({text}, {places})"
    number = show_number(step) if step.denominator == 1 or "/" not in show_number(step) else f"({show_number(step)})"
    return f"round half up({text} / {number}, 0) * {number}"


def _within(text: str, cap: CapSpec) -> str:
    if cap.most is not None:
        text = f"min({show_number(cap.most)}, {text})"
    return text if cap.least is None else f"max({show_number(cap.least)}, {text})"
