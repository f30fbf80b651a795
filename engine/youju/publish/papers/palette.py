"""Colours of what is drawn: quiet ones that differ in print too, the same for the same support everywhere."""

from __future__ import annotations

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "computed": "4E8F5B",
    "documented": "8FB8D9",
    "asserted": "D9D9D9",
    "missing_input": "F2C45A",
    "contradicted": "C8553D",
}
BAR = "7F9DB9"
HEAD, SECTION, GROUP = "DCE6F1", "E9EEF5", "F5F7FA"
GROUNDS: Mapping[str, str] = {"section": SECTION, "group": GROUP, "total": HEAD}
"""Behind rows that are no items."""
