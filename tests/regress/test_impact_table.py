"""The impact on a large table is that of the exact evaluator, and every row is in it once."""

# What needs Polars is imported after the question whether it is here.
# ruff: noqa: E402
from __future__ import annotations

import re
import shutil
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from small_rubrics import build, card
from youju.structs import replace

pl = pytest.importorskip("polars")

from tests.regress.edited_rubric import edited
from tests.regress.impact_kit import rubric as small
from tests.regress.impact_tables import impact_on_table, written

from youju.cli.open import open_rubric
from youju.population.corpus.plan import CorpusOptions, plan_of
from youju.population.corpus.write_polars import write_corpus
from youju.regress.fail_on import read_fail_on
from youju.regress.impact import Impact, TableImpact, departments_meeting, table_impact
from youju.rubric import Rubric, find_pack
from youju.source import CodedError

CARD = "indicators/benefit/budget-adjustment-rate.yaml"


@cache
def lechang() -> Rubric:
    return open_rubric("lechang-2023")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    """lechang-2023 with the line of the adjustment at 5% instead of 10%."""
    pack = find_pack("lechang-2023")
    assert pack is not None
    folder = tmp_path_factory.mktemp("rubric") / "lechang"
    shutil.copytree(pack.folder, folder)
    text = (folder / CARD).read_text("utf-8")
    (folder / CARD).write_text(text.replace("> 10%", "> 5%").replace("<= 10%", "<= 5%"), "utf-8")
    return open_rubric(str(folder))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus("lechang-2023", tmp_path_factory.mktemp("facts") / "facts.parquet", 300)


def corpus(rubric: str, path: Path, rows: int) -> Path:
    """Made-up departments, many of them at thresholds, with unknown figures."""
    options = CorpusOptions(rows, 5, Fraction(1, 20), Fraction(1, 2), 20, 3)
    write_corpus(plan_of(open_rubric(rubric)), options, path)
    return path


def narrowed(rubric: Path, into: Path) -> Path:
    """A copy of a rubric in which every band that ends at a percentage ends a tenth lower."""
    shutil.copytree(rubric, into)
    for path in into.glob("indicators/**/*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r'(is: "[<>]=? )(\d+)%"', lambda m: f'{m[1]}{int(m[2]) * 9 / 10:g}%"', text), "utf-8")
    return into


def exactly(found: TableImpact) -> Impact:
    """Everybody who moves, scored by the exact evaluator."""
    return found.sample


def told(found: TableImpact) -> dict[str, Any]:
    return {
        "departments": found.tally.rows,
        "before": dict(found.tally.before),
        "after": dict(found.tally.after),
        "changes": dict(found.tally.changes),
    }


def test_exactly_those_between_the_old_line_and_the_new_one_move(five: Rubric, tmp_path: Path) -> None:
    adjusted = [10_000, 10_499, 10_500, 10_501, 10_999, 11_000, 11_001, 9_500, 9_499, 9_000, 8_999]
    rows = [{"id": at, "年初预算数": 10_000, "调整后预算数": after} for at, after in enumerate(adjusted)]
    found = impact_on_table(lechang(), five, written(tmp_path / "t.parquet", lechang(), rows), 100)
    between = [str(at) for at, after in enumerate(adjusted) if 500 < abs(after - 10_000) <= 1_000]

    assert sorted(between) == sorted(move.department.name for move in found.sample.moves)
    assert {Fraction(-2): len(between), Fraction(0): len(rows) - len(between)} == dict(found.tally.changes)
    assert [("budget-adjustment-rate", ("up-to-10",), ("over-10",), len(between), Fraction(-2 * len(between)))] == [
        (one.indicator, one.before, one.after, one.departments, one.change) for one in found.switches
    ]


@pytest.mark.parametrize("name", ["lechang-2023", "hunan-2020"])
def test_columns_and_the_exact_evaluator_move_the_same_departments_alike(name: str, tmp_path: Path) -> None:
    """Every card (of hunan-2020 every band) is edited, so that all that a card may do is compared."""
    pack = find_pack(name)
    assert pack is not None
    edit = edited if name == "lechang-2023" else narrowed
    old, new = open_rubric(name), open_rubric(str(edit(pack.folder, tmp_path / "new")))
    rows = 60
    found = impact_on_table(old, new, corpus(name, tmp_path / "facts.parquet", rows), rows)
    moves = exactly(found).moves
    points: Counter[str] = Counter()
    for move in moves:
        for turn in move.moved:
            points[turn.indicator] += turn.change  # pyright: ignore[reportArgumentType]
    ways = {name: Fraction(0) for name in points}
    for way in found.switches:
        ways[way.indicator] = ways.get(way.indicator, Fraction(0)) + way.change
    changes = Counter(move.change for move in moves)
    changes[Fraction(0)] += rows - len(moves)

    assert found.tally.moved == len(moves) == len(exactly(found).movers) > rows // 2
    assert +changes == found.tally.changes
    assert {name: change for name, change in points.items() if change} == {n: c for n, c in ways.items() if c}
    assert sum(ways.values()) == sum(move.change for move in moves)
    assert (len(exactly(found).opened), len(exactly(found).settled)) == (found.tally.opened, found.tally.settled)


def test_every_row_is_counted_once(five: Rubric, table: Path) -> None:
    found = impact_on_table(lechang(), five, table)
    tally = found.tally

    assert 300 == tally.rows == found.up + found.down + found.same
    assert (300, 300, 300) == tuple(sum(counts.values()) for counts in (tally.before, tally.after, tally.changes))
    assert tally.moved == sum(one.departments for one in found.switches) == sum(one.moved for one in tally.places) > 0
    assert sum(change * n for change, n in tally.changes.items()) == sum(one.change for one in found.switches)
    assert found.switches[0].change == sum(one.change for one in tally.places)
    assert (tally.rows, tally.moved) == tuple(
        sum(getattr(one, name) for one in found.years) for name in ("rows", "moved")
    )


def test_a_rubric_moves_nobody_against_itself(table: Path) -> None:
    found = impact_on_table(lechang(), lechang(), table, 5)

    assert (300, 0, (), (), ()) == (
        found.tally.rows,
        found.tally.moved,
        found.switches,
        found.counties,
        found.pair.pairs,
    )
    assert {Fraction(0): 300} == found.tally.changes
    assert ((), None, None) == (found.sample.moves, found.gain, found.loss)


def test_the_same_departments_are_shown_whatever_the_order_of_the_rows(
    five: Rubric, table: Path, tmp_path: Path
) -> None:
    back = tmp_path / "back.parquet"
    pl.read_parquet(table).reverse().write_parquet(back, metadata={"youju": pl.read_parquet_metadata(table)["youju"]})
    shown = [
        [move.department.name for move in impact_on_table(lechang(), five, path, 6).sample.moves]
        for path in (table, back)
    ]

    assert 6 == len(shown[0])
    assert shown[0] == shown[1]


def test_the_greatest_gain_and_loss_are_shown_first(tmp_path: Path) -> None:
    rows = [
        {"id": "丙", "计划数": 100, "完成数": 85},
        {"id": "亥", "计划数": 100, "完成数": 85},
        {"id": "甲", "已公开": True},
        {"id": "丁", "计划数": 100, "完成数": 99},
    ]
    old, new = small(), small("80%", open_points="3")
    found = impact_on_table(old, new, written(tmp_path / "t.parquet", old, rows), 2)

    assert ["丙", "甲"] == [found.gain, found.loss] == [move.department.name for move in found.sample.moves]


def test_rows_that_cannot_be_read_are_counted_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,计划数（元）,完成数（元）,已公开\n1,100,85,是\n2,很多,85,是\n3,100,-1,不知\n,1,1,是\n", "utf-8")
    found = impact_on_table(small(), small("80%"), path)

    assert (1, 1, 3) == (found.tally.rows, found.tally.moved, found.rejects.rows)
    assert {"facts-cell-bounds": 1, "facts-cell-value": 2, "facts-row-id": 1} == found.rejects.codes
    assert [3, 4, 4, 5] == [cell["row"] for cell in found.rejects.first]


def counted(most: str, points: str = "weight") -> Rubric:
    """A rubric whose own dictionary bounds a count."""
    fact = {"人数": {"en": "people", "type": "count", "unit": "人", "bounds": {"max": most}}}
    return build(fact, [card("a", "2", {"any": ("人数 > 0", points), "none": ("人数 = 0", "0")})])


def test_rows_that_suit_one_rubric_alone_are_told_apart(tmp_path: Path) -> None:
    rows = [{"id": at, "人数": people} for at, people in enumerate([0, 5, 10, 11, 20, 21, None])]
    narrow, wide = counted("10"), counted("20", "1")
    path = written(tmp_path / "t.parquet", wide, rows)
    there, back = impact_on_table(narrow, wide, path), impact_on_table(wide, narrow, path)

    assert (4, 1, 0, 2) == (there.tally.rows, there.rejects.rows, there.rejects.only_old, there.rejects.only_new)
    assert (4, 1, 2, 0) == (back.tally.rows, back.rejects.rows, back.rejects.only_old, back.rejects.only_new)
    assert len(rows) == there.tally.rows + there.rejects.all
    assert ({Fraction(-1): 2, Fraction(0): 2}, {Fraction(0): 2, Fraction(1): 2}) == (
        there.tally.changes,
        back.tally.changes,
    )


def units(unit: str) -> Rubric:
    """A rubric whose own dictionary counts money in a unit, and so in steps of a hundredth of it."""
    return build(
        {"款": {"en": "sum", "type": "money", "unit": unit}},
        [card("a", "2", {"any": ("款 > 0 元", "weight"), "none": ("款 = 0 元", "0")})],
    )


def test_of_two_steps_the_finer_one_is_read_and_what_the_coarser_cannot_hold_is_told(tmp_path: Path) -> None:
    rows = [{"id": at, "款": cents} for at, cents in enumerate([0, 1, 10_000, 10_001, 20_000])]
    found = impact_on_table(units("万元"), units("元"), written(tmp_path / "t.parquet", units("元"), rows))

    assert (3, 0, 2) == (found.tally.rows, found.rejects.only_old, found.rejects.only_new)


def test_a_fact_of_two_kinds_is_refused(tmp_path: Path) -> None:
    other = build({"人数": "boolean"}, [card("a", "2", {"any": ("人数", "weight"), "none": ("not(人数)", "0")})])
    path = written(tmp_path / "t.parquet", counted("10"), [{"id": 1, "人数": 3}])
    with pytest.raises(CodedError) as error:
        impact_on_table(counted("10"), other, path)

    assert "impact-fact-kind" == error.value.code


def test_an_indicator_that_only_one_rubric_has_moves_by_its_points(tmp_path: Path) -> None:
    old = small()
    new = replace(
        old, indicators={name: one for name, one in old.indicators.items() if name != "公开"}, digest="0" * 64
    )
    section = old.spec.sections[0]
    group = replace(section.groups[0], indicators=("办结",))
    spec = replace(old.spec, sections=(replace(section, groups=(group,)),))
    path = written(tmp_path / "t.parquet", old, [{"id": 1, "已公开": True}, {"id": 2, "已公开": False}, {"id": 3}])
    found = impact_on_table(old, replace(new, spec=spec), path)

    assert [("公开", ("open",), (), 1, Fraction(-4))] == [
        (one.indicator, one.before, one.after, one.departments, one.change) for one in found.switches
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("changed", 3), ("worse", 2), ("worse:0.99", 2), ("worse:1", 0), ("undetermined", 0), ("unproved", 0)],
)
def test_conditions_count_departments(typed: str, expected: int, tmp_path: Path) -> None:
    rows = [
        {"id": 1, "已公开": True},
        {"id": 2, "计划数": 100, "完成数": 85, "已公开": True},
        {"id": 3, "已公开": True},
    ]
    old, new = small(), small("80%", open_points="3")
    found = impact_on_table(old, new, written(tmp_path / "t.parquet", old, rows))

    assert expected == departments_meeting(read_fail_on(typed), found)


def test_the_rows_that_move_are_the_same_in_every_form(five: Rubric, table: Path, tmp_path: Path) -> None:
    with table_impact(lechang(), five, table, 0) as (found, write):
        for form in (".parquet", ".csv", ".xlsx"):
            write(tmp_path / f"m{form}", form)
    parquet = pl.read_parquet(tmp_path / "m.parquet")
    csv = pl.read_csv(tmp_path / "m.csv", infer_schema=False)
    from openpyxl import load_workbook

    sheet = list(load_workbook(tmp_path / "m.xlsx").active.values)  # pyright: ignore[reportOptionalMemberAccess]
    ids = [str(one) for one in parquet["id"]]

    assert found.tally.moved == parquet.height
    assert ids == csv["id"].to_list() == [row[0] for row in sheet[1:]]
    assert [Fraction(one, 100) for one in parquet["total.change"]] == [Fraction(one) for one in csv["total.change"]]
    assert csv.columns == list(sheet[0])
    assert {"up-to-10"} == set(parquet["budget-adjustment-rate.rule.before"])
