"""Ruling by the pages: what is asked for, what the tree shows then, two people at once, what stays, closed audits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from audit_kit import Workbench
from ruling_pages import FACT, INDICATOR, Pages, pages_of, said, typed
from tests.conftest import SAMPLE

AMEND = {"value": "61 万元", "source": "采购台账第 3 页"}
NUMBERS = count(1)


@pytest.fixture
def pages(workbench: Workbench) -> Iterator[Pages]:
    """An audit of its own: nobody has ruled on it."""
    number = next(NUMBERS)
    with pages_of(workbench.desk, f"裁定{number}.md", SAMPLE.read_bytes() + f"\n（{number}）\n".encode()) as found:
        yield found


def test_a_ruling_without_a_reason_is_not_kept_and_its_fields_hold_what_was_typed(pages: Pages) -> None:
    page = pages.rule("amend", 422, reason=" ", **AMEND)

    expected = ("61 万元", "采购台账第 3 页", FACT, True, 0)
    actual = (
        *(typed(page, name) for name in ("value", "source", "fact")),
        "ruling-reason" in said(page),
        len(pages.get("/rulings").xpath("//ol[@class='rulings']/li")),
    )
    assert expected == actual


@pytest.mark.parametrize(
    ("decision", "more", "points", "words"),
    [("accept", {}, "1.9", "属实"), ("reject", {}, "2", "不实"), ("amend", AMEND, "0", "改为")],
)
def test_the_tree_shows_what_the_facts_give_as_they_are_ruled(
    pages: Pages, decision: str, more: dict[str, str], points: str, words: str
) -> None:
    before = pages.points()
    page = pages.rule(decision, **more)
    ruled = pages.get("").xpath(f"//details[@id='i-{INDICATOR}']//summary//*[contains(@class, 'ruled')]")

    # What is accepted is as the report has it: nothing departs from it.
    expected = ("1.9", points, True, decision != "accept")
    actual = (before, pages.points(), words in said(page), bool(ruled))
    assert expected == actual


def test_who_rules_on_a_finding_that_another_has_just_ruled_on_sees_both_texts_and_may_go_on(pages: Pages) -> None:
    at = f"/findings/{pages.key('claim-too-high')}"
    pages.post(at, {"seen": "0", "decision": "accept", "reason": "与凭证不符"})
    page = pages.post(at, {"seen": "0", "decision": "reject", "reason": "附件里有说明"}, 409)
    article = page.xpath(f"//article[@id='f-{at.rpartition('/')[2]}']")[0]
    again = pages.post(at, {"seen": typed(article, "seen"), "decision": "reject", "reason": typed(article, "reason")})

    expected = (True, True, "附件里有说明", 2, True)
    actual = (
        "ruling-overtaken" in said(page),
        "与凭证不符" in said(page),
        typed(article, "reason"),
        len(pages.get("/rulings").xpath("//ol[@class='rulings']/li")),
        "附件里有说明" in said(again),
    )
    assert expected == actual


def test_a_ruling_that_is_taken_back_stays_in_the_history_with_who_did_so_and_why(pages: Pages) -> None:
    pages.rule("amend", **AMEND)
    without = pages.post("/rulings/1/withdraw", {"reason": ""}, 422)
    pages.post("/rulings/1/withdraw", {"reason": "看错了一行"})
    history = said(pages.get("/history"))

    expected = (True, "1.9", True, True)
    actual = (
        "ruling-reason" in said(without),
        pages.points(),
        "改为 61 万元；理由：看过凭证" in history,
        "撤回第 1 条裁定：看错了一行" in history,
    )
    assert expected == actual


def test_papers_made_after_a_ruling_contain_it(pages: Pages) -> None:
    pages.rule("amend", **AMEND)
    text = pages.client.get(f"/audits/{pages.audit}/files/rulings.yaml").text
    report = pages.client.get(f"/audits/{pages.audit}/files/report.html?words=zh").text

    expected = (True, True, True)
    actual = (FACT in text, "采购台账第 3 页" in text, "采购台账第 3 页" in report)
    assert expected == actual


def test_a_closed_audit_takes_no_ruling_and_says_how_to_go_on(pages: Pages) -> None:
    pages.post("/closing", {"step": "ask", "reason": "只差总分"})
    pages.post("/closing", {"step": "close"})
    page = pages.rule("amend", 409, **AMEND)
    form = pages.get("/rulings").xpath("//form[contains(@action, '/rulings')]")

    expected = (True, True, True, [], "1.9")
    actual = (
        "audit-not-open" in said(page),
        "已办结，不再接受裁定；要改请先重新打开" in said(page),
        "看过凭证 61 万元" in said(page),
        form,
        pages.points(),
    )
    assert expected == actual


def test_sending_back_needs_a_reason_and_keeps_the_state(pages: Pages) -> None:
    pages.post("/closing", {"step": "ask", "reason": "只差总分"})
    page = pages.post("/closing", {"step": "back", "reason": ""}, 422)

    assert ("closing-reason" in page.text_content(), "待复核" in said(page)) == (False, True)
    assert ["true"] == page.xpath("//input[@name='reason']/@aria-invalid")


def test_two_runs_are_compared_in_words_and_one_that_is_not_there_is_refused(pages: Pages) -> None:
    pages.rule("amend", **AMEND)
    runs = pages.get("/runs").xpath("//td/a[contains(@href, '/runs/compare')]")
    page = pages.get("/runs/compare", old=1, new=2)

    expected = ("98.08 → 96.18", "98.08 → 96.18", True)
    actual = (
        runs[0].text.strip(),
        page.xpath("//p[@class='headline']/b")[0].text_content(),
        "实际采购金额 改为 61 万元" in said(page),
    )
    assert expected == actual
    assert "run-unknown" in said(pages.get("/runs/compare", 404, old=1, new=9))
