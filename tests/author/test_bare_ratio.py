"""A rate compared with a bare number: told at the number, whatever the formula and the form; never where it may be meant."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from youju.author.lint import lint
from youju.facts import load_dictionary
from youju.rubric import load_authored

RUBRICS = Path(__file__).parents[1] / "rubrics"
FACTS = """topic: more
facts:
  甲: {en: one, type: count, unit: 人}
  乙: {en: two, type: count, unit: 人}
  面积: {en: area, type: number, unit: 平方米}
  增幅: {en: growth, type: percent, unit: "%", change: true}
  增长倍数: {en: times, type: percent, unit: "%"}
"""
OPEN = "open: [{when: 甲 = 0 or 乙 = 0, because: {zh: 无, en: none}}]\n"
RULES = "hit: first\nrules: [{id: a, when: WHEN, points: weight}]"


def told(tmp_path: Path, scoring: str, let: str = "甲 / 乙", name: str = "率") -> list[tuple[str, str | None]]:
    """What stands at each place that is told, and what is proposed instead."""
    dictionary = shutil.copytree(RUBRICS / "dictionary", tmp_path / "facts")
    (dictionary / "more.yaml").write_text(FACTS, "utf-8")
    folder = shutil.copytree(RUBRICS / "good" / "minimal", tmp_path / "minimal")
    shutil.rmtree(folder / "checks")
    card = folder / "indicators" / "part" / "rate.yaml"
    head = card.read_text("utf-8").partition("let:")[0]
    card.write_text(f"{head}let: {{{name}: '{let}'}}\n{scoring}\n{OPEN}", "utf-8")
    lines = card.read_text("utf-8").splitlines()
    found = [
        one
        for one in lint(load_authored(folder, load_dictionary(dictionary)))
        if one.code == "lint-bare-ratio" and one.place.file.endswith("rate.yaml")
    ]
    return [
        (lines[at.line - 1][at.column - 1 : at.column - 1 + at.length], one.proposal)
        for one in found
        for at in [one.place]
    ]


def rules(when: str) -> str:
    return RULES.replace("WHEN", f"'{when}'")


@pytest.mark.parametrize(
    "let",
    [
        "甲 / 乙", "(甲 - 乙) / 乙", "abs(甲 - 乙) / 乙", "abs(甲 / 乙 - 1)", "min(1, 甲 / 乙)", "max(0, 1 - 甲 / 乙)",
        "-甲 / 乙", "if 乙 = 0 then 1 else 甲 / 乙", "印出率 - 增幅", "印出率",
    ],
)  # fmt: skip
def test_a_rate_is_known_whatever_stands_around_its_quotient(tmp_path: Path, let: str):
    assert [("95", "95%")] == told(tmp_path, rules("率 >= 95"), let)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("率 >= 95", [("95", "95%")]),
        ("95 <= 率", [("95", "95%")]),
        ("甲 / 乙 >= 95", [("95", "95%")]),
        ("增幅 < -10", [("-10", "-10%")]),
        ("率 between 80 and 95.5", [("80", "80%"), ("95.5", "95.5%")]),
        ("率 in (80..95]", [("80", "80%"), ("95", "95%")]),
        ("率 in (< 80, > 95)", [("80", "80%"), ("95", "95%")]),
        ("甲 > 3 and (率 > 10 or 率 = 0)", [("10", "10%")]),
        ("率 > 2.01", [("2.01", "2.01%")]),
    ],
)
def test_every_comparison_is_told_at_its_number(tmp_path: Path, when: str, expected: list[tuple[str, str]]):
    assert expected == told(tmp_path, rules(when))


BANDS = "score: {form: bands, of: 率, bands: [{id: a, is: IS, points: weight}, {id: b, points: 0}]}"
PER_UNIT = "score: {form: per_unit, of: abs(甲 / 乙 - 1), over: OVER, per: 1%, lose: 1, count: whole}"
LINEAR = "score: {form: linear, of: 率, through: [{at: AT, points: 0}, {at: 9500%, points: weight}]}"


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (BANDS.replace("IS", "'>= 95'"), [("95", "95%")]),
        (BANDS.replace("IS", "'(80..95]'"), [("80", "80%"), ("95", "95%")]),
        (PER_UNIT.replace("OVER", "10"), [("10", "10%")]),
        (LINEAR.replace("AT", "60"), [("60", "60%")]),
        (BANDS.replace("IS", "'>= 95%'"), []),
        (PER_UNIT.replace("OVER", "10%"), []),
        (LINEAR.replace("AT", "60%"), []),
    ],
)
def test_forms_are_told_at_the_number_in_the_form(tmp_path: Path, score: str, expected: list[tuple[str, str]]):
    assert expected == told(tmp_path, score)


@pytest.mark.parametrize(
    ("let", "when"),
    [
        ("甲 / 乙", "率 >= 95%"), ("甲 / 乙", "率 >= 1"), ("甲 / 乙", "率 > 1.5"), ("甲 / 乙", "率 <= 2"),
        ("甲 / 乙", "率 >= 300%"), ("甲 / 乙 * 100", "率 >= 95"), ("100 * 甲 / 乙", "率 >= 95"),
        ("100 * (甲 - 乙) / 乙", "率 >= 95"), ("面积 / 甲", "率 > 18"), ("甲 / 12", "率 >= 95"), ("12 / 甲", "率 >= 3"),
        ("甲 - 乙", "率 > 10"), ("甲 * 乙", "率 > 10"), ("floor(甲 / 乙)", "率 > 10"), ("count([甲, 乙])", "率 > 10"),
        ("甲 / 乙", "增长倍数 >= 3"), ("甲 / 乙", "甲 > 95"), ("甲 / 乙", "率 * 100 >= 95"),
    ],
)  # fmt: skip
def test_what_may_be_meant_and_what_is_no_rate_is_let_be(tmp_path: Path, let: str, when: str):
    assert [] == told(tmp_path, rules(when), let)


def test_a_multiple_that_is_called_one_is_let_be(tmp_path: Path):
    assert [] == told(tmp_path, rules("增长倍数比 >= 3"), name="增长倍数比")
