"""What every request passes before a page: which host it asks, from where, whose it is, how large; and the headers
that guard answers. Pure ASGI: a refused request is never read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import compare_digest
from typing import cast
from urllib.parse import quote, urlsplit

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from starlette.datastructures import MutableHeaders, UploadFile
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from youju.desk.accounts import any_account
from youju.desk.desk import Desk
from youju.desk.sessions import session_of
from youju.desk.tokens import bearer_of
from youju.desk.who import ALONE, NOBODY, User
from youju.source import CodedError
from youju.web import bounded
from youju.web.bounded import Body, most_of, too_large
from youju.web.origin import SAFE, forwarded, require_host, require_same_origin
from youju.web.status import LATER
from youju.web.typed import keep_typed, read_typed
from youju.web.visit import fresh
from youju.web.words import COOKIE

LOGIN = "/login"
API = "/api/"
_STATIC = ("/static/", "/pieces.css")
"""What every page loads, the one with the login too; all of it came with the program."""
_YEAR = 365 * 24 * 3600
LOCAL_NAMES = frozenset(("127.0.0.1", "localhost", "[::1]"))


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """By which names the server may be asked for, and what time it is."""

    hosts: frozenset[str] = LOCAL_NAMES
    now: Callable[[], datetime] = _now


@dataclass(frozen=True, slots=True)
class Asker:
    """Who a request is by, and the token that its changes bring; a bearer of a token of the API needs none."""

    user: User
    csrf: str | None


@dataclass(frozen=True, slots=True)
class Gate:
    """The middleware. Who it is is looked up in threads of its own: pages that take long do not keep others out."""

    app: ASGIApp
    settings: Settings
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(8))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await (_refuse_socket(send) if scope["type"] == "websocket" else self.app(scope, receive, send))
            return
        body = Body(receive, most_of(scope["path"], known=False))
        request = Request(scope, body.receive)
        state = request.state
        state.user, state.csrf, state.nonce = NOBODY, request.app.state.csrf, fresh()
        answering = _Answering(request, send, body)
        try:
            refused = await self._look(request, body)
        except CodedError as error:
            if error.code in LATER and request.method not in SAFE:
                # Nobody can look now whether the sender may: what they typed is shown to them alone, and not used.
                body.most = bounded.FILE
                await read_typed(request)
            refused = _told(request, error)
        if refused is None:
            try:
                await self.app(scope, body.receive, answering.send)
            except ClientDisconnect:
                if body.wrong is None:
                    raise
            if body.wrong is not None and not answering.begun:
                refused = _told(request, body.wrong)
        if refused is not None:
            if request.method not in SAFE and not body.whole:
                # What is still to come of the body is read by nobody: the connection is of no more use.
                refused.headers["Connection"] = "close"
            await refused(scope, receive, answering.say)

    async def _look(self, request: Request, body: Body) -> Response | None:
        """Enters who it is in the state of the request; an answer where it goes no further."""
        require_host(request, self.settings.hosts)
        require_same_origin(request)
        path = request.url.path
        if not path.startswith(_STATIC):
            asker = await to_thread.run_sync(self._asker, request, limiter=self.threads)
            if asker is None and path != LOGIN:
                return _to_login(request)
            if asker is not None:
                request.state.user, request.state.csrf = asker.user, asker.csrf
                body.most = most_of(path, known=True)
        length = request.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > body.most:
            raise too_large(body.most)
        return None

    def _asker(self, request: Request) -> Asker | None:
        """Who a request is by; None where nobody has logged in who must. CodedError `token-refused`."""
        desk, now = cast(Desk, request.app.state.desk), self.settings.now()
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and request.url.path.startswith(API):
            user = bearer_of(desk, token.strip(), now)
            if user is None:
                zh, en = "这个令牌不对、已到期或已停用", "this token is none, or has ended"
                raise CodedError("token-refused", zh, en)
            return Asker(user, None)
        given = request.cookies.get(cookie_name(request))
        session = None if given is None else session_of(desk, given, now)
        if session is not None:
            return Asker(session.user, session.csrf)
        with desk.store.reading() as connection:
            if any_account(connection):
                return None
        if forwarded(request):
            zh = "还没有账号，只能在本机用；先运行 youju account add NAME --role admin"
            en = "without accounts it serves this machine alone: run youju account add NAME --role admin first"
            raise CodedError("serve-needs-accounts", zh, en)
        return Asker(ALONE, request.app.state.csrf)


@dataclass(slots=True)
class _Answering:
    """What is sent: with the headers of every answer, and nothing of an answer to a body that was cut off."""

    request: Request
    out: Send
    body: Body
    begun: bool = False

    async def send(self, message: Message) -> None:
        if self.body.wrong is None or self.begun:
            await self.say(message)

    async def say(self, message: Message) -> None:
        """Sends whatever became of the body."""
        if message["type"] == "http.response.start":
            self.begun = True
            _guard(self.request, message)
        await self.out(message)


async def require_ours(request: Request) -> None:
    """A change is asked by a page of ours: its token, in the header that scripts send or in the form.

    CodedError `form-expired` where it is not, `upload-too-large` where a file of it is.
    """
    if request.method in SAFE:
        return
    form = await request.form()
    keep_typed(request, form)
    if any(isinstance(one, UploadFile) and (one.size or 0) > bounded.FILE for one in form.values()):
        raise bounded.file_too_large()
    expected = request.state.csrf
    if request.state.user.alone and request.url.path.startswith(API) and "Origin" not in request.headers:
        # A script of this machine: every browser says from where it sends a change.
        return
    given = request.headers.get("X-CSRF-Token") or str(form.get("csrf", ""))
    if expected is not None and not compare_digest(given.encode(), expected.encode()):
        zh, en = "表单已过期，没有提交；请返回、刷新后再交", "the form is out of date: go back, reload, send it again"
        raise CodedError("form-expired", zh, en)


def cookie_name(request: Request) -> str:
    """The cookie of a session; with TLS one that no other host and no page without TLS can set."""
    return "__Host-youju" if request.url.scheme == "https" else "youju"


def keep_session(request: Request, answer: Response, session: str) -> Response:
    """An answer that gives the browser its session, until it is closed."""
    secure = request.url.scheme == "https"
    answer.set_cookie(cookie_name(request), session, path="/", secure=secure, httponly=True, samesite="lax")
    return answer


def drop_session(request: Request, answer: Response) -> Response:
    """An answer after which the browser has no session."""
    secure = request.url.scheme == "https"
    answer.delete_cookie(cookie_name(request), path="/", secure=secure, httponly=True, samesite="lax")
    return answer


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
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def _guard(request: Request, start: Message) -> None:
    """Puts into the beginning of an answer the headers of every answer, and the cookie of a language just chosen."""
    told = MutableHeaders(scope=start)
    if request.url.path.startswith(_STATIC):
        # Asked for again each time, and answered in a word where it is the same: no page meets scripts of another.
        told.setdefault("Cache-Control", "no-cache")
    for name, value in headers(request.state.nonce).items():
        told.setdefault(name, value)
    if request.url.scheme == "https":
        told.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
    if start["status"] == 401 and request.url.path.startswith(API):
        told.setdefault("WWW-Authenticate", "Bearer")
    if (lang := request.query_params.get("lang")) in ("zh", "en"):
        told.append("Set-Cookie", f"{COOKIE}={lang}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax")


def _to_login(request: Request) -> Response:
    """Where somebody goes who must log in first; a change, and what scripts ask for, is answered in place."""
    if request.method in SAFE and not request.url.path.startswith(API):
        part = request.headers.get("HX-Request") == "true"
        # Of a part of a page the page is gone back to.
        here = urlsplit(request.headers.get("HX-Current-URL", "/") if part else str(request.url))
        to = f"{LOGIN}?next={quote(here.path + (f'?{here.query}' if here.query else ''), safe='/')}"
        return Response(status_code=401, headers={"HX-Redirect": to}) if part else RedirectResponse(to, 303)
    zh = "登录已结束，没有提交；请另开窗口登录，把写好的内容抄下来再交"
    raise CodedError("login-needed", zh, "log in first: nothing was sent; keep a copy of what you wrote")


def _told(request: Request, error: CodedError) -> Response:
    """An error as the application tells it."""
    told = request.app.exception_handlers[CodedError]
    return cast(Response, told(request, error))


async def _refuse_socket(send: Send) -> None:
    await send({"type": "websocket.close", "code": 1008})
