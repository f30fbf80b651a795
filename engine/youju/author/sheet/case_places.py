"""A mistake on the cases of a card, told at the cell of the workbook that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.author.edits import Path
from youju.author.sheet.case_table import CASE_PATHS
from youju.author.sheet.lines import Line, Trouble
from youju.source import Diagnostic, Node, Place, Scalar, parse_yaml
from youju.source import Mapping as MappingNode


def case_trouble(one: Diagnostic, text: str, lines: Sequence[Line | None]) -> Trouble | None:
    """The mistake at its cell; None where it is on no case, or on one of which the workbook has no line.

    `text` is the card, and `lines` are those of its cases, in their order.
    """
    node, _ = parse_yaml(text, "")
    path = None if node is None else _path_at(node, one.place)
    if path is None or len(path) < 2 or path[0] != "cases" or not isinstance(path[1], int) or path[1] >= len(lines):
        return None
    line = lines[path[1]]
    if line is None:
        return None
    zh = one.zh if one.proposal is None else f"{one.zh}（改成 {one.proposal}）"
    return Trouble(line, _column(path[2:]), one.code, zh, one.en)


def _column(path: Path) -> str | None:
    """The column that keeps what stands at a path of a case."""
    if path[:2] == ("expect", "rules"):
        return "rules"
    return next((column for column, kept in CASE_PATHS.items() if path[: len(kept)] == kept), None)


def _path_at(node: Node, place: Place) -> Path | None:
    """The way to the last key or value that begins at a place or before it."""
    found = [(at, path) for at, path in _places(node, ()) if at <= (place.line, place.column)]
    return max(found, key=lambda one: one[0], default=(None, None))[1]


def _places(node: Node, path: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    yield (node.place.line, node.place.column), path
    if isinstance(node, Scalar):
        return
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            yield (key.place.line, key.place.column), (*path, key.text)
            yield from _places(value, (*path, key.text))
    else:
        for i, item in enumerate(node.items):
            yield from _places(item, (*path, i))
