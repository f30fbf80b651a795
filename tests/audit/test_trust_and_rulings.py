"""Values read with doubt are told as such; values entered by hand settle a fact, and nobody takes them for the report's."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged

from youju.audit import Audit, audit, judge
from youju.audit.graph import evidence_of, graph_of
from youju.audit.record import to_record
from youju.explain import render, why
from youju.facts import Fact, FactRuling, FactSpec, Rulings, Statement, extract, overrule, resolve
from youju.feel import UNKNOWN
from youju.ledger.certificate import verify
from youju.report import Document, Quote, Remark
from youju.rubric import Rubric
from youju.source import canonical, digest
from youju.structs import replace

PLAN, BOUGHT = "计划采购金额", "实际采购金额"
COUNT = FactSpec.read({"en": "c", "type": "count"})
Record = dict[str, Any]


def ruling(fact: str, value: Any, source: str = "花名册第 3 页", note: str = "") -> FactRuling:
    return FactRuling(
        fact, value if isinstance(value, (bool, str)) or value is UNKNOWN else Fraction(value), source, note
    )


def handed(*rulings: FactRuling) -> Rulings:
    return Rulings("ab" * 32, {one.fact: one for one in rulings})


def ruled(document: Document, rubric: Rubric, *rulings: FactRuling) -> Audit:
    reading = extract(document, rubric.dictionary, tuple(rubric.sought()))
    return judge(document, rubric, reading, "exact", rulings=handed(*rulings))


def doubted(document: Document, *words: str) -> Document:
    """The same document, read with doubt where these words stand."""
    spans = tuple((at := document.text.index(word), at + len(word)) for word in words)
    return replace(document, remarks=(Remark("pdf-readers-differ", "P1", "读得不同", "differ", spans, lowers=True),))


def codes(found: Audit, code: str) -> list[tuple[str, str | None]]:
    return [(finding.level, finding.indicator) for finding in found.findings if finding.code == code]


# Trust


def said(value: int, trust: str, half: int = 0) -> Statement:
    quote = Quote("q", 1, 0, 1)
    return Statement("x", Fraction(value), quote, quote, "figure", half_unit=Fraction(half), trust=trust)  # type: ignore[arg-type]


def settled(*statements: Statement) -> Fact:
    return resolve({"x": COUNT}, statements)["x"]


def test_among_statements_that_agree_a_trusted_one_is_chosen_before_a_more_precise_one() -> None:
    fact = settled(said(1628, "low"), said(1630, "full", half=5))

    assert ("settled", 1630, "full") == (fact.status, fact.value, fact.trust)


@given(st.lists(st.sampled_from(["full", "low"]), min_size=1, max_size=5))
def test_a_value_is_unsure_where_every_statement_of_it_is(trusts: list[str]) -> None:
    fact = settled(*(said(7, trust) for trust in trusts))

    assert ("full" if "full" in trusts else "low") == fact.trust


def test_a_value_read_with_doubt_that_touches_a_score_is_a_finding(sample: Document, rubric: Rubric) -> None:
    found = audit(doubted(sample, "实际采购57万元"), rubric, "exact")

    assert ("low", "full") == (found.facts[BOUGHT].trust, found.facts[PLAN].trust)
    assert [("P1", "procurement-rate")] == codes(found, "low-trust-value")
    assert "（读得不确定）" in render(why(found, "procurement-rate"))


def test_a_clean_file_has_no_such_finding(sample_audit: Audit) -> None:
    assert [] == codes(sample_audit, "low-trust-value")
    assert {"full", None} == {fact.trust for fact in sample_audit.facts.values()}


# Rulings


def test_a_ruling_settles_a_conflict_and_takes_its_risk_away(rubric: Rubric) -> None:
    torn = [(PLAN, Fraction(60)), (PLAN, Fraction(80)), (BOUGHT, Fraction(60))]
    before = judged(rubric, torn, {"procurement-rate": 2})
    after = judge(before.document, rubric, before.reading, "exact", rulings=handed(ruling(PLAN, 120)))

    assert ("conflicting", 1) == (before.facts[PLAN].status, len(before.doubts))
    assert ("ruled", 120, "hand", "figure") == (
        after.facts[PLAN].status,
        after.facts[PLAN].value,
        after.facts[PLAN].trust,
        after.facts[PLAN].evidence,
    )
    assert ((), 1, "computed") == (
        after.doubts,
        after.ledger.row("procurement-rate").points,
        after.ledger.row("procurement-rate").support,
    )


def test_the_reports_own_statements_stay_visible_and_count_no_longer(sample: Document, rubric: Rubric) -> None:
    found = ruled(sample, rubric, ruling(PLAN, 1_000_000, note="追加"))
    fact = found.facts[PLAN]
    text = render(why(found, "procurement-rate"))
    graph = graph_of(found)

    assert ((), ["年初政府采购计划60万元"]) == (fact.statements, [one.quote.text for one in fact.overruled])
    assert f"证据：{PLAN} 100 万元，审核时按花名册第 3 页录入\n      理由：追加\n" in text
    assert f"报告所写不采用：{PLAN}，第 99 行「年初政府采购计划60万元」" in text
    assert [("P2", "procurement-rate")] == codes(found, "fact-handed")
    assert {("ruling", PLAN)} == {node for node in evidence_of(graph, "procurement-rate/1") if node[0] == "ruling"}


def test_a_ruling_that_says_what_the_report_says_is_no_finding(sample: Document, rubric: Rubric) -> None:
    assert [] == codes(ruled(sample, rubric, ruling(PLAN, 600_000)), "fact-handed")


def test_a_ruling_that_nobody_knows_makes_the_fact_missing(sample: Document, rubric: Rubric) -> None:
    found = ruled(sample, rubric, ruling(BOUGHT, UNKNOWN))

    assert ("missing", UNKNOWN, None) == (
        found.facts[BOUGHT].status,
        found.facts[BOUGHT].value,
        found.facts[BOUGHT].trust,
    )
    assert "undetermined" == found.ledger.row("procurement-rate").status
    assert [("P2", "procurement-rate")] == codes(found, "fact-handed")


def test_a_sentence_ruled_true_is_worth_a_sentence(rubric: Rubric) -> None:
    name = next(name for name, spec in rubric.dictionary.facts.items() if spec.type == "boolean" and not spec.evidence)
    found = judge(*base(rubric), "exact", rulings=handed(ruling(name, True)))

    assert "assertion" == found.facts[name].evidence


def base(rubric: Rubric) -> tuple[Any, Any, Any]:
    made = judged(rubric, {})
    return made.document, rubric, made.reading


@given(st.dictionaries(st.sampled_from([PLAN, BOUGHT, "在职人数"]), st.integers(0, 10**6), max_size=3))
def test_only_what_is_ruled_on_changes(sample_audit: Audit, values: dict[str, int]) -> None:
    before = sample_audit.facts
    after = overrule(before, handed(*(ruling(name, value) for name, value in values.items())))

    assert {name: fact for name, fact in before.items() if name not in values} == {
        name: fact for name, fact in after.items() if name not in values
    }
    assert values == {name: after[name].value for name in values}


# The certificate


@pytest.fixture(scope="module")
def record(sample: Document, rubric: Rubric) -> Record:
    document = doubted(sample, "实际采购57万元")
    return to_record(ruled(document, rubric, ruling(PLAN, 1_000_000), ruling("在职人数", UNKNOWN)))


def sealed(record: Record, alter: Callable[[Record], object]) -> tuple[str, ...]:
    """What `verify` says of a record in which something was altered and the digest made anew."""
    import copy

    other = copy.deepcopy(record)
    alter(other)
    other["digest"] = digest(other)
    return verify(canonical(other))


def fact_of(record: Record, name: str) -> Record:
    return next(fact for fact in record["ledger"]["facts"] if fact["name"] == name)


def test_an_audit_with_rulings_and_doubt_is_accepted(record: Record) -> None:
    assert () == verify(canonical(record))
    assert {"value": "100", "source": "花名册第 3 页", "note": ""} == fact_of(record, PLAN)["ruling"]
    assert {"sha256": "ab" * 32} == record["facts_file"]


def test_the_same_file_twice_gives_the_same_bytes(sample: Document, rubric: Rubric) -> None:
    first, second = (to_record(ruled(sample, rubric, ruling(PLAN, 5))) for _ in range(2))

    assert canonical(first) == canonical(second)


def _untold(code: str) -> Callable[[Record], object]:
    return lambda r: r.update(findings=[finding for finding in r["findings"] if finding["code"] != code])


@pytest.mark.parametrize(
    "alter",
    [
        lambda r: fact_of(r, PLAN)["ruling"].update(source=" "),
        lambda r: fact_of(r, PLAN)["ruling"].update(value="60"),
        lambda r: fact_of(r, PLAN).update(ruling=None),
        lambda r: fact_of(r, PLAN).update(trust="full"),
        lambda r: fact_of(r, PLAN).update(status="settled"),
        lambda r: fact_of(r, PLAN).update(more=1),
        lambda r: fact_of(r, "在职人数").update(ruling=None),
        lambda r: fact_of(r, BOUGHT).update(trust="full"),
        lambda r: fact_of(r, BOUGHT).update(trust="hand"),
        lambda r: r.pop("facts_file"),
        lambda r: r["facts_file"].update(sha256="AB"),
        lambda r: r["facts_file"].update(path="x"),
        _untold("fact-handed"),
        _untold("low-trust-value"),
    ],
)
def test_a_ruling_without_its_source_or_value_and_trust_that_was_dropped_are_refused(
    record: Record, alter: Callable[[Record], object]
) -> None:
    assert sealed(record, alter)


def test_trust_dropped_everywhere_but_in_its_finding_is_refused(record: Record) -> None:
    def drop(other: Record) -> None:
        fact_of(other, BOUGHT)["trust"] = "full"
        for indicator in other["indicators"]:
            for fact in indicator["facts"]:
                fact["trust"] = "full" if fact["trust"] == "low" else fact["trust"]

    assert sealed(record, drop)
