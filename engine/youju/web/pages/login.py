"""Logging in and out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Response
from starlette.responses import RedirectResponse

from youju.desk.sessions import log_in, log_out
from youju.source import CodedError
from youju.web.gate import cookie_name, drop_session, keep_session
from youju.web.origin import local_path
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/login")
def login_page(visit: Visitor, next: str = "/", said: str = "") -> Response:
    """The form; whoever has logged in already goes on."""
    if visit.user.role is not None:
        return RedirectResponse(quote(local_path(next), safe="/?&=%"), 303)
    return visit.page("login.html", next=local_path(next), name="", error=None, said=said)


@ROUTER.post("/login")
def enter(
    visit: Visitor,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Begins a session and goes on to what was asked for; a refusal is told on the form."""
    try:
        session = _begun(visit, name, password)
    except CodedError as error:
        if error.code not in ("login-refused", "login-wait"):
            raise
        status = 401 if error.code == "login-refused" else 429
        return visit.page("login.html", status, next=local_path(next), name=name[:64], error=error, said="")
    to = RedirectResponse(quote(local_path(next), safe="/?&=%"), 303)
    return keep_session(visit.request, to, session)


@ROUTER.post("/logout")
def leave(visit: Visitor) -> Response:
    """Ends the session."""
    session = visit.request.cookies.get(cookie_name(visit.request))
    if session is not None:
        log_out(visit.desk, visit.user, session)
    return drop_session(visit.request, RedirectResponse("/login?said=out", 303))


def _begun(visit: Visit, name: str, password: str) -> str:
    state, client = visit.request.app.state, visit.request.client
    now, address = state.gate.now(), client.host if client is not None else ""
    with state.throttle.trying(name, address, now):
        return log_in(visit.desk, name, password, now, visit.request.cookies.get(cookie_name(visit.request)))
