"""A desk with 500 audits that were entered as records: nothing was read or judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from many_audits import One, enter

from youju.desk.desk import Desk, open_desk
from youju.desk.versions import current
from youju.desk.work.version import outline

RUBRIC = "lechang-2023"


@dataclass(frozen=True, slots=True)
class Many:
    """A desk, and what was put in."""

    desk: Desk
    audits: list[One]
    indicators: list[str]


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    desk = open_desk(tmp_path_factory.mktemp("many") / "store", None, 1)
    with desk.store.reading() as connection:
        version = current(connection, RUBRIC)[RUBRIC]
    indicators = [one["id"] for one in desk.work(outline, str(desk.store.folder), version)]
    yield Many(desk, enter(desk, 500, RUBRIC, (version, "0" * 64), indicators), indicators)
    desk.close()
