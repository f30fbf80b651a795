"""How an indicator is scored, as its row of the official table says it, with the rules and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from youju.explain import MARKS
from youju.publish.scoring import scoring
from youju.publish.tellers import Said, tellers
from youju.rubric import Basis, Indicator, Rubric


def card(rubric: Rubric, indicator: Indicator) -> dict[str, Any]:
    """`how` it is read, `about` what its lines are, the `lines` with their rule, and the `basis` of all of it."""
    found = scoring(indicator, tellers(rubric, indicator))
    lines = [
        {"when": _pair(line.when), "points": _pair(line.points), "rule": rule.id, "basis": _bases(rubric, rule.basis)}
        for line, rule in zip(found.lines, indicator.rules, strict=True)
    ]
    shared = bool(lines) and all(line["basis"] == lines[0]["basis"] for line in lines)
    basis = [*_bases(rubric, indicator.basis), *(lines[0]["basis"] if shared else [])]
    return {
        "how": _pair(found.how),
        "about": _pair(found.about),
        "lines": [{**line, "basis": []} for line in lines] if shared else lines,
        "basis": basis,
    }


def _bases(rubric: Rubric, bases: Sequence[Basis]) -> list[dict[str, Any]]:
    return [
        {"mark": one.mark, **MARKS[one.mark], "text": one.text, "source": None if source is None else source.title.zh}
        for one in bases
        for source in (rubric.spec.sources.get(one.source or ""),)
    ]


def _pair(said: Said) -> dict[str, str]:
    return {"zh": said[0], "en": said[1]}
