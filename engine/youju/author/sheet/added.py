"""New rows of a table that came back: where each goes, with the bases behind it, and whether it is in already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from youju.author.edits import Add, Item, Path, Plain, Step
from youju.author.sheet.lines import Base, Change, Line, Trouble, short, tight
from youju.author.sheet.table import CELLS, ITEMS, KINDS, TITLES, Kind, Row, Table
from youju.structs import Struct, replace


class _New(Struct):
    """A new row on its way: what it is, the list it goes into, the item it goes behind, the row it stands behind."""

    kind: Kind
    file: str
    path: Path
    after: Step | None
    row: str
    line: Line
    bases: tuple[Line, ...] = ()


def added(base: Base, lines: Sequence[Line], chosen: Mapping[str, Line], now: Table) -> Iterator[Change | Trouble]:
    """New lines: items of the list that the row before them is in, or more bases of that row or of a new one."""
    taken = _ids(now)
    for one in _found(lines, chosen, now):
        if isinstance(one, Trouble):
            yield one
        elif (strange := _misplaced(one)) is not None:
            yield strange
        elif _is_taken(base, one, now):
            continue  # it came in earlier, by this sheet or another way
        elif not _stands(base, one, now):
            zh = "导出以后，评分标准里它前面那一行变了，不知道该放在哪里"
            en = "the row before it has changed in the rubric since the export, so its place is not known"
            yield Trouble(one.line, None, "sheet-conflict", zh, en)
        else:
            ids = taken.setdefault((one.file, one.path), set())
            item, name = _item(one, ids)
            ids.add(name)
            texts = (text for line in (one.line, *one.bases) for text in line.texts.values() if text)
            told = f"新增{KINDS[one.kind]}：{'，'.join(map(short, texts))}"
            yield Change(one.file, Add(one.path, one.after, item), one.row, one.line, None, told, f"{one.kind} added")


def _found(lines: Sequence[Line], chosen: Mapping[str, Line], now: Table) -> Iterator[_New | Trouble]:
    """The new rows, each with the bases that follow it."""
    originals = set(map(id, chosen.values()))
    by_key = {row.key: row for row in now.all}
    before: Line | None = None
    waiting: _New | None = None
    for line in lines:
        if id(line) in originals:
            before = line
            yield from [waiting] if waiting is not None else []
            waiting = None
            continue
        if line.dropped or not any(line.texts.values()):
            continue
        if waiting is not None and _only_basis(line) and "basis" in CELLS[waiting.kind] and waiting.kind != "basis":
            waiting = replace(waiting, bases=(*waiting.bases, line))
            continue
        yield from [waiting] if waiting is not None else []
        row = by_key.get(before.key or "") if before is not None and before.sheet == line.sheet else None
        waiting = None if row is None else _place(line, row, now)
        if waiting is None:
            zh = "新增的行要紧跟在同一指标的一条规则（或档、点、要求、依据）后面"
            en = "a new row goes right behind a rule (or band, knot, requirement, basis) of its indicator"
            yield Trouble(line, None, "sheet-new-row", zh, en)
    yield from [waiting] if waiting is not None else []


def _only_basis(line: Line) -> bool:
    return bool(line.texts.get("basis")) and not any(line.texts.get(one) for one in ("when", "points", "wording"))


def _place(line: Line, row: Row, now: Table) -> _New | None:
    """Where a new row goes that stands behind a row; None where there is no place for it."""
    owner = row
    if row.kind == "basis":
        if _only_basis(line):
            return _New("basis", row.file, row.path[:-1], row.path[-1], row.key, line)
        owner = next(one for one in now.all if one.file == row.file and one.path == row.path[:-2] and one.cells)
    if _only_basis(line) and "basis" in owner.cells:
        # The first basis stands on the row itself: behind it comes the next.
        path = (*owner.path, "basis")
        return _New("basis", row.file, path, 0, row.key, line) if owner.cells["basis"].text else None
    if owner.kind not in ITEMS:
        return None
    return _New(owner.kind, owner.file, owner.path[:-1], owner.path[-1], row.key, line)


def _misplaced(new: _New) -> Trouble | None:
    """A text in a column that a new row of this kind does not have."""
    for line, kind in ((new.line, new.kind), *((one, "basis") for one in new.bases)):
        strange = [column for column, text in line.texts.items() if text and column not in CELLS[kind]]
        if strange:
            zh = f"新增的{KINDS[kind]}没有“{TITLES[strange[0]].split()[0]}”这一项；要加别的，请放到同类的行下面"
            en = f"a new row of this kind has no place for `{strange[0]}`; put it below a row of its own kind"
            return Trouble(line, strange[0], "sheet-new-row", zh, en)
    return None


def _is_taken(base: Base, new: _New, now: Table) -> bool:
    """Whether the list holds such a row already that it did not hold when the table was exported."""
    texts = {column: tight(column, text) for column, text in new.line.texts.items() if text}
    there = [row for row in now.all if row.kind == new.kind and row.file == new.file and row.path[:-1] == new.path]
    same = sum({column: cell.text for column, cell in row.cells.items() if cell.text} == texts for row in there)
    keys = [row.key for row in there]
    was = sum({column: text for column, text in base.get(key, {}).items() if text} == texts for key in keys)
    return same > was


def _stands(base: Base, new: _New, now: Table) -> bool:
    """Whether the item that a new row goes behind is still the one it was; one with an id is, wherever it stands."""
    if isinstance(new.after, Item):
        return True
    row = next(row for row in now.all if row.key == new.row)
    return row.texts == dict(base.get(new.row, {}))


def _item(new: _New, ids: set[str]) -> tuple[Plain, str]:
    """A new row as an item of a card, and its id."""
    name = ""
    if new.kind in ("rule", "band", "item") or (new.kind == "knot" and new.line.id):
        name = _fresh(new.line.id.rsplit("/", 1)[-1].strip(), new.kind, ids)
    item: Plain = {"id": name} if name else {}
    for column in CELLS[new.kind]:
        if text := tight(column, new.line.texts.get(column, "")):
            item = _with(item, CELLS[new.kind][column], text)
    first = 1 if new.line.texts.get("basis") else 0
    for i, line in enumerate(new.bases, first):
        for column in CELLS["basis"]:
            if text := tight(column, line.texts.get(column, "")):
                item = _with(item, ("basis", i, *CELLS["basis"][column]), text)
    return item, name


def _ids(now: Table) -> dict[tuple[str, Path], set[str]]:
    """The ids of every list of items."""
    found: dict[tuple[str, Path], set[str]] = {}
    for row in now.all:
        if row.path and isinstance(row.path[-1], Item):
            found.setdefault((row.file, row.path[:-1]), set()).add(row.path[-1].id)
    return found


def _fresh(wanted: str, kind: Kind, taken: set[str]) -> str:
    """The id asked for where no other item has it, else a numbered one."""
    if wanted and wanted not in taken:
        return wanted
    return next(name for number in count(1) if (name := f"{kind}-{number}") not in taken)


def _with(item: Plain, path: Path, text: str) -> Plain:
    """An item with one more text in it."""
    if not path:
        return text
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        inside = item if isinstance(item, dict) else {}
        return {**inside, step: _with(inside.get(step, ""), rest, text)}
    items = item if isinstance(item, list) else []
    at = step if isinstance(step, int) and step < len(items) else len(items)
    return [*items[:at], _with(items[at] if at < len(items) else "", rest, text), *items[at + 1 :]]
