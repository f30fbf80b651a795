"""Edits of a saved audit that say something false, each to be sealed again by whoever knows how digests are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Record = dict[str, Any]
Edit = Callable[[Record], object]
UNCLEAR = "targets-admitted-unclear"
NAME = "procurement-rate"


def finding(record: Record, code: str) -> Record:
    return next(one for one in record["findings"] if one["code"] == code)


def line(record: Record) -> Record:
    return next(one for one in record["indicators"] if one["id"] == NAME)


def of_finding(code: str, **values: Any) -> Edit:
    return lambda record: finding(record, code).update(values)


def of_both(**values: Any) -> Edit:
    """An edit of an indicator's row, and of its line above alike."""

    def edit(record: Record) -> None:
        row = next(one for one in record["ledger"]["rows"] if one["indicator"] == NAME)
        row.update(values)
        line(record).update(values)

    return edit


def of_totals(**values: Any) -> Edit:
    def edit(record: Record) -> None:
        record["totals"].update(values)
        record["ledger"]["totals"].update(values)

    return edit


def of_relation(**values: Any) -> Edit:
    return lambda record: next(one for one in record["relations"] if one["verdict"] == "fails").update(values)


def without(code: str) -> Edit:
    return lambda record: record.update(findings=[one for one in record["findings"] if one["code"] != code])


def _check_that_does_not_hold(record: Record) -> None:
    record["findings"].append({**finding(record, UNCLEAR), "code": "projects-late-admitted"})


def _another_fact_named(record: Record) -> None:
    next(one for one in record["ledger"]["entries"] if one["indicator"] == NAME)["facts"].append("编制人数")


def _relation_made_to_hold(record: Record) -> None:
    one = next(one for one in record["relations"] if one["verdict"] == "fails")
    one.update(computed=one["stated"], difference="0", verdict="holds")


def _figure_of_a_relation(record: Record) -> None:
    next(one for one in record["relations"] if one["verdict"] == "fails")["terms"][1]["value"] = "999"


def _document(**values: Any) -> Edit:
    return lambda record: record["document"].update(values)


def _quote(**values: Any) -> Edit:
    return lambda record: next(one for one in record["findings"] if one["quotes"])["quotes"][0].update(values)


EDITS: Mapping[str, Edit] = {
    "another basis": lambda record: line(record).update(basis=[{"mark": "stated", "text": "另有规定"}]),
    "no basis": lambda record: line(record).update(basis=[]),
    "another message": of_finding(UNCLEAR, message="没有问题"),
    "another message in English": of_finding(UNCLEAR, message_en="nothing"),
    "no points at risk": of_finding(UNCLEAR, points_at_risk="0"),
    "another level": of_finding(UNCLEAR, level="P2"),
    "no quotes": of_finding(UNCLEAR, quotes=[]),
    "no papers": of_finding(UNCLEAR, papers=[]),
    "another key": of_finding("claim-too-high", key="0000000000"),
    "a contradiction left out": without(UNCLEAR),
    "missing figures left out": without("missing-input"),
    "the difference of totals left out": without("total-differs"),
    "a check that does not hold": _check_that_does_not_hold,
    "points at risk that are none": of_finding("claim-too-high", points_at_risk={"points": 1}),
    "a level that there is not": of_finding("claim-too-high", level="P9"),
    "a message that is none": of_finding("claim-too-high", message=["x"]),
    "papers that are none": of_finding("claim-too-high", papers=[{"x": 1}]),
    "a quote without words": _quote(text={"x": 1}),
    "a line that is no number": _quote(line="7"),
    "a page that is none": _quote(places=[{"page": {"x": 1}}]),
    "pages that are none": _document(pages={"x": "<script>"}),
    "pages below zero": _document(pages=-3),
    "damage that is none": _document(damaged=True),
    "an encoding that is none": _document(encoding=["utf-8"]),
    "a relation made to hold": _relation_made_to_hold,
    "a verdict alone": of_relation(verdict="holds"),
    "a wide tolerance": of_relation(tolerance="100", verdict="holds"),
    "a figure of a relation": _figure_of_a_relation,
    "a unit that is none": of_relation(unit={"x": 1}),
    "another fact named": _another_fact_named,
    "a lower bound": of_both(low="0"),
    "a higher bound": of_both(high="2"),
    "a kind of claim that there is not": of_both(claim_kind={"x": 1}),
    "another total claimed": of_totals(claimed="90"),
    "a higher total": of_totals(high="100"),
    "facts of a line left out": lambda record: line(record).update(facts=[]),
    "another weight of a bonus": lambda record: record["indicators"][-1].update(weight="50", effective_weight="50"),
}
