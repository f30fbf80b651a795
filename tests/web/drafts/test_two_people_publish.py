"""Publishing by people with accounts, by the pages: taken back by who asked, decided on by who wrote none of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.staff import Browse, browsers, buttons_of, employ, main_of, words_of

from youju.desk.accounts import titles
from youju.desk.desk import Desk, open_desk
from youju.desk.draft_files import bytes_of, view
from youju.desk.drafts import base_files
from youju.desk.rows import version_row
from youju.desk.versions import current
from youju.store.events import AccountSet, VersionWithdrawn

RUBRIC = "lechang-2023"
CARD = "indicators/execution/procurement-rate.yaml"
EDIT = ("此项不得分", "这一项不得分")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with closing(open_desk(tmp_path_factory.mktemp("two") / "store", workers=1)) as desk:
        employ(desk)
        yield desk


@pytest.fixture(scope="module")
def browse(bureau: Desk) -> Browse:
    return browsers(bureau)


@pytest.fixture
def draft(bureau: Desk, browse: Browse) -> Iterator[int]:
    """A draft of one card that a policy officer edited; whatever was asked for is taken back at the end.

    All have the same bytes: what stands against them is worked out once.
    """
    policy, base = browse("qian"), base_of(bureau)
    begun = policy.post(f"/rubrics/{RUBRIC}/versions/{base}/drafts", data={"title": "用语"}).headers["location"]
    number = int(begun.rpartition("/")[2])
    save(policy, number, CARD, base_files(bureau, base)[CARD].replace(*EDIT))
    yield number
    with bureau.store.writing("qian") as writer:
        digest = digest_of(bureau, number)
        if state_of(bureau, number) == "asked":
            writer.append(VersionWithdrawn(digest=digest, reason="试完了"))


def base_of(desk: Desk) -> str:
    with desk.store.reading() as connection:
        return current(connection, RUBRIC)[RUBRIC]


def digest_of(desk: Desk, draft: int) -> str:
    with desk.store.reading() as connection:
        return desk.store.blobs.put(bytes_of(desk, connection, draft)[1])


def state_of(desk: Desk, draft: int) -> str:
    return view(desk, draft).draft.state


def save(client: TestClient, draft: int, path: str, text: str, seen: int = 0) -> None:
    sent = client.post(f"/drafts/{draft}/files/{path}", data={"mode": "yaml", "seen": str(seen), "text": text})
    assert 303 == sent.status_code


def ask(desk: Desk, client: TestClient, draft: int) -> str:
    """Asks for a draft to be published, by its page; the address of the version."""
    form = {"digest": digest_of(desk, draft), "title": "新版", "reason": "处务会定", "in_force": "2024-01-01"}
    sent = client.post(f"/drafts/{draft}/publish", data=form)
    assert 303 == sent.status_code, words_of(sent)
    return sent.headers["location"]


def in_state(desk: Desk, at: str) -> str:
    with desk.store.reading() as connection:
        return version_row(connection, at.rpartition("/")[2]).state


def wrong_fields(page: Any) -> list[str]:
    return main_of(page).xpath(".//*[@aria-invalid='true']/@name")


def test_who_asked_takes_the_request_back_and_the_draft_is_edited_again(
    bureau: Desk, browse: Browse, draft: int
) -> None:
    policy = browse("qian")
    at = ask(bureau, policy, draft)
    offered = buttons_of(policy.get(at))
    silent = policy.post(f"{at}/withdraw", data={"reason": " "})
    still = in_state(bureau, at)
    sent = policy.post(f"{at}/withdraw", data={"reason": "还要改一处"})
    after = policy.get(at)

    expected = (
        ["撤回"], (422, ["reason"], True), "asked", (303, at), ("withdrawn", "open"), [], True,
    )  # fmt: skip
    actual = (
        offered, (silent.status_code, wrong_fields(silent), bool(main_of(silent).xpath(".//details[@open]"))), still,
        (sent.status_code, sent.headers.get("location")), (in_state(bureau, at), state_of(bureau, draft)),
        buttons_of(after), "撤回：还要改一处" in words_of(after),
    )  # fmt: skip
    assert expected == actual


def test_nobody_else_takes_a_request_back_nor_who_asked_a_second_time(bureau: Desk, browse: Browse, draft: int) -> None:
    at = ask(bureau, browse("qian"), draft)
    others = {name: browse(name).post(f"{at}/withdraw", data={"reason": "不是我的"}) for name in ("sun", "wang")}
    offered = buttons_of(browse("sun").get(at))
    browse("qian").post(f"{at}/withdraw", data={"reason": "还要改"})
    again = browse("qian").post(f"{at}/withdraw", data={"reason": "再撤一次"})
    late = browse("sun").post(f"{at}/decide", data={"published": "yes", "reason": "看过了"})

    expected = (
        {"sun": (403, True), "wang": (403, True)}, ["批准发布", "不批准"], (409, True), (409, True), "withdrawn"
    )  # fmt: skip
    actual = (
        {name: (one.status_code, "not-allowed" in one.text) for name, one in others.items()}, offered,
        (again.status_code, "version-already-decided" in again.text),
        (late.status_code, "version-already-decided" in late.text), in_state(bureau, at),
    )  # fmt: skip
    assert expected == actual


def note_of(page: Any) -> str:
    return " ".join(one.text_content() for one in main_of(page).xpath(".//*[contains(@class, 'note')]"))


def test_a_chief_who_wrote_in_a_draft_does_not_decide_on_it_whoever_asked_and_is_told_why(
    bureau: Desk, browse: Browse, draft: int
) -> None:
    sun, text = browse("sun"), view(bureau, draft).file(CARD)
    save(sun, draft, CARD, f"{text.text}# 末\n", text.seen)
    written = view(bureau, draft).file(CARD)
    save(browse("qian"), draft, CARD, text.text or "", written.seen)
    at = ask(bureau, browse("qian"), draft)
    page = sun.get(at)
    refused = [sun.post(f"{at}/decide", data={"published": one, "reason": "看过"}) for one in ("yes", "no")]
    still = in_state(bureau, at)
    offered = buttons_of(browse("li").get(at))
    browse("li").post(f"{at}/decide", data={"published": "no", "reason": "再想想"})

    words = f"您改过其中的 {CARD}，要由没有改过的人决定"
    expected = ([], True, [(403, True, True)] * 2, "asked", ["批准发布", "不批准"], "refused")
    actual = (
        buttons_of(page), words in note_of(page),
        [(one.status_code, "four-eyes" in one.text, words in words_of(one)) for one in refused], still, offered,
        in_state(bureau, at),
    )  # fmt: skip
    assert expected == actual


def test_a_chief_whose_edit_was_put_back_has_written_nothing_of_it(bureau: Desk, browse: Browse, draft: int) -> None:
    sun, other = browse("sun"), "rubric.yaml"
    began = view(bureau, draft).file(other)
    save(sun, draft, other, f"{began.text}# 末\n", began.seen)
    save(sun, draft, other, began.text or "", view(bureau, draft).file(other).seen)
    at = ask(bureau, browse("qian"), draft)
    offered = buttons_of(sun.get(at))

    assert ["批准发布", "不批准"] == offered


def test_a_chief_who_asked_is_told_so_in_the_language_of_the_page(bureau: Desk, browse: Browse, draft: int) -> None:
    at = ask(bureau, browse("sun"), draft)
    notes = {lang: note_of(browse("sun").get(at, params={"lang": lang})) for lang in ("zh", "en")}

    expected = {"zh": True, "en": True}
    words = {"zh": "自己提请的要由另一个人批准", "en": "what you asked for is for somebody else to approve"}
    actual = {lang: words[lang] in note for lang, note in notes.items()}
    assert expected == actual


def test_pages_call_people_as_they_want_to_be_called(browse: Browse, draft: int) -> None:
    pages = [f"/drafts/{draft}", f"/drafts/{draft}/files/{CARD}", f"/rubrics/{RUBRIC}"]
    seen = [words_of(browse("sun").get(page)) for page in pages]

    assert [(True, False)] * 3 == [("钱政策" in words, "qian" in words) for words in seen]


def test_two_who_are_called_alike_are_told_apart_by_their_names(bureau: Desk) -> None:
    before = titles(bureau)
    with bureau.store.writing("zhou") as writer:
        for name in ("he1", "he2"):
            writer.append(AccountSet(name=name, title="何审核", role="auditor", active=True))

    assert {**before, "he1": "何审核 (he1)", "he2": "何审核 (he2)"} == titles(bureau)
