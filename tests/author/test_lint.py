"""What a rubric is told that loads: each lint on a rubric that has it, and none on those that are sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_rubrics import build, card
from youju.author.lint import LEVELS, level_of, lint
from youju.author.reach import unreachable
from youju.author.zero import undecided
from youju.facts import load_dictionary
from youju.rubric import Indicator, Pack, Rubric, dictionary_of, load_authored, packs
from youju.source import Diagnostic

RUBRICS = Path(__file__).parents[1] / "rubrics"
BECAUSE = {"zh": "不判", "en": "open"}


def minimal(tmp_path: Path, file: str = "rubric.yaml", old: str = "", new: str = "") -> tuple[Diagnostic, ...]:
    folder = shutil.copytree(RUBRICS / "good" / "minimal", tmp_path / "minimal")
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return lint(load_authored(folder, load_dictionary(RUBRICS / "dictionary")))


RATE, TIMELY, BONUS = (f"indicators/part/{name}.yaml" for name in ("rate", "timely", "bonus"))
SLIPS = [
    ("lint-case", RATE, "points: 3, rule: share", "points: 4, rule: share", "18:52"),
    ("lint-case", RATE, "预算: 2 万元}, expect: {points: 3", "预算: 2 万元}, expect: {points: 3, low: 1", None),
    ("lint-dead-rule", TIMELY, "points: weight}", 'points: weight}\n  - {id: never, when: 实付 > 预算, points: 0}', "9:23"),
    ("lint-unread-name", TIMELY, "hit: first", "let: {比: 1 - 印出率}\nhit: first", "6:7"),
    ("lint-bare-ratio", RATE, "when: 率 >= 0%", "when: 率 <= 10", "13:16"),
    ("lint-points", TIMELY, "points: weight}", "points: 40}", "8:38"),
    ("lint-points", TIMELY, "points: weight}", "points: weight * 120%}", "8:38"),
    ("lint-points", TIMELY, "points: weight}", "points: -1}", "8:38"),
    ("lint-points", TIMELY, "points: weight}", "points: weight}\n  - {id: more, when: 有资金, points: 4.01}", None),
    ("lint-wording", RATE, '{zh: "支付 {实付}", en: "paid {实付}"}', "{zh: 按比例, en: pro rata}", "15:14"),
    ("lint-untranslated", RATE, 'en: "paid {实付}"', 'en: "支付 {实付}"', "15:14"),
    ("lint-untranslated", "rubric.yaml", "en: Funds", "en: 资金", "14:16"),
    ("lint-no-case", RATE, "cases:\n  - {given: {实付: 1 万元, 预算: 2 万元}, expect: {points: 3, rule: share}}\n", "", "1:12"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "file", "old", "new", "at"), SLIPS, ids=[f"{one[0]}-{i}" for i, one in enumerate(SLIPS)]
)
def test_a_slip_is_told_at_its_place(tmp_path: Path, code: str, file: str, old: str, new: str, at: str | None):
    found = [one for one in minimal(tmp_path, file, old, new) if one.code == code and one.place.file.endswith(file)]
    told = {f"{one.place.line}:{one.place.column}" for one in found}

    assert found
    assert at is None or at in told


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TIMELY, "points: weight}", "points: 4}"),
        (TIMELY, "points: weight}", "points: 0}"),
        (TIMELY, 'hit: first\nrules:\n  - {id: full, when: "true", points: weight}',
         'hit: sum\nrules:\n  - {id: full, when: "true", points: weight}\n  - {id: less, when: 实付 > 预算, points: -1}'),
        (BONUS, "points: 1}", "points: 12}"),
        (BONUS, "points: 1}", "points: -2}"),
    ],
)  # fmt: skip
def test_points_within_the_weight_and_of_adjustments_are_fine(tmp_path: Path, file: str, old: str, new: str):
    assert [one.line() for one in minimal(tmp_path, file, old, new) if one.code == "lint-points"] == []


def test_what_is_sound_has_only_notes(tmp_path: Path):
    found = {(one.code, one.place.file.rpartition("/")[2]) for one in minimal(tmp_path) if level_of(one) != "note"}

    assert found == {
        ("lint-no-case", "timely.yaml"),
        ("lint-no-case", "bonus.yaml"),
        ("lint-wording", "bonus.yaml"),
    } or (found == {("lint-no-case", "timely.yaml"), ("lint-no-case", "bonus.yaml")})


def test_a_fact_looked_for_in_an_indicator_and_read_by_nobody_is_told(tmp_path: Path):
    folder = shutil.copytree(RUBRICS / "dictionary", tmp_path / "facts")
    (folder / "more.yaml").write_text(
        'topic: more\nfacts:\n  闲数: {en: idle, type: count, unit: 项, within: [支付率], phrases: ["闲{count}"]}\n',
        "utf-8",
    )
    found = lint(load_authored(RUBRICS / "good" / "minimal", load_dictionary(folder)))

    assert [one.zh for one in found if one.code == "lint-unread-fact"] == [
        "词典的 `闲数` 只在本标准的指标里找，却没有规则用到"
    ]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_the_rubrics_at_hand_lint_clean(pack: Pack):
    found = lint(load_authored(pack.folder, dictionary_of(pack.folder)))

    assert [one.line() for one in found if level_of(one) != "note"] == []


def test_every_level_belongs_to_a_page():
    pages = Path(__file__).parents[2] / "docs" / "codes"

    assert [code for code in LEVELS if LEVELS[code] not in (pages / f"{code}.md").read_text("utf-8")] == []


def only(rules: dict[str, tuple[str, str]], **more: object) -> tuple[Rubric, Indicator]:
    facts = {"数": "count", "总": "count", "率": "percent", "有": "boolean"}
    rubric = build(facts, [card("a", "3", rules, **more)])
    return rubric, rubric.indicators["a"]


@pytest.mark.parametrize(
    ("rules", "dead"),
    [
        ({"a": ("率 <= 10%", "3"), "b": ("率 <= 20%", "2"), "c": ("率 > 20%", "0")}, ()),
        ({"a": ("率 <= 20%", "3"), "b": ("率 <= 10%", "2"), "c": ("率 > 20%", "0")}, ("b",)),
        ({"a": ("率 < 10% and 率 > 10%", "3"), "b": ("true", "0")}, ("a",)),
        ({"a": ("率 <= 10%", "3"), "b": ("率 = 10%", "2")}, ("b",)),
        ({"a": ("率 < 10%", "3"), "b": ("率 = 10%", "2")}, ()),
        ({"a": ("率 in [0%..10%)", "3"), "b": ("率 between 0% and 10%", "2"), "c": ("率 = 5%", "1")}, ("c",)),
        ({"a": ("数 > 总", "0"), "b": ("数 <= 总", "3"), "c": ("数 = 总", "1")}, ("c",)),
        ({"a": ("数 > 总", "0"), "b": ("数 = 总", "1"), "c": ("数 < 总", "3")}, ()),
        ({"a": ("有", "3"), "b": ("not(有)", "0"), "c": ("数 > 3 项", "1")}, ("c",)),
        ({"a": ("有 and 数 > 3 项", "3"), "b": ("not(有) or 数 <= 3 项", "0"), "c": ("有", "1")}, ("c",)),
        ({"a": ("数 * 2 > 总", "3"), "b": ("数 * 2 > 6", "0"), "c": ("数 * 2 <= 6", "1")}, ()),
        ({"a": ("true", "3"), "b": ("率 > 10%", "0")}, ("b",)),
        ({"a": ("10% < 率", "3"), "b": ("率 > 20%", "0")}, ("b",)),
    ],
)  # fmt: skip
def test_a_rule_that_nothing_can_reach_is_named(rules: dict[str, tuple[str, str]], dead: tuple[str, ...]):
    assert dead == unreachable(only(rules)[1])


def test_under_sum_rules_do_not_stand_in_each_others_way():
    rules = {"a": ("率 <= 20%", "1"), "b": ("率 <= 10%", "1"), "c": ("率 < 0% and 率 > 1%", "1")}

    assert ("c",) == unreachable(only(rules, hit="sum")[1])


def test_a_divisor_of_zero_that_leaves_the_rules_undecided_is_shown_with_its_figures():
    share = {"some": ("总 = 0 and 数 > 0", "0"), "share": ("数 / 总 >= 0%", "weight * min(1, 数 / 总)")}
    rubric, indicator = only(share)
    found = undecided(rubric, indicator)

    assert found is not None
    assert {"数": "0", "总": "0"} == dict(found.given)


def test_a_declared_open_case_is_not_held_against_a_card():
    share = {"share": ("数 / 总 >= 0%", "weight * min(1, 数 / 总)")}
    rubric, indicator = only(share, open=[{"when": "总 = 0", "because": BECAUSE}])

    assert undecided(rubric, indicator) is None


def test_a_guard_that_decides_every_case_is_enough():
    share = {"none": ("总 = 0", "0"), "share": ("数 / 总 >= 0%", "weight * min(1, 数 / 总)")}

    assert undecided(*only(share)) is None
