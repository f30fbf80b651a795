"""The sums of the real report, where it is, and of the samples: what holds is listed, and nothing fails falsely."""

from __future__ import annotations

from pathlib import Path

import pytest
from sum_helpers import COUNTS, ROOT, SUMS, words

from youju.arithmetic import Relation, relations_of
from youju.report import read

EXAMPLES = ROOT / "facts" / "examples"


def relations(path: Path) -> list[Relation]:
    return [one for one in relations_of(read(path), words()) if one.code in (*SUMS, *COUNTS)]


def test_the_sums_of_the_real_report_hold_and_none_fails(real_path: Path) -> None:
    found = relations(real_path)
    held = {(one.computed / one.scale, len(one.terms) - 1) for one in found if one.verdict == "holds" and one.computed}

    expected = {(24, 2), (33, 4), (69, 2), (8, 3), (413, 4), (6, 2), (4, 2)}, True, []
    actual = (
        {(whole, parts) for whole, parts in held if whole.denominator == 1 and parts > 1},
        any(float(whole) == 1628.32 and parts == 2 for whole, parts in held),
        [one.formula_zh for one in found if one.verdict == "fails"],
    )
    assert expected == actual


def test_the_lists_of_the_real_report_are_as_long_as_written(real_path: Path) -> None:
    expected = [9, 2, 2, 5, 2, 4]
    actual = [one.stated for one in relations(real_path) if one.code in COUNTS and one.verdict == "holds"]
    assert expected == actual


@pytest.mark.parametrize(("name", "fails"), [("qinghe-water", ["17 + 8 + 21 + 13 ≠ 58 处"]), ("yunxi-library", [])])
def test_a_sample_fails_only_in_what_was_planted(name: str, fails: list[str]) -> None:
    expected = fails
    actual = [one.formula_zh for one in relations(EXAMPLES / name / "report.md") if one.verdict == "fails"]
    assert expected == actual
