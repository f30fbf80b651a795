"""One desk with one worker for all quick tests of this room: a worker takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.private_postgres import Postgres, postgres_at_hand

from youju.desk.desk import Desk, open_desk


@pytest.fixture(scope="session")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("desk")
    desk = open_desk(folder / "store", None, 1)
    desk.pool.warm()
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of these tests, gone with them."""
    reason = postgres_at_hand()
    if reason is not None:
        pytest.skip(reason)
    with closing(Postgres()) as server:
        server.start()
        yield server
