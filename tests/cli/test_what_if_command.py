"""`youju what-if`: side by side on the screen and as JSON, a sheet of many, mistakes with carets, nothing written."""

from __future__ import annotations

import io
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from forked import youju
from rich.console import Console
from tests.cli.test_commands import parsed
from tests.conftest import SAMPLE

from youju.audit import Audit
from youju.cli.what_if_screen import show_played, show_what_if
from youju.explain.what_if import Scenario, play, what_if
from youju.source.excerpt import width

SHEET = "情形,实际采购金额,在职人数\n少采购,30 万元,\n超编,,41\n"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_old_and_new_stand_side_by_side_with_the_reasons() -> None:
    run = youju("what-if", SAMPLE, "实际采购金额=30万元", "在职人数=41")
    rows = [line.split() for line in run.stdout.splitlines()]

    assert (0, "") == (run.returncode, run.stderr)
    assert ["复核总分", "98.08", "95.18", "-2.9"] in rows
    assert ["政府采购执行率", "1.9", "1", "-0.9"] in rows
    assert ["财政供养人员控制率", "2", "0", "-2"] in rows
    assert "  假设后：在职 41 人，编制 40 人，控制率 102.5%，超过 100%（0 分）\n" in run.stdout
    assert run.stdout.endswith("没有写入任何文件\n")


def test_nothing_is_written(tmp_path: Path) -> None:
    report = Path(shutil.copy(SAMPLE, tmp_path))
    (tmp_path / "s.csv").write_text(SHEET, "utf-8")
    before = files(tmp_path)
    runs = [
        youju("what-if", report, *more, cwd=tmp_path)
        for more in (("在职人数=41",), ("--sheet", tmp_path / "s.csv"), ("在职人数=41", "--json"), ("在职人=41",))
    ]

    assert [0, 0, 0, 2] == [run.returncode for run in runs]
    assert before == files(tmp_path)


def test_a_sheet_gives_old_and_new_totals_and_the_indicators_that_change(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(SHEET, "utf-8")
    rows = [line.split() for line in youju("what-if", SAMPLE, "--sheet", tmp_path / "s.csv").stdout.splitlines()]

    assert ["现在", "98.08", "33.08", "94.08", "98.08"] in rows
    assert ["少采购", "97.18", "-0.9", "32.18", "93.18", "97.18"] in rows
    assert ["政府采购执行率", "1.9", "→", "1", "-0.9"] in rows
    assert ["财政供养人员控制率", "2", "→", "0", "-2"] in rows


def test_json_has_exact_numbers_of_both_sides(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(SHEET, "utf-8")
    one = parsed("what-if", SAMPLE, "实际采购金额=30万元", "--json")
    many = parsed("what-if", SAMPLE, "--sheet", tmp_path / "s.csv", "--json")

    assert [{"fact": "实际采购金额", "unit": "万元", "before": "57", "after": "30"}] == one["assumed"]
    assert ("98.08", "97.18") == tuple(one["totals"][side]["recomputed"] for side in ("before", "after"))
    assert [("procurement-rate", "lost", "1.9", "1")] == [
        (each["id"], each["turn"], each["before"], each["after"]) for each in one["indicators"]
    ]
    assert [("少采购", "97.18"), ("超编", "96.08")] == [
        (each["name"], each["totals"]["recomputed"]) for each in many["scenarios"]
    ]


def test_every_mistake_is_told_with_carets_and_nothing_is_worked_out() -> None:
    run = youju("what-if", SAMPLE, "实际采购额=3", "在职人数=22万元")

    assert (2, "") == (run.returncode, run.stdout)
    assert "是否想写 实际采购金额？" in run.stderr
    assert "    在职人数=22万元\n" + " " * 15 + "^^^^\n" in run.stderr
    assert run.stderr.endswith("有 2 处错误，没有推算 / 2 mistakes, nothing was worked out\n")


def test_a_sheet_with_a_mistake_gives_no_score_at_all(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(SHEET + "坏,3 人,4l\n", "utf-8")
    run = youju("what-if", SAMPLE, "--sheet", tmp_path / "s.csv")

    assert (2, "") == (run.returncode, run.stdout)
    assert ["第 4 行第 2 列", "第 4 行第 3 列"] == [line.split("：")[1] for line in run.stderr.splitlines()[:2]]


@pytest.mark.parametrize("more", [(), ("在职人数=41", "--sheet", "s.csv")])
def test_it_takes_either_assumptions_or_a_sheet(more: tuple[str, ...]) -> None:
    run = youju("what-if", SAMPLE, *more)

    assert (2, "what-if-given") == (run.returncode, run.stderr.partition("：")[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_fit_80_columns_and_tell_gain_from_loss_without_colour(sample_audit: Audit, lang: str) -> None:
    screen = io.StringIO()
    console = Console(file=screen, width=80, color_system=None)
    assumed = {"有转移支付资金": True, "迟延下达批次": Fraction(1)}
    show_what_if(console, what_if(sample_audit, assumed), lang)
    tables = screen.getvalue()
    show_played(console, sample_audit, [play(sample_audit, Scenario("一" * 60, assumed))], lang)
    # Sentences are broken by the terminal itself; what is laid out in columns is not.
    rows = [line for line in screen.getvalue().splitlines() if line.startswith(" ") and not line.startswith("  ")]

    assert "\x1b" not in screen.getvalue()
    assert [] == [line for line in rows if width(line.rstrip()) > 80]
    assert {"+", "-"} <= {cell[0] for line in tables.splitlines() for cell in line.split()[-1:]}
