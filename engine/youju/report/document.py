"""A document: its text, and the place every part of it stands at."""

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of a document word for word: `text` is exactly `document.text[start:end]`; `line` counts from 1."""

    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A report as it was handed in.

    `name` is the file name without its folder, `sha256` the digest of the bytes, `encoding` what they were read as,
    `damaged` how many bytes could not be read (each stands as U+FFFD in the text), `text` the whole text with line
    ends as `\\n` and nothing else changed. Offsets count characters of `text`, from 0.
    """

    name: str
    sha256: str
    encoding: str
    damaged: int
    text: str

    @cached_property
    def _line_starts(self) -> "array[int]":
        return array("I", accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    def line_of(self, offset: int) -> int:
        """The line, from 1, which holds the character at `offset`; an offset past the end is on the last line."""
        return max(1, bisect_right(self._line_starts, offset))

    def quote(self, start: int, end: int) -> Quote:
        """The text from `start` up to `end`, with its place. Raises ValueError unless 0 ≤ start ≤ end ≤ length."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no such span: {start}..{end} of {len(self.text)}")
        return Quote(self.text[start:end], self.line_of(start), start, end)
