"""The application: the gate, the pages, the files they load, and what is shown when something is wrong."""

from __future__ import annotations

from fastapi import Depends, FastAPI, Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.staticfiles import StaticFiles

from youju.audit.words import points_text, printable
from youju.desk.desk import Desk
from youju.feel import read_number
from youju.source import CodedError
from youju.web.gate import guard, require_ours
from youju.web.pages import assets, audits, closing, papers, rulings, what_if
from youju.web.visit import fresh, visit
from youju.web.words import moment

STATUS = {
    "audit-unknown": 404,
    "audit-without-result": 409,
    "rulings-not-counted": 409,
    "not-found": 404,
    "not-allowed": 403,
    "four-eyes": 403,
    "form-expired": 403,
    "store-full": 507,
}
"""The status of an answer that tells a code; every other is 422."""


def make_app(desk: Desk) -> FastAPI:
    """The workbench over a desk."""
    app = FastAPI(title="有据 youju", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.desk, app.state.csrf, app.state.templates = desk, fresh(), templates()
    guard(app)
    app.mount("/static", StaticFiles(packages=[("youju.web", "static")]), name="static")
    for room in (assets, audits, rulings, closing, what_if, papers):
        app.include_router(room.ROUTER, dependencies=[Depends(require_ours)])
    app.add_exception_handler(CodedError, _told)
    return app


def templates() -> Environment:
    """Templates that escape what they are given, and know nothing that is not named."""
    made = Environment(
        loader=PackageLoader("youju.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"points": _points, "printable": printable, "markup": Markup, "moment": moment}
    return made


def _points(text: str | None) -> str:
    """Exact points as people read them."""
    return "—" if text is None else points_text(read_number(text))


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, CodedError)
    status = STATUS.get(error.code, 422)
    return visit(request).page("refused.html", status, code=error.code, zh=error.zh, en=error.en)
