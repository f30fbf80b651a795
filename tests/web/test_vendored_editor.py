"""The editor in Debian's chromium, under the strictest policy: no complaint, no request outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from vendored_page import CHROMIUM, EDITOR, Seen, Served, blank, chromium, serving, watched

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
CARD = (
    "indicator: procurement-rate\nweight: 2\n# 𠮷 在基本平面之外\nlet: {率: 实际采购金额 / 计划采购金额}\nhit: frist\n"
)

EDIT = """
const ask = async (path, what) =>
  (await fetch(path, { method: "POST", body: JSON.stringify(what) })).json()
window.changes = []
window.editor = window.youju.editor(document.querySelector("#card"), {
  lint: (text) => ask("/lint", { text }),
  complete: (text, position) => ask("/complete", { text, position }),
  onChange: (text) => window.changes.push(text),
})
"""


def lint(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The word `frist` is wrong, and the name after the character that is two units of UTF-16."""
    lines = enumerate(asked["text"].split("\n"), 1)
    found = [
        (number, line.index(bad) + 1, bad) for number, line in lines for bad in ("frist", "在基本平面") if bad in line
    ]
    return [
        {
            "line": number,
            "column": at,
            "severity": "error" if bad == "frist" else "warning",
            "message": f"不认得 {bad}",
            "code": "unknown-key",
        }
        for number, at, bad in found
    ]


def complete(asked: dict[str, Any]) -> list[dict[str, str]]:
    position = asked["position"]
    return [
        {
            "label": "实际采购金额",
            "detail": "万元",
            "info": f"第 {position['line']} 行第 {position['column']} 列",
            "apply": "实际采购金额 ",
        },
        {"label": "实际支出", "detail": "万元", "info": "", "apply": "实际支出"},
    ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with blank(browser) as page:
        yield page


@pytest.fixture
def editing(page: Any) -> Iterator[tuple[Any, Served, Seen]]:
    """The page with the editor, its server and what was seen; the server has answered its first check."""
    served = Served("editor", EDITOR.format(text=CARD), EDIT, answers={"/lint": lint, "/complete": complete})
    with serving(served) as address:
        seen = watched(page, address)
        page.wait_for_selector(".cm-lint-marker-error")
        yield page, served, seen


def test_a_problem_is_marked_at_its_line_and_word(editing: tuple[Any, Served, Seen]) -> None:
    page, _, seen = editing
    marked = page.locator(".cm-lintRange-error, .cm-lintRange-warning").all_inner_texts()
    page.locator(".cm-lint-marker-error").hover()
    told = page.locator(".cm-tooltip-lint").inner_text()

    expected = (["在基本平面之外", "frist"], ["不认得 frist", "unknown-key"], Seen())
    actual = (marked, told.split("\n"), seen)
    assert expected == actual


def test_the_names_of_the_server_complete_the_word_at_the_cursor(editing: tuple[Any, Served, Seen]) -> None:
    page, _, seen = editing
    page.evaluate("editor.jumpTo(4, 1)")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(" + 𠮷 + 实")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".cm-completionInfo")
    info = page.locator(".cm-completionInfo").inner_text()
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")

    written = "let: {率: 实际采购金额 / 计划采购金额 + 𠮷 + 实"
    expected = (f"第 4 行第 {len(written) + 1} 列", f"{written}际采购金额 }}", Seen())
    actual = (info, page.evaluate("editor.getText()").split("\n")[3], seen)
    assert expected == actual


def test_the_form_posts_what_was_written(editing: tuple[Any, Served, Seen]) -> None:
    page, served, seen = editing
    page.evaluate("editor.setText('weight: 2\\n')")
    page.evaluate("editor.jumpTo(1, 9)")
    page.keyboard.type("1")
    changes = page.evaluate("changes")
    page.click("#save")
    page.wait_for_load_state()

    expected = (["weight: 2\n", "weight: 12\n"], [{"card": ["weight: 12\r\n"]}], Seen())
    actual = (changes, served.posted, seen)
    assert expected == actual


def select_lines(page: Any, begin: int, lines: int) -> None:
    """From the fourth place of a line to the same place some lines below."""
    page.evaluate(f"editor.jumpTo({begin}, 4)")
    for _ in range(lines):
        page.keyboard.press("Shift+ArrowDown")


def test_text_typed_over_lines_breaks_no_policy_and_is_undone_at_once(editing: tuple[Any, Served, Seen]) -> None:
    """Left to itself chromium joins the lines with style attributes: refused, and told in the console."""
    page, _, seen = editing
    select_lines(page, 1, 4)
    page.keyboard.type("文")
    over = page.evaluate("editor.getText()")
    page.keyboard.press("Control+z")
    back = page.evaluate("editor.getText()")
    select_lines(page, 1, 1)
    page.keyboard.type("{")
    wrapped = page.evaluate("editor.getText()").split("\n")[:2]
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("政府采购")

    expected = ("ind文: frist\n", CARD, ["ind{icator: procurement-rate", "wei}ght: 2"], "政府采购", Seen())
    actual = (over, back, wrapped, page.evaluate("editor.getText()"), seen)
    assert expected == actual


def test_tab_indents_and_after_escape_leaves(editing: tuple[Any, Served, Seen]) -> None:
    page, _, seen = editing
    page.evaluate("editor.jumpTo(2, 1)")
    page.keyboard.press("Tab")
    line = page.evaluate("editor.getText()").split("\n")[1]
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    described = page.locator(".cm-content").get_attribute("aria-description")
    expected = ("  weight: 2", "save", ("卡片", True), Seen())
    actual = (
        line,
        page.evaluate("document.activeElement.id"),
        (page.locator(".cm-content").get_attribute("aria-label"), "Esc" in described),
        seen,
    )
    assert expected == actual


def test_search_speaks_chinese_and_undo_brings_back(editing: tuple[Any, Served, Seen]) -> None:
    page, _, seen = editing
    page.evaluate("editor.jumpTo(1, 1)")
    page.keyboard.type("x")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+f")
    names = page.locator(".cm-search button:not([name=close])").all_inner_texts()

    expected = (CARD, ["下一处", "上一处", "全选", "替换", "全部替换"], Seen())
    actual = (page.evaluate("editor.getText()"), names, seen)
    assert expected == actual


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("zh-CN", "检查没有回答，改动之后再试；写的内容还在。"),
        ("en", "The check gave no answer; it is tried again after the next change. What you wrote is kept."),
    ],
)
def test_a_check_that_fails_says_so_and_keeps_the_text(page: Any, lang: str, says: str) -> None:
    failing = EDIT.replace('lint: (text) => ask("/lint", { text })', "lint: async () => { throw new Error('gone') }")
    with serving(Served("editor", EDITOR.format(text=CARD), failing, lang)) as address:
        seen = watched(page, address)
        page.locator(".cm-lint-marker-warning").hover()
        told = page.locator(".cm-tooltip-lint").inner_text()

        expected = (says, CARD, Seen())
        actual = (told, page.evaluate("editor.getText()"), seen)
        assert expected == actual


def test_an_answer_about_a_text_that_is_gone_is_dropped(page: Any) -> None:
    late = """
    window.waiting = []
    window.editor = window.youju.editor(document.querySelector("#card"), {
      lint: (text) => new Promise((answer) => window.waiting.push({ text, answer })),
    })
    const found = [{ line: 1, column: 1, severity: "error", message: "旧的", code: "old" }]
    window.answer = (number) => window.waiting[number].answer(found)
    """
    with serving(Served("editor", EDITOR.format(text=CARD), late)) as address:
        seen = watched(page, address)
        page.wait_for_function("() => waiting.length === 1")
        page.evaluate("editor.setText('a: 1')")
        page.evaluate("answer(0)")
        page.wait_for_function("() => waiting.length === 2")
        before = page.locator(".cm-lint-marker-error").count()
        page.evaluate("answer(1)")
        page.wait_for_selector(".cm-lint-marker-error")

        expected = (["a: 1"], 0, Seen())
        actual = (page.evaluate("waiting.slice(1).map((one) => one.text)"), before, seen)
        assert expected == actual
