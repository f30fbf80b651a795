"""A store goes into one file and comes back from it, into either database; whatever is no backup leaves nothing."""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from filled import fill, take_document
from sqlalchemy import select

from youju.ledger import journal
from youju.source import CodedError
from youju.store import Store, archive, open_store
from youju.store.backup import BackedUp, back_up
from youju.store.check import check
from youju.store.replay import lines_of
from youju.store.restore import restore
from youju.store.tables import SECRETS

Members = dict[str, bytes]


def told(store: Store) -> tuple[list[str], list[tuple[str, ...]]]:
    """The chain and the secrets of a store."""
    with store.reading() as connection:
        return list(lines_of(connection)), [tuple(row) for row in connection.execute(select(SECRETS))]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """The backup of a store with one of everything."""
    with closing(open_store(tmp_path / "first")) as store:
        fill(store)
        back_up(store, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def remade(backup: Path, change: Callable[[Members], None], seal: bool = True) -> Path:
    """A backup with its members changed, and with `seal` a manifest that agrees with them."""
    with zipfile.ZipFile(backup) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    if seal:
        said = json.loads(members[archive.MANIFEST])
        rest = {name: data for name, data in members.items() if name != archive.MANIFEST}
        said["files"] = {name: {"sha256": sha256(one).hexdigest(), "size": len(one)} for name, one in rest.items()}
        members[archive.MANIFEST] = json.dumps(said).encode()
    with zipfile.ZipFile(backup, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return backup


def refusal(backup: Path, tmp_path: Path) -> tuple[str, bool]:
    """The code with which a backup is refused, and whether anything is left of it."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CodedError) as refused:
        restore(backup, tmp_path / "second")
    return refused.value.code, sorted(tmp_path.rglob("*")) != before


def test_what_is_restored_is_what_was_there_and_whole(store: Store, url: str | None, tmp_path: Path) -> None:
    fill(store)
    before = told(store)
    made = back_up(store, tmp_path / "backup.zip")
    restored = restore(tmp_path / "backup.zip", tmp_path / "second")
    with closing(open_store(tmp_path / "second")) as second:
        after, found = told(second), check(second)

    assert before == after
    assert (made, ()) == (restored, found.faults)


def test_a_store_goes_from_a_file_to_either_database(backup: Path, tmp_path: Path, url: str | None) -> None:
    with closing(open_store(tmp_path / "first")) as first:
        before = told(first)
    restore(backup, tmp_path / "second", url)
    with closing(open_store(tmp_path / "second", url)) as second:
        after, faults = told(second), check(second).faults
        take_document(second, "wang", b"one more")
        more = check(second)

    assert (before, ()) == (after, faults)
    assert (len(before[0]) + 1, ()) == (more.head.count, more.faults)


def test_the_chain_in_a_backup_is_one_that_the_journal_accepts(backup: Path) -> None:
    with zipfile.ZipFile(backup) as file:
        found = journal.check(file.read(archive.JOURNAL))
        said = json.loads(file.read(archive.MANIFEST))

    assert ((), said["records"], said["head"]) == (found.faults, found.head.count, found.head.hash)


def test_an_empty_store_has_a_backup_too(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "first")) as store:
        back_up(store, tmp_path / "backup.zip")
    found = restore(tmp_path / "backup.zip", tmp_path / "second")

    assert (0, 0) == (found.head.count, found.blobs)


def test_a_backup_is_of_one_moment_while_others_go_on_writing(store: Store, tmp_path: Path) -> None:
    fill(store)
    over, wrote = threading.Event(), threading.Event()

    def backed_up_after_another(number: int) -> BackedUp:
        wrote.clear()
        assert wrote.wait(60)
        return back_up(store, tmp_path / f"{number}.zip")

    def write() -> None:
        number = 0
        while not over.is_set():
            take_document(store, "wang", f"document {number}".encode())
            wrote.set()
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    made = [backed_up_after_another(number) for number in range(3)]
    over.set()
    writer.join()
    restored = [restore(tmp_path / f"{number}.zip", tmp_path / f"of {number}") for number in range(3)]

    assert made == restored
    assert made[0].head.count < made[2].head.count


def test_a_store_that_is_not_empty_is_not_restored_into(store: Store, url: str | None, backup: Path) -> None:
    take_document(store, "wang", b"mine")
    before = told(store)
    with pytest.raises(CodedError) as refused:
        restore(backup, store.folder, url)

    assert ("store-taken", before) == (refused.value.code, told(store))


def test_a_damaged_store_has_no_backup(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.blobs.path(store.blobs.put("一份报告".encode())).write_bytes(b"other")
    with pytest.raises(CodedError) as refused:
        back_up(store, tmp_path / "backup.zip")

    assert ("store-damaged", ["store"]) == (refused.value.code, os.listdir(tmp_path))


def put(name: str, data: bytes) -> Callable[[Members], None]:
    return lambda members: members.__setitem__(name, data)


def drop(name: str) -> Callable[[Members], None]:
    return lambda members: members.pop(name) and None


def swap(name: str, old: bytes, new: bytes) -> Callable[[Members], None]:
    return lambda members: members.__setitem__(name, members[name].replace(old, new))


def only_blob(members: Members) -> None:
    members.pop(next(name for name in sorted(members) if name.startswith("blobs/")))


def cut_chain(members: Members) -> None:
    members[archive.JOURNAL] = b"".join(members[archive.JOURNAL].splitlines(keepends=True)[:-1])


def strange_record(members: Members) -> None:
    """A record in the chain, with its own hash, of a kind that there is not; the manifest agrees."""
    said = json.loads(members[archive.MANIFEST])
    head = journal.Head(said["records"], said["head"])
    line, after = journal.record_after(head, "made-up", {"by": "x", "at": "now"}, journal.date(2026, 1, 1))
    members[archive.JOURNAL] += line
    members[archive.MANIFEST] = json.dumps({**said, "records": after.count, "head": after.hash}).encode()


EXTRA = f"blobs/{sha256(b'extra').hexdigest()}"
CHANGES: dict[str, tuple[Callable[[Members], None], bool]] = {
    "an absolute path": (put("/etc/passwd", b""), True),
    "a path upwards": (put("../outside", b""), True),
    "a path upwards below blobs": (put("blobs/../../outside", b""), True),
    "a path of Windows": (put("C:\\outside", b""), True),
    "a member too many": (put("readme.txt", b""), True),
    "a document that the chain does not name": (put(EXTRA, b"extra"), True),
    "a document whose name is not its digest": (put(f"blobs/{'0' * 64}", b"extra"), True),
    "a document missing": (only_blob, True),
    "no chain": (drop(archive.JOURNAL), True),
    "no manifest": (drop(archive.MANIFEST), False),
    "a manifest of another format": (swap(archive.MANIFEST, b"youju backup 1", b"youju backup 2"), True),
    "a chain altered": (swap(archive.JOURNAL, "属实".encode(), "不实".encode()), True),
    "a chain cut off": (cut_chain, True),
    "a record of an unknown kind": (strange_record, True),
    "a chain altered and not sealed": (swap(archive.JOURNAL, "属实".encode(), "不实".encode()), False),
    "secrets that are none": (put(archive.SECRETS, b'{"secrets": [{"kind": 1}]}'), True),
    "secrets with NUL": (swap(archive.SECRETS, b"zhang", b"zh\\u0000g"), True),
    "a secret twice": (put(archive.SECRETS, json.dumps({"secrets": [{"kind": "a", "of": "b", "hash": "c"}] * 2}).encode()), True),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_no_backup_is_refused_and_leaves_nothing(
    change: tuple[Callable[[Members], None], bool], backup: Path, tmp_path: Path
) -> None:
    remade(backup, *change)

    assert ("backup-damaged", False) == refusal(backup, tmp_path)


def test_a_compressed_member_is_refused_before_it_is_unpacked(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"blobs/{'a' * 64}", b"0" * (8 << 20))

    assert ("backup-damaged", False) == refusal(backup, tmp_path)


def test_members_that_lie_over_each_other_are_refused(backup: Path, tmp_path: Path) -> None:
    """A thousand names for the same million bytes: a gigabyte out of a megabyte."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr(f"blobs/{0:064x}", b"0" * (1 << 20))
        for name in (archive.JOURNAL, archive.SECRETS, archive.MANIFEST):
            file.writestr(name, b"{}")
        first = file.infolist()[0]
        for number in range(1, 1000):
            again = zipfile.ZipInfo(f"blobs/{number:064x}")
            for name in ("header_offset", "file_size", "compress_size", "CRC"):
                setattr(again, name, getattr(first, name))
            file.filelist.append(again)
    backup.write_bytes(whole.getvalue())

    assert ("backup-damaged", False) == refusal(backup, tmp_path)


def test_a_link_is_refused(backup: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo(f"blobs/{sha256(b'/etc/passwd').hexdigest()}")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(backup, "a") as file:
        file.writestr(link, b"/etc/passwd")

    assert ("backup-damaged", False) == refusal(backup, tmp_path)


@pytest.mark.parametrize("kept", [0, 10, 1000, -1], ids=["empty", "ten bytes", "a thousand", "all but one"])
def test_a_backup_cut_off_is_refused(backup: Path, tmp_path: Path, kept: int) -> None:
    backup.write_bytes(backup.read_bytes()[:kept])

    assert ("backup-damaged", False) == refusal(backup, tmp_path)


def outcome(backup: Path, into: Path, before: object) -> str:
    """The code with which a backup is refused where nothing is left of it, or `as it was` where all is back."""
    try:
        restore(backup, into)
    except CodedError as error:
        return f"{error.code}, and something is left" if into.exists() else error.code
    with closing(open_store(into)) as second:
        return "as it was" if told(second) == before else "something else"


def test_any_byte_that_changed_is_noticed_or_means_nothing(backup: Path, tmp_path: Path) -> None:
    """Each hundredth byte, turned: refused, or what comes back is what was there."""
    whole = backup.read_bytes()
    with closing(open_store(tmp_path / "first")) as first:
        before = told(first)
    outcomes = set[str]()
    for place in range(0, len(whole), 97):
        changed = bytearray(whole)
        changed[place] ^= 0x41
        backup.write_bytes(changed)
        into = tmp_path / f"at {place}"
        outcomes.add(outcome(backup, into, before))

    assert {"backup-damaged", "as it was"} >= outcomes
    assert "backup-damaged" in outcomes


def test_no_such_backup_is_told(tmp_path: Path) -> None:
    assert ("backup-unreadable", False) == refusal(tmp_path / "none.zip", tmp_path)


def test_a_backup_that_cannot_be_written_leaves_the_one_that_was_there(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "first")) as store, pytest.raises(CodedError) as refused:
        back_up(store, tmp_path / "none" / "backup.zip")

    assert "file-unwritable" == refused.value.code


def test_where_the_disk_fills_up_while_restoring_nothing_is_left(backup: Path, tmp_path: Path, monkeypatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("youju.store.blobs.os.fsync", full)
    with pytest.raises(CodedError) as refused:
        restore(backup, tmp_path / "second")
    left = os.listdir(tmp_path / "second")
    monkeypatch.undo()
    again = restore(backup, tmp_path / "second")

    assert ("store-full", [], 5) == (refused.value.code, left, again.blobs)
