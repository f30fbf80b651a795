"""Made-up reports before the audit: what it says of clean ones, and whether it finds what was planted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from made_planted import Plant, Planted
from made_plants_claims import CLAIMS
from made_plants_figures import FIGURES, adjustment_denied, lowered
from made_plants_text import TEXT
from made_report import written
from made_world import draw

from youju.audit import Audit, audit
from youju.audit.finding import Finding
from youju.report import read_bytes
from youju.rubric import Rubric

KINDS: Mapping[str, Plant] = {**FIGURES, **CLAIMS, **TEXT}
Outcome = Literal["placed", "misplaced", "missed", "not planted"]


@dataclass(frozen=True, slots=True)
class Trial:
    """A kind of error planted in the report of a seed, and how the audit fared."""

    kind: str
    seed: int
    outcome: Outcome
    words: str = ""


def audited(text: str, rubric: Rubric) -> Audit:
    document = read_bytes(text.encode(), "自评报告.md")
    assert document.text == text
    return audit(document, rubric, "exact")


def clean_findings(seed: int, rubric: Rubric) -> tuple[Finding, ...]:
    """What is found in the clean report of a seed."""
    return audited(written(draw(seed), seed).plain(), rubric).findings


def told(seed: int, finding: Finding) -> str:
    """A finding in a line, for who reads the output of a test."""
    quotes = " / ".join(quote.text for quote in finding.quotes)
    return f"{seed} {finding.level} {finding.code}: {finding.message.zh} [{quotes}]"


def spoilt(kind: str, seed: int) -> Planted | None:
    """The report of a seed with an error of a kind; None where it has nothing to spoil."""
    plant, world = KINDS[kind], draw(seed)
    if plant is adjustment_denied:
        world = lowered(world)
    return plant(world, written(world, seed), Random(f"{kind} {seed}"))


def trial(kind: str, seed: int, rubric: Rubric) -> Trial:
    made = spoilt(kind, seed)
    if made is None:
        return Trial(kind, seed, "not planted")
    found = [one for one in audited(made.text, rubric).findings if one.code in made.codes]
    outcome = "missed" if not found else "placed" if any(_placed(one, made) for one in found) else "misplaced"
    return Trial(kind, seed, outcome, " / ".join(made.text[start:end] for start, end in made.places))


def _placed(finding: Finding, made: Planted) -> bool:
    if not finding.quotes:
        return made.indicator is not None and finding.indicator == made.indicator
    return any(quote.start < end and start < quote.end for quote in finding.quotes for start, end in made.places)
