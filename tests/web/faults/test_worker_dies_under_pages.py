"""A worker dies under a page or the API, twice over: who asked is told with the code, keeps what they typed, goes on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.conftest import SAMPLE

from youju.desk.desk import Desk, open_desk
from youju.desk.drafts import begin
from youju.desk.intake import run, take_in
from youju.desk.pool import Pool
from youju.desk.rulings import rulings_of
from youju.desk.versions import current
from youju.desk.who import ALONE
from youju.web.app import make_app

TYPED = "见第十二号凭证，与台账不符"
API = "/api/v1"
FACT = "实际采购金额"


@dataclass(frozen=True)
class Work:
    """Somebody at a workbench with an audit and a draft."""

    desk: Desk
    client: TestClient
    audit: int
    draft: int

    def rule(self) -> Any:
        form = {"fact": FACT, "decision": "accept", "reason": TYPED, "seen": "1000000"}
        return self.client.post(f"/audits/{self.audit}/rulings", data=form)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    with closing(open_desk(tmp_path_factory.mktemp("dying") / "store", None, 1)) as desk:
        audit = take_in(desk, ALONE, SAMPLE.name, SAMPLE.read_bytes())
        run(desk, ALONE, audit)
        with desk.store.reading() as connection:
            draft = begin(desk, ALONE, current(connection)["lechang-2023"], "试改")
        client = TestClient(make_app(desk), base_url="http://localhost", follow_redirects=False)
        token = re.search(r'X-CSRF-Token": "([^"]+)"', client.get("/settings").text)
        assert token
        client.headers["X-CSRF-Token"] = token[1]
        yield Work(desk, client, audit, draft)


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every worker ends where it stands, whatever it is asked."""
    asked = Pool.run

    def ended(self: Pool, _task: Any, *_given: Any, **said: Any) -> Any:
        return asked(self, os._exit, 3, **said)

    monkeypatch.setattr(Pool, "run", ended)


@pytest.mark.usefixtures("dying")
@pytest.mark.parametrize(("lang", "words"), [("zh", "处理这份文件的进程两次中断"), ("en", "the process died twice")])
def test_a_page_whose_worker_dies_is_503_with_the_code_in_the_language_that_is_chosen(
    work: Work, lang: str, words: str
) -> None:
    answer = work.client.get(f"/audits/{work.audit}/runs/compare", params={"old": 1, "new": 1, "lang": lang})

    expected = (503, True, True, True)
    actual = (
        answer.status_code, words in answer.text, "<code>work-died</code>" in answer.text, "</html>" in answer.text,
    )  # fmt: skip
    assert expected == actual


@pytest.mark.usefixtures("dying")
@pytest.mark.parametrize("part", ["state", "check/lint", "check/cases", "files/rubric.yaml?mode=yaml", ""])
def test_a_page_of_a_draft_is_shown_without_what_its_worker_should_have_told(work: Work, part: str) -> None:
    answer = work.client.get(f"/drafts/{work.draft}/{part}".rstrip("/"))

    expected = (200, bool(part))
    actual = (answer.status_code, "work-died" in answer.text)
    assert expected == actual


@pytest.mark.usefixtures("dying")
@pytest.mark.parametrize("at", [f"/audits/{{audit}}/what-if?set={FACT}:1", "/drafts/{draft}/check"])
def test_the_api_answers_503_with_a_problem_that_names_the_code(work: Work, at: str) -> None:
    answer = work.client.get(API + at.format(audit=work.audit, draft=work.draft))
    told = answer.json()

    expected = (503, "application/problem+json", "work-died", 503, "/codes/work-died", True, True)
    actual = (
        answer.status_code, answer.headers["content-type"], told["code"], told["status"], told["type"],
        told["zh"].startswith("处理这份文件的进程两次中断"), bool(told["proposal"]),
    )  # fmt: skip
    assert expected == actual


@pytest.mark.usefixtures("dying")
def test_a_ruling_under_which_the_worker_dies_is_not_kept_and_its_words_are_there_to_be_sent_again(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = work.rule()
    kept = len(rulings_of(work.desk, work.audit))
    monkeypatch.undo()
    again = work.rule()

    expected = (503, True, True, 0, (303, 1))
    actual = (
        answer.status_code, "work-died" in answer.text, TYPED in answer.text, kept,
        (again.status_code, len(rulings_of(work.desk, work.audit))),
    )  # fmt: skip
    assert expected == actual
