"""The task of checking a ruling before it is kept: all that `youju rule` checks, by the same functions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from youju.audit import Audit
from youju.author.rulings.decide import Decided, findings_called, no_finding, on_fact, on_finding
from youju.author.rulings.read import read_rulings
from youju.author.rulings.write import with_ruling
from youju.desk.work.open import AuditAsk, opened
from youju.source import CodedError, RefusedError

FILE = "rulings.yaml"


def check_ruling(ask: AuditAsk, decided: Decided) -> Mapping[str, str]:
    """What a ruling is about: a fact, or a finding with code and indicator. CodedError where it cannot be taken."""
    found = opened(ask)
    subject = _subject(found.audit, decided)
    given = {"value": decided.value, "source": decided.source, "reason": decided.reason, "by": decided.by}
    said = {**subject, "decision": decided.decisions[0], **{key: text for key, text in given.items() if text}}
    audit = found.audit
    try:
        read_rulings(Path(FILE), audit.rubric.dictionary, audit.document, with_ruling(found.rulings, said))
    except RefusedError as error:
        first = error.diagnostics[0]
        raise CodedError(first.code, first.zh, first.en) from error
    return subject


def _subject(audit: Audit, decided: Decided) -> dict[str, str]:
    if decided.fact is not None:
        return on_fact(audit, decided.fact, decided.value)
    key = decided.finding or ""
    found = findings_called(audit, key)
    if len(found) != 1:
        raise no_finding(audit, key)
    return on_finding(found[0])
