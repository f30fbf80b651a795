"""Whatever a report says, it is audited without a crash, by the laws, with quotes that stand where they say."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from mutations import mutated_text
from youju.audit import audit
from youju.audit.record import to_record
from youju.ledger.certificate import verify
from youju.report import Document, ReportError, read_bytes
from youju.rubric import Rubric
from youju.source import canonical

SAMPLE = Path(__file__).parents[2] / "facts" / "examples" / "qinghe-water" / "report.md"


def spoilt(seed: int) -> Document | None:
    """A sample report with random edits; None where nothing is left to read."""
    text = mutated_text(SAMPLE.read_text(encoding="utf-8"), seed)
    try:
        return read_bytes(text.encode("utf-8", "replace"), "报告.txt")
    except ReportError:
        return None


def wrong_quotes(document: Document, rubric: Rubric) -> list[str]:
    """The quotes of an audit, of every kind, that do not stand in the document; its record must be accepted."""
    found = audit(document, rubric, "exact")
    assert verify(canonical(to_record(found))) == ()
    quotes = [said.quote for fact in found.facts.values() for said in fact.statements]
    quotes += [said.number for fact in found.facts.values() for said in fact.statements]
    quotes += [quote for finding in found.findings for quote in finding.quotes]
    return [quote.text for quote in quotes if document.text[quote.start : quote.end] != quote.text]


@pytest.mark.parametrize("seed", range(40))
def test_a_spoilt_report_is_audited_lawfully(seed: int, rubric: Rubric) -> None:
    document = spoilt(seed)

    assert document is None or wrong_quotes(document, rubric) == []


@pytest.mark.evidence
def test_ten_thousand_spoilt_reports_are_audited_lawfully(rubric: Rubric) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        answers = list(pool.map(partial(_answer, rubric=rubric), range(1_000, 11_000), chunksize=250))
    counts = Counter(answers)
    print(f"\nspoilt text reports: {counts.total()}, {dict(counts)}")

    assert set(counts) <= {"audited", "refused"}
    assert counts["audited"] > 9_000


def _answer(seed: int, rubric: Rubric) -> str:
    document = spoilt(seed)
    if document is None:
        return "refused"
    wrong = wrong_quotes(document, rubric)
    return f"{seed}: {wrong[0]}" if wrong else "audited"
