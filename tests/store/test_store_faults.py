"""What is accepted stays, whatever happens: processes killed, disks full, databases gone and back, others writing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from select import select as select_ready

import pytest
from filled import fill, take_document
from forked_writers import begin
from private_postgres import Postgres
from sqlalchemy import event, select, text

from youju.source import CodedError
from youju.store import Store, open_store
from youju.store.check import check
from youju.store.events import AccountSet
from youju.store.tables import ACCOUNTS, DOCUMENTS

SOMEBODY = AccountSet(name="zhang", title="张审", role="auditor", active=True)
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")


def lost(folder: Path, url: str | None, kept: dict[int, str]) -> list[object]:
    """What was told to be kept and is not there as it was handed in, and every fault of the store."""
    with closing(open_store(folder, url)) as store:
        with store.reading() as connection:
            found = dict(map(tuple, connection.execute(select(DOCUMENTS.c.seq, DOCUMENTS.c.sha256))))
        wanted = {number: sha256(text.encode()).hexdigest() for number, text in kept.items()}
        gone = [
            number for number, digest in wanted.items() if found.get(number) != digest or not store.blobs.get(digest)
        ]
        return [*gone, *check(store).faults]


def kill_while_writing(folder: Path, url: str | None, kills: int) -> dict[int, str]:
    """Begins a writer, kills it at a random moment, and again; returns all that any of them told to be kept."""
    chance, kept = random.Random(kills), dict[int, str]()
    for number in range(kills):
        writer = begin(folder, url, f"{number}", 10**6)
        if number % 5:  # every fifth is killed while it opens the store, perhaps
            select_ready([writer.pipe], [], [], 60)
        time.sleep(chance.uniform(0, 0.1))
        os.kill(writer.pid, signal.SIGKILL)
        kept.update(writer.kept())
        assert -signal.SIGKILL == writer.end()
    return kept


def test_a_process_killed_at_any_moment_loses_nothing_that_was_kept(tmp_path: Path, url: str | None) -> None:
    kept = kill_while_writing(tmp_path / "store", url, 10)

    assert kept
    assert [] == lost(tmp_path / "store", url, kept)


@pytest.mark.evidence
def test_two_hundred_kills_lose_nothing(tmp_path: Path, url: str | None) -> None:
    kept = kill_while_writing(tmp_path / "store", url, 200)
    gone = lost(tmp_path / "store", url, kept)
    print(
        f"\n200 kills, {'postgresql' if url else 'sqlite'}: {len(kept)} documents accepted, {len(gone)} lost or faults"
    )

    assert kept
    assert [] == gone


@pytest.mark.parametrize("times", [8, pytest.param(50, marks=pytest.mark.evidence)])
def test_eight_processes_at_once_make_one_chain(tmp_path: Path, url: str | None, times: int) -> None:
    """They begin the store together, too."""
    writers = [begin(tmp_path / "store", url, f"{number}", times) for number in range(8)]
    told = [list(writer.kept()) for writer in writers]
    ends = [writer.end() for writer in writers]
    kept = dict(one for each in told for one in each)

    assert [0] * 8 == ends
    assert list(range(1, 8 * times + 1)) == sorted(kept)
    assert [] == lost(tmp_path / "store", url, kept)


def append_then(store: Store, what: Callable[[], object], again: bool = False) -> None:
    """A change in which something happens after a record, and perhaps before another."""
    with store.writing("zhang") as writer:
        writer.append(SOMEBODY)
        what()
        if again:
            writer.append(SOMEBODY)


def test_what_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        append_then(store, lambda: 1 // 0)
    take_document(store, "zhang", b"after")
    found = check(store)

    assert (1, ()) == (found.head.count, found.faults)


@pytest.mark.parametrize("bad", ["a\0b", "half \ud800", "x" * 65], ids=["NUL", "half a character", "too long"])
def test_what_one_of_the_databases_cannot_hold_is_refused_by_both(store: Store, bad: str) -> None:
    with pytest.raises(CodedError) as refused, store.writing("zhang") as writer:
        writer.append(AccountSet(name=bad, title="张审", role="auditor", active=True))
    with pytest.raises(CodedError) as refused_by, store.writing(bad) as writer:
        writer.append(SOMEBODY)

    assert ("store-text", "store-text") == (refused.value.code, refused_by.value.code)
    assert 0 == check(store).head.count


def test_who_reads_sees_one_moment_and_changes_nothing(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        before = connection.execute(select(DOCUMENTS.c.seq)).all()
        take_document(store, "wang", b"another")
        after = connection.execute(select(DOCUMENTS.c.seq)).all()
    with pytest.raises(Exception, match=r"read-only transaction|file-unwritable"), store.reading() as connection:
        connection.execute(ACCOUNTS.delete())
    with store.engine.begin() as connection:
        connection.execute(ACCOUNTS.update().values(title="张审"))
    take_document(store, "wang", b"one more")
    with store.writing("zhang") as writer:
        writer.append(SOMEBODY)

    assert before == after
    assert () == check(store).faults


def test_a_writer_who_waits_too_long_is_told_and_may_try_again(store: Store, url: str | None) -> None:
    with closing(open_store(store.folder, url, patience=1)) as other:
        with store.writing("zhang") as writer:
            with pytest.raises(CodedError) as refused, other.writing("li"):
                pass
            writer.append(SOMEBODY)
        take_document(other, "li", b"now")
        found = check(other)

    assert ("store-busy", 2, ()) == (refused.value.code, found.head.count, found.faults)


def test_a_postgresql_that_is_stopped_is_told_at_each_call_until_it_is_back(tmp_path: Path, postgres: Postgres) -> None:
    with closing(open_store(tmp_path, postgres.new_database())) as store:
        take_document(store, "zhang", b"before")
        codes: list[str] = []
        try:
            with pytest.raises(CodedError) as within:
                append_then(store, postgres.stop, again=True)
            for _ in range(2):
                with pytest.raises(CodedError) as reading, store.reading():
                    pass
                with pytest.raises(CodedError) as writing:
                    take_document(store, "zhang", b"meanwhile")
                codes += [reading.value.code, writing.value.code]
        finally:
            postgres.start()
        take_document(store, "zhang", b"after")
        found = check(store)

    assert ["store-unreachable"] * 5 == [within.value.code, *codes]
    assert (2, ()) == (found.head.count, found.faults)


def test_a_commit_that_is_cut_off_says_that_nobody_knows(tmp_path: Path, postgres: Postgres) -> None:
    with closing(open_store(tmp_path, postgres.new_database())) as store:
        try:
            with pytest.raises(CodedError) as told:
                append_then(store, postgres.stop)
        finally:
            postgres.start()
        found = check(store)

    assert "store-unreachable" == told.value.code
    assert "不知道存下没有" in told.value.zh
    assert () == found.faults


def test_a_folder_that_is_away_is_told_until_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with closing(open_store(folder)) as store:
        take_document(store, "zhang", b"before")
        store.close()
        folder.rename(tmp_path / "away")
        with pytest.raises(CodedError) as told, store.reading():
            pass
        (tmp_path / "away").rename(folder)
        take_document(store, "zhang", b"after")
        found = check(store)

    assert ("store-unreachable", 2, ()) == (told.value.code, found.head.count, found.faults)


def test_a_full_database_is_told_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    def small(connection, _record) -> None:
        connection.execute("PRAGMA max_page_count=1")  # as large as it is now

    with closing(open_store(tmp_path / "store")) as store:
        take_document(store, "zhang", b"before")
        event.listen(store.engine, "connect", small)
        store.close()
        codes, kept = [], 1
        while not codes and kept < 1000:
            try:
                take_document(store, "zhang", f"{kept}".encode() * 1000)
                kept += 1
            except CodedError as error:
                codes.append(error.code)
        event.remove(store.engine, "connect", small)
        store.close()
        between = check(store)
        take_document(store, "zhang", b"after")
        found = check(store)

    assert (["store-full"], kept, ()) == (codes, between.head.count, between.faults)
    assert (kept + 1, ()) == (found.head.count, found.faults)


def test_a_postgresql_without_room_is_told(tmp_path: Path, postgres: Postgres) -> None:
    with closing(open_store(tmp_path, postgres.new_database())) as store:
        with pytest.raises(CodedError) as told, store.writing("zhang") as writer:
            writer.connection.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$"))
        found = check(store)

    assert ("store-full", 0, ()) == (told.value.code, found.head.count, found.faults)


def test_a_disk_that_is_full_takes_no_half_document(store: Store, monkeypatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    take_document(store, "zhang", b"before")
    monkeypatch.setattr("youju.store.blobs.os.fsync", full)
    with pytest.raises(CodedError) as told:
        take_document(store, "zhang", b"not kept")
    monkeypatch.undo()
    left = [path.name for path in store.blobs.folder.rglob("*") if path.is_file()]
    take_document(store, "zhang", b"not kept")
    found = check(store)

    assert ("store-full", [sha256(b"before").hexdigest()]) == (told.value.code, left)
    assert (2, ()) == (found.head.count, found.faults)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of two million bytes."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_on_a_disk_that_really_is_full_every_answer_is_a_code_and_nothing_is_lost(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as folder, closing(open_store(folder)) as store:
        filler, codes, kept = folder / "filler", set[str](), dict[int, str]()
        for size in range(0, 2 << 20, 4096):  # less and less room: the document, the chain or its log is what fails
            filler.write_bytes(b"")
            filler.write_bytes(b"0" * min(size, _room(folder)))
            try:
                kept[take_document(store, "zhang", f"{size}".encode())] = f"{size}"
            except CodedError as error:
                codes.add(error.code)
            if len(kept) > 20 and codes:
                break
        filler.unlink()
        kept[take_document(store, "zhang", b"after")] = "after"
        gone = lost(folder, None, kept)

    assert {"store-full"} == codes
    assert [] == gone


def _room(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def test_a_folder_in_which_others_may_write_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store").chmod(0o770)
    (tmp_path / "link").symlink_to(tmp_path / "store")
    codes = []
    for folder in ("store", "link"):
        with pytest.raises(CodedError) as refused:
            open_store(tmp_path / folder)
        codes.append(refused.value.code)

    assert ["store-shared", "store-shared"] == codes


def test_nobody_else_may_read_what_is_kept(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with closing(open_store(tmp_path)) as store:
        take_document(store, "zhang", b"mine")
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        modes = {path.stat().st_mode & 0o777 for path in files}

    assert {0o600} == modes
    assert "youju.db-wal" in {path.name for path in files}


def test_what_was_left_half_written_is_swept_when_it_is_old(tmp_path: Path) -> None:
    folder = tmp_path / "store" / "blobs" / "ab"
    (tmp_path / "store").mkdir(mode=0o700)
    folder.mkdir(parents=True)
    for name, age in ((".new-old", 7200), (".new-just-now", 0)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    open_store(tmp_path / "store").close()

    assert [".new-just-now"] == os.listdir(folder)


@pytest.mark.parametrize(
    "url", ["mysql://root@localhost/x", "nonsense", "sqlite://", "postgresql+nodriver://x/y", "://"]
)
def test_an_address_that_is_none_is_told_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(CodedError) as refused:
        open_store(tmp_path / "store", url)

    assert "store-address" == refused.value.code


def test_a_store_that_was_never_begun_is_not_begun_by_asking_for_it(tmp_path: Path, url: str | None) -> None:
    with pytest.raises(CodedError) as refused:
        open_store(tmp_path / "store", url, begin=False)

    assert ("store-absent", False) == (refused.value.code, (tmp_path / "store").exists())
