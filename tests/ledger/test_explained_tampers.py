"""Whatever is altered in a certificate of explanations is refused, although its digest was made anew.

Each edit is made in the certificate of one explanation, an edit of the record around them in that of eight; a thousand
in that of eight are the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
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
def alone(sample_audit: Audit) -> Sequence[Record]:
    """A certificate for every explanation: what one edit alters is then looked for in no other explanation."""
    return [certify(sample_audit, [explained(sample_audit, name)]) for name in TOLD]


@pytest.fixture(scope="module")
def hand(sample_audit: Audit) -> AtHand:
    return AtHand(None, {sample_audit.rubric.digest: sample_audit.rubric.dictionary.facts})


def test_the_certificate_itself_is_accepted(certificate: Record, alone: Sequence[Record]) -> None:
    assert [()] * (1 + len(TOLD)) == [verify_explanation(canonical(one)) for one in (certificate, *alone)]


def test_there_are_ninety_kinds_of_edits_and_more() -> None:
    assert 90 <= len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_with_a_fresh_digest_is_refused_for_what_it_alters(
    certificate: Record, alone: Sequence[Record], hand: AtHand, kind: str
) -> None:
    rng = Random(kind)
    records = [certificate] if kind.startswith("record_") else rng.sample(alone, len(alone))
    data = next((data for one in records if (data := tampered(one, kind, rng)) is not None), None)

    assert data is not None
    assert refused(data, kind, hand)


@pytest.mark.evidence
def test_a_thousand_tampered_certificates_are_refused(certificate: Record, hand: AtHand) -> None:
    accepted = [kind for kind, data in tampers(certificate, 2024, 1_000) if not refused(data, kind, hand)]
    print(f"\ntampered certificates refused: {1_000 - len(accepted)} of 1,000", *accepted)

    assert [] == accepted
