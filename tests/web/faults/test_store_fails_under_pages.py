"""The store fails while somebody works at a page: a clear answer in both languages, and what they typed is still there."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient
from tests.conftest import SAMPLE
from tests.store.private_postgres import Postgres, postgres_at_hand

from youju.desk.desk import Desk, open_desk
from youju.desk.drafts import begin
from youju.desk.intake import run, take_in
from youju.desk.versions import current
from youju.desk.who import ALONE
from youju.store import open_store
from youju.store.check import check
from youju.web.app import make_app

CARD = "indicators/input/probe.yaml"
TYPED = "见第十二号凭证，与台账不符"


@dataclass(frozen=True)
class Work:
    """Somebody at a workbench: an audit to rule on, a draft to save, reports to hand in."""

    desk: Desk
    client: TestClient
    audit: int
    draft: int

    def rule(self) -> Any:
        form = {"fact": "实际采购金额", "decision": "accept", "reason": TYPED, "seen": "1000000"}
        return self.client.post(f"/audits/{self.audit}/rulings", data=form)

    def save(self) -> Any:
        form = {"mode": "yaml", "seen": "0", "text": f"# {TYPED}\nindicator: probe\n"}
        return self.client.post(f"/drafts/{self.draft}/files/{CARD}", data=form)

    def hand_in(self) -> Any:
        return self.client.post("/audits", files=[("reports", ("新交的.md", TYPED.encode()))])

    def hand_in_by_program(self) -> Any:
        return self.client.post("/api/v1/audits", files=[("reports", ("新交的.md", TYPED.encode()))])

    def records(self) -> int:
        with open_again(self.desk) as store:
            found = check(store)
        assert () == found.faults
        return found.head.count


@contextmanager
def open_again(desk: Desk) -> Iterator[Any]:
    url = desk.store.engine.url
    address = None if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)
    with closing(open_store(desk.store.folder, address)) as store:
        yield store


@contextmanager
def working(folder: Path, url: str | None = None) -> Iterator[Work]:
    """A workbench for one user; who waits for the store waits a second."""
    with closing(open_desk(folder, url, 1)) as desk:
        audit = take_in(desk, ALONE, SAMPLE.name, SAMPLE.read_bytes())
        run(desk, ALONE, audit)
        with desk.store.reading() as connection:
            version = current(connection)["lechang-2023"]
        draft = begin(desk, ALONE, version, "试改")
        with TestClient(make_app(desk), base_url="http://localhost", follow_redirects=False) as client:
            token = re.search(r'X-CSRF-Token": "([^"]+)"', client.get("/settings").text)
            assert token
            client.headers["X-CSRF-Token"] = token[1]
            yield Work(desk, client, audit, draft)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    with working(tmp_path_factory.mktemp("faults") / "store") as made:
        yield made


def told(answer: Any) -> tuple[int, str | None, bool]:
    """The status, the code, and whether what was typed is in the answer."""
    code = re.search(r"<code>([a-z-]+)</code>|\"code\":\"([a-z-]+)\"", answer.text)
    return answer.status_code, code and (code[1] or code[2]), TYPED in answer.text


def languages(ask: Callable[[], Any], client: TestClient) -> list[bool]:
    """Whether the answer is in the language that is chosen, for both."""
    found: list[bool] = []
    for lang in ("en", "zh"):
        client.get(f"/settings?lang={lang}")
        found.append(f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in ask().text)
    return found


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No document can be written, nor the log of the database."""

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("youju.store.whole.os.fsync", full)
        yield


@contextmanager
def small_database(work: Work) -> Iterator[None]:
    """A database that cannot grow by a page."""
    engine = work.desk.store.engine

    def small(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count=1")  # as large as it is now

    event.listen(engine, "connect", small)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", small)
        engine.dispose()


@contextmanager
def locked(work: Work) -> Iterator[None]:
    """Another process writes, and does not end."""
    engine = work.desk.store.engine

    def hasty(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=200")

    event.listen(engine, "connect", hasty)
    engine.dispose()
    other = sqlite3.connect(work.desk.store.folder / "youju.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
        event.remove(engine, "connect", hasty)
        engine.dispose()


@contextmanager
def away(work: Work) -> Iterator[None]:
    """The folder of the store is not there, as where a disk was taken off."""
    folder = work.desk.store.folder
    work.desk.store.close()
    folder.rename(folder.with_name("away"))
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_name("away").rename(folder)
        work.desk.store.close()


def test_on_a_full_disk_each_answer_is_507_and_what_was_typed_is_there(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = work.records()
    with full_disk(monkeypatch):
        answers = [told(one()) for one in (work.save, work.hand_in, work.hand_in_by_program)]
        both = languages(work.save, work.client)
        looked = work.client.get(f"/audits/{work.audit}").status_code
    after = work.records()

    assert [(507, "store-full", True), (507, "store-full", False), (507, "store-full", False)] == answers
    assert ([True, True], 200, before) == (both, looked, after)
    assert 303 == work.save().status_code


def test_a_full_database_keeps_no_half_ruling_and_shows_what_was_typed(work: Work) -> None:
    before = work.records()
    codes: list[tuple[int, str | None, bool]] = []
    with small_database(work):
        for _ in range(60):  # a page has room for some more records
            answer = work.rule()
            if answer.status_code != 303:
                codes.append(told(answer))
                break
            before = work.records()
    after = work.records()

    assert ([(507, "store-full", True)], True) == (codes, after >= before)
    assert 303 == work.rule().status_code


def test_while_another_process_holds_the_database_each_answer_is_503_and_pages_can_be_looked_at(work: Work) -> None:
    before = work.records()
    with locked(work):
        answers = [told(one()) for one in (work.rule, work.save, work.hand_in, work.hand_in_by_program)]
        looked = work.client.get(f"/audits/{work.audit}/rulings").status_code
    after = work.records()

    expected = [(503, "store-busy", typed) for typed in (True, True, False, False)]
    assert (expected, 200, before) == (answers, looked, after)
    assert 303 == work.rule().status_code


def test_a_database_that_can_only_be_read_is_told(work: Work) -> None:
    def read_only(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.execute("PRAGMA query_only=ON")

    engine = work.desk.store.engine
    event.listen(engine, "checkout", read_only)
    answer = told(work.rule())
    event.remove(engine, "checkout", read_only)

    assert (503, "file-unwritable", True) == answer
    assert 303 == work.rule().status_code


def test_a_store_that_is_away_is_told_with_what_was_typed_until_it_is_back(work: Work) -> None:
    before = work.records()
    with away(work):
        answers = [told(one()) for one in (work.rule, work.save, work.hand_in_by_program)]
        both = languages(work.rule, work.client)
        page = work.rule().text
    after = work.records()
    again = re.findall(r'<(?:textarea|input)[^>]* name="(\w+)"', page)

    assert [(503, "store-unreachable", typed) for typed in (True, True, False)] == answers
    assert ([True, True], before) == (both, after)
    assert ["fact", "decision", "reason", "seen"] == again
    assert 303 == work.rule().status_code


@pytest.mark.skipif(postgres_at_hand() is not None, reason="no PostgreSQL here")
def test_a_postgresql_that_is_stopped_in_the_middle_of_work_is_told_until_it_is_back(tmp_path: Path) -> None:
    with closing(Postgres()) as server:
        server.start()
        with working(tmp_path / "store", server.new_database()) as work:
            before = work.records()
            server.stop()
            try:
                answers = [told(one()) for one in (work.rule, work.save, work.hand_in, work.hand_in_by_program)]
                looked = told(work.client.get("/audits"))
            finally:
                server.start()
            after = work.records()
            made = [work.rule().status_code, work.save().status_code, work.client.get("/audits").status_code]

    expected = [(503, "store-unreachable", typed) for typed in (True, True, False, False)]
    assert (expected, (503, "store-unreachable", False), before) == (answers, looked, after)
    assert [303, 303, 200] == made


def test_a_password_is_never_shown_back(work: Work) -> None:
    with away(work):
        form = {"name": "zhang", "title": TYPED, "role": "auditor", "password": "of twelve and more"}
        answer = work.client.post("/accounts", data=form)

    assert (503, False, False) == (answer.status_code, "of twelve" in answer.text, TYPED in answer.text)
