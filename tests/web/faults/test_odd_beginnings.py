"""Clocks that go backwards, two servers over one store, a store of a newer program, a backup without room."""

from __future__ import annotations

import errno
import os
import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient
from tests.conftest import SAMPLE

from youju.desk.desk import open_desk
from youju.desk.intake import asked, run, take_in
from youju.desk.last import asked_as_run, last_run
from youju.desk.rulings import Ask, make_ruling, withdraw
from youju.desk.who import ALONE
from youju.source import CodedError
from youju.store import open_store, writing
from youju.store.backup import back_up
from youju.store.check import check
from youju.web.app import make_app
from youju.web.serving import serve


class Backwards(datetime):
    """A clock that is an hour earlier each time that it is looked at."""

    looks = 0

    @classmethod
    def now(cls, _tz: Any = None) -> datetime:
        cls.looks += 1
        return datetime(2026, 3, 2, 9, tzinfo=UTC) - timedelta(hours=cls.looks)


def test_a_clock_that_goes_backwards_puts_no_ruling_before_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "datetime", Backwards)
    with closing(open_desk(tmp_path / "store", None, 1)) as desk:
        audit = take_in(desk, ALONE, SAMPLE.name, SAMPLE.read_bytes())
        run(desk, ALONE, audit)
        for number in (1, 2):
            make_ruling(desk, ALONE, audit, Ask("accept", f"第{number}次", fact="实际采购金额"), number)
        withdraw(desk, ALONE, audit, 1, "看错了")
        whole = asked(desk, audit)[0].rulings
        last = asked_as_run(desk, last_run(desk, audit)).rulings
        with desk.store.engine.begin() as connection:  # as it is until a run has counted the withdrawal
            connection.execute(text("UPDATE runs SET rulings = 2 WHERE number = (SELECT max(number) FROM runs)"))
        before = asked_as_run(desk, last_run(desk, audit)).rulings
        with desk.store.engine.begin() as connection:
            connection.execute(text("UPDATE runs SET rulings = 3 WHERE number = (SELECT max(number) FROM runs)"))
        faults = check(desk.store).faults

    assert (whole, ()) == (last, faults)
    assert [(1, None), (2, None)] == [(one["number"], one["withdrawn_reason"]) for one in before]


def test_two_servers_over_one_store_both_keep_what_they_take(tmp_path: Path) -> None:
    folder, taken = tmp_path / "store", list[int]()
    with closing(open_desk(folder, None, 1)) as one, closing(open_desk(folder, None, 1)) as other:
        clients = [TestClient(make_app(desk), base_url="http://localhost") for desk in (one, other)]
        for number in range(6):
            files = [("reports", (f"{number}.md", f"第{number}份".encode()))]
            answer = clients[number % 2].post("/api/v1/audits", files=files)
            taken.append(answer.json()["reports"][0]["audit"])
        seen = [{row["id"] for row in client.get("/api/v1/audits").json()["items"]} for client in clients]
    with closing(open_store(folder)) as store:
        faults = check(store).faults

    assert ([set(taken), set(taken)], ()) == (seen, faults)
    assert 6 == len(set(taken))


def test_a_store_of_a_newer_program_is_not_served(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "store")) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = (tmp_path / "store" / "youju.db").read_bytes()
    with pytest.raises(CodedError) as refused:
        serve(tmp_path / "store", None, "127.0.0.1", 0, 1)

    assert ("store-newer", before) == (refused.value.code, (tmp_path / "store" / "youju.db").read_bytes())


def test_a_backup_without_room_leaves_the_one_before_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "backup.zip"
    with closing(open_store(tmp_path / "store")) as store:
        back_up(store, file)
        before = file.read_bytes()
        monkeypatch.setattr("youju.store.whole.os.fsync", full)
        with pytest.raises(CodedError) as refused:
            back_up(store, file)

    assert ("file-unwritable", True) == (refused.value.code, bool(re.search("No space", refused.value.en)))
    assert (before, ["backup.zip", "store"]) == (file.read_bytes(), sorted(os.listdir(tmp_path)))
