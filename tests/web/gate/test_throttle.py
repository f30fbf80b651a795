"""How often a login may be tried, by a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore

import pytest
from gate_kit import PASSWORD, Browser, Clock, code_of

from youju.source import CodedError
from youju.web.throttle import FORGOTTEN, FREE, LONGEST, Throttle

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
Opened = Callable[..., Browser]


def fail(throttle: Throttle, account: str, address: str, now: datetime) -> str | None:
    """A login that fails; the code where it may not even be tried."""
    try:
        with throttle.trying(account, address, now):
            raise ValueError
    except ValueError:
        return None
    except CodedError as error:
        return error.code


def waits(throttle: Throttle, account: str, address: str, failures: int) -> list[int]:
    """The seconds after each failure until the next try is let in, each tried as soon as it is."""
    now, found = NOW, list[int]()
    for _ in range(failures):
        assert fail(throttle, account, address, now) is None
        waited = 0
        while fail(_copy(throttle), account, address, now + timedelta(seconds=waited)) is not None:
            waited += 1
        found.append(waited)
        now += timedelta(seconds=waited)
    return found


def _copy(throttle: Throttle) -> Throttle:
    return Throttle(deepcopy(throttle.tries))


def test_the_wait_of_an_account_doubles_up_to_a_minute() -> None:
    expected = [0] * (FREE["account"] - 1) + [1, 2, 4, 8, 16, 32, 60, 60]
    actual = waits(Throttle(), "auditor", "unknown", FREE["account"] + 7)
    assert expected == actual


def test_the_wait_of_an_address_counts_all_accounts() -> None:
    throttle = Throttle()
    codes = [fail(throttle, f"guess{n}", "203.0.113.9", NOW) for n in range(FREE["address"] + 1)]

    expected = ([None] * FREE["address"] + ["login-wait"], None)
    actual = (codes, fail(throttle, "guess0", "203.0.113.10", NOW))
    assert expected == actual


def test_the_addresses_of_one_customer_count_as_one() -> None:
    throttle = Throttle()
    codes = [fail(throttle, f"g{n}", f"2001:db8:1:2::{n:x}", NOW) for n in range(FREE["address"] + 1)]

    expected = ("login-wait", None)
    actual = (codes[-1], fail(throttle, "g", "2001:db8:1:3::1", NOW))
    assert expected == actual


def test_failures_are_forgotten_after_an_hour() -> None:
    throttle = Throttle()
    for n in range(FREE["account"]):
        fail(throttle, "auditor", f"198.51.100.{n}", NOW)

    expected = ("login-wait", None)
    actual = tuple(fail(throttle, "auditor", "198.51.100.99", NOW + one) for one in (timedelta(), FORGOTTEN))
    assert expected == actual


def test_many_at_once_gain_nothing() -> None:
    """Each counts before its password is looked at: all are let in first, and fail together."""
    throttle, codes = Throttle(turns=BoundedSemaphore(100)), list[str | None]()
    with ExitStack() as together:
        together.push(lambda *_: True)
        for _ in range(FREE["account"] + 3):
            try:
                together.enter_context(throttle.trying("auditor", "203.0.113.9", NOW))
                codes.append(None)
            except CodedError as error:
                codes.append(error.code)
        raise ValueError

    expected = [None] * FREE["account"] + ["login-wait"] * 3
    actual = codes
    assert expected == actual


def test_a_login_that_succeeds_takes_back_its_own_count_and_no_other() -> None:
    throttle = Throttle()
    for n in range(FREE["address"] - 1):
        fail(throttle, f"guess{n}", "203.0.113.9", NOW)
    for _ in range(30):
        with throttle.trying("mallory", "203.0.113.9", NOW):
            pass

    expected = [None, "login-wait"]
    actual = [fail(throttle, "guess", "203.0.113.9", NOW) for _ in range(2)]
    assert expected == actual


def test_no_wait_is_longer_than_is_said_and_the_memory_is_bounded() -> None:
    throttle = Throttle()
    for n in range(10_050):
        fail(throttle, f"g{n}", f"10.0.{n // 250}.{n % 250}", NOW)

    expected = (True, 10_000, {"account": 60, "address": 900})
    actual = (len(throttle.tries) <= 10_000, len(throttle.tries), LONGEST)
    assert expected == actual


@pytest.mark.parametrize("name", ["auditor", "nobody"])
def test_too_many_wrong_logins_are_told_to_wait_whoever_is_named_even_with_the_right_password(
    browser: Opened, clock: Clock, name: str
) -> None:
    here = browser()
    for _ in range(FREE["account"]):
        here.log_in(name, "not this one at all")
    early = here.log_in(name)
    clock.pass_(seconds=1)
    later = here.log_in(name)

    expected = (429, "login-wait", "1 秒", 303 if name == "auditor" else 401)
    actual = (early.status_code, code_of(early), "1 秒" if "1 秒" in early.text else None, later.status_code)
    assert expected == actual


def test_a_typed_password_is_not_shown_again(browser: Opened) -> None:
    answer = browser().log_in("auditor", PASSWORD + "?")

    expected = (True, False)
    actual = ('value="auditor"' in answer.text, PASSWORD in answer.text)
    assert expected == actual
