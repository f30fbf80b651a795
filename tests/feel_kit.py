"""The cases of the public conformance suite that lies beside the project, and what each must give."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from at_hand import SHARED

from youju.feel import Value

FILE = SHARED / "feel-tck.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cases"] if FILE.exists() else []


def expected_value(case: dict[str, Any]) -> Value:
    """The value a case expects; None where it expects none."""
    match case["type"]:
        case "decimal":
            return Fraction(case["expected"])
        case "boolean":
            return case["expected"] == "true"
        case _:
            return case["expected"]


def rounded(case: dict[str, Any]) -> bool:
    """Whether the kit itself rounds what it expects, as it does with powers."""
    return "**" in case["expression"]
