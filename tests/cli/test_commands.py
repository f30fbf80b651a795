"""The commands as people call them: what they print, and with which status they end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from forked import started, youju
from tests.conftest import SAMPLE

from youju.feel import read_number
from youju.firing import available


def parsed(*args: str | Path) -> Any:
    run = youju(*args)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def audited() -> Any:
    return parsed("audit", SAMPLE, "--json")


def test_the_screen_shows_totals_scores_losses_and_papers(tmp_path: Path) -> None:
    run = youju("audit", SAMPLE, cwd=tmp_path)

    assert (0, "") == (run.returncode, run.stderr)
    for part in ("自评", "复核", "政府采购执行率", "失分", "疑点", "需要补充的资料", "按报告中写到的"):
        assert part in run.stdout


def test_the_sign_of_a_lost_point_goes_before_the_digits_whether_they_end_or_not() -> None:
    run = youju("audit", SAMPLE.parents[1] / "yunxi-library" / "report.md")
    amounts = re.findall(r"^  (\S+)  ", run.stdout.partition("失分")[2].partition("疑点")[0], re.MULTILINE)

    assert {"≈-2.22", "-1"} <= set(amounts)
    assert all(re.fullmatch("≈?-[0-9.]+", amount) for amount in amounts)


def test_the_next_command_keeps_the_rubric_that_was_asked_for() -> None:
    asked, chosen = youju("audit", SAMPLE, "--rubric", "lechang-2023"), youju("audit", SAMPLE)

    assert f"why {SAMPLE} 指标名称 --rubric lechang-2023\n" in asked.stdout
    assert f"why {SAMPLE} 指标名称\n" in chosen.stdout


def test_the_screen_speaks_english() -> None:
    run = youju("audit", SAMPLE, "--lang", "en")

    assert "papers to ask for" in run.stdout


def test_json_has_the_fields_that_are_promised(audited: Any) -> None:
    assert {"claimed", "recomputed", "confirmed", "low", "high"} == set(audited["totals"])
    assert {"computed", "documented", "asserted", "missing_input", "contradicted"} == set(audited["support"])
    wanted = {"id", "title", "section", "weight", "effective_weight", "claimed", "points", "low", "high", "status"}
    wanted |= {"support", "rule", "basis", "facts"}
    assert all(wanted <= set(indicator) for indicator in audited["indicators"])
    assert {"name", "value", "unit", "quote", "line"} <= set(audited["indicators"][0]["facts"][0])
    wanted = {"code", "level", "message", "indicator", "points_at_risk", "quotes"}
    assert all(wanted <= set(finding) for finding in audited["findings"])
    assert {"text", "line", "start", "end"} == set(next(f for f in audited["findings"] if f["quotes"])["quotes"][0])


def test_numbers_that_count_are_exact_strings(audited: Any) -> None:
    counted = [*audited["totals"].values(), *audited["support"].values()]
    counted += [indicator[name] for indicator in audited["indicators"] for name in ("weight", "points", "low", "high")]

    assert all(isinstance(value, str) for value in counted)
    assert read_number(audited["totals"]["recomputed"]) == sum(read_number(i["points"]) for i in audited["indicators"])


def test_the_same_bytes_with_and_without_durable_rules() -> None:
    if not available():
        pytest.skip("durable_rules does not import here")
    exact, durable = (youju("audit", SAMPLE, "--json", "--engine", engine) for engine in ("exact", "durable"))

    assert exact.stdout == durable.stdout


def test_two_runs_give_the_same_bytes(audited: Any) -> None:
    """Sets have another order in each: Python seeds its hashes anew."""
    runs = {started("audit", SAMPLE, "--json").stdout for _ in range(2)}

    assert 1 == len(runs)
    assert audited == json.loads(runs.pop())


def test_a_saved_audit_is_verified_from_any_directory(tmp_path: Path) -> None:
    saved = tmp_path / "audit.json"
    saved.write_bytes(youju("audit", SAMPLE, "--json").stdout.encode())
    good = youju("verify", saved, cwd=tmp_path)
    saved.write_bytes(saved.read_bytes().replace(b'"points":"2"', b'"points":"1"', 1))
    bad = youju("verify", saved, cwd=tmp_path)

    assert (0, 1) == (good.returncode, bad.returncode)
    assert "核验通过" in good.stdout
    assert "摘要不符" in bad.stdout


def test_why_takes_an_id_a_title_or_part_of_one() -> None:
    answers = {youju("why", SAMPLE, words).stdout for words in ("procurement-rate", "政府采购执行率", "采购执行")}

    assert 1 == len(answers)
    assert "实际采购 57 万元" in answers.pop()


def test_why_proposes_what_was_meant() -> None:
    run = youju("why", SAMPLE, "procurment-rate")

    assert (2, True) == (run.returncode, "是否想查“procurement-rate”" in run.stderr)


def test_fail_on_ends_with_one() -> None:
    assert [1, 1, 0] == [
        youju("audit", SAMPLE, "--fail-on", "P2").returncode,
        youju("audit", SAMPLE, "--fail-on", "P1").returncode,
        youju("audit", SAMPLE, "--fail-on", "none").returncode,
    ]


def test_facts_shows_every_fact_with_its_quotes() -> None:
    facts = {fact["name"]: fact for fact in parsed("facts", SAMPLE, "--json")["facts"]}

    assert ("57", "万元", "settled") == tuple(facts["实际采购金额"][key] for key in ("value", "unit", "status"))
    text = SAMPLE.read_text(encoding="utf-8")
    quotes = [said["quote"] for fact in facts.values() for said in fact["statements"]]
    assert [text[q["start"] : q["end"]] for q in quotes] == [q["text"] for q in quotes]


def test_the_log_is_quiet_and_speaks_when_asked() -> None:
    quiet, loud = youju("audit", SAMPLE), youju("-v", "--log-json", "audit", SAMPLE)
    lines = [json.loads(line) for line in loud.stderr.splitlines()]

    assert "" == quiet.stderr
    assert any("statements" in line["record"]["message"] for line in lines)


def test_an_unknown_rubric_is_answered_with_those_there_are() -> None:
    run = youju("audit", SAMPLE, "--rubric", "lechang-2032")

    assert (2, True) == (run.returncode, "lechang-2023" in run.stderr)


def test_a_wrong_option_is_a_usage_error() -> None:
    run = youju("audit", SAMPLE, "--jsno")

    assert (2, False) == (run.returncode, "Traceback" in run.stderr)


def test_figures_that_were_not_read_are_told_at_the_places_of_the_file(tmp_path: Path) -> None:
    from docx import Document

    file, word = tmp_path / "报告.docx", Document()
    for line in filter(None, SAMPLE.read_text(encoding="utf-8").splitlines()):
        word.add_paragraph(line.lstrip("# "))
    word.save(str(file))
    places = {lang: youju("facts", file, "--unmatched", "--lang", lang).stdout for lang in ("zh", "en")}

    assert re.search(r"第 \d+ 段 +95%", places["zh"])
    assert re.search(r"paragraph \d+ +95%", places["en"])
