"""durable_rules and the exact evaluator say the same of every rule, and the same entries follow."""

from __future__ import annotations

import time
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from near_thresholds import RUBRIC, claim_set, edges, fact_set, solutions

from youju.audit.enter import enter
from youju.facts import Claim
from youju.feel import UNKNOWN, Value, evaluate, names
from youju.firing import Ask, available, decider, fire, program

pytestmark = pytest.mark.skipif(not available(), reason="durable_rules does not import here")
SEEDS = st.integers(0, 2**64 - 1)
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)


def disagreements(facts: dict[str, Value], claims: dict[str, Claim]) -> list[str]:
    """What the two engines say differently: of a truth, a weight, a row or an entry."""
    exact, durable = decider(RUBRIC, "exact"), decider(RUBRIC, "durable")
    one, other = fire(RUBRIC, facts, exact), fire(RUBRIC, facts, durable)
    found = [f"applies {name}" for name in RUBRIC.indicators if one.applies[name] is not other.applies[name]]
    found += [f"weight {name}" for name in one.weights if one.weights[name] != other.weights[name]]
    for over in ("figures", "printed"):
        left, right = getattr(one, over), getattr(other, over)
        found += [f"{over} {name}" for name in {**left, **right} if left.get(name) != right.get(name)]
    if one != other:
        found.append("firings")
    entered, again = enter(RUBRIC, one, claims, exact), enter(RUBRIC, other, claims, durable)
    found += [f"row {row.indicator}" for row, same in zip(entered.rows, again.rows, strict=True) if row != same]
    return found if entered == again else [*found, "entries"]


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(SEEDS)
def test_both_engines_agree_on_whole_fact_sets_about_the_thresholds(seed: int) -> None:
    random = Random(seed)
    facts, claims = fact_set(RUBRIC, random), claim_set(RUBRIC, random)

    assert [] == disagreements(facts, claims)


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_both_engines_agree_on_one_condition_at_its_own_threshold(data: st.DataObject) -> None:
    edge = data.draw(st.sampled_from(edges(RUBRIC)))
    facts = fact_set(RUBRIC, Random(data.draw(st.integers(0, 999))))
    name = data.draw(st.sampled_from(sorted(names(edge))))
    near = [*solutions(edge.left, name, evaluate(edge.right, facts), facts), UNKNOWN]
    facts[name] = data.draw(st.sampled_from(near))
    exact, durable = decider(RUBRIC, "exact"), decider(RUBRIC, "durable")
    asks = [Ask(key, facts) for key in program(RUBRIC) if key[0] in ("check", "applies")]

    assert exact(asks) == durable(asks)
    assert fire(RUBRIC, facts, exact) == fire(RUBRIC, facts, durable)


def test_the_fact_sets_make_every_condition_true_and_false_and_unknown() -> None:
    seen: Counter[tuple[object, ...]] = Counter()
    exact = decider(RUBRIC, "exact")
    for seed in range(150):
        firings = fire(RUBRIC, fact_set(RUBRIC, Random(seed)), exact)
        seen.update((name, rule, truth) for name, one in firings.figures.items() for rule, truth in one.truths.items())
    rules = [(one.id, rule.id) for one in RUBRIC.indicators.values() for rule in one.rules]

    assert [] == [(*rule, truth) for rule in rules for truth in (True, False, UNKNOWN) if not seen[(*rule, truth)]]


@pytest.mark.evidence
def test_both_engines_agree_on_ten_thousand_fact_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    from youju.firing import durable

    exactly = Counter[str]()

    def counted(*args: object) -> object:
        exactly["asks"] += 1
        return decide(*args)

    decide = durable.decide_exactly
    monkeypatch.setattr(durable, "decide_exactly", counted)
    started, count, wrong, on_edge = time.perf_counter(), 10_000, Counter[str](), 0
    for seed in range(count):
        random = Random(f"evidence-{seed}")
        facts, claims = fact_set(RUBRIC, random), claim_set(RUBRIC, random)
        on_edge += sum(evaluate(edge.left, facts) == evaluate(edge.right, facts) for edge in edges(RUBRIC))
        wrong.update(disagreements(facts, claims))
    disagreed, took = sum(wrong.values()), time.perf_counter() - started
    print(f"\n{count} fact sets, both engines: {disagreed} disagreements, {took:.0f} s")
    print(f"{on_edge} comparisons exactly at their threshold; {exactly['asks']} asks fell back to the exact evaluator")

    assert Counter() == wrong
