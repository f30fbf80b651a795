"""A desk with 500 audits that were entered as records, on either database: nothing was read or judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from many_audits import One, enter
from tests.store.private_postgres import Postgres

from youju.desk.desk import Desk, open_desk
from youju.desk.versions import current
from youju.desk.work.version import outline

RUBRIC = "lechang-2023"
NewDatabase = Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Many:
    """A desk, and what was put in."""

    desk: Desk
    audits: list[One]
    indicators: list[str]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Makes empty databases: None for the file in a store's own folder, or an address."""
    if request.param == "sqlite":
        return lambda: None
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Many]:
    desk = open_desk(tmp_path_factory.mktemp("many") / "store", new_database(), 1)
    with desk.store.reading() as connection:
        version = current(connection, RUBRIC)[RUBRIC]
    indicators = [one["id"] for one in desk.work(outline, str(desk.store.folder), version)]
    yield Many(desk, enter(desk, 500, RUBRIC, (version, "0" * 64), indicators), indicators)
    desk.close()
