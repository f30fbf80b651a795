"""Edits of a valid certificate of explanations, each a lie told well: digests are made anew, so only a claim can fail.

A kind takes an explanation (or the whole record) and a source of chance, changes one thing, and says whether it found
anything of its kind to change.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from random import Random

from tampers_of_claims import CLAIMS
from tampers_of_forms import FORMS
from tampers_of_records import RECORDS
from tampers_of_words import WORDS, Kind, Record

from youju.ledger.explained import AtHand, verify_explanation
from youju.source import canonical, digest

KINDS: Mapping[str, Kind] = {**WORDS, **FORMS, **CLAIMS, **RECORDS}
"""Every kind of edit by its name; those that begin with `record_` are of the whole record."""

_CLAIMED = {
    "所举事实": ("cites", "superfluous", "minimal", "need", "witness", "lacking"),
    "得分不变的区间": ("stay_",),
    "如何得回失分": ("way_", "answer_way", "regain_"),
    "得分范围": ("range_",),
    "引文": ("quote",),
    "得分": ("points",),
}


def intended(name: str) -> str:
    """The claim that a kind of edit is about, as a refusal names it; empty for the record around explanations."""
    if name in WORDS or name in FORMS:
        return "文字"
    if name in RECORDS and name.startswith("record_"):
        return ""
    return next(claim for claim, starts in _CLAIMED.items() if name.startswith(starts))


def resealed(record: Record) -> bytes:
    """The bytes of a record whose digest says that nothing was touched."""
    return canonical({**record, "digest": digest(record)})


def tampers(record: Record, seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """So many tampered certificates, kind after kind, each with the name of its kind."""
    rng, names = Random(seed), sorted(KINDS)
    made = 0
    while made < count:
        for name in names:
            altered = tampered(record, name, rng)
            if altered is not None and made < count:
                made += 1
                yield name, altered


def tampered(record: Record, name: str, rng: Random) -> bytes | None:
    """The record with one edit of a kind in some explanation; None where no explanation has what it changes."""
    altered = copy.deepcopy(record)
    every = altered["explanations"]
    for explanation in rng.sample(every, len(every)):
        if KINDS[name](explanation if not name.startswith("record_") else altered, rng):
            assert altered != record, name
            return resealed(altered)
    return None


def refused(data: bytes, name: str, hand: AtHand | None = None) -> bool:
    """Whether a checker refuses an edit of a kind for the claim that it is about."""
    claim = intended(name)
    return any(f"——{claim}：" in reason if claim else reason for reason in verify_explanation(data, hand))
