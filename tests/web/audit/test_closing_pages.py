"""Closing by people with accounts, by the pages: who asked takes it back, another closes or sends back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.conftest import SAMPLE
from tests.web.staff import STAFF, Browse, browsers, buttons_of, employ, main_of, words_of

from youju.desk.desk import Desk, open_desk
from youju.desk.intake import run, take_in
from youju.desk.rows import audit_row

CLOSE, BACK, WITHDRAW, ASK = "复核无误，办结", "退回", "撤回提请", "提请办结"


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with closing(open_desk(tmp_path_factory.mktemp("closing") / "store", workers=1)) as desk:
        employ(desk)
        yield desk


@pytest.fixture(scope="module")
def browse(bureau: Desk) -> Browse:
    return browsers(bureau)


@pytest.fixture
def audit(bureau: Desk) -> int:
    made = take_in(bureau, STAFF["wang"], "水利局.md", SAMPLE.read_bytes())
    run(bureau, STAFF["wang"], made)
    return made


def move(client: TestClient, audit: int, step: str, reason: str = "") -> Any:
    return client.post(f"/audits/{audit}/closing", data={"step": step, "reason": reason})


def steps_offered(client: TestClient, audit: int) -> list[str]:
    return buttons_of(client.get(f"/audits/{audit}/history"))


def state_of(desk: Desk, audit: int) -> str:
    with desk.store.reading() as connection:
        return audit_row(connection, audit).state


def test_who_asked_to_close_takes_it_back_with_a_reason_and_may_ask_again(
    bureau: Desk, browse: Browse, audit: int
) -> None:
    auditor = browse("wang")
    asked = move(auditor, audit, "ask", "已核对")
    offered = steps_offered(auditor, audit)
    silent = move(auditor, audit, "back", " ")
    still = state_of(bureau, audit)
    back = move(auditor, audit, "back", "漏了一张凭证")
    after = auditor.get(f"/audits/{audit}/history")
    again = move(auditor, audit, "ask", "补上了")

    expected = (
        303, [WITHDRAW], (422, ["reason"]), "closing", (303, f"/audits/{audit}/history"), [ASK],
        True, (303, "closing"),
    )  # fmt: skip
    actual = (
        asked.status_code, offered, (silent.status_code, main_of(silent).xpath(".//*[@aria-invalid='true']/@name")),
        still, (back.status_code, back.headers.get("location")), buttons_of(after),
        f"{WITHDRAW}：漏了一张凭证" in words_of(after), (again.status_code, state_of(bureau, audit)),
    )  # fmt: skip
    assert expected == actual


def test_another_is_offered_what_their_role_may_do_and_nobody_takes_back_what_they_did_not_ask(
    bureau: Desk, browse: Browse, audit: int
) -> None:
    move(browse("sun"), audit, "ask", "已核对")
    offered = {name: steps_offered(browse(name), audit) for name in ("sun", "li", "wang", "qian")}
    taken = {name: move(browse(name), audit, "back", "想改") for name in ("wang", "qian")}
    own = move(browse("sun"), audit, "close")
    still = state_of(bureau, audit)
    sent_back = move(browse("li"), audit, "back", "少一张表")
    told = words_of(browse("wang").get(f"/audits/{audit}/history"))

    expected = (
        {"sun": [WITHDRAW], "li": [CLOSE, BACK], "wang": [], "qian": []}, {"wang": 403, "qian": 403},
        (403, True), "closing", 303, True, "open",
    )  # fmt: skip
    actual = (
        offered, {name: one.status_code for name, one in taken.items()}, (own.status_code, "four-eyes" in own.text),
        still, sent_back.status_code, "退回：少一张表" in told, state_of(bureau, audit),
    )  # fmt: skip
    assert expected == actual


def test_a_request_that_was_taken_back_meanwhile_is_not_closed(bureau: Desk, browse: Browse, audit: int) -> None:
    move(browse("wang"), audit, "ask", "已核对")
    move(browse("wang"), audit, "back", "还要看")
    late = move(browse("sun"), audit, "close", "看过了")
    twice = move(browse("wang"), audit, "back", "再撤一次")

    expected = ((409, True, "看过了"), (409, True), "open")
    actual = (
        (late.status_code, "audit-state-changed" in late.text, main_of(late).xpath(".//*[@name='reason']/@value")[0]),
        (twice.status_code, "audit-state-changed" in twice.text), state_of(bureau, audit),
    )  # fmt: skip
    assert expected == actual


def test_a_chief_may_close_an_audit_that_they_ruled_on_where_another_asked(
    bureau: Desk, browse: Browse, audit: int
) -> None:
    form = {"seen": "0", "fact": "实际采购金额", "decision": "accept", "reason": "见凭证"}
    ruled = browse("sun").post(f"/audits/{audit}/rulings", data=form)
    move(browse("wang"), audit, "ask", "已核对")
    closed = move(browse("sun"), audit, "close", "看过了")

    expected = (303, 303, "closed")
    actual = (ruled.status_code, closed.status_code, state_of(bureau, audit))
    assert expected == actual
