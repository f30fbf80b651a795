"""Cards that outgrow the solver: each is told as not analysed, or given up, and never waited for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from prove_kit import WEIGHT, counted, indicator

from youju.feel import Value
from youju.prove import Budget, Free, Hunt, NotEncodable, board
from youju.prove.differ import Pair, pair
from youju.prove.formula import Some, sign
from youju.prove.polynomial import constant, quantity
from youju.prove.solver import MOST_TOLD, Solver
from youju.rubric import Indicator

FREE: Free = {name: counted(0, None) for name in "abcdefgh"}
AT: Mapping[str, Value] = {"weight": WEIGHT}


def one_rule(when: str, points: str = "1", lets: dict[str, list[str]] | None = None) -> Indicator:
    return indicator([(when, points)], lets, facts=" ".join(FREE))


def paired(old: Indicator, new: Indicator) -> Pair:
    return pair(old, new, AT, FREE)


def nested(form: str, times: int, innermost: str) -> str:
    for _ in range(times):
        innermost = form.format(innermost)
    return innermost


def chained(count: int) -> dict[str, list[str]]:
    before = ["a", *(f"r{i}" for i in range(count))]
    return {f"r{i}": [f"{before[i]} / (b - {i}) + {before[i]}", f"c / (d - {i})", "e / f"] for i in range(count)}


@pytest.mark.parametrize(
    "card",
    [
        one_rule("((a + b + c) ** 8) ** 8 > 1"),
        one_rule("(((a + b + c) ** 8) ** 8) ** 8 > 1"),
        one_rule(f"{nested('({}) ** 8', 9, '10')} > a"),
        one_rule(f"{nested('(b + {0}) / (c - {0})', 4, 'a')} > 0"),
        one_rule(f"{nested('abs({} - 3)', 40, 'a')} > 0"),
        one_rule("r11 > 1", lets=chained(12)),
        one_rule("true", " * ".join(f"(if a > {i} then b else c)" for i in range(20))),
        indicator([(f"a > {i}", f"b / (c + {i})") for i in range(60)], hit="sum", facts=" ".join(FREE)),
    ],
    ids=["power", "powers", "constant", "quotients", "signs", "lets", "ifs", "checklist"],
)
def test_arithmetic_that_outgrows_a_question_has_no_encoding(card: Indicator) -> None:
    with pytest.raises(NotEncodable):
        paired(card, card)


def test_many_rules_with_points_of_their_own_are_not_compared_pair_by_pair() -> None:
    rules = [(f"a > {i}", f"b * {i} / (c + {i})") for i in range(500)]

    with pytest.raises(NotEncodable):
        paired(*(indicator(rules, facts=" ".join(FREE)) for _ in range(2))).find()


def test_points_rounded_half_to_even_beside_other_points_have_no_encoding() -> None:
    with pytest.raises(NotEncodable):
        paired(one_rule("true", "decimal(a / 3, 0)"), one_rule("true", "a / 3")).find()


def test_what_is_too_long_to_be_told_is_given_up_and_the_next_question_answered() -> None:
    x = quantity("x")
    solver = Solver(sign(x, strict=False), Budget())
    long = Some(tuple(sign(constant(-i) - x, strict=True) for i in range(MOST_TOLD)))

    assert "unknown" == solver.ask(long)
    assert "none" == solver.ask(sign(-x, strict=True))


def test_too_little_memory_is_no_answer() -> None:
    shares = " + ".join(
        f"{top} / ({bottom} + {i})" for i, (top, bottom) in enumerate(zip("abcd", "bcda", strict=True), start=1)
    )
    card, never = one_rule(f"{shares} > 2"), indicator([("a < 0", "1")], facts=" ".join(FREE))
    little = Budget(megabytes=1)

    assert "unknown" == pair(card, never, AT, FREE, budget=little).find()


def test_after_enough_that_was_given_up_nothing_more_is_asked() -> None:
    over = board([one_rule("a > 1")], AT, FREE)
    hunt = Hunt(over, Budget(patience=1, megabytes=1))
    hard = sign(quantity("a") * quantity("a") * quantity("b") - constant(Fraction(33)), strict=False)
    easy = sign(quantity("a"), strict=False)

    assert ["unknown", "unknown"] == [hunt.find(one, accept=lambda _: False) for one in (hard, easy)]
