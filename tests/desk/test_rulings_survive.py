"""Rulings and reports that were answered are kept, whenever the server is killed; the store stays whole."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path

import httpx2
import pytest
from served import Server, served
from sqlalchemy import select
from tests.conftest import SAMPLE

from youju.desk import intake
from youju.desk.desk import open_desk
from youju.desk.who import ALONE
from youju.store import open_store
from youju.store.check import check
from youju.store.tables import AUDITS

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")

KILLS = int(os.environ.get("KILLS", "40"))


@dataclass(frozen=True, slots=True)
class Noted:
    """The reasons of rulings and the digests of reports that the server answered as taken."""

    rulings: list[str] = field(default_factory=list[str])
    reports: list[str] = field(default_factory=list[str])


def kill_while_writing(folder: Path, audit: int, chance: random.Random, numbers: Iterator[int]) -> Noted:
    """Rules on an audit and hands reports in, until the server is killed at some moment after some answers."""
    noted, answers = Noted(), chance.randint(0, 5)
    with served(folder / "store", folder / "temporary") as server:
        timer = threading.Timer(chance.uniform(0, 1), os.kill, (server.process.pid, signal.SIGKILL))
        with suppress(httpx2.TransportError):
            for done in _write(server, f"/audits/{audit}/rulings", numbers, noted):
                if done == answers:
                    timer.start()
        timer.join()
        server.process.wait()
    return noted


def _write(server: Server, rulings: str, numbers: Iterator[int], noted: Noted) -> Iterator[int]:
    """A ruling and a report in turn, for ever; how many were answered so far, each noted where it was taken."""
    with httpx2.Client(base_url=server.address, timeout=60) as client:
        answered = count()
        for number in numbers:
            yield next(answered)
            page = client.get(rulings).text
            csrf = _field(page, "csrf")
            if 'name="seen"' not in page:
                # Killed between a ruling and its run: the page asks to count it before it takes another.
                client.post(f"{rulings}/count", data={"csrf": csrf})
                page = client.get(rulings).text
            seen = _field(page, "seen")
            reason = f"第{number}次核对"
            form = {"csrf": csrf, "seen": seen, "fact": "实际采购金额", "decision": "accept", "reason": reason}
            if client.post(rulings, data=form).status_code == 303:
                noted.rulings.append(reason)
            yield next(answered)
            report = SAMPLE.read_bytes() + f"\n（{number}）\n".encode()
            files = [("reports", (f"{number}.md", report))]
            if client.post("/audits", data={"csrf": csrf}, files=files).status_code == 303:
                noted.reports.append(sha256(report).hexdigest())


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, page
    return found[1]


def survived(folder: Path, kills: int) -> tuple[Noted, Noted, list[str]]:
    """What was noted over so many kills, what of it is gone, and the faults of the store."""
    chance, numbers, noted = random.Random(17), count(1), Noted()
    audit = _first_audit(folder / "store")
    for _ in range(kills):
        one = kill_while_writing(folder, audit, chance, numbers)
        noted.rulings.extend(one.rulings)
        noted.reports.extend(one.reports)
    # As people find it: by a server that starts again on the same store.
    with served(folder / "store", folder / "temporary") as server:
        page = httpx2.get(f"{server.address}/audits/{audit}/rulings", timeout=60).text
    store = open_store(folder / "store")
    with store.reading() as connection:
        reports = set(connection.execute(select(AUDITS.c.document)).scalars())
    faults = [f"{one.place}: {one.en}" for one in check(store).faults]
    gone = [one for one in noted.reports if one not in reports or not store.blobs.holds(one)]
    store.engine.dispose()
    return noted, Noted([one for one in noted.rulings if one not in page], gone), faults


def _first_audit(store: Path) -> int:
    desk = open_desk(store, None, 1)
    audit = intake.take_in(desk, ALONE, SAMPLE.name, SAMPLE.read_bytes())
    intake.run(desk, ALONE, audit)
    desk.close()
    return audit


def test_a_server_that_is_killed_loses_no_ruling_and_no_report_that_was_answered(tmp_path: Path) -> None:
    noted, lost, faults = survived(tmp_path, 3)

    expected = (True, True, Noted(), [])
    actual = (len(noted.rulings) > 0, len(noted.reports) > 0, lost, faults)
    assert expected == actual


@pytest.mark.evidence
def test_many_kills_at_any_moment_lose_no_ruling_and_no_report(tmp_path: Path) -> None:
    noted, lost, faults = survived(tmp_path, KILLS)
    print(
        f"\n{KILLS} kills: {len(noted.rulings)} rulings and {len(noted.reports)} reports answered,"
        f" {len(lost.rulings)} and {len(lost.reports)} lost, {len(faults)} faults"
    )

    expected = (True, True, Noted(), [])
    actual = (len(noted.rulings) > 0, len(noted.reports) > 0, lost, faults)
    assert expected == actual
