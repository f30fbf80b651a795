"""A visit: who asks, in which language, with what to answer by. Every page takes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from secrets import token_urlsafe
from typing import Annotated, Any, cast

from fastapi import Depends, Request
from jinja2 import Environment
from starlette.responses import HTMLResponse

from youju.desk.accounts import titles
from youju.desk.desk import Desk
from youju.desk.publishing import waiting
from youju.desk.who import Action, User, may, require
from youju.source import CodedError
from youju.web.words import COOKIE, Lang, lang_of, say_in


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's request: the desk, the user, the language, the token that forms send back, the nonce of styles."""

    request: Request
    desk: Desk
    user: User
    lang: Lang
    csrf: str
    nonce: str

    def may(self, action: Action) -> bool:
        """Whether the user's role allows an action: pages show no button that would be refused."""
        return may(self.user, action)

    def require(self, action: Action) -> None:
        """CodedError `not-allowed` where the user's role does not allow an action."""
        require(self.user, action)

    def in_lang(self, lang: Lang) -> str:
        """The address of what is looked at, in a language; it stays chosen."""
        found = self.request.url.include_query_params(lang=lang)
        return f"{found.path}?{found.query}"

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, or for htmx a part of one, from a template and its values."""
        pages = cast(Environment, self.request.app.state.templates)
        known: Mapping[str, Any] = {
            "visit": self,
            "t": say_in(self.lang),
            "lang": self.lang,
            "user": self.user,
            "csrf": self.csrf,
            "nonce": self.nonce,
            "path": self.request.url.path,
            "part": self.part,
            "person": _called(self.desk),
        }
        return HTMLResponse(pages.get_template(template).render({**known, **values}), status)

    @property
    def waiting(self) -> int:
        """How many versions wait to be decided on, as the menu says; 0 where the store cannot be asked just now."""
        try:
            return waiting(self.desk)
        except CodedError:
            return 0

    @property
    def part(self) -> bool:
        """Whether htmx asks, for a part of a page; what it restores for the back button must be whole."""
        given = self.request.headers
        return given.get("HX-Request") == "true" and given.get("HX-History-Restore-Request") != "true"


def _called(desk: Desk) -> Callable[[str], str]:
    """What tells of a name how the account is called. The store is asked only by a page that names somebody."""
    found = cache(lambda: titles(desk))
    return lambda name: found().get(name, name)


def visit(request: Request) -> Visit:
    """The visit of a request; who it is was found before, by the gate."""
    state = request.state
    lang = lang_of(request.query_params.get("lang"), request.cookies.get(COOKIE))
    return Visit(request, request.app.state.desk, state.user, lang, state.csrf, state.nonce)


async def _visit(request: Request) -> Visit:
    """The same for the framework, which gives what is not `async` to another thread and back."""
    return visit(request)


Visitor = Annotated[Visit, Depends(_visit)]
"""What a page function takes."""


def fresh() -> str:
    """A word that nobody can guess."""
    return token_urlsafe(24)
