"""An audit as a record: the JSON that `--json` prints, canonical, with all that `verify` needs to replay it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from youju.arithmetic import Relation
from youju.audit.finding import Finding
from youju.audit.run import Audit
from youju.ledger import Row, Totals, content
from youju.report import Place, Quote
from youju.rubric import Basis, Rubric, Text
from youju.source import digest, fraction_text, plain

FORMAT = "youju-audit/1"


def to_record(audit: Audit) -> dict[str, Any]:
    """The whole audit as plain JSON values; `digest` is over all the rest. No time, path or firing engine is in it."""
    totals = audit.ledger.totals
    record: dict[str, Any] = {
        "format": FORMAT,
        "rubric": _rubric(audit),
        "document": {
            "name": audit.document.name,
            "sha256": audit.document.sha256,
            "encoding": audit.document.encoding,
            "damaged": audit.document.damaged,
            "pages": audit.document.pages,
        },
        "totals": _sums_of_all(totals),
        "support": plain(totals.support),
        "sections": sections(audit),
        "indicators": [_indicator(audit, row) for row in audit.ledger.rows],
        "findings": [_finding(finding) for finding in audit.findings],
        "relations": [plain_relation(relation) for relation in audit.relations],
        "ledger": {**plain(audit.ledger), "rules": audit.rubric.content},
    }
    record["content"] = content(record["ledger"])
    if audit.rulings is not None and audit.rulings.sha256 is not None:
        record["facts_file"] = {"sha256": audit.rulings.sha256}
    if audit.set_aside:
        record["set_aside"] = [_finding(finding) for finding in audit.set_aside]
    if audit.before is not None:
        record["before"] = _sums_of_all(audit.before)
    record["digest"] = digest(record)
    return record


def _sums_of_all(totals: Totals) -> dict[str, Any]:
    return {name: plain(getattr(totals, name)) for name in ("claimed", "recomputed", "confirmed", "low", "high")}


def _rubric(audit: Audit) -> dict[str, Any]:
    """The rubric; of one with versions also the first day of this one, and the day it was chosen for."""
    rubric, on = audit.rubric, audit.on
    shown: dict[str, Any] = {"id": rubric.id, "title": plain(rubric.spec.title), "digest": rubric.digest}
    if rubric.spec.in_force is not None:
        shown["in_force"] = rubric.spec.in_force.isoformat()
    if on is not None:
        shown["on"] = {"day": on.day.isoformat(), "year": None if on.year is None else plain_quote(on.year)}
    return shown


def sections(audit: Audit) -> list[dict[str, Any]]:
    """Sections and groups with their sums: effective weight, claimed where every score is written, points."""
    found: list[dict[str, Any]] = []
    for section in audit.rubric.spec.sections:
        groups = [_sums(audit, group.id, group.title, group.indicators) for group in section.groups]
        members = tuple(name for group in section.groups for name in group.indicators)
        found.append({**_sums(audit, section.id, section.title, members), "groups": groups})
    return found


def _sums(audit: Audit, key: str, title: Text, members: tuple[str, ...]) -> dict[str, Any]:
    rows = [audit.ledger.row(name) for name in members]
    claimed = [row.claimed for row in rows]
    known = [claim for claim in claimed if claim is not None]
    return {
        "id": key,
        "title": title.zh,
        "effective_weight": fraction_text(_total([row.effective_weight for row in rows])),
        "claimed": fraction_text(_total(known)) if known else None,
        "points": fraction_text(_total([row.points for row in rows])),
    }


def _total(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _indicator(audit: Audit, row: Row) -> dict[str, Any]:
    indicator = audit.rubric.indicators[row.indicator]
    entries = [entry for entry in audit.ledger.of(row.indicator) if entry.kind != "cap"]
    deciding = [entry.rule for entry in entries if entry.kind in ("rule", "printed")]
    weight = row.weight
    if indicator.adjustment:
        # A bonus has no weight: what it can bring is the cap declared on it.
        weight = next(
            (cap.most for cap in audit.rubric.caps if cap.of == indicator.id and cap.most is not None), weight
        )
    return {
        "id": indicator.id,
        "title": indicator.title.zh,
        "title_en": indicator.title.en,
        "section": indicator.section or "adjustment",
        "weight": fraction_text(weight),
        "effective_weight": fraction_text(weight if indicator.adjustment else row.effective_weight),
        "claimed": None if row.claimed is None else fraction_text(row.claimed),
        "claim_kind": row.claim_kind,
        "points": fraction_text(row.points),
        "low": fraction_text(row.low),
        "high": fraction_text(row.high),
        "status": row.status,
        "support": row.support,
        "rule": deciding[0] if deciding else (entries[0].rule if entries else None),
        "rules": [entry.rule for entry in entries],
        "basis": [
            plain_basis(audit.rubric, basis)
            for basis in bases_of(audit.rubric, row.indicator, [e.rule for e in entries])
        ],
        "facts": _facts(audit, [name for entry in entries for name in entry.facts]),
    }


def bases_of(rubric: Rubric, indicator: str, rules: list[str]) -> list[Basis]:
    """What a score rests on: the basis of the rules that gave it (transfers, acceptances), then the card's."""
    card = rubric.indicators[indicator]
    declared: dict[str, tuple[Basis, ...]] = {rule.id: rule.basis for rule in card.rules}
    for rule in (*rubric.transfers, *rubric.caps, *rubric.spec.accept):
        declared[rule.id] = rule.basis
    own = [basis for rule in rules for basis in declared.get(rule, ())]
    return list(dict.fromkeys([*own, *card.basis]))


def plain_basis(rubric: Rubric, basis: Basis) -> dict[str, str]:
    """A basis with its source's title instead of the key."""
    shown = {"mark": basis.mark, "text": basis.text}
    return {**shown, "source": rubric.spec.sources[basis.source].title.zh} if basis.source else shown


def _facts(audit: Audit, names: list[str]) -> list[dict[str, Any]]:
    lines = {line.name: line for line in audit.ledger.facts}
    shown: list[dict[str, Any]] = []
    for name in dict.fromkeys(name for name in names if name in lines):
        line, fact = lines[name], audit.facts[name]
        said = fact.statement
        shown.append(
            {
                "name": name,
                "value": plain(line.value),
                "unit": line.unit,
                "status": line.status,
                "trust": line.trust,
                "ruling": plain(line.ruling),
                "quote": said.quote.text if said else None,
                "line": said.quote.line if said else None,
                "start": said.quote.start if said else None,
                "end": said.quote.end if said else None,
                # A figure of a table: where its words and its unit stand, if not with it.
                **({"label": plain_quote(said.label)} if said and said.label else {}),
                **({"stated_unit": plain_quote(said.unit)} if said and said.unit else {}),
            }
        )
    return shown


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "code": finding.code,
        "level": finding.level,
        "message": finding.message.zh,
        "message_en": finding.message.en,
        "indicator": finding.indicator,
        "points_at_risk": fraction_text(finding.points_at_risk),
        "papers": list(finding.papers),
        "quotes": [plain_quote(quote) for quote in finding.quotes],
        **({"ruling": finding.ruling.number} if finding.ruling else {}),
    }


def plain_relation(relation: Relation) -> dict[str, Any]:
    """A relation among figures; its numbers are in `unit`, those of its terms in base units."""
    in_unit = {
        name: None if (value := getattr(relation, name)) is None else fraction_text(value / relation.scale)
        for name in ("computed", "stated", "difference", "tolerance")
    }
    return {
        **in_unit,
        "code": relation.code,
        "verdict": relation.verdict,
        "formula": relation.formula_zh,
        "formula_en": relation.formula_en,
        "unit": relation.unit,
        "note": relation.zh,
        "note_en": relation.en,
        "sentence": plain_quote(relation.sentence),
        "terms": [
            {
                "role": term.role,
                "value": fraction_text(term.value),
                "shown": term.shown,
                "quote": plain_quote(term.quote),
            }
            for term in relation.terms
        ],
    }


def plain_quote(quote: Quote) -> dict[str, Any]:
    """A quote with its line (from 1), its characters' offsets in the text of the document, and its places, if any.

    A place leaves out what its format does not know; boxes are hundredths of a point from the page's top left corner.
    """
    plain_one: dict[str, Any] = {"text": quote.text, "line": quote.line, "start": quote.start, "end": quote.end}
    if quote.places:
        plain_one["places"] = [_place(place) for place in quote.places]
    return plain_one


def _place(place: Place) -> dict[str, Any]:
    return {name: value for name, value in plain(place).items() if value}
