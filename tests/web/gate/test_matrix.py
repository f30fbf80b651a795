"""Every address of the application by every role, asked through HTTP, against what is written out by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from expected_access import ACCESS, ALL, PLACES, Row
from fastapi import FastAPI
from gate_kit import Clock, code_of
from starlette.routing import Mount
from starlette.testclient import TestClient

from youju.desk.accounts import add_account
from youju.desk.desk import Desk, open_desk
from youju.desk.sessions import begin, session_of
from youju.desk.tokens import make_token
from youju.desk.who import ALONE, User
from youju.web.app import make_app
from youju.web.gate import Settings

PASSWORD = "for nobody to log in by"
_HIDDEN = ("HEAD", "OPTIONS")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A workbench with all that it has when it is served, and an account of each role."""
    desk = open_desk(tmp_path_factory.mktemp("matrix") / "store", workers=1)
    for role in ("admin", *sorted(ALL - {"admin"})):
        add_account(desk, ALONE, role, role, role, PASSWORD)
    # A second one, so that none is refused as the last.
    add_account(desk, ALONE, "admin2", "admin2", "admin", PASSWORD)
    yield desk
    desk.close()


def addresses(routes: list[Any], before: str = "") -> Iterator[str]:
    """Every method and address of an application, of routers within routers too; a mount is one address."""
    for route in routes:
        if isinstance(route, Mount):
            yield f"GET {before}{route.path}/{{path}}"
        elif inner := getattr(route, "original_router", None):
            yield from addresses(inner.routes, before + (getattr(route, "prefix", "") or ""))
        else:
            yield from (f"{method} {before}{route.path}" for method in sorted(route.methods - set(_HIDDEN)))


def outcome(client: TestClient, address: str, row: Row, csrf: str) -> str:
    """`yes` where a request went further than who asks, `log in`, `no`, or `form` where its form could not be read."""
    method, _, path = address.partition(" ")
    filled = re.sub(r"\{(\w+)(?::\w+)?\}", lambda part: PLACES.get(part[1], "999999"), path)
    files = [(name, (f"{name}.md", b"no report at all")) for name in row.files] or None
    form = None if method == "GET" or row.json is not None else dict(row.form)
    headers = {"X-CSRF-Token": csrf}
    answer = client.request(method, filled, data=form, files=files, json=row.json, params=row.query, headers=headers)
    if answer.status_code == 303 and answer.headers["location"].startswith("/login?next="):
        return "log in"
    if code_of(answer) == "login-needed" and answer.status_code == 401:
        return "log in"
    if code_of(answer) == "not-allowed" and answer.status_code == 403:
        return "no"
    return "form" if answer.status_code == 422 and code_of(answer) is None else "yes"


def opened(app: FastAPI, session: str | None = None) -> TestClient:
    cookies = None if session is None else {"youju": session}
    return TestClient(app, base_url="http://localhost", follow_redirects=False, cookies=cookies)


def test_every_address_has_a_row_and_every_row_an_address(whole: Desk) -> None:
    found = set(addresses(make_app(whole).routes))

    expected = {"without a row": [], "without an address": []}
    actual = {"without a row": sorted(found - set(ACCESS)), "without an address": sorted(set(ACCESS) - found)}
    assert expected == actual, f"tests/web/gate/expected_access.py: {actual}"


@pytest.mark.parametrize("role", sorted(ALL))
def test_a_role_is_let_through_where_it_is_written_and_nowhere_else(whole: Desk, role: str) -> None:
    clock = Clock()
    app = make_app(whole, Settings(now=clock))
    found: dict[str, str] = {}
    for address, row in ACCESS.items():
        with whole.store.writing(role) as writer:
            session = begin(writer.connection, role, clock())
        known = session_of(whole, session, clock())
        assert known is not None
        found[address] = outcome(opened(app, session), address, row, known.csrf)

    expected = {address: "yes" if role in row.roles else "no" for address, row in ACCESS.items()}
    actual = found
    assert expected == actual


def test_who_has_not_logged_in_is_let_through_nowhere_but_to_the_login(whole: Desk) -> None:
    app = make_app(whole)
    found = {address: outcome(opened(app), address, row, app.state.csrf) for address, row in ACCESS.items()}

    expected = {address: "yes" if "nobody" in row.roles else "log in" for address, row in ACCESS.items()}
    actual = found
    assert expected == actual


def test_a_token_is_let_through_as_its_role_under_api_and_nowhere_else(whole: Desk) -> None:
    found: dict[str, dict[str, str]] = {}
    app = make_app(whole)
    for role in sorted(ALL):
        token = make_token(whole, User(role, role, role), "", 1, app.state.gate.now())
        client = opened(app)
        client.headers["Authorization"] = f"Bearer {token}"
        found[role] = {address: outcome(client, address, row, "none") for address, row in ACCESS.items()}

    expected = {role: {address: _by_token(role, address, row) for address, row in ACCESS.items()} for role in ALL}
    actual = found
    assert expected == actual


def _by_token(role: str, address: str, row: Row) -> str:
    if address.partition(" ")[2].startswith("/api/"):
        return "yes" if role in row.roles else "no"
    return "yes" if "nobody" in row.roles else "log in"


def test_who_is_alone_is_let_through_everywhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = open_desk(tmp_path_factory.mktemp("alone") / "store", workers=1)
    try:
        app = make_app(desk)
        found = {address: outcome(opened(app), address, row, app.state.csrf) for address, row in ACCESS.items()}
    finally:
        desk.close()

    expected = dict.fromkeys(ACCESS, "yes")
    actual = found
    assert expected == actual
