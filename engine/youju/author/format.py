"""Files of a rubric evened out: two blanks of indentation, one around signs; comments, order and words stay.

A file whose content would change by it is left alone, so a formatted rubric always means what it meant.
"""

from __future__ import annotations

from io import StringIO
from typing import Any, cast

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import ScalarString

from youju.author.roundtrip import text_yaml
from youju.source import Mapping, Node, Scalar, Sequence, parse_yaml
from youju.source.excerpt import width

WIDTH = 150


def formatted(text: str) -> str | None:
    """The text formatted, itself where nothing is to do; None where it cannot be read or would not stay the same."""
    before, problems = parse_yaml(text, "")
    if before is None or problems:
        return None
    try:
        new = _dumped(text)
    except YAMLError:
        return None
    after, _ = parse_yaml(new, "")
    return new if after is not None and _plain(after) == _plain(before) else None


def _dumped(text: str) -> str:
    yaml = text_yaml()  # lines are broken by `_unfold`, where one would be too long, and nowhere else
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    root = yaml.load(text.replace("\r\n", "\n"))
    _unfold(root, 0)
    yaml.dump(root, out)
    lines = [line.rstrip() for line in out.getvalue().split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _unfold(node: Any, column: int) -> int:
    """Collections in brackets that pass the width are written a line an item; gives a node's width in brackets."""
    match node:
        case CommentedMap():
            below = column + 2
            pairs = [(key, value) for key, value in cast("dict[object, Any]", node).items()]
        case CommentedSeq():
            below = column + 4
            pairs = [(None, value) for value in cast("list[Any]", node)]
        case _:
            return width(str(node)) + 2 * isinstance(node, ScalarString)
    parts = [(0 if key is None else width(str(key)) + 2) + _unfold(value, below) + 2 for key, value in pairs]
    flow: Any = cast(Any, node).fa
    if flow.flow_style() and column + sum(parts) > WIDTH:
        flow.set_block_style()
    return sum(parts)


def _plain(node: Node) -> object:
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [_plain(item) for item in items]
        case Mapping():
            return {key.text: _plain(value) for key, value in node.entries}
