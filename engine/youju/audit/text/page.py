"""The text under review as its finders see it: folded, with its headings, its year and the day it was filed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit.finding import Finding
from youju.facts import Reading, TextWords
from youju.report import Folded, Heading, Quote
from youju.rubric import Level, Rubric, Text
from youju.structs import Struct

Span = tuple[int, int]
Day = tuple[int, int, int]
"""Year, month, day; the day is 0 where only the month is told."""
REACH = 200
"""How far a sentence is followed at most to either side of a place."""
_QUOTED = 80


class Page(Struct):
    """A report: offsets are of `folded.text`.

    `cover` ends where the first chapter begins; `year` is the one under evaluation, `filed` the last day that the
    report gives as that of its filing; None where it does not say.
    """

    folded: Folded
    headings: tuple[Heading, ...]
    words: TextWords
    reading: Reading
    rubric: Rubric
    cover: int
    year: int | None
    filed: Day | None

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def sentence(self, start: int, end: int) -> Span:
        """The sentence around a place, without its end mark; cut off where it is very long."""
        return _around(self.text, start, end, "。\n")

    def clause(self, start: int, end: int) -> Span:
        """The clause around a place, without the marks that bound it."""
        return _around(self.text, start, end, "。\n，；：")

    def paragraphs(self, end: int | None = None) -> Iterator[Span]:
        """The paragraphs that begin before `end`, in order."""
        start, last = 0, len(self.text) if end is None else end
        while start < last:
            close = self.text.find("\n", start)
            close = len(self.text) if close < 0 else close
            if close > start:
                yield start, close
            start = close + 1

    def quote(self, start: int, end: int) -> Quote:
        """The words of a place, cut where they are many."""
        return self.folded.quote(start, min(end, start + _QUOTED))

    def finding(self, code: str, level: Level, zh: str, en: str, *spans: Span, indicator: str | None = None) -> Finding:
        """A finding about these places; it puts no points at risk by itself."""
        quotes = tuple(self.quote(*span) for span in spans)
        return Finding(code, level, Text(zh=zh, en=en), indicator, Fraction(0), quotes)


def _around(text: str, start: int, end: int, marks: str) -> Span:
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    begin = max(text.rfind(mark, low, start) for mark in marks) + 1 or low
    stops = [at for mark in marks if (at := text.find(mark, end, high)) >= 0]
    return max(begin, low), min(stops, default=high)
