"""A part of the graph as a picture that any format can draw: boxes in columns, and arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from youju.audit import Audit
from youju.facts import agree
from youju.publish.graph.label import Label, label
from youju.publish.graph.text import shorten
from youju.structs import Struct

if TYPE_CHECKING:
    from youju.audit.graph import AuditGraph, Node

State = Literal["plain", "missing", "conflicting", "defaulted", "ruled", "unmet", "doubt"]
Role = Literal[
    "holds",
    "says",
    "chosen",
    "states",
    "opposes",
    "rules",
    "overrules",
    "read",
    "lacks",
    "gives",
    "counts",
    "misses",
    "disputes",
]
COLUMNS = ("quote", "statement", "fact", "rule", "entry", "indicator", "section", "total")
"""The columns of a picture, from left to right: from what a report says to what it is worth."""
# What an auditor enters by hand stands beside the quotes: it, too, comes from a paper.
_COLUMN = {"document": "quote", "span": "quote", "ruling": "quote", "firing": "rule", "unmet": "rule", "doubt": "rule"}
# What a reader takes in of a quote, and of other words; the formats for data have the whole.
_QUOTED, _SAID = 72, 150


class Box(Struct):
    """A node: `column` is an index into COLUMNS, `label` is short enough to be read at a glance."""

    node: Node
    column: int
    label: Label
    state: State


class Arrow(Struct):
    """An edge between the boxes of two nodes."""

    source: Node
    target: Node
    role: Role


class Picture(Struct):
    """All that is drawn, in a fixed order; `title` says what of, `about` under which rubric."""

    title: str
    about: str
    lang: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(audit: Audit, graph: AuditGraph, indicator: str | None, lang: str) -> Picture:
    """The picture of a graph; `indicator` is the one it is the part of."""
    boxes = tuple(_box(audit, node, data["value"], lang) for node, data in graph.nodes(data=True))
    arrows = tuple(
        Arrow(source, target, _role(graph, source, target, data["role"]))
        for source, target, data in graph.edges(data=True)
    )
    about = f"{audit.document.name} · {audit.rubric.spec.title.of(lang)}"
    node = ("total", "total") if indicator is None else ("indicator", indicator)
    shown = label(audit, node, graph.nodes[node]["value"], lang)
    joint, comma = ("：", "，") if lang == "zh" else (": ", ", ")
    title = f"{shown.head}{joint}{comma.join((shown.body, *shown.marks, *shown.notes))}"
    return Picture(shorten(title, _SAID), shorten(about, _SAID), lang, boxes, arrows)


def _box(audit: Audit, node: Node, value: Any, lang: str) -> Box:
    words = label(audit, node, value, lang)
    body = shorten(words.body, _QUOTED if words.quoted else _SAID)
    if words.quoted:
        body = f"「{body}」"
    short = Label(shorten(words.head, _QUOTED), body, words.marks, words.notes, words.quoted)
    return Box(node, _column(node, value), short, _state(node, value))


def _column(node: Node, value: Any) -> int:
    kind = node[0]
    if kind == "others":
        return COLUMNS.index("indicator" if value.beside else "section")
    if kind == "entry" and value.cuts_total:
        return COLUMNS.index("section")
    return COLUMNS.index(_COLUMN.get(kind, kind))


def _state(node: Node, value: Any) -> State:
    if node[0] == "fact" and value.status != "settled":
        return value.status
    return "unmet" if node[0] == "unmet" else "doubt" if node[0] == "doubt" else "plain"


def _role(graph: AuditGraph, source: Node, target: Node, role: Role) -> Role:
    """A statement that is not the chosen one either agrees with it, or opposes it."""
    if role != "states":
        return role
    chosen = graph.nodes[target]["value"].statement
    said = graph.nodes[source]["value"]
    return role if chosen is None or agree(said, chosen) else "opposes"
