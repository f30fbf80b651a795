"""What no record names is taken away when it is old; whatever is named, or about to be, stays."""

from __future__ import annotations

import os
import threading
import time
from contextlib import closing
from pathlib import Path

from filled import fill, take_document
from forked import youju

from youju.store import Store, open_store
from youju.store.check import check
from youju.store.tidy import tidy, unnamed


def left(store: Store, data: bytes, hours: int = 25) -> str:
    """Bytes that somebody handed in so long ago, and that nothing came of."""
    digest = store.blobs.put(data)
    age = time.time() - hours * 3600
    os.utime(store.blobs.path(digest), (age, age))
    return digest


def test_what_no_record_names_goes_when_it_is_a_day_old_and_nothing_else(store: Store) -> None:
    fill(store)
    for path in store.blobs.folder.glob("*/*"):
        os.utime(path, (0, 0))
    old, young = left(store, b"refused"), left(store, b"just now", 23)
    listed = [one.digest for one in unnamed(store)]
    gone = [one.digest for one in tidy(store, "root")]

    assert ([old], [old]) == (listed, gone)
    assert (False, True, ()) == (store.blobs.holds(old), store.blobs.holds(young), check(store).faults)


def test_what_is_handed_in_again_is_young_again(store: Store) -> None:
    digest = left(store, b"refused")
    store.blobs.put(b"refused")

    assert ((), True) == (tidy(store, "root"), store.blobs.holds(digest))


def test_nothing_that_is_handed_in_while_others_tidy_is_lost(tmp_path: Path) -> None:
    """Every document was left behind long ago, and is handed in again at the moment at which it may be taken away."""
    over = threading.Event()

    def tidies() -> None:
        with closing(open_store(tmp_path / "store")) as other:
            while not over.is_set():
                tidy(other, "root")

    with closing(open_store(tmp_path / "store")) as store:
        thread = threading.Thread(target=tidies)
        thread.start()
        for number in range(60):
            left(store, f"{number}".encode())
            take_document(store, "zhang", f"{number}".encode())
        over.set()
        thread.join()
        found = check(store)

    assert (60, 60, ()) == (found.head.count, found.blobs, found.faults)


def test_the_command_lists_and_removes(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "store")) as store:
        digest = left(store, b"refused")
    listed = youju("store", "tidy", "--folder", tmp_path / "store")
    removed = youju("store", "tidy", "--remove", "--folder", tmp_path / "store")
    after = youju("store", "tidy", "--folder", tmp_path / "store")

    assert [digest, digest, "可以删去：0"] == [one.stdout.split()[0] for one in (listed, removed)] + [after.stdout[:6]]
