"""RE2, the only regular expressions that see a report: their time is linear in the text, whatever it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any, cast

import re2  # pyright: ignore[reportMissingTypeStubs]

from youju.structs import Struct

_re2 = cast(Any, re2)
Span = tuple[int, int]
_MARKS = "。；，"
_CONTROLS = "\x01\x02\x03"
_SWAPPED = str.maketrans(_MARKS + _CONTROLS, _CONTROLS + _MARKS)
"""Every gap of a phrase stops at these marks. Of marks of one byte in UTF-8 a gap compiles to a third."""


class Pattern(Struct, dict=True):
    """An expression of RE2, compiled when it is first looked for; `re2.error` then where it is none."""

    source: str

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[Span, tuple[Span, ...]]]:
        """Every match within `[start, end)`: its span and its groups' spans, in characters of `text`."""
        piece = _swapped(text)
        piece = piece if start == 0 and end == len(text) else piece[start:end]
        for match in self.compiled.finditer(piece):
            yield (match.start() + start, match.end() + start), self._groups(match, start)

    def find_at(self, text: str, starts: Iterable[int], end: int) -> Iterator[tuple[Span, tuple[Span, ...]]]:
        """As `find`, of an expression whose matches begin at one of `starts`, which go up: RE2 then needs no second
        program to find the start of a match with, which would take as long to make as the first."""
        piece, behind = _swapped(text), 0
        for start in starts:
            match = self.compiled.match(piece[start:end]) if start >= behind else None
            if match is not None:
                behind = start + match.end()
                groups = tuple(
                    (match.start(n) + start, match.end(n) + start) for n in range(1, self.compiled.groups + 1)
                )
                yield (start, behind), groups

    def _groups(self, match: Any, shift: int) -> tuple[Span, ...]:
        return tuple((match.start(n) + shift, match.end(n) + shift) for n in range(1, self.compiled.groups + 1))

    def require(self) -> None:
        """Compiles it now; `re2.error` where RE2 has no such expression."""
        assert self.compiled.groups >= 0

    @cached_property
    def compiled(self) -> Any:
        """Quiet about mistakes, which are raised only."""
        options = _re2.Options()
        options.log_errors = False
        return _re2.compile(self.source.translate(_SWAPPED), options)


@lru_cache(maxsize=8)
def _swapped(text: str) -> str:
    """A text with marks and controls in each other's place: as expressions are swapped too, the same matches."""
    return text.translate(_SWAPPED)


def escape(words: str) -> str:
    """Literal words as RE2 wants them."""
    return cast(str, _re2.escape(words))
