"""A table of facts comes in whole and exactly, or is told to be wrong with its row, column and reason."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

pl = pytest.importorskip("polars")

import openpyxl  # noqa: E402
from facts_kit import about, codes, parquet, read, small  # noqa: E402

from youju.population.table.facts import Unused, open_facts  # noqa: E402
from youju.source import CodedError  # noqa: E402

HERE = Path(__file__).parent
FIRST = ("甲局", "清河", 2023, 123450, 9850, -310, 22, True, "张")
SECOND = ("乙局", "清河", 2023, 15, 10000, 0, 0, False, None)
THIRD = ("丙局", None, None, None, None, None, None, None, "李")


@pytest.mark.parametrize("file", sorted((HERE / "good").iterdir()), ids=lambda file: file.stem)
def test_a_good_file_gives_the_same_steps_however_it_is_written(file: Path) -> None:
    accepted, rejected = read(file)

    assert ([FIRST, SECOND, THIRD], []) == ([tuple(row.values()) for row in accepted], rejected)


@pytest.mark.parametrize("file", sorted((HERE / "bad").iterdir()), ids=lambda file: file.stem)
def test_a_bad_file_is_told_by_its_code_and_none_of_its_rows_is_scored(file: Path) -> None:
    try:
        accepted, rejected = read(file)
    except CodedError as error:
        found, accepted = {error.code}, []
    else:
        found = set[str]().union(*codes(rejected).values())

    assert ({file.stem}, []) == (found, accepted)


def test_a_row_is_told_by_the_line_it_stands_at(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text('部门,支出,主管\n\n甲,1,"一\n二"\n乙,x,\n', "utf-8")
    accepted, rejected = read(file)

    assert [("乙", 5, "支出", "x", "facts-cell-value")] == [
        (one["id"], one["row"], one["column"], one["value"], one["code"]) for one in rejected
    ]
    assert ["甲"] == [row["id"] for row in accepted]


def test_every_bad_cell_of_a_row_is_told_at_once_with_its_step(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("部门,支出,人数\n甲,226.045,1.5\n", "utf-8")
    _, rejected = read(file)

    assert ["226.045 不是 0.01 万元 的整数倍", "1.5 不是 1 人 的整数倍"] == [one["zh"] for one in rejected]


def test_without_ids_the_row_is_the_id_and_what_is_absent_or_unused_is_told(tmp_path: Path) -> None:
    file = parquet(tmp_path / "facts.parquet", {"支出数": [1, 2], "人数": [3, 4], "备注": ["", ""]})
    table = about(file)
    accepted, _ = read(file)

    assert (None, ("支出", "满意率", "变动", "公开", "主管")) == (table.id_heading, table.absent)
    assert (Unused("支出数", "支出"), Unused("备注")) == table.unused
    assert [(1, None, 3), (2, None, 4)] == [(row["id"], row["支出"], row["人数"]) for row in accepted]


def test_a_workbook_gives_what_the_csv_gives(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    with (HERE / "good" / "as-people-write.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    sheet["D2"], sheet["E2"], sheet["H2"], sheet["G2"] = 1234.5, 0.985, True, 22
    sheet["E2"].number_format = "0.0%"
    book.save(tmp_path / "facts.xlsx")
    accepted, rejected = read(tmp_path / "facts.xlsx")

    assert ([FIRST, SECOND, THIRD], []) == ([tuple(row.values()) for row in accepted], rejected)


def test_cells_of_a_workbook_that_hold_no_figure_reject_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = (["部门", "支出"], ["甲", "=1+1"], ["乙", 226.045], ["丙", "#N/A"], [], ["=A1", 1], ["戊", 2])
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "facts.xlsx")
    accepted, rejected = read(tmp_path / "facts.xlsx")

    value, row_id = {"facts-cell-value"}, {"facts-row-id"}
    assert {2: value, 3: {"facts-cell-step"}, 4: value, 6: row_id} == codes(rejected)
    assert ["戊"] == [row["id"] for row in accepted]


def test_ids_that_stand_twice_are_found_across_the_whole_file(tmp_path: Path) -> None:
    ids = [f"d{n}" for n in range(50_000)]
    file = parquet(tmp_path / "facts.parquet", {"id": [*ids, " d7 ", "d0"], "人数": [1] * 50_002})
    accepted, rejected = read(file)

    assert [1, 8, 50_001, 50_002] == sorted(codes(rejected))
    assert 49_998 == len(accepted)


def test_only_what_is_asked_for_is_worked_out_and_still_rows_are_judged_by_all(tmp_path: Path) -> None:
    file = parquet(tmp_path / "facts.parquet", {"id": [1, 2, 3], "人数": [1, -1, 2], "支出": [5, 6, 7]})
    with open_facts(file, small()) as table:
        found = table.frame.filter(pl.col("支出") > 500).select("id").head(1).collect(engine="streaming")

    assert [3] == found["id"].to_list()


@pytest.mark.parametrize("ids", [[3, 1, 2, 1, 3, 5], ["c", "a", "b", " a", "c ", "d"]], ids=str)
def test_ids_that_stand_twice_are_found_in_several_passes_too(
    ids: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("youju.population.table.twice_polars.HELD", 1)
    accepted, rejected = read(parquet(tmp_path / "facts.parquet", {"id": ids, "支出": [1] * 6}))

    assert ([ids[2], ids[5]], {1, 2, 4, 5}) == ([row["id"] for row in accepted], set(codes(rejected)))
