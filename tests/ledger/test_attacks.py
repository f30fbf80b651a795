"""Records made by somebody who wants them accepted: what they say falsely is refused, and nothing makes verify fail."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tampers_of_audits import EDITS, NAME, line
from tests.audit.test_rulings import on_fact, under

from youju.audit import Audit
from youju.audit.record import to_record
from youju.ledger.certificate import verify
from youju.ledger.content import content
from youju.ledger.stands import Reader, misread
from youju.report import Document
from youju.rubric import Rubric
from youju.source import canonical, digest
from youju.source.exact_json import DEEPEST, MOST_VALUES, read_json

Record = dict[str, Any]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def record(sample_audit: Audit) -> Record:
    return json.loads(canonical(to_record(sample_audit)))


def sealed(record: Record) -> bytes:
    record["content"] = content(record["ledger"])
    record["digest"] = digest(record)
    return canonical(record)


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_said_falsely_above_the_ledger_or_in_it_is_refused(record: Record, edit: str) -> None:
    altered = copy.deepcopy(record)
    EDITS[edit](altered)

    assert altered != record
    assert verify(sealed(altered))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return (
        [path, *(found for key, one in inner for found in places(one, (*path, key)))]
        if path
        else [found for key, one in inner for found in places(one, (key,))]
    )


def described(path: tuple[Any, ...]) -> bool:
    """Whether it only tells, and no rule replays it: how the file was called and read, relations between figures of the
    text, a finding's words, papers and places. These are held against the report, where it is given."""
    if path[0] == "document":
        return path[-1] != "sha256"
    if path[:2] == ("ledger", "facts"):
        # Where a fact stands that no entry rests on; the others' places are held against their entries.
        return path[3:4] == ("statements",) and path[5:] in ((1,), (3,), (4,))
    told = {"message", "message_en", "papers", "quotes"}
    return path[0] == "relations" or (path[0] == "findings" and not told.isdisjoint(path))


@settings(max_examples=40)
@given(at=st.integers(0, 100_000), junk=JUNK)
def test_junk_anywhere_in_a_record_is_refused_and_raises_nothing(record: Record, at: int, junk: Any) -> None:
    altered = copy.deepcopy(record)
    every = places(record)
    *path, last = every[at % len(every)]
    part: Any = altered
    for key in path:
        part = part[key]
    part[last] = junk
    try:
        written = sealed(altered)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError):
        altered["digest"] = "0" * 64
        written = json.dumps(altered).encode()

    refused = verify(written) != ()

    assert described((*path, last)) or (written == canonical(record)) == (not refused)


def test_totals_before_rulings_are_those_of_the_statements_set_aside(sample_audit: Audit) -> None:
    ruled = to_record(
        under(sample_audit, on_fact(1, "计划采购金额", "amend", sample_audit.facts["计划采购金额"].value * 2))
    )
    altered = copy.deepcopy(ruled)
    altered["before"]["recomputed"] = altered["before"]["low"] = altered["before"]["high"] = "50"

    assert () == verify(canonical(ruled))
    assert ["裁定前的合计不是没有裁定时的合计"] == [one.partition(" / ")[0] for one in verify(sealed(altered))]


def _statement_emptied(record: Record) -> None:
    fact = next(one for one in record["ledger"]["facts"] if one["name"] == "计划采购金额")
    fact["statements"] = []


def _label(record: Record) -> None:
    line(record)["facts"][0]["label"] = {"text": "别的", "line": 1, "start": 0, "end": 2}


def _claimed(record: Record) -> None:
    next(one for one in record["ledger"]["rows"] if one["indicator"] == NAME)["claim_kind"] = "items"


def _no_relations(record: Record) -> None:
    record["relations"] = []


@pytest.mark.parametrize("edit", [_statement_emptied, _label, _claimed, _no_relations])
def test_what_only_the_report_can_tell_is_refused_beside_it(
    record: Record, sample: Document, rubric: Rubric, edit: Any
) -> None:
    reader = Reader(rubric.dictionary, tuple(rubric.sought()))
    altered = copy.deepcopy(record)
    edit(altered)

    assert [] == list(misread(record, sample, reader))
    assert [] != list(misread(altered, sample, reader))


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1, "a": 1}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1.0}',
        b'{"a": 1e400}',
        b'{"a": 9007199254740993}',
        b'{"a": ' + b"9" * 1_000_000 + b"}",
        b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
        b"[" * 200_000,
        b"[" + b"0," * MOST_VALUES + b"0]",
        "[1]".encode("utf-16"),
    ],
    ids=lambda data: data[:16].decode("latin-1"),
)
def test_json_that_no_record_is_written_in_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong, one kind of error
        read_json(data)


def test_numbers_of_a_million_digits_are_refused_before_they_are_reckoned_with(record: Record) -> None:
    altered = copy.deepcopy(record)
    altered["ledger"]["entries"][0]["points"] = "1" + "0" * 1_000_000

    assert 1 == len(verify(sealed(altered)))


def test_transfers_that_run_in_a_circle_end(record: Record) -> None:
    altered = copy.deepcopy(record)
    rules = altered["ledger"]["rules"]
    first, second = list(rules["cards"])[:2]
    move = rules["rubric"]["transfers"][0]
    rules["rubric"]["transfers"] = [
        {**move, "from": one, "to": [other]} for one, other in ((first, second), (second, first))
    ]
    for name in (first, second):
        rules["cards"][name]["applies"] = "1 = 2"
    altered["ledger"]["rubric_digest"] = altered["rubric"]["digest"] = digest(rules)

    assert verify(sealed(altered))
