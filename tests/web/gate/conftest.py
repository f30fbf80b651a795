"""A workbench with accounts behind its gate, and browsers that visit it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from gate_kit import PASSWORD, Browser, Clock
from starlette.testclient import TestClient

from youju.desk import passwords
from youju.desk.accounts import add_account
from youju.desk.desk import Desk, open_desk
from youju.desk.who import ALONE
from youju.web.app import make_app
from youju.web.gate import Settings


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same argon2id with a thousandth of the memory: tests are about what is asked of it."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Desk]:
    """A workbench without accounts."""
    desk = open_desk(tmp_path / "store", None, 1)
    yield desk
    desk.close()


@pytest.fixture
def desk(alone: Desk) -> Desk:
    """A workbench with an account of each role, named by it."""
    for role in ("admin", "auditor", "policy", "chief"):
        add_account(alone, ALONE, role, role.upper(), role, PASSWORD)
    return alone


@pytest.fixture
def app(desk: Desk, clock: Clock) -> FastAPI:
    return make_app(desk, Settings(frozenset(("localhost", "youju.example")), clock))


@pytest.fixture
def browser(app: FastAPI) -> Callable[..., Browser]:
    """Makes browsers, each with cookies of its own."""

    def opened(address: str = "http://localhost", **more: Any) -> Browser:
        return Browser(TestClient(app, base_url=address, follow_redirects=False, **more))

    return opened
