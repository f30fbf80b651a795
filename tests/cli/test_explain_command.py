"""`youju explain` and what `youju verify` says of its certificate."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from youju.cli.main import cli

SAMPLE = Path(__file__).resolve().parents[2] / "facts" / "examples" / "qinghe-water" / "report.md"


def youju(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_an_indicator_is_explained_in_a_few_lines() -> None:
    said = youju("explain", SAMPLE, "政府采购执行率").output.splitlines()

    assert said[0].startswith("「政府采购执行率」得 1.9 分，满分 2 分，失 0.1 分，自评 2 分。")
    assert "  实际采购金额在 56.85 万元至 57.14 万元之间得分不变" in said


def test_a_certificate_is_accepted_with_its_report_and_refused_once_altered(tmp_path: Path) -> None:
    file = tmp_path / "certificate.json"
    made = youju("explain", SAMPLE, "政府采购执行率", "--certificate", file)
    good = youju("verify", file, "--report", SAMPLE)
    other = youju("verify", file, "--report", Path(__file__))
    file.write_text(file.read_text("utf-8").replace("56.85", "56.84"), "utf-8")
    bad = youju("verify", file)

    assert (0, 0, 1, 1) == (made.exit_code, good.exit_code, other.exit_code, bad.exit_code)
    assert "说明的每一项论断均成立" in good.output
    assert "不是这份报告" in other.output
    assert "摘要不符" in bad.output


def test_a_certificate_is_not_written_over_another_file(tmp_path: Path) -> None:
    file = tmp_path / "certificate.json"
    file.write_text("mine", "utf-8")
    youju("explain", SAMPLE, "政府采购执行率", "--certificate", file)

    assert "mine" == file.read_text("utf-8")


def test_a_saved_audit_is_looked_up_in_its_report(tmp_path: Path) -> None:
    file = tmp_path / "audit.json"
    file.write_text(youju("audit", SAMPLE, "--json").output, "utf-8")

    assert "引文都在报告里" in youju("verify", file, "--report", SAMPLE).output
