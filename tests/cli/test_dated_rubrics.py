"""`--on`, `rubric history` and `rubric show --on` as people type them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import forked
import pytest

from dated_rubric import FOLDER, REPORT, copied
from youju.source import canonical, digest

ROOT = Path(__file__).parents[2]


def youju(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return forked.youju(*words, cwd=ROOT)


def audited(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return youju("audit", *words, "--rubric", FOLDER)


def test_the_screen_says_which_version_and_why():
    by_year, by_day = audited(REPORT), audited(REPORT, "--on", "2023-12-31", "--lang", "en")

    assert "2024-01-01 起的版本：报告写的是“2024年度窗口绩效自评”，按 2024-12-31 的规则" in by_year.stdout
    assert "version from 2023-01-01: rules of 2023-12-31, as asked by --on" in by_day.stdout


@pytest.mark.parametrize(("on", "total"), [("2023-12-31", "17.2"), ("2024-01-01", "15.76"), ("2025-01-01", "14.8")])
def test_a_saved_audit_of_any_version_is_verified(tmp_path: Path, on: str, total: str):
    saved = tmp_path / "audit.json"
    saved.write_text(audited(REPORT, "--on", on, "--json").stdout, "utf-8")

    assert total == json.loads(saved.read_text("utf-8"))["totals"]["recomputed"]
    assert 0 == youju("verify", saved, "--rubric", FOLDER).returncode


def test_a_saved_audit_by_the_rules_before_those_of_its_day_is_not(tmp_path: Path):
    saved = tmp_path / "audit.json"
    record = json.loads(audited(REPORT, "--on", "2023-12-31", "--json").stdout)
    record["rubric"]["on"]["day"] = "2024-01-01"
    saved.write_bytes(canonical(record | {"digest": digest(record)}))
    run = youju("verify", saved, "--rubric", FOLDER)

    assert (1, True) == (run.returncode, "所附规则在所写的日期没有施行" in run.stdout)


def test_a_report_without_a_year_is_not_guessed_at(tmp_path: Path):
    report = tmp_path / "report.md"
    report.write_text(REPORT.read_text("utf-8").replace("2024年度", ""), "utf-8")
    refused, asked = audited(report), audited(report, "--on", "2024-12-31", "--json")

    assert (2, True) == (refused.returncode, "report-year-unknown" in refused.stderr)
    assert "15.76" == json.loads(asked.stdout)["totals"]["recomputed"]


@pytest.mark.parametrize(("on", "code"), [("2022-12-31", "rubric-not-in-force"), ("2024.1.1", "on-not-a-day")])
def test_a_day_that_cannot_be_used_is_one_sentence(on: str, code: str):
    run = audited(REPORT, "--on", on)

    assert (2, True, False) == (run.returncode, run.stderr.startswith(code), "Traceback" in run.stderr)


def test_why_and_facts_take_a_day():
    why = youju("why", REPORT, "on-time", "--rubric", FOLDER, "--on", "2025-06-01", "--json")
    facts = youju("facts", REPORT, "--rubric", FOLDER, "--on", "2025-06-01", "--json")

    assert "4.6" == json.loads(why.stdout)["points"]
    assert 0 == facts.returncode


@pytest.mark.parametrize(
    ("on", "texts"),
    [
        ("2023-12-31", ["达到规定比率的得满分，否则按比例"]),
        ("2024-01-01", ["达到规定比率的得满分，否则按比例", "第一次修订"]),
    ],
)
def test_why_and_the_record_quote_the_basis_of_the_rules_of_the_day(on: str, texts: list[str]):
    why = json.loads(youju("why", REPORT, "on-time", "--rubric", FOLDER, "--on", on, "--json").stdout)
    record = json.loads(audited(REPORT, "--on", on, "--json").stdout)
    row = next(one for one in record["indicators"] if one["id"] == "on-time")

    assert texts == re.findall("指标依据：〔报告载明〕(.+)", why["text"])
    assert texts == [basis["text"] for basis in row["basis"]]


def test_history_is_told_by_day_in_both_languages_and_as_json():
    told = youju("rubric", "history", FOLDER)
    record = json.loads(youju("rubric", "history", FOLDER, "按时办结率", "--json").stdout)

    assert "2024-01-01 起 / from 2024-01-01" in told.stdout
    assert "为什么 why：达标线由 90% 提到 95% / the line moves from 90% to 95%" in told.stdout
    assert "  rules.reached.when：办结率 >= 90% → 办结率 >= 95%" in told.stdout
    assert "+ sections.work.groups.service.indicators.online（网上办理率 · Handled online）" in told.stdout
    assert ["rules.reached.when", "weight"] == [
        one["parts"][0]["path"] for one in record if one["indicator"] == "on-time"
    ]


def test_a_rubric_without_changes_has_no_history():
    told = youju("rubric", "history", "lechang-2023")

    assert (0, "没有改动 / nothing changed") == (told.returncode, told.stdout.splitlines()[-1])


def test_show_takes_the_version_of_a_day():
    early, last = (youju("rubric", "show", "on-time", "--rubric", FOLDER, *on) for on in (("--on", "2023-05-01"), ()))

    assert (True, False) == ("90%" in early.stdout.split("用例")[0], "95%" in early.stdout.split("用例")[0])
    assert "**分值 weight 5**" in last.stdout
    assert "自 2025-01-01 起施行" in youju("rubric", "show", "--rubric", FOLDER).stdout


@pytest.mark.parametrize(
    ("on", "version", "changes"),
    [
        ("2023-05-01", "自 2023-01-01 起施行，到 2023-12-31 为止。In force from 2023-01-01 to 2023-12-31.", []),
        (
            "2024-05-01",
            "自 2024-01-01 起施行，到 2024-12-31 为止。In force from 2024-01-01 to 2024-12-31.",
            ["2024-01-01 达标线由 90% 提到 95% · the line moves from 90% to 95%"],
        ),
        (
            "2025-05-01",
            "自 2025-01-01 起施行。In force from 2025-01-01.",
            [
                "2024-01-01 达标线由 90% 提到 95% · the line moves from 90% to 95%",
                "2025-01-01 3 分移给网上办理率 · 3 points go to online handling",
            ],
        ),
    ],
)
def test_show_says_which_version_it_shows_and_what_led_to_it(on: str, version: str, changes: list[str]):
    shown = youju("rubric", "show", "on-time", "--rubric", FOLDER, "--on", on).stdout
    card = [" ".join(one) for one in re.findall(r"- (\S+) 起.*`indicators/work/on-time\.yaml`：(.+)", shown)]

    assert f"**这一版 this version**：{version}" in shown
    assert changes == card


def test_the_pages_say_which_version_they_are_of(tmp_path: Path):
    made = youju("rubric", "export", FOLDER, "--pages", tmp_path)
    shown = (tmp_path / "README.md").read_text("utf-8")

    assert 0 == made.returncode, made.stderr
    assert "**这一版 this version**：自 2025-01-01 起施行。" in shown
    assert 4 + 3 == len(re.findall("- 202[45]-01-01 起 from then on，`", shown))
    assert "达标线由 90% 提到 95%" in (tmp_path / "indicators" / "work" / "on-time.md").read_text("utf-8")


def test_a_new_indicator_names_the_versions_with_a_list_of_their_own(tmp_path: Path):
    made = youju("rubric", "new", copied(tmp_path), "queue", "--title", "排队时长", "--group", "service")

    assert 0 == made.returncode, made.stderr
    assert "2025-01-01 起的版本另有列表，没有列入" in made.stdout
    assert "2024-01-01 起的版本另有列表" not in made.stdout


def test_an_unknown_indicator_is_one_sentence():
    run = youju("rubric", "history", FOLDER, "档案移交率")

    assert (2, True) == (run.returncode, run.stderr.startswith("indicator-not-found"))
