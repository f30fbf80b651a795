"""Over a whole audit: what the prover finds is what the audit would enter, by `Scoring.at`."""

from __future__ import annotations

import builtins
import subprocess
import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from prove_kit import WEIGHT, counted, indicator, replay_of

from youju.audit import Audit
from youju.explain.scoring import Scoring
from youju.feel import Value
from youju.prove import Bounds, ProverMissing, Scale, bounds, domain_of, scale_of, smallest
from youju.rubric import Indicator


def asked(audit: Audit) -> list[Indicator]:
    """The indicators that apply."""
    return [one for one in audit.rubric.indicators.values() if audit.firings.applies[one.id] is not False]


def replay_by(audit: Audit, one: Indicator) -> Callable[[Mapping[str, Value]], Fraction]:
    scoring = Scoring(audit)
    return lambda changes: scoring.at(one, changes).points


def all_free(audit: Audit, one: Indicator) -> Bounds:
    """The bounds of an indicator over all its facts."""
    specs = audit.rubric.dictionary.facts
    free = {name: domain_of(specs[name]) for name in one.facts}
    weight = audit.firings.own.get(one.id, Fraction(0))
    return bounds(one, Scoring(audit).values, free, weight, scale_of(audit, one), replay_by(audit, one))


def test_over_all_values_every_indicator_of_the_sample_goes_from_nothing_to_its_weight(sample_audit: Audit) -> None:
    pytest.importorskip("z3")
    weighted = [one for one in asked(sample_audit) if not one.adjustment]
    found = {one.id: all_free(sample_audit, one) for one in weighted}

    assert {one.id: (0, sample_audit.firings.weights[one.id]) for one in weighted} == {
        name: (one.low.points, one.high.points) for name, one in found.items()
    }
    assert {"proved"} == {end.verdict for one in found.values() for end in (one.low, one.high)}


def test_the_bonus_of_the_sample_stops_at_its_cap_and_has_no_floor(sample_audit: Audit) -> None:
    pytest.importorskip("z3")
    found = all_free(sample_audit, sample_audit.rubric.indicators["bonus"])

    assert (3, "proved", True) == (found.high.points, found.high.verdict, found.low.unbounded)


def test_every_lost_point_of_the_sample_that_facts_can_win_back_has_a_way_that_the_audit_confirms(
    sample_audit: Audit,
) -> None:
    pytest.importorskip("z3")
    specs, scoring = sample_audit.rubric.dictionary.facts, Scoring(sample_audit)
    weights = sample_audit.firings.weights
    losing = [one for one in asked(sample_audit) if scoring.at(one, {}).points < weights.get(one.id, 0)]
    found = {
        one.id: smallest(
            one, scoring.values, {name: domain_of(specs[name]) for name in one.facts}, sample_audit.firings.own[one.id],
            scale_of(sample_audit, one), weights[one.id], replay_by(sample_audit, one),
        )
        for one in losing
    }  # fmt: skip

    assert losing
    assert {one.id: weights[one.id] for one in losing} == {name: one.ways[0].points for name, one in found.items()}


def test_without_z3_the_prover_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name == "z3":
            raise ImportError(name)
        return imported(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    card = indicator([("true", "a")])

    with pytest.raises(ProverMissing, match=r"prover-missing .*youju\[prove\]"):
        bounds(card, {}, {"a": counted()}, WEIGHT, Scale(Fraction(1)), replay_of(card, {}))


def test_the_solver_is_loaded_when_first_asked_for_and_not_before() -> None:
    code = "import sys, youju.prove, youju.cli.main; print('z3' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == found.stdout.strip()
