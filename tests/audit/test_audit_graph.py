"""The graph of an audit holds every point with all that it stands on."""

from __future__ import annotations

from youju.audit import Audit
from youju.audit.graph import TOTAL, evidence_of, graph_of


def test_every_kind_of_node_is_there(sample_audit: Audit) -> None:
    kinds = {kind for kind, _ in graph_of(sample_audit).nodes}

    expected = {"document", "span", "statement", "fact", "firing", "entry", "indicator", "section", "total"}
    assert {*expected, "unmet", "doubt"} == kinds


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
    order = [
        "document",
        "span",
        "statement",
        "fact",
        "firing",
        "unmet",
        "doubt",
        "entry",
        "indicator",
        "section",
        "total",
    ]
    graph = graph_of(sample_audit)

    assert all(order.index(a[0]) < order.index(b[0]) for a, b in graph.edges)


def test_what_a_rule_lacked_is_joined_to_the_point_that_was_entered_without_it(sample_audit: Audit) -> None:
    """The rule went by a printed rate, since its figures are not there: they are no facts of the entry."""
    graph = graph_of(sample_audit)
    firing = ("firing", "project-punctuality/1")

    expected = {("项目按时完成率", "read"), ("应完成项目数", "lacks"), ("按时完成项目数", "lacks")}
    assert expected == {(a[1], data["role"]) for a, _, data in graph.in_edges(firing, data=True)}


def test_an_item_that_was_not_won_leads_from_its_facts_to_its_indicator(sample_audit: Audit) -> None:
    graph = graph_of(sample_audit)
    node = ("unmet", "financial-compliance:by-procedure")

    assert [("fact", "按程序调整并按进度支付")] == list(graph.predecessors(node))
    assert [("indicator", "financial-compliance")] == list(graph.successors(node))


def test_a_contradiction_disputes_the_entries_that_it_puts_at_risk(sample_audit: Audit) -> None:
    graph = graph_of(sample_audit)
    disputed = {b[1] for a, b, data in graph.edges(data=True) if data["role"] == "disputes" and b[0] == "entry"}

    assert {entry.id for entry in sample_audit.ledger.entries if entry.at_risk} == disputed
