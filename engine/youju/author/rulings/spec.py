"""The shape of a file of rulings, as people may edit it."""

from __future__ import annotations

from typing import Annotated

from youju.facts import Decision
from youju.source import Size, Strict

LONGEST = 2_000
"""The most characters of a reason, a name or a source."""
Brief = Annotated[str, Size(most=LONGEST)]


class WithdrawnSpec(Strict):
    """Who took a ruling back, and why; it stays in the file and counts no longer."""

    reason: str
    by: str
    day: str = ""


class RulingSpec(Strict, kw_only=True):
    """One ruling: on a `fact` by its name, or on a `finding` by its key, with what the finding is about beside it."""

    fact: str | None = None
    finding: str | None = None
    code: str | None = None
    indicator: str | None = None
    decision: Decision
    value: str | None = None
    source: Brief = ""
    reason: Brief = ""
    by: Brief = ""
    day: str = ""
    withdrawn: WithdrawnSpec | None = None


class RulingsSpec(Strict, kw_only=True):
    """The file: the report's name, for people, its SHA-256, and the rulings in the order they were made."""

    report: str = ""
    sha256: str
    rulings: tuple[RulingSpec, ...] = ()
