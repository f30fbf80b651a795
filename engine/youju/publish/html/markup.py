"""Elements of HTML: words are escaped because they are words, and markup is a type of its own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from youju.audit.words import printable
from youju.structs import Struct

_VOID = frozenset({"br", "input", "meta"})


class Html(Struct):
    """Markup that is ready. A plain `str` beside it is words of a report or a card and gets escaped."""

    markup: str


Child = str | Html | None


def words(text: str) -> str:
    """Text that anybody may have written, escaped; characters that hide, turn or control text are made visible."""
    return escape(printable(text))


def joined(children: Iterable[Child]) -> Html:
    """Children one after the other; None is nothing."""
    return Html("".join(one.markup if isinstance(one, Html) else words(one) for one in children if one is not None))


def el(name: str, /, *children: Child, **attributes: str | bool | None) -> Html:
    """An element. Of attributes `class_` is `class` and `data_q` is `data-q`; None or False leaves one out."""
    given = "".join(
        f" {key.strip('_').replace('_', '-')}" + ("" if value is True else f'="{words(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{joined(children).markup}</{name}>")
