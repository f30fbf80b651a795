"""What was answered as taken is kept, whenever the server is killed; the store stays whole, and what waits is made."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Semaphore

import pytest
from busy_people import People, Ruling, Told
from forked import youju
from forked_servers import POINTS, Forked, Nursery, nursery
from sqlalchemy import func, select
from tests.conftest import SAMPLE

from youju.desk import intake
from youju.desk.desk import open_desk
from youju.desk.drafts import begin
from youju.desk.versions import current
from youju.desk.who import ALONE
from youju.store import Store, open_store
from youju.store.check import check
from youju.store.replay import lines_of, rebuild
from youju.store.tables import AUDITS, DRAFT_FILES, FOLLOWING, RECORDS, RULINGS, RUNS

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")

KILLS = int(os.environ.get("KILLS", "200"))
A_DRAFT = 20
"""So many servers save in one draft, then one is let alone until nothing waits."""


@dataclass(frozen=True, slots=True)
class Place:
    """A store to be killed over: two audits with a result, and drafts."""

    folder: Path
    url: str | None
    people: People
    drafts: tuple[int, ...]


def begun(folder: Path, url: str | None, kills: int) -> Place:
    """A store with what people need to write."""
    with closing(open_desk(folder, url, 1)) as desk:
        audits = [intake.take_in(desk, ALONE, SAMPLE.name, SAMPLE.read_bytes()) for _ in range(2)]
        for one in audits:
            intake.run(desk, ALONE, one)
        with desk.store.reading() as connection:
            version = current(connection)["lechang-2023"]
        drafts = [begin(desk, ALONE, version, "试改") for _ in range(kills // A_DRAFT + 1)]
    return Place(folder, url, People((audits[0], audits[1])), tuple(drafts))


def kill_while_writing(place: Place, servers: Nursery, chance: random.Random, number: int) -> tuple[str, list[int]]:
    """Begins a server, has everybody write, and kills it; how, and who was left of it.

    Of five, two are killed within 0.3 seconds of one of the first rulings that are answered, one within 0.3 seconds of the first
    request, and two kill themselves at a point of a write that chance chooses; some die alone, without their worker.
    """
    warm, point = number % 5 in (0, 3), None
    if number % 5 in (1, 4):
        point = (chance.choice(POINTS), chance.randint(1, 25))
    alone, delay = chance.random() < 0.25, chance.uniform(0, 0.3)
    server = servers.begin(point)
    first, ruled = Event(), Semaphore(0)
    if not server.answers():
        server.kill()
        assert point is not None
        return "while it starts", server.left()
    threads = place.people.write(server.address, place.drafts[number // A_DRAFT], first, ruled)
    if point is not None:
        ended = _ends(server, 15)
    else:
        first.wait(30)
        for _ in range(chance.randint(1, 3) if warm else 0):
            ruled.acquire(timeout=15)
        time.sleep(delay)
    server.kill(alone)
    for one in threads:
        one.join()
    left = server.left()
    if point is not None:
        return point[0] if ended else "later than its point", left
    return ("during a ruling" if warm else "at the first requests") + (", worker left" if alone else ""), left


def _ends(server: Forked, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while server.runs() and time.monotonic() < until:
        time.sleep(0.01)
    return not server.runs()


def let_finish(place: Place, servers: Nursery) -> int:
    """A server that is let alone until every audit that was accepted is made; how many are not."""
    server = servers.begin()
    assert server.answers()
    waiting, until = 1, time.monotonic() + 600
    with closing(open_store(place.folder, place.url)) as store:
        while waiting and time.monotonic() < until:
            time.sleep(0.2)
            with store.reading() as connection:
                waiting = connection.execute(
                    select(func.count()).select_from(AUDITS).where(AUDITS.c.state == "waiting")
                ).scalar_one()
    server.kill()
    assert [] == server.left()
    return waiting


def lost(store: Store, told: Told) -> Iterator[str]:
    """What was answered as taken and is not there as it was sent, or is there and was never sent."""
    with store.reading() as connection:
        rulings = {(row.audit, row.number): row for row in connection.execute(select(RULINGS))}
        audits = {row.id: row.document for row in connection.execute(select(AUDITS))}
        files = {(row.draft, row.path): row.blob for row in connection.execute(select(DRAFT_FILES))}
    kept = {
        key: Ruling(row.audit, row.fact, row.decision, row.reason, row.value, row.source)
        for key, row in rulings.items()
    }
    for key, one in told.rulings.items():
        if kept.get(key) != one:
            yield f"ruling {key}: {one} is {kept.get(key)}"
    for key, why in told.taken_back.items():
        if key not in rulings or rulings[key].withdrawn_reason != why:
            yield f"taken back {key}: {why}"
    yield from (f"never sent: {one}" for one in kept.values() if one not in told.rulings_sent)
    for audit, digest in told.reports.items():
        if audits.get(audit) != digest or not store.blobs.holds(digest):
            yield f"report {audit}: {digest}"
    for key, text in told.saves.items():
        if key not in files or store.blobs.get(files[key]).decode() != text:
            yield f"save {key}"


def faults(store: Store) -> Iterator[str]:
    """Whatever is not whole: the chain, the documents, the tables against the chain, audits without what they show."""
    yield from (f"{one.place}: {one.en}" for one in check(store).faults)
    before = contents(store)
    rebuild(store, "test")
    if before != contents(store):
        yield "tables made anew are others"
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    with store.reading() as connection:
        for row in connection.execute(select(AUDITS.c.id, AUDITS.c.state, RUNS).outerjoin(RUNS, last)):
            shown = [row.bundle, row.record] if row.state == "open" else []
            if not all(one is not None and store.blobs.holds(one) for one in shown):
                yield f"audit {row.id} is shown without its run"
            if row.state == "refused" and row.code is None:
                yield f"audit {row.id} is refused without a code"


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that follow from the chain."""
    with store.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table))), key=str) for table in FOLLOWING}


def survive(folder: Path, url: str | None, kills: int) -> tuple[object, ...]:
    """Kills so many servers over one store; prints what was counted, returns what should be nothing."""
    chance, how, left, start = random.Random(20261127), Counter[str](), list[int](), time.monotonic()
    place = begun(folder / "store", url, kills)
    told, waiting = place.people.told, 0
    with nursery(folder / "temporary", place.folder, url, place.people.audits) as servers:
        for number in range(kills):
            kind, those = kill_while_writing(place, servers, chance, number)
            how[kind] += 1
            left += those
            if (number + 1) % A_DRAFT == 0 or number + 1 == kills:
                waiting = let_finish(place, servers)
                seconds = time.monotonic() - start
                print(f"{number + 1} kills, {seconds:.0f} s, {told.answered} answered", flush=True)
    with closing(open_store(place.folder, url)) as store:
        gone, wrong = list(lost(store, told)), list(faults(store))
        with store.reading() as connection:
            records = connection.execute(select(func.count()).select_from(RECORDS)).scalar_one()
            rulings = connection.execute(select(func.count()).select_from(RULINGS)).scalar_one()
            (folder / "chain.jsonl").write_text("".join(lines_of(connection)), "utf-8")
    verified = youju("journal", "verify", folder / "chain.jsonl").returncode
    print(
        f"\n{sum(how.values())} kills, {'postgresql' if url else 'sqlite'}, {time.monotonic() - start:.0f} s: {dict(how)}\n"
        f"{len(told.sent)} requests to keep something, {told.answered} answered as taken: {len(told.rulings)} rulings,"
        f" {len(told.taken_back)} taken back, {len(told.reports)} reports, {len(told.saves)} saves\n"
        f"{rulings} rulings found, {len(gone)} lost; {records} records, {len(wrong)} faults; {waiting} reports still wait,"
        f" {len(left)} processes left, {len(told.others)} other answers; journal verify ends with {verified}"
    )
    assert told.rulings
    assert told.reports
    assert told.saves
    return gone, wrong, waiting, left, told.others[:5], verified


NOTHING = ([], [], 0, [], [], 0)


def test_a_server_that_is_killed_loses_nothing_that_was_answered_as_taken(tmp_path: Path) -> None:
    assert NOTHING == survive(tmp_path, None, 3)


@pytest.mark.evidence
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_hundred_kills_lose_nothing_that_was_answered_as_taken(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres").new_database() if database == "postgresql" else None

    assert NOTHING == survive(tmp_path, url, KILLS)
