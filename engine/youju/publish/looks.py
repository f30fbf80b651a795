"""How cells of the project's workbooks look, for XlsxWriter: what a sheet adds stands with the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from youju.source import CodedError

LONGEST = 32_767
"""The most characters that a cell of a workbook holds."""
CELL: dict[str, Any] = {
    "valign": "top",
    "text_wrap": True,
    "border": 1,
    "border_color": "#B7B7B7",
    "num_format": "@",
    "font_size": 10,
}
HEAD: dict[str, Any] = {**CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}


def listed(words: Sequence[str] | str) -> dict[str, Any]:
    """A drop-down of words, or of the cells of a reference."""
    told = {"error_title": "请从列表里选", "error_message": "这一格只能选列表里的值，或留空", "ignore_blank": True}
    return {"validate": "list", "source": words, **told}


def fitting(text: str, what: str = "") -> str:
    """The text. CodedError where it does not fit a cell; `what` is whose text it is."""
    if len(text) > LONGEST:
        of = f"“{what}”的" if what else ""
        zh = f"{of}一段文字有 {len(text)} 个字符，一格只放得下 {LONGEST} 个"
        raise CodedError("export-too-long", zh, f"a text of `{what}` is too long for a cell ({len(text)})")
    return text
