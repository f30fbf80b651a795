"""Changes put back into the text of a file: only the characters that change, so that comments and layout stay."""

from __future__ import annotations

from datetime import date

from youju.rubric.changes import dated_file, items
from youju.source import Mapping, Place, Scalar, Sequence, parse_yaml


def with_item(text: str, sequence: Sequence, item: str) -> str:
    """The text with one more item at the end of a list; in brackets or a line an item, as the list is written."""
    lines = text.split("\n")
    row, column = sequence.place.line - 1, sequence.place.column - 1
    last = sequence.items[-1] if sequence.items else None
    if lines[row][column : column + 1] == "[":
        if not isinstance(last, Scalar):
            return _spliced(lines, row, column + 1, item)
        end = _end(lines, last.place)
        return _spliced(lines, last.place.line - 1, end, f", {item}")
    below = last.place.line if last is not None else row + 1
    return "\n".join([*lines[:below], f"{' ' * column}- {item}", *lines[below:]])


def list_at(text: str, *path: str | int) -> Sequence | None:
    """The list at a path of keys and indexes; None where there is none."""
    node, _ = parse_yaml(text, "")
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)  # pyright: ignore[reportAssignmentType] - any node may stand there
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]  # pyright: ignore[reportAssignmentType] - as above
        else:
            return None
    return node if isinstance(node, Sequence) else None


def days_without(text: str, indicator: str) -> tuple[date, ...]:
    """The days of changes of a rubric.yaml from which it lists an indicator no more that it lists at first."""
    node, problems = parse_yaml(text, "")
    if node is None or problems:
        return ()
    file, _ = dated_file(node, "")
    return tuple(change.day for change in file.changes if indicator not in _listed(change.after))


def _listed(node: Mapping) -> set[str]:
    """Every indicator that a rubric.yaml lists."""
    groups = [group for section in items(node.get("sections")) for group in items(section.get("groups"))]
    lists = [*(group.get("indicators") for group in groups), node.get("adjustments")]
    return {
        one.text for found in lists if isinstance(found, Sequence) for one in found.items if isinstance(one, Scalar)
    }


def _end(lines: list[str], place: Place) -> int:
    """Where a scalar ends that stands on one line, its closing quote included."""
    end = place.column - 1 + place.length
    line = lines[place.line - 1]
    return end + (line[end : end + 1] in ('"', "'") and line[place.column - 2] == line[end])


def _spliced(lines: list[str], row: int, column: int, new: str) -> str:
    line = lines[row]
    return "\n".join([*lines[:row], line[:column] + new + line[column:], *lines[row + 1 :]])
