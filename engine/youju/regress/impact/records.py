"""Saved audits as departments: facts and claims as they stand there, scored again by other rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju.facts import Claim, Fact, FactRuling, Statement, resolve
from youju.feel import UNKNOWN
from youju.ledger import FactLine, Ledger
from youju.ledger.certificate import ERRORS, unsealed, unsound_bytes
from youju.ledger.loaded import ledger_of
from youju.ledger.shape import misshapen
from youju.regress.impact.corpus import Department, Material, Note, Reason, Saved, Sides, Unread, silent
from youju.report import Document, Quote
from youju.rubric import Rubric
from youju.source.exact_json import read_json

_SOURCE = "audit.json"
"""What stands behind a value that a record holds without a statement of it."""


def record_department(name: str, file: str, data: bytes, sides: Sides) -> Department | Unread:
    """The department of a saved audit whose bytes, shape and digest are sound; it is not replayed as `verify` does."""
    try:
        record = read_json(data)
        place = misshapen(record)
        wrong = (
            "格式不明 / of no known form" if place else "".join([*unsound_bytes(record, data), *unsealed(record)][:1])
        )
        ledger = None if wrong else ledger_of(record["ledger"])
    except ERRORS:
        wrong, ledger = "不是 youju 的审核记录 / no audit record of youju", None
    if ledger is None:
        zh, _, en = wrong.partition(" / ")
        return Unread(file, (Reason("corpus-record", f"记录不能用：{zh}", f"the record cannot be used: {en}"),))
    if any(entry.kind == "ruling" for entry in ledger.entries):
        zh = "记录里有因裁定扣去的分，只凭记录不能照新规则重算；请换成报告和裁定文件"
        en = "points are taken by a ruling, which a record alone does not allow to judge anew: give report and rulings"
        return Unread(file, (Reason("corpus-record", zh, en),))
    return _department(name, file, ledger, sides)


def _department(name: str, file: str, ledger: Ledger, sides: Sides) -> Department:
    before, after = (_material(ledger, rubric) for rubric in sides)
    points = {
        row.indicator: sum((entry.points for entry in ledger.of(row.indicator)), Fraction(0)) for row in ledger.rows
    }
    lacking = _lacking(ledger, sides[1])
    notes = () if not lacking else (_lacks(lacking),)
    return Department(name, file, "record", before, after, saved=Saved(ledger.rubric_digest, points), notes=notes)


def _material(ledger: Ledger, rubric: Rubric) -> Material:
    document = Document(ledger.document, ledger.document_digest, "record", 0, "")
    lines = {line.name: line for line in ledger.facts if line.name in rubric.dictionary.facts}
    statements = tuple(said for line in lines.values() for said in _statements(line, rubric))
    facts = resolve(rubric.dictionary.facts, statements)
    rulings = {fact.name: ruling for fact in facts.values() if (ruling := _ruling(fact, lines.get(fact.name)))}
    claims = {row.indicator: Claim(_kind(row.claim_kind), row.claimed, ()) for row in ledger.rows if row.claim_kind}
    return silent(rubric, document, rulings, claims, statements, ledger.totals.claimed)


def _kind(kind: str) -> Any:
    """The kind of a claim, whose shape has been looked at."""
    return kind


def _statements(line: FactLine, rubric: Rubric) -> Iterator[Statement]:
    """What the report says of a fact: all of it where it conflicts, the taken value first; else that value alone."""
    spec = rubric.dictionary.facts[line.name]
    said = sorted(line.statements, key=lambda one: one[0] != line.value)
    if line.status == "settled":
        said = [one for one in said[:1] if one[0] == line.value]
    for value, text, number, start, end in said if line.status in ("settled", "conflicting") else ():
        quote = Quote(text, number, start, end)
        known = value * spec.scale if isinstance(value, Fraction) else value
        yield Statement(line.name, known, quote, quote, spec.kind_of(None), trust=_trust(line))


def _trust(line: FactLine) -> Any:
    return "low" if line.trust == "low" else "full"


def _ruling(fact: Fact, line: FactLine | None) -> FactRuling | None:
    """What makes a fact what the record has it to be, where its statements do not: unknown where it has none."""
    if line is None or line.value is None:
        return None if fact.value is UNKNOWN else FactRuling(fact.name, UNKNOWN, "")
    value = line.value
    known = value * fact.spec.scale if isinstance(value, Fraction) else value
    if fact.value == known:
        return None
    return FactRuling(fact.name, known, line.ruling.source if line.ruling else _SOURCE)


def _lacking(ledger: Ledger, new: Rubric) -> tuple[str, ...]:
    """The facts that the new rubric's cards read and the record does not hold."""
    held = {line.name for line in ledger.facts}
    return tuple(dict.fromkeys(name for one in new.indicators.values() for name in one.facts if name not in held))


def _lacks(names: tuple[str, ...]) -> Note:
    zh = f"记录里没有新标准要用的事实，按缺数据计：{'、'.join(names)}；要算准请换成报告"
    en = f"the record lacks facts that the new rubric reads, taken as missing: {', '.join(names)}; give the report"
    return Note("corpus-facts-lacking", zh, en)


def same_as_saved(saved: Saved, points: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The indicators whose points come out otherwise than the record has them, under the record's own rubric."""
    return tuple(name for name, value in saved.points.items() if points.get(name) != value)
