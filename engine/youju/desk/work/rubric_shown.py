"""A rubric and its cards as values that a page shows: the official table, and a card with its rules in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.desk.work.rubric import RubricAsk, inside, whole
from youju.explain import MARKS, STATUS
from youju.feel import show_number
from youju.publish.example import given
from youju.publish.scoring import Scoring, chosen_reading, other_readings, scoring
from youju.publish.tellers import Said, Tellers, tellers
from youju.rubric import Authored, Basis, CaseSpec, Check, Formula, Indicator, Rubric, Text

Pair = dict[str, str]


def _pair(said: Said | Text) -> Pair:
    zh, en = (said.zh, said.of("en")) if isinstance(said, Text) else said
    return {"zh": zh, "en": en}


def table(ask: RubricAsk) -> dict[str, Any]:
    """The official table: sections, groups, indicators with their weights and how each is scored; then the rest."""
    found, versions = whole(ask)
    last = versions.last
    rubric, spec = last.rubric, last.rubric.spec
    return {
        "rubric": found.name,
        "title": _pair(spec.title),
        "total": show_number(spec.total),
        "from": None if last.span.start is None else last.span.start.isoformat(),
        "sections": [
            {
                "title": _pair(section.title),
                "weight": show_number(section.weight),
                "groups": [
                    {
                        "title": _pair(group.title),
                        "weight": show_number(group.weight),
                        "rows": [_row(last, name) for name in group.indicators],
                    }
                    for group in section.groups
                ],
            }
            for section in spec.sections
        ],
        "adjustments": [_row(last, name) for name in spec.adjustments],
        "transfers": [{"id": one.id, **_pair(one.because)} for one in rubric.transfers],
        "caps": [{"id": one.id, **_pair(one.because)} for one in rubric.caps],
        "sources": [{"note": one.note, **_pair(one.title)} for one in spec.sources.values()],
        "checks": [_check(one) for one in rubric.checks],
        "files": sorted(found.files),
    }


def _row(version: Authored, name: str) -> dict[str, Any]:
    rubric = version.rubric
    one = rubric.indicators[name]
    bases = (*one.basis, *(basis for rule in one.rules for basis in rule.basis))
    return {
        "id": name,
        "title": _pair(one.title),
        "weight": "" if one.adjustment else show_number(one.weight),
        "assumed": any(basis.mark == "assumed" for basis in bases),
        "scoring": _scoring(scoring(one, tellers(rubric, one))),
    }


def _scoring(found: Scoring) -> dict[str, Any]:
    return {
        "how": _pair(found.how),
        "about": _pair(found.about),
        "lines": [{"when": _pair(line.when), "points": _pair(line.points)} for line in found.lines],
    }


def cards(ask: RubricAsk) -> dict[str, dict[str, Any]]:
    """All cards by the names of their indicators: who reads one reads others, and they take milliseconds together."""
    rubric = whole(ask)[1].last.rubric
    return {name: found for name in rubric.indicators if (found := card(ask, name)) is not None}


def card(ask: RubricAsk, name: str) -> dict[str, Any] | None:
    """A card: weight, rules in words with their bases, quantities, facts, cases, and the text it is written in.

    None where there is no such indicator.
    """
    found, versions = whole(ask)
    last = versions.last
    rubric = last.rubric
    if name not in rubric.indicators:
        return None
    one = rubric.indicators[name]
    told = tellers(rubric, one)
    path = next(inside(each.place().file) for each in last.cards if each.model.indicator == name)
    shown = _scoring(scoring(one, told))
    for line, rule in zip(shown["lines"], one.rules, strict=True):
        line |= {"rule": rule.id, "basis": [_basis(rubric, basis) for basis in rule.basis]}
    chosen = chosen_reading(one)
    return {
        "id": name,
        "title": _pair(one.title),
        "weight": None if one.adjustment else show_number(one.weight),
        "round": show_number(one.round),
        "place": [_pair(title) for title in _place(rubric, one)],
        "basis": [_basis(rubric, basis) for basis in one.basis],
        "scoring": shown,
        "reading": None if chosen is None else _pair(chosen),
        "readings": [{"title": _pair(title), **_scoring(other)} for title, other in other_readings(one, told)],
        "lets": [line for let in one.lets for line in _formulas(let.name, let.alternatives, told)],
        "applies": None if one.applies is None else _pair(told.tell(one.applies.expr)),
        "open": [{"when": _pair(told.tell(each.when.expr)), **_pair(each.because)} for each in one.open],
        "facts": list(_facts(rubric, one)),
        "cases": [_case(rubric, case) for case in one.cases],
        "checks": [_check(check) for check in rubric.checks if any(risk.indicator == name for risk in check.at_risk)],
        "path": path,
        "yaml": found.files[path],
    }


def _place(rubric: Rubric, one: Indicator) -> Iterator[Text]:
    for section in rubric.spec.sections:
        if section.id == one.section:
            yield section.title
            yield from (group.title for group in section.groups if group.id == one.group)


def _basis(rubric: Rubric, basis: Basis) -> dict[str, Any]:
    source = rubric.spec.sources.get(basis.source or "")
    title = None if source is None else _pair(source.title)
    return {"mark": basis.mark, "said": dict(MARKS[basis.mark]), "text": basis.text, "source": title}


def _formulas(name: str, formulas: tuple[Formula, ...], told: Tellers) -> Iterator[dict[str, Any]]:
    for number, formula in enumerate(formulas):
        yield {"name": name, "first": number == 0, **_pair(told.tell(formula.expr))}


def _facts(rubric: Rubric, one: Indicator) -> Iterator[dict[str, Any]]:
    for name in one.facts:
        spec = rubric.dictionary.facts[name]
        yield {
            "name": name,
            "en": spec.en,
            "unit": spec.shown_unit,
            "yes_no": spec.type == "boolean",
            "papers": "、".join(spec.papers),
            "silent": None if spec.default is None else spec.default.because_zh,
        }


def _case(rubric: Rubric, case: CaseSpec) -> dict[str, Any]:
    expect = case.expect
    rules = expect.rules if expect.rules is not None else (expect.rule,) if expect.rule else ()
    numbers = {"points": expect.points, "low": expect.low, "high": expect.high, "claimed": case.claimed}
    return {
        "note": case.note,
        "given": _pair(given(case, rubric)),
        "rules": list(rules),
        "status": None if expect.status in (None, "scored") else dict(STATUS[expect.status]),
        **{key: None if value is None else show_number(value) for key, value in numbers.items()},
    }


def _check(check: Check) -> dict[str, Any]:
    spec = check.spec
    return {"code": check.code, "level": spec.level, "title": _pair(spec.title), "because": _pair(spec.because)}
