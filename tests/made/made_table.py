"""A scoring table as some reports append it: Markdown, a row per indicator, and the sum."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from made_analysis import SECTIONS
from made_claims import TOTAL, WEIGHTS, total_of
from made_hand import Hand, mark


def scoring_table(h: Hand, claims: Mapping[str, Fraction]) -> str:
    """Weights before any transfer, the claims of the text, and the total."""
    lines = [
        "附：部门整体支出绩效自评评分表",
        "",
        "| 一级指标 | 二级指标 | 三级指标 | 分值 | 自评得分 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for section in SECTIONS:
        for group in section.groups:
            for name, (title, _) in group.indicators.items():
                claim = mark(f"tabled.{name}", h.points(claims[name])[:-1]) if name in claims else "不考核"
                lines.append(f"| {section.title} | {group.title} | {title} | {WEIGHTS[name]} | {claim} |")
    lines.append(f"| 加减分 |  | 加减分项 |  | {h.points(claims['bonus'])[:-1]} |")
    lines.append(f"| 合计 |  |  | {TOTAL} | {h.points(total_of(claims))[:-1]} |")
    return "\n".join(lines)
