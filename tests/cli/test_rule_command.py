"""Rulings on the command line: written beside the report, counted by every command, taken back, refused with a place."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from forked import youju
from tests.conftest import SAMPLE

SIGNED = ("--reason", "已核对原件", "--by", "审核员甲")
UNCLEAR = "targets-admitted-unclear"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.md").write_bytes(SAMPLE.read_bytes())
    return tmp_path / "report.md"


def rulings(report: Path) -> Path:
    return report.with_name("report.md.裁定.yaml")


def rule(report: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return youju("rule", report, *args)


def record(report: Path, *args: str | Path) -> Any:
    """The saved audit, once `verify` has accepted it."""
    run = youju("audit", report, "--json", *args)
    saved = report.with_name("saved.json")
    saved.write_text(run.stdout, "utf-8")
    assert 0 == youju("verify", saved).returncode, youju("verify", saved).stdout
    return json.loads(run.stdout)


def test_a_value_is_ruled_counted_by_every_command_and_verified(report: Path) -> None:
    value = ("--value", "100 万元", "--source", "批复第 2 页", "--on-day", "2024-05-01")
    run = rule(report, "--fact", "计划采购金额", *value, *SIGNED)
    audited, explained, facts = (
        youju(*command) for command in (("audit", report), ("why", report, "政府采购执行率"), ("facts", report))
    )
    saved = record(report)

    assert (0, "已记第 1 条裁定") == (run.returncode, run.stdout.split("：")[0])
    assert "复核 98.08 → 97.32" in run.stdout
    assert "已计入 1 条审核裁定" in audited.stdout
    assert "裁定前 复核 98.08" in audited.stdout
    assert "计划采购金额 100 万元，由审核员甲按批复第 2 页认定\n    理由：已核对原件\n" in explained.stdout
    assert "批复第 2 页" in facts.stdout
    assert ("97.32", "98.08") == (saved["totals"]["recomputed"], saved["before"]["recomputed"])
    assert [
        {
            "number": 1, "fact": "计划采购金额", "finding": None, "code": None, "indicator": None, "decision": "amend",
            "value": "100", "source": "批复第 2 页", "reason": "已核对原件", "by": "审核员甲", "day": "2024-05-01",
        }
    ] == saved["ledger"]["rulings"]  # fmt: skip


def test_an_accepted_contradiction_costs_its_points_a_rejected_one_releases_them(report: Path) -> None:
    seen: list[tuple[str, str]] = []
    for decision in ("--accept", "--reject", "--mute"):
        rule(report, "--finding", UNCLEAR, decision, *SIGNED)
        totals = record(report)["totals"]
        seen.append((totals["recomputed"], totals["low"]))

    assert [("94.08", "94.08"), ("98.08", "98.08"), ("98.08", "94.08")] == seen


def test_a_muted_finding_is_counted_apart_and_fails_nothing(report: Path) -> None:
    keys = [one["key"] for one in record(report)["findings"] if one["level"] in ("P0", "P1")]
    before = youju("audit", report, "--fail-on", "P1").returncode
    for key in keys:
        rule(report, "--finding", key, "--mute", *SIGNED)
    after = youju("audit", report, "--fail-on", "P1")

    assert (1, 0) == (before, after.returncode)
    assert f"裁定为不再列出或不成立的疑点：{len(keys)} 条" in after.stdout
    assert keys == [one["key"] for one in record(report)["set_aside"]]


def test_withdrawing_all_gives_the_bytes_of_before_and_keeps_the_history(report: Path) -> None:
    before = youju("audit", report, "--json").stdout
    rule(report, "--fact", "计划采购金额", "--reject", *SIGNED)
    rule(report, "--finding", UNCLEAR, "--accept", *SIGNED)
    during = youju("audit", report, "--json").stdout
    without = youju("audit", report, "--json", "--no-rulings").stdout
    gone = [rule(report, "--withdraw", which, *SIGNED).returncode for which in ("计划采购金额", "2")]
    listed = rule(report, "--list").stdout

    assert [0, 0] == gone
    assert before != during
    assert [before, before] == [without, youju("audit", report, "--json").stdout]
    assert 2 == listed.count("[已撤回，审核员甲：已核对原件]")


def test_what_a_hand_wrote_into_the_file_stays(report: Path) -> None:
    rule(report, "--fact", "计划采购金额", "--accept", *SIGNED)
    text = rulings(report).read_text("utf-8").replace("reason: 已核对原件", "reason: 已核对原件  # 见底稿三")
    rulings(report).write_text(text, "utf-8")
    rule(report, "--fact", "实际采购金额", "--accept", *SIGNED)

    assert rulings(report).read_text("utf-8").startswith(text)


def test_a_broken_file_is_told_with_line_and_column_and_is_not_touched(report: Path) -> None:
    rule(report, "--fact", "计划采购金额", "--accept", *SIGNED)
    broken = rulings(report).read_text("utf-8") + "  - {fact: 在职人数，decision: accept}\n"
    rulings(report).write_text(broken, "utf-8")
    runs = [youju("audit", report), rule(report, "--fact", "实际采购金额", "--accept", *SIGNED)]

    assert [(2, ""), (2, "")] == [(run.returncode, run.stdout) for run in runs]
    assert all("逗号要用半角" in run.stderr and "裁定.yaml:10:" in run.stderr for run in runs)
    assert broken == rulings(report).read_text("utf-8")


def test_rulings_on_another_report_are_refused_and_stale_ones_told(report: Path) -> None:
    rule(report, "--finding", "claim-too-high:政府采购执行率", "--mute", *SIGNED)
    old = record(report)["document"]["sha256"]
    report.write_text(report.read_text("utf-8").replace("年初政府采购计划60万元", "年初政府采购计划57万元"), "utf-8")
    refused = youju("audit", report)
    new = json.loads(youju("audit", report, "--json", "--no-rulings").stdout)["document"]["sha256"]
    rulings(report).write_text(rulings(report).read_text("utf-8").replace(old, new), "utf-8")
    saved = record(report)

    assert (2, True) == (refused.returncode, refused.stderr.startswith("ruling-other-report") and new in refused.stderr)
    assert ["ruling-stale"] == [one["code"] for one in saved["findings"] if one["code"].startswith("ruling")]
    assert [] == saved["ledger"]["rulings"]


def test_another_file_is_begun_and_taken_where_it_is_asked_for(report: Path) -> None:
    other = report.with_name("mine.yaml")
    rule(report, "--rulings", str(other), "--finding", UNCLEAR, "--accept", *SIGNED)

    assert (False, True) == (rulings(report).exists(), other.exists())
    assert ["98.08", "94.08"] == [record(report, *more)["totals"]["recomputed"] for more in ((), ("--rulings", other))]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--fact", "在岗人数", "--accept", *SIGNED), "ruling-fact", "是否想写 在职人数"),
        (("--fact", "计划采购金额", "--value", "3 人", "--source", "批复", *SIGNED), "ruling-value", "单位“人”不对"),
        (("--fact", "计划采购金额", "--value", "3 万元", *SIGNED), "ruling-reason", "--source"),
        (("--fact", "计划采购金额", "--accept", "--by", "审核员甲"), "ruling-reason", "--reason"),
        (("--fact", "计划采购金额", "--mute", *SIGNED), "ruling-unclear", "--value"),
        (("--fact", "计划采购金额", "--accept", "--reject", *SIGNED), "ruling-unclear", "--accept"),
        (("--finding", "targets-admited-unclear", "--accept", *SIGNED), "ruling-finding", f"是否想写 {UNCLEAR}"),
        (("--finding", "claim-too-high", "--accept", *SIGNED), "ruling-finding", "请写记号"),
        (("--withdraw", "1", *SIGNED), "ruling-unclear", "--list"),
        (SIGNED, "ruling-unclear", "--fact"),
    ],
)
def test_what_is_not_a_ruling_is_said_in_a_sentence_and_nothing_is_written(
    report: Path, args: tuple[str, ...], code: str, said: str
) -> None:
    run = rule(report, *args)

    assert (2, code, True) == (run.returncode, run.stderr.partition("：")[0], said in run.stderr)
    assert not rulings(report).exists()
