"""The workbook of a rubric: what is written is what is read, through LibreOffice too; nothing in a file can do harm."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheet_helpers import FOLDERS, FORMS, YEARS, copy_of, lines_of, row_of

from youju.author.sheet.layout import BASE, CHOICES, FIRST_LINE, GENERAL, GENERAL_COLUMNS, RULE_COLUMNS, RULES
from youju.author.sheet.lines import base_of
from youju.author.sheet.marked import marked
from youju.author.sheet.returns import take
from youju.author.sheet.table import Row, Table, read_files, table_of
from youju.author.sheet.workbook import opened, returned
from youju.publish.workbook import workbook
from youju.rubric import Rubric, dictionary_of, load_rubric
from youju.source import CodedError
from youju.structs import replace

EVERY = [*FOLDERS, FORMS, YEARS]
OFFICE = shutil.which("soffice")


@cache
def rubric_of(folder: Path) -> Rubric:
    return load_rubric(folder, dictionary_of(folder))


@cache
def table(folder: Path) -> Table:
    return table_of(read_files(folder))


def saved(folder: Path, file: Path, of: Table | None = None) -> Path:
    file.write_bytes(workbook(rubric_of(folder), of or table(folder)))
    return file


def changed(file: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(file)
    change(book)
    book.save(file)
    return file


def cell_of(book: Any, folder: Path, row: Row, column: str) -> Any:
    """The cell of a row's column in a workbook in which no row was moved."""
    found = table(folder)
    sheet, rows, columns = (
        (RULES, found.rows, RULE_COLUMNS) if row in found.rows else (GENERAL, found.head, GENERAL_COLUMNS)
    )
    return book[sheet].cell(FIRST_LINE + rows.index(row), columns.index(column) + 1)


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_what_is_written_is_what_is_read(folder: Path, tmp_path: Path) -> None:
    came = returned(opened(saved(folder, tmp_path / "a.xlsx")), "a.xlsx")

    assert (folder.name, base_of(table(folder)), ()) == (came.rubric, came.base, came.troubles)
    assert [(line.key, line.texts) for line in lines_of(table(folder))] == [(one.key, one.texts) for one in came.lines]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n_x0A=+-@ \t"), max_size=30
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(TEXTS.filter(lambda text: text == "" or text.strip() != ""), min_size=1, max_size=60))
def test_any_texts_come_through_a_workbook_unchanged(tmp_path: Path, texts: list[str]) -> None:
    drawn = iter(texts)
    rows = tuple(
        replace(
            row,
            cells={
                column: replace(cell, text=next(drawn, cell.text))
                for column, cell in row.cells.items()
                if column != "mark"
            },
        )
        for row in table(FORMS).rows
        if row.kind not in ("hit", "setting")
    )
    drawn_table = Table(table(FORMS).head, rows)
    came = returned(opened(saved(FORMS, tmp_path / "a.xlsx", drawn_table)), "a.xlsx")

    assert (base_of(drawn_table), ()) == (came.base, came.troubles)
    assert [(line.key, line.texts) for line in lines_of(drawn_table)] == [(one.key, one.texts) for one in came.lines]


def test_the_same_rubric_gives_the_same_bytes() -> None:
    assert workbook(rubric_of(FORMS), table(FORMS)) == workbook(rubric_of(FORMS), table(FORMS))


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the workbook of each rubric as LibreOffice has saved it; one start of the program for all."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc-nogui)")
    home = tmp_path_factory.mktemp("office")
    files = [saved(folder, home / f"{folder.name}.xlsx").name for folder in EVERY]
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    form = "xlsx:Calc MS Excel 2007 XML"
    command = [OFFICE, profile, "--headless", "--convert-to", form, "--outdir", "again", *files]
    subprocess.run(command, cwd=home, check=True, capture_output=True, timeout=180)
    return home / "again"


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_a_workbook_that_libreoffice_has_saved_comes_back_the_same(folder: Path, saved_by_libreoffice: Path) -> None:
    came = returned(opened(saved_by_libreoffice / f"{folder.name}.xlsx"), "a.xlsx")
    taken = take(folder, came)

    assert ((), (), {}) == (taken.changes, taken.troubles, dict(taken.files))
    assert base_of(table(folder)) == came.base


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (2, "@", "2"),
        (2.5, "General", "2.5"),
        (0.1, "0%", "10%"),
        (0.0815, "0.00%", "8.15%"),
        (0.15, "0%", "15%"),
        (-0.15, "0%", "-15%"),
        (1e-7, "General", "0.0000001"),
        (1628.32, "#,##0.00", "1628.32"),
        (5, '0"%"', "5"),
        (5, "0\\%", "5"),
        (True, "General", "true"),
        ("结转率 <= 8%", "@", "结转率 <= 8%"),
        ("", "@", None),
    ],
)
def test_a_number_is_taken_as_it_was_typed(tmp_path: Path, value: object, form: str, text: str | None) -> None:
    row = row_of(table(FORMS), "straight", "middle", "knot")

    def change(book: Any) -> None:
        cell = cell_of(book, FORMS, row, "points")
        cell.value, cell.number_format = value, form

    came = returned(opened(changed(saved(FORMS, tmp_path / "a.xlsx"), change)), "a.xlsx")

    assert text == next(line for line in came.lines if line.key == row.key).texts.get("points")


@pytest.mark.parametrize("value", ["=1+1", '=WEBSERVICE("file:///")', "#DIV/0!", date(2024, 1, 1), timedelta(hours=12)])
def test_a_cell_that_is_no_text_is_told_and_nothing_is_taken(tmp_path: Path, value: object) -> None:
    row = row_of(table(FORMS), "straight", "middle", "knot")

    def change(book: Any) -> None:
        cell = cell_of(book, FORMS, row, "points")
        cell.value = value
        if value == "#DIV/0!":
            cell.data_type = "e"

    came = returned(opened(changed(saved(FORMS, tmp_path / "a.xlsx"), change)), "a.xlsx")
    taken = take(FORMS, came)

    assert [("sheet-cell", row.key, "points")] == [
        (one.code, one.line and one.line.key, one.column) for one in taken.troubles
    ]
    assert {} == taken.files


def test_a_choice_is_taken_by_the_words_that_are_offered(tmp_path: Path) -> None:
    row = row_of(table(FORMS), "stepped", "count", "setting")

    def change(book: Any) -> None:
        cell_of(book, FORMS, row, "when").value = CHOICES["count"]["pro_rata"]

    taken = take(FORMS, returned(opened(changed(saved(FORMS, tmp_path / "a.xlsx"), change)), "a.xlsx"))

    assert ["  count: pro_rata   # 满一个点才扣"] == [
        line for line in taken.files[row.file].splitlines() if "count" in line
    ]


def test_ids_are_locked_texts_are_not_and_choices_drop_down(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(FORMS, tmp_path / "a.xlsx"))
    sheet, rows = book[RULES], table(FORMS).rows
    locked = {
        (number, column)
        for number in range(len(rows))
        for column in RULE_COLUMNS
        if sheet.cell(FIRST_LINE + number, RULE_COLUMNS.index(column) + 1).protection.locked
    }
    texts = {(number, column) for number, row in enumerate(rows) for column in row.cells}
    ids = {(number, column) for number in range(len(rows)) for column in ("kind", "id", "key")}
    listed = {str(cell) for one in sheet.data_validations.dataValidation for cell in one.sqref.ranges}
    marks = {
        f"{'ABCDEFGHIJKLMNOPQ'[RULE_COLUMNS.index('mark')]}{FIRST_LINE + number}"
        for number, row in enumerate(rows)
        if "mark" in row.cells
    }

    assert (set(), ids, set()) == (texts & locked, ids & locked, marks - listed)
    assert (True, "veryHidden", True) == (
        sheet.protection.sheet,
        book[BASE].sheet_state,
        sheet.column_dimensions["Q"].hidden,
    )


def test_mistakes_come_back_as_comments_of_a_copy(tmp_path: Path) -> None:
    mine = copy_of(FORMS, tmp_path)
    row = row_of(table(FORMS), "straight", "straight", "indicator")
    band = row_of(table(FORMS), "banded", "rest", "band")

    def change(book: Any) -> None:
        cell_of(book, FORMS, row, "weight").value = "五"
        cell_of(book, FORMS, band, "points").value = "三 分"

    file = changed(saved(FORMS, tmp_path / "a.xlsx"), change)
    before, book = file.read_bytes(), opened(file)
    taken = take(mine, returned(book, "a.xlsx"))
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(marked(book, taken.troubles))
    told = openpyxl.load_workbook(copy)
    comments = {cell.coordinate: cell.comment.text for line in told[RULES].iter_rows() for cell in line if cell.comment}
    places = [cell_of(told, FORMS, one, column).coordinate for one, column in ((row, "weight"), (band, "points"))]

    assert ["source-bad-value", "feel-syntax"] == [comments[place].split("：")[0] for place in places]
    assert set(places) == set(comments)
    assert (before, read_files(FORMS)) == (file.read_bytes(), read_files(mine))


def _bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (200 << 20))


def _entities(file: Path) -> None:
    """The workbook of a rubric with a text that would be read out of a file, if entities were followed."""
    saved(FORMS, file)
    with zipfile.ZipFile(file) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    shared = parts["xl/sharedStrings.xml"].decode()
    head = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "secret.txt">]>'
    parts["xl/sharedStrings.xml"] = (head + shared.split("?>", 1)[1].replace("分档率", "&x;", 1)).encode()
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


def _with_part(file: Path, part: str, old: bytes, new: bytes) -> None:
    """The workbook of a rubric with a piece of one of its parts replaced, as a crafted file has it."""
    saved(FORMS, file)
    with zipfile.ZipFile(file) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


SHEET = "xl/worksheets/sheet1.xml"
MERGES = [b"A1:XFD1048576", b"S1:S1048576", b"A1000:XFD1060"]
LINKS = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks><pageMargins'
SHEETS = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (i, i + 10) for i in range(3000))


@pytest.mark.parametrize(
    "make",
    [
        *(lambda file, area=area: _with_part(file, SHEET, b"</mergeCells>", b'<mergeCell ref="%s"/></mergeCells>' % area) for area in MERGES),
        lambda file: _with_part(file, SHEET, b"<pageMargins", LINKS),
        lambda file: _with_part(file, "xl/workbook.xml", b"</sheets>", SHEETS + b"</sheets>"),
        lambda file: _with_part(file, "xl/worksheets/sheet5.xml", b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>'),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_text("指标,分值\n甲,1\n", "utf-8"),
        lambda file: file.write_bytes(b"PK\x03\x04" + b"\0" * 40),
        lambda file: file.mkdir(),
        lambda file: openpyxl.Workbook().save(file),
        lambda file: changed(saved(FORMS, file), lambda book: book.remove(book[BASE])),
        lambda file: changed(saved(FORMS, file), lambda book: setattr(book[BASE]["C7"], "value", "改了")),
        lambda file: changed(saved(FORMS, file), lambda book: setattr(book[RULES]["J2"], "value", "得分")),
        _bomb,
        _entities,
    ],
    ids=["all merged", "a column merged", "a million merged", "all one link", "three thousand sheets", "a far cell", "empty", "csv", "half a zip", "a folder", "another workbook", "no base", "base changed", "headings", "bomb", "entities"],
)  # fmt: skip
def test_a_file_that_is_no_sound_table_is_refused_in_a_sentence(tmp_path: Path, make: Callable[[Path], object]) -> None:
    file = tmp_path / "a.xlsx"
    make(file)
    with pytest.raises(CodedError) as refused:
        returned(opened(file), file.name)

    assert "sheet-unreadable" == refused.value.code


def test_a_text_too_long_for_a_cell_is_told_and_no_file_is_written(tmp_path: Path) -> None:
    row = table(FORMS).rows[0]
    long = replace(row, cells={"english": replace(row.cells["english"], text="长" * 40_000)})
    with pytest.raises(CodedError) as refused:
        saved(FORMS, tmp_path / "a.xlsx", Table(table(FORMS).head, (long, *table(FORMS).rows[1:])))

    assert ("export-too-long", False) == (refused.value.code, (tmp_path / "a.xlsx").exists())


@pytest.mark.parametrize("word", ["保留", "无", "已改"])
def test_only_the_word_that_is_offered_drops_a_row(tmp_path: Path, word: str) -> None:
    row = row_of(table(FORMS), "banded", "half", "band")

    def change(book: Any) -> None:
        book[RULES].cell(FIRST_LINE + table(FORMS).rows.index(row), RULE_COLUMNS.index("drop") + 1).value = word

    taken = take(FORMS, returned(opened(changed(saved(FORMS, tmp_path / "a.xlsx"), change)), "a.xlsx"))

    assert (["sheet-cell"], ()) == ([one.code for one in taken.troubles], taken.changes)


def test_a_mistake_in_a_merged_or_hidden_place_is_marked_where_it_is_seen(tmp_path: Path) -> None:
    row = row_of(table(FORMS), "straight", "straight", "indicator")
    at = FIRST_LINE + table(FORMS).rows.index(row)

    def change(book: Any) -> None:
        book[RULES].cell(at, RULE_COLUMNS.index("drop") + 1).value = "删除"
        for merged in list(book[RULES].merged_cells.ranges):
            if merged.min_row <= at <= merged.max_row:
                book[RULES].unmerge_cells(str(merged))
        first, last = RULE_COLUMNS.index("weight") + 1, RULE_COLUMNS.index("kind") + 1
        book[RULES].merge_cells(start_row=at, end_row=at, start_column=first, end_column=last)

    book = opened(changed(saved(FORMS, tmp_path / "a.xlsx"), change))
    for sheet in book:
        sheet.sheet_state = "veryHidden"
    (tmp_path / "copy.xlsx").write_bytes(marked(book, take(FORMS, returned(book, "a.xlsx")).troubles))
    told = openpyxl.load_workbook(tmp_path / "copy.xlsx")[RULES]

    assert ("visible", True) == (told.sheet_state, any(cell.comment for line in told.iter_rows() for cell in line))
