"""Which part of the graph is shown: one indicator with all it stands on, the sums alone, or everything."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import TYPE_CHECKING

from youju.audit import Audit
from youju.audit.graph import TOTAL
from youju.ledger import Row
from youju.structs import Struct

if TYPE_CHECKING:
    from youju.audit.graph import AuditGraph, Node


class Others(Struct):
    """The indicators that a part leaves out: how many, their points, and the weight they have together.

    `beside`: they are of the same section; else all that is not.
    """

    beside: bool
    count: int
    points: Fraction
    weight: Fraction


def overview(graph: AuditGraph) -> AuditGraph:
    """Indicators, sections and the total, and what cuts the total: the sums without what they stand on."""
    cuts = {node for node in graph.predecessors(TOTAL) if node[0] == "entry"}
    return _only(graph, {node for node in graph if node[0] in ("indicator", "section", "total")} | cuts)


def every(graph: AuditGraph) -> AuditGraph:
    """Every node. Names of the dictionary that the report does not state and no rule missed are not among them."""
    return _only(graph, [node for node in graph if graph.degree(node)])


def part_of(graph: AuditGraph, audit: Audit, indicator: str) -> AuditGraph:
    """What an indicator's points stand on, back to the document, and their way to the total.

    Everything that leads to the indicator or to an entry charged to it is in, nothing else but the section, the
    total, and at each of them one node `others` for all that is left out.
    """
    import networkx as nx

    own = ("indicator", indicator)
    if own not in graph:
        raise KeyError(indicator)
    kept: set[Node] = {own, *nx.descendants(graph, own)}  # pyright: ignore[reportUnknownMemberType] - half typed in its stubs
    for node in (own, *(("entry", entry.id) for entry in audit.ledger.of(indicator))):
        kept |= {node, *nx.ancestors(graph, node)}  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    part = _only(graph, kept)
    rest = [row for row in audit.ledger.rows if row.indicator != indicator]
    section = audit.rubric.indicators[indicator].section
    beside = [row for row in rest if section and audit.rubric.indicators[row.indicator].section == section]
    shown = sum((entry.points for entry in audit.ledger.of(indicator)), _points(beside))
    if section is not None:
        _add_others(part, ("section", section), beside, _points(beside))
    # What is left at the total holds what caps cut, too.
    elsewhere = [row for row in rest if row not in beside]
    _add_others(part, TOTAL, elsewhere, audit.ledger.totals.recomputed - shown)
    return part


def _points(rows: Collection[Row]) -> Fraction:
    return sum((row.points for row in rows), Fraction(0))


def _add_others(part: AuditGraph, above: Node, rows: Collection[Row], points: Fraction) -> None:
    """One node for the indicators left out below a sum."""
    if rows:
        weight = sum((row.effective_weight for row in rows), Fraction(0))
        node = ("others", f"{above[0]}:{above[1]}")
        part.add_node(node, value=Others(above != TOTAL, len(rows), points, weight))
        part.add_edge(node, above, role="counts")


def _only(graph: AuditGraph, kept: Collection[Node]) -> AuditGraph:
    """The nodes that are kept, in the order of the graph; a view of networkx would follow the order of a set."""
    import networkx as nx

    part: AuditGraph = nx.DiGraph()
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    part.add_edges_from((a, b, data) for a, b, data in graph.edges(data=True) if a in kept and b in kept)
    return part
