"""What a finding is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from youju.report import Quote
from youju.rubric import Level, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or open: code, level, message, the points it puts in question, quotes, and papers to ask for."""

    code: str
    level: Level
    message: Text
    indicator: str | None
    points_at_risk: Fraction
    quotes: tuple[Quote, ...]
    papers: tuple[str, ...] = ()
