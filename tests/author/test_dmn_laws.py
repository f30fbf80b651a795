"""Through DMN and back a rubric means the same; and as DMN it gives the points that the ledger has."""

from __future__ import annotations

import functools
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from near_thresholds import claim_set, fact_set

from dmn_kit import RUBRICS, read_back, worked_out
from small_rubrics import build, card
from youju.audit.cases import run_case
from youju.audit.enter import enter
from youju.author.same import plain_tree, same_meaning
from youju.facts import constant
from youju.feel import (
    UNITS,
    UNKNOWN,
    And,
    Between,
    Compare,
    Expr,
    In,
    Literal,
    Name,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    Value,
    evaluate,
    show,
)
from youju.firing import decider, fire
from youju.publish.dmn.document import dmn
from youju.publish.dmn.names import names_of
from youju.rubric import Rubric

BY_ID = {rubric.id: rubric for rubric in RUBRICS}
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
EVERY = pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)


@functools.cache
def came_back(name: str) -> Rubric:
    """The rubric of a name through DMN and back."""
    return read_back(BY_ID[name])


@EVERY
def test_every_card_comes_back_the_same(rubric: Rubric):
    back = came_back(rubric.id)

    assert list(rubric.indicators) == list(back.indicators)
    assert rubric.spec == back.spec
    assert [] == [name for name, one in rubric.indicators.items() if not same_meaning(one, back.indicators[name])]


@EVERY
def test_what_a_card_declares_of_more_of_a_fact_comes_back(rubric: Rubric):
    before, after = (
        {name: [(was.fact, was.points, plain_tree(was.where.expr)) for was in one.monotone] for name, one in cards}
        for cards in (rubric.indicators.items(), came_back(rubric.id).indicators.items())
    )

    assert before == after
    assert any(before.values())


@EVERY
def test_the_cards_that_come_back_pass_the_golden_cases(rubric: Rubric):
    back = came_back(rubric.id)
    failed = [
        (indicator.id, case.note)
        for indicator in rubric.indicators.values()
        for case in indicator.cases
        if run_case(back, back.indicators[indicator.id], case, "exact").differences
    ]

    assert [] == failed


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(name=st.sampled_from(sorted(BY_ID)), seed=st.integers(0, 2**64 - 1))
def test_the_cards_that_come_back_score_as_before_about_the_thresholds(name: str, seed: int):
    random, rubric, back = Random(seed), BY_ID[name], came_back(name)
    facts, claims = fact_set(rubric, random), claim_set(rubric, random)
    before, after = (
        enter(one, fire(one, facts, decider(one, "exact")), claims, decider(one, "exact")) for one in (rubric, back)
    )

    assert before.rows == after.rows
    assert [(one.rule, one.points) for one in before.entries] == [(one.rule, one.points) for one in after.entries]


@settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
@given(name=st.sampled_from(sorted(BY_ID)), seed=st.integers(0, 2**64 - 1))
def test_the_dmn_gives_what_the_ledger_has_and_null_where_it_is_undetermined(name: str, seed: int):
    rubric = BY_ID[name]
    facts = fact_set(rubric, Random(seed))
    exact = decider(rubric, "exact")
    entered = enter(rubric, fire(rubric, facts, exact), {}, exact)
    open_ = {one.indicator for one in entered.entries if one.kind in ("printed", "claim", "answer", "unclaimed")}
    expected = {row.indicator: None if row.indicator in open_ else row.points for row in entered.rows}
    called = names_of(rubric)
    with TemporaryDirectory() as folder:
        values = worked_out(dmn(rubric), Path(folder), {called["fact", one]: value for one, value in facts.items()})

    assert expected == {one: values[called["points", one]] for one in rubric.indicators}


@pytest.mark.parametrize("applies", [True, False], ids=["all apply", "some do not"])
@EVERY
def test_the_total_of_the_dmn_is_the_sum_of_the_entries_where_all_is_known(
    rubric: Rubric, applies: bool, tmp_path: Path
):
    silent = {name: spec.default.value for name, spec in rubric.dictionary.facts.items() if spec.default is not None}
    facts: dict[str, Value] = {}
    for indicator in rubric.indicators.values():
        case = next(case for case in indicator.cases if case.expect.status in (None, "scored") and case.claimed is None)
        facts = {name: constant(text) for name, text in case.given.items()} | facts
    facts = silent | facts | {one.applies.expr.name: applies for one in rubric.indicators.values() if one.applies}
    exact = decider(rubric, "exact")
    entered = enter(rubric, fire(rubric, facts, exact), {}, exact)
    called = names_of(rubric)
    values = worked_out(dmn(rubric), tmp_path, {called["fact", name]: value for name, value in facts.items()})

    assert sum(entry.points for entry in entered.entries) == values[called["total",]]


FACTS = {"甲": "number", "乙": "number", "钱": "money", "有": "boolean", "无": "boolean"}
NUMBERS = st.integers(-3, 12).map(lambda n: Literal(constant(f"{abs(n)}0%"), UNITS["%"].type, "%"))
MONEY = st.integers(0, 3).map(lambda n: Literal(constant(f"{n} 万元"), UNITS["万元"].type, "万元"))
SIGNS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def _tests(name: str, constants: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    at = st.just(Name(name))
    ranges = st.builds(RangeOf, constants, constants, st.booleans(), st.booleans())
    return st.one_of(
        st.builds(Compare, SIGNS, at, constants),
        st.builds(Between, at, constants, constants),
        st.builds(
            In,
            at,
            st.lists(constants | ranges | st.builds(UnaryTest, SIGNS, constants), min_size=1, max_size=3).map(tuple),
        ),
    )


ATOMS = st.one_of(
    _tests("甲", NUMBERS), _tests("钱", MONEY), st.builds(Compare, SIGNS, st.just(Name("甲")), st.just(Name("乙"))),
    st.sampled_from([Name("有"), Not(Name("有")), Name("无")]),
)  # fmt: skip
CONDITIONS = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda some: And(tuple(some))),
        st.lists(parts, min_size=2, max_size=2).map(lambda some: Or(tuple(some))),
        st.builds(Not, parts),
    ),
    max_leaves=5,
)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "甲": st.integers(-3, 12).map(lambda n: constant(f"{n}0%") if n >= 0 else -constant(f"{-n}0%")),
        "乙": st.integers(0, 12).map(lambda n: constant(f"{n}0%")),
        "钱": st.integers(0, 3).map(lambda n: constant(f"{n} 万元")),
        "有": st.booleans(),
        "无": st.booleans(),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(
    st.lists(CONDITIONS, min_size=1, max_size=3),
    st.sampled_from(["first", "unique", "sum"]),
    st.lists(VALUES, max_size=4),
)
def test_any_conditions_come_back_with_the_same_truth(conditions: list[Expr], hit: str, values: list[dict[str, Value]]):
    rules = {f"r{i}": (show(condition), str(i + 1)) for i, condition in enumerate(conditions)}
    rubric = build(FACTS, [card("一", "6", rules, hit=hit)])
    back = read_back(rubric).indicators["一"]
    facts = [dict.fromkeys(FACTS, UNKNOWN) | one for one in values]

    assert [hit, *rules] == [back.hit, *(rule.id for rule in back.rules)]
    assert [[evaluate(condition, one) for condition in conditions] for one in facts] == [
        [evaluate(rule.when.expr, one) for rule in back.rules] for one in facts
    ]
