"""A picture as DOT, for Graphviz and the tools that read it."""

from __future__ import annotations

from collections.abc import Mapping

from youju.publish.graph.layout import SIZE
from youju.publish.graph.picture import COLUMNS, Arrow, Box, Picture
from youju.publish.graph.text import wrap

# Lines of at most this width, in hundredths of the size of the letters.
_LINE = 1600
_STATES: Mapping[str, str] = {
    "missing": 'style="rounded,dashed", color="#b3261e"',
    "conflicting": 'style="rounded,filled", fillcolor="#fdecea", color="#b3261e", penwidth=2.4',
    "defaulted": 'style="rounded,dotted"',
    "unmet": 'style="rounded,dashed", color="#888888", fontcolor="#666666"',
    "doubt": 'style="rounded,filled", fillcolor="#fdecea", color="#b3261e"',
}
_ROLES: Mapping[str, str] = {
    "holds": "arrowhead=none",
    "chosen": "penwidth=2.4",
    "states": 'color="#8a94a0"',
    "opposes": 'style=dashed, color="#b3261e"',
    "rules": "penwidth=2.4, style=dashed",
    "overrules": 'style=dashed, color="#888888"',
    "lacks": 'style=dotted, color="#b3261e"',
    "disputes": 'style=dashed, color="#b3261e"',
    "misses": 'style=dashed, color="#888888"',
}


def dot(picture: Picture) -> bytes:
    """The picture as a DOT file, UTF-8. A node is named `kind:key`; columns are ranks."""
    lines = [
        "digraph youju {",
        f'  graph [rankdir=LR, label={_quoted(picture.title, picture.about)}, labelloc=t, charset="UTF-8"];',
        f'  node [shape=box, style=rounded, fontsize={SIZE}, fontname="sans-serif"];',
    ]
    for column in range(len(COLUMNS)):
        inside = [box for box in picture.boxes if box.column == column and box.node[0] != "document"]
        if inside:
            lines += ["  {", "    rank=same;", *(f"    {_node(box)}" for box in inside), "  }"]
    lines += [f"  {_node(box)}" for box in picture.boxes if box.node[0] == "document"]
    lines += [f"  {_edge(arrow)}" for arrow in picture.arrows]
    return "\n".join([*lines, "}", ""]).encode()


def _node(box: Box) -> str:
    words = (box.label.head, box.label.body, *box.label.marks, *box.label.notes)
    lines = [line for text in words for line in wrap(text, _LINE)]
    more = f", {_STATES[box.state]}" if box.state in _STATES else ""
    return f"{_quoted(':'.join(box.node))} [label={_quoted(*lines)}{more}];"


def _edge(arrow: Arrow) -> str:
    more = f" [{_ROLES[arrow.role]}]" if arrow.role in _ROLES else ""
    return f"{_quoted(':'.join(arrow.source))} -> {_quoted(':'.join(arrow.target))}{more};"


def _quoted(*lines: str) -> str:
    """A string of DOT; a backslash is doubled, since it would begin an escape."""
    return '"' + "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"'
