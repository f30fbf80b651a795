"""The pages of codes, as docs/codes has them: what was found, an example, and how to settle it."""

from __future__ import annotations

import re
from functools import lru_cache

from fastapi import APIRouter, Response
from markdown_it import MarkdownIt

from youju.publish.code_page import advice_of, page_of
from youju.source import CodedError
from youju.web.visit import Visitor

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/codes/{code}")
def code_page(visit: Visitor, code: str) -> Response:
    """The page of a code; CodedError `code-not-found`."""
    page = _rendered(code)
    if page is None:
        raise CodedError("code-not-found", f"没有代码“{code[:60]}”", f"there is no code “{code[:60]}”")
    return visit.page("code.html", code=code, page=page)


@lru_cache(maxsize=400)
def _rendered(code: str) -> str | None:
    """The page as markup; links to other codes lead here, those to files of the project are left as words."""
    text = page_of(code)
    if text is None:
        return None
    text = re.sub(r"\]\(([a-z0-9-]+)\.md\)", r"](/codes/\1)", text)
    text = re.sub(r"\[([^\]]*)\]\((?!/codes/)[^)]*\)", r"\1", text)
    return _MARKDOWN.render(text)


def advice(code: str, lang: str) -> str:
    """What the page of a code says to do, as markup; empty where it says nothing."""
    zh, en = advice_of(code)
    return _MARKDOWN.renderInline(zh if lang == "zh" else en)
