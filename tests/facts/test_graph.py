"""The fact graph: what supports what, from the document to every fact that is stated."""

from __future__ import annotations

import networkx as nx
from facts_helpers import dictionary, document, reading

from youju.facts import Sought, relate, resolve

TEXT = """一、概况
核定编制24名，在职人员22人。
（1）财政供养人员控制率（2分）。
在职人员23人，控制率为91.67%。
"""


def graph() -> nx.DiGraph:
    found = reading(TEXT, Sought("staff", ("财政供养人员控制率",)))
    return relate(document(TEXT), resolve(dictionary().facts, found.statements).values())


def test_every_stated_fact_is_reached_from_the_document_and_no_other():
    drawn = graph()
    root = ("document", document(TEXT).sha256)

    reached = {key for kind, key in nx.descendants(drawn, root) if kind == "fact"}

    assert reached == {"编制人数", "在职人数", "财政供养人员控制率"}


def test_every_fact_of_the_dictionary_is_a_node():
    names = {key for kind, key in graph() if kind == "fact"}

    assert names == set(dictionary().facts)


def test_edges_run_from_document_over_span_and_statement_to_fact():
    roles = {(source[0], target[0], data["role"]) for source, target, data in graph().edges(data=True)}

    assert roles == {
        ("document", "span", "holds"),
        ("span", "statement", "says"),
        ("statement", "fact", "chosen"),
        ("statement", "fact", "states"),
    }


def test_one_statement_of_a_fact_is_chosen():
    drawn = graph()

    chosen = [
        (drawn.nodes[source]["value"].value, target[1])
        for source, target, data in drawn.edges(data=True)
        if data["role"] == "chosen" and target[1] == "在职人数"
    ]

    assert chosen == [(23, "在职人数")]


def test_nodes_hold_what_they_stand_for_and_nothing_goes_round():
    drawn = graph()

    assert all(data["value"] is not None for _, data in drawn.nodes(data=True))
    assert nx.is_directed_acyclic_graph(drawn)
