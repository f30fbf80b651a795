"""What a node is, as plain text for formats that carry data: whole quotes, exact numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from youju.audit import Audit
from youju.facts import Fact, Statement
from youju.ledger import Entry, Row
from youju.source import fraction_text, plain

if TYPE_CHECKING:
    from youju.audit.graph import Node


def values(audit: Audit, node: Node, value: Any) -> dict[str, str]:
    """The fields of a node by name: numbers are exact strings, as in `audit --json`; what is empty is left out."""
    return {name: text for name, text in _fields(audit, node, value) if text}


def _fields(audit: Audit, node: Node, value: Any) -> Iterator[tuple[str, str]]:
    kind, key = node
    if kind == "document":
        yield from (("name", value.name), ("sha256", value.sha256), ("encoding", value.encoding))
    elif kind == "span":
        yield from (
            ("text", value.text),
            ("place", value.where()),
            ("line", str(value.line)),
            ("start", str(value.start)),
            ("end", str(value.end)),
        )
    elif kind == "ruling":
        yield from (("source", value.source), ("note", value.note))
    elif kind == "statement":
        yield from _statement(audit, value)
    elif kind == "fact":
        yield from _fact(value)
    elif kind == "entry":
        yield from _entry(value)
    elif kind == "indicator":
        yield from _row(audit, value)
    elif kind == "firing":
        yield "rule", value
    elif kind == "unmet":
        yield from (("rule", value.id), ("when", value.when.text), ("points", value.points.text))
    elif kind == "doubt":
        yield from (("code", value.code), ("loss", fraction_text(value.loss)), ("gain", fraction_text(value.gain)))
    elif kind == "others":
        yield from (("count", str(value.count)), ("points", fraction_text(value.points)))
    elif kind == "section":
        yield "title", next(one.title.zh for one in audit.rubric.spec.sections if one.id == key)
    else:
        for name in ("claimed", "recomputed", "confirmed", "low", "high"):
            yield name, _number(getattr(value, name))


def _statement(audit: Audit, said: Statement) -> Iterator[tuple[str, str]]:
    spec = audit.facts[said.fact].spec
    yield "fact", said.fact
    yield "value", _shown(spec.shown(said.value))
    yield "unit", spec.shown_unit
    yield "comparator", said.comparator
    yield "evidence", said.evidence


def _fact(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "name", fact.name
    yield "status", fact.status
    # Unknown is no value: then the field is left out.
    known = fact.worlds[:1]
    yield "value", _shown(fact.spec.shown(known[0])) if known else ""  # pyright: ignore[reportArgumentType] - a world is known
    yield "unit", fact.spec.shown_unit


def _entry(entry: Entry) -> Iterator[tuple[str, str]]:
    yield from (("kind", entry.kind), ("rule", entry.rule), ("indicator", entry.indicator))
    yield from (("points", fraction_text(entry.points)), ("exact", fraction_text(entry.exact)))
    yield from (("support", entry.support), ("at_risk", fraction_text(entry.at_risk)))


def _row(audit: Audit, row: Row) -> Iterator[tuple[str, str]]:
    yield "title", audit.rubric.indicators[row.indicator].title.zh
    for name in ("weight", "effective_weight", "claimed", "points", "low", "high"):
        yield name, _number(getattr(row, name))
    yield from (("status", row.status), ("support", row.support or ""))


def _number(value: Any) -> str:
    return "" if value is None else fraction_text(value)


def _shown(value: Any) -> str:
    return str(plain(value)).lower() if isinstance(value, bool) else str(plain(value))
