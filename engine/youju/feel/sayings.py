"""How people say what the language writes otherwise: signs of other notations, operators in words, other units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

FOREIGN: Final[Mapping[str, str]] = {
    "==": "=", "<>": "!=", "=>": ">=", "=<": "<=", "&&": "and", "||": "or", "!": "not(…)", "^": "**", "'": '"…"',
    "≧": ">=", "≦": "<=", "⩾": ">=", "⩽": "<=", "≈": "=", "∶": "/", "·": "*", "•": "*", "∧": "and", "∨": "or",
    "~": "..", "～": "..", "…": "..", "、": ",", "；": "，", "。": ".", "「": "“", "」": "”", "‘": "“", "’": "”",
    "｛": "[", "｝": "]", "{": "[", "}": "]",
}  # fmt: skip
"""Signs of other notations, and how the language writes them."""

OTHER_UNITS: Final[Mapping[str, str]] = {
    "percent": "%", "pct": "%", "百分点": "个百分点", "元钱": "元", "块": "元", "块钱": "元", "人民币": "元",
    "万": "万元", "亿": "亿元", "千": "千元", "RMB": "元", "CNY": "元", "yuan": "元",
}  # fmt: skip
"""Units under another name."""

IN_WORDS: Final[Mapping[str, str]] = {
    "大于等于": ">=", "小于等于": "<=", "不大于": "<=", "不小于": ">=", "不等于": "!=", "大于": ">", "小于": "<",
    "等于": "=", "不低于": ">=", "不高于": "<=", "不少于": ">=", "不多于": "<=", "不超过": "<=", "超过": ">",
    "高于": ">", "多于": ">", "低于": "<", "少于": "<", "至少": ">=", "至多": "<=", "达到": ">=",
    "加上": "+", "减去": "-", "加": "+", "减": "-", "乘以": "*", "乘": "*", "除以": "/",
    "并且": "且", "而且": "且", "或者": "或", "AND": "and", "OR": "or", "NOT": "not",
    "如果": "if", "则": "then", "那么": "then", "否则": "else",
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "是": "true", "否": "false",
}  # fmt: skip
"""Operators as people say them, and how the language writes them."""

NEEDS_BLANK: Final = ("“且”“或”后面要空一格", "a blank is missing after 且 or 或")
_JOINED: Final = re.compile(r"(并且|而且|或者|且|或)(\w+)")


def joined(word: str) -> str | None:
    """`且` and what was written right behind it, apart; None for a word that begins otherwise."""
    found = _JOINED.fullmatch(word)
    return f"{IN_WORDS.get(found[1], found[1])} {found[2]}" if found else None
