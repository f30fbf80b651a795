"""The whole graph of an audit: document → span → statement → fact → firing → entry → section → total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.audit.run import Audit
from youju.facts import relate

if TYPE_CHECKING:
    import networkx as nx

    Node = tuple[str, str]
    AuditGraph = nx.DiGraph[Node]

TOTAL = ("total", "total")


def graph_of(audit: Audit) -> AuditGraph:
    """Every point with all that it stands on, as nodes `(kind, key)` that hold their value in `value`.

    To the fact graph come a firing for each entry (key: the entry's id), the entry itself, the section its
    indicator belongs to (an adjustment's own id where it has none), and the total. Edges run from evidence to what
    it supports; a point's explanation is the walk back from its entry.
    """
    graph = relate(audit.document, audit.facts.values())
    graph.add_node(TOTAL, value=audit.ledger.totals)
    for entry in audit.ledger.entries:
        indicator = audit.rubric.indicators[entry.indicator]
        firing, line = ("firing", entry.id), ("entry", entry.id)
        section = ("section", indicator.section or indicator.id)
        graph.add_node(firing, value=entry.rule)
        graph.add_node(line, value=entry)
        graph.add_node(section, value=section[1])
        for name in entry.facts:
            if ("fact", name) in graph:
                graph.add_edge(("fact", name), firing, role="read")
        graph.add_edge(firing, line, role="gives")
        graph.add_edge(line, section, role="counts")
        graph.add_edge(section, TOTAL, role="counts")
    return graph


def evidence_of(graph: AuditGraph, entry_id: str) -> tuple[Node, ...]:
    """The walk back from an entry: its firing, the facts read, the statements and spans they stand at."""
    import networkx as nx

    start = ("entry", entry_id)
    reached: set[Node] = nx.ancestors(graph, start)  # pyright: ignore[reportUnknownMemberType] - half typed in its stubs
    order = {"firing": 0, "fact": 1, "statement": 2, "span": 3, "document": 4}
    return tuple(sorted(reached, key=lambda node: (order.get(node[0], 9), node[1])))
