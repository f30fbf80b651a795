"""From statements to facts: agreement within printed digits, its laws, and what counts where there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.facts import Fact, FactSpec, Statement, agree, interval, resolve
from youju.facts.resolve import all_agree
from youju.feel import UNKNOWN
from youju.report import Quote

MONEY = FactSpec.read({"en": "m", "type": "money", "unit": "万元"})
COUNT = FactSpec.read({"en": "c", "type": "count"})
TRUTH = FactSpec.read({"en": "t", "type": "boolean"})
DEFAULT = FactSpec.read({"en": "d", "type": "count", "default": {"value": "0", "zh": "未提及", "en": "not mentioned"}})


def stated(value: object, half: object = 0, comparator: str = "=", at: int = 0, **more: object) -> Statement:
    quote = Quote("q" * 3, 1, at, at + 3)
    known = value if isinstance(value, (bool, str)) else Fraction(value)  # type: ignore[arg-type]
    return Statement("x", known, quote, quote, "figure", comparator, Fraction(half), **more)  # type: ignore[arg-type]


def settle(spec: FactSpec, *statements: Statement) -> Fact:
    return resolve({"x": spec}, statements)["x"]


numbers = st.builds(
    stated,
    st.fractions(-100, 100, max_denominator=20),
    st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1, 20), Fraction(5)]),
    st.sampled_from(["=", "<", "<=", ">", ">="]),
)
anything = st.one_of(numbers, st.booleans().map(stated), st.sampled_from(["甲", "乙"]).map(stated))


@given(anything)
def test_agreement_is_reflexive(one: Statement):
    assert agree(one, one) is True


@given(anything, anything)
def test_agreement_is_symmetric(one: Statement, other: Statement):
    assert agree(one, other) == agree(other, one)


@given(st.lists(anything, min_size=1, max_size=6))
def test_all_agree_where_every_two_of_them_do(many: list[Statement]):
    assert all_agree(many) == all(agree(one, other) for one in many for other in many)


@given(numbers, numbers, st.fractions(1, 50, max_denominator=9))
def test_agreement_does_not_depend_on_the_unit(one: Statement, other: Statement, scale: Fraction):
    def scaled(statement: Statement) -> Statement:
        assert isinstance(statement.value, Fraction)
        return stated(statement.value * scale, statement.half_unit * scale, statement.comparator)

    assert agree(one, other) == agree(scaled(one), scaled(other))


@given(st.lists(numbers, min_size=1, max_size=5))
def test_a_fact_takes_the_value_of_one_of_its_statements_whatever_their_order(many: list[Statement]):
    fact, turned = settle(MONEY, *many), settle(MONEY, *reversed(many))

    assert fact.value in [statement.value for statement in many]
    assert fact.status == turned.status


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (stated(16_280_000, 5000), stated(16_283_200, 50), True),
        (stated(16_280_000, 5000), stated(16_290_000, 50), False),
        (stated(22), stated(22), True),
        (stated(22), stated(23), False),
        (stated(Fraction("0.9"), Fraction("0.005"), ">="), stated(Fraction("0.9302"), Fraction("0.00005")), True),
        (stated(Fraction("0.9"), Fraction("0.005"), ">="), stated(Fraction("0.89"), Fraction("0.00005")), False),
        (stated(Fraction("0.1"), 0, "<="), stated(0), True),
        (stated(True), stated(True), True),
        (stated(True), stated(False), False),
        (stated(True), stated(1), False),
        (stated("甲"), stated("乙"), False),
    ],
)
def test_what_agrees(one: Statement, other: Statement, expected: bool):
    assert agree(one, other) is expected


def test_among_statements_that_agree_the_most_precise_counts():
    fact = settle(MONEY, stated(16_280_000, 5000, scored_part=True), stated(16_283_200, 50, at=9))

    assert (fact.status, fact.value, fact.chosen) == ("settled", 16_283_200, 1)


def test_a_figure_counts_before_a_bound_and_before_a_rough_number():
    rough = stated(400, approximate=True)

    assert settle(COUNT, stated(90, 0, ">="), stated(93)).value == 93
    assert settle(COUNT, rough, stated(402, at=9)).value == 402


def test_among_statements_that_conflict_the_scored_part_counts():
    fact = settle(COUNT, stated(22), stated(23, at=9, scored_part=True), stated(24, at=19, scored_part=True))

    assert (fact.status, fact.value, fact.worlds) == ("conflicting", 23, (23, 22, 24))


def test_nothing_said_is_missing_unless_the_dictionary_says_what_silence_means():
    missing, defaulted = settle(COUNT), settle(DEFAULT)

    assert (missing.status, missing.value, missing.evidence) == ("missing", UNKNOWN, None)
    assert (defaulted.status, defaulted.value, defaulted.evidence) == ("defaulted", 0, "assertion")


def test_a_word_has_no_interval():
    with pytest.raises(TypeError):
        interval(stated(True))


def test_more_than_a_number_is_at_least_the_number_and_about_promises_nothing():
    def rough(text: str) -> Statement:
        quote = Quote(text, 1, 0, len(text))
        return Statement("x", Fraction(157), quote, quote, "figure", approximate=True)

    assert (interval(rough("157余人")), interval(rough("约157人"))) == ((157, None), (None, None))


def test_contradicting_answers_conflict():
    fact = settle(TRUTH, stated(True), stated(False, at=5))

    assert (fact.status, set(fact.worlds)) == ("conflicting", {True, False})
