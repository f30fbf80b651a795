"""Facts as YAML: the name of a fact, and below it its value and source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from youju.author.handed.layout import NAMES
from youju.author.handed.lines import Came, Cell, Line, Spot, Trouble
from youju.feel import did_you_mean
from youju.source import Mapping, Node, Place, RefusedError, Scalar, read_yaml

_KEYS = ("value", "unit", "source", "note")


def from_yaml(path: Path) -> tuple[Came, tuple[Trouble, ...]]:
    """The lines of a YAML file, and keys that it should not have. RefusedError where it is no YAML."""
    node, problems = read_yaml(path, path.name)
    if node is None or problems:
        raise RefusedError(problems, path.parent)
    troubles: list[Trouble] = []
    lines = [_line(key, below, troubles) for key, below in node.entries]
    return Came(tuple(line for line in lines if line is not None)), tuple(troubles)


def _line(key: Scalar, below: Node, troubles: list[Trouble]) -> Line | None:
    fact = Cell(key.text, _spot(key.place))
    if not isinstance(below, Mapping):
        zh, en = f"“{key.text}”下面要写 取值 和 来源", f"below `{key.text}` there must be value and source"
        troubles.append(Trouble(_spot(below.place), "handed-value", zh, en))
        return None
    line: dict[str, Cell] = {"fact": fact}
    for inner, value in below.entries:
        column = NAMES.get(inner.text.strip().lower(), "")
        if column not in _KEYS or column in line or not isinstance(value, Scalar):
            troubles.append(_misplaced(inner))
            continue
        line[column] = Cell(value.text, _spot(value.place))
    return line


def _misplaced(key: Scalar) -> Trouble:
    near = did_you_mean(key.text, list(_names()))
    hint = (f"，是否想写 {near}？", f"; did you mean {near}?") if near else ("", "")
    zh = f"“{key.text[:40]}”不是这里的一项，或不是一个值{hint[0]}"
    return Trouble(
        _spot(key.place), "handed-value", zh, f"“{key.text[:40]}” is no entry here, or no single value{hint[1]}"
    )


def _names() -> Iterator[str]:
    return (name for name, column in NAMES.items() if column in _KEYS)


def _spot(place: Place) -> Spot:
    return Spot(place.line, place.column)
