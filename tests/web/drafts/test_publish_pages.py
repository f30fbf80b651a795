"""Asking to publish and deciding by the pages: what is lacking is told at its place, and what was typed is kept."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from youju.desk.desk import Desk
from youju.desk.draft_files import view
from youju.desk.draft_saves import save
from youju.desk.drafts import begin
from youju.desk.publishing import Asking, ask, weigh
from youju.desk.who import ALONE

CARD = "indicators/execution/procurement-rate.yaml"
DAY = "2024-01-01"
NUMBERS = count(1)


@pytest.fixture
def worded(desk: Desk, version: str) -> int:
    """A draft that says the same in other words, which may be published."""
    draft = begin(desk, ALONE, version, "用语")
    text = view(desk, draft).files[CARD].text or ""
    save(desk, ALONE, draft, CARD, text.replace("此项不得分", f"第{next(NUMBERS)}条不得分"), 0)
    return draft


def field(page: Any, name: str) -> str:
    found = page.xpath(f"//main//*[@name='{name}']")[0]
    return found.get("value") or (found.text or "").strip()


@pytest.mark.parametrize(("lacks", "code"), [("reason", "publish-reason"), ("in_force", "publish-day")])
def test_asking_without_a_reason_or_a_day_is_told_at_its_field_and_keeps_what_was_typed(
    client: TestClient, desk: Desk, worded: int, lacks: str, code: str
) -> None:
    form = {"title": "新名称", "in_force": DAY, "reason": "处务会定", "digest": weigh(desk, worded).digest, lacks: ""}
    answer = client.post(f"/drafts/{worded}/publish", data=form)
    page = html.fromstring(answer.text)

    expected = (422, form, [lacks], True)
    actual = (
        answer.status_code,
        {name: field(page, name) for name in form},
        page.xpath("//*[@aria-invalid='true']/@name"),
        code in answer.text,
    )
    assert expected == actual


def test_refusing_without_a_reason_is_told_at_its_field_and_decides_nothing(
    client: TestClient, desk: Desk, worded: int
) -> None:
    digest = weigh(desk, worded).digest
    ask(desk, ALONE, worded, Asking(digest, "", "处务会定", DAY))
    answer = client.post(f"/versions/{digest}/decide", data={"published": "no", "reason": " "})
    page = html.fromstring(answer.text)

    expected = (422, ["reason"], ["待批准"])
    actual = (
        answer.status_code,
        page.xpath("//*[@aria-invalid='true']/@name"),
        [one.text_content() for one in page.xpath("//h1/span")],
    )
    assert expected == actual
