"""The impact as SARIF 2.1.0: every loss of points under the new rubric, against those under the old one.

A result is an indicator of a department that lost points or that rules do not decide. `baselineState` is `new` where
the old rubric had no such result, `absent` where the new one has none, `updated` where it says something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote as percent_encoded

from youju.audit.words import one_line, points_text
from youju.publish.sarif.baseline import Baseline
from youju.publish.sarif.results import KEY, Result, key_of
from youju.publish.sarif.run import sarif_file
from youju.regress.impact import Department, Impact, Line, Move, Score
from youju.source import digest, fraction_text

_LOST = {
    "zh": "{name}：{title} 得 {points}/{weight} 分（{rules}）",
    "en": "{name}: {title} {points}/{weight} ({rules})",
}
_OPEN = {
    "zh": "{name}：{title} 规则判不出，计 {points}/{weight} 分（{rules}）",
    "en": "{name}: {title} not decided by rules, {points}/{weight} entered ({rules})",
}


def sarif_of_impact(impact: Impact) -> bytes:
    """The results of the new rubric with their state, those that are gone after them; what was not read is told as
    notifications, and then the run was not successful."""
    old = [one for move in impact.moves for one in _results(impact, move, move.before)]
    new = [one for move in impact.moves for one in _results(impact, move, move.after)]
    results = Baseline({key_of(one): one for one in old}).compared(new)
    more = {
        "invocations": [_invocation(impact)],
        "properties": {
            "old": {"rubric": impact.old.id, "digest": impact.old.digest},
            "new": {"rubric": impact.new.id, "digest": impact.new.digest},
        },
    }
    return sarif_file(results, lambda indicator: _rule(impact, indicator), more)


def _results(impact: Impact, move: Move, score: Score) -> Iterator[Result]:
    for indicator, line in score.lines.items():
        if line.status == "undetermined" or line.points < line.weight:
            yield _result(impact, move.department, indicator, line)


def _result(impact: Impact, department: Department, indicator: str, line: Line) -> Result:
    title = impact.title(indicator)
    forms = _OPEN if line.status == "undetermined" else _LOST
    said = {"points": points_text(line.points), "weight": points_text(line.weight), "rules": "+".join(line.rules)}
    zh, en = (forms[lang].format(name=one_line(department.name), title=title.of(lang), **said) for lang in ("zh", "en"))
    return {
        "ruleId": indicator,
        "level": "warning",
        "message": {"text": zh},
        "partialFingerprints": {KEY: digest({"department": department.name, "indicator": indicator})[:16]},
        "locations": [_location(department)],
        "properties": {
            "message_en": en,
            "department": department.name,
            "points": fraction_text(line.points),
            "weight": fraction_text(line.weight),
            "status": line.status,
            "rules": list(line.rules),
        },
    }


def _location(department: Department) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": percent_encoded(department.file)}}
    if department.line is not None:
        place["region"] = {"startLine": department.line}
    return {"physicalLocation": place}


def _invocation(impact: Impact) -> dict[str, Any]:
    told = [
        {
            "level": "error",
            "descriptor": {"id": reason.code},
            "message": {"text": one_line(f"{one.file} {reason.place_zh}：{reason.zh} / {reason.en}")},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": percent_encoded(one.file)}}}],
        }
        for one in impact.unread
        for reason in one.reasons
    ]
    return {"executionSuccessful": not told, "toolExecutionNotifications": told}


def _rule(impact: Impact, indicator: str) -> dict[str, Any]:
    title = impact.title(indicator)
    return {"id": indicator, "shortDescription": {"text": f"{title.zh} / {title.en}"}}
