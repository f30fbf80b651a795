"""What a table that came back changes: against the table it was exported from, and against the rubric as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from youju.author.edits import Add, Drop, Put
from youju.author.sheet.added import added
from youju.author.sheet.lines import Base, Change, Line, Trouble, name_of, short, tight
from youju.author.sheet.table import ITEMS, KINDS, TITLES, Column, Row, Table, kind_of
from youju.structs import Struct


class Merged(Struct):
    """The changes to make, in order, and what stands against them; where anything does, nothing is to be changed."""

    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...]


def merged(base: Base, lines: Sequence[Line], now: Table) -> Merged:
    """The changes between a base and the lines that came back, as far as the rubric of now lets them be made."""
    chosen = originals(base, lines)
    rows = {row.key: row for row in now.all}
    cells = [found for line in chosen.values() for found in _compared(base, line, rows)]
    moves = [*added(base, lines, chosen, now), *_dropped(base, chosen, now)]
    found = (*cells, *moves, *_reordered(base, lines, chosen))
    places = {key: number for number, key in enumerate(rows)}
    changes = sorted((one for one in found if isinstance(one, Change)), key=lambda change: _turn(change, places))
    return Merged(tuple(changes), tuple(one for one in found if isinstance(one, Trouble)))


def _turn(change: Change, places: Mapping[str, int]) -> tuple[int, int, int, int]:
    """Texts first, then rows from the last up, so that the numbers of earlier items stay true.

    Of a row: what is new behind it, the last of it first; its emptied cells; the row itself.
    """
    line = change.line.at if change.line is not None else 0
    match change.edit:
        case Put():
            return 0, 0, 0, line
        case Add():
            return 1, -places[change.row], 0, -line
        case Drop():
            return 1, -places[change.row], 1 if change.column is not None else 2, 0


def originals(base: Base, lines: Sequence[Line]) -> dict[str, Line]:
    """For each key the line that is the row itself: of copies, the one whose texts are still those of the base."""
    found: dict[str, Line] = {}
    for line in lines:
        if line.key is None or line.key not in base:
            continue
        other = found.get(line.key)
        if other is None or (same(line, base[line.key]) and not same(other, base[line.key])):
            found[line.key] = line
    return found


def same(line: Line, texts: Mapping[Column, str]) -> bool:
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
    if row is not None:
        yield from _strange(base, line, row)
    for column, old in base[key].items():
        new = tight(column, line.texts.get(column, ""))
        cell = None if row is None else row.cells.get(column)
        if new == tight(column, old) or (cell is not None and new == cell.text):
            continue
        if row is None or cell is None or cell.text != old:
            at_now = "已经没有了" if cell is None else f"已改为“{short(cell.text)}”"
            zh = f"导出以后，评分标准里这一格{at_now}，表里改成了“{short(new)}”"
            en = f"the rubric has changed here since the export; the sheet says “{short(new)}”"
            yield Trouble(line, column, "sheet-conflict", zh, en)
            continue
        zh = f"{name_of(row)} · {TITLES[column].split()[0]}：{short(old) or '（空）'} → {short(new) or '（空）'}"
        edit = Put(cell.path, new) if new else Drop(cell.path)
        yield Change(cell.file, edit, row.key, line, column, zh, f"{column} changed")


def _strange(base: Base, line: Line, row: Row) -> Iterator[Trouble]:
    """What was written where the row has nothing to keep it in."""
    for column, text in line.texts.items():
        if text and column not in base[row.key]:
            title = TITLES[column].split()[0]
            zh, en = f"{KINDS[row.kind]}这一行没有“{title}”，写在这里没有地方放", f"this row keeps no `{column}`"
            yield Trouble(line, column, "sheet-column", zh, en)
    if line.id != row.id:
        zh, en = f"代号不能在表里改（原为“{row.id}”）", f"an id is not changed in a sheet (it was “{row.id}”)"
        yield Trouble(line, None, "sheet-column", zh, en)


def _dropped(base: Base, chosen: Mapping[str, Line], now: Table) -> Iterator[Change | Trouble]:
    """Rows that are to go, or are no longer there."""
    rows = {row.key: row for row in now.all}
    for key in base:
        line, row = chosen.get(key), rows.get(key)
        if row is None or (line is not None and not _goes(line, key)):
            continue
        if row.kind not in ITEMS:
            zh, en = f"“{name_of(row)}”这一行不能删", f"the row `{name_of(row)}` cannot go"
            yield Trouble(line, None, "sheet-missing-row", zh, en)
            continue
        inside = [one for one in now.all if one.file == row.file and one.path[: len(row.path)] == row.path]
        if any(_moved(base, one) for one in inside):
            zh = f"导出以后，评分标准里的“{name_of(row)}”改过，这里却要删"
            yield Trouble(line, None, "sheet-conflict", zh, f"`{name_of(row)}` has changed since the export")
        elif any(_edited(base, chosen.get(one.key)) for one in inside if one.key != key):
            zh, en = f"“{name_of(row)}”要删，它的依据却改了", f"`{name_of(row)}` goes, yet a basis of it was changed"
            yield Trouble(line, None, "sheet-conflict", zh, en)
        else:
            zh, en = f"删除{KINDS[row.kind]}：{name_of(row)}", f"{row.kind} dropped"
            yield Change(row.file, Drop(row.path), row.key, line, None, zh, en)


def _moved(base: Base, row: Row) -> bool:
    """Whether a row is otherwise in the rubric than when the table was exported, or new there."""
    return base.get(row.key) != row.texts


def _edited(base: Base, line: Line | None) -> bool:
    """Whether a row that goes with another was changed in the table."""
    return line is not None and not _goes(line, line.key or "") and not same(line, base[line.key or ""])


def _reordered(base: Base, lines: Sequence[Line], chosen: Mapping[str, Line]) -> Iterator[Trouble]:
    """The rows that stayed stand in the order of the base; of rules the order decides."""
    places = {key: number for number, key in enumerate(base)}
    originals = set(map(id, chosen.values()))
    last: dict[str, int] = {}
    for line in lines:
        if id(line) not in originals or line.key is None:
            continue
        if places[line.key] < last.get(line.sheet, -1):
            zh = "行的先后变了，请放回原处；规则的先后在 YAML 里改"
            en = "the rows stand in another order; put them back"
            yield Trouble(line, None, "sheet-order", zh, en)
            return
        last[line.sheet] = places[line.key]


def touched(base: Base, lines: Sequence[Line]) -> bool:
    """Whether anything was done to a table since it was exported."""
    chosen = originals(base, lines)
    stays = all(key in chosen and not chosen[key].dropped and same(chosen[key], base[key]) for key in base)
    return not stays or len(chosen) != len([line for line in lines if line.key is not None or any(line.texts.values())])
