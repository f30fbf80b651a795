"""Certificates of explanations of made-up departments: all accepted, also where statements are withheld or ruled on."""

from __future__ import annotations

from random import Random

import pytest
from made_report import written
from made_trial import audited
from made_world import draw
from test_made_ranges import withheld

from youju.audit import Audit, judge
from youju.explain.certify import certify, explained
from youju.facts import FactRuling, FindingRuling, Rulings
from youju.feel import UNKNOWN
from youju.ledger.explained import AtHand, verify_explanation
from youju.rubric import Rubric
from youju.source import canonical

KINDS = ("whole", "withheld", "ruled")


def department(seed: int, rubric: Rubric) -> Audit:
    """A report as it is, one of which part is withheld, or one with rulings on facts and a finding."""
    kind = KINDS[seed % len(KINDS)]
    if kind == "whole":
        return audited(written(draw(seed), seed).plain(), rubric)
    before = withheld(seed, rubric, Random(f"withheld {seed}"))
    return before if kind == "withheld" else ruled(before, Random(seed))


def ruled(before: Audit, rng: Random) -> Audit:
    """The audit with one fact entered anew, one rejected, one confirmed, and a finding accepted that has points at
    risk, if there is one."""
    stated = [name for name, fact in sorted(before.facts.items()) if fact.status == "settled"]
    entered, rejected, confirmed = rng.sample(stated, 3)
    found = [one for one in before.findings if one.points_at_risk and one.indicator]
    value = before.facts[entered].value
    assert value is not UNKNOWN
    kept = before.facts[confirmed].value
    assert kept is not UNKNOWN
    facts = {
        entered: FactRuling(entered, value, "决算报表 第 3 页", "以决算为准", "amend", "审核员甲", 1, "2024-05-01"),
        rejected: FactRuling(rejected, UNKNOWN, "", "没有佐证", "reject", "审核员乙", 2, "2024-05-01"),
        confirmed: FactRuling(confirmed, kept, "", "与凭证相符", "accept", "审核员甲", 3, "2024-05-02"),
    }
    findings = tuple(
        FindingRuling(4, one.key, one.code, one.indicator, "accept", "两处写法不能都对", "审核员乙", "2024-05-02")
        for one in found[:1]
    )
    return judge(before.document, before.rubric, before.reading, "exact", rulings=Rulings(None, facts, findings))


def refusals(seed: int, rubric: Rubric) -> tuple[str, ...]:
    audit = department(seed, rubric)
    record = certify(audit, [explained(audit, name) for name in rubric.indicators])
    hand = AtHand({rubric.id: {rubric.digest: (None, None)}}, {rubric.digest: rubric.dictionary.facts}, audit.document)
    return tuple(f"{seed} {reason}" for reason in verify_explanation(canonical(record), hand))


@pytest.mark.parametrize("seed", range(3))
def test_the_certificate_of_a_department_is_accepted(seed: int, rubric: Rubric) -> None:
    assert () == refusals(seed, rubric)


@pytest.mark.evidence
def test_the_certificates_of_sixty_departments_are_accepted(rubric: Rubric, capsys: pytest.CaptureFixture[str]) -> None:
    refused = [reasons for seed in range(60) if (reasons := refusals(seed, rubric))]
    with capsys.disabled():
        print(f"\n说明凭证 certificates accepted: {60 - len(refused)} of 60, of 31 explanations each")

    assert [] == refused
