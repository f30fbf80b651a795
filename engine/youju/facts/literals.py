"""What every match of a phrase holds, word for word: a text without it needs no regular expression.

No slot and no gap of a phrase holds the end of a line, so a match stands in one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from youju.facts.spans import Span

Room = int | None
"""So many characters at most; None for any number."""


class Word(NamedTuple):
    """One of these texts has to stand here, with so much room between it and the word before."""

    room: Room
    choices: tuple[str, ...]


Literals = tuple[Word, ...]
_FEW = 8


class Told:
    """The literals of a phrase, gathered as its pieces are read.

    A choice is words where all its parts are; one that holds a slot, a choice or nothing is so much room.
    """

    def __init__(self) -> None:
        self._found: list[Word] = []
        self._room: Room = 0
        # The choices of the brackets that are open, the outermost first: the words of each, and its length.
        self._open: list[list[tuple[str | None, Room]]] = [[("", 0)]]

    def text(self, words: str) -> None:
        """Words as they are."""
        text, length = self._open[-1].pop()
        self._open[-1].append((None if text is None else text + words, _more(length, len(words))))

    def hole(self, room: Room) -> None:
        """So many characters of which nothing is known."""
        if len(self._open) == 1:
            self._words()
            self._room = _more(self._room, room)
        else:
            _, length = self._open[-1].pop()
            self._open[-1].append((None, _more(length, room)))

    def mark(self, mark: str) -> None:
        """A bracket or bar of a choice."""
        if mark == ")":
            choices = self._open.pop()
            texts = tuple(text for text, _ in choices if text)
            lengths = [length for _, length in choices]
            if len(self._open) == 1 and len(texts) == len(choices):
                self._found.append(Word(self._room, texts))
                self._room = 0
            else:
                self.hole(None if None in lengths else max(length or 0 for length in lengths))
        elif mark == "|":
            self._open[-1].append(("", 0))
        else:
            if len(self._open) == 1:
                self._words()
            self._open.append([("", 0)])

    def literals(self) -> Literals:
        """All of them, once every piece is read."""
        self._words()
        return tuple(self._found)

    def _words(self) -> None:
        """What was read outside brackets, as a word."""
        text, _ = self._open[0][0]
        if text:
            self._found.append(Word(self._room, (text,)))
            self._room = 0
        self._open[0] = [("", 0)]


def _more(room: Room, other: Room) -> Room:
    return None if room is None or other is None else room + other


def lines_with(text: str, anchor: str, literals: Sequence[Literals], start: int, end: int) -> Iterator[Span]:
    """The lines within `[start, end)` that hold the anchor and each of the literals.

    Without an anchor, or with one that goes over lines, it is all of `[start, end)` or nothing.
    """
    at = text.find(anchor, start, end)
    if not anchor or any("\n" in choice for one in literals for word in one for choice in word.choices):
        if at >= 0 and all(_held(text, one, start, end) for one in literals):
            yield start, end
        return
    while at >= 0:
        first = text.rfind("\n", start, at) + 1 or start
        last = text.find("\n", at, end)
        last = end if last < 0 else last
        if all(_held(text, one, first, last) for one in literals):
            yield first, last
        at = text.find(anchor, last, end)


def starts_of(text: str, literals: Literals, start: int, end: int) -> list[int] | None:
    """Where a match may begin, in order: at the first of the words, if nothing stands before it.

    None where something does, or where there are more than a few: to try them one by one would not be linear.
    """
    if not literals or literals[0].room != 0:
        return None
    begun = (islice(_begun(text, choice, start, end), _FEW + 1) for choice in literals[0].choices)
    starts = {at for found in begun for at in found}
    return sorted(starts) if len(starts) <= _FEW else None


def _begun(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _held(text: str, literals: Literals, start: int, end: int) -> bool:
    """Whether the words stand in a text one behind the other, none too far from the one before."""
    behind = {start}
    for n, word in enumerate(literals):
        if n and word.room is not None:
            behind = {one for at in behind for one in _ends(text, word.choices, at, end, word.room)}
        else:
            behind = set(_ends(text, word.choices, min(behind), end, end))
        if not behind:
            return False
    return True


def _ends(text: str, choices: tuple[str, ...], start: int, end: int, room: int) -> Iterator[int]:
    """Where one of the texts ends that begins within so much room."""
    for choice in choices:
        size = len(choice)
        last = min(end, start + room + size)
        at = text.find(choice, start, last)
        while at >= 0:
            yield at + size
            at = text.find(choice, at + 1, last)
