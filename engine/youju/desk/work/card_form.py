"""A card as a form: every place of its YAML that people edit as a field, and what was typed put back where it stands.

The rows and their places are those of the Excel sheet, and so is what an edit does to the text: comments, order stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from youju.author.edits import Add, Drop, Edit, EditError, Item, Path, Plain, Put, at_path, meant, plain
from youju.author.sheet.case_given import given_text, read_given
from youju.author.sheet.case_table import given_of
from youju.author.sheet.layout import choice_of
from youju.author.sheet.lines import tight
from youju.author.sheet.table import CELLS, ITEMS, Row, card_rows
from youju.author.splice import edited
from youju.source import CodedError, Scalar, parse_yaml
from youju.source import Mapping as MappingNode
from youju.source import Sequence as SequenceNode

CASE: Mapping[str, Path] = {
    "note": ("note",), "claimed": ("claimed",), "points": ("expect", "points"), "rule": ("expect", "rule"),
    "status": ("expect", "status"), "low": ("expect", "low"), "high": ("expect", "high"),
}  # fmt: skip
"""The fields of a case, below it, beside the facts it gives."""
_CASES: Path = ("cases",)


def card_form(text: str) -> dict[str, Any] | None:
    """The fields of a card; None where its YAML cannot be read. A field is named by its path, see `typed_text`."""
    try:
        tree = plain(text)
    except EditError:
        return None
    rows = list(card_rows("", tree))
    lines = _Lines(text)
    return {
        "rows": [_row(row, lines) for row in rows],
        "lists": [_list(path, kind) for path, kind in _lists(rows).items()],
        "cases": [_case(i, case, lines) for i, case in enumerate(_cases(tree))],
    }


def _row(row: Row, lines: _Lines) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "id": row.id,
        "line": lines.of(row.path),
        "drop": f"drop:{key_of(row.path)}" if row.kind in ITEMS else None,
        "cells": [
            {
                "name": f"f:{key_of(cell.path)}",
                "column": column,
                "text": cell.text,
                "choice": choice_of(row.kind, column, row.id),
                "place": lines.place(cell.path),
            }
            for column, cell in row.cells.items()
        ],
    }


def _lists(rows: list[Row]) -> dict[Path, str]:
    """The lists that items can be added to, by their paths."""
    found: dict[Path, str] = {}
    for row in rows:
        if row.kind in ITEMS and row.kind != "basis":
            found.setdefault(row.path[:-1], row.kind)
    return found


def _list(path: Path, kind: str) -> dict[str, Any]:
    key = key_of(path)
    named = kind in ("rule", "band", "item")
    columns = [*(["id"] if named else []), *CELLS[kind]]
    return {
        "kind": kind,
        "key": key,
        "cells": [{"name": f"new:{column}:{key}", "column": column} for column in columns],
    }


def _case(number: int, case: Plain, lines: _Lines) -> dict[str, Any]:
    at: Path = ("cases", number)
    several = isinstance(at_path(case, ("expect", "rules")), list)
    texts = {name: at_path(case, path) for name, path in CASE.items() if not (several and name == "rule")}
    return {
        "line": lines.of(at),
        "given": {"name": f"given:{key_of(at)}", "text": given_text(given_of(case))},
        "cells": {
            name: {"name": f"f:{key_of((*at, *CASE[name]))}", "text": found if isinstance(found, str) else ""}
            for name, found in texts.items()
        },
        "drop": f"drop:{key_of(at)}",
    }


class _Lines:
    """Where the parts of a card stand in its text."""

    def __init__(self, text: str) -> None:
        self._node, _ = parse_yaml(text, "")

    def of(self, path: Path) -> int:
        """The line on which a part begins; 1 where it is not there."""
        found = self._find(path)
        return 1 if found is None else found.place.line

    def place(self, path: Path) -> tuple[int, int, int] | None:
        """Line, column and length of a text; None where it is not there."""
        found = self._find(path)
        return (found.place.line, found.place.column, found.place.length) if isinstance(found, Scalar) else None

    def _find(self, path: Path) -> Any:
        node: Any = self._node
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, SequenceNode) and isinstance(step, int):
                node = node.items[step] if step < len(node.items) else None
            elif isinstance(node, SequenceNode) and isinstance(step, Item):
                node = next((one for one in node.items if _named(one) == step.id), None)
            else:
                return None
        return node


def _named(node: Any) -> str | None:
    found = node.get("id") if isinstance(node, MappingNode) else None
    return found.text if isinstance(found, Scalar) else None


def key_of(path: Path) -> str:
    """A path as the name of a field has it."""
    steps = [{"id": step.id} if isinstance(step, Item) else step for step in path]
    return json.dumps(steps, ensure_ascii=False, separators=(",", ":"))


def typed_text(text: str, typed: Mapping[str, str]) -> str:
    """The text of a card with what was typed into its form, by the names of its fields.

    `f:PATH` is a text, `given:PATH` the facts of a case, `drop:PATH` takes a row out, `new:COLUMN:PATH` and
    `case:NAME` are of new ones. Fields of other names, and those that say what stands there, change nothing.
    CodedError `draft-form` where it cannot be written in place.
    """
    try:
        return edited(text, edits_of(text, typed))
    except EditError as error:
        zh = f"表单里的改动写不回这张卡片（{error}）；请在 YAML 里改"
        raise CodedError("draft-form", zh, f"the form cannot be written back ({error}): edit the YAML") from error


def edits_of(text: str, typed: Mapping[str, str]) -> list[Edit]:
    """What was typed as edits, in the order to make them. EditError where the text cannot be read."""
    tree = plain(text)
    rows = list(card_rows("", tree))
    puts = [*_puts(rows, typed), *_case_puts(tree, typed)]
    adds = [*_adds(rows, typed), *_new_case(tree, typed)]
    return [*puts, *adds, *_drops(rows, tree, typed)]


def _puts(rows: list[Row], typed: Mapping[str, str]) -> Iterator[Edit]:
    for row in rows:
        if f"drop:{key_of(row.path)}" not in typed or row.kind not in ITEMS:
            for column, cell in row.cells.items():
                yield from _put(cell.path, cell.text, typed, column)


def _put(path: Path, old: str, typed: Mapping[str, str], column: str) -> Iterator[Edit]:
    new = typed.get(f"f:{key_of(path)}")
    if new is None:
        return
    new = tight(column, new.replace("\r\n", "\n"))
    if new != tight(column, old):
        yield Put(path, new) if new.strip() else Drop(path)


def _case_puts(tree: Plain, typed: Mapping[str, str]) -> Iterator[Edit]:
    for i, case in enumerate(_cases(tree)):
        at: Path = ("cases", i)
        if f"drop:{key_of(at)}" in typed:
            continue
        for name, path in CASE.items():
            old = at_path(case, path)
            yield from _put((*at, *path), old if isinstance(old, str) else "", typed, name)
        if (said := typed.get(f"given:{key_of(at)}")) is not None:
            yield from _given((*at, "given"), given_of(case), said)


def _given(path: Path, old: Mapping[str, str], said: str) -> Iterator[Edit]:
    if said.replace("\r\n", "\n").strip() == given_text(old).strip():
        return
    new = _read_given(said)
    yield from (Put((*path, name), value) for name, value in new.items() if old.get(name) != value)
    yield from (Drop((*path, name)) for name in old if name not in new)


def _read_given(said: str) -> Mapping[str, str]:
    found = read_given(said)
    if found.wrong:
        raise CodedError("draft-form", *found.wrong[0])
    return found.values


def _adds(rows: list[Row], typed: Mapping[str, str]) -> Iterator[Edit]:
    """A new item at the end of each list that something was typed for."""
    for path, kind in _lists(rows).items():
        key = key_of(path)
        texts = {column: tight(column, typed.get(f"new:{column}:{key}", "").strip()) for column in ("id", *CELLS[kind])}
        if not any(text for column, text in texts.items() if column != "mark"):
            continue
        last = [row.path[-1] for row in rows if row.path[:-1] == path]
        item: Plain = {"id": texts["id"]} if texts["id"] else {}
        for column, below in CELLS[kind].items():
            if texts[column] and (column != "mark" or texts["basis"]):
                item = _with(item, below, texts[column])
        yield Add(path, last[-1], item)


def _with(tree: Plain, path: Path, text: str) -> Plain:
    """A new item with one more text in it."""
    return meant(tree, Put(path, text))


def _new_case(tree: Plain, typed: Mapping[str, str]) -> Iterator[Edit]:
    texts = {name: typed.get(f"case:{name}", "").strip() for name in (*CASE, "given")}
    if not any(texts.values()):
        return
    item: Plain = {"note": texts["note"]} if texts["note"] else {}
    for fact, value in _read_given(texts["given"]).items():
        item = _with(item, ("given", fact), value)
    for name in CASE:
        if texts[name] and name != "note":
            item = _with(item, CASE[name], texts[name])
    there = len(_cases(tree))
    yield Add(_CASES, there - 1 if there else None, item)


def _drops(rows: list[Row], tree: Plain, typed: Mapping[str, str]) -> Iterator[Edit]:
    """From the last up, so that the numbers of those before stay true; what is inside of a row goes with it."""
    paths = [row.path for row in rows if row.kind in ITEMS]
    paths += [("cases", i) for i in range(len(_cases(tree)))]
    gone = [path for path in paths if f"drop:{key_of(path)}" in typed]
    yield from (Drop(path) for path in reversed(gone) if not any(_below(path, one) for one in gone))


def _below(path: Path, other: Path) -> bool:
    return len(path) > len(other) and path[: len(other)] == other


def _cases(tree: Plain) -> list[Plain]:
    found = at_path(tree, _CASES)
    return found if isinstance(found, list) else []
