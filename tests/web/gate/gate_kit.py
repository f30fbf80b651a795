"""A browser at a workbench, a clock that is set by hand, and what is asked of an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from starlette.testclient import TestClient

from youju.desk.desk import Desk
from youju.store.tables import ACCOUNTS
from youju.web.app import make_app

PASSWORD = "丙烯 magpie 的 ladder"
CSRF = re.compile(r'X-CSRF-Token": "([^"]+)"')


@dataclass
class Clock:
    """What time it is, until it is set on."""

    at: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **spent: float) -> None:
        self.at += timedelta(**spent)


@dataclass
class Browser:
    """A browser with its own cookies; its forms bring the token of the page before."""

    client: TestClient

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def post(self, path: str, form: dict[str, str] | None = None, page: str = "/settings", **more: Any) -> Any:
        """Sends a form as a page of ours would, with the token that stands on a page."""
        return self.client.post(path, data={"csrf": self.csrf(page), **(form or {})}, **more)

    def csrf(self, page: str = "/settings") -> str:
        return CSRF.findall(self.get(page).text)[-1]

    def log_in(self, name: str, password: str = PASSWORD, next: str = "/audits") -> Any:
        return self.post("/login", {"name": name, "password": password, "next": next}, "/login")


def alone_browser(desk: Desk) -> Browser:
    """A browser at a workbench that has no accounts."""
    return Browser(TestClient(make_app(desk), base_url="http://localhost", follow_redirects=False))


def code_of(answer: Any) -> str | None:
    """The code that a refusal tells, on a page or as JSON."""
    found = re.search(r"<code>([a-z0-9-]+)</code>|\"code\": ?\"([a-z0-9-]+)\"", answer.text)
    return None if found is None else found[1] or found[2]


def names_in(desk: Desk) -> list[str]:
    """The accounts of a store."""
    with desk.store.reading() as connection:
        return list(connection.execute(select(ACCOUNTS.c.name).order_by(ACCOUNTS.c.name)).scalars())
