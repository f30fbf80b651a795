"""The graph in Debian's chromium, under the strictest policy: no complaint, no request outside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from vendored_page import CHROMIUM, GRAPH, Seen, Served, blank, chromium, serving, watched

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
NODES = [
    {"id": "q", "label": "“实际采购 2.91 万元”", "kind": "span"},
    {"id": "p", "label": "“计划采购 0.15 万元”", "kind": "span"},
    {"id": "f", "label": "实际采购金额\n2.91 万元", "kind": "fact"},
    {"id": "g", "label": "计划采购金额\n0.15 万元", "kind": "fact"},
    {"id": "r", "label": "over-plan：实际采购超过计划", "kind": "firing", "href": "/rule"},
    {"id": "e", "label": "得 0 分，共 2 分", "kind": "entry"},
    {"id": "d", "label": "自评 2 分，与计算不符", "kind": "doubt"},
]
EDGES = [
    {"source": "q", "target": "f", "label": "说到"},
    {"source": "p", "target": "g", "label": "说到"},
    {"source": "f", "target": "r", "label": "用于"},
    {"source": "g", "target": "r", "label": "用于"},
    {"source": "r", "target": "e", "label": "入账"},
    {"source": "r", "target": "d", "label": ""},
    {"source": "r", "target": "nowhere", "label": "没有画出的点"},
]
DRAW = f"""
window.chosen = []
window.graph = window.youju.graph(document.querySelector("#graph"), {json.dumps({"nodes": NODES, "edges": EDGES})}, {{
  onSelect: (id) => window.chosen.push(id),
}})
"""
# The first point of a colour in the picture, a little below its edge.
FIND = """(wanted) => {
  for (const canvas of document.querySelectorAll("#graph canvas")) {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true })
    copy.drawImage(canvas, 0, 0)
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
    for (let at = 0; at < data.length; at += 4)
      if (wanted.every((part, index) => data[at + index] === part) && data[at + 3] === 255)
        return { x: (at / 4) % canvas.width, y: Math.floor(at / 4 / canvas.width) + 5 }
  }
  return null
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with blank(browser) as page:
        yield page


@pytest.fixture
def drawing(page: Any) -> Iterator[tuple[Any, Served, Seen]]:
    """The page with the graph, focused, its server and what was seen."""
    served = Served("graph", GRAPH, DRAW)
    with serving(served) as address:
        seen = watched(page, address)
        page.wait_for_function("() => window.graph.select")
        page.focus("#graph")
        yield page, served, seen


def test_arrow_keys_walk_the_edges_and_tell_the_label(drawing: tuple[Any, Served, Seen]) -> None:
    page, _, seen = drawing
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
    before = page.locator("[aria-live]").inner_text()
    page.keyboard.press("ArrowRight")
    told = page.locator("[aria-live]").inner_text()

    expected = (
        ["p", "g", "r", "d", "e", "d", "r", "e", "p", "g"],
        "“计划采购 0.15 万元”（来自 0，通向 1）",
        "说到：计划采购金额 0.15 万元（来自 1，通向 1）",
        Seen(),
    )
    actual = (page.evaluate("chosen"), before, told, seen)
    assert expected == actual


def test_enter_opens_the_address_of_the_chosen_node(drawing: tuple[Any, Served, Seen]) -> None:
    page, _, seen = drawing
    page.evaluate("graph.select('r')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rule")

    expected = ("/rule", Seen())
    actual = (page.evaluate("location.pathname"), seen)
    assert expected == actual


def test_the_graph_is_drawn_in_the_colours_of_the_page(drawing: tuple[Any, Served, Seen]) -> None:
    """Some point of the picture has the colour that the page sets for facts, and none that of the table any more."""
    page, _, seen = drawing
    page.wait_for_function(FIND, arg=[0xE1, 0xF3, 0xE8])
    page.evaluate("document.documentElement.style.setProperty('--graph-fact', '#123456')")
    page.wait_for_function(FIND, arg=[0x12, 0x34, 0x56])

    expected = (None, Seen())
    actual = (page.evaluate(FIND, [0xE1, 0xF3, 0xE8]), seen)
    assert expected == actual


def test_a_click_chooses_the_node_under_it_and_no_other(page: Any) -> None:
    """The only entry is found by its colour."""
    with serving(Served("graph", GRAPH, DRAW)) as address:
        seen = watched(page, address)
        place = page.wait_for_function(FIND, arg=[0xE2, 0xEF, 0xFD]).json_value()
        page.locator("#graph").click(position=place)
        page.keyboard.press("ArrowLeft")

        expected = (["e", "r"], Seen())
        actual = (page.evaluate("chosen"), seen)
        assert expected == actual
