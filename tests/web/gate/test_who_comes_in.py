"""Which requests pass the gate at all: hosts, other sites, sizes, and who has not logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from gate_kit import alone_browser, code_of, names_in

from youju.desk.desk import Desk
from youju.web import bounded
from youju.web.origin import local_path

Opened = Callable[..., Any]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example", "", "localhost:x"])
def test_a_name_that_is_not_ours_is_not_answered_even_alone(alone: Desk, host: str) -> None:
    """A page whose name was bound to this machine's address asks under its own name."""
    answer = alone_browser(alone).get("/audits", headers={"Host": host})

    expected = (400, "host-not-allowed")
    actual = (answer.status_code, code_of(answer))
    assert expected == actual


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8642", "127.0.0.1:8642", "[::1]:8642"])
def test_this_machine_has_these_names(alone: Desk, host: str) -> None:
    expected = 200
    actual = alone_browser(alone).get("/audits", headers={"Host": host}).status_code
    assert expected == actual


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost:9999"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_of_another_site_changes_nothing_even_alone_and_with_the_right_token(
    alone: Desk, headers: dict[str, str]
) -> None:
    browser = alone_browser(alone)
    form = {"name": "mallory", "role": "admin", "password": "of twelve and more"}
    answer = browser.post("/accounts", form, headers=headers)

    expected = (403, "origin-not-allowed", [])
    actual = (answer.status_code, code_of(answer), names_in(alone))
    assert expected == actual


def test_the_same_form_of_our_own_page_makes_the_account_and_from_then_on_one_logs_in(alone: Desk) -> None:
    browser = alone_browser(alone)
    form = {"name": "zhou", "role": "admin", "password": "of twelve and more"}
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    made = browser.post("/accounts", form, headers=ours)
    after = browser.get("/accounts")

    expected = (303, "/accounts", ["zhou"], 303, "/login?next=/accounts")
    actual = (made.status_code, made.headers["location"], names_in(alone), after.status_code, after.headers["location"])
    assert expected == actual


def test_a_link_of_another_site_may_be_followed_but_nothing_embedded(alone: Desk) -> None:
    away = {"Sec-Fetch-Site": "cross-site"}
    followed = away | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    framed = away | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    picture = away | {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    browser = alone_browser(alone)

    expected = [200, 403, 403]
    actual = [browser.get("/audits", headers=headers).status_code for headers in (followed, framed, picture)]
    assert expected == actual


@pytest.mark.parametrize("token", [None, "", "x" * 32, "令牌"])
def test_a_change_without_the_token_of_its_page_is_not_made(alone: Desk, token: str | None) -> None:
    form = {"name": "zhou", "role": "admin", "password": "of twelve and more"} | ({"csrf": token} if token else {})
    answer = alone_browser(alone).client.post("/accounts", data=form)

    expected = (403, "form-expired", [])
    actual = (answer.status_code, code_of(answer), names_in(alone))
    assert expected == actual


def test_the_token_of_one_session_is_none_of_another(browser: Opened) -> None:
    one, other = browser(), browser()
    one.log_in("auditor")
    other.log_in("chief")
    answer = one.client.post("/settings/title", data={"csrf": other.csrf(), "title": "变"})

    expected = (403, "form-expired")
    actual = (answer.status_code, code_of(answer))
    assert expected == actual


def test_who_has_not_logged_in_is_sent_to_do_so_and_comes_back(browser: Opened) -> None:
    here = browser()
    sent = here.get("/audits?lang=en&q=水 利")
    part = here.get("/audits", headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/audits/3?tab=2"})
    arrived = here.log_in("auditor", next="/audits?lang=en&q=水利")

    expected = (303, "/login?next=/audits%3Flang%3Den%26q%3D%25E6%25B0%25B4%2520%25E5%2588%25A9")
    expected = (*expected, 401, "/login?next=/audits/3%3Ftab%3D2", "/audits?lang=en&q=%E6%B0%B4%E5%88%A9")
    actual = (sent.status_code, sent.headers["location"], part.status_code, part.headers["HX-Redirect"])
    assert expected == (*actual, arrived.headers["location"])


def test_a_change_by_nobody_is_told_in_place(browser: Opened) -> None:
    here = browser()
    answer = here.client.post("/settings/title", data={"csrf": here.csrf("/login"), "title": "变"})

    expected = (401, "login-needed")
    actual = (answer.status_code, code_of(answer))
    assert expected == actual


@pytest.mark.parametrize(
    "asked", ["//evil.example", "/\\evil.example", "https://evil.example", "", "a", "/a\n", "/a\\b"]
)
def test_a_login_leads_nowhere_else(asked: str) -> None:
    expected = "/"
    actual = local_path(asked)
    assert expected == actual


def test_a_request_of_nobody_is_small(browser: Opened) -> None:
    here = browser()
    answer = here.client.post("/login", data={"csrf": here.csrf("/login"), "name": "x" * bounded.UNKNOWN})

    expected = (413, "request-too-large")
    actual = (answer.status_code, code_of(answer))
    assert expected == actual


def _pieces(size: int, told: list[int]) -> Iterator[bytes]:
    head = b'--b\r\nContent-Disposition: form-data; name="reports"; filename="r.md"\r\n\r\n'
    for piece in (head, *([b"x" * 1000] * (size // 1000)), b"\r\n--b--\r\n"):
        told.append(len(piece))
        yield piece


def test_a_body_without_a_length_is_cut_where_it_is_too_large(browser: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "UPLOAD", 5000)
    here = browser()
    here.log_in("auditor")
    headers = {"Content-Type": "multipart/form-data; boundary=b", "X-CSRF-Token": here.csrf()}
    answer = here.client.post("/audits", content=_pieces(9000, []), headers=headers)

    expected = (413, "request-too-large", True)
    actual = (answer.status_code, code_of(answer), "Content-Security-Policy" in answer.headers)
    assert expected == actual


def test_one_file_of_a_request_is_bounded_too(browser: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "FILE", 5000)
    here = browser()
    here.log_in("auditor")
    sent = {name: (name, b"x" * size) for name, size in (("reports", 5001),)}
    answer = here.client.post("/audits", files=sent, headers={"X-CSRF-Token": here.csrf()})

    expected = (413, "upload-too-large")
    actual = (answer.status_code, code_of(answer))
    assert expected == actual


def test_a_proxy_before_a_workbench_without_accounts_is_refused(alone: Desk) -> None:
    answer = alone_browser(alone).get("/audits", headers={"X-Forwarded-For": "203.0.113.9"})

    expected = (403, "serve-needs-accounts")
    actual = (answer.status_code, code_of(answer))
    assert expected == actual


def test_what_goes_wrong_unforeseen_is_a_sentence_with_the_same_headers(app: FastAPI, browser: Opened) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a secret of the inside")

    app.add_api_route("/broken", broken)
    here = browser(raise_server_exceptions=False)
    here.log_in("auditor")
    answer = here.get("/broken")

    expected = (500, "internal", False, True)
    actual = (answer.status_code, code_of(answer), "secret" in answer.text, "Content-Security-Policy" in answer.headers)
    assert expected == actual


def test_with_tls_browsers_are_told_to_stay_with_it(browser: Opened) -> None:
    plain, tls = browser().get("/login"), browser("https://youju.example").get("/login")

    expected = (False, "max-age=31536000")
    actual = ("Strict-Transport-Security" in plain.headers, tls.headers["Strict-Transport-Security"])
    assert expected == actual


def test_a_language_once_chosen_stays(browser: Opened) -> None:
    here = browser()
    before, _, after = here.get("/login").text, here.get("/login?lang=en"), here.get("/login").text

    expected = ('<html lang="zh-CN">', '<html lang="en">')
    actual = (before.splitlines()[1], after.splitlines()[1])
    assert expected == actual
