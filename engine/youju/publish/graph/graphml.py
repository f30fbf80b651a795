"""The graph as GraphML, for tools that draw and measure graphs."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from youju.audit import Audit
from youju.publish.graph.label import label
from youju.publish.graph.values import values

if TYPE_CHECKING:
    import networkx as nx

    from youju.audit.graph import AuditGraph

# What XML cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(audit: Audit, graph: AuditGraph, lang: str) -> bytes:
    """The graph as GraphML, UTF-8: a node is `kind:key` with a label, its kind and its fields; an edge has a role.

    A character that XML cannot hold is U+FFFD in its place.
    """
    import networkx as nx
    from networkx.readwrite.graphml import GraphMLWriter

    plain: nx.DiGraph[str] = nx.DiGraph()
    for node, data in graph.nodes(data=True):
        words = label(audit, node, data["value"], lang)
        shown = " ".join(part for part in (words.head, words.body, *words.marks, *words.notes) if part)
        fields = {**values(audit, node, data["value"]), "label": shown, "node_kind": node[0]}
        plain.add_node(_clean(":".join(node)), **{name: _clean(text) for name, text in fields.items()})
    for source, target, data in graph.edges(data=True):
        plain.add_edge(_clean(":".join(source)), _clean(":".join(target)), role=data["role"])
    # `write_graphml` would take lxml where it is installed, and write other bytes.
    writer: Any = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(plain)
    file = BytesIO()
    writer.dump(file)
    return file.getvalue()


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
