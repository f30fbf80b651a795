"""Every page of the workbench: its links lead somewhere, axe finds no barrier, Tab goes through it and out again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from crawl import Found, crawl, get_routes
from keys import round_of, tab
from lxml import html
from tests.conftest import SAMPLE
from workbench import ROOT, Opened, Workbench, screen

from youju.desk.desk import open_desk
from youju.web.app import make_app

AXE = ROOT / "build" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
NO_PAGES = {"/api/openapi.json", "/pieces.css"}
"""What is asked for by GET and is no page."""
QUICK = [("zh", "light", 1280), ("en", "dark", 400)]
LONG = [("zh", "dark", 1280), ("en", "light", 400)]
CARD = "indicators/execution/procurement-rate.yaml"
MORE = {"/drafts/{draft}/files"}
"""What needs more than is here: a form that is filled in. Tests of that part ask for it."""


@pytest.fixture(scope="session")
def routes(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    desk = open_desk(tmp_path_factory.mktemp("routes") / "store", workers=1)
    try:
        return [path for path in get_routes(make_app(desk).routes) if path not in NO_PAGES and "/api/" not in path]
    finally:
        desk.close()


@pytest.fixture(scope="session")
def found(workbench: Workbench, routes: list[str]) -> Found:
    """The pages, after a report was handed in together with one that cannot be audited and one that is none."""
    with workbench.client() as client:
        page = client.get("/audits").text
        csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
        audited = SAMPLE.read_bytes() + "\n（各页）\n".encode()
        names = {"又一份.md": audited, "通知.md": "关于放假的通知".encode(), "空.md": b""}
        files = [("reports", (name, data)) for name, data in names.items()]
        job = client.post("/audits", data={"csrf": csrf}, files=files).headers["location"]
        while "every 1s" in client.get(job).text:
            pass
        rubrics = client.get("/api/v1/rubrics").json()["items"]
        newest = next(one for one in rubrics if one["rubric"] == "lechang-2023")
        version = f"/rubrics/{newest['rubric']}/versions/{newest['digest']}"
        draft = client.post(f"{version}/drafts", data={"csrf": csrf, "title": "试改"}).headers["location"]
        sample = workbench.told.removeprefix(workbench.home)
        made = [*published(client, csrf, newest["rubric"], version, draft), *ruled(client, csrf, sample)]
    return crawl(workbench, routes, [sample, "/", "/login", job, draft, *made])


def published(client: Any, csrf: str, rubric: str, version: str, draft: str) -> list[str]:
    """The pages that two versions bring: one is published, and compared with that it was begun from.

    The draft is then edited by two people at once, wrongly.
    """
    at = f"{draft}/files/{CARD}"
    seen, text = editor(client, at)
    worded = text.replace("此项不得分", "本项不得分")
    client.post(at, data={"csrf": csrf, "mode": "yaml", "seen": seen, "text": worded, "save": "1"})
    asked = re.findall(r'name="digest" value="(\w{64})"', client.get(f"{draft}/publish").text)[0]
    asking = {"digest": asked, "title": "改一句话", "in_force": "2024-01-01", "reason": "用语统一"}
    client.post(f"{draft}/publish", data={"csrf": csrf, **asking})
    client.post(f"/versions/{asked}/decide", data={"csrf": csrf, "published": "yes"})
    other = client.post(f"{version}/drafts", data={"csrf": csrf, "title": "写错"}).headers["location"]
    wrong = {"csrf": csrf, "mode": "yaml", "seen": "0", "text": text.replace("weight: 2", "weight：2"), "save": "1"}
    client.post(f"{other}/files/{CARD}", data=wrong)
    pair = f"old={version.rpartition('/')[2]}&new={asked}"
    return [f"/rubrics/{rubric}/compare?{pair}", f"/rubrics/{rubric}/effect?{pair}", other, f"{other}/publish", draft]


def editor(client: Any, at: str) -> tuple[str, str]:
    """What the editor of a file has: the save that was seen, and the text."""
    page = html.fromstring(client.get(f"{at}?mode=yaml").text)
    return page.xpath("//input[@name='seen']/@value")[0], page.xpath("//textarea[@name='text']")[0].text_content()


def ruled(client: Any, csrf: str, sample: str) -> list[str]:
    """The pages of an audit with rulings, one taken back, that is about to be closed; with assumptions."""
    fact = {"csrf": csrf, "seen": "0", "fact": "实际采购金额", "reason": "看过凭证"}
    client.post(f"{sample}/rulings", data={**fact, "decision": "amend", "value": "61 万元", "source": "台账"})
    client.post(f"{sample}/rulings", data={**fact, "seen": "1", "decision": "reject"})
    client.post(f"{sample}/rulings/2/withdraw", data={"csrf": csrf, "reason": "看错"})
    client.post(f"{sample}/closing", data={"csrf": csrf, "step": "ask", "reason": "只差总分"})
    return [
        f"{sample}/what-if?indicator=procurement-rate&set=实际采购金额:50",
        f"{sample}/rulings",
        f"{sample}/history",
    ]


def test_every_link_leads_to_a_page_and_every_page_is_linked_to(found: Found, routes: list[str]) -> None:
    files = {route for route in routes if route.rpartition("}")[2] == ".png" or "/files/" in route}

    expected: tuple[list[str], list[str]] = ([], [])
    actual = (found.dead, sorted(set(routes) - files - found.reached - MORE))
    assert expected == actual


def barriers(page: Any) -> list[str]:
    """What axe calls serious or critical on a page with everything unfolded: rule, how often, the first place."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate(AXE.read_text("utf-8"))
    said = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    return [
        f"{one['id']} ×{len(one['nodes'])}: {one['nodes'][0]['target'][0]} {one['nodes'][0]['html'][:150]}"
        for one in said["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def looked_at(opened: Opened, found: Found, lang: str, scheme: str, width: int) -> dict[str, list[str]]:
    """The barriers of every page that has one; each page is kept as a picture."""
    told: dict[str, list[str]] = {}
    with opened(scheme=scheme, width=width) as page:
        for route, address in found.pages.items():
            page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
            name = route.strip("/").replace("/", "_").replace("{", "").replace("}", "") or "first"
            screen(page, f"{name}-{lang}-{scheme}-{width}")
            if some := barriers(page):
                told[address] = some
    return told


@pytest.mark.skipif(not AXE.exists(), reason="no axe: make build/browser/.installed (needs npm and the network)")
@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [*QUICK, *(pytest.param(*one, marks=pytest.mark.evidence) for one in LONG)],
)
def test_axe_finds_nothing_serious_on_any_page(
    opened: Opened, found: Found, lang: str, scheme: str, width: int
) -> None:
    expected: dict[str, list[str]] = {}
    actual = looked_at(opened, found, lang, scheme, width)
    assert expected == actual


def test_tab_goes_through_every_page_and_out_of_it_with_the_focus_seen_and_back(opened: Opened, found: Found) -> None:
    unseen: dict[str, list[str]] = {}
    back: list[str] = []
    with opened(scheme="dark") as page:
        for address in found.pages.values():
            page.goto(address)
            stops = round_of(page)
            if hidden := [one.words[:30] for one in stops if not one.shown]:
                unseen[address] = hidden
            if tab(page, back=True) is None and tab(page, back=True) is None:
                back.append(address)

    expected: tuple[dict[str, list[str]], list[str]] = ({}, [])
    actual = (unseen, back)
    assert expected == actual


def test_what_asks_the_outside_or_breaks_the_policy_would_be_seen(opened: Opened, found: Found) -> None:
    """The harness itself: an image from elsewhere is refused by the policy, and its test would fail."""
    add = "document.body.append(Object.assign(new Image(), {src: 'http://192.0.2.1/a.png'}))"
    with pytest.raises(AssertionError, match=r"192\.0\.2\.1"), opened() as page:  # noqa: PT012
        page.goto("/audits")
        page.evaluate(add)
        page.wait_for_timeout(200)
