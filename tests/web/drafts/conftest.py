"""A workbench for one user, with a draft; served to a browser where a test wants one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from draft_pages import Served, serving
from starlette.testclient import TestClient

from youju.desk.desk import Desk, open_desk
from youju.desk.drafts import begin
from youju.desk.versions import current
from youju.desk.who import ALONE
from youju.web.app import make_app


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("workbench") / "store", workers=1)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(desk: Desk) -> Iterator[TestClient]:
    """A browser without script; its forms carry their token."""
    with TestClient(make_app(desk), base_url="http://localhost", follow_redirects=False) as made:
        found = re.search(r'name="csrf" value="([^"]+)"', made.get("/rubrics/lechang-2023").text)
        assert found is not None
        made.headers["X-CSRF-Token"] = found[1]
        yield made


@pytest.fixture(scope="session")
def versions(desk: Desk) -> dict[str, str]:
    """The version in force of each rubric."""
    with desk.store.reading() as connection:
        return current(connection)


@pytest.fixture(scope="session")
def version(versions: dict[str, str]) -> str:
    return versions["lechang-2023"]


@pytest.fixture
def draft(desk: Desk, version: str) -> int:
    return begin(desk, ALONE, version, "试改")


@pytest.fixture(scope="session")
def served(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The workbench on a port of this machine."""
    folder: Path = tmp_path_factory.mktemp("pictures")
    with serving(make_app(desk), folder) as made:
        yield made
