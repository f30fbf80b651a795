"""The whole graph of an audit: document → span → statement → fact → firing → entry → indicator → section → total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.audit.run import Audit
from youju.audit.settle import facts_read
from youju.facts import relate
from youju.ledger import Entry, Row

if TYPE_CHECKING:
    import networkx as nx

    Node = tuple[str, str]
    AuditGraph = nx.DiGraph[Node]

TOTAL = ("total", "total")
# How entries come about where rules cannot decide: what they lack is part of why.
_UNDECIDED = ("printed", "answer", "claim", "unclaimed")


def graph_of(audit: Audit) -> AuditGraph:
    """Every point with all that it stands on, as nodes `(kind, key)` that hold their value in `value`.

    To the fact graph come a firing for each entry (key: the entry's id), the entry itself, its indicator, the section
    of that (none for an adjustment) and the total; for each item that was not won a node `unmet`, for each
    contradiction a node `doubt`. Edges run from evidence to what it supports and have a `role`: a firing has `read` a
    fact, or `lacks` it where nobody knows its value; a doubt `disputes` an entry; an unmet rule `misses` points. A
    point's explanation is the walk back from its entry. It is built once for an audit, and frozen.
    """
    return audit.once(_built)


def _built(audit: Audit) -> AuditGraph:
    import networkx as nx

    graph = relate(audit.document, audit.facts.values())
    graph.add_node(TOTAL, value=audit.ledger.totals)
    for row in audit.ledger.rows:
        _place(graph, audit, row)
    for entry in audit.ledger.entries:
        _enter(graph, audit, entry)
    for row in audit.ledger.rows:
        _miss(graph, audit, row)
    _dispute(graph, audit)
    nx.freeze(graph)  # pyright: ignore[reportUnknownMemberType] - half typed in its stubs
    return graph


def evidence_of(graph: AuditGraph, entry_id: str) -> tuple[Node, ...]:
    """The walk back from an entry: its firing, the facts read, the statements and spans they stand at."""
    import networkx as nx

    start = ("entry", entry_id)
    reached: set[Node] = nx.ancestors(graph, start)  # pyright: ignore[reportUnknownMemberType] - half typed in its stubs
    order = {"firing": 0, "doubt": 1, "fact": 2, "statement": 3, "span": 4, "document": 5}
    return tuple(sorted(reached, key=lambda node: (order.get(node[0], 9), node[1])))


def _place(graph: AuditGraph, audit: Audit, row: Row) -> None:
    indicator = ("indicator", row.indicator)
    section = audit.rubric.indicators[row.indicator].section
    graph.add_node(indicator, value=row)
    above = TOTAL if section is None else ("section", section)
    if section is not None:
        graph.add_node(above, value=section)
        graph.add_edge(above, TOTAL, role="counts")
    graph.add_edge(indicator, above, role="counts")


def _enter(graph: AuditGraph, audit: Audit, entry: Entry) -> None:
    firing, line = ("firing", entry.id), ("entry", entry.id)
    graph.add_node(firing, value=entry.rule)
    graph.add_node(line, value=entry)
    missing = audit.entered.missing[entry.indicator]
    lacking = missing if entry.kind in _UNDECIDED else ()
    for name in dict.fromkeys((*entry.facts, *lacking)):
        if ("fact", name) in graph:
            graph.add_edge(("fact", name), firing, role="lacks" if name in missing else "read")
    graph.add_edge(firing, line, role="gives")
    # What cuts the whole total is charged to an indicator, but counts in no row.
    graph.add_edge(line, TOTAL if entry.cuts_total else ("indicator", entry.indicator), role="counts")


def _miss(graph: AuditGraph, audit: Audit, row: Row) -> None:
    """The items that did not hold, where the points of an indicator are the sum of its items."""
    indicator, fired = audit.rubric.indicators[row.indicator], audit.firings.figures.get(row.indicator)
    if indicator.hit != "sum" or indicator.adjustment or fired is None or row.points >= row.effective_weight:
        return
    for rule in indicator.rules:
        if fired.truths[rule.id] is False:
            node = ("unmet", f"{indicator.id}:{rule.id}")
            graph.add_node(node, value=rule)
            for name in facts_read(rule, fired.case):
                if ("fact", name) in graph:
                    graph.add_edge(("fact", name), node, role="read")
            graph.add_edge(node, ("indicator", indicator.id), role="misses")


def _dispute(graph: AuditGraph, audit: Audit) -> None:
    for number, doubt in enumerate(audit.doubts):
        node = ("doubt", f"{doubt.code}#{number}")
        graph.add_node(node, value=doubt)
        for name in dict.fromkeys(doubt.facts):
            if ("fact", name) in graph:
                graph.add_edge(("fact", name), node, role="read")
        whole = [("indicator", doubt.indicator)] if doubt.indicator is not None else []
        touched = [("entry", name) for name in doubt.entries] or whole
        for entry in touched:
            graph.add_edge(node, entry, role="disputes")
