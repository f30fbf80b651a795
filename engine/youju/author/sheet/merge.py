"""What a table that came back changes: against the table it was exported from, and against the rubric as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from youju.author.edits import Add, Drop, Edit, Item, Path, Plain, Put, Step
from youju.author.sheet.table import CELLS, ITEMS, KINDS, TITLES, Column, Kind, Row, Table, kind_of
from youju.source import digest

Base = Mapping[str, Mapping[Column, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table that came back, on `sheet` in row `at`: the key of the row it is, or None; its texts.

    `id` is what whoever wrote a new row calls it, and `dropped` that the row is to go.
    """

    key: str | None
    texts: Mapping[Column, str]
    sheet: str
    at: int
    id: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """What cannot be taken, at a line and a column of the table that came back, as far as they are known."""

    line: Line | None
    column: Column | None
    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a file, told for people, with the line and column it comes from (None: the line as a whole)."""

    file: str
    edit: Edit
    line: Line | None
    column: Column | None
    zh: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The changes to make, in order, and what stands against them; where anything does, nothing is to be changed."""

    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...]


def base_of(table: Table) -> dict[str, dict[Column, str]]:
    """The texts of a table by row and column, as a workbook carries them unseen."""
    return {row.key: {column: cell.text for column, cell in row.cells.items()} for row in table.all}


def digest_of(base: Base) -> str:
    """SHA-256 of a base: two tables have the same where nothing differs that they show."""
    return digest({"table": base})


def merged(base: Base, lines: Sequence[Line], now: Table) -> Merged:
    """The changes between a base and the lines that came back, as far as the rubric of now lets them be made."""
    chosen = _originals(base, lines)
    rows = {row.key: row for row in now.all}
    cells = [found for line in chosen.values() for found in _compared(base, line, rows)]
    moves = [*_inserted(lines, chosen, now), *_dropped(base, chosen, rows)]
    found = (*cells, *moves, *_reordered(base, lines, chosen))
    changes = [one for one in found if isinstance(one, Change)]
    places = {(row.file, row.path): number for number, row in enumerate(now.all)}
    changes.sort(key=lambda change: _turn(change, places))
    return Merged(tuple(changes), tuple(one for one in found if isinstance(one, Trouble)))


def _turn(change: Change, places: Mapping[tuple[str, Path], int]) -> tuple[int, int, int, int]:
    """Texts first, then rows from the last up, so that the numbers of earlier items stay true; emptied cells last.

    Behind one row the last of several new rows goes in first; the row itself goes after them.
    """
    line = change.line.at if change.line is not None else 0
    match change.edit:
        case Put():
            return 0, 0, 0, line
        case Add(path, after, _):
            anchor = path if after is None else (*path, after)
            return 1, -places.get((change.file, anchor), 0), 0, -line
        case Drop(path) if change.column is None:
            return 1, -places.get((change.file, path), 0), 1, 0
        case Drop():
            return 2, 0, 0, -line


def _originals(base: Base, lines: Sequence[Line]) -> dict[str, Line]:
    """For each key the line that is the row itself: of copies, the one whose texts are still those of the base."""
    found: dict[str, Line] = {}
    for line in lines:
        if line.key is None or line.key not in base:
            continue
        other = found.get(line.key)
        if other is None or (_same(line, base[line.key]) and not _same(other, base[line.key])):
            found[line.key] = line
    return found


def _same(line: Line, texts: Mapping[Column, str]) -> bool:
    return all(line.texts.get(column, "") == text for column, text in texts.items())


def _goes(line: Line, key: str) -> bool:
    """Whether a row is to go: marked so, or an item of a list that was emptied."""
    return line.dropped or (kind_of(key) in ITEMS and not any(line.texts.values()))


def _compared(base: Base, line: Line, rows: Mapping[str, Row]) -> Iterator[Change | Trouble]:
    """The cells of a row that was there when the table was exported."""
    key = line.key or ""
    row = rows.get(key)
    if _goes(line, key):
        return
    for column, old in base[key].items():
        new = line.texts.get(column, "")
        cell = None if row is None else row.cells.get(column)
        if new == old or (cell is not None and new == cell.text):
            continue
        if row is None or cell is None or cell.text != old:
            at_now = "已经没有了" if cell is None else f"已改为“{_short(cell.text)}”"
            zh = f"导出以后，评分标准里这一格{at_now}，表里改成了“{_short(new)}”"
            en = f"the rubric has changed here since the export; the sheet says “{_short(new)}”"
            yield Trouble(line, column, "sheet-conflict", zh, en)
            continue
        told = f"{_name(row)} · {TITLES[column].split()[0]}：{_short(old) or '（空）'} → {_short(new) or '（空）'}"
        yield Change(cell.file, Put(cell.path, new) if new else Drop(cell.path), line, column, told)


def _inserted(lines: Sequence[Line], chosen: Mapping[str, Line], now: Table) -> Iterator[Change | Trouble]:
    """New lines: items of the list that the row before them is in, or more bases of that row."""
    originals = set(map(id, chosen.values()))
    by_key = {row.key: row for row in now.all}
    taken = _ids(now)
    before: Line | None = None
    for line in lines:
        if id(line) in originals:
            before = line
            continue
        if not any(line.texts.values()):
            continue
        row = by_key.get(before.key or "") if before is not None and before.sheet == line.sheet else None
        place = None if row is None else _place(line, row, now)
        if place is None:
            zh = "新增的行要紧跟在同一指标的一条规则（或档、点、要求、依据）后面"
            en = "a new row goes right behind a rule (or band, knot, requirement, basis) of its indicator"
            yield Trouble(line, None, "sheet-new-row", zh, en)
            continue
        kind, file, path, after = place
        strange = [column for column, text in line.texts.items() if text and column not in CELLS[kind]]
        if strange:
            zh = f"新增的{KINDS[kind]}没有“{TITLES[strange[0]].split()[0]}”这一项"
            yield Trouble(line, strange[0], "sheet-new-row", zh, f"a new row has no place for `{strange[0]}`")
            continue
        item: Plain = {}
        if kind in ("rule", "band", "item") or (kind == "knot" and line.id):
            ids = taken.setdefault((file, path), set())
            name = _fresh(line.id.rsplit("/", 1)[-1].strip(), kind, ids)
            ids.add(name)
            item = {"id": name}
        for column in CELLS[kind]:
            if text := line.texts.get(column, ""):
                item = _with(item, CELLS[kind][column], text)
        told = f"新增{KINDS[kind]}：{'，'.join(_short(text) for text in line.texts.values() if text)}"
        yield Change(file, Add(path, after, item), line, None, told)


def _ids(now: Table) -> dict[tuple[str, Path], set[str]]:
    """The ids of every list of items."""
    found: dict[tuple[str, Path], set[str]] = {}
    for row in now.all:
        if row.path and isinstance(row.path[-1], Item):
            found.setdefault((row.file, row.path[:-1]), set()).add(row.path[-1].id)
    return found


def _place(line: Line, row: Row, now: Table) -> tuple[Kind, str, Path, Step | None] | None:
    """The kind of a new row behind a row, the file and list it goes into, and the item it goes behind."""
    only_basis = bool(line.texts.get("basis")) and not any(line.texts.get(one) for one in ("when", "points", "wording"))
    owner = row
    if row.kind == "basis":
        if only_basis:
            return "basis", row.file, row.path[:-1], row.path[-1]
        owner = next(one for one in now.all if one.file == row.file and one.path == row.path[:-2] and one.cells)
    if only_basis and "basis" in owner.cells:
        # The first basis stands on the row itself: behind it comes the next.
        return ("basis", row.file, (*owner.path, "basis"), 0) if owner.cells["basis"].text else None
    return (owner.kind, owner.file, owner.path[:-1], owner.path[-1]) if owner.kind in ITEMS else None


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
    return [_with(item[0] if isinstance(item, list) else "", rest, text)]


def _dropped(base: Base, chosen: Mapping[str, Line], rows: Mapping[str, Row]) -> Iterator[Change | Trouble]:
    """Rows that are to go, or are no longer there."""
    for key, texts in base.items():
        line, row = chosen.get(key), rows.get(key)
        if row is None or (line is not None and not _goes(line, key)):
            continue
        if row.kind not in ITEMS:
            zh, en = f"“{_name(row)}”这一行不能删", f"the row `{_name(row)}` cannot go"
            yield Trouble(line, None, "sheet-missing-row", zh, en)
        elif any(cell.text != texts.get(column, "") for column, cell in row.cells.items()):
            zh = f"导出以后，评分标准里的“{_name(row)}”改过，这里却要删"
            yield Trouble(line, None, "sheet-conflict", zh, f"`{_name(row)}` has changed since the export")
        else:
            yield Change(row.file, Drop(row.path), line, None, f"删除{KINDS[row.kind]}：{_name(row)}")


def _reordered(base: Base, lines: Sequence[Line], chosen: Mapping[str, Line]) -> Iterator[Trouble]:
    """The rows that stayed stand in the order of the base; of rules the order decides."""
    places = {key: number for number, key in enumerate(base)}
    originals = set(map(id, chosen.values()))
    last: dict[str, int] = {}
    for line in lines:
        if id(line) not in originals or line.key is None:
            continue
        if places[line.key] < last.get(line.sheet, -1):
            zh, en = (
                "行的先后变了，请放回原处；规则的先后在 YAML 里改",
                "the rows stand in another order; put them back",
            )
            yield Trouble(line, None, "sheet-order", zh, en)
            return
        last[line.sheet] = places[line.key]


def _name(row: Row) -> str:
    card = row.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    return f"{card} {row.id}" if row.id and row.id != card else card


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
