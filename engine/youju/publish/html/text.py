"""The report's text with its quotes marked: the characters of the page are those of the report, one for one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from youju.publish.html.marks import Mark, Piece, Span, pieces
from youju.publish.html.markup import Html, el, joined
from youju.publish.html.say import say
from youju.report import Document

LONGEST = 300_000
"""Characters up to which the whole text is on the page: a report has a tenth of it, and a browser stays quick."""
AROUND = 300
"""Characters shown before and after a quote where the text is longer than that."""


def report_text(document: Document, marks: Sequence[Mark], lang: str) -> Html:
    """The text, a paragraph a line; of a text that is too long the surroundings of its quotes."""
    shown = list(windows(len(document.text), marks))
    parts: list[Html] = []
    at = 0
    for window in shown:
        parts += _gap(window[0] - at, lang)
        parts += _lines(document, window, marks)
        at = window[1]
    parts += _gap(len(document.text) - at, lang)
    return el("article", *parts, id="text", tabindex="0", aria_label=say("text", lang))


def windows(length: int, marks: Sequence[Mark]) -> Iterator[Span]:
    """The spans of a text of so many characters that the page shows, in order: all of it, or around each mark."""
    if length <= LONGEST:
        yield 0, length
        return
    low, high = 0, AROUND
    for mark in marks:
        start, end = max(0, mark.start - AROUND), min(length, mark.end + AROUND)
        if start > high:
            yield low, high
            low = start
        high = max(high, end)
    yield low, high


def _gap(count: int, lang: str) -> list[Html]:
    return [el("p", say("omitted", lang, n=f"{count:,}"), class_="gap")] if count > 0 else []


def _lines(document: Document, window: Span, marks: Sequence[Mark]) -> Iterator[Html]:
    skipped = document.skipped
    hidden = [span[0] for span in skipped]
    start, first, active = window[0], 0, list[Mark]()
    line = document.line_of(start)
    while start < window[1]:
        found = document.text.find("\n", start, window[1])
        end = window[1] if found < 0 else found + 1
        # Marks come in order of place: those that ended before this line are never looked at again.
        active = [mark for mark in active if mark.end > start]
        while first < len(marks) and marks[first].start < end:
            active.append(marks[first])
            first += 1
        near = skipped[max(0, bisect_right(hidden, start) - 1) : bisect_left(hidden, end)] if skipped else ()
        edges = [edge for span in near for edge in span]
        cut = [_piece(document, piece, near) for piece in pieces((start, end), active, edges)]
        yield el("p", *cut, data_n=str(line))
        start, line = end, line + 1


def _piece(document: Document, piece: Piece, skipped: Sequence[Span]) -> Html:
    text = document.text[piece.start : piece.end]
    left_out = any(low <= piece.start < high for low, high in skipped)
    content: Html = el("del", text) if left_out else joined([text])
    if not piece.marks:
        return content
    begun = [mark for mark in piece.marks if mark.start == piece.start]
    anchors = [el("span", id=mark.id) for mark in begun[1:]]
    kinds = sorted({kind for mark in piece.marks for kind in mark.kinds})
    return el(
        "mark",
        *anchors,
        content,
        id=begun[0].id if begun else None,
        class_=" ".join(kinds),
        data_q=" ".join(mark.id for mark in piece.marks),
        title="\n".join(dict.fromkeys(title for mark in piece.marks for title in mark.titles)),
    )
