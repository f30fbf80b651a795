"""durable_rules is asked only what it can be trusted with, and what it fails at is an error, never an answer."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from near_thresholds import RUBRIC, fact_set

from youju.feel import UNKNOWN, And, Compare, Expr, If, Name, Not, Or, Value, evaluate, literal
from youju.firing import Ask, Decide, Key, available, decider, exact, fire
from youju.structs import replace

pytestmark = pytest.mark.skipif(not available(), reason="durable_rules does not import here")
LESS = Compare("<", Name("甲"), Name("乙"))
SAME = Compare("=", Name("甲"), Name("乙"))
BOTH = And((LESS, Compare(">=", Name("丙"), literal(Fraction(1, 3)))))
EITHER = Or((SAME, Not(BOTH)))
BRANCH = If(LESS, Name("子"), Not(Name("子")))
CONDITIONS: dict[Key, Expr] = {("less",): LESS, ("same",): SAME, ("both",): BOTH, ("either",): EITHER, ("if",): BRANCH}
WIDE = st.one_of(
    st.integers(-(2**70), 2**70).map(Fraction),
    st.fractions(),
    st.sampled_from([2**53 - 1, 2**53, 2**53 + 1, -(2**53), 2**63, 2**63 + 1, 2**64]).map(Fraction),
    st.just(UNKNOWN),
)


@pytest.fixture(scope="module")
def durable() -> Decide:
    from youju.firing.durable import durable

    return durable(CONDITIONS)


def ask(decide: Decide, name: str, facts: dict[str, Value]) -> object:
    return decide([Ask((name,), facts)])[name,]


@settings(deadline=None)
@given(甲=WIDE, 乙=WIDE, 丙=WIDE, 子=st.sampled_from([True, False, UNKNOWN]))
def test_integers_of_any_size_get_the_answer_of_the_exact_evaluator(durable: Decide, **facts: Value) -> None:
    asks = [Ask(key, facts) for key in CONDITIONS]

    assert exact(CONDITIONS)(asks) == durable(asks)


@pytest.mark.parametrize("size", [2**53 - 1, 2**53, 2**53 + 1, 2**63, 2**64 + 1, 10**30])
def test_a_difference_of_one_is_seen_beyond_what_a_double_can_hold(durable: Decide, size: int) -> None:
    one, other = Fraction(size), Fraction(size + 1)

    assert [True, False, False] == [
        ask(durable, "less", {"甲": one, "乙": other}),
        ask(durable, "less", {"甲": other, "乙": one}),
        ask(durable, "same", {"甲": one, "乙": other}),
    ]


def test_null_is_left_to_the_exact_evaluator(durable: Decide) -> None:
    facts: dict[str, Value] = {"甲": None, "乙": Fraction(1), "丙": None, "子": None}

    assert [evaluate(expr, facts) for expr in CONDITIONS.values()] == [ask(durable, *key, facts) for key in CONDITIONS]


@pytest.mark.parametrize("truth", [True, False])
def test_a_condition_outside_the_subset_is_decided_all_the_same(durable: Decide, truth: bool) -> None:
    facts: dict[str, Value] = {"甲": Fraction(1), "乙": Fraction(2), "子": truth}

    assert ask(durable, "if", facts) is truth


def test_a_condition_of_more_comparisons_than_the_engine_bears_is_decided_all_the_same() -> None:
    from youju.firing.durable import MAX_ATOMS, durable

    names = [f"项{number}" for number in range(MAX_ATOMS + 20)]
    many = And(tuple(Compare("=", Name(name), literal(Fraction(1))) for name in names))
    decide = durable({("many",): many})

    assert ask(decide, "many", dict.fromkeys(names, Fraction(1))) is True
    assert ask(decide, "many", {**dict.fromkeys(names, Fraction(1)), "项3": Fraction(2)}) is False
    assert ask(decide, "many", {**dict.fromkeys(names, Fraction(1)), "项3": UNKNOWN}) is UNKNOWN


@pytest.mark.parametrize("width", [1, 2, 15, 16, 31, 32])
def test_as_many_comparisons_may_be_true_at_once_as_the_subset_admits(width: int) -> None:
    from youju.firing.durable import durable

    names = [f"项{number}" for number in range(width)]
    tests = tuple(Compare("<=", Name(name), literal(Fraction(1))) for name in names)
    conditions: dict[Key, Expr] = {("all",): And((*tests, *tests)), ("any",): Or((*tests, *tests))}
    decide = durable(conditions)

    for value in (Fraction(0), Fraction(1), Fraction(2), UNKNOWN):
        asks = [Ask(key, dict.fromkeys(names, value)) for key in conditions]
        assert exact(conditions)(asks) == decide(asks)


def test_the_same_fact_is_taken_again_and_again(durable: Decide) -> None:
    facts: dict[str, Value] = {"甲": Fraction(1), "乙": Fraction(2)}

    assert {True} == {ask(durable, "less", facts) for _ in range(2_000)}


def test_facts_that_came_before_change_nothing(durable: Decide) -> None:
    def less(number: int) -> object:
        return ask(durable, "less", {"甲": Fraction(number), "乙": Fraction(1_000)})

    assert [number < 1_000 for number in range(2_000)] == [less(number) for number in range(2_000)]
    assert less(999) is True


@pytest.mark.evidence
def test_more_facts_than_a_hash_of_32_bits_tells_apart_do_no_harm(durable: Decide) -> None:
    # Two in a hundred thousand of 2^32 hashes are the same, with a probability of two in three.
    count = 200_000
    wrong = [
        n
        for n in range(count)
        if ask(durable, "less", {"甲": Fraction(n), "乙": Fraction(7 * n % 1_001)}) is not (n < 7 * n % 1_001)
    ]
    print(f"\n{count} distinct facts in one session: {len(wrong)} wrong answers")

    assert [] == wrong


def test_a_second_rubric_in_the_process_leaves_the_first_one_as_it_was() -> None:
    facts = fact_set(RUBRIC, Random(7))
    before = fire(RUBRIC, facts, decider(RUBRIC, "durable"))
    first = next(iter(RUBRIC.indicators.values()))
    harsher = replace(
        first, rules=tuple(replace(rule, when=replace(rule.when, expr=literal(False))) for rule in first.rules)
    )
    other = replace(RUBRIC, digest="another", indicators={**RUBRIC.indicators, first.id: harsher})
    second = fire(other, facts, decider(other, "durable"))

    assert {False} == set(second.figures[first.id].truths.values())
    assert before == fire(RUBRIC, facts, decider(RUBRIC, "durable"))


def test_the_same_rubric_is_compiled_once() -> None:
    assert decider(RUBRIC, "durable") is decider(replace(RUBRIC), "durable")


def test_what_an_action_raises_is_raised_to_the_caller_and_spoils_nothing_after(
    durable: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    from youju.firing import durable as room

    class Full(list[tuple[str, bool]]):
        def append(self, fired: tuple[str, bool]) -> None:
            raise MemoryError(fired)

    facts: dict[str, Value] = {"甲": Fraction(1), "乙": Fraction(2)}
    with monkeypatch.context() as patch:
        patch.setattr(room._host().fired, "names", Full())
        with pytest.raises(room.FiringError) as caught:
            ask(durable, "less", facts)

    assert isinstance(caught.value.__cause__, MemoryError)
    assert ask(durable, "less", facts) is True


@pytest.mark.parametrize("method", ["assert_fact", "retract_fact"])
def test_what_the_engine_raises_is_raised_to_the_caller(
    durable: Decide, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    from youju.firing import durable as room

    def broken(*_: object) -> None:
        raise RuntimeError("error 303")

    monkeypatch.setattr(room._host(), method, broken)

    with pytest.raises(RuntimeError, match="error 303"):
        ask(durable, "less", {"甲": Fraction(11), "乙": Fraction(12)})


def test_an_engine_that_takes_no_fact_is_an_error(durable: Decide, monkeypatch: pytest.MonkeyPatch) -> None:
    from youju.firing import durable as room

    monkeypatch.setattr(room._host(), "assert_fact", lambda *_: None)

    with pytest.raises(room.FiringError):
        ask(durable, "less", {"甲": Fraction(5), "乙": Fraction(6)})
