"""The page of an indicator says what its card says, and nothing on a card can break a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.feel import show_number
from youju.publish.pages import indicator_page, rubric_page, rubric_pages
from youju.rubric import Rubric


def cells(page: str) -> list[list[str]]:
    rows = [line for line in page.splitlines() if line.startswith("|") and not line.startswith("| ---")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def test_every_indicator_has_a_page_and_the_table_leads_to_each(rubric: Rubric):
    pages = rubric_pages(rubric)
    linked = set(re.findall(r"\]\(([a-z0-9-]+\.md)\)", pages["README.md"]))

    assert linked == set(pages) - {"README.md"} == {f"{name}.md" for name in rubric.indicators}


def test_a_page_tells_every_rule_every_fact_and_every_case_of_its_card(rubric: Rubric):
    for indicator in rubric.indicators.values():
        first = [row[0] for row in cells(indicator_page(rubric, indicator))]
        rules = [name for name in first if name.startswith("`")]
        facts = [name.partition("<br>")[0] for name in first if name.partition("<br>")[0] in rubric.dictionary.facts]

        assert rules == [f"`{rule.id}`" for rule in indicator.rules]
        assert facts == list(indicator.facts)
        assert len(first) == len(rules) + len(facts) + len(indicator.cases) + 2 + bool(indicator.cases)


def test_the_weights_of_the_table_add_up_to_the_total(rubric: Rubric):
    weights = [row[3] for row in cells(rubric_page(rubric))[1:]]

    assert show_number(sum(map(int, filter(None, weights)))) == show_number(rubric.spec.total)


@pytest.mark.parametrize("mark", ["assumed", "stated"])
def test_nobody_takes_an_assumption_for_the_law(rubric: Rubric, mark: str):
    shown = {"assumed": "本工具假定 assumed", "stated": "报告载明 stated"}[mark]
    for indicator in rubric.indicators.values():
        bases = [*indicator.basis, *(basis for rule in indicator.rules for basis in rule.basis)]

        assert indicator_page(rubric, indicator).count(f"〔{shown}〕") == sum(basis.mark == mark for basis in bases)


@given(st.text("|<>`*_[]#+-.1 \n\\（a", max_size=12))
def test_no_note_of_a_card_can_break_the_table_or_become_markup(rubric: Rubric, note: str):
    indicator = rubric.indicators["carryover-rate"]
    cases = (indicator.cases[0].model_copy(update={"note": note}),)
    page = indicator_page(
        rubric, type(indicator)(**{name: getattr(indicator, name) for name in indicator.__slots__} | {"cases": cases})
    )
    rows = cells(page)

    assert len(rows[-1]) == 5
    assert "<" not in rows[-1][0].replace("\\<", "")
