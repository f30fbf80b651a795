"""A golden case worked through: what is given, what comes of it, and why in the card's own words."""

from __future__ import annotations

import re

from youju.audit.cases import run_case
from youju.audit.words import show_ratio, show_value
from youju.facts import constant
from youju.feel import Value, show_number
from youju.firing import case_of
from youju.publish.tellers import Said
from youju.rubric import CaseSpec, Indicator, Rubric

_HOLE = re.compile(r"\{([^{}]*)\}")


def worked(rubric: Rubric, indicator: Indicator) -> Said | None:
    """The first golden case its rules decide that gives some points and not all, else the first; None without one."""
    cases = [case for case in indicator.cases if case.given and case.effective_weight is None]
    results = [(case, run_case(rubric, indicator, case, "exact")) for case in cases]
    decided = [one for one in results if one[1].status == "scored"]
    between = [one for one in decided if 0 < one[1].points < indicator.weight]
    if not decided:
        return None
    case, found = (between or decided)[0]
    return _told(rubric, indicator, case, found.rules, show_number(found.points))


def given(case: CaseSpec, rubric: Rubric) -> Said:
    """What a case gives, as people say it: a truth is yes or no."""
    facts = rubric.dictionary.facts
    shown = {name: (_shown(text, "zh"), _shown(text, "en")) for name, text in case.given.items()}
    zh = "，".join(f"{name} {value}" for name, (value, _) in shown.items())
    return zh, ", ".join(f"{facts[name].en} {value}" for name, (_, value) in shown.items())


def _told(rubric: Rubric, indicator: Indicator, case: CaseSpec, rules: tuple[str, ...], points: str) -> Said:
    values: dict[str, Value] = {name: constant(text) for name, text in case.given.items()}
    seen = case_of(indicator, values, indicator.weight).values
    because = [rule.because for rule in indicator.rules if rule.id in rules and rule.because is not None]

    def filled(words: str, lang: str) -> str:
        return _HOLE.sub(lambda hole: _value(rubric, hole[1], case, seen.get(hole[1]), lang), words)

    known = given(case, rubric)
    zh = "；".join(filled(text.zh, "zh") for text in because)
    en = "; ".join(filled(text.en, "en") for text in because)
    return (
        f"{known[0]} → {points} 分{f'：{zh}' if zh else ''}",
        f"{known[1]} → {points}{f': {en}' if en else ''}",
    )


def _value(rubric: Rubric, name: str, case: CaseSpec, value: Value, lang: str) -> str:
    """A value of a wording: as the case gives it, else in the unit of its fact, else as a share."""
    if name in case.given:
        return _shown(case.given[name], lang)
    if name in rubric.dictionary.facts:
        spec = rubric.dictionary.facts[name]
        return show_value(value, spec.scale, spec.shown_unit, lang)
    return show_ratio(value, lang)


def _shown(text: str, lang: str) -> str:
    truth = {"true": ("是", "yes"), "false": ("否", "no")}.get(text)
    return text if truth is None else truth[lang == "en"]
