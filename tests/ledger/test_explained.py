"""The certificate of explanations: what is made of any report is accepted, and what is refused says which claim failed."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest
from explained_tampers import Record, resealed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged

from youju.audit import Audit
from youju.audit.words import points_text, show_ratio, show_value
from youju.cli.asked import Asked
from youju.cli.open import open_audit
from youju.explain import why
from youju.explain.answers import Range
from youju.explain.certify import certify, explained
from youju.explain.cites import cites
from youju.explain.regain import regain
from youju.explain.tell import long, short
from youju.explain.tell.regain import regain_text
from youju.explain.tell.why_not import tell_why_not
from youju.facts import constant
from youju.ledger.explained import AtHand, is_explanation, verify_explanation
from youju.ledger.explained.amounts import POINTS, says
from youju.report import Document
from youju.rubric import Rubric
from youju.source import canonical
from youju.structs import replace

_AMOUNTS = st.sampled_from(["0", "1", "2", "9", "10", "11", "15", "24", "100", "100.01", "99.99"])
_VALUES = {
    "boolean": st.sampled_from(["true", "false"]),
    "money": _AMOUNTS.map(lambda amount: f"{amount} 万元"),
    "percent": _AMOUNTS.map(lambda amount: f"{amount}%"),
    "count": st.sampled_from(["0", "1", "2", "3", "24", "25", "40"]),
}


def whole(audit: Audit) -> Record:
    return certify(audit, [explained(audit, name) for name in audit.rubric.indicators])


def at_hand(rubric: Rubric, report: Document | None = None) -> AtHand:
    return AtHand({rubric.id: {rubric.digest: (None, None)}}, {rubric.digest: rubric.dictionary.facts}, report)


@pytest.fixture(scope="module")
def certificate(sample_audit: Audit) -> Record:
    return whole(sample_audit)


def test_the_certificate_of_the_sample_is_accepted_with_all_at_hand(
    certificate: Record, rubric: Rubric, sample: Document
) -> None:
    assert () == verify_explanation(canonical(certificate), at_hand(rubric, sample))
    assert is_explanation(canonical(certificate))


def test_the_certificate_of_the_real_report_is_accepted(real_audit: Audit, rubric: Rubric) -> None:
    assert () == verify_explanation(canonical(whole(real_audit)), at_hand(rubric, real_audit.document))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_certificate_of_any_audit_is_accepted(rubric: Rubric, data: st.DataObject) -> None:
    facts = rubric.dictionary.facts
    # A name may be said twice, and then differently.
    names = data.draw(st.lists(st.sampled_from(sorted(facts)), min_size=5))
    said = [(name, constant(data.draw(_VALUES[facts[name].type], name))) for name in names]
    asked = data.draw(st.dictionaries(st.sampled_from(sorted(rubric.indicators)), st.integers(0, 12)))
    audit = judged(rubric, said, {name: Fraction(points) for name, points in asked.items()})
    told = data.draw(st.lists(st.sampled_from(sorted(rubric.indicators)), min_size=4, max_size=8, unique=True))

    assert () == verify_explanation(
        canonical(certify(audit, [explained(audit, name) for name in told])), at_hand(rubric)
    )


def test_every_explanation_of_the_sample_is_minimal(certificate: Record) -> None:
    assert [] == [one["indicator"] for one in certificate["explanations"] if not one["minimal"]]


def test_every_explanation_of_the_real_report_is_minimal(real_audit: Audit) -> None:
    assert [] == [name for name in real_audit.rubric.indicators if not cites(real_audit, name).minimal]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_printed_is_what_is_certified(certificate: Record, sample_audit: Audit, lang: str) -> None:
    for one in certificate["explanations"]:
        found, told = why(sample_audit, one["indicator"]), one["texts"]
        back = regain(sample_audit, one["indicator"])
        printed = {
            "why": [text.text(lang) for text in long(found)],
            "regain": [line.strip() for line in regain_text(sample_audit, back, lang).split("\n")],
            "why-not": [text.text(lang) for text in tell_why_not(sample_audit, found.indicator.id)],
        }

        assert printed == {table: [text[lang] for text in texts] for table, texts in told.items()}
        assert [text.text(lang) for text in short(found)] == [text[lang] for text in told["why"] if not text["depth"]]


def test_the_certificate_under_another_rubric_is_accepted() -> None:
    report = Path(__file__).parents[2] / "facts" / "examples" / "yunxi-library" / "report.md"
    audit = open_audit(report, Asked(rubric="hunan-2020", engine="exact")).audit

    assert () == verify_explanation(canonical(whole(audit)), at_hand(audit.rubric, audit.document))


def test_a_refusal_names_the_indicator_and_the_claim(certificate: Record) -> None:
    altered = copy.deepcopy(certificate)
    one = next(one for one in altered["explanations"] if one["indicator"] == "procurement-rate")
    one["stays"][0]["low"] = "56.84"
    one["texts"] = {}

    assert (
        "政府采购执行率——得分不变的区间：“实际采购金额”到区间的一端得分已变 / "
        "procurement-rate, interval in which points stay: points have changed at an end for 实际采购金额",
    ) == verify_explanation(resealed(altered))[:1]


def test_another_report_is_refused(certificate: Record, rubric: Rubric) -> None:
    other = Document("other.md", "0" * 64, "utf-8", 0, "别的报告")

    assert ("不是这份报告：摘要不符 / not this report: its digest is another",) == verify_explanation(
        canonical(certificate), at_hand(rubric, other)
    )


def test_the_english_name_of_a_fact_is_that_of_the_dictionary(certificate: Record, rubric: Rubric) -> None:
    altered = json.loads(
        canonical(certificate)
        .decode()
        .replace("By actually procured:", "By the plan:")
        .replace('"en":"actually procured"', '"en":"the plan"')
    )

    assert any("政府采购执行率——文字" in reason for reason in verify_explanation(resealed(altered), at_hand(rubric)))


def soundness(audit: Audit, low: int, high: int, answer_low: bool = False) -> bytes:
    """A certificate of a range over the one answer that the sample does not give; 2 points hang on it."""
    (missing,) = audit.entered.missing["budget-soundness"]
    ends = {"low_at": {missing: answer_low}, "high_at": {missing: True}}
    found = Range("budget-soundness", Fraction(4), Fraction(low), Fraction(high), **ends, open=(missing,))
    return canonical(certify(audit, [replace(explained(audit, "budget-soundness"), range=found)]))


def test_a_range_with_both_ends_attained_is_accepted(sample_audit: Audit) -> None:
    assert () == verify_explanation(soundness(sample_audit, 2, 4))


@pytest.mark.parametrize(("low", "high", "answer"), [(3, 4, False), (1, 4, False), (2, 5, False), (4, 4, True)])
def test_a_range_too_narrow_or_too_wide_is_refused(sample_audit: Audit, low: int, high: int, answer: bool) -> None:
    reasons = verify_explanation(soundness(sample_audit, low, high, answer))

    assert any("——得分范围：" in reason for reason in reasons)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_value_in_it_makes_the_checker_crash(sample_audit: Audit, data: st.DataObject) -> None:
    # Read back, since what is made shares parts with the audit's own answers.
    record = json.loads(canonical(certify(sample_audit, [explained(sample_audit, "procurement-rate")])))
    at: object = record["explanations"][0]
    while isinstance(at, (dict, list)) and at:
        inside, key = at, data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        at = at[key]
    # Whole numbers beyond these have no canonical form, and a file that has one is refused before it is looked at.
    numbers = st.integers(-(2**53) + 1, 2**53 - 1)
    inside[key] = data.draw(st.none() | st.booleans() | numbers | st.text(max_size=3) | st.just([]) | st.just({}))

    assert all(isinstance(reason, str) for reason in verify_explanation(resealed(record)))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'{"format":"youju-explanation/1"}', b"[" * 100_000])
def test_what_is_no_certificate_is_refused_with_a_reason(data: bytes) -> None:
    assert 1 == len(verify_explanation(data))


@given(value=st.fractions(min_value=-10_000, max_value=10_000, max_denominator=10_000))
def test_every_amount_as_it_is_printed_reads_back(value: Fraction) -> None:
    money, ratio, points = show_value(value, Fraction(10_000), "万元"), show_ratio(value), points_text(value)

    assert says(money, value, ("万元",))
    assert says(ratio, value, ("%",))
    assert says(points, value, POINTS)


@pytest.mark.parametrize(
    ("text", "value", "units"),
    [
        ("950 万元", Fraction(950), ("万元",)),
        ("950 元", Fraction(9_500_000), ("万元",)),
        ("94.27%", Fraction(94_271, 100_000), ("%",)),
        ("约 94.27%", Fraction(94_276, 100_000), ("%",)),
        ("约 2.34 分", Fraction(2_345, 1_000), ("分",)),
        ("22", Fraction(22), ("人",)),
        ("22 人以上", Fraction(22), ("人",)),
        ("1,00 万元", Fraction(1_000_000), ("万元",)),
        ("二十二 人", Fraction(22), ("人",)),
    ],
)
def test_what_is_printed_otherwise_does_not_read_back(text: str, value: Fraction, units: tuple[str, ...]) -> None:
    assert not says(text, value, units)
