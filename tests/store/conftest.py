"""Both databases for every test of the store: a file of SQLite, and a PostgreSQL that is started for these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from private_postgres import Postgres

from youju.store import Store, open_store

Open = Callable[..., Store]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """An empty database: None for the file in the store's own folder, or an address."""
    if request.param == "sqlite":
        return None
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def store(tmp_path: Path, url: str | None) -> Iterator[Store]:
    """A store just begun."""
    with closing(open_store(tmp_path / "store", url)) as found:
        yield found
