"""A line of a file with carets under the words that are meant, as wide as a terminal shows them."""

from __future__ import annotations

import unicodedata

# A terminal of 80 columns holds this beside the line's number.
WINDOW = 72
_CUT = "…"


def excerpt(line: str, start: int, end: int) -> tuple[str, str]:
    """The line as it can be shown, and the carets under its characters from `start` up to `end` (at least one).

    Characters that nobody sees are spelled out (`⟨U+200B⟩`), tabs are one blank, and of a long line the part around
    the words is shown. A place after the last character has its caret there.
    """
    # No more of the line than may be shown is looked at, however long it is.
    skipped = max(min(start, len(line)) - WINDOW, 0)
    shown = [_seen(char) for char in line[skipped : skipped + 3 * WINDOW]]
    start, end = start - skipped, end - skipped
    start, end = min(start, len(shown)), max(min(end, len(shown)), min(start, len(shown)) + 1)
    first, last = _window(shown, start, end)
    before, meant = shown[first:start], shown[start : min(end, last)]
    head = _CUT if first or skipped else ""
    tail = _CUT if last < len(shown) or skipped + len(shown) < len(line) else ""
    carets = max(sum(map(width, meant)), 1)
    text = head + "".join(shown[first:last]) + tail
    return text.rstrip(), " " * (width(head) + sum(map(width, before))) + "^" * carets


def width(text: str) -> int:
    """The columns of a text in a terminal: two for a wide character (W, F), none for a combining one."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _seen(char: str) -> str:
    if char == "\t":
        return " "
    if char == " " or (char.isprintable() and unicodedata.category(char) not in ("Cf", "Zs")):
        return char
    return f"⟨U+{ord(char):04X}⟩"


def _window(shown: list[str], start: int, end: int) -> tuple[int, int]:
    """The part of the line that fits: from a third of the window before the words on."""
    if sum(map(width, shown)) <= WINDOW:
        return 0, len(shown)
    first, used = start, 0
    while first > 0 and used + width(shown[first - 1]) <= WINDOW // 3:
        first -= 1
        used += width(shown[first])
    last = start
    while last < len(shown) and used + width(shown[last]) <= WINDOW:
        used += width(shown[last])
        last += 1
    while first > 0 and last == len(shown) and used + width(shown[first - 1]) <= WINDOW:
        first -= 1
        used += width(shown[first])
    return first, max(last, min(end, start + 1))
