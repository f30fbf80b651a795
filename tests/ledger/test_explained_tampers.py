"""Whatever is altered in a certificate of explanations is refused, although its digest was made anew."""

from __future__ import annotations

from random import Random

import pytest
from explained_tampers import KINDS, Record, refused, tampered, tampers

from youju.audit import Audit
from youju.explain.certify import certify, explained
from youju.ledger.explained import AtHand, verify_explanation
from youju.source import canonical

TOLD = (
    "expenditure-rate",
    "procurement-rate",
    "financial-compliance",
    "asset-utilisation",
    "three-public-control",
    "project-punctuality",
    "public-satisfaction",
    "budget-soundness",
)


@pytest.fixture(scope="module")
def certificate(sample_audit: Audit) -> Record:
    return certify(sample_audit, [explained(sample_audit, name) for name in TOLD])


@pytest.fixture(scope="module")
def hand(sample_audit: Audit) -> AtHand:
    return AtHand(None, {sample_audit.rubric.digest: sample_audit.rubric.dictionary.facts})


def test_the_certificate_itself_is_accepted(certificate: Record) -> None:
    assert () == verify_explanation(canonical(certificate))


def test_there_are_ninety_kinds_of_edits_and_more() -> None:
    assert 90 <= len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_with_a_fresh_digest_is_refused_for_what_it_alters(
    certificate: Record, hand: AtHand, kind: str
) -> None:
    data = tampered(certificate, kind, Random(kind))

    assert data is not None
    assert refused(data, kind, hand)


@pytest.mark.evidence
def test_a_thousand_tampered_certificates_are_refused(certificate: Record, hand: AtHand) -> None:
    accepted = [kind for kind, data in tampers(certificate, 2024, 1_000) if not refused(data, kind, hand)]
    print(f"\ntampered certificates refused: {1_000 - len(accepted)} of 1,000", *accepted)

    assert [] == accepted
