"""The task of judging one document of the store by two versions of a rubric, as `youju rubric diff --facts` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from youju.desk.work.open import AuditAsk, material, rulings_in, version_of
from youju.facts import extract
from youju.regress.impact import Department, Impact, Line, Turn, impact_of
from youju.regress.impact.corpus import Corpus, Material
from youju.report import Document, ReportError
from youju.rubric import NotInForceError, Rubric
from youju.source import CodedError, RefusedError, fraction_text

Plain = dict[str, Any]


def effect_on(ask: AuditAsk) -> Plain:
    """Totals by the two versions of an ask, and what turns on each indicator; or `code`, `zh`, `en`: why neither."""
    try:
        document, rulings = material(ask)
        old, new = (_side(ask, digest, document, rulings) for digest in ask.versions)
    except RefusedError as error:
        first = error.diagnostics[0]
        return _refused(first.code, first.zh, first.en)
    except (CodedError, ReportError) as error:
        return _refused(error.code, error.zh, error.en)
    department = Department(ask.name, ask.name, "report", old[1], new[1])
    return _told(impact_of(old[0], new[0], Corpus((department,))))


def _side(ask: AuditAsk, digest: str, document: Document, rulings: str | None) -> tuple[Rubric, Material]:
    try:
        rubric, _ = version_of(Path(ask.folder), digest, document)
    except NotInForceError as error:
        raise CodedError(error.code, error.zh, error.en) from error
    reading = extract(document, rubric.dictionary, tuple(rubric.sought()))
    ruled = None if rulings is None else rulings_in(rulings, rubric, document)
    return rubric, Material(document, reading, None if ruled is None or ruled.empty else ruled)


def _refused(code: str, zh: str, en: str) -> Plain:
    return {"code": code, "zh": zh, "en": en}


def _told(impact: Impact) -> Plain:
    if impact.unread:
        reason = impact.unread[0].reasons[0]
        return _refused(reason.code, reason.zh, reason.en)
    (move,) = impact.moves
    return {
        "before": fraction_text(move.before.total),
        "after": fraction_text(move.after.total),
        "turns": [_turn(impact, one) for one in move.turns],
    }


def _turn(impact: Impact, turn: Turn) -> Plain:
    title = impact.title(turn.indicator)
    named = {"indicator": turn.indicator, "zh": title.zh, "en": title.of("en"), "change": fraction_text(turn.change)}
    return {**named, "opened": turn.opened, "before": _line(turn.before), "after": _line(turn.after)}


def _line(line: Line | None) -> Plain | None:
    return None if line is None else {"points": fraction_text(line.points), "rules": list(line.rules)}
