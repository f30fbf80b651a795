"""Every figure that a score reads can be read again from its quote, and stands where the quote says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from youju.audit import Audit
from youju.audit.record import to_record
from youju.facts.quantities import quantities
from youju.facts.spec import SCALES
from youju.feel import read_number
from youju.report import fold, read_bytes


@pytest.fixture(params=["sample_audit", "real_audit"])
def audited(request: pytest.FixtureRequest) -> Audit:
    return request.getfixturevalue(request.param)


def amounts(quote: str) -> list[Fraction]:
    """The amounts that a quote prints, in base units, read anew from the quote alone."""
    text = fold(read_bytes(quote.encode(), "quote.txt")).text
    return [found.value for found in quantities(text) if found.kind in ("money", "percent", "count", "number")]


def figures(record: dict[str, Any]) -> list[dict[str, Any]]:
    facts = [fact for indicator in record["indicators"] for fact in indicator["facts"] if fact["quote"]]
    return [fact for fact in facts if isinstance(fact["value"], str)]


def test_every_figure_is_the_one_amount_of_its_quote(audited: Audit) -> None:
    worded = {
        name for name, fact in audited.facts.items() if fact.statement and fact.statement.quote == fact.statement.number
    }
    for fact in figures(to_record(audited)):
        if fact["name"] not in worded:
            assert [read_number(fact["value"]) * SCALES.get(fact["unit"], 1)] == amounts(fact["quote"]), fact


def test_every_quote_stands_at_its_place(audited: Audit) -> None:
    text = audited.document.text
    facts = [fact for indicator in to_record(audited)["indicators"] for fact in indicator["facts"] if fact["quote"]]
    quotes = [(fact["quote"], fact["start"], fact["end"], fact["line"]) for fact in facts]

    assert [(text[s:e], s, e, text.count("\n", 0, s) + 1) for _, s, e, _ in quotes] == quotes
    assert len(quotes) > 40


def test_the_computed_points_have_figures(audited: Audit) -> None:
    facts = {fact["name"] for fact in figures(to_record(audited))}
    for entry in audited.ledger.entries:
        if entry.support == "computed" and entry.kind == "rule":
            assert facts & set(entry.facts)
