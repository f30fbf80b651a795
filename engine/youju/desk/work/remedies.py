"""What would win points back, between what bounds they lie, and what to ask: the sentences that pages show."""

from __future__ import annotations

from typing import Any

from youju.audit import Audit
from youju.explain.answers import Asked, Regain
from youju.explain.ranges import between, range_of
from youju.explain.tell.ask import told
from youju.explain.tell.regain import tell_regain
from youju.explain.written import lines
from youju.source import fraction_text


def regained(audit: Audit, found: Regain, lang: str) -> list[dict[str, Any]]:
    """The sentences on what would win lost points back, a line each with how far it is set in; the head is left out."""
    return [{"depth": line.depth, "text": line.text(lang)} for line in lines(tell_regain(audit, found), lang)][1:]


def range_data(audit: Audit, indicator: str) -> dict[str, Any]:
    """The bounds of an indicator's points, whether some values attain them, and the facts that decide."""
    low, high = between(audit, indicator)
    found = range_of(audit, indicator)
    names = [name for name in found.open if name in audit.rubric.dictionary.facts]
    return {
        "low": fraction_text(low),
        "high": fraction_text(high),
        "exact": found.exact,
        "open": [{"zh": name, "en": audit.rubric.dictionary.facts[name].en} for name in names],
    }


def answers_asked(audit: Audit, asked: Asked, lang: str) -> list[dict[str, Any]]:
    """The questions, those that move most points first: the indicators one decides, its words, what answers give."""
    stop = "；" if lang == "zh" else "; "
    return [
        {
            "indicators": list(swing.indicators),
            "question": one.question.text(lang),
            "says": [said.text(lang) for said in one.says],
            "answers": [
                f"{title.text(lang)}{'：' if lang == 'zh' else ': '}{stop.join(each.text(lang) for each in rest)}"
                for title, *rest in one.answers
            ],
            "look": [look.text(lang) for look in one.look],
        }
        for swing, one in zip(asked.questions, told(audit, asked).questions, strict=True)
    ]
