"""The sheet of facts: its columns, what they are called, and what is written unseen so that it is known again."""

from __future__ import annotations

from collections.abc import Mapping

Column = str
SHEET, BASE, FORM = "事实", "youju", "youju-facts/1"
COLUMNS: tuple[Column, ...] = (
    "indicator", "fact", "value", "unit", "status", "trust", "quote", "place", "correction", "source", "note",
)  # fmt: skip
HEADINGS: Mapping[Column, str] = {
    "indicator": "指标", "fact": "事实", "value": "取值", "unit": "单位", "status": "状态", "trust": "可信",
    "quote": "原文", "place": "位置", "correction": "更正值", "source": "来源", "note": "说明",
}  # fmt: skip
INPUTS: tuple[Column, ...] = ("correction", "source", "note")
"""The columns that an auditor fills in."""
NAMES: Mapping[str, Column] = {
    **{heading: column for column, heading in HEADINGS.items()},
    **{column: column for column in COLUMNS},
    "名称": "fact", "值": "value", "备注": "note",
}  # fmt: skip
"""What a column may be called in a table of one's own."""
