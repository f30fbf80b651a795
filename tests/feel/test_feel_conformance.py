"""The public DMN conformance suite, the part within the profile; the file stays outside the project."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from feel_kit import CASES, expected_value, rounded
from youju.feel import UNKNOWN, FeelError, Value, evaluate, parse


def _outcome(source: str) -> Value:
    """The value, null where there is none: null, unknown and a typed refusal all count as no value."""
    try:
        value = evaluate(parse(source), {}, inexact_powers=True)
    except FeelError:
        return None
    return None if value is UNKNOWN else value


@pytest.mark.skipif(not CASES, reason="feel-tck.json is not beside this repository")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['suite']}/{case['case']}")
def test_the_conformance_suite_agrees(case: dict[str, Any]) -> None:
    expected = expected_value(case)

    actual = _outcome(case["expression"])

    if isinstance(expected, Fraction) and rounded(case) and isinstance(actual, Fraction):
        assert abs(expected - actual) < Fraction(1, 10**8)
    else:
        assert (type(expected), expected) == (type(actual), actual)
