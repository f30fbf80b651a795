"""Tokens for the HTTP API: shown once, good under /api/ alone, and ended by time, at will and with their account."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI
from gate_kit import PASSWORD, Browser, Clock, code_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from youju.desk.accounts import add_account, close_account, set_role
from youju.desk.desk import Desk
from youju.desk.tokens import end_token, make_token, tokens_of
from youju.desk.who import ALONE, ROLE_WORDS, Action, User, may
from youju.source import CodedError
from youju.store.tables import RECORDS, SECRETS, TOKENS
from youju.web.gate import require_ours
from youju.web.visit import Visit, visit

Opened = Callable[..., Browser]
AUDITOR = User("auditor", "AUDITOR", "auditor")


@pytest.fixture(autouse=True)
def _probe(app: FastAPI) -> None:
    """Two addresses that tell who asks, one of them by a change."""

    def who(visit: Annotated[Visit, Depends(visit)]) -> dict[str, Any]:
        return {"name": visit.user.name, "role": visit.user.role}

    app.add_api_route("/api/who", who)
    app.add_api_route("/api/who", who, methods=["POST"], dependencies=[Depends(require_ours)])


def asked(browser: Browser, token: str, path: str = "/api/who", method: str = "GET") -> Any:
    return browser.client.request(method, path, headers={"Authorization": f"Bearer {token}"})


def test_a_token_asks_and_changes_under_api_without_cookie_and_form(browser: Opened, desk: Desk, clock: Clock) -> None:
    token = make_token(desk, AUDITOR, "夜里取数", 30, clock())
    answers = [asked(browser(), token, method=method) for method in ("GET", "POST")]

    expected = [(200, {"name": "auditor", "role": "auditor"})] * 2
    actual = [(one.status_code, one.json()) for one in answers]
    assert expected == actual


@pytest.mark.parametrize("path", ["/audits", "/settings", "/apis", "/API/who", "/"])
def test_a_token_opens_no_page(browser: Opened, desk: Desk, clock: Clock, path: str) -> None:
    answer = asked(browser(), make_token(desk, AUDITOR, "", 30, clock()), path)

    expected = (303, "/login")
    actual = (answer.status_code, answer.headers["location"].partition("?")[0])
    assert expected == actual


@pytest.mark.parametrize("token", ["", "x", "youju_" + "A" * 43, "a" * 5000])
def test_what_is_no_token_is_refused(browser: Opened, token: str) -> None:
    answer = asked(browser(), token)

    expected = (401, "token-refused", "Bearer")
    actual = (answer.status_code, code_of(answer), answer.headers["WWW-Authenticate"])
    assert expected == actual


def test_the_api_without_a_token_is_refused_where_it_is(browser: Opened) -> None:
    answer = browser().get("/api/who")

    expected = (401, "login-needed")
    actual = (answer.status_code, code_of(answer))
    assert expected == actual


def test_a_cookie_changes_under_api_with_the_token_of_its_form_only(browser: Opened) -> None:
    here = browser()
    here.log_in("auditor")
    without = here.client.post("/api/who")
    with_it = here.client.post("/api/who", headers={"X-CSRF-Token": here.csrf()})

    expected = (403, "form-expired", 200)
    actual = (without.status_code, code_of(without), with_it.status_code)
    assert expected == actual


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 401)])
def test_a_token_ends_by_its_date(browser: Opened, desk: Desk, clock: Clock, seconds: int, status: int) -> None:
    token = make_token(desk, AUDITOR, "", 30, clock())
    clock.pass_(days=30, seconds=seconds)

    expected = status
    actual = asked(browser(), token).status_code
    assert expected == actual


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_has_an_end_within_a_year(desk: Desk, clock: Clock, days: int) -> None:
    with pytest.raises(CodedError) as error:
        make_token(desk, AUDITOR, "", days, clock())

    expected = "token-days"
    actual = error.value.code
    assert expected == actual


def test_a_token_ends_with_its_account_and_has_its_role_of_today(browser: Opened, desk: Desk, clock: Clock) -> None:
    token = make_token(desk, AUDITOR, "", 30, clock())
    set_role(desk, ALONE, "auditor", "policy")
    role = asked(browser(), token).json()["role"]
    close_account(desk, ALONE, "auditor")

    expected = ("policy", 401)
    actual = (role, asked(browser(), token).status_code)
    assert expected == actual


def test_nobody_ends_the_token_of_another(browser: Opened, desk: Desk, clock: Clock) -> None:
    token = make_token(desk, AUDITOR, "", 30, clock())
    with desk.store.reading() as connection:
        number = connection.execute(select(TOKENS.c.id)).scalar_one()
    with pytest.raises(CodedError) as error:
        end_token(desk, User("chief", "", "chief"), number)

    expected = ("token-unknown", 200)
    actual = (error.value.code, asked(browser(), token).status_code)
    assert expected == actual


def test_a_token_is_shown_once_and_kept_as_a_digest(browser: Opened, desk: Desk, tmp_path: Path) -> None:
    here = browser()
    here.log_in("auditor")
    shown = re.findall(r"youju_[\w-]{43}", here.post("/settings/tokens", {"title": "取数", "days": "30"}).text)
    page = here.get("/settings").text
    asked_with = asked(browser(), shown[0]).status_code
    number = re.findall(r"/settings/tokens/(\d+)/end", page)[0]
    here.post(f"/settings/tokens/{number}/end")

    expected = (1, 200, False, True, False, 401)
    actual = (
        len(shown),
        asked_with,
        shown[0] in page,
        "取数" in page,
        holds(desk, tmp_path, shown[0]),
        asked(browser(), shown[0]).status_code,
    )
    assert expected == actual


def holds(desk: Desk, folder: Path, secret: str) -> bool:
    """Whether a text stands anywhere in the store: in its chain, its tables, its files."""
    with desk.store.reading() as connection:
        lines = [str(row) for table in (RECORDS, SECRETS) for row in connection.execute(select(table))]
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return any(secret in line for line in lines) or any(secret.encode() in data for data in files)


def test_days_that_a_token_may_last_are_counted_from_now(desk: Desk, clock: Clock) -> None:
    make_token(desk, AUDITOR, "", 366, clock())
    with desk.store.reading() as connection:
        ends = connection.execute(select(TOKENS.c.ends_at)).scalar_one()

    expected = (clock() + timedelta(days=366)).isoformat()
    actual = ends
    assert expected == actual


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("role"), st.sampled_from(sorted(ROLE_WORDS))),
        st.tuples(st.just("end"), st.none()),
        st.tuples(st.just("pass"), st.sampled_from((29, 30))),
        st.tuples(st.just("close"), st.none()),
    ),
    max_size=4,
)
ADDRESSES: Mapping[Action, tuple[str, str, dict[str, object] | None]] = {
    "look": ("GET", "/api/v1/audits", None),
    "take-in": ("POST", "/api/v1/jobs/none/cancel", None),
    "rule": ("POST", "/api/v1/audits/1/rulings/1/withdrawal", {"reason": "a"}),
    "close": ("POST", "/api/v1/audits/1/closing", {"step": "close"}),
    "draft": ("POST", "/api/v1/drafts", {"base": "a" * 64}),
    "ask-publish": (
        "POST",
        "/api/v1/drafts/1/publication",
        {"digest": "a" * 64, "reason": "a", "in_force": "2024-01-01"},
    ),
    "publish": ("POST", f"/api/v1/versions/{'a' * 64}/decision", {"publish": True}),
}
"""An operation that needs an action, of each that the API has."""


@given(steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_token_may_what_its_owner_may_now_and_nothing_once_it_has_ended(
    browser: Opened, desk: Desk, clock: Clock, steps: list[tuple[str, Any]]
) -> None:
    """Whatever becomes of its owner: another role, no account, another day, the token ended."""
    name = f"a{secrets.token_hex(6)}"
    add_account(desk, ALONE, name, name, "auditor", PASSWORD)
    owner, begun, lasts = User(name, name, "auditor"), clock(), timedelta(days=30)
    token = make_token(desk, owner, "", 30, begun)
    ended = False
    for kind, value in steps:
        if kind == "pass":
            clock.pass_(days=value)
        elif not ended and kind == "role":
            set_role(desk, ALONE, name, value)
            owner = replace(owner, role=value)
        elif not ended and kind == "end":
            end_token(desk, owner, tokens_of(desk, owner, begun)[0].id)
            ended = True
        elif not ended:
            close_account(desk, ALONE, name)
            ended = True
    ended = ended or clock() >= begun + lasts
    client = browser().client
    headers = {"Authorization": f"Bearer {token}"}
    found = {
        action: outcome_of(client.request(method, path, json=body, headers=headers))
        for action, (method, path, body) in ADDRESSES.items()
    }

    expected = {action: "ended" if ended else "may" if may(owner, action) else "may not" for action in ADDRESSES}
    actual = found
    assert expected == actual


def outcome_of(answer: Any) -> str:
    """Whether a token was taken, and whether its owner may."""
    if answer.status_code == 401:
        return "ended"
    return "may not" if code_of(answer) == "not-allowed" else "may"
