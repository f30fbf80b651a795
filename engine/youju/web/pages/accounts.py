"""Accounts, for admins: the list, a new one, another role or password, the end of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from starlette.responses import RedirectResponse

from youju.desk.accounts import accounts, add_account, close_account, set_password, set_role
from youju.desk.passwords import SHORTEST
from youju.desk.who import ACTION_WORDS, MAY, ROLE_WORDS
from youju.web.visit import Visitor

ROUTER = APIRouter(include_in_schema=False)
_HERE = "/accounts"


@ROUTER.get("/accounts")
def account_list(visit: Visitor) -> Response:
    """All accounts, and what each role may do."""
    return visit.page(
        "accounts.html",
        rows=accounts(visit.desk, visit.user),
        roles=ROLE_WORDS,
        actions=ACTION_WORDS,
        allowed=MAY,
        shortest=SHORTEST,
    )


@ROUTER.post("/accounts")
def new_account(
    visit: Visitor,
    name: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """An account; after the first one everybody logs in."""
    add_account(visit.desk, visit.user, name, title, role, password)
    return RedirectResponse(_HERE, 303)


@ROUTER.post("/accounts/{name}/role")
def other_role(visit: Visitor, name: str, role: Annotated[str, Form()] = "") -> Response:
    """Another role."""
    set_role(visit.desk, visit.user, name, role)
    return RedirectResponse(_HERE, 303)


@ROUTER.post("/accounts/{name}/password")
def other_password(visit: Visitor, name: str, password: Annotated[str, Form()] = "") -> Response:
    """Another password, for whoever forgot theirs."""
    set_password(visit.desk, visit.user, name, password)
    return RedirectResponse(_HERE, 303)


@ROUTER.post("/accounts/{name}/close")
def end_account(visit: Visitor, name: str) -> Response:
    """Closes an account."""
    close_account(visit.desk, visit.user, name)
    return RedirectResponse(_HERE, 303)
