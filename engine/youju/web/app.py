"""The application: the gate, the pages, the files they load, and what is shown when something is wrong."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from fractions import Fraction

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.staticfiles import StaticFiles

from youju.audit.words import points_text, printable
from youju.desk.desk import Desk
from youju.desk.jobs import resume
from youju.feel import read_number
from youju.regress.impact import signed
from youju.source import CodedError
from youju.web.api import audits as api_audits
from youju.web.api import chain as api_chain
from youju.web.api import drafts as api_drafts
from youju.web.api import jobs as api_jobs
from youju.web.api import papers as api_papers
from youju.web.api import rubrics as api_rubrics
from youju.web.api import rulings as api_rulings
from youju.web.api.described import described
from youju.web.api.problem import is_api, problem
from youju.web.gate import Gate, Settings, headers, require_ours
from youju.web.pages import (
    accounts,
    assets,
    audit,
    audits,
    catch_up,
    closing,
    codes,
    draft_files,
    drafts,
    effect,
    indicator,
    jobs,
    login,
    overview,
    papers,
    publish,
    rubrics,
    rulings,
    runs,
    settings,
    versions,
    what_if,
)
from youju.web.status import LATER, status_of
from youju.web.throttle import Throttle
from youju.web.typed import typed_of
from youju.web.visit import fresh, visit
from youju.web.words import moment

ROOMS = (
    assets,
    login,
    settings,
    accounts,
    audits,
    audit,
    indicator,
    codes,
    jobs,
    rubrics,
    drafts,
    draft_files,
    catch_up,
    rulings,
    closing,
    what_if,
    papers,
    versions,
    effect,
    publish,
    runs,
    overview,
)
"""The pages, by part."""
API = (api_audits, api_jobs, api_rulings, api_papers, api_rubrics, api_drafts, api_chain)
"""The resources under /api/v1."""


def make_app(desk: Desk, gate: Settings | None = None) -> FastAPI:
    """The workbench over a desk; without settings of its gate it answers to the names of this machine alone."""
    app = FastAPI(
        title="有据 youju", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=_begun,
        generate_unique_id_function=lambda route: route.name,
    )  # fmt: skip
    app.state.desk, app.state.csrf, app.state.templates = desk, fresh(), templates()
    app.state.gate, app.state.throttle = gate or Settings(), Throttle()
    app.add_middleware(Gate, settings=app.state.gate)
    app.mount("/static", StaticFiles(packages=[("youju.web", "static")]), name="static")
    for room in ROOMS:
        app.include_router(room.ROUTER, dependencies=[Depends(require_ours)])
    for room in API:
        app.include_router(room.ROUTER, dependencies=[Depends(require_ours)])
    app.openapi = described(app)
    app.add_exception_handler(CodedError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(Exception, _internal)
    return app


@asynccontextmanager
async def _begun(app: FastAPI) -> AsyncGenerator[None]:
    """Before the first request: workers start, and audits that were accepted and never made are taken up again."""
    desk: Desk = app.state.desk
    desk.pool.warm()
    resume(desk)
    yield


def templates() -> Environment:
    """Templates that escape what they are given, and know nothing that is not named."""
    made = Environment(
        loader=PackageLoader("youju.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"points": _points, "exact": _exact, "signed": signed, "moment": moment}
    made.filters |= {"printable": printable, "markup": Markup}
    return made


def _exact(value: Fraction | None) -> str:
    """Points that are numbers already, as people read them."""
    return "—" if value is None else points_text(value)


def _points(text: str | None) -> str:
    """Exact points as people read them."""
    return "—" if text is None else points_text(read_number(text))


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, CodedError)
    status = status_of(error)
    if is_api(request):
        return problem(error, status)
    again = error.code in LATER
    return visit(request).page("refused.html", status, **error.said, typed=typed_of(request, again), again=again)


def _refused(request: Request, error: Exception) -> Response:
    """An address or a method that there is not, or a body that is none."""
    assert isinstance(error, HTTPException)
    coded = {
        404: CodedError("not-found", "没有这个地址", "there is no such address"),
        405: CodedError("request-malformed", "这个地址不能这样用", "this address does not take this method"),
    }.get(error.status_code, CodedError("request-malformed", "请求不完整或写错了", "the request is malformed"))
    heads = dict(error.headers or {})
    if error.status_code == 405 and (methods := _allowed(request)):
        heads["Allow"] = methods
    if is_api(request):
        return problem(coded, error.status_code, headers=heads)
    answer = visit(request).page("refused.html", error.status_code, **coded.said)
    answer.headers.update(heads)
    return answer


def _allowed(request: Request) -> str:
    """The methods that an address takes: it has a route for each, of which the framework names the first alone."""
    routes = [one for room in (*ROOMS, *API) for one in room.ROUTER.routes if isinstance(one, APIRoute)]
    here = [one for one in routes if one.matches(request.scope)[0] is not Match.NONE]
    return ", ".join(sorted({method for one in here for method in one.methods or ()}))


def _malformed(request: Request, error: Exception) -> Response:
    """A part of a request that is not what it should be: which one stands in its place."""
    assert isinstance(error, RequestValidationError)
    place = [str(part) for part in error.errors()[0]["loc"]]
    zh, en = f"请求写错了：{place[-1][:60]}", f"the request is malformed: {place[-1][:60]}"
    if is_api(request):
        return problem(CodedError("request-malformed", zh, en), 422, [part[:80] for part in place])
    return visit(request).page("refused.html", 422, code="request-malformed", zh=zh, en=en)


def _internal(request: Request, error: Exception) -> Response:
    """What nobody thought of: told in a sentence here, in full to the log of the server. It comes past the gate."""
    zh, en = f"程序内部出错（{type(error).__name__}），没有做成", f"internal error ({type(error).__name__}): not done"
    answer = _told(request, CodedError("internal", zh, en))
    answer.headers.update(headers(request.state.nonce))
    return answer
