"""Whom a draft would move, by its page: begun, followed, stopped, gone on with, parted by a day somebody chooses."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from threading import Event
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from tests.publishing_kit import RUBRIC, newest, report, squared
from tests.web.staff import STAFF, Browse, browsers, buttons_of, employ, main_of, words_of

from youju.desk.desk import Desk, open_desk
from youju.desk.draft_files import bytes_of
from youju.desk.effects import Comparison
from youju.desk.impact import effect_of
from youju.desk.intake import run, take_in
from youju.regress.impact import signed

BEGIN, ON, STOP = "逐份算一遍", "继续算", "停下"


@dataclass(frozen=True, slots=True)
class Bureau:
    """A desk with audits of 2023 and 2024, a draft of a stricter card, and the versions that are compared."""

    desk: Desk
    browse: Browse
    audits: tuple[int, ...]
    old: str
    new: str

    def at(self, **more: str) -> str:
        return f"/rubrics/{RUBRIC}/effect?{urlencode({'old': self.old, 'new': self.new, **more})}"

    def send(self, who: str, **more: str) -> Any:
        form = {"old": self.old, "new": self.new, **more}
        return self.browse(who).post(f"/rubrics/{RUBRIC}/effect", data=form)

    def looked(self, **more: str) -> Any:
        return self.browse("qian").get(self.at(**more))


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Browse, tuple[int, ...]]]:
    with closing(open_desk(tmp_path_factory.mktemp("effect") / "store", workers=1)) as desk:
        employ(desk)
        audits = tuple(
            take_in(desk, STAFF["wang"], f"{year}.md", report(str(year), year), RUBRIC) for year in (2023, 2024)
        )
        for one in audits:
            run(desk, STAFF["wang"], one)
        yield desk, browsers(desk), audits


NOTES = iter(range(1000))


@pytest.fixture
def bureau(stocked: tuple[Desk, Browse, tuple[int, ...]]) -> Bureau:
    """With a draft of its own bytes: nothing of it has been worked out."""
    desk, browse, audits = stocked
    policy, old = browse("qian"), newest(desk)
    at = policy.post(f"/rubrics/{RUBRIC}/versions/{old}/drafts", data={"title": "从严"}).headers["location"]
    for path, text in squared(desk).items():
        saved(policy, f"{at}/files/{path}", f"{text}# {next(NOTES)}\n")
    with desk.store.reading() as connection:
        new = desk.store.blobs.put(bytes_of(desk, connection, int(at.rpartition("/")[2]))[1])
    return Bureau(desk, browse, audits, old, new)


def saved(client: TestClient, at: str, text: str) -> None:
    assert 303 == client.post(at, data={"mode": "yaml", "seen": "0", "text": text}).status_code


def ended(bureau: Bureau, **more: str) -> Any:
    """The page when nobody is at it any more."""
    until = time.monotonic() + 300
    while "hx-trigger" in (page := bureau.looked(**more)).text and time.monotonic() < until:
        time.sleep(0.1)
    return page


def movers(page: Any) -> list[list[str]]:
    """The reports whose points move, each with its total before, after and the change."""
    rows = main_of(page).xpath(".//tr[th/a[starts-with(@href, '/audits/')]]")
    return [[" ".join(cell.text_content().split()) for cell in row][:5] for row in rows]


def test_an_effect_is_begun_by_a_button_and_its_page_tells_who_moves(bureau: Bureau) -> None:
    before = bureau.looked()
    begun = bureau.send("qian")
    page = ended(bureau)
    known = effect_of(bureau.desk, STAFF["qian"], Comparison(RUBRIC, bureau.old, bureau.new))

    changes = {one.name: signed(one.change) for one in known.under.movers}
    expected = (
        [BEGIN],
        True,
        (303, bureau.at()),
        200,
        [],
        {"2023.md": changes["2023.md"], "2024.md": changes["2024.md"]},
    )
    actual = (
        buttons_of(before)[1:], "已算 0/2 份" in words_of(before), (begun.status_code, begun.headers.get("location")),
        page.status_code, buttons_of(page)[1:], {row[0]: row[4] for row in movers(page)},
    )  # fmt: skip
    assert expected == actual
    assert all(change.startswith(("-", "−")) for change in changes.values())


def test_a_day_parts_those_it_applies_to_and_stays_in_the_address_of_what_is_begun(bureau: Bureau) -> None:
    day = {"day": "2024-01-01"}
    begun = bureau.send("qian", **day)
    page = words_of(ended(bureau, **day))
    applies, _, others = page.partition("不适用的")

    expected = (bureau.at(**day), True, (False, True), (True, False))
    actual = (
        begun.headers.get("location"), "施行日：2024-01-01；用于 2024 年度起。" in page,
        tuple("2023.md" in part for part in (applies, others)), tuple("2024.md" in part for part in (applies, others)),
    )  # fmt: skip
    assert expected == actual


@pytest.mark.parametrize("day", ["2024-02-30", "明年"])
def test_a_day_that_is_none_is_told_at_its_field_and_stays_in_it(bureau: Bureau, day: str) -> None:
    page = bureau.looked(day=day)
    field = main_of(page).xpath(".//*[@name='day'][@aria-invalid='true']/@value")

    expected = (422, [day], [BEGIN])
    actual = (page.status_code, field, buttons_of(page)[1:])
    assert expected == actual


def test_what_is_stopped_keeps_what_it_has_and_is_gone_on_with(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, work = Event(), Event(), Desk.work

    def waiting(self: Desk, *given: Any, **said: bool) -> Any:
        begun.set()
        assert go_on.wait(60)
        return work(self, *given, **said)

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "work", waiting)
        bureau.send("qian")
        assert begun.wait(60)
        running = bureau.looked()
        part = bureau.browse("qian").get(bureau.at(), headers={"HX-Request": "true"})
        stopped = bureau.send("qian", stop="yes")
        go_on.set()
        page = found(bureau, "已算 1/2 份")
    bureau.send("qian")
    whole = ended(bureau)

    expected = ([STOP], (True, False), 303, [ON], [], 2)
    actual = (
        buttons_of(running)[1:], (STOP in part.text, "<html" in part.text), stopped.status_code, buttons_of(page)[1:],
        buttons_of(whole)[1:], len(movers(whole)),
    )  # fmt: skip
    assert expected == actual


def found(bureau: Bureau, words: str) -> Any:
    """The page when it says so."""
    until = time.monotonic() + 300
    while words not in words_of(page := bureau.looked()) and time.monotonic() < until:
        time.sleep(0.1)
    return page


def test_who_may_not_draft_looks_and_begins_nothing(bureau: Bureau) -> None:
    page = bureau.browse("wang").get(bureau.at())
    refused = bureau.send("wang")

    expected = (200, [], (403, True), True)
    actual = (
        page.status_code, buttons_of(page)[1:], (refused.status_code, "not-allowed" in refused.text),
        "已算 0/2 份" in words_of(bureau.looked()),
    )  # fmt: skip
    assert expected == actual


@pytest.mark.parametrize("wrong", [{"old": ""}, {"new": "0" * 64}, {"new": "x"}])
def test_what_is_no_version_of_the_rubric_is_not_compared(bureau: Bureau, wrong: dict[str, str]) -> None:
    answers = [bureau.looked(**wrong), bureau.send("qian", **wrong)]

    expected = [(404, "version-unknown")] * 2
    actual = [(one.status_code, re.findall(r"<code>([a-z-]+)</code>", one.text)[-1]) for one in answers]
    assert expected == actual
