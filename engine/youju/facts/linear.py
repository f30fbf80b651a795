"""RE2, the only regular expressions that see a report: their time is linear in the text, whatever it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import re2  # pyright: ignore[reportMissingTypeStubs]

_re2 = cast(Any, re2)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled expression."""

    compiled: Any

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[Span, tuple[Span, ...]]]:
        """Every match within `[start, end)`: its span and its groups' spans, in characters of `text`."""
        piece = text if start == 0 and end == len(text) else text[start:end]
        for match in self.compiled.finditer(piece):
            groups = tuple((match.start(n) + start, match.end(n) + start) for n in range(1, self.compiled.groups + 1))
            yield (match.start() + start, match.end() + start), groups


def compile_linear(source: str) -> Pattern:
    """An RE2 expression; quiet about mistakes, which are raised as `re2.error` only."""
    options = _re2.Options()
    options.log_errors = False
    return Pattern(_re2.compile(source, options))


def escape(char: str) -> str:
    """A literal character as RE2 wants it."""
    return cast(str, _re2.escape(char))
