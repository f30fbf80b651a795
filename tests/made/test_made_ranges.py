"""Ranges over made-up departments of which part of what their reports say is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import pytest
from made_report import written
from made_world import draw

from youju.audit import Audit, judge
from youju.explain.ranges import range_of
from youju.explain.scoring import Scoring
from youju.facts import Fact, extract
from youju.feel import Value
from youju.report import read_bytes
from youju.rubric import Rubric
from youju.structs import replace

TRIED = 5


def withheld(seed: int, rubric: Rubric, rng: Random) -> Audit:
    """The audit of the report of a seed without two fifths of its statements."""
    document = read_bytes(written(draw(seed), seed).plain().encode(), "自评报告.md")
    reading = extract(document, rubric.dictionary, tuple(rubric.sought()))
    kept = tuple(one for one in reading.statements if rng.random() < 0.6)
    return judge(document, rubric, replace(reading, statements=kept), "exact")


def completed(audit: Audit, opened: tuple[str, ...], rng: Random) -> Mapping[str, Value]:
    return {name: _any(audit.facts[name], rng) for name in opened}


def _any(fact: Fact, rng: Random) -> Value:
    if fact.status == "conflicting":
        return rng.choice(fact.worlds)
    if fact.spec.step is None:
        return rng.random() < 0.5
    value = rng.choice((0, 1, 2, 5, 99, 100, 101, rng.randrange(10**6))) * fact.spec.step * rng.choice((1, 100))
    return value if fact.spec.most is None else min(value, fact.spec.most)


def outside(seed: int, rubric: Rubric) -> Iterator[str]:
    """What lies outside of a range, ends that are not attained, and ranges that are not exact."""
    rng = Random(f"withheld {seed}")
    audit = withheld(seed, rubric, rng)
    scoring = Scoring(audit)
    for name, indicator in rubric.indicators.items():
        found = range_of(audit, name)
        if audit.firings.applies[name] is not True:
            continue
        points = [scoring.at(indicator, completed(audit, found.open, rng)).points for _ in range(TRIED)]
        ends = [scoring.at(indicator, at).points for at in (found.low_at, found.high_at)]
        wrong = [one for one in points if not found.low <= one <= found.high]
        if wrong or ends != [found.low, found.high] or not found.exact:
            yield f"{seed} {name}: {found} {wrong} {ends}"


@pytest.mark.parametrize("seed", range(4))
def test_every_completion_lies_within_the_range_and_both_ends_are_attained(seed: int, rubric: Rubric) -> None:
    assert [] == list(outside(seed, rubric))


@pytest.mark.evidence
def test_ranges_of_a_hundred_departments(rubric: Rubric, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = range(100)
    found = [line for seed in seeds for line in outside(seed, rubric)]
    with capsys.disabled():
        count = len(seeds) * len(rubric.indicators)
        print(f"\n区间 ranges: {count - len(found)} of {count} exact, attained, with {TRIED} completions each inside")

    assert [] == found
