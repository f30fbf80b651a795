"""A desk on which drafts are begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from youju.desk.desk import Desk, open_desk
from youju.desk.drafts import begin
from youju.desk.versions import current
from youju.desk.who import User


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("desk") / "store", workers=1)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def version(desk: Desk) -> str:
    """The version of the rubric that the tests edit."""
    with desk.store.reading() as connection:
        return current(connection, "lechang-2023")["lechang-2023"]


@pytest.fixture(scope="session")
def li() -> User:
    return User("li", "李", "policy")


@pytest.fixture(scope="session")
def wang() -> User:
    return User("wang", "王", "policy")


@pytest.fixture
def draft(desk: Desk, version: str, li: User) -> int:
    return begin(desk, li, version, "试改")


@pytest.fixture(scope="session")
def fresh_draft(desk: Desk, version: str, li: User) -> Callable[[], int]:
    """Begins another draft, for every example of a law."""
    return lambda: begin(desk, li, version, "试改")
