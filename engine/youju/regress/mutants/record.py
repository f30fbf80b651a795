"""Mutants and what became of them as plain JSON (`youju-rubric-mutate/1`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from youju.audit.cases import CaseResult
from youju.feel import show_number
from youju.regress.mutants.run import Score, Verdict, by_home, score
from youju.regress.mutants.witness import WholeWitness, Witness
from youju.rubric import Rubric

FORMAT = "youju-rubric-mutate/1"


def record_of(rubric: Rubric, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Counts of all, counts by indicator, and every mutant with its verdict and, of a survivor, the case that kills."""
    homes = {home or "rubric": _counts(score(found)) for home, found in by_home(verdicts).items()}
    return {
        "format": FORMAT,
        "rubric": rubric.id,
        "digest": rubric.digest,
        "score": _counts(score(verdicts)),
        "indicators": homes,
        "mutants": [_mutant(one) for one in verdicts],
    }


def _counts(found: Score) -> dict[str, Any]:
    counts = {name.replace(" ", "_"): number for name, number in found.counts.items()}
    return {"mutants": found.mutants, **counts, "killable": found.killable, "percent": found.percent(found.killed)}


def _mutant(one: Verdict) -> dict[str, Any]:
    mutant = one.mutant
    told: dict[str, Any] = {
        "id": mutant.id,
        "operator": mutant.operator,
        "indicator": mutant.home,
        "place": mutant.place,
        "zh": mutant.told.zh,
        "en": mutant.told.en,
        "outcome": one.outcome,
    }
    told |= {"by": one.by} if one.by else {}
    match one.witness:
        case Witness() as seen:
            case = seen.spec
            moved = case.effective_weight
            told["case"] = {"indicator": seen.indicator, "given": dict(case.given)}
            told["case"] |= {} if moved is None else {"effective_weight": show_number(moved)}
            told["case"] |= {} if case.claimed is None else {"claimed": show_number(case.claimed)}
            told["case"] |= {"missing": one.missing, "before": _gives(seen.before), "after": _gives(seen.after)}
        case WholeWitness(given, before, after, claimed):
            told["case"] = {"indicator": None, "given": dict(given)}
            told["case"] |= (
                {"claimed": {name: show_number(points) for name, points in claimed.items()}} if claimed else {}
            )
            told["case"] |= {"before": {"total": show_number(before)}, "after": {"total": show_number(after)}}
        case None:
            pass
    return told


def _gives(result: CaseResult | None) -> dict[str, Any] | None:
    if result is None:
        return None
    numbers = {"points": result.points, "low": result.low, "high": result.high}
    shown = {name: show_number(value) for name, value in numbers.items()}
    return {**shown, "status": result.status, "rules": list(result.rules)}
