"""The days of a version."""

from __future__ import annotations

from datetime import date

from youju.structs import Struct


class Span(Struct):
    """From the first day of a version, that day included, to the first of the next; None: always has been, still is."""

    start: date | None
    end: date | None

    def holds(self, on: date) -> bool:
        """Whether a day is of this version."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


ALWAYS = Span(None, None)
