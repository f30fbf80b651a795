"""What somebody typed into a form, kept through a refusal that has no form of its own to show it in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

_SECRET = {"password", "old", "new"}
_FORM = "application/x-www-form-urlencoded"
WORDS = {
    "fact": ("事实", "Fact"),
    "reason": ("理由", "Reason"),
    "value": ("改为", "Value"),
    "source": ("来源", "Source"),
    "text": ("文件内容", "The text of the file"),
    "title": ("名称", "Title"),
    "name": ("名称", "Name"),
}
"""Fields that people write into; any other of one line goes along unseen."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, what was in it, and what it is called where people wrote into it."""

    name: str
    text: str
    words: tuple[str, str] | None


def keep_typed(request: Request, form: FormData) -> None:
    """Remembers a form with its request, unless a password is in it."""
    if not _SECRET & form.keys():
        texts = [(name, text) for name, text in form.multi_items() if isinstance(text, str)]
        request.state.typed = [Field(name, text, _words(name, text)) for name, text in texts]


def typed_of(request: Request, again: bool) -> Sequence[Field]:
    """What was typed into the form that a request brings: all of it where that can be sent `again`, else the words."""
    found: list[Field] = getattr(request.state, "typed", [])
    shown = [one for one in found if again or one.words]
    return shown if any(one.text.strip() for one in shown if one.name != "csrf") else []


async def read_typed(request: Request) -> None:
    """Reads the form of a request that goes no further, and remembers it; the server bounds how much that may be."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() == _FORM:
        with suppress(HTTPException, ClientDisconnect):  # what is no form cannot be shown
            keep_typed(request, await request.form())


def _words(name: str, text: str) -> tuple[str, str] | None:
    long = len(text) > 40 or "\n" in text
    return WORDS.get(name) or ((name, name) if long and name != "csrf" else None)
