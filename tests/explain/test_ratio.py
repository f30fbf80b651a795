"""Numbers proposed for a stated rate really print as it, their neighbours do not, and no ratio is simpler."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from youju.arithmetic import Interval, simplest
from youju.explain.ratio import printing, solve
from youju.facts import Statement
from youju.feel import evaluate, parse
from youju.report import Quote

HERE = Quote("", 1, 0, 0)


def stated(text: str, comparator: str = "=", approximate: bool = False) -> Statement:
    """A percentage as a report prints it."""
    decimals = len(text.partition(".")[2])
    half = Fraction(1, 200 * 10**decimals)
    return Statement("x", Fraction(text) / 100, HERE, HERE, "figure", comparator, half, decimals, approximate)


def printed(value: Fraction, decimals: int) -> Fraction:
    """A ratio as a percentage with so many decimals, halves up (away from zero)."""
    units = floor(abs(value) * 100 * 10**decimals + Fraction(1, 2))
    return Fraction(units if value >= 0 else -units, 100 * 10**decimals)


rates = st.integers(0, 2).flatmap(
    lambda decimals: st.integers(-50 * 10**decimals, 300 * 10**decimals).map(
        lambda n: (Fraction(n, 100 * 10**decimals), decimals)
    )
)


def said(rate: tuple[Fraction, int]) -> Statement:
    value, decimals = rate
    return Statement("x", value, HERE, HERE, "figure", half_unit=Fraction(1, 200 * 10**decimals), decimals=decimals)


@given(rates, st.fractions(-1, 4, max_denominator=3000))
def test_the_interval_of_a_statement_holds_what_prints_as_it(rate: tuple[Fraction, int], value: Fraction) -> None:
    wanted = printing(said(rate))
    assert wanted is not None

    assert (printed(value, rate[1]) == rate[0]) == wanted.holds(value)


@given(rates, st.sampled_from([Fraction(1, 2), Fraction(-1, 2)]))
def test_the_ends_of_the_interval_print_as_rounding_says(rate: tuple[Fraction, int], side: Fraction) -> None:
    end = rate[0] + side / (100 * 10 ** rate[1])
    wanted = printing(said(rate))
    assert wanted is not None

    assert (printed(end, rate[1]) == rate[0]) == wanted.holds(end)


FORMULAS = [
    "x / a",
    "a / x",
    "(x - a) / a",
    "(a - x) / x",
    "x / (x + a)",
    "(x + b) / a",
    "2 * x / (a - x)",
    "a / b - x / a",
    "-x / a",
]


@given(
    st.sampled_from(FORMULAS),
    rates,
    st.integers(1, 60),
    st.integers(1, 60),
    st.sampled_from([Fraction(1), Fraction(1, 4)]),
)
def test_every_number_proposed_prints_as_stated_and_its_neighbours_do_not(
    formula: str, rate: tuple[Fraction, int], a: int, b: int, step: Fraction
) -> None:
    wanted = printing(said(rate))
    assert wanted is not None
    expr = parse(formula, ["x", "a", "b"])
    known = {"a": Fraction(a), "b": Fraction(b)}

    def prints(x: Fraction) -> bool:
        value = evaluate(expr, {**known, "x": x})
        return isinstance(value, Fraction) and wanted.holds(value)

    runs = solve(expr, "x", known, wanted, step)
    for run in runs:
        ends = [run.first, run.last, run.first + run.step * (run.count // 2)]

        assert [True] * 3 == [prints(x) for x in ends]
        assert not prints(run.last + step) or any(other.first == run.last + step for other in runs)
        assert run.first == 0 or not prints(run.first - step)


@given(st.sampled_from(FORMULAS), rates, st.integers(1, 12), st.integers(1, 12))
def test_no_small_number_that_prints_as_stated_is_left_out(
    formula: str, rate: tuple[Fraction, int], a: int, b: int
) -> None:
    wanted = printing(said(rate))
    assert wanted is not None
    expr = parse(formula, ["x", "a", "b"])
    known = {"a": Fraction(a), "b": Fraction(b)}
    runs = solve(expr, "x", known, wanted, Fraction(1))
    by_force = [
        x
        for x in range(80)
        if isinstance(value := evaluate(expr, {**known, "x": Fraction(x)}), Fraction) and wanted.holds(value)
    ]
    assume(runs or len(by_force) < 40)  # without an end of them nothing is said

    assert by_force == sorted(x for x in range(80) if any(run.first <= x <= run.last for run in runs))


@pytest.mark.parametrize(
    "formula", ["abs(x - a) / a", "x * x / a", "x / c", "a / a", "if x > a then x / a else 0", "x ** 2 / a"]
)
def test_of_a_formula_of_another_form_nothing_is_said(formula: str) -> None:
    expr = parse(formula, ["x", "a", "c"])

    assert () == solve(expr, "x", {"a": Fraction(5)}, Interval(Fraction(0), Fraction(1)), Fraction(1))


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("81.48", "22/27"), ("33.3", "1/3"), ("95", "18/19"), ("100", "1"), ("0", "0"), ("104.17", "25/24")],
)
def test_the_simplest_ratio_of_a_printed_rate(text: str, ratio: str) -> None:
    wanted = printing(stated(text))
    assert wanted is not None

    assert Fraction(ratio) == simplest(wanted)


ends = st.fractions(0, 3, max_denominator=60)


@given(ends, ends, st.booleans(), st.booleans())
def test_no_simpler_ratio_lies_in_the_interval(
    one: Fraction, other: Fraction, low_closed: bool, high_closed: bool
) -> None:
    wanted = Interval(min(one, other), max(one, other), low_closed, high_closed)
    assume(one != other or (low_closed and high_closed))
    found = simplest(wanted)
    assert found is not None
    by_force = next(
        Fraction(m, n)
        for n in range(1, found.denominator + 1)
        for m in range(3 * n + 1)
        if wanted.holds(Fraction(m, n))
    )

    assert by_force == found


@pytest.mark.parametrize("statement", [stated("95", ">="), stated("95", approximate=True)])
def test_a_bound_or_an_about_prints_as_nothing_certain(statement: Statement) -> None:
    assert None is printing(statement)
