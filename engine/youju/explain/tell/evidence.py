"""The lines on which words of the report a fact stands, or on what an auditor decided, or where it would be found."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.explain.said import Slots, filled, text
from youju.explain.why import Evidence
from youju.facts import FactRuling
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.why import FORMS

MOST_QUOTES = 8
"""More quotes of one fact than this prove nothing more; `--json` has all."""


def evidence_of(slots: Slots, evidence: Evidence, most: int = MOST_QUOTES) -> Iterator[Sentence]:
    """The lines of one fact, with at most so many quotes."""
    fact = slots.scope.facts[evidence.name]
    name, value = slots.name(fact.name), slots.value(fact.name)
    kind = "figure" if isinstance(fact.value, Fraction) else "answer"
    if evidence.ruling is not None:
        yield _ruled(evidence.ruling, kind, name, value)
        if evidence.ruling.note:
            note = text(evidence.ruling.note, evidence.ruling.note, f"ruling:{fact.name}:note")
            yield sentence(FORMS, "evidence/note", 1, note=note)
    state = "/conflicting" if evidence.status == "conflicting" else ""
    for one in evidence.statements[:most]:
        key = f"evidence/{kind}{'/unsure' if one.trust == 'low' else state}"
        stated = slots.stated(fact, one)
        said = slots.statement(fact, one, fact.statements.index(one))
        yield filled(key, {"name": name, "value": stated, **said})
    if len(evidence.statements) > most:
        count = str(len(evidence.statements))
        yield sentence(FORMS, "evidence/more", 1, name=name, count=Said(count, count, f"count:{fact.name}"))
    for at, one in enumerate(evidence.overruled[:most], len(fact.statements)):
        yield filled("evidence/overruled", {"name": name, **slots.statement(fact, one, at)}, 1)
    if not evidence.statements and evidence.ruling is None:
        state = "defaulted" if evidence.status == "defaulted" else "missing"
        yield filled(f"evidence/{state}", {"name": name, "value": value})
        if evidence.papers:
            papers = text("、".join(evidence.papers), ", ".join(evidence.papers), f"papers:{fact.name}")
            yield sentence(FORMS, "papers", 1, papers=papers)


def _ruled(ruling: FactRuling, kind: str, name: Said, value: Said) -> Sentence:
    """What an auditor entered or decided, on which paper."""
    parts = {"by": ruling.by, "source": ruling.source}
    said = {key: text(words, words, f"ruling:{name.zh}:{key}") for key, words in parts.items() if words}
    return filled(f"evidence/ruled/{kind}/{'-'.join(said)}", {"name": name, "value": value, **said})
