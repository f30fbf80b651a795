"""A draft brought up to a version that others published meanwhile, by the pages: what is put together, what is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.staff import Browse, browsers, buttons_of, employ, main_of, publish_at_once, words_of

from youju.desk.desk import Desk, open_desk
from youju.desk.draft_files import view
from youju.desk.drafts import base_files
from youju.desk.packs import pack
from youju.desk.version_history import versions_of
from youju.store.events import VersionAsked

RUBRIC = "lechang-2023"
CARD = "indicators/benefit/budget-adjustment-rate.yaml"
OTHER = "indicators/execution/procurement-rate.yaml"
HEAD = "rubric.yaml"
CHOICE, TEXT = f"choice:{CARD}", f"text:{CARD}"
Edits = Mapping[str, tuple[str, str]]
"""By the path of a file, words of it and what they become."""
TITLE, MINE, THEIRS = ("en: Budget adjustment}", "en: Adjusted}", "en: Adjustment of budgets}")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with closing(open_desk(tmp_path_factory.mktemp("behind") / "store", workers=1)) as desk:
        employ(desk)
        yield desk


@pytest.fixture(scope="module")
def browse(bureau: Desk) -> Browse:
    return browsers(bureau)


@dataclass(frozen=True, slots=True)
class Behind:
    """A draft that somebody edits while others publish: its address, its texts as begun, and the newer version."""

    desk: Desk
    client: TestClient
    draft: int
    began: dict[str, str]
    newer: str

    @property
    def at(self) -> str:
        return f"/drafts/{self.draft}"

    def look(self) -> Any:
        return self.client.get(f"{self.at}/catch-up", params={"to": self.newer})

    def send(self, page: Any, **typed: str) -> Any:
        """The form of a page as it came, with what somebody chose and typed; an area sends lines that end in CR LF."""
        fields = {one.get("name"): one.get("value") for one in main_of(page).xpath(".//form//input[@type='hidden']")}
        areas = {
            one.get("name"): (one.text or "").removeprefix("\n") for one in main_of(page).xpath(".//form//textarea")
        }
        form = {name: text.replace("\n", "\r\n") for name, text in {**areas, **typed}.items()}
        return self.client.post(f"{self.at}/catch-up", data={**fields, **form})

    def text(self, path: str) -> str | None:
        return view(self.desk, self.draft).file(path).text

    def base(self) -> str:
        return view(self.desk, self.draft).draft.base


def behind(desk: Desk, client: TestClient, mine: Edits, theirs: Edits) -> Behind:
    """A draft saved by its pages, and a version of the same base, each with some words replaced by others."""
    with desk.store.reading() as connection:
        base = next(row.digest for row in versions_of(connection, rubric=RUBRIC) if row.base is None)
    began = dict(base_files(desk, base))
    at = client.post(f"/rubrics/{RUBRIC}/versions/{base}/drafts", data={"title": "我的"}).headers["location"]
    for path, edit in mine.items():
        form = {"mode": "yaml", "seen": "0", "text": began[path].replace(*edit)}
        assert 303 == client.post(f"{at}/files/{path}", data=form).status_code
    files = {**began, **{path: began[path].replace(*edit) for path, edit in theirs.items()}}
    newer = publish_at_once(desk, RUBRIC, base, pack(RUBRIC, files))
    return Behind(desk, client, int(at.rpartition("/")[2]), began, newer)


@pytest.fixture
def clash(bureau: Desk, browse: Browse) -> Behind:
    """Both changed the same line of a card."""
    return behind(bureau, browse("qian"), {CARD: (TITLE, MINE)}, {CARD: (TITLE, THEIRS)})


@pytest.fixture
def apart(bureau: Desk, browse: Browse) -> Behind:
    """Both changed a card at other lines, and each another file besides."""
    mine = {CARD: ("> 10%", "> 12%"), HEAD: ("rubric:", "# 我的\nrubric:")}
    theirs = {CARD: (TITLE, THEIRS), OTHER: ("此项不得分", "不得分")}
    return behind(bureau, browse("qian"), mine, theirs)


def test_what_two_changed_in_other_places_is_put_together_by_one_button(apart: Behind) -> None:
    page = apart.look()
    told = words_of(page)
    sent = apart.send(page)

    card, head, other = (apart.began[path] for path in (CARD, HEAD, OTHER))
    expected = (
        (200, [True] * 3, [], ["跟上这个版本"]), (303, apart.at), apart.newer,
        card.replace("> 10%", "> 12%").replace(TITLE, THEIRS), "# 我的\n" + head, other.replace("此项不得分", "不得分"),
    )  # fmt: skip
    parts = ("照新版本：" + OTHER, "照草稿：" + HEAD, "合在一起：" + CARD)
    actual = (
        (page.status_code, [one in told for one in parts], main_of(page).xpath(".//fieldset"), buttons_of(page)),
        (sent.status_code, sent.headers.get("location")), apart.base(),
        *(apart.text(path) for path in (CARD, HEAD, OTHER)),
    )  # fmt: skip
    assert expected == actual


def test_the_page_of_a_draft_leads_to_the_newer_version_until_it_is_brought_up(apart: Behind) -> None:
    def offered() -> list[str]:
        return main_of(apart.client.get(apart.at)).xpath(".//a[contains(@href, 'catch-up')]/@href")

    before = offered()
    apart.send(apart.look())

    assert ([f"{apart.at}/catch-up?to={apart.newer}"], []) == (before, offered())


def test_where_both_changed_a_line_the_page_shows_all_three_texts(clash: Behind) -> None:
    page = clash.look()

    card = clash.began[CARD]
    expected = (200, [card, card.replace(TITLE, THEIRS), card.replace(TITLE, MINE)], ["theirs", "yours", "typed"])
    actual = (
        page.status_code, [one.text_content() for one in main_of(page).xpath(".//fieldset//pre")],
        main_of(page).xpath(".//fieldset//input[@type='radio']/@value"),
    )  # fmt: skip
    assert expected == actual


@pytest.mark.parametrize("choice", ["theirs", "yours", "typed"])
def test_what_is_chosen_is_what_the_draft_has_then(clash: Behind, choice: str) -> None:
    card = clash.began[CARD]
    written = "\n" + card.replace(TITLE, "en: Both}")
    page = clash.look()
    sent = clash.send(page, **{CHOICE: choice, TEXT: written})

    expected = (
        303, clash.newer,
        {"theirs": card.replace(TITLE, THEIRS), "yours": card.replace(TITLE, MINE), "typed": written}[choice],
    )  # fmt: skip
    actual = (sent.status_code, clash.base(), clash.text(CARD))
    assert expected == actual


@pytest.mark.parametrize("typed", [{TEXT: "两份合写"}, {CHOICE: "typed", TEXT: " "}], ids=["none", "empty"])
def test_what_is_not_chosen_is_asked_for_again_and_what_was_typed_is_still_there(
    clash: Behind, typed: dict[str, str]
) -> None:
    page = clash.send(clash.look(), **typed)
    checked = main_of(page).xpath(".//input[@checked]/@value")

    expected = (409, True, typed[TEXT], [typed[CHOICE]] if CHOICE in typed else [])
    actual = (page.status_code, "draft-conflict" in page.text, area(page), checked)
    assert expected == actual
    assert clash.newer != clash.base()


def area(page: Any) -> str:
    """What the area of the first file holds, as a browser reads it: without the line break that it begins with."""
    return (main_of(page).xpath(f".//textarea[@name='{TEXT}']")[0].text or "").removeprefix("\n")


def test_a_choice_of_one_file_stays_where_another_is_still_to_be_chosen(bureau: Desk, browse: Browse) -> None:
    mine = {CARD: (TITLE, MINE), HEAD: ("rubric:", "# 我的\nrubric:")}
    found = behind(bureau, browse("qian"), mine, {CARD: (TITLE, THEIRS), HEAD: ("rubric:", "# 别人的\nrubric:")})
    page = found.send(found.look(), **{CHOICE: "theirs", TEXT: "甲", f"text:{HEAD}": "乙"})
    boxes = {
        name: main_of(page).xpath(f".//input[@name='{name}'][@checked]/@value") for name in (CHOICE, f"choice:{HEAD}")
    }
    texts = [one.text.strip() for one in main_of(page).xpath(".//textarea")]
    sent = found.send(page, **{CHOICE: "theirs", f"choice:{HEAD}": "yours"})

    expected = (409, {CHOICE: ["theirs"], f"choice:{HEAD}": []}, ["甲", "乙"], 303, found.newer)
    actual = (page.status_code, boxes, texts, sent.status_code, found.base())
    assert expected == actual


def test_a_draft_saved_since_the_page_was_looked_at_is_not_brought_up(clash: Behind) -> None:
    page = clash.look()
    form = {"mode": "yaml", "seen": "0", "text": clash.began[OTHER] + "# 尾\n"}
    saved = clash.client.post(f"{clash.at}/files/{OTHER}", data=form)
    late = clash.send(page, **{CHOICE: "typed", TEXT: "费了半天写的一段"})

    expected = (303, 409, True, True, True)
    actual = (
        saved.status_code, late.status_code, "draft-changed" in late.text, area(late) == "费了半天写的一段",
        clash.newer != clash.base(),
    )  # fmt: skip
    assert expected == actual


@pytest.mark.parametrize("to", ["", "0" * 64, "asked"])
def test_a_draft_is_brought_up_to_a_published_version_only(clash: Behind, to: str) -> None:
    if to == "asked":
        to = clash.desk.store.blobs.put(pack(RUBRIC, {**clash.began, HEAD: "# 还没有批准\n"}))
        with clash.desk.store.writing("qian") as writer:
            said: dict[str, Any] = {"rubric": RUBRIC, "title": "", "base": clash.base(), "draft": None}
            writer.append(VersionAsked(digest=to, **said, in_force="2023-01-01", reason="会议定的"))
    page = clash.client.get(f"{clash.at}/catch-up", params={"to": to})

    expected = (404, True)
    actual = (page.status_code, "version-unknown" in page.text)
    assert expected == actual


def test_who_may_not_draft_looks_and_is_offered_no_button(clash: Behind, browse: Browse) -> None:
    page = browse("wang").get(f"{clash.at}/catch-up", params={"to": clash.newer})
    sent = browse("wang").post(f"{clash.at}/catch-up", data={"to": clash.newer})

    expected = (200, [], 403, True)
    actual = (page.status_code, buttons_of(page), sent.status_code, clash.newer != clash.base())
    assert expected == actual


def test_a_draft_that_was_dropped_meanwhile_is_not_brought_up(clash: Behind) -> None:
    page = clash.look()
    clash.client.post(f"{clash.at}/drop", data={"reason": "不改了"})
    late = clash.send(page, **{CHOICE: "yours"})

    expected = (409, True, [])
    actual = (late.status_code, "draft-closed" in late.text, buttons_of(clash.look()))
    assert expected == actual
