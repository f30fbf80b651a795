"""Whether a saved audit is of a report: for whoever has the report beside the record.

Every quote must stand at its place; where the dictionary of its rubric is at hand, the report is read again, and what
is said of it (statements, claims, relations among figures) must be what was read then: nothing added, nothing left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from youju.arithmetic import Relation, relations_of
from youju.facts import Dictionary, Fact, Reading, Sought, extract, resolve
from youju.report import Document
from youju.source import fraction_text
from youju.structs import Struct

Record = dict[str, Any]
_NUMBERS = ("computed", "stated", "difference", "tolerance")
_TOLD = ("code", "verdict", "unit", *_NUMBERS, "formula", "formula_en", "note", "note_en")


class Reader(Struct):
    """What a report is read with: the dictionary of a rubric, and the indicators and parts to look for."""

    dictionary: Dictionary
    sought: Sequence[Sought]


def misread(record: Record, report: Document, reader: Reader | None = None) -> Iterator[str]:
    """Every statement that the report does not make at its place, and with a `reader` what else was read otherwise."""
    if record["ledger"]["document_digest"] != report.sha256:
        yield "不是这份报告：摘要不符 / not this report: its digest is another"
        return
    found = {name: getattr(report, name) for name in ("encoding", "damaged", "pages")}
    if any(record["document"][name] != value for name, value in found.items()):
        yield "报告的编码、坏字节数或页数不符 / the report has another encoding, damage or number of pages"
    misplaced = list(_misplaced(record, report))
    yield from misplaced
    if reader is not None and not misplaced:
        yield from _reread(record, report, reader)


def _misplaced(record: Record, report: Document) -> Iterator[str]:
    for fact in record["ledger"]["facts"]:
        for _, text, line, start, end in fact["statements"] + fact["overruled"]:
            if not _said(report, text, line, start, end):
                yield f"“{fact['name']}”的原文不在报告的那个位置 / the quote for a fact is not in the report there"
    for what, quote in _quotes(record):
        if not _said(report, quote["text"], quote["line"], quote["start"], quote["end"]):
            yield f"{what}的原文不在报告的那个位置 / a quote is not in the report there"


def _quotes(record: Record) -> Iterator[tuple[str, Record]]:
    """Every other quote, with what it is for."""
    for one in (*record["findings"], *record.get("set_aside", [])):
        yield from ((f"疑点 {one['code']} ", quote) for quote in one["quotes"])
    for one in record["relations"]:
        yield from (("数字关系", quote) for quote in (one["sentence"], *(term["quote"] for term in one["terms"])))
    for fact in (fact for line in record["indicators"] for fact in line["facts"]):
        yield from ((f"“{fact['name']}”", fact[key]) for key in ("label", "stated_unit") if key in fact)
    year = record["rubric"].get("on", {}).get("year")
    if year is not None:
        yield "年度", year


def _said(report: Document, text: str, line: int, start: int, end: int) -> bool:
    if not 0 <= start <= end <= len(report.text):
        return False
    quote = report.quote(start, end)
    return (quote.text, quote.line) == (text, line)


def _reread(record: Record, report: Document, reader: Reader) -> Iterator[str]:
    reading = extract(report, reader.dictionary, tuple(reader.sought))
    spoken = frozenset(passage.title for passage in reading.passages.values())
    facts = resolve(reader.dictionary.facts, reading.statements, spoken)
    for line in record["ledger"]["facts"]:
        if not _same(line, facts[line["name"]]):
            yield f"“{line['name']}”与报告里读到的不同 / a fact differs from what the report says"
    yield from _claims(record["ledger"], reading)
    again = [_relation(one) for one in relations_of(report, reader.dictionary.arithmetic)]
    if [{key: one[key] for key in _TOLD} for one in record["relations"]] != again:
        yield "数字关系与报告里读到的不同 / the relations among figures differ from those of the report"


def _same(line: Record, fact: Fact) -> bool:
    """Whether a line of the ledger has every statement of a fact, and where nothing is ruled its state and value."""
    stated = [(said.quote.start, said.quote.end, _shown(fact, said.value)) for said in fact.statements]
    listed = [(start, end, value) for value, _, _, start, end in line["statements"] + line["overruled"]]
    if sorted(listed, key=repr) != sorted(stated, key=repr):
        return False
    value = None if not isinstance(fact.value, (Fraction, bool, str)) else _shown(fact, fact.value)
    read = (fact.status, value, fact.evidence, fact.trust)
    return line["ruling"] is not None or read == tuple(line[key] for key in ("status", "value", "evidence", "trust"))


def _shown(fact: Fact, value: Fraction | bool | str) -> Any:
    shown = fact.spec.shown(value)
    return fraction_text(shown) if isinstance(shown, Fraction) else shown


def _claims(ledger: Record, reading: Reading) -> Iterator[str]:
    for row in ledger["rows"]:
        claim = reading.claims.get(row["indicator"])
        points = None if claim is None or claim.points is None else fraction_text(claim.points)
        if (row["claim_kind"], row["claimed"]) != (claim.kind if claim else None, points):
            yield f"{row['indicator']} 的自评与报告不同 / the score claimed is not the report's"
    total = reading.total_claims[0].points if reading.total_claims else None
    if ledger["totals"]["claimed"] != (None if total is None else fraction_text(total)):
        yield "自评总分与报告不同 / the total claimed is not the report's"


def _relation(one: Relation) -> Mapping[str, Any]:
    """What counts of a relation, as records write it."""
    numbers = {
        name: None if (value := getattr(one, name)) is None else fraction_text(value / one.scale) for name in _NUMBERS
    }
    words = {"formula": one.formula_zh, "formula_en": one.formula_en, "note": one.zh, "note_en": one.en}
    return {"code": one.code, "verdict": one.verdict, "unit": one.unit, **numbers, **words}
