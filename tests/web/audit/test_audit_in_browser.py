"""An audit in Debian's chromium, under the workbench's policy: by the mouse, by the keyboard, without a script."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from audit_kit import Workbench

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
VISIBLE = "one => { const at = one.getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight }"


@pytest.fixture(scope="module")
def address(workbench: Workbench) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(workbench.app, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that must not complain, nor ask for anything elsewhere."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(20_000)
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: wrong.append(str(one)))
    page.on("request", lambda one: None if one.url.startswith(address) else wrong.append(one.url))
    yield page
    page.close()

    assert [] == wrong


def lit(page: Any) -> list[str]:
    return page.locator("#paper .lit").all_inner_texts()


@pytest.mark.parametrize("paper", ["", "?paper=pages"])
def test_a_click_on_a_point_lights_its_quotes_and_shows_the_first(
    page: Any, address: str, workbench: Workbench, paper: str
) -> None:
    page.goto(f"{address}/audits/{workbench.pdf}{paper}")
    page.click("#i-procurement-rate summary")
    page.wait_for_selector("#paper .lit")
    quotes = [
        link[1:]
        for link in page.eval_on_selector_all(
            "#i-procurement-rate a.quote", "all => all.map(one => one.getAttribute('href'))"
        )
    ]
    shown = page.eval_on_selector_all("#paper .lit", "all => all.flatMap(one => one.dataset.q.split(' '))")

    assert set(quotes) <= set(shown)
    assert page.locator("#paper .lit").first.evaluate(VISIBLE)
    assert "open=procurement-rate" in page.url
    assert f"原文中标出 {len(set(quotes))} 处" == page.inner_text("#said")


def test_a_click_on_a_quote_lists_its_points_and_one_leads_back(page: Any, address: str, workbench: Workbench) -> None:
    page.goto(f"{address}/audits/{workbench.text}")
    page.locator("#text mark", has_text="实际采购").first.click()
    page.wait_for_selector("#stands .stood")
    focused = page.evaluate("document.activeElement.id")
    page.locator("#stands a[href='#i-procurement-rate']").first.click()

    assert "stands" == focused
    page.wait_for_selector("#i-procurement-rate[open]")
    assert "自评得分2分" in lit(page)


def test_a_quote_that_cannot_be_told_here_leads_to_the_page_that_says_why(
    browser: Any, address: str, workbench: Workbench
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/audits/{workbench.text}")
    page.locator("#stands").evaluate("one => { one.dataset.from = '/audits/999999/quotes' }")
    with page.expect_navigation():
        page.locator("#text mark").first.click()

    assert "audit-unknown" == page.inner_text("main code")
    page.close()


def test_the_keyboard_alone_filters_opens_follows_and_comes_back(page: Any, address: str, workbench: Workbench) -> None:
    page.goto(f"{address}/audits/{workbench.text}")
    page.keyboard.press("/")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('#said').textContent.includes('显示 7 项')")
    page.wait_for_function("() => document.activeElement.id === 'show-lost'")
    page.locator(".scores summary").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#i-procurement-rate[open]")
    page.locator("#i-procurement-rate a.quote").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('#text mark')")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'stands'")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.matches('#text mark')")

    assert page.locator("#stands").is_hidden()


def test_going_back_brings_the_scores_as_they_were_and_leaves_no_report_in_the_browser(
    page: Any, address: str, workbench: Workbench
) -> None:
    page.goto(f"{address}/audits/{workbench.text}")
    page.check("#show-lost")
    page.wait_for_function("() => document.querySelectorAll('.scores details').length === 7")
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.scores details').length === 31")
    page.locator(".scores summary").first.focus()
    page.keyboard.press("ArrowDown")
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")

    assert page.locator(".scores summary").nth(1).evaluate("one => one === document.activeElement")
    assert "政府采购" not in kept


def test_an_address_with_what_is_open_shows_it(page: Any, address: str, workbench: Workbench) -> None:
    page.goto(f"{address}/audits/{workbench.text}?open=public-satisfaction")
    page.wait_for_selector("#paper .lit")

    assert page.locator("#i-public-satisfaction > summary").evaluate(VISIBLE)
    assert page.locator("#paper .lit").first.evaluate(VISIBLE)


def test_on_a_narrow_screen_the_point_stays_in_sight(page: Any, address: str, workbench: Workbench) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(f"{address}/audits/{workbench.text}?open=public-satisfaction")
    page.wait_for_selector("#paper .lit", state="attached")
    overflow = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")

    assert page.locator("#i-public-satisfaction > summary").evaluate(VISIBLE)
    assert 0 >= overflow


def test_why_not_is_answered_in_place_and_the_graph_is_drawn(page: Any, address: str, workbench: Workbench) -> None:
    page.goto(f"{address}/audits/{workbench.text}/indicators/procurement-rate")
    page.wait_for_selector("#graph canvas")
    page.locator("a.chip").first.click()
    page.wait_for_selector("#answer .why p")

    assert "points=2" in page.url
    assert "没有得 2 分" in page.inner_text("#answer")


def test_without_scripts_a_point_opens_a_quote_is_reached_and_filters_work(
    browser: Any, address: str, workbench: Workbench
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/audits/{workbench.text}")
    page.click("#i-procurement-rate summary")
    page.locator("#i-procurement-rate a.quote").first.click()
    reached = page.url.partition("#")[2]
    page.check("#show-lost")
    with page.expect_navigation():
        page.click(".filters button")

    assert reached.startswith("q")
    assert "show=lost" in page.url
    assert 7 == page.locator(".scores details").count()
    context.close()
