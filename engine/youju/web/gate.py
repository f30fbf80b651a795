"""What every request passes before a page: whose it is, that its forms are ours, and the headers that guard answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from secrets import compare_digest

from fastapi import FastAPI, Request, Response

from youju.desk.who import ALONE
from youju.source import CodedError
from youju.web.visit import fresh

_SAFE = ("GET", "HEAD", "OPTIONS")
Next = Callable[[Request], Awaitable[Response]]


def guard(app: FastAPI) -> None:
    """Puts the gate before every page of an app."""

    @app.middleware("http")
    async def pass_gate(request: Request, call_next: Next) -> Response:  # pyright: ignore[reportUnusedFunction]
        request.state.user, request.state.nonce = ALONE, fresh()
        request.state.csrf = app.state.csrf
        answer = await call_next(request)
        for name, value in headers(request.state.nonce).items():
            answer.headers.setdefault(name, value)
        return answer


async def require_ours(request: Request) -> None:
    """A change is asked by a page of ours: its token, in the header that scripts send or in the form.

    CodedError `form-expired` where it is not.
    """
    if request.method in _SAFE:
        return
    given = request.headers.get("X-CSRF-Token")
    if given is None:
        given = str((await request.form()).get("csrf", ""))
    if not compare_digest(given.encode(), request.state.csrf.encode()):
        zh, en = "表单已过期，没有提交；请返回、刷新后再交", "the form is out of date: go back, reload, send it again"
        raise CodedError("form-expired", zh, en)


def headers(nonce: str) -> dict[str, str]:
    """Nothing is loaded from elsewhere, nothing runs but our files, nobody frames us."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' 'nonce-{nonce}'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
