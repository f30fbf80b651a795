"""On whole reports: what holds is not flagged, and a printed rate is told once."""

from __future__ import annotations

from told import relations

from youju.audit import Audit, audit
from youju.report import Document
from youju.rubric import Rubric
from youju.structs import replace


def test_of_the_real_report_all_that_hold_are_found_and_one_rate_fails(real_audit: Audit) -> None:
    found = relations(real_audit.document.text)

    expected = {
        ("holds", "52.18 ÷ (916.04 - 52.18) = 6.04%"),
        ("holds", "308.13 ÷ (712.28 + 308.13) = 30.2%"),
        ("holds", "(1628.32 - 1126.12) ÷ 1126.12 = 44.6%"),
        ("holds", "145 ÷ 147 = 98.64%"),
        ("holds", "145 ÷ 145 = 100%"),
        ("holds", "949 ÷ 949 = 100%"),
        ("holds", "(59 + 3) ÷ 62 = 100%"),
        ("fails", "82 ÷ 147 = 55.78%"),
    }
    actual = {(one.verdict, one.formula_zh) for one in found if one.verdict != "unknown"}
    assert expected == actual


def test_of_the_sample_one_rate_fails(sample: Document) -> None:
    expected = ["305 ÷ 320 = 95.31%"]
    actual = [one.formula_zh for one in relations(sample.text) if one.verdict == "fails"]
    assert expected == actual


def test_a_rate_that_the_rubric_refutes_is_told_once(sample: Document, rubric: Rubric) -> None:
    changed = replace(sample, text=sample.text.replace("支出率95%", "支出率91%"))
    found = audit(changed, rubric, "exact")
    wrong = [one for one in found.relations if one.verdict == "fails" and one.terms[-1].shown == "91%"]

    expected = (1, ["printed-rate-differs"])
    codes = [
        one.code
        for one in found.findings
        if one.code in ("rate-differs", "printed-rate-differs") and any("91%" in quote.text for quote in one.quotes)
    ]
    actual = (len(wrong), codes)
    assert expected == actual
