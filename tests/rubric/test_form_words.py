"""Cells of a band that say a range otherwise than the language does."""

from __future__ import annotations

import pytest

from youju.rubric.form_words import meant_range


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("0-10%", "(0%..10%]"),
        ("0%~10%", "(0%..10%]"),
        ("0 至 10%", "(0%..10%]"),
        ("0—10%", "(0%..10%]"),
        ("10％－20％", "(10%..20%]"),
        ("1-5 万元", "(1 万元..5 万元]"),
        ("3-5", "(3..5]"),
        ("(0,10%]", "(0%..10%]"),
        ("［5%，10%）", "[5%..10%)"),
        ("[1 万元, 2.5 万元]", "[1 万元..2.5 万元]"),
    ],
)
def test_a_range_said_otherwise_is_understood(cell: str, meant: str):
    assert meant == meant_range(cell)


@pytest.mark.parametrize(
    "cell", ["10%", "-10%", "<= 10%", "(0%..10%]", "1, 2", "“优秀”", "weight - 10%", "上限 - 下限", "2023-2024-2025"]
)
def test_any_other_cell_is_left_alone(cell: str):
    assert meant_range(cell) is None
