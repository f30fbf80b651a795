"""Certificates of explanations: accepted as made, refused when altered and sealed anew, and every quote read again."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from claims import Tried, holds
from explained_tampers import KINDS, refused, resealed
from judges import Replay
from printed_numbers import numbers

from youju.audit import Audit
from youju.explain.certify import Explained, certify
from youju.facts import extract
from youju.facts.numerals import han_number
from youju.ledger.certificate import verify
from youju.ledger.explained import AtHand, verify_explanation
from youju.ledger.moved import SCALES, value_of
from youju.source import canonical

Record = dict[str, Any]
_HAN = re.compile("[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")
_COMMA = re.compile(r"(?<=\d),(?=\d{3})")


def certificate_of(audit: Audit, every: Sequence[Explained]) -> bytes:
    """The certificate of all explanations of an audit, as it is saved."""
    return canonical(certify(audit, every))


def accepted(audit: Audit, data: bytes, replay: Replay) -> Iterator[Tried]:
    """The saved audit is accepted, and so is the certificate of its explanations: with all at hand, and by itself."""
    reasons = verify(canonical(replay.record))
    yield holds("audit accepted", not reasons, reasons)
    rubric = audit.rubric
    hand = AtHand({rubric.id: {rubric.digest: (None, None)}}, {rubric.digest: rubric.dictionary.facts}, audit.document)
    reasons = verify_explanation(data, hand)
    yield holds("certificate accepted", not reasons, reasons[:3])
    # Only of a certificate that is accepted by itself does it tell anything that an edit of it is refused by itself.
    reasons = verify_explanation(data)
    yield holds("certificate accepted/alone", not reasons, reasons[:3])


def refusals(audit: Audit, data: bytes, number: int) -> Iterator[Tried]:
    """One edit of the certificate, the kinds in turn, its digests made anew: refused, with the rubric at hand as
    `youju verify` has it, for the claim that was edited."""
    rubric = audit.rubric
    hand = AtHand({rubric.id: {rubric.digest: (None, None)}}, {rubric.digest: rubric.dictionary.facts})
    rng, kinds = Random(f"tampered {number}"), sorted(KINDS)
    for at in range(len(kinds)):
        kind = kinds[(number + at) % len(kinds)]
        record = json.loads(data)
        if _edited(record, kind, rng) and canonical(record) != data:
            yield holds("tampered refused", refused(resealed(record), kind, hand), f"{kind} is accepted")
            return


def _edited(record: Record, kind: str, rng: Random) -> bool:
    """Whether some explanation had what an edit of this kind changes."""
    if kind.startswith("record_"):
        return KINDS[kind](record, rng)
    every = record["explanations"]
    return any(KINDS[kind](one, rng) for one in rng.sample(every, len(every)))


def quotes(audit: Audit, every: Sequence[Explained], replay: Replay) -> Iterator[Tried]:
    """Every quote of a cited fact stands in the report where it says, and reads to its value: figures by a reader of
    numbers of its own, and words by reading the report again."""
    again = {
        (one.fact, one.quote.start, one.quote.end, audit.facts[one.fact].spec.shown(one.value))
        for one in extract(audit.document, audit.rubric.dictionary, tuple(audit.rubric.sought())).statements
    }
    units = {
        fact["name"]: fact["stated_unit"]["text"]
        for line in replay.record["indicators"]
        for fact in line["facts"]
        if "stated_unit" in fact
    }
    for name in dict.fromkeys(name for one in every for name in one.cites.facts):
        told = replay.facts[name]
        for value, text, line, start, end in told["statements"]:
            where = f"{name} = {value}: {text}"
            stands = audit.document.text[start:end] == text and audit.document.text.count("\n", 0, start) + 1 == line
            yield holds("quotes stand", stands, where)
            exact = value_of({**told, "value": value})
            if isinstance(exact, Fraction) and (figures := _figures(text, units.get(name, ""))):
                yield holds("quotes re-read", _among(exact, figures), f"{where} reads {figures}")
            else:
                shown = Fraction(value) if isinstance(exact, Fraction) else exact
                yield holds("quotes re-read/words", (name, start, end, shown) in again, where)


def _figures(text: str, unit: str) -> list[Fraction]:
    """The numbers of a quote: digits with their units, else in the unit of their column, and Chinese numerals."""
    plain = _COMMA.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    scales = [Fraction(1), *(SCALES[name] for name in SCALES if name in unit)]
    found = [number.value * scale for number in numbers(plain) for scale in scales]
    written = (han_number(word) for word in _HAN.findall(plain))
    return found + [one[0] * one[1] for one in written if one is not None]


def _among(value: Fraction, figures: Sequence[Fraction]) -> bool:
    return any(abs(one) == abs(value) for one in figures) or sum(figures, Fraction(0)) == value
