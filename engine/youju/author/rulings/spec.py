"""The shape of a file of rulings, as people may edit it."""

from __future__ import annotations

from pydantic import Field

from youju.facts import Decision, Strict

LONGEST = 2_000
"""The most characters of a reason, a name or a source."""


class WithdrawnSpec(Strict):
    """Who took a ruling back, and why; it stays in the file and counts no longer."""

    reason: str
    by: str
    day: str = ""


class RulingSpec(Strict):
    """One ruling: on a `fact` by its name, or on a `finding` by its key, with what the finding is about beside it."""

    fact: str | None = None
    finding: str | None = None
    code: str | None = None
    indicator: str | None = None
    decision: Decision
    value: str | None = None
    source: str = Field(default="", max_length=LONGEST)
    reason: str = Field(default="", max_length=LONGEST)
    by: str = Field(default="", max_length=LONGEST)
    day: str = ""
    withdrawn: WithdrawnSpec | None = None


class RulingsSpec(Strict):
    """The file: the report's name, for people, its SHA-256, and the rulings in the order they were made."""

    report: str = ""
    sha256: str
    rulings: tuple[RulingSpec, ...] = ()
