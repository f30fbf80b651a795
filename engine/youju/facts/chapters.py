"""Chapters of a report by the words of their headings: where it tells its problems, its plans, its results."""

from __future__ import annotations

from collections.abc import Sequence

from youju.facts.spans import Span
from youju.report import Folded, Heading


def chapters(folded: Folded, headings: Sequence[Heading], words: Sequence[str]) -> list[Span]:
    """The text of every chapter whose heading has one of the words: up to the next heading that is no deeper.

    A chapter inside one that is found already is part of that.
    """
    found: list[Span] = []
    for i, heading in enumerate(headings):
        if (found and heading.start < found[-1][1]) or not any(word in heading.title for word in words):
            continue
        after = (other.start for other in headings[i + 1 :] if other.level <= heading.level)
        found.append((heading.rest_start, next(after, len(folded.text))))
    return found
