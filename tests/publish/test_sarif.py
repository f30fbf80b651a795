"""Findings as SARIF: what the standard asks of such a file, and the laws of comparing one with another."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.audit import Audit
from youju.audit.record import to_record
from youju.publish.sarif import Baseline, Change, read_baseline, results_of, sarif_of
from youju.publish.sarif.results import key_of
from youju.source import CodedError, canonical
from youju.structs import replace


def run_of(data: bytes) -> Any:
    return json.loads(data)["runs"][0]


def states(data: bytes) -> dict[str, str]:
    return {key_of(one): one["baselineState"] for one in run_of(data)["results"]}


@pytest.fixture(scope="module")
def run(sample_audit: Audit) -> Any:
    return run_of(sarif_of(sample_audit))


def baseline_of(audit: Audit, form: str) -> Baseline:
    return read_baseline(canonical(to_record(audit)) if form == "json" else sarif_of(audit), f"audit.{form}")


def test_every_finding_is_a_result_under_its_key(run: Any, sample_audit: Audit) -> None:
    assert [(one.key, one.code, one.message.zh, one.message.en) for one in sample_audit.findings] == [
        (key_of(one), one["ruleId"], one["message"]["text"], one["properties"]["message_en"]) for one in run["results"]
    ]


def test_a_result_points_to_its_rule_and_every_rule_has_words(run: Any) -> None:
    rules = run["tool"]["driver"]["rules"]

    assert [one["ruleId"] for one in run["results"]] == [rules[one["ruleIndex"]]["id"] for one in run["results"]]
    assert len(rules) == len({rule["id"] for rule in rules})
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_levels_are_those_of_the_standard(run: Any) -> None:
    pairs = {(one["properties"]["level"], one["level"]) for one in run["results"]}

    assert {("P0", "error"), ("P1", "error"), ("P2", "warning"), ("P2", "note")} == pairs


def test_a_region_says_the_same_by_lines_and_by_characters(run: Any, sample_audit: Audit) -> None:
    text = sample_audit.document.text
    lines = text.split("\n")
    regions = [
        place["physicalLocation"]["region"]
        for one in run["results"]
        for place in one["locations"]
        if "region" in place["physicalLocation"]
    ]

    assert len(regions) > 5
    for one in regions:
        start, end = one["charOffset"], one["charOffset"] + one["charLength"]
        by_lines = [
            sum(len(line) + 1 for line in lines[: one[f"{at}Line"] - 1]) + one[f"{at}Column"] - 1
            for at in ("start", "end")
        ]
        assert ([start, end], text[start:end]) == (by_lines, one["snippet"]["text"])


def test_every_place_is_the_report_by_a_relative_reference(sample_audit: Audit) -> None:
    named = replace(sample_audit, document=replace(sample_audit.document, name="水利局 100%#1:a.md"))
    run = run_of(sarif_of(named))
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"] for place in one["locations"]
    }

    assert {"水利局 100%#1:a.md"} == {unquote(uri) for uri in uris}
    assert all(re.fullmatch(r"[A-Za-z0-9._~%-]+", uri) for uri in uris)
    assert uris == {one["location"]["uri"] for one in run["artifacts"]}


def test_properties_that_the_standard_requires_are_there(sample_audit: Audit) -> None:
    whole = json.loads(sarif_of(sample_audit))

    assert ("2.1.0", 1, "youju") == (whole["version"], len(whole["runs"]), whole["runs"][0]["tool"]["driver"]["name"])
    assert all(one["locations"] and one["message"]["text"] for one in whole["runs"][0]["results"])


def test_a_finding_of_a_pdf_has_its_pages_and_no_lines(sample_audit: Audit) -> None:
    from youju.report import Place

    finding = next(one for one in sample_audit.findings if one.quotes)
    placed = replace(finding, quotes=tuple(replace(one, places=(Place(page=3),)) for one in finding.quotes))
    place = run_of(sarif_of(replace(sample_audit, findings=(placed,))))["results"][0]["locations"][0]

    assert {"artifactLocation": {"uri": "report.md", "index": 0}} == place["physicalLocation"]
    assert [{"page": 3}] == place["properties"]["places"]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_against_itself_every_finding_is_unchanged(sample_audit: Audit, form: str) -> None:
    baseline, count = baseline_of(sample_audit, form), len(sample_audit.findings)

    assert {one.key: "unchanged" for one in sample_audit.findings} == states(sarif_of(sample_audit, baseline))
    assert Change(0, 0, count, 0) == baseline.change(results_of(sample_audit))


@given(st.data(), st.sampled_from(["json", "sarif"]))
def test_what_only_one_side_has_is_new_or_absent(sample_audit: Audit, data: st.DataObject, form: str) -> None:
    before, now = (set(data.draw(st.lists(st.integers(0, 9), unique=True))) for _ in range(2))

    def part(chosen: set[int]) -> Audit:
        return replace(sample_audit, findings=tuple(f for at, f in enumerate(sample_audit.findings) if at in chosen))

    baseline = baseline_of(part(before), form)
    names = {one.key: at for at, one in enumerate(sample_audit.findings)}
    expected = {
        key: "unchanged" if at in before & now else "new" if at in now else "absent" for key, at in names.items()
    }
    expected = {key: state for key, state in expected.items() if names[key] in before | now}

    assert expected == states(sarif_of(part(now), baseline))
    assert Change(len(now - before), len(before - now), len(now & before), 0) == baseline.change(results_of(part(now)))


def test_a_finding_with_another_level_is_updated(sample_audit: Audit) -> None:
    first, *rest = sample_audit.findings
    before = replace(sample_audit, findings=(replace(first, level="P2"), *rest))

    assert {first.key: "updated", **{one.key: "unchanged" for one in rest}} == states(
        sarif_of(sample_audit, baseline_of(before, "json"))
    )


def test_what_was_absent_already_is_no_part_of_the_next_comparison(sample_audit: Audit) -> None:
    fewer = replace(sample_audit, findings=sample_audit.findings[1:])
    once = sarif_of(fewer, baseline_of(sample_audit, "sarif"))

    assert "absent" in states(once).values()
    assert {"unchanged"} == set(states(sarif_of(fewer, read_baseline(once, "a.sarif"))).values())


def test_results_that_are_gone_point_to_their_rule_too(sample_audit: Audit) -> None:
    none = replace(sample_audit, findings=())
    run = run_of(sarif_of(none, baseline_of(sample_audit, "json")))

    assert [one.code for one in sample_audit.findings] == [
        run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] for one in run["results"]
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"null", b'"x"', b"\xff", b'{"runs": 3}',
     b'{"runs": [{"tool": {"driver": {"name": "youju"}}, "results": [{"partialFingerprints": {"youjuFinding/v1": "a"}}]}]}', b'{"runs": [{}]}', b"[" * 100_000, b'{"format": "youju-audit/1"}',
     b'{"format": "youju-audit/1", "findings": [{"code": "a"}]}', b'{"format": "youju-audit/1", "findings": [3]}'],
)  # fmt: skip
def test_what_is_no_audit_is_refused_with_its_code(data: bytes) -> None:
    with pytest.raises(CodedError) as caught:
        read_baseline(data, "a.json")

    assert "baseline-unreadable" == caught.value.code


@pytest.mark.parametrize(("name", "value"), [("points_at_risk", "9" * 100_000), ("message", "\ud800")])
def test_a_record_that_could_not_be_written_again_is_refused(sample_audit: Audit, name: str, value: str) -> None:
    record = json.loads(canonical(to_record(sample_audit)))
    record["findings"][0][name] = value
    with pytest.raises(CodedError) as caught:
        read_baseline(json.dumps(record).encode(), "a.json")

    assert "baseline-unreadable" == caught.value.code
