"""What cases should show: the same by the evaluator on a case and by the solver's formula, at every point."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regress_cards import board_of, everything

from youju.feel import UNKNOWN, Value
from youju.prove.formula import holds
from youju.regress.obligations import KINDS, look_at, obligations
from youju.rubric import WEIGHT

INDICATORS = tuple(everything().indicators)
COUNTS = st.integers(0, 6).map(Fraction)
VALUES = st.fixed_dictionaries(
    {"甲": COUNTS, "乙": COUNTS, "丙": st.integers(-3, 3).map(Fraction), "是": st.booleans(), "否": st.booleans()}
)
PERHAPS = st.fixed_dictionaries({name: st.sampled_from((UNKNOWN, Fraction(0), Fraction(1), Fraction(5))) for name in "甲乙丙"}
    | {name: st.sampled_from((UNKNOWN, True, False)) for name in "是否"})  # fmt: skip


@given(st.sampled_from(INDICATORS), VALUES, st.booleans())
def test_a_case_meets_an_obligation_exactly_where_its_formula_holds(
    name: str, values: dict[str, Value], moved: bool
) -> None:
    rubric = everything()
    one = rubric.indicators[name]
    over = board_of(rubric, one)
    laid = over.lay(one)
    weights = over.facts[WEIGHT].domain.choices
    weight = weights[-1 if moved else 0]
    assert isinstance(weight, Fraction)
    look = look_at(one, values, weight)
    for obligation in obligations(rubric, one):
        if obligation.kind == "missing":
            continue
        formula = obligation.formula(laid)
        point = over.point({**values, WEIGHT: weight})

        assert (obligation.id, obligation.met(look)) == (obligation.id, holds(formula, point.numbers, point.flags))


@given(st.sampled_from(INDICATORS), PERHAPS)
def test_the_same_holds_where_facts_are_missing(name: str, values: dict[str, Value]) -> None:
    rubric = everything()
    one = rubric.indicators[name]
    over = board_of(rubric, one, optional=True)
    laid = over.lay(one)
    look = look_at(one, values, one.weight)
    for obligation in obligations(rubric, one):
        formula = obligation.formula(laid)
        point = over.point({**values, WEIGHT: one.weight})

        assert (obligation.id, obligation.met(look)) == (obligation.id, holds(formula, point.numbers, point.flags))


def ids(name: str, kind: str) -> list[str]:
    rubric = everything()
    return [one.id for one in obligations(rubric, rubric.indicators[name]) if one.kind == kind]


def test_ids_are_unique_and_every_kind_is_there() -> None:
    rubric = everything()
    for one in rubric.indicators.values():
        found = [obligation.id for obligation in obligations(rubric, one)]

        assert sorted(set(found)) == sorted(found)
    assert set(KINDS) == {found.kind for one in rubric.indicators.values() for found in obligations(rubric, one)}


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("bands", "rule", ["rule/full", "rule/half", "rule/none"]),
        # 率 >= 95%, both ends of the range, 率 < 0.5: three sides each.
        ("bands", "boundary", [f"boundary/{atom}/{side}" for atom in ("full/1", "half/1", "half/2", "none/1")
                               for side in ("on", "below", "above")]),
        # Only the range has two ends to tell apart.
        ("bands", "condition", [f"condition/half/{n}/{way}" for n in (1, 2) for way in ("true", "false")]),
        # 甲 > 0; max, floor; 甲 = 0.
        ("steps", "boundary", [f"boundary/{atom}/{side}" for atom in ("some/1", "some/points-1", "some/points-2", "none/1")
                               for side in ("on", "below", "above")]),
        ("list", "rule", ["rule/one", "rule/one/alone", "rule/two", "rule/two/alone", "rule/all"]),
        ("list", "condition", [f"condition/two/{n}/{way}" for n in (1, 2) for way in ("true", "false")]),
        ("share", "moved", ["moved"]),
        ("passing", "transfer", ["transfer/pass"]),
        ("gift", "cap", ["cap/cap/most/over", "cap/cap/most/at", "cap/cap/least/over", "cap/cap/least/at"]),
    ],
)  # fmt: skip
def test_the_obligations_of_a_card_are_those_a_person_counts(name: str, kind: str, expected: list[str]) -> None:
    assert expected == ids(name, kind)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        # 甲 / 2 is cut to a whole number: on one where 甲 is even; at an odd 甲 one less or one more leads to the next.
        (1, 4, {"above", "below"}),
        (2, 4, {"on"}),
    ],
)
def test_a_unit_beside_a_whole_number_is_told_by_changing_a_fact(part: int, whole: int, expected: set[str]) -> None:
    rubric = everything()
    one = rubric.indicators["steps"]
    look = look_at(one, {"甲": Fraction(part)}, Fraction(whole))
    found = {
        found.id.rsplit("/", 1)[1]
        for found in obligations(rubric, one)
        if found.id.startswith("boundary/some/points-2") and found.met(look)
    }

    assert expected == found
