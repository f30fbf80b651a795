"""A crafted file ends in a coded error or in rejected rows: never in a wrong figure, never in a traceback."""

from __future__ import annotations

import datetime
import struct
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pl = pytest.importorskip("polars")

import openpyxl  # noqa: E402
from facts_kit import codes, parquet, read  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from youju.source import CodedError  # noqa: E402

OWN = '{"table":"facts","steps":{"支出":"100","人数":"1"}}'


CODES = ("facts-table-unreadable", "facts-table-metadata", "facts-column-kind", "facts-table-empty")


def refused(path: Path) -> str:
    with pytest.raises(CodedError) as caught:
        read(path)
    return caught.value.code


@pytest.mark.parametrize(
    "cells",
    [
        [[1]], [{"a": 1}], [datetime.date(2023, 1, 1)], [datetime.timedelta(1)], [b"1"], [True],
        pl.Series([1.5], dtype=pl.Float16),
    ],
    ids=str,
)  # fmt: skip
def test_a_column_that_can_hold_no_figure_is_refused(cells: Any, tmp_path: Path) -> None:
    file = parquet(tmp_path / "facts.parquet", {"id": [1], "支出": cells})

    assert "facts-column-kind" == refused(file)


@pytest.mark.parametrize("cells", [[1.0], ["1"], [Decimal(1)], [True]], ids=str)
def test_our_own_form_holds_whole_numbers_only(cells: Any, tmp_path: Path) -> None:
    file = parquet(tmp_path / "facts.parquet", {"id": [1], "支出": cells}, OWN)

    assert "facts-column-kind" == refused(file)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("", "facts-table-metadata"),
        ("[]", "facts-table-metadata"),
        ('{"table":"scores","steps":{}}', "facts-table-metadata"),
        ('{"table":"facts"}', "facts-table-metadata"),
        ('{"table":"facts","steps":{"支出":100}}', "facts-table-metadata"),
        ('{"table":"facts","steps":{"支出":"0.0"}}', "facts-table-metadata"),
        ('{"table":"facts","steps":{"支出":"-1"}}', "facts-table-metadata"),
        ('{"table":"facts","steps":{"支出":"1/0"}}', "facts-table-metadata"),
        ('{"table":"facts","steps":{"支出":"100"},"steps":{"支出":"1"}}', "facts-table-metadata"),
        ("[" * 100_000, "facts-table-metadata"),
        ('{"table":"facts","steps":{}}', "facts-column-kind"),
    ],
)
def test_metadata_that_is_none_of_ours_is_refused(told: str, code: str, tmp_path: Path) -> None:
    assert code == refused(parquet(tmp_path / "facts.parquet", {"id": [1], "支出": [1]}, told))


def test_metadata_with_another_step_is_converted_or_the_row_rejected(tmp_path: Path) -> None:
    told = OWN.replace('"100"', '"10"')
    file = parquet(tmp_path / "facts.parquet", {"id": [1, 2, 3], "支出": [20, 25, 2**63 - 1]}, told)
    accepted, rejected = read(file)

    assert [(1, 2)] == [(row["id"], row["支出"]) for row in accepted]
    assert {2: {"facts-cell-step"}, 3: {"facts-cell-bounds"}} == codes(rejected)


def test_statistics_that_lie_hide_no_row(tmp_path: Path) -> None:
    told, least = 7_777_777_777_777, -5
    file = parquet(tmp_path / "facts.parquet", {"id": [1, 2, 3], "支出": [least, 1, told]}, OWN)
    data = file.read_bytes()
    start = len(data) - 8 - struct.unpack("<I", data[-8:-4])[0]
    foot = (
        data[start:].replace(struct.pack("<q", told), struct.pack("<q", 1)).replace(struct.pack("<q", least), bytes(8))
    )
    file.write_bytes(data[:start] + foot)
    accepted, rejected = read(file)

    assert foot != data[start:]
    assert ([2], {1, 3}) == ([row["id"] for row in accepted], set(codes(rejected)))


def test_figures_that_are_none_reject_their_rows(tmp_path: Path) -> None:
    doubles = [float("nan"), float("inf"), -0.0, 1e300, 5e-324, 90071992547409.93]
    file = parquet(tmp_path / "facts.parquet", {"支出（元）": doubles})
    accepted, rejected = read(file)

    assert [(3, 0)] == [(row["id"], row["支出"]) for row in accepted]
    assert {1, 2, 4, 5, 6} == set(codes(rejected))


def test_too_many_columns_and_two_of_one_name_are_refused(tmp_path: Path) -> None:
    many = parquet(tmp_path / "many.parquet", {f"c{n}": [1] for n in range(20_000)})
    twice = parquet(tmp_path / "twice.parquet", {"id": [1], "支出": [1], "支出 ": [2]})
    same = tmp_path / "same.parquet"
    same.write_bytes(parquet(same, {"ab": [1], "ac": [2], "支出": [1]}).read_bytes().replace(b"ac", b"ab"))

    assert "facts-table-unreadable" == refused(many)
    assert "facts-column-twice" == refused(twice)
    assert "facts-table-unreadable" == refused(same)


@pytest.mark.parametrize("name", ["a[1]*?.parquet", "#{x}.PARQUET", "表 格.parquet"])
def test_a_file_may_be_called_anything(name: str, tmp_path: Path) -> None:
    accepted, _ = read(parquet(tmp_path / name, {"支出": [1], 'x"\n\0': [1]}))

    assert [100] == [row["支出"] for row in accepted]


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx", ".csv", ".txt"])
@pytest.mark.parametrize("data", [b"", b"PAR1", b"PK\x03\x04" + bytes(50), b"\xff" * 100, b"\xff\xfe\x00"])
def test_bytes_that_are_no_table_are_refused(suffix: str, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"facts{suffix}"
    file.write_bytes(data)

    assert refused(file) in ("facts-table-unreadable", "facts-table-empty")


@settings(max_examples=60)
@given(st.data())
def test_a_parquet_that_was_cut_or_changed_is_refused_or_gives_figures_within_bounds(
    tmp_path_factory: Any, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("damaged") / "facts.parquet"
    columns: Mapping[str, Any] = {"id": list(range(200)), "支出": list(range(200)), "公开": [True, None] * 100}
    whole = parquet(file, columns, OWN).read_bytes()
    cut = data.draw(st.integers(1, len(whole) - 1))
    changed = data.draw(st.none() | st.binary(max_size=2))
    file.write_bytes(whole[:cut] + (b"" if changed is None else changed + whole[cut + 1 :]))
    try:
        figures, code = {row["支出"] for row in read(file)[0]} - {None}, CODES[0]
    except CodedError as error:
        figures, code = set[int](), error.code

    assert code in CODES
    assert all(0 <= one <= 10**10 for one in figures)
    assert changed is not None or not figures


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "facts.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["部门", "支出"])
    book.save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet9.xml", bytes(70 << 20))

    assert "facts-table-unreadable" == refused(file)


def test_a_workbook_whose_cells_lie_about_their_places_ends(tmp_path: Path) -> None:
    file = tmp_path / "facts.xlsx"
    book = openpyxl.Workbook()
    for row in (["部门", "支出"], ["甲", 1]):
        book.active.append(row)
    book.save(file)
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="2"', b'<row r="99999999999"').replace(b"A1:B2", b"A1:XFD1048576")
    with zipfile.ZipFile(file, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)

    assert "facts-table-unreadable" == refused(file)
