"""One desk with one worker for all quick tests of this room: a worker takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from youju.desk.desk import Desk, open_desk


@pytest.fixture(scope="session")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("desk")
    desk = open_desk(folder / "store", None, 1)
    desk.pool.warm()
    yield desk
    desk.close()
