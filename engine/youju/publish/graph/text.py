"""Text as it is drawn: how wide it is, broken into lines, cut where it would be too long."""

from __future__ import annotations

import unicodedata

from youju.audit.words import one_line

# Hundredths of the size of the letters; a little more than most fonts take, so that nothing runs over an edge.
WIDE, BROAD, NARROW, THIN = 100, 74, 58, 34
# What may not begin a line: it hangs over the edge of the one before.
_CLOSING = "，。；：、！？）」』》〉】〕”’…％,.;:!?)]}%"


def width(text: str) -> int:
    """The width of a text in hundredths of the size of its letters."""
    return sum(_advance(char) for char in text)


def shorten(text: str, most: int) -> str:
    """The text on one line, nothing in it obeyed, and no more than `most` characters of it."""
    # What is cut away need not be looked at, however long it is.
    line = one_line(text[: most * 4])
    return line if len(line) <= most and len(text) <= most * 4 else f"{line[: most - 1].rstrip()}…"


def wrap(text: str, most: int) -> tuple[str, ...]:
    """The text in lines no wider than `most` hundredths, but for closing marks, which never begin a line."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if width(line + piece) <= most or piece in _CLOSING:
            line += piece
            continue
        # What is longer than a line is broken anywhere, and may as well begin on this one.
        if line.strip() and width(piece) <= most:
            lines.append(line.strip())
            line = ""
        for char in piece:
            if line and width(line + char) > most:
                lines.append(line)
                line = ""
            line += char
    return (*lines, line.strip()) if line.strip() else tuple(lines)


def _pieces(text: str) -> list[str]:
    """What stays together: a number, a word or a part of it up to a hyphen; a wide character stands alone."""
    pieces: list[str] = []
    for char in text:
        last = pieces[-1][-1] if pieces else " "
        if _binds(char) and _binds(last) and not (last in "-/_" and char.isalpha()):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _binds(char: str) -> bool:
    return unicodedata.combining(char) > 0 or (char != " " and unicodedata.east_asian_width(char) not in "WFA")


def _advance(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WFA" or char in "MWmw@%":
        return WIDE
    if char in " .,:;'|!ijl/()[]-":
        return THIN
    return BROAD if char.isupper() or char in "#&+=<>~" else NARROW
