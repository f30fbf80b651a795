"""The public DMN conformance suite, the part within the profile; the file stays outside the project."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from youju.feel import UNKNOWN, FeelError, Value, evaluate, parse

_SHARED = Path(os.environ.get("YOUJU_SHARED") or Path(__file__).resolve().parents[2] / ".." / "shared")
_FILE = _SHARED / "feel-tck.json"
_CASES: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))["cases"] if _FILE.exists() else []


def _outcome(source: str) -> Value:
    """The value, null where there is none: null, unknown and a typed refusal all count as no value."""
    try:
        value = evaluate(parse(source), {}, inexact_powers=True)
    except FeelError:
        return None
    return None if value is UNKNOWN else value


def _expected(case: dict[str, Any]) -> Value:
    match case["type"]:
        case "decimal":
            return Fraction(case["expected"])
        case "boolean":
            return case["expected"] == "true"
        case _:
            return case["expected"]


@pytest.mark.skipif(not _CASES, reason="feel-tck.json is not beside this repository")
@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case['suite']}/{case['case']}")
def test_the_conformance_suite_agrees(case: dict[str, Any]) -> None:
    expected = _expected(case)

    actual = _outcome(case["expression"])

    if isinstance(expected, Fraction) and "**" in case["expression"] and isinstance(actual, Fraction):
        assert abs(expected - actual) < Fraction(1, 10**8)  # the kit itself rounds powers
    else:
        assert (type(expected), expected) == (type(actual), actual)
