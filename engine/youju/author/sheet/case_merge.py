"""What the cases of a workbook that came back change: against those it was exported with, and those of now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from youju.author.edits import Add, Drop, Plain, plain
from youju.author.sheet.case_cells import cell_changes, item_of, standing_trouble, trimmed
from youju.author.sheet.case_table import case_rows, case_texts
from youju.author.sheet.lines import Base, CaseSheet, Change, Line, Trouble, short
from youju.author.sheet.merge import originals
from youju.author.sheet.table import Row, Table
from youju.source import did_you_mean
from youju.structs import Struct


class MergedCases(Struct):
    """The changes to make, in order, what stands against them, and by file which line each case then is."""

    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...]
    lines: Mapping[str, Sequence[Line | None]]


def merged_cases(came: CaseSheet, files: Mapping[str, str], table: Table) -> MergedCases:
    """The changes between cases as they were exported and as they came back, on the rubric's files of now."""
    rows = case_rows(files, table)
    trees = {file: plain(text) for file, text in files.items()}
    chosen = originals(came.base, came.lines)
    stands = _standing(came.base, chosen, rows)
    found: list[Change | Trouble] = []
    gone: dict[str, Line | None] = {}
    for key, texts in came.base.items():
        line, row = chosen.get(key), stands.get(key)
        if line is None or _goes(line):
            found += _dropped(line, row, texts)
            gone |= {} if row is None else {row.key: line}
        elif row is not None:
            found += _compared(texts, line, row, trees[row.file])
        elif not _untouched(line, texts):
            found.append(_conflict(line, None))
    by_row = {row.key: chosen.get(key) for key, row in stands.items()}
    kept = {file: [by_row.get(row.key) for row in rows if row.file == file and row.key not in gone] for file in trees}
    new = list(_added(came, chosen, rows, table))
    for one in new:
        if isinstance(one, Change):
            kept[one.file].append(one.line)
    found += new
    changes = sorted((one for one in found if isinstance(one, Change)), key=_turn)
    return MergedCases(tuple(changes), tuple(one for one in found if isinstance(one, Trouble)), kept)


def _turn(change: Change) -> tuple[int, int]:
    """Cells first, then new cases, then those that go from the last up, so that numbers stay true."""
    if isinstance(change.edit, Drop) and len(change.edit.path) == 2:
        at = change.edit.path[-1]
        return 2, -at if isinstance(at, int) else 0
    # Texts before what goes: a mapping that nothing is left of would go too.
    return int(isinstance(change.edit, Add)), int(isinstance(change.edit, Drop))


def _standing(base: Base, chosen: Mapping[str, Line], rows: Sequence[Row]) -> dict[str, Row]:
    """The case of now that each exported one is: cases have no ids, and may have moved in their file since.

    One that says all it said is that case, wherever it stands; else the one in its place, if that is still known by
    its note or its facts, or says already what the line does.
    """
    by_key = {row.key: row for row in rows}
    left = {row.key: row for row in rows}
    found: dict[str, Row] = {}
    for key, texts in base.items():
        same = [row for row in left.values() if row.file == _file(key) and row.texts == texts]
        if same:
            found[key] = next((row for row in same if row.key == key), same[0])
            del left[found[key].key]
    for key, texts in base.items():
        row = by_key.get(key)
        if key in found or row is None or row.key not in left:
            continue
        known = any(texts.get(column) and row.texts[column] == texts[column] for column in ("note", "given"))
        if known or (key in chosen and _untouched(chosen[key], row.texts)):
            found[key] = left.pop(row.key)
    return found


def _file(key: str) -> str:
    """The file that the key of a case names; a key comes out of a workbook, and may be anything."""
    try:
        _, file, *_ = json.loads(key)
    except (ValueError, TypeError):
        return ""
    return str(file)


def _untouched(line: Line, texts: Mapping[str, str]) -> bool:
    return all(trimmed(column, line.texts.get(column, "")) == trimmed(column, text) for column, text in texts.items())


def _goes(line: Line) -> bool:
    """Whether a case is to go: marked so, or emptied."""
    return line.dropped or not any(text for column, text in line.texts.items() if column != "indicator")


def _compared(texts: Mapping[str, str], line: Line, row: Row, tree: Plain) -> Iterator[Change | Trouble]:
    """The cells of a case that was there when the workbook was exported."""
    if trimmed("indicator", line.texts.get("indicator", "")) != texts["indicator"]:
        zh = f"这一例是“{texts['indicator']}”的，指标不能改；换指标请在空行里新写一例"
        yield Trouble(line, "indicator", "sheet-column", zh, "the indicator of a case is not changed: write a new case")
        return
    if (wrong := standing_trouble(line, texts["standing"])) is not None:
        yield wrong
        return
    for column, old in texts.items():
        new = trimmed(column, line.texts.get(column, ""))
        if column == "indicator" or new in (trimmed(column, old), row.texts[column]):
            continue
        if row.texts[column] != old:
            yield _conflict(line, column, row.texts[column], new)
        else:
            yield from cell_changes(line, column, row, tree)
    if _answered(texts, line):
        yield from cell_changes(line, "standing", row, tree)


def _answered(texts: Mapping[str, str], line: Line) -> bool:
    """Whether a case that waited is answered and its standing left as it was: who writes the answer decides it."""
    return line.texts.get("standing", "") == texts["standing"] == "待定" and bool(item_of(line)[0].get("expect"))


def _conflict(line: Line, column: str | None, now: str = "", new: str = "") -> Trouble:
    if column is None:
        zh, en = (
            "导出以后，卡片里的这一例变了或没有了",
            "this case has changed on its card since the export, or is gone",
        )
    else:
        zh = f"导出以后，卡片里这一格已改为“{short(now)}”，表里改成了“{short(new)}”"
        en = f"the card has changed here since the export; the sheet says “{short(new)}”"
    return Trouble(line, column, "sheet-conflict", zh, en)


def _dropped(line: Line | None, row: Row | None, texts: Mapping[str, str]) -> Iterator[Change | Trouble]:
    if row is None:
        return  # it is gone already
    if row.texts != texts:
        zh = f"导出以后，卡片里的“{told_case(row)}”改过，这里却要删"
        yield Trouble(line, None, "sheet-conflict", zh, f"`{told_case(row)}` has changed since the export")
        return
    yield Change(row.file, Drop(row.path), row.key, line, None, f"删除用例：{told_case(row)}", "case dropped")


def told_case(row: Row) -> str:
    """A case for people."""
    note = row.texts["note"]
    return f"{row.texts['indicator']} {row.id}{f'（{short(note)}）' if note else ''}"


def _added(
    came: CaseSheet, chosen: Mapping[str, Line], rows: Sequence[Row], table: Table
) -> Iterator[Change | Trouble]:
    """New lines as cases at the end of their cards."""
    titles = {row.cells["indicator"].text: row for row in table.rows if row.kind == "indicator"}
    titles = {**{row.id: row for row in titles.values()}, **titles}
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.file] = counts.get(row.file, 0) + 1
    known = set(map(id, chosen.values()))
    for line in came.lines:
        if id(line) in known or line.dropped or _goes(line):
            continue
        title = trimmed("indicator", line.texts.get("indicator", ""))
        card = titles.get(title)
        if card is None:
            yield _no_indicator(line, title, titles)
            continue
        if (wrong := standing_trouble(line, "")) is not None:
            yield wrong
            continue
        item, troubles = item_of(line)
        yield from troubles
        if troubles or _taken(came.base, card, item, rows):
            continue
        count = counts.get(card.file, 0)
        counts[card.file] = count + 1
        what = short(line.texts.get("note", "") or line.texts.get("given", ""))
        told = f"新增用例：{card.cells['indicator'].text}：{what}"
        edit = Add(("cases",), count - 1 if count else None, item)
        yield Change(card.file, edit, card.key, line, None, told, "case added")


def _no_indicator(line: Line, title: str, titles: Mapping[str, Row]) -> Trouble:
    near = did_you_mean(title, titles) if title else None
    zh = f"没有指标“{title}”{f'，是不是“{near}”？' if near else ''}" if title else "这一例是哪项指标的？请从列表里选"
    en = f"no indicator “{title}”{f', did you mean “{near}”?' if near else ''}" if title else "choose the indicator"
    return Trouble(line, "indicator", "sheet-case", zh, en)


def _taken(base: Base, card: Row, item: Mapping[str, Plain], rows: Sequence[Row]) -> bool:
    """Whether the card has such a case already that it did not have when the workbook was exported."""
    wanted = {"indicator": card.cells["indicator"].text, **case_texts(dict(item))}
    now = sum(row.file == card.file and row.texts == wanted for row in rows)
    was = sum(_file(key) == card.file and dict(texts) == wanted for key, texts in base.items())
    return now > was
