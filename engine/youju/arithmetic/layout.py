"""How the figures of a sentence lie: in which brackets, behind which place, and which of them count the same things."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from youju.arithmetic.sentences import Figure, Sentence
from youju.facts import SumWords, has
from youju.structs import Struct

_KINDS = ("money", "count", "measure")
_NEVER_SUMMED = ("年", "周", "倍", "期")


class Layout(Struct, dict=True):
    """A sentence with its text at hand; places count from its beginning."""

    sentence: Sentence

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.sentence.text

    @cached_property
    def brackets(self) -> tuple[tuple[int, int], ...]:
        """The outermost brackets, from behind the opening to the closing one."""
        found: list[tuple[int, int]] = []
        depth, start = 0, 0
        for match in re.finditer("[()]", self.text):
            if match[0] == "(":
                start = match.end() if depth == 0 else start
                depth += 1
            elif depth:
                depth -= 1
                if depth == 0:
                    found.append((start, match.start()))
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.quantity.start - self.sentence.start for one in self.sentence.figures]

    @cached_property
    def _openings(self) -> list[int]:
        return [start for start, _ in self.brackets]

    def at(self, figure: Figure) -> int:
        """Where a figure begins."""
        return figure.quantity.start - self.sentence.start

    def behind(self, figure: Figure) -> int:
        """Where a figure ends with its unit and what compares it."""
        return figure.quantity.tail_end - self.sentence.start

    def between(self, start: int, end: int) -> Sequence[Figure]:
        """The figures that begin in `text[start:end]`."""
        return self.sentence.figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, at: int, most: int) -> Sequence[Figure]:
        """The last figures in front of a place, the nearest first."""
        end = bisect_left(self._starts, at)
        return self.sentence.figures[max(0, end - most) : end][::-1]

    def bracket_of(self, at: int) -> tuple[int, int] | None:
        """The outermost bracket around a place."""
        i = bisect_right(self._openings, at) - 1
        return self.brackets[i] if i >= 0 and at < self.brackets[i][1] else None


def plain(one: Figure) -> bool:
    """Whether a figure is an amount or a number of things that can be added at all."""
    return one.quantity.kind in _KINDS and one.quantity.measure not in _NEVER_SUMMED and not one.quantity.range


def alike(one: Figure, other: Figure, words: SumWords) -> bool:
    """Whether two figures count the same things: amounts of money, or numbers of one unit."""
    left, right = one.quantity, other.quantity
    if not plain(one) or not plain(other) or left.kind != right.kind:
        return False
    return left.measure == right.measure or any(
        left.measure in group and right.measure in group for group in words.alike
    )


def told(one: Figure, cues: Sequence[str], words: SumWords) -> bool:
    """Whether the label of a figure has one of the cues as a word of its own, not inside a name (高标准农田)."""
    label = one.before
    return has(label, cues) and has(re.sub(any_of(words.names), " ", label), cues)


def any_of(words: Sequence[str]) -> str:
    """A pattern of any of the words, the longest first, which matches nothing where there is none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def in_list(figure: Figure) -> bool:
    """Whether a figure goes on with the list of the one before it."""
    return figure.before.startswith(("、", "和", "及", "与"))
