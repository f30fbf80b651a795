"""Laws between the points of two departments that need no expected value: of the interpreter and of SQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from random import Random

import pytest
from backends import Backend, by_engine, by_sql, columns
from departments_near import STEPS, near
from outcomes import Outcome, Said

from youju.feel import Expr, Literal, Value, children
from youju.firing import decider, fire
from youju.population import Database, card_query, rubric_query, weight_column
from youju.rubric import WEIGHT, Indicator, Rubric, dictionary_of, find_pack, load_rubric
from youju.structs import replace

pytest.importorskip("duckdb")
RUBRICS = ("lechang-2023", "hunan-2020")
BACKENDS = pytest.mark.parametrize("backend", [by_engine("exact"), by_sql], ids=["exact", "sql"])


@cache
def rubric_of(name: str) -> Rubric:
    pack = find_pack(name)
    assert pack is not None
    return load_rubric(pack.folder, dictionary_of(pack.folder))


def rows_of(rubric: Rubric, seed: str, count: int = 40) -> list[dict[str, Value]]:
    return [near(rubric, Random(f"{seed}-{i}")) for i in range(count)]


@BACKENDS
@pytest.mark.parametrize("name", RUBRICS)
def test_points_stay_where_all_money_is_counted_in_another_unit(name: str, backend: Backend) -> None:
    """A card that names no amount of money reads only how amounts stand to one another."""
    rubric = rubric_of(name)
    money = {fact for fact, spec in rubric.dictionary.facts.items() if spec.type == "money"}
    rows = rows_of(rubric, "unit")
    scaled = [
        {
            fact: value * 10_000 if fact in money and isinstance(value, Fraction) else value
            for fact, value in row.items()
        }
        for row in rows
    ]
    relative = [one.id for one in rubric.indicators.values() if money & set(one.facts) and not any(_amounts(one))]

    assert 5 <= len(relative)
    assert _of(backend(rubric, rows), relative) == _of(backend(rubric, scaled), relative)


@pytest.mark.parametrize("name", RUBRICS)
def test_the_order_of_a_checklist_is_of_no_account(name: str) -> None:
    rubric, database, rows = rubric_of(name), Database(), rows_of(rubric_of(name), "order", 40)
    lists = [one for one in rubric.indicators.values() if one.hit == "sum" and len(one.rules) > 1]
    for card in lists:
        read = {fact: columns(rubric)[fact] for fact in card.facts} | {
            WEIGHT: weight_column(card.weight or Fraction(1))
        }
        database.table("facts", read, [{**row, WEIGHT: card.weight} for row in rows])
        backwards = replace(card, rules=card.rules[::-1])

        either = [card_query(one, read).only("top", "bottom", "points", "low", "high") for one in (card, backwards)]

        assert database.ask(either[0], "facts") == database.ask(either[1], "facts")
    assert lists


@pytest.mark.parametrize("name", RUBRICS)
def test_weight_that_moves_is_neither_lost_nor_made(name: str) -> None:
    """By SQL: the weights that rules see, and those that are shared, sum to the rubric's total."""
    rubric, database, decide = rubric_of(name), Database(), decider(rubric_of(name), "exact")
    rows, query = rows_of(rubric, "moves"), rubric_query(rubric, columns(rubric))
    database.table("facts", query.columns, rows)
    moved = 0
    for row, facts in zip(database.ask(query, "facts"), rows, strict=True):
        firings = fire(rubric, facts, decide)
        here = [one.id for one in rubric.weighted if row[f"{one.id}.status"] != "not_applicable"]
        own = {one: Fraction(int(row[f"{one}.weight.top"] or 0), int(row[f"{one}.weight.bottom"] or 1)) for one in here}
        shared = {move.origin for move in firings.moves if move.proportional}
        moved += bool(firings.moves)

        assert rubric.spec.total == sum(own.values()) + sum(rubric.indicators[one].weight for one in shared)
        assert {one: firings.own[one] for one in here} == own
        assert rubric.spec.total == sum(firings.weights.values())
    assert moved


RISING = {
    "lechang-2023": {
        "target-completion": ("绩效目标完成数", 1), "key-task-completion": ("重点工作完成数", 1),
        "expenditure-rate": ("实际支付数", 1), "public-satisfaction": ("满意人数", 1),
        "asset-utilisation": ("在用固定资产原值", 1), "budget-compliance": ("预算编制违规项数", -1),
        "transfer-timeliness": ("迟延下达批次", -1), "three-public-control": ("三公经费支出数", -1),
        "operating-cost-control": ("公用经费决算数", -1), "carryover-rate": ("年末结转结余", -1),
        "idle-funds-change": ("年末存量资金", -1),
    },
    "hunan-2020": {
        "budget-completion": ("实际支付数", 1), "key-work": ("重点工作完成数", 1), "satisfaction": ("满意人数", 1),
        "building-area": ("楼堂馆所建成面积", -1), "three-public": ("三公经费支出数", -1),
    },
}  # fmt: skip
"""Cards on which more of a fact plainly never earns less (1) or never more (-1)."""


@BACKENDS
@pytest.mark.parametrize("name", RUBRICS)
def test_more_of_what_is_good_never_earns_less_and_of_what_is_bad_never_more(name: str, backend: Backend) -> None:
    rubric, specs = rubric_of(name), rubric_of(name).dictionary.facts
    rows = rows_of(rubric, "more")
    random, compared = Random("more"), 0
    facts = {fact for fact, _ in RISING[name].values()}
    more = [
        {
            fact: value + random.choice((1, 2, 100)) * STEPS[specs[fact].type]
            if fact in facts and isinstance(value, Fraction)
            else value
            for fact, value in row.items()
        }
        for row in rows
    ]
    for before, after, row in zip(backend(rubric, rows), backend(rubric, more), rows, strict=True):
        for card, (_, direction) in RISING[name].items():
            if all(not isinstance(row[fact], Fraction) or row[fact] >= 0 for fact in rubric.indicators[card].facts):
                compared += before[card]["exact"] is not None and after[card]["exact"] is not None

                assert _not_against(before[card], after[card], direction), (card, row)
    assert 5 * len(rows) * len(RISING[name]) < 10 * compared


def _not_against(before: Outcome, after: Outcome, direction: int) -> bool:
    if before["exact"] is None or after["exact"] is None:
        return True
    return (after["points"] - before["points"]) * direction >= 0


def _of(said: list[Said], cards: list[str]) -> list[dict[str, Outcome]]:
    return [{card: row[card] for card in cards} for row in said]


def _amounts(card: Indicator) -> Iterator[bool]:
    """Whether an expression of a card names an amount of money; nothing is an amount in every unit."""
    formulas = [formula for rule in card.rules for formula in (rule.when, rule.points)]
    formulas += [formula for let in card.lets for formula in let.alternatives]
    for formula in formulas:
        yield from _literals(formula.expr)


def _literals(expr: Expr) -> Iterator[bool]:
    if isinstance(expr, Literal) and isinstance(expr.value, Fraction):
        yield bool(expr.type.money) and expr.value != 0
    for part in children(expr):
        yield from _literals(part)
