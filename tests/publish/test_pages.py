"""The page of an indicator says what its card says, nothing on a card can break a page, and no page is out of date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_rubrics import BASIS, build
from youju.cli.pages import made_pages, pages_for, write_pages
from youju.feel import show_number
from youju.publish.markdown import escaped
from youju.publish.pages import indicator_page, rubric_page
from youju.publish.scoring import other_readings, scoring
from youju.publish.tellers import tellers
from youju.rubric import Authored, Pack, Rubric, dictionary_of, load_authored, packs
from youju.structs import replace


def authored(pack: Pack) -> Authored:
    return load_authored(pack.folder, dictionary_of(pack.folder))


LOADED = {pack.name: authored(pack) for pack in packs()}
FOLDERS = {pack.name: pack.folder for pack in packs()}
EVERY = [(name, one) for name, loaded in LOADED.items() for one in loaded.rubric.indicators]


SHOWN = {
    "assumed": "⚠ 〔**本工具假定 assumed**〕",
    "stated": "〔报告载明 stated〕",
    "elsewhere": "〔他处标准 published elsewhere〕",
}


def cells(page: str) -> list[list[str]]:
    rows = [line for line in page.splitlines() if line.startswith("|") and not line.startswith("| ---")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


@pytest.mark.parametrize("name", LOADED)
def test_every_page_stands_beside_its_card_and_says_what_the_card_says(name: str):
    folder = FOLDERS[name]
    expected = pages_for(LOADED[name], folder)
    actual = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in made_pages(folder)}
    moved = {
        "missing": sorted(expected.keys() - actual.keys()),
        "stale": sorted(page for page in expected.keys() & actual.keys() if expected[page] != actual[page]),
        "orphaned": sorted(actual.keys() - expected.keys()),
    }

    assert {"missing": [], "stale": [], "orphaned": []} == moved, f"{folder}: run `make pages`; {moved}"


@pytest.mark.parametrize("name", LOADED)
def test_every_card_has_its_page_beside_it_and_the_table_leads_to_each(name: str):
    folder = FOLDERS[name]
    cards = {path.relative_to(folder).with_suffix(".md").as_posix() for path in folder.glob("indicators/**/*.yaml")}
    pages = pages_for(LOADED[name], folder)

    assert cards | {"README.md"} == set(pages)
    assert cards == set(re.findall(r"\]\((indicators/[^)]+\.md)\)", pages["README.md"]))


def test_pages_elsewhere_keep_their_links_among_themselves_and_lead_nowhere_else(tmp_path: Path):
    write_pages(LOADED["lechang-2023"], tmp_path)
    pages = sorted(tmp_path.rglob("*.md"))
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8"))]

    assert len(links) >= 2 * len(LOADED["lechang-2023"].rubric.indicators)
    assert [] == [(page, link) for page, link in links if not (page.parent / link).is_file()]


def test_a_page_whose_indicator_is_gone_is_taken_away_and_a_persons_own_is_not(tmp_path: Path):
    write_pages(LOADED["lechang-2023"], tmp_path)
    made = (tmp_path / "README.md").read_text("utf-8")
    folder = tmp_path / "indicators"
    (folder / "gone.md").write_text(made, "utf-8")
    (folder / "notes.md").write_text("# 我的笔记\n", "utf-8")
    write_pages(LOADED["lechang-2023"], tmp_path)

    assert (False, True) == ((folder / "gone.md").exists(), (folder / "notes.md").exists())


def test_the_pages_of_another_rubric_further_down_are_left_alone(tmp_path: Path):
    write_pages(LOADED["hunan-2020"], tmp_path / "rules" / "hunan-2020")
    before = sorted(tmp_path.rglob("*.md"))
    write_pages(LOADED["lechang-2023"], tmp_path)

    assert set(before) <= set(tmp_path.rglob("*.md"))


@pytest.mark.parametrize(("name", "indicator"), EVERY)
def test_a_page_tells_every_rule_every_fact_and_every_case_of_its_card(name: str, indicator: str):
    rubric = LOADED[name].rubric
    one = rubric.indicators[indicator]
    page = indicator_page(rubric, one)
    scored, read, cases = (
        page.partition(f"## {title} · ")[2].partition("\n## ")[0] for title in ("怎样计分", "要用的数据", "用例")
    )
    rules = [row[-1] for row in cells(scored) if row[-1].startswith("`")]
    facts = [row[0].partition("<br>")[0] for row in cells(read)[1:]]
    notes = [row[0].replace("\\", "") for row in cells(cases)[1:]]
    others = sum(1 + len(found.lines) for _, found in other_readings(one, tellers(rubric, one)))

    assert [f"`{rule.id}`" for rule in one.rules] == rules
    assert list(one.facts) == facts
    assert [case.note for case in one.cases] == notes
    # Each table has a head, and nothing else is in any.
    assert len(cells(page)) == 2 + bool(notes) + len(rules) + len(facts) + len(notes) + others


def test_the_weights_of_the_table_add_up_to_the_total(rubric: Rubric):
    weights = [row[3] for row in cells(rubric_page(rubric))[1:]]

    assert show_number(sum(map(int, filter(None, weights)))) == show_number(rubric.spec.total)


@pytest.mark.parametrize(("name", "indicator"), EVERY)
def test_nobody_takes_an_assumption_for_the_law(name: str, indicator: str):
    """Each basis is told as often as it stands, with its mark; what all rules rest on alike is told once."""
    rubric = LOADED[name].rubric
    one = rubric.indicators[indicator]
    of_rules = [rule.basis for rule in one.rules]
    alike = len(of_rules) > 1 and len(set(of_rules)) == 1
    bases = [*one.basis, *(basis for found in (of_rules[:1] if alike else of_rules) for basis in found)]
    page = indicator_page(rubric, one)

    assert {mark: sum(basis.mark == mark for basis in bases) for mark in SHOWN} == {
        mark: page.count(shown) for mark, shown in SHOWN.items()
    }
    assert all(escaped(basis.text) in page for basis in bases)


@pytest.mark.parametrize(("name", "indicator"), EVERY)
def test_a_page_with_an_assumption_says_so_at_its_head_and_in_the_table(name: str, indicator: str):
    rubric = LOADED[name].rubric
    one = rubric.indicators[indicator]
    assumed = any(basis.mark == "assumed" for basis in [*one.basis, *(b for rule in one.rules for b in rule.basis)])
    row = next(row for row in cells(rubric_page(rubric)) if row[2].partition(" ⚠")[0] == one.title.zh)

    assert assumed == ("> ⚠ **" in indicator_page(rubric, one)) == row[2].endswith("⚠")


def told(score: dict[str, object], **facts: str) -> list[tuple[str, str]]:
    card = {"indicator": "one", "title": {"zh": "一", "en": "one"}, "basis": BASIS, "weight": "5", "score": score}
    rubric = build(facts, [card])
    one = rubric.indicators["one"]
    return [(line.when[0], line.points[0]) for line in scoring(one, tellers(rubric, one)).lines]


def test_bands_are_told_as_bands():
    bands = [
        {"id": "a", "is": ">= 90%", "points": "weight"},
        {"id": "b", "is": ">= 60%", "points": "2"},
        {"id": "c", "points": "0"},
    ]

    assert [("达到 90%", "满分"), ("达到 60%，不到 90%", "2"), ("不到 60%", "0")] == told(
        {"form": "bands", "of": "甲", "bands": bands}, 甲="number"
    )


def test_a_line_is_told_by_its_points():
    through = [{"at": "60%", "points": "0"}, {"at": "100%", "points": "weight"}]

    assert [("不超过 60%", "0"), ("60% 至 100%", "按比例，由 0 分到满分"), ("超过 100%", "满分")] == told(
        {"form": "linear", "of": "甲", "through": through}, 甲="number"
    )


def test_points_per_unit_and_counted_ones_are_told_with_where_they_end():
    unit = {"form": "per_unit", "of": "甲", "over": "100%", "per": "1%", "lose": "0.5", "count": "whole"}
    counted = {"form": "bonus", "items": [{"of": "甲", "each": "1"}], "most": "3"}

    assert [("不超过 100%", "满分"), ("超过 100%", "从满分起，每满 1 个百分点扣 0.5 分，扣完为止")] == told(
        unit, 甲="number"
    )
    assert [("甲为 0", "0"), ("有发生的", "甲，各加 1 分，最多 3 分")] == told(counted, 甲="count")


def test_a_choice_of_readings_names_the_one_in_force_and_shows_the_others():
    def reading(name: str, lose: str) -> dict[str, object]:
        unit = {"form": "per_unit", "of": "甲", "over": "100%", "per": "1%", "lose": lose, "count": "whole"}
        return {"id": name, "title": {"zh": f"理解{name}", "en": f"reading {name}"}, "score": unit}

    score = {"form": "readings", "use": "b", "readings": [reading("a", "1"), reading("b", "2")]}
    card = {"indicator": "one", "title": {"zh": "一", "en": "one"}, "basis": BASIS, "weight": "5", "score": score}
    rubric = build({"甲": "number"}, [card])
    page = indicator_page(rubric, rubric.indicators["one"])

    assert ["这里按：**理解b**", "扣 2 分", "另一种理解 another reading：理解a · reading a", "扣 1 分"] == re.findall(
        r"这里按：\*\*理解b\*\*|扣 \d 分|另一种理解 another reading：理解a · reading a", page
    )


@pytest.mark.parametrize(
    ("indicator", "zh"),
    [
        (
            "procurement-rate",
            "计划采购金额 0.15 万元，实际采购金额 0.12 万元 → 1.6 分：实际采购 0.12 万元，计划 0.15 万元，执行率 80%，按执行率得分",
        ),
        ("project-procedure", "项目设立调整履行报批 是，项目实施执行制度 否 → 1 分：项目的设立和调整都办理了报批手续"),
    ],
)
def test_the_example_is_a_golden_case_worked_through(rubric: Rubric, indicator: str, zh: str):
    assert f"**算例 example** {zh}。" in indicator_page(rubric, rubric.indicators[indicator])


@given(st.text("|<>`*_[]#+-.1 \n\\（a", max_size=12))
def test_no_note_of_a_card_can_break_the_table_or_become_markup(rubric: Rubric, note: str):
    indicator = rubric.indicators["carryover-rate"]
    cases = (replace(indicator.cases[0], note=f"注{note}"),)
    page = indicator_page(
        rubric, type(indicator)(**{name: getattr(indicator, name) for name in indicator.__slots__} | {"cases": cases})
    )
    rows = cells(page)

    assert len(rows[-1]) == 4
    assert "<" not in rows[-1][0].replace("\\<", "")
