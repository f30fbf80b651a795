"""A workbench with an account of each role, the sample audit and drafts, asked by programs that bring a token."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from api_checks import Client
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.conftest import SAMPLE

from youju.desk.accounts import add_account
from youju.desk.desk import Desk, open_desk
from youju.desk.drafts import begin
from youju.desk.intake import run, take_in
from youju.desk.tokens import make_token
from youju.desk.versions import current
from youju.desk.who import ALONE, MAY, Role, User
from youju.web.app import make_app
from youju.web.gate import Settings


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(tmp_path_factory.mktemp("api") / "store", workers=2)
    run(desk, ALONE, take_in(desk, ALONE, "report.md", SAMPLE.read_bytes()))
    for role in ("admin", *sorted(MAY["look"] - {"admin"})):
        add_account(desk, ALONE, role, role, role, "for nobody to log in by")
    with desk.store.reading() as connection:
        versions = current(connection)
    for digest in versions.values():
        begin(desk, User("policy", "policy", "policy"), digest, "")
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def token(desk: Desk) -> Callable[[Role], str]:
    """Makes a token of a role."""
    return lambda role: make_token(desk, User(role, role, role), "", 30, Settings().now())


@pytest.fixture(scope="session")
def app(desk: Desk) -> FastAPI:
    return make_app(desk)


@pytest.fixture(scope="session")
def program(app: FastAPI, token: Callable[[Role], str]) -> Client:
    """A program that brings a token of a role."""
    return lambda role: TestClient(
        app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {token(role)}"}, follow_redirects=False
    )
