"""Sums in tables: a row or column that is called 合计. All tables are made up."""

from __future__ import annotations

import pytest
from sum_helpers import failing, verdicts


def table(*rows: str) -> str:
    return "一、收支情况\n\n" + "\n".join(row.replace(" ", "\t") for row in rows) + "\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("项目 金额", "人员 10.5", "公用 20.5", "合计 31.0"), ["holds"]),
        (("项目 金额", "人员 10.5", "公用 20.5", "合计 32.0"), ["fails"]),
        (("项目 计划 实际", "甲 3 2", "乙 4 4", "丙 5 5", "总计 12 12"), ["holds", "fails"]),
        (("项目 合计 人员 公用", "甲 3 1 2", "乙 5 2 3", "丙 9 4 4"), ["holds", "holds", "fails"]),
        # Hierarchies, rates, points and a total at the head are no plain sums.
        (("项目 金额", "一、人员 10", "其中：工资 8", "公用 20", "合计 33"), ["unknown"]),
        (("项目 完成率", "甲 90", "乙 80", "合计 85"), []),
        (("指标 分值", "甲 90", "乙 80", "合计 85"), []),
        (("项目 金额", "合计 30", "人员 10", "公用 15"), ["unknown"]),
        (("项目 金额", "年初预算 30", "决算 28", "合计 30"), ["unknown"]),
        (("项目 合计 人数 金额", "甲 3 1 2", "乙 5 20 3"), []),
    ],
)
def test_a_row_or_column_of_the_sum_is_checked_where_it_is_plain(rows: tuple[str, ...], expected: list[str]) -> None:
    actual = verdicts(table(*rows))
    assert expected == actual


def test_a_table_that_fails_tells_the_code_of_a_sum() -> None:
    expected = ["sum-differs"]
    actual = failing(table("项目 金额", "人员 10.5", "公用 20.5", "合计 32.0"))
    assert expected == actual
