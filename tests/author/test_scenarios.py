"""Scenarios as people write them: pairs on the command line and sheets; taken whole, or every mistake at its place."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from youju.author.handed.lines import Spot
from youju.author.scenarios.pairs import read_pairs
from youju.author.scenarios.sheet import MOST, read_scenarios
from youju.feel import UNKNOWN
from youju.rubric import Rubric
from youju.source import CodedError

FOLDER = Path(__file__).parent / "scenarios"
GOOD = sorted((FOLDER / "good").iterdir())
BAD = sorted(path for path in (FOLDER / "bad").iterdir() if path.suffix != ".expected")
TABLES = [path for path in (*GOOD, *BAD) if path.suffix == ".csv" and path.stem != "semicolons"]
BOUGHT, STAFF, MOVED = "实际采购金额", "在职人数", "有转移支付资金"


def as_workbook(table: Path, folder: Path) -> Path:
    """The same cells as texts in a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet"
    for row in csv.reader(table.read_text("utf-8").splitlines()):
        sheet.append([cell or None for cell in row])
    book.save(folder / f"{table.stem}.xlsx")
    return folder / f"{table.stem}.xlsx"


def address(spot: Spot) -> str:
    """A place as the cell it would be in a sheet."""
    return Spot(spot.line, spot.column, "Sheet").label("en").partition("!")[2]


def taken(path: Path, rubric: Rubric) -> dict[str, dict[str, object]]:
    scenarios, troubles = read_scenarios(path, rubric)
    assert () == troubles
    return {one.name: dict(one.assumed) for one in scenarios}


EXPECTED = {
    "少采购": {BOUGHT: Fraction(300_000)},
    "超编": {STAFF: Fraction(41)},
    "都变": {BOUGHT: Fraction(16_283_200), STAFF: UNKNOWN, MOVED: True},
    "照旧": {},
}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_good_sheet_is_taken_whatever_its_form_and_an_empty_cell_assumes_nothing(path: Path, rubric: Rubric) -> None:
    assert EXPECTED == taken(path, rubric)


def test_a_workbook_says_the_same(tmp_path: Path, rubric: Rubric) -> None:
    assert EXPECTED == taken(as_workbook(FOLDER / "good" / "plain.csv", tmp_path), rubric)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_every_mistake_of_a_bad_sheet_is_told_at_its_place(path: Path, rubric: Rubric) -> None:
    expected = path.with_suffix(".expected").read_text("utf-8").splitlines()

    assert expected == [f"{one.code} {address(one.spot)}" for one in read_scenarios(path, rubric)[1]]


@pytest.mark.parametrize("path", [one for one in BAD if one in TABLES], ids=lambda path: path.name)
def test_in_a_workbook_mistakes_have_the_addresses_of_cells(path: Path, tmp_path: Path, rubric: Rubric) -> None:
    lines = path.with_suffix(".expected").read_text("utf-8").splitlines()
    troubles = read_scenarios(as_workbook(path, tmp_path), rubric)[1]

    assert [line.replace(" ", " Sheet!") for line in lines] == [
        f"{one.code} {one.spot.label('zh')}" for one in troubles
    ]


def test_a_cell_that_cannot_be_read_is_told(tmp_path: Path, rubric: Rubric) -> None:
    file = as_workbook(FOLDER / "good" / "plain.csv", tmp_path)
    book = openpyxl.load_workbook(file)
    book["Sheet"]["B3"] = "=1+1"
    book.save(file)

    assert [("handed-value", "Sheet!B3")] == [
        (one.code, one.spot.label("en")) for one in read_scenarios(file, rubric)[1]
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty.csv", ""),
        ("head.csv", "情形,在职人数\n"),
        ("many.csv", "情形\n" + "\n".join(map(str, range(MOST + 1)))),
        ("quote.csv", '情形,"在职人数\n甲,1'),
        ("notes.txt", "情形,在职人数\n甲,1\n"),
        ("broken.xlsx", "no workbook"),
    ],
)
def test_what_is_no_sheet_of_scenarios_is_refused_as_a_whole(
    name: str, text: str, tmp_path: Path, rubric: Rubric
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(CodedError) as refused:
        read_scenarios(tmp_path / name, rubric)

    assert "facts-file" == refused.value.code


# Pairs


def test_pairs_are_read_as_values_handed_in_are(rubric: Rubric) -> None:
    assumed, slips = read_pairs([f"{BOUGHT}=3亿元", f" {STAFF} ＝ 22 人", f"{MOVED}=否", "编制人数=未知"], rubric)

    assert () == slips
    assert {BOUGHT: Fraction(300_000_000), STAFF: Fraction(22), MOVED: False, "编制人数": UNKNOWN} == assumed


@pytest.mark.parametrize(
    ("pair", "code", "words"),
    [
        ("实际采购额=3", "handed-fact", "实际采购额"),
        ("政府采购执行率=2", "handed-fact", "政府采购执行率"),
        ("在职人数=22万元", "handed-value", "万元"),
        ("在职人数=-1", "handed-value", "-1"),
        ("在职人数= 也许 ", "handed-value", "也许"),
        ("在职人数=", "handed-value", ""),
        ("在职人数", "what-if-given", "在职人数"),
        ("=3", "what-if-given", "=3"),
    ],
)
def test_the_words_that_are_wrong_are_marked(pair: str, code: str, words: str, rubric: Rubric) -> None:
    _, (slip,) = read_pairs([pair], rubric)

    assert (code, words) == (slip.code, slip.text[slip.start : slip.end])


def test_a_name_that_is_near_is_proposed_and_an_indicator_told_from_a_fact(rubric: Rubric) -> None:
    _, (near, title) = read_pairs(["计划采购额=3", "政府采购执行率=2"], rubric)

    assert "是否想写 计划采购金额？" in near.zh
    assert "“政府采购执行率”是指标" in title.zh
    assert all(name in title.zh for name in ("计划采购金额", BOUGHT))


def test_one_fact_assumed_twice_is_told_where_the_values_differ(rubric: Rubric) -> None:
    same, different = (
        read_pairs(["在职人数=3", "在职人数=3 人"], rubric),
        read_pairs(["在职人数=3", "在职人数=4"], rubric),
    )

    assert () == same[1]
    assert ["handed-twice"] == [one.code for one in different[1]]
