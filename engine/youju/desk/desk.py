"""The desk: the store, the workers and what they have to do, their answers, where versions of rubrics are unfolded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from youju.desk.board import Board
from youju.desk.effects import Effects
from youju.desk.kept import Kept
from youju.desk.packs import folder_of
from youju.desk.pool import Pool, open_pool
from youju.desk.recent import Recent
from youju.store import Store, open_store

T = TypeVar("T")
_LOOKED = 32
"""Answers of some 100 KB each."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every service works with. `looked` is what was read of many rows, by the end of the chain it was read at."""

    store: Store
    pool: Pool
    board: Board
    kept: Kept
    effects: Effects = field(default_factory=Effects)
    looked: Recent = field(default_factory=lambda: Recent(_LOOKED))

    @property
    def packs(self) -> Path:
        """Below which versions of rubrics are unfolded; it may be deleted at any time."""
        return self.store.folder / "packs"

    def pack(self, digest: str) -> Path:
        """The folder of a version of a rubric."""
        return folder_of(self.store.blobs, self.packs, digest)

    def work(self, task: Callable[..., T], *given: Any, long: bool = False) -> T:
        """What a task gives that runs in a worker; a `long` one leaves a worker to those that are short."""
        return self.pool.run(task, *given, long=long)

    def close(self) -> None:
        """Ends the workers and lets go of the store."""
        self.effects.close()
        self.board.close()
        self.pool.close()
        self.store.close()


def open_desk(folder: Path, url: str | None = None, workers: int = 2) -> Desk:
    """The desk of a store's folder, with the rubrics that came with the program published in it."""
    from youju.desk.versions import publish_shipped

    store = open_store(folder, url)
    board = Board(max(1, workers - 1), folder / "progress")
    desk = Desk(store, open_pool(workers), board, Kept(folder / "kept"))
    publish_shipped(desk)
    return desk
