"""What the two sides of a comparison are called: by what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from youju.regress.diff.amounts import said
from youju.rubric import Authored, Pack
from youju.rubric.span import Span

DIGITS = 12
"""How many digits of a digest are told, here as wherever one stands on the screen."""


def called(typed: Sequence[str], packs: Sequence[Pack], sides: Sequence[Authored], lang: str) -> tuple[str, ...]:
    """The names of an old and a new side: their ids, else the folders as they were typed, else days, else digests."""
    ids = tuple(side.rubric.id for side in sides)
    if len(set(ids)) > 1:
        return ids
    if len({pack.folder.resolve() for pack in packs}) > 1:
        return tuple(typed)
    if len({side.span for side in sides}) > 1:
        return tuple(f"{side.rubric.id}{_days(side.span, lang)}" for side in sides)
    return tuple(f"{side.rubric.id}@{side.rubric.digest[:DIGITS]}" for side in sides)


def _days(span: Span, lang: str) -> str:
    """Since when a version is in force; of the first one, until when it was."""
    if span.start is not None:
        return said(lang, f"（{span.start} 起）", f" (from {span.start})")
    return said(lang, f"（{span.end} 以前）", f" (before {span.end})")
