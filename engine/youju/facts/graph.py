"""The fact graph: document → span → statement → fact, as typed nodes and edges; later passes add their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from youju.facts.statements import Fact
from youju.report import Document

if TYPE_CHECKING:
    import networkx as nx

    # A node is a pair of its kind and its key, so that kinds never collide.
    Node = tuple[str, str]
    FactGraph = nx.DiGraph[Node]


def relate(document: Document, facts: Iterable[Fact]) -> FactGraph:
    """The graph of a report's facts.

    Nodes are `(kind, key)` with kinds document, span, statement, ruling, fact, and hold what they stand for in `value`;
    edges run from evidence to what it supports and have a `role` (holds, says, states, chosen, rules). A ruling has an
    edge `overrules` to each statement that counts no longer.
    """
    import networkx as nx

    graph: FactGraph = nx.DiGraph()
    root = ("document", document.sha256)
    graph.add_node(root, value=document)
    for fact in facts:
        node = ("fact", fact.name)
        graph.add_node(node, value=fact)
        ruling = ("ruling", fact.name)
        if fact.ruling is not None:
            graph.add_node(ruling, value=fact.ruling)
        for i, statement in enumerate((*fact.statements, *fact.overruled)):
            span = ("span", f"{statement.quote.start}-{statement.quote.end}")
            said = ("statement", f"{fact.name}#{i}")
            graph.add_node(span, value=statement.quote)
            graph.add_node(said, value=statement)
            graph.add_edge(root, span, role="holds")
            graph.add_edge(span, said, role="says")
            if i >= len(fact.statements):
                graph.add_edge(ruling, said, role="overrules")
            else:
                graph.add_edge(said, node, role="chosen" if i == fact.chosen else "states")
        if fact.ruling is not None:
            graph.add_edge(ruling, node, role="rules")
    return graph
