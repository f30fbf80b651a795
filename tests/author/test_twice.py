"""Cases pasted twice: told with both places; an error where the two cannot both hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from youju.author.lint import level_of, lint
from youju.facts import load_dictionary
from youju.rubric import load_authored

RUBRICS = Path(__file__).parents[1] / "rubrics"
ONE = "{given: {实付: 1 万元, 预算: 2 万元}, expect: {points: 3, rule: share}}"


def told(tmp_path: Path, *cases: str) -> list[tuple[str, str]]:
    """The level of each and its sentence; the cases stand from line 18 of the card on."""
    folder = shutil.copytree(RUBRICS / "good" / "minimal", tmp_path / "minimal")
    card = folder / "indicators" / "part" / "rate.yaml"
    text = card.read_text("utf-8")
    card.write_text(text.replace(f"  - {ONE}\n", "".join(f"  - {case}\n" for case in cases)), "utf-8")
    found = lint(load_authored(folder, load_dictionary(RUBRICS / "dictionary")))
    return [
        (level_of(one), f"{one.place.line}:{one.place.column} {one.zh}")
        for one in found
        if one.code == "lint-same-case"
    ]


@pytest.mark.parametrize(
    "copy",
    [
        ONE,
        ONE.replace("{given", "{note: 另一例, given"),
        ONE.replace("1 万元", "10000 元"),
        ONE.replace("实付: 1 万元, 预算: 2 万元", "预算: 2 万元, 实付: 1 万元"),
    ],
)
def test_a_copy_is_told_with_the_place_of_both_however_it_is_written(tmp_path: Path, copy: str):
    assert [("warning", "19:5 第 2 例与第 1 例（18:5）事实相同")] == told(tmp_path, ONE, copy)


@pytest.mark.parametrize(
    ("other", "level", "said"),
    [
        ("points: 4, rule: share", "error", "，应得的却不同：points"),
        ("points: 3", "warning", "，应合成一例"),
        ("status: scored", "warning", "，应合成一例"),
    ],
)
def test_what_cannot_both_hold_is_an_error_and_what_adds_to_it_is_not(
    tmp_path: Path, other: str, level: str, said: str
):
    found = told(tmp_path, ONE, ONE.replace("points: 3, rule: share", other))

    assert [(level, f"19:5 第 2 例与第 1 例（18:5）事实相同{said}")] == found


def test_the_one_that_contradicts_is_named_among_several(tmp_path: Path):
    four = ONE.replace("points: 3", "points: 4")

    assert [
        ("error", "19:5 第 2 例与第 1 例（18:5）事实相同，应得的却不同：points"),
        ("error", "20:5 第 3 例与第 2 例（19:5）事实相同，应得的却不同：points"),
    ] == told(tmp_path, ONE, four, ONE)


@pytest.mark.parametrize(
    "other",
    [
        ONE.replace("1 万元", "1.1 万元"),
        ONE.replace("{given", "{claimed: 3, given"),
        ONE.replace("{given", "{effective_weight: 5, given"),
        ONE.replace("{given", "{day: 2024-01-01, given"),
        ONE.replace("实付: 1 万元, ", ""),
    ],
)
def test_other_facts_claims_weights_and_days_are_other_cases(tmp_path: Path, other: str):
    assert [] == told(tmp_path, ONE, other)
