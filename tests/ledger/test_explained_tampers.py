"""Whatever is altered in a certificate of explanations is refused, although its digest was made anew."""

from __future__ import annotations

from random import Random

import pytest
from explained_tampers import KINDS, Record, refused, tampered, tampers

from youju.audit import Audit
from youju.explain.certify import certify, explained
from youju.ledger.explained import verify_explanation
from youju.source import canonical

TOLD = (
    "expenditure-rate",
    "procurement-rate",
    "financial-compliance",
    "asset-utilisation",
    "three-public-control",
    "project-punctuality",
    "public-satisfaction",
)


@pytest.fixture(scope="module")
def certificate(sample_audit: Audit) -> Record:
    return certify(sample_audit, [explained(sample_audit, name) for name in TOLD])


def test_the_certificate_itself_is_accepted(certificate: Record) -> None:
    assert () == verify_explanation(canonical(certificate))


def test_there_are_sixty_kinds_of_edits_and_more() -> None:
    assert 60 <= len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_with_a_fresh_digest_is_refused(certificate: Record, kind: str) -> None:
    data = tampered(certificate, kind, Random(kind))

    assert data is not None
    assert refused(data)


@pytest.mark.evidence
def test_a_thousand_tampered_certificates_are_refused(sample_audit: Audit) -> None:
    whole = certify(sample_audit, [explained(sample_audit, name) for name in sample_audit.rubric.indicators])
    accepted = [kind for kind, data in tampers(whole, 2024, 1_000) if not refused(data)]
    print(f"\ntampered certificates refused: {1_000 - len(accepted)} of 1,000", *accepted)

    assert [] == accepted
