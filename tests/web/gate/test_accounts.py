"""Accounts: what may be made of them, who may, and that no password is ever told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from gate_kit import PASSWORD, Browser, Clock, code_of, names_in
from hypothesis import given
from hypothesis import strategies as st
from loguru import logger
from sqlalchemy import select
from test_tokens import holds

from youju.desk.accounts import add_account, change_password, close_account, set_password, set_role, set_title
from youju.desk.desk import Desk
from youju.desk.passwords import LONGEST, SHORTEST
from youju.desk.who import ALONE, MAY, NOBODY, Role, User, is_account_name, may, require_other
from youju.source import CodedError
from youju.source.log import loud
from youju.store.tables import ACCOUNTS, RECORDS

Opened = Callable[..., Browser]


def code(act: Callable[[], object]) -> str | None:
    """The code that something is refused with."""
    try:
        act()
    except CodedError as error:
        return error.code
    return None


def test_the_first_account_is_an_admin(alone: Desk) -> None:
    refused = code(lambda: add_account(alone, ALONE, "zhou", "", "chief", PASSWORD))
    made = code(lambda: add_account(alone, ALONE, "zhou", "", "admin", PASSWORD))

    expected = ("account-first", None, ["zhou"])
    actual = (refused, made, names_in(alone))
    assert expected == actual


@pytest.mark.parametrize("name", ["local", "youju", "", "a b", "-a", "a-", "x" * 33, "a/b", "a\nb", "<b>"])
def test_a_name_that_records_could_not_bear_is_refused(alone: Desk, name: str) -> None:
    expected = ("account-name", [])
    actual = (code(lambda: add_account(alone, ALONE, name, "", "admin", PASSWORD)), names_in(alone))
    assert expected == actual


@given(st.text(max_size=40))
def test_a_name_of_an_account_is_short_and_has_nothing_that_a_path_or_page_reads(name: str) -> None:
    harmful = set(name) & set("/\\<>&\"'?#%\0 \n:")

    assert not is_account_name(name) or (0 < len(name) <= 32 and not harmful)


@pytest.mark.parametrize(
    ("length", "refused"), [(SHORTEST - 1, True), (SHORTEST, False), (LONGEST, False), (LONGEST + 1, True)]
)
def test_a_password_has_a_length_and_nothing_else_is_asked(alone: Desk, length: int, refused: bool) -> None:
    expected = "password-length" if refused else None
    actual = code(lambda: add_account(alone, ALONE, "zhou", "", "admin", "a" * length))
    assert expected == actual


def test_a_name_is_given_once_even_when_its_account_is_closed(desk: Desk) -> None:
    close_account(desk, ALONE, "auditor")

    expected = ["account-exists"] * 2
    actual = [
        code(lambda name=name: add_account(desk, ALONE, name, "", "chief", PASSWORD)) for name in ("auditor", "chief")
    ]
    assert expected == actual


@pytest.mark.parametrize("change", ["close", "role"])
def test_the_last_admin_stays_one(desk: Desk, change: str) -> None:
    def end(name: str) -> None:
        close_account(desk, ALONE, name) if change == "close" else set_role(desk, ALONE, name, "auditor")

    last = code(lambda: end("admin"))
    set_role(desk, ALONE, "chief", "admin")
    one_of_two = code(lambda: end("admin"))
    last_again = code(lambda: end("chief"))

    expected = ("account-last-admin", None, "account-last-admin")
    actual = (last, one_of_two, last_again)
    assert expected == actual


def test_a_closed_account_is_no_longer_changed_and_lets_nobody_in(desk: Desk, browser: Opened) -> None:
    close_account(desk, ALONE, "auditor")
    tried = [
        code(lambda: set_role(desk, ALONE, "auditor", "chief")),
        code(lambda: set_password(desk, ALONE, "auditor", PASSWORD)),
        code(lambda: close_account(desk, ALONE, "auditor")),
    ]

    expected = (["account-unknown"] * 3, 401)
    actual = (tried, browser().log_in("auditor").status_code)
    assert expected == actual


@pytest.mark.parametrize("role", ["", "root", "Admin", "admin "])
def test_a_role_is_one_of_four(desk: Desk, role: str) -> None:
    expected = "account-role"
    actual = code(lambda: set_role(desk, ALONE, "auditor", role))
    assert expected == actual


def test_ones_title_is_ones_own_to_change_and_is_shown(browser: Opened) -> None:
    here = browser()
    here.log_in("auditor")
    here.post("/settings/title", {"title": "  周   审计 "})
    long = here.post("/settings/title", {"title": "周" * 41})

    expected = (True, "account-title")
    actual = (">周 审计</a>" in here.get("/audits").text, code_of(long))
    assert expected == actual


@pytest.mark.parametrize("role", ["auditor", "policy", "chief"])
def test_only_an_admin_manages_accounts_whichever_way_it_is_asked(desk: Desk, role: Role) -> None:
    user = User(role, "", role)
    tried = [
        code(lambda: add_account(desk, user, "zhou", "", "admin", PASSWORD)),
        code(lambda: set_role(desk, user, role, "admin")),
        code(lambda: close_account(desk, user, "admin")),
        code(lambda: set_password(desk, user, "admin", PASSWORD)),
    ]

    expected = ["not-allowed"] * 4
    actual = tried
    assert expected == actual


def test_nobody_may_do_nothing(desk: Desk) -> None:
    own = [code(lambda: change_password(desk, NOBODY, "", PASSWORD)), code(lambda: set_title(desk, NOBODY, "x"))]

    expected = (set[str](), ["password-wrong", "account-unknown"])
    actual = ({action for action in MAY if may(NOBODY, action)}, own)
    assert expected == actual


def test_the_last_step_is_never_the_askers_but_where_there_is_only_one() -> None:
    """Of whoever may take it at all."""
    chief, other = User("zhou", "", "chief"), User("wang", "", "chief")

    expected = ["four-eyes", None, None]
    actual = [
        code(lambda user=user: require_other(user, "zhou")) for user in (chief, other, User("zhou", "", "admin", True))
    ]
    assert expected == actual


def test_no_password_is_told_by_the_chain_the_log_a_page_or_a_file(
    alone: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from gate_kit import alone_browser

    told: list[str] = []
    loud().enable("youju")
    number = logger.add(told.append, level=0, format="{message} {extra} {exception}")
    secrets = [f"a secret of many words {n}" for n in range(4)]
    try:
        here, pages = alone_browser(alone), list[str]()
        pages.append(here.post("/accounts", {"name": "zhou", "role": "admin", "password": secrets[0]}).text)
        pages.append(here.log_in("zhou", secrets[1]).text)
        pages.append(here.log_in("zhou", secrets[0]).text)
        pages.append(here.post("/accounts", {"name": "wang", "role": "no", "password": secrets[2]}).text)
        form = {"old": secrets[0], "new": secrets[3], "again": secrets[3]}
        pages += [here.get("/accounts").text, here.post("/settings/password", form).text]
        pages += [here.log_in("zhou", secrets[3]).text, here.get("/accounts").text]
    finally:
        logger.remove(number)
        loud().disable("youju")
    seen = "".join([*pages, *told, *capfd.readouterr()])

    expected = ([], [], True)
    actual = (
        [one for one in secrets if one in seen],
        [one for one in secrets if holds(alone, tmp_path, one)],
        any("login of zhou" in line for line in told),
    )
    assert expected == actual


def test_what_the_chain_keeps_of_accounts_is_by_whoever_did_it(desk: Desk, browser: Opened, clock: Clock) -> None:
    here = browser()
    here.log_in("admin")
    here.post("/accounts/auditor/role", {"role": "policy"}, "/accounts")
    here.post("/accounts/auditor/close", page="/accounts")
    with desk.store.reading() as connection:
        lines = connection.execute(select(RECORDS.c.line).order_by(RECORDS.c.seq)).scalars().all()[-2:]
        row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == "auditor")).one()
    said = [json.loads(line)["body"] for line in lines]

    expected = ([("admin", "policy", True), ("admin", "policy", False)], ("policy", False))
    actual = ([(one["by"], one["role"], one["active"]) for one in said], (row.role, row.active))
    assert expected == actual
