"""A picture as a Mermaid flowchart, for pages that draw it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from youju.publish.graph.picture import Arrow, Box, Picture
from youju.publish.graph.text import wrap

_LINE = 1600
_ARROWS: Mapping[str, str] = {
    "holds": "---",
    "chosen": "==>",
    "opposes": "-.->",
    "rules": "==>",
    "overrules": "-.->",
    "lacks": "-.->",
    "disputes": "-.->",
    "misses": "-.->",
}
_STATES: Mapping[str, str] = {
    "missing": "fill:#fff,stroke:#b3261e,stroke-dasharray:5 3",
    "conflicting": "fill:#fdecea,stroke:#b3261e,stroke-width:2.4px",
    "defaulted": "stroke-dasharray:2 3",
    "unmet": "fill:#f7f7f7,stroke:#888,stroke-dasharray:5 3,color:#666",
    "doubt": "fill:#fdecea,stroke:#b3261e",
}


def mermaid(picture: Picture) -> bytes:
    """The picture as a flowchart, UTF-8; nodes are n0, n1, … in the order of the graph."""
    names = {box.node: f"n{number}" for number, box in enumerate(picture.boxes)}
    # A percent sign twice begins a directive, even in a title.
    title = json.dumps(picture.title, ensure_ascii=False).replace("%", "\\u0025")
    lines = ["---", f"title: {title}", "---", "flowchart LR"]
    lines += [f'  {names[box.node]}["{_words(box)}"]' for box in picture.boxes]
    lines += [_edge(arrow, names) for arrow in picture.arrows]
    for state, style in _STATES.items():
        inside = [names[box.node] for box in picture.boxes if box.state == state]
        if inside:
            lines += [f"  classDef {state} {style}", f"  class {','.join(inside)} {state}"]
    return "\n".join([*lines, ""]).encode()


def _words(box: Box) -> str:
    words = (box.label.head, box.label.body, *box.label.marks, *box.label.notes)
    return "<br/>".join(_escaped(line) for text in words for line in wrap(text, _LINE))


def _edge(arrow: Arrow, names: Mapping[tuple[str, str], str]) -> str:
    return f"  {names[arrow.source]} {_ARROWS.get(arrow.role, '-->')} {names[arrow.target]}"


def _escaped(text: str) -> str:
    """ASCII characters by their numbers, but for letters, digits, spaces and `/`: none can be a sign of Mermaid.

    A point stays inside of a number, where it cannot begin a list.
    """
    return "".join(char if _is_plain(text, i) else f"#{ord(char)};" for i, char in enumerate(text))


def _is_plain(text: str, i: int) -> bool:
    char = text[i]
    if char == ".":
        return text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()
    return not char.isascii() or char.isalnum() or char in " /"
