"""`youju graph`: where it writes, how it finds the format and the indicator, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from forked import youju
from tests.conftest import SAMPLE

from youju.cli.main import graph_command
from youju.publish.graph import FORMATS


def test_every_format_can_be_asked_for() -> None:
    choices = next(option.type for option in graph_command.params if option.name == "form")

    assert isinstance(choices, click.Choice)
    assert FORMATS == tuple(choices.choices)


def test_without_a_format_it_is_an_svg_on_standard_output() -> None:
    run = youju("graph", SAMPLE, "--indicator", "采购执行")

    assert (0, "") == (run.returncode, run.stderr)
    assert run.stdout.startswith("<svg ")
    assert "政府采购执行率" in run.stdout


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("a.svg", "<svg "),
        ("a.dot", "digraph "),
        ("a.mmd", "---\ntitle: "),
        ("a.graphml", "<?xml "),
        ("a.json", '{\n "activity"'),
    ],
)
def test_the_suffix_of_the_file_tells_the_format(name: str, begin: str, tmp_path: Path) -> None:
    run = youju("graph", SAMPLE, "--indicator", "procurement-rate", "--output", tmp_path / name)

    assert (0, "") == (run.returncode, run.stderr)
    assert begin == (tmp_path / name).read_text("utf-8")[: len(begin)]


def test_the_format_asked_for_goes_before_the_suffix(tmp_path: Path) -> None:
    youju("graph", SAMPLE, "--output", tmp_path / "a.svg", "--format", "dot")

    assert (tmp_path / "a.svg").read_text("utf-8").startswith("digraph ")


def test_a_suffix_that_says_nothing_is_told_with_its_code_and_nothing_is_written(tmp_path: Path) -> None:
    run = youju("graph", SAMPLE, "--output", tmp_path / "a.png")

    assert (2, "") == (run.returncode, run.stdout)
    assert run.stderr.startswith("graph-format：")
    assert [] == list(tmp_path.iterdir())


def test_a_file_that_is_there_is_written_over_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text("mine", "utf-8")
    refused, forced = (youju("graph", SAMPLE, "--output", file, *more) for more in ([], ["--force"]))

    assert (2, 0) == (refused.returncode, forced.returncode)
    assert refused.stderr.startswith("export-exists：")
    assert file.read_text("utf-8").startswith("<svg ")


def test_a_near_indicator_is_proposed() -> None:
    run = youju("graph", SAMPLE, "--indicator", "政府采购率行")

    assert (2, "") == (run.returncode, run.stdout)
    assert "indicator-not-found：" in run.stderr
    assert "政府采购执行率" in run.stderr


def test_without_an_indicator_it_draws_the_sums_and_with_all_every_quote() -> None:
    sums, everything = (youju("graph", SAMPLE, "--lang", "en", *more).stdout for more in ([], ["--all"]))

    assert ("Section" in sums, "line 99" in sums) == (True, False)
    assert "line 99" in everything


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("part", [("--indicator", "procurement-rate"), ("--all",)])
def test_a_value_entered_by_hand_stands_in_the_graph_with_its_source(
    form: str, part: tuple[str, ...], tmp_path: Path
) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("事实,取值,来源\n实际采购金额,60 万元,合同台账\n", encoding="utf-8")

    run = youju("graph", SAMPLE, *part, "--facts", facts, "--format", form)

    assert (0, "") == (run.returncode, run.stderr)
    assert "合同台账" in run.stdout
