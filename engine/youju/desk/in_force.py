"""Which of several versions of a rubric is in force for a fiscal year: one rule, for audits, publishing and effects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Dated: TypeAlias = tuple[str, str | None]
"""The digest of a version, and the day from which it is in force; None: from the beginning."""
Span: TypeAlias = tuple[int | None, int | None]
"""The first and the last fiscal year; None is open."""
_BEGINNING = 1


def in_force(dated: Sequence[Dated], year: int | None) -> str | None:
    """The version in force on the last day of a fiscal year: of those that have begun by then the one that begins last,
    of two that begin on one day the one published last, which stands behind. For a year not stated the latest of all.
    """
    begun = [one for one in _ordered(dated) if not year or _day(one) <= f"{year:04}-12-31"]
    return begun[-1][0] if begun else None


def span_of(dated: Sequence[Dated], digest: str) -> Span | None:
    """The fiscal years for which a version is in force; None where there is none, since others hide it."""
    breaks = _breaks(dated)
    held = [year for year in breaks if in_force(dated, year) == digest]
    if not held:
        return None
    after = next((year for year in breaks if year > held[-1]), None)
    return None if held[0] == _BEGINNING else held[0], None if after is None else after - 1


def replaced_by(dated: Sequence[Dated], new: Dated) -> frozenset[str]:
    """The versions in whose place another one would come, in any fiscal year."""
    after = [*dated, new]
    found = {in_force(dated, year) for year in _breaks(after) if in_force(after, year) == new[0]}
    return frozenset(one for one in found if one is not None)


def _breaks(dated: Sequence[Dated]) -> list[int]:
    """The years from which another version may be in force, in their order: between two of them nothing changes."""
    return sorted({_BEGINNING, *(int(day[:4]) for _, day in dated if day)})


def _ordered(dated: Sequence[Dated]) -> list[Dated]:
    return sorted(dated, key=_day)


def _day(one: Dated) -> str:
    return one[1] or ""
