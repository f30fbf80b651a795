"""Markdown put together so that nothing a card holds is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from youju.rubric import Text

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<|"})
# What makes a heading, a quote or a list where a line begins with it.
_OPENING = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[>#+\-]))(.)")


def page(*blocks: str) -> str:
    """Blocks with a line between them; empty ones are left out."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table, or nothing where it has no rows. A column that is empty all the way down is left out."""
    body = list(rows)
    kept = [i for i in range(len(head)) if any(row[i] for row in body)]
    lines = [f"| {' | '.join(row[i] for i in kept)} |" for row in (head, *body)]
    return "\n".join([lines[0], f"|{' --- |' * len(kept)}", *lines[1:]]) if body else ""


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def link(text: str, target: str | None) -> str:
    """A link, or the bare text where it leads nowhere."""
    return f"[{text}]({target})" if target else text


def escaped(text: str) -> str:
    """Text that a card may hold, as Markdown shows it: nothing in it is markup, and it stays on its line."""
    return _OPENING.sub(r"\1\\\2", " ".join(text.split()).translate(_SPECIAL))


def twice(zh: str, en: str, joint: str = " · ") -> str:
    """Both languages, once where they say the same."""
    return joint.join(dict.fromkeys((escaped(zh), escaped(en))))


def both(text: Text) -> str:
    """A text in both languages on a line."""
    return twice(text.zh, text.en)
