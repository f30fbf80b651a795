"""What auditors decided stands in every export: what is set aside, why and by whom, and the totals before."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from web_helpers import parsed

from youju.arithmetic import Relation, Verdict
from youju.audit import Audit, judge
from youju.facts import FactRuling, FindingRuling, Rulings
from youju.publish.amount import amount
from youju.publish.html import html_page
from youju.publish.papers import Paper, document_of, papers_of
from youju.publish.papers.model import MOST_ROWS
from youju.publish.sarif import Baseline, read_baseline, results_of, sarif_of
from youju.publish.standing import is_aside, ruled, standing
from youju.structs import replace

WHY = "=已核对 <b>原件</b>"


@pytest.fixture(scope="module")
def decided(sample_audit: Audit) -> Audit:
    """The sample with its first findings rejected, muted and accepted, and a fact ruled on."""
    decisions = ("reject", "mute", "accept")
    findings = tuple(
        FindingRuling(at, one.key, one.code, one.indicator, decision, WHY, "审核员甲")
        for at, (one, decision) in enumerate(zip(sample_audit.findings, decisions, strict=False), 1)
    )
    name, value = next((name, fact.value) for name, fact in sample_audit.facts.items() if fact.value is True)
    facts = {name: FactRuling(name, value, "批复第 2 页", WHY, "amend", "审核员乙", 4)}
    audit = sample_audit
    return judge(audit.document, audit.rubric, audit.reading, "exact", rulings=Rulings(None, facts, findings))


def paper(found: Audit, key: str) -> Paper:
    return next(one for one in papers_of(found) if one.key == key)


def test_what_is_set_aside_stands_last_in_every_export_with_its_reason(decided: Audit) -> None:
    aside = [ruled(one, "zh") for one in standing(decided) if is_aside(one)]
    listed = [row for row in paper(decided, "problems").rows if row.cells[1].text.startswith("(")]
    page = parsed(html_page(decided))
    shown = [one for one in page.named("li") if "muted" in (one.attributes.get("class") or "").split()]

    assert [f"不成立：{WHY}（审核员甲）", f"不再列出：{WHY}（审核员甲）"] == aside
    assert aside == [one["suppressions"][0]["justification"] for one in results_of(decided) if "suppressions" in one]
    assert all(how in row.cells[6].text for how, row in zip(aside, listed, strict=True))
    assert all(how in one.text for how, one in zip(aside, shown, strict=True))


def test_problems_that_count_are_numbered_as_without_those_set_aside(decided: Audit) -> None:
    first = paper(replace(decided, set_aside=()), "problems").rows
    every = paper(decided, "problems").rows

    assert [row.cells[0] for row in first] == [row.cells[0] for row in every[: len(first)]]
    assert len(first) + len(decided.set_aside) == len(every)


def test_the_opinion_names_every_ruling_and_the_totals_before(decided: Audit, sample_audit: Audit) -> None:
    told = {row.cells[0].text: row.cells[1].text for row in paper(decided, "opinion").rows}
    plain = {row.cells[0].text for row in paper(sample_audit, "opinion").rows}

    assert [f"{one.number}." for one in decided.ledger.rulings] == [
        line.split(" ")[0] for line in told["审核裁定"].split("\n")
    ]
    assert "批复第 2 页" in told["审核裁定"]
    assert "审核员乙" in told["审核裁定"]
    assert "裁定以前" in told["得分"]
    assert "审核裁定" not in plain


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_is_set_aside_is_no_finding_that_is_gone(decided: Audit, sample_audit: Audit, form: str) -> None:
    from youju.audit.record import to_record
    from youju.source import canonical

    data = sarif_of(sample_audit) if form == "sarif" else canonical(to_record(sample_audit))
    earlier: Baseline = read_baseline(data, "audit")
    there = {one.key for one in standing(decided)}

    assert sum(1 for one in sample_audit.findings if one.key not in there) == earlier.change(results_of(decided)).gone
    assert 2 == sum(1 for one in json.loads(sarif_of(decided))["runs"][0]["results"] if "suppressions" in one)


def test_of_too_many_rows_those_that_matter_are_listed_and_the_rest_counted(sample_audit: Audit) -> None:
    quote = sample_audit.document.quote(0, 5)

    def relation(verdict: Verdict) -> Relation:
        return Relation("sum-differs", verdict, "1 + 1 = 2", "1 + 1 = 2", (), quote, Fraction(2), Fraction(2))

    many = (*(relation("holds"),) * MOST_ROWS, relation("fails"))
    found = replace(sample_audit, relations=many, findings=sample_audit.findings * MOST_ROWS)
    relations, problems = paper(found, "relations"), paper(found, "problems")

    assert "不符" == relations.rows[-1].cells[-1].text
    assert "另有 1 处没有列出" in relations.notes[-1]
    assert MOST_ROWS == len(problems.rows)
    assert f"只列前 {MOST_ROWS} 条" in problems.notes[-1]
    assert document_of((problems,), "zh")


def test_a_rate_that_never_ends_is_rounded_and_marked(sample_audit: Audit) -> None:
    quote = sample_audit.document.quote(0, 5)
    one = Relation("rate-differs", "fails", "", "", (), quote, None, None, unit="%", scale=Fraction(1, 100))

    assert ("≈95.65%", "95.5%", "—") == tuple(amount(n, one) for n in (Fraction(22, 23), Fraction(191, 200), None))
