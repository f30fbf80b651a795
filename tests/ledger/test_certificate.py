"""A saved audit replays from its own facts and rules; whatever was altered is refused."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.audit import Audit
from youju.audit.record import to_record
from youju.feel import read_number
from youju.ledger.certificate import verify
from youju.ledger.content import content
from youju.source import canonical, digest, fraction_text

Record = dict[str, Any]


@pytest.fixture(scope="module")
def record(sample_audit: Audit) -> Record:
    return to_record(sample_audit)


def resealed(record: Record) -> bytes:
    """The record as somebody would hand it in who knows how digests are made."""
    ledger = record["ledger"]
    ledger["rubric_digest"] = record["rubric"]["digest"] = digest(ledger["rules"])
    with contextlib.suppress(ValueError):
        record["content"] = content(ledger)
    record["digest"] = digest(record)
    return canonical(record)


def test_an_audit_as_saved_is_accepted(record: Record) -> None:
    known = {record["rubric"]["id"]: {record["rubric"]["digest"]: (None, None)}}

    assert () == verify(canonical(record), known)


def test_the_real_audit_as_saved_is_accepted(real_audit: Audit) -> None:
    assert () == verify(canonical(to_record(real_audit)))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_one_character_changed_anywhere_is_refused(record: Record, data: st.DataObject) -> None:
    text = canonical(record).decode()
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_characters=text[at], exclude_categories=["Cs"]))
    altered = (text[:at] + other + text[at + 1 :]).encode()

    assert verify(altered)


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 10_000))
def test_a_truncated_record_is_refused(record: Record, cut: int) -> None:
    data = canonical(record)

    assert verify(data[: len(data) - 1 - cut])


def _key_of_the_document(record: Record) -> None:
    record["document"]["author"] = "x"


def _key_of_a_finding(record: Record) -> None:
    record["findings"][0]["settled"] = True


def _key_of_a_line(record: Record) -> None:
    record["indicators"][0]["comment"] = "x"


def _key_of_a_fact_above(record: Record) -> None:
    next(line for line in record["indicators"] if line["facts"])["facts"][0]["comment"] = "x"


def _quote_cut(record: Record) -> None:
    next(one for one in record["findings"] if one["quotes"])["quotes"][0].pop("line")


def _place_of_no_kind(record: Record) -> None:
    next(one for one in record["findings"] if one["quotes"])["quotes"][0]["places"] = [{"script": "x"}]


def _places_that_are_none(record: Record) -> None:
    next(one for one in record["findings"] if one["quotes"])["quotes"][0]["places"] = "x"


def _another_section(record: Record) -> None:
    record["indicators"][0]["section"] = record["indicators"][-1]["section"] + "x"


def _overruled_without_words(record: Record) -> None:
    fact = next(fact for fact in record["ledger"]["facts"] if fact["statements"])
    fact.update(ruling={"value": fact["value"], "source": "x", "note": ""}, status="ruled", trust="hand")
    fact.update(statements=[], overruled=[[fact["value"], "x", "here", {}, []]])
    record["facts_file"] = {"sha256": "0" * 64}


def _more_points(record: Record) -> None:
    entry = next(entry for entry in record["ledger"]["entries"] if entry["points"] == "1.9")
    entry["points"] = "2"


def _other_fact(record: Record) -> None:
    fact = next(fact for fact in record["ledger"]["facts"] if fact["name"] == "实际采购金额")
    fact["value"] = "60"


def _other_fact_and_statement(record: Record) -> None:
    fact = next(fact for fact in record["ledger"]["facts"] if fact["name"] == "实际采购金额")
    fact["value"] = fact["statements"][0][0] = "60"


def _softer_rule(record: Record) -> None:
    card = record["ledger"]["rules"]["cards"]["procurement-rate"]
    card["rules"][1]["points"] = "weight"


def _other_rule_named(record: Record) -> None:
    entry = next(entry for entry in record["ledger"]["entries"] if entry["indicator"] == "procurement-rate")
    entry["rule"] = "nothing-planned"


def _weight_stays(record: Record) -> None:
    record["ledger"]["moves"] = []


def _nothing_contradicted(record: Record) -> None:
    for entry in record["ledger"]["entries"]:
        entry["at_risk"] = "0"


def _other_total(record: Record) -> None:
    record["totals"]["recomputed"] = "100"
    record["ledger"]["totals"]["recomputed"] = "100"


def _other_total_above(record: Record) -> None:
    record["totals"]["recomputed"] = "100"


def _entry_dropped(record: Record) -> None:
    record["ledger"]["entries"].pop()


def _line_above(record: Record) -> None:
    record["indicators"][0]["points"] = "0"


def _claim_accepted_higher(record: Record) -> None:
    row = next(row for row in record["ledger"]["rows"] if row["indicator"] == "financial-compliance")
    row["points"] = "4"


def _asserted_called_computed(record: Record) -> None:
    entry = next(e for e in record["ledger"]["entries"] if e["support"] == "asserted" and e["points"] == "5")
    entry["support"] = "computed"
    sums = record["ledger"]["totals"]["support"]
    sums["computed"] = fraction_text(read_number(sums["computed"]) + 5)
    sums["asserted"] = fraction_text(read_number(sums["asserted"]) - 5)
    record["support"] = copy.deepcopy(sums)
    record["totals"]["confirmed"] = record["ledger"]["totals"]["confirmed"] = sums["computed"]
    shown = next(line for line in record["indicators"] if line["id"] == entry["indicator"])
    row = next(row for row in record["ledger"]["rows"] if row["indicator"] == entry["indicator"])
    shown["support"] = row["support"] = "computed"


def _undetermined_called_scored(record: Record) -> None:
    row = next(row for row in record["ledger"]["rows"] if row["status"] == "undetermined")
    shown = next(line for line in record["indicators"] if line["id"] == row["indicator"])
    row["status"] = shown["status"] = "scored"


def _ids_renamed(record: Record) -> None:
    for entry in record["ledger"]["entries"]:
        if entry["indicator"] == "budget-reasonableness":
            entry["id"] = "total/" + entry["id"]
    shown, row = record["indicators"][0], record["ledger"]["rows"][0]
    shown["points"] = row["points"] = shown["low"] = row["low"] = "0"


def _missing_given_a_value(record: Record) -> None:
    for fact in record["ledger"]["facts"]:
        if fact["name"] in ("应完成项目数", "按时完成项目数"):
            fact["value"], fact["evidence"] = "1", "figure"


def _fact_twice(record: Record) -> None:
    facts = record["ledger"]["facts"]
    facts.insert(0, {**copy.deepcopy(facts[0]), "value": None})


def _other_unit(record: Record) -> None:
    for fact in record["ledger"]["facts"]:
        if fact["name"] in ("实际采购金额", "计划采购金额"):
            fact["unit"] = "亿元"


def _contradictions_erased(record: Record) -> None:
    ledger = record["ledger"]
    moved = sum(read_number(entry["at_risk"]) for entry in ledger["entries"])
    for entry in ledger["entries"]:
        entry["at_risk"] = "0"
    sums = ledger["totals"]["support"]
    sums["asserted"], sums["contradicted"] = fraction_text(read_number(sums["asserted"]) + moved), "0"
    record["support"] = copy.deepcopy(sums)
    record["totals"]["low"] = ledger["totals"]["low"] = record["totals"]["recomputed"]
    for shown, row in zip(record["indicators"], ledger["rows"], strict=True):
        if row["support"] == "contradicted":
            shown["support"] = row["support"] = "asserted"
            shown["low"] = row["low"] = row["points"]


def _full_total(record: Record) -> None:
    record["ledger"]["total"] = "200"


def _other_high(record: Record) -> None:
    record["totals"]["high"] = record["ledger"]["totals"]["high"] = "1000"


def _wide_range(record: Record) -> None:
    record["indicators"][0]["high"] = record["ledger"]["rows"][0]["high"] = "500"


def _sections_altered(record: Record) -> None:
    record["sections"][0]["points"] = "0"


def _title_altered(record: Record) -> None:
    record["indicators"][0]["title"] = "别的指标"


def _key_added(record: Record) -> None:
    record["approved_by"] = "somebody"


def _rounding_hidden(record: Record) -> None:
    entry = next(e for e in record["ledger"]["entries"] if e["exact"] != e["points"])
    entry["exact"] = entry["points"]


FORGERIES = [
    _key_of_the_document,
    _key_of_a_finding,
    _key_of_a_line,
    _key_of_a_fact_above,
    _quote_cut,
    _place_of_no_kind,
    _places_that_are_none,
    _another_section,
    _overruled_without_words,
    _ids_renamed,
    _missing_given_a_value,
    _fact_twice,
    _other_unit,
    _contradictions_erased,
    _full_total,
    _other_high,
    _wide_range,
    _sections_altered,
    _title_altered,
    _key_added,
    _rounding_hidden,
    _asserted_called_computed,
    _undetermined_called_scored,
    _more_points,
    _other_fact,
    _other_fact_and_statement,
    _softer_rule,
    _other_rule_named,
    _weight_stays,
    _nothing_contradicted,
    _other_total,
    _other_total_above,
    _entry_dropped,
    _line_above,
    _claim_accepted_higher,
]


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__.strip("_"))
def test_a_forgery_with_fresh_digests_is_still_refused(record: Record, forge: Callable[[Record], None]) -> None:
    altered = copy.deepcopy(record)
    forge(altered)

    assert altered != record
    assert verify(resealed(altered))


def test_rules_other_than_those_at_hand_are_refused(record: Record) -> None:
    altered = copy.deepcopy(record)
    altered["ledger"]["rules"]["cards"]["procurement-rate"]["title"]["en"] = "Something else"
    known = {record["rubric"]["id"]: {record["rubric"]["digest"]: (None, None)}}

    assert ["评分标准 lechang-2023 与现有版本不同"] == [
        reason.partition(" / ")[0] for reason in verify(resealed(altered), known)
    ]


NO_RECORDS = [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"ledger": 3}', b'{"ledger": {}}', b"[" * 100_000]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
)


def test_a_rubric_that_is_not_at_hand_is_refused(record: Record) -> None:
    assert 1 == len(verify(canonical(record), {"another": {"0" * 64: (None, None)}}))


def test_lets_that_read_each_other_do_not_turn_the_replay_in_circles(record: Record) -> None:
    altered = copy.deepcopy(record)
    altered["ledger"]["rules"]["cards"]["procurement-rate"]["let"] = [
        {"name": "甲", "from": ["乙"]},
        {"name": "乙", "from": ["甲 + 采购执行率"]},
        {"name": "采购执行率", "from": ["采购执行率"]},
    ]

    assert verify(resealed(altered))


@pytest.mark.parametrize("data", NO_RECORDS)
def test_what_is_no_record_is_refused_with_a_reason(data: bytes) -> None:
    assert 1 <= len(verify(data))


@settings(max_examples=100, deadline=None)
@given(value=JSON)
def test_no_json_makes_it_crash(value: object) -> None:
    assert verify(json.dumps({"ledger": value, "rubric": value, "document": value}).encode())
