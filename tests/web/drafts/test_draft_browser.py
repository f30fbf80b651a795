"""The editor in Debian's chromium: a wrong comma is told at its line while it is typed; keys alone reach everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from draft_pages import CHROMIUM, Served

from youju.desk.desk import Desk
from youju.desk.draft_files import file_of, view
from youju.desk.drafts import base_files, begin
from youju.desk.who import ALONE

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
CARD = "indicators/benefit/budget-adjustment-rate.yaml"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, served: Served) -> Iterator[Any]:
    """A page whose errors, and requests to elsewhere, fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda one: None if one.url.startswith(served.address) else wrong.append(one.url))
    yield opened
    context.close()
    assert wrong == []


def test_a_wrong_comma_is_told_at_its_line_while_it_is_typed(page: Any, served: Served, draft: int) -> None:
    page.goto(f"{served.address}/drafts/{draft}/files/{CARD}?mode=yaml&line=23")
    page.keyboard.press("End")
    page.keyboard.type("，2")
    told = page.locator("#problems li", has_text="feel-syntax")
    told.wait_for()
    marked = page.locator(".cm-line", has=page.locator(".cm-lintRange-error, .cm-lintPoint-error"))
    marked.wait_for()
    page.screenshot(path=served.pictures / "comma.png")

    assert "第 23 行 这里不能出现 ，" in told.inner_text()
    assert "，2" in marked.inner_text()


def test_the_cases_turn_red_when_tried_and_the_text_is_saved_by_keys(
    page: Any, served: Served, desk: Desk, draft: int
) -> None:
    page.goto(f"{served.address}/drafts/{draft}/files/{CARD}?mode=yaml&line=23")
    page.locator("#cases .badge", has_text="24 / 24").wait_for()
    page.keyboard.press("End")
    page.keyboard.type(" / 2")
    page.get_by_role("button", name="试算").click()
    page.locator("#cases .badge", has_text="8 / 24").wait_for()
    before = file_of(desk, draft, CARD)
    page.get_by_role("button", name="保存", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("上次保存").wait_for()

    assert not before.changed
    assert "points: weight / 2" in (file_of(desk, draft, CARD).text or "")


@pytest.mark.parametrize("name", ["lechang-2023", "hunan-2020"])
def test_a_form_that_is_saved_as_it_is_changes_no_byte(
    page: Any, served: Served, desk: Desk, versions: dict[str, str], name: str
) -> None:
    draft = begin(desk, ALONE, versions[name], "原样")
    cards = [path for path in base_files(desk, versions[name]) if path.startswith("indicators/")][::4]
    for card in cards:
        page.goto(f"{served.address}/drafts/{draft}/files/{card}?mode=form")
        page.get_by_role("button", name="保存", exact=True).click()
        page.wait_for_url("**mode=form&saved=1")

    assert (True, ()) == (len(cards) > 3, view(desk, draft).changed)


def test_names_are_completed(page: Any, served: Served, draft: int) -> None:
    page.goto(f"{served.address}/drafts/{draft}/files/{CARD}?mode=yaml&line=23")
    page.keyboard.press("End")
    page.keyboard.type(" + 年初")
    offer = page.locator(".cm-tooltip-autocomplete li", has_text="年初预算数").first
    offer.wait_for()

    assert "万元" in offer.inner_text()


def test_without_script_the_text_area_edits_and_saves(chromium: Any, served: Served, desk: Desk, draft: int) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.address}/drafts/{draft}/files/{CARD}?mode=yaml")
    text = page.locator("#text").input_value()
    page.locator("#text").fill(text.replace("points: weight\n", "points: weight，2\n"))
    page.get_by_role("button", name="保存", exact=True).click()
    told = page.locator("#problems li", has_text="feel-syntax").inner_text()
    context.close()

    assert "第 23 行" in told
    assert "weight，2" in (file_of(desk, draft, CARD).text or "")


def test_every_check_is_loaded_one_after_the_other(page: Any, served: Served, draft: int) -> None:
    page.goto(f"{served.address}/drafts/{draft}/check")
    page.locator("#part-proofs").wait_for()

    expected = ["part-lint", "part-cases", "part-diff", "part-coverage", "part-proofs"]
    assert expected == [one.get_attribute("id") for one in page.locator("section.card").all()]
