"""Two people's edits of one text, put together line by line where they do not meet."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Lines `start` up to `end` of the text both began from become `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(began: str, theirs: str, yours: str) -> str | None:
    """Both edits of a text; None where both touched the same lines, or lines that touch, in different ways."""
    base = began.splitlines(keepends=True)
    hunks = sorted({*_hunks(base, theirs), *_hunks(base, yours)}, key=lambda one: (one.start, one.end))
    for one, other in pairwise(hunks):
        # Hunks that only touch would put two people's lines side by side without anybody having seen it.
        if other.start <= one.end:
            return None
    made: list[str] = []
    at = 0
    for hunk in hunks:
        made += [*base[at : hunk.start], *hunk.lines]
        at = hunk.end
    return "".join([*made, *base[at:]])


def _hunks(base: list[str], text: str) -> tuple[_Hunk, ...]:
    lines = text.splitlines(keepends=True)
    codes = SequenceMatcher(None, base, lines, autojunk=False).get_opcodes()
    return tuple(_Hunk(i, j, tuple(lines[k:n])) for tag, i, j, k, n in codes if tag != "equal")
