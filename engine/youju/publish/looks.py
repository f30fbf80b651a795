"""How cells of the project's workbooks look, for XlsxWriter: what a sheet adds stands with the sheet."""

from __future__ import annotations

from typing import Any

CELL: dict[str, Any] = {
    "valign": "top",
    "text_wrap": True,
    "border": 1,
    "border_color": "#B7B7B7",
    "num_format": "@",
    "font_size": 10,
}
HEAD: dict[str, Any] = {**CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}
