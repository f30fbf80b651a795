"""One's own settings: what one is called, the password, the language, tokens for the HTTP API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from starlette.responses import RedirectResponse

from youju.desk.accounts import change_password, set_title
from youju.desk.passwords import SHORTEST
from youju.desk.tokens import end_token, make_token, tokens_of
from youju.desk.who import ACTION_WORDS, ROLE_WORDS
from youju.source import CodedError
from youju.web.gate import drop_session
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/settings")
def settings_page(visit: Visitor) -> Response:
    """What one may set."""
    return _shown(visit, None)


@ROUTER.post("/settings/title")
def change_title(visit: Visitor, title: Annotated[str, Form()] = "") -> Response:
    """What one is called on pages."""
    set_title(visit.desk, visit.user, title)
    return RedirectResponse("/settings", 303)


@ROUTER.post("/settings/password")
def renew_password(
    visit: Visitor,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Another password; every session ends, and one logs in by the new one."""
    if new != again:
        raise CodedError(
            "password-differs", "两次输入的新密码不同，没有改", "the new passwords differ: nothing was changed"
        )
    change_password(visit.desk, visit.user, old, new)
    return drop_session(visit.request, RedirectResponse("/login?said=password", 303))


@ROUTER.post("/settings/tokens")
def new_token(visit: Visitor, title: Annotated[str, Form()] = "", days: Annotated[int, Form()] = 90) -> Response:
    """A token; the page that answers is the only one that shows it."""
    return _shown(visit, make_token(visit.desk, visit.user, title, days, visit.request.app.state.gate.now()))


@ROUTER.post("/settings/tokens/{token}/end")
def stop_token(visit: Visitor, token: int) -> Response:
    """Ends a token."""
    end_token(visit.desk, visit.user, token)
    return RedirectResponse("/settings#tokens", 303)


def _shown(visit: Visit, made: str | None) -> Response:
    tokens = tokens_of(visit.desk, visit.user, visit.request.app.state.gate.now())
    may = [words for action, words in ACTION_WORDS.items() if visit.may(action)]
    return visit.page(
        "settings.html",
        tokens=tokens,
        made=made,
        roles=ROLE_WORDS,
        actions=may,
        shortest=SHORTEST,
    )
