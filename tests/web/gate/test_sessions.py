"""Logging in and out: what begins a session, what ends it, and what a stranger learns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY
from gate_kit import PASSWORD, Browser, Clock, code_of
from sqlalchemy import select

from youju.desk import passwords
from youju.desk.accounts import close_account, set_password, set_role
from youju.desk.desk import Desk
from youju.desk.passwords import kept_hash
from youju.desk.sessions import IDLE, WHOLE
from youju.desk.who import ALONE
from youju.store.tables import SESSIONS

Opened = Callable[..., Browser]
RECOMMENDED = passwords.HASHER
"""Before the tests take a quicker one."""


def inside(browser: Browser) -> bool:
    return browser.get("/settings").status_code == 200


def test_the_right_password_lets_in_and_the_header_says_who(browser: Opened) -> None:
    here = browser()
    before, answer, after = inside(here), here.log_in("auditor"), inside(here)

    expected = (False, 303, "/audits", True, True)
    actual = (before, answer.status_code, answer.headers["location"], after, "AUDITOR" in here.get("/settings").text)
    assert expected == actual


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_with_tls_of_everything_else(browser: Opened) -> None:
    plain, tls = browser().log_in("auditor"), browser("https://youju.example").log_in("auditor")
    told = [one.headers["set-cookie"].partition("=") for one in (plain, tls)]
    flags = [{part.strip() for part in value.split(";")[1:]} for _, _, value in told]

    expected = (["youju", "__Host-youju"], [{"HttpOnly", "Path=/", "SameSite=lax"}] * 2, {"Secure"})
    actual = ([name for name, _, _ in told], [one - {"Secure"} for one in flags], flags[1] - flags[0])
    assert expected == actual


def test_a_session_planted_before_the_login_is_none_after_it(browser: Opened, desk: Desk) -> None:
    victim, thief = browser("http://youju.example"), browser("http://youju.example")
    planted = "a-session-id-that-somebody-else-chose"
    for one in (victim, thief):
        one.client.cookies.set("youju", planted, domain="youju.example", path="/")
    sent = thief.get("/login").request.headers["cookie"]
    victim.log_in("auditor")

    expected = (f"youju={planted}", True, False, 1)
    actual = (sent, inside(victim), inside(thief), sessions_in(desk))
    assert expected == actual


def test_logging_in_again_takes_another_session_and_ends_the_one_before(browser: Opened, desk: Desk) -> None:
    here, copied = browser(), browser()
    here.log_in("auditor")
    copied.client.cookies = here.client.cookies.__class__(here.client.cookies)
    was_in = inside(copied)
    here.post("/login", {"name": "auditor", "password": PASSWORD})

    expected = (True, True, False, 1)
    actual = (was_in, inside(here), inside(copied), sessions_in(desk))
    assert expected == actual


def test_logging_out_ends_the_session_wherever_it_is_used(browser: Opened) -> None:
    here, copied = browser(), browser()
    here.log_in("auditor")
    copied.client.cookies = here.client.cookies.__class__(here.client.cookies)
    answer = here.post("/logout")

    expected = (303, "/login?said=out", False, False)
    actual = (answer.status_code, answer.headers["location"], inside(here), inside(copied))
    assert expected == actual


@pytest.mark.parametrize(("seconds", "still"), [(-1, True), (0, False)])
def test_a_session_ends_when_nobody_came_for_so_long(browser: Opened, clock: Clock, seconds: int, still: bool) -> None:
    here = browser()
    here.log_in("auditor")
    clock.pass_(seconds=IDLE.total_seconds() + seconds)

    expected = still
    actual = inside(here)
    assert expected == actual


@pytest.mark.parametrize(("seconds", "still"), [(-1, True), (0, False)])
def test_a_session_ends_after_its_whole_time_however_often_one_came(
    browser: Opened, clock: Clock, seconds: int, still: bool
) -> None:
    here = browser()
    here.log_in("auditor")
    came = []
    for _ in range(int(WHOLE.total_seconds()) // 1800 - 1):
        clock.pass_(minutes=30)
        came.append(inside(here))
    clock.pass_(seconds=1800 + seconds)

    expected = ({True}, still)
    actual = (set(came), inside(here))
    assert expected == actual


ENDS: dict[str, Callable[[Desk], None]] = {
    "another role": lambda desk: set_role(desk, ALONE, "auditor", "policy"),
    "another password": lambda desk: set_password(desk, ALONE, "auditor", "another of twelve"),
    "its closing": lambda desk: close_account(desk, ALONE, "auditor"),
}


@pytest.mark.parametrize("change", ENDS.values(), ids=ENDS.keys())
def test_every_session_of_an_account_ends_with(browser: Opened, desk: Desk, change: Callable[[Desk], None]) -> None:
    here, there, other = browser(), browser(), browser()
    for one, name in ((here, "auditor"), (there, "auditor"), (other, "chief")):
        one.log_in(name)
    change(desk)

    expected = [False, False, True]
    actual = [inside(one) for one in (here, there, other)]
    assert expected == actual


def test_ones_own_new_password_ends_ones_sessions_and_is_the_only_one_that_lets_in(browser: Opened) -> None:
    here, there = browser(), browser()
    for one in (here, there):
        one.log_in("auditor")
    form = {"old": PASSWORD, "new": "another of twelve", "again": "another of twelve"}
    answer = here.post("/settings/password", form)
    tried = [browser().log_in("auditor", one).status_code for one in (PASSWORD, "another of twelve")]

    expected = ("/login?said=password", False, False, [401, 303])
    actual = (answer.headers["location"], inside(here), inside(there), tried)
    assert expected == actual


def test_the_old_password_is_asked_for(browser: Opened) -> None:
    here = browser()
    here.log_in("auditor")
    form = {"old": "not this one at all", "new": "another of twelve", "again": "another of twelve"}
    answer = here.post("/settings/password", form)

    expected = ("password-wrong", True)
    actual = (code_of(answer), inside(here))
    assert expected == actual


@pytest.mark.parametrize("name", ["auditor", "closed", "nobody", "", "两 个 词", "x" * 70, "a\0b"])
def test_a_wrong_login_says_the_same_after_the_same_work(
    browser: Opened, desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """One hash is worked out whether there is an account or not; the name is the only word that differs."""
    if name == "closed":
        set_role(desk, ALONE, "policy", "admin")
        close_account(desk, ALONE, "policy")
        name = "policy"
    counting = Counting()
    monkeypatch.setattr(passwords, "HASHER", counting)
    here = browser()
    answer = here.log_in(name, "not this one at all")

    expected = (401, "login-refused", 1, True)
    actual = (answer.status_code, code_of(answer), counting.hashes, "账号或密码不对" in answer.text)
    assert expected == actual


class Counting:
    """A hasher that counts what it works out."""

    def __init__(self) -> None:
        self.inner, self.hashes = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1), 0

    def hash(self, password: str) -> str:
        self.hashes += 1
        return self.inner.hash(password)

    def verify(self, kept: str, password: str) -> bool:
        self.hashes += 1
        return self.inner.verify(kept, password)


def test_passwords_are_hashed_as_is_recommended() -> None:
    expected = RFC_9106_LOW_MEMORY
    actual = RECOMMENDED._parameters
    assert expected == actual


def test_a_hash_of_other_parameters_is_made_anew_at_the_next_login(
    browser: Opened, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.store.reading() as connection:
        before = kept_hash(connection, "auditor")
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=128, parallelism=1))
    entered = [browser().log_in("auditor").status_code for _ in range(2)]
    with desk.store.reading() as connection:
        after = kept_hash(connection, "auditor")

    expected = ([303, 303], "$argon2id$v=19$m=64,t=1,p=1", "$argon2id$v=19$m=128,t=2,p=1")
    actual = (
        entered,
        str(before).rpartition("$")[0].rpartition("$")[0],
        str(after).rpartition("$")[0].rpartition("$")[0],
    )
    assert expected == actual


def test_letters_that_keyboards_write_differently_are_the_same(browser: Opened, desk: Desk) -> None:
    set_password(desk, ALONE, "auditor", "ａｂｃ 十二 caf\u0065\u0301 xyz")

    expected = 303
    actual = browser().log_in("auditor", "abc 十二 caf\u00e9 xyz").status_code
    assert expected == actual


def sessions_in(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return len(connection.execute(select(SESSIONS)).all())
