"""Laws of an impact: departments are counted once, changes add up, and the other way round everything is reversed."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.regress.impact_kit import rubric

from youju.author.handed.lines import Cell, Spot
from youju.regress.fail_on import FailOn, read_fail_on
from youju.regress.impact import Corpus, Impact, impact_of
from youju.regress.impact.bins import MOST, bins_of
from youju.regress.impact.table import table_departments
from youju.source import CodedError

OLD = rubric()
HEAD = ("部门", "计划数（元）", "完成数", "已公开")
# On a line, a hundredth beside it, unknown.
DONE = st.sampled_from(["79.99", "80", "80.01", "89.99", "90", "90.01", "0", "100", ""])
ROWS = st.lists(st.tuples(st.sampled_from(["100", "0", ""]), DONE, st.sampled_from(["是", "否", ""])), max_size=12)
LINES = st.sampled_from(["80%", "90%", "80.01%", "0%"])


def impact(rows: list[tuple[str, str, str]], line: str, back: bool = False) -> Impact:
    """What moving the line does to rows of planned, done (in 元) and open; or the other way round."""
    sides = (rubric(line), OLD) if back else (OLD, rubric(line))
    cells = [HEAD, *((f"部门{at}", row[0], f"{row[1]}元" if row[1] else "", row[2]) for at, row in enumerate(rows))]
    table = [[Cell(text, Spot(at, number)) for number, text in enumerate(row, 1)] for at, row in enumerate(cells, 1)]
    found = tuple(table_departments("表.csv", b"", table, sides))
    return impact_of(*sides, Corpus(found))  # type: ignore[arg-type] - no cell of these is wrong


@given(rows=ROWS, line=LINES)
@settings(max_examples=60)
def test_changes_add_up_and_every_department_counts_once(rows: list[tuple[str, str, str]], line: str) -> None:
    found = impact(rows, line)

    assert len(rows) == len(found.moves) == found.up + found.down + found.same
    assert [move.change for move in found.moves] == [
        sum((turn.change for turn in move.turns), Fraction(0)) for move in found.moves
    ]
    assert sum(one.change for one in found.switches) == sum(move.change for move in found.moves)


@given(rows=ROWS, line=LINES)
@settings(max_examples=60)
def test_a_line_moves_whom_it_passes(rows: list[tuple[str, str, str]], line: str) -> None:
    """Against the words of the card: three points, one way or the other, for who lies between the two lines."""
    at, was = Fraction(line.removesuffix("%")), Fraction(90)

    assert [
        3 * ((Fraction(done) >= at) - (Fraction(done) >= was)) if done and plan == "100" else 0
        for plan, done, _ in rows
    ] == [move.change for move in impact(rows, line).moves]


@given(rows=ROWS, line=LINES)
@settings(max_examples=30)
def test_the_other_way_round_everything_is_reversed(rows: list[tuple[str, str, str]], line: str) -> None:
    there, back = impact(rows, line), impact(rows, line, back=True)

    assert (there.up, there.down, there.same) == (back.down, back.up, back.same)
    assert [move.change for move in there.moves] == [-move.change for move in back.moves]
    assert (there.opened, there.settled) == ((), ())


def test_a_rubric_moves_nobody_against_itself() -> None:
    found = impact([("100", "90", "是"), ("", "", "")], "90%")

    assert ((), (), 2) == (found.movers, found.switches, found.same)


TOTALS = st.lists(st.fractions(-5, 130, max_denominator=400), min_size=1, max_size=30)


@given(before=TOTALS, after=TOTALS)
def test_every_total_lies_in_one_class_and_classes_are_few(before: list[Fraction], after: list[Fraction]) -> None:
    bins = bins_of(Counter(before), Counter(after))

    assert [(sum(b.low <= t < b.high for t in before), sum(b.low <= t < b.high for t in after)) for b in bins] == [
        (b.before, b.after) for b in bins
    ]
    assert (len(before), len(after)) == (sum(b.before for b in bins), sum(b.after for b in bins))
    assert len(bins) <= MOST


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("changed", FailOn("changed")),
        ("worse", FailOn("worse")),
        ("worse:0.5", FailOn("worse", Fraction(1, 2))),
        ("worse：2", FailOn("worse", Fraction(2))),
        ("undetermined", FailOn("undetermined")),
        ("unproved", FailOn("unproved")),
    ],
)
def test_a_condition_is_read_as_it_is_typed(typed: str, expected: FailOn) -> None:
    assert expected == read_fail_on(typed)


@pytest.mark.parametrize("typed", ["", "worst", "worse:", "worse:-1", "worse:很多", "changed:2", "worse:1e3"])
def test_any_other_condition_is_refused(typed: str) -> None:
    with pytest.raises(CodedError) as caught:
        read_fail_on(typed)

    assert "impact-fail-on" == caught.value.code
