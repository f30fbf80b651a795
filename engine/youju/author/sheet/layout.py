"""How the table of a rubric lies in a workbook: its sheets and columns, and what people read for fixed choices."""

from __future__ import annotations

from collections.abc import Mapping

from youju.author.sheet.table import TITLES, Column
from youju.explain import MARKS, STATUS

RULES, GENERAL, CASES, WORDS, HELP, BASE = "评分标准", "总则", "用例", "词汇", "填写说明", "_base"
FORM = "youju rubric table 1"
"""What the hidden sheet begins with: the layout a workbook has."""
KIND, ID, DROP, KEY = "kind", "id", "drop", "key"
RULE_COLUMNS: tuple[str, ...] = (
    "section", "section_weight", "group", "group_weight", "indicator", "weight", KIND, ID, "wording", "when", "points",
    "basis", "mark", "source", "english", DROP, KEY,
)  # fmt: skip
GENERAL_COLUMNS: tuple[str, ...] = (
    KIND, ID, "wording", "when", "basis", "mark", "source", "english", DROP, KEY,
)  # fmt: skip
CASE_COLUMNS: tuple[str, ...] = (
    "indicator", ID, "note", "given", "claimed", "effective_weight", "day", "points", "rules", "status", "low", "high",
    "standing", DROP, KEY,
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = {RULES: RULE_COLUMNS, GENERAL: GENERAL_COLUMNS, CASES: CASE_COLUMNS}
"""The columns of each sheet that is read back."""
HEADINGS: Mapping[Column, str] = {**TITLES, KIND: "类别", ID: "代号", DROP: "改动", KEY: "行的编号"}
CASE_HEADINGS: Mapping[Column, str] = {
    **HEADINGS, ID: "序号", "note": "说明", "given": "给定的事实", "claimed": "自评得分",
    "effective_weight": "调整后分值", "day": "日期", "points": "应得分", "rules": "应按规则", "status": "应为状态",
    "low": "应为最低", "high": "应为最高", "standing": "谁定的",
}  # fmt: skip
"""What the columns of the cases are called."""
DROPPED = "删除"
FIRST_LINE = 3
"""The first line of rows, from 1: under the title and the headings."""
CHOICES: Mapping[str, Mapping[str, str]] = {
    "mark": {mark: words["zh"] for mark, words in MARKS.items()},
    "hit": {"first": "取第一条成立的", "unique": "只应一条成立", "sum": "成立的相加"},
    "count": {"whole": "满一个单位才算", "started": "不足一个也算一个", "pro_rata": "按比例算"},
    "status": {status: words["zh"] for status, words in STATUS.items()},
    "standing": {"decided": "由人定", "pinned": "锁定", "blank": "待定"},
}
"""What people pick from in place of the words of a card, by the name of the key."""


def headings(sheet: str) -> Mapping[Column, str]:
    """What the columns of a sheet are called."""
    return CASE_HEADINGS if sheet == CASES else HEADINGS


def shown(choice: str | None, text: str) -> str:
    """A text of a card as a cell shows it."""
    return CHOICES.get(choice or "", {}).get(text, text)


def meant(choice: str | None, text: str) -> str:
    """The text of a card that a cell stands for."""
    return next((key for key, words in CHOICES.get(choice or "", {}).items() if words == text.strip()), text)


def choice_of(kind: str, column: Column, id_: str) -> str | None:
    """The name of the choice that a cell offers; None for a cell of free text."""
    name = id_.rsplit("/", 1)[-1]
    if column == "mark":
        return "mark"
    return name if column == "when" and kind in ("hit", "setting") and name in CHOICES else None
