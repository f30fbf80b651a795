"""Proofs at their places in the files of a rubric."""

from __future__ import annotations

from youju.regress.laws.proof import Proof
from youju.rubric import Authored
from youju.source import Diagnostic, Place, Scalar


def place_of(authored: Authored, proof: Proof) -> Place:
    """Where that stands which a proof is about: in its card, or in rubric.yaml."""
    own = (card for card in authored.cards if card.model.indicator == proof.indicator)
    file = next(own, authored.head)
    found = file.node_at(*proof.path)
    if isinstance(found, Scalar) and proof.path[0] != "monotone":
        # What a scoring form made up has pieces from several places: then the row that it was made of is meant.
        return found.place if found.parts is not None else found.at(0, len(found.text))
    return file.key(*proof.path)


def diagnosed(authored: Authored, proof: Proof) -> Diagnostic:
    """What refutes a law, told like any other mistake."""
    assert proof.found is not None
    return Diagnostic(place_of(authored, proof), proof.code, proof.found.zh, proof.found.en)
