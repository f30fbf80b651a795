"""Two hundred made-up reports: false alarms in the clean ones, and how many of the planted errors are found in place."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest
from made_trial import KINDS, Trial, clean_findings, told, trial

from youju.rubric import Rubric

SEEDS = range(1_000, 1_200)
ENOUGH = 95
"""Percent of the errors of every kind that must be found at the right place with the right code."""


@pytest.mark.evidence
def test_nothing_above_p2_is_found_in_two_hundred_clean_reports(rubric: Rubric) -> None:
    findings = [(seed, one) for seed in SEEDS for one in clean_findings(seed, rubric)]
    alarms = [told(seed, one) for seed, one in findings if one.level != "P2"]
    minor = Counter(one.code for _, one in findings if one.level == "P2")
    print(f"\nclean reports: {len(SEEDS)}, above P2: {len(alarms)}, P2: {dict(minor.most_common())}", *alarms, sep="\n")

    assert [] == alarms


@pytest.mark.evidence
def test_nearly_every_planted_error_is_found_in_place(rubric: Rubric) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        trials = list(
            pool.map(partial(_trial, rubric=rubric), [(kind, s) for kind in KINDS for s in SEEDS], chunksize=50)
        )
    counts = {kind: Counter(one.outcome for one in trials if one.kind == kind) for kind in KINDS}
    print(f"\n{'planted':>7} {'placed':>7} {'misplaced':>9} {'missed':>7}  kind")
    for kind, count in counts.items():
        print(f"{_planted(count):>7} {count['placed']:>7} {count['misplaced']:>9} {count['missed']:>7}  {kind}")
    print(*(f"{one.kind}: {one.seed} {one.outcome} {one.words}" for one in _failed(trials)), sep="\n")

    assert {} == {kind: count for kind, count in counts.items() if count["placed"] * 100 < _planted(count) * ENOUGH}
    assert 12 <= len([kind for kind, count in counts.items() if _planted(count)])


def _trial(asked: tuple[str, int], rubric: Rubric) -> Trial:
    return trial(*asked, rubric)


def _planted(count: Counter[str]) -> int:
    return count.total() - count["not planted"]


def _failed(trials: list[Trial]) -> list[Trial]:
    return [one for one in trials if one.outcome in ("missed", "misplaced")]
