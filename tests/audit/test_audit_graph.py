"""The graph of an audit holds every point with all that it stands on."""

from __future__ import annotations

from youju.audit import Audit
from youju.audit.graph import TOTAL, evidence_of, graph_of


def test_every_kind_of_node_is_there(sample_audit: Audit) -> None:
    kinds = {kind for kind, _ in graph_of(sample_audit).nodes}

    assert {"document", "span", "statement", "fact", "firing", "entry", "section", "total"} == kinds


def test_every_entry_counts_into_the_total_by_its_section(sample_audit: Audit) -> None:
    import networkx as nx

    graph = graph_of(sample_audit)
    before = nx.ancestors(graph, TOTAL)

    assert {("entry", entry.id) for entry in sample_audit.ledger.entries} == {
        node for node in before if node[0] == "entry"
    }


def test_the_walk_back_from_a_computed_point_ends_at_the_document(sample_audit: Audit) -> None:
    graph = graph_of(sample_audit)
    entry = next(entry for entry in sample_audit.ledger.entries if entry.indicator == "procurement-rate")
    walked = evidence_of(graph, entry.id)

    assert {"firing", "fact", "statement", "span", "document"} == {kind for kind, _ in walked}
    assert {"实际采购金额", "计划采购金额"} == {key for kind, key in walked if kind == "fact"}


def test_edges_run_from_evidence_to_what_it_supports(sample_audit: Audit) -> None:
    order = ["document", "span", "statement", "fact", "firing", "entry", "section", "total"]
    graph = graph_of(sample_audit)

    assert all(order.index(a[0]) + 1 == order.index(b[0]) for a, b in graph.edges)
