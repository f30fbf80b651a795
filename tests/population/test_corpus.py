"""A made-up corpus is the same for a seed, as large and as incomplete as asked, and stands on every threshold."""

# What needs Polars is imported after the question whether it is here.
# ruff: noqa: E402
from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import small_rubrics as small

pl = pytest.importorskip("polars")

from youju.feel import (
    UNKNOWN,
    Between,
    Call,
    Compare,
    Expr,
    In,
    RangeOf,
    UnaryTest,
    Value,
    children,
    evaluate,
    names,
    show,
)
from youju.firing import case_of
from youju.population.columns.capacity import capacity
from youju.population.corpus.draws_polars import ROW, Draws
from youju.population.corpus.plan import CorpusOptions, CorpusPlan, missing_share, plan_of
from youju.population.corpus.write_polars import corpus, write_corpus
from youju.rubric import WEIGHT, Indicator, Rubric, dictionary_of, find_pack, load_rubric

PACKS = ("lechang-2023", "hunan-2020")
NONE = Fraction(0)


@cache
def plan(name: str) -> CorpusPlan:
    """The plan of a rubric of rules/."""
    folder = find_pack(name).folder
    return plan_of(load_rubric(folder, dictionary_of(folder)))


def test_a_seed_gives_the_same_file_whatever_the_batches(tmp_path: Path) -> None:
    options = CorpusOptions(140_000, 7)
    write_corpus(plan("hunan-2020"), options, tmp_path / "one.parquet")
    write_corpus(plan("hunan-2020"), options, tmp_path / "two.parquet")
    other = corpus(plan("hunan-2020"), CorpusOptions(1000, 8)).collect()

    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    assert not other.equals(pl.read_parquet(tmp_path / "one.parquet").head(1000))


@cache
def whole() -> pl.DataFrame:
    """One corpus, of which slices are taken."""
    return corpus(plan("lechang-2023"), CorpusOptions(70_000, 3)).collect(engine="streaming")


@settings(deadline=None, max_examples=12)
@given(st.integers(65_000, 66_000), st.integers(1, 700))
def test_any_slice_of_rows_made_alone_is_that_of_the_whole(first: int, rows: int) -> None:
    made = corpus(plan("lechang-2023"), CorpusOptions(70_000, 3), first, rows).collect()

    assert whole()[first : first + rows].equals(made)


@pytest.mark.parametrize("name", PACKS)
def test_every_fact_of_a_rubric_has_a_column_within_its_bounds(name: str) -> None:
    frame = corpus(plan(name), CorpusOptions(20_000, 1)).collect()
    facts = plan(name).facts
    numbers = {fact: capacity(spec) for fact, spec in facts.items() if spec.step is not None}
    outside = [
        fact for fact, (low, high) in numbers.items() if not frame[fact].drop_nulls().is_between(low, high).all()
    ]
    read = {fact for card in plan(name).rubric.indicators.values() for fact in card.facts}

    assert ["id", "county", "year", *facts] == frame.columns
    assert (read, []) == (set(facts), outside)
    assert 20_000 == frame["id"].n_unique()


@pytest.mark.parametrize("asked", [Fraction(3, 100), Fraction(1, 2), Fraction(19, 20)])
def test_as_much_is_missing_as_asked_on_average_and_for_each_fact(asked: Fraction) -> None:
    here = plan("lechang-2023")
    rows = 20_000
    frame = corpus(here, CorpusOptions(rows, 5, missing=asked, boundary=NONE)).collect()
    # Printed rates are unknown besides where they are of nothing, or out of bounds.
    plain = [name for name in here.facts if name not in {one.fact for one in here.printed}]
    shares = {name: missing_share(here, name, asked) for name in here.facts}
    off = {name: abs(frame[name].null_count() / rows - float(shares[name])) for name in plain}

    assert asked == sum(shares.values()) / len(shares)
    assert [] == [name for name, by in off.items() if by > 0.02]


def test_as_many_rows_stand_at_thresholds_as_asked_and_the_others_are_as_without() -> None:
    rows = 40_000
    without = corpus(plan("lechang-2023"), CorpusOptions(rows, 5, NONE, NONE)).collect()
    asked = corpus(plan("lechang-2023"), CorpusOptions(rows, 5, NONE, Fraction(1, 5))).collect()
    moved = pl.DataFrame([(without[name].ne_missing(asked[name])) for name in asked.columns])
    share = moved.select(pl.any_horizontal(pl.all())).to_series().mean()

    assert pytest.approx(0.2, abs=0.01) == share


def test_parts_are_mostly_within_their_wholes_and_money_grows_with_a_department() -> None:
    cards = [
        small.card(
            "done",
            "5",
            {"all": ("rate >= 90%", "weight")},
            let={"rate": "done / due"},
            open=[{"when": "due = 0", "because": small.BECAUSE}],
        ),
        small.card("sum", "5", {"all": ("a + b <= whole", "weight")}),
    ]
    rubric = small.build({"done": "count", "due": "count", "a": "money", "b": "money", "whole": "money"}, cards)
    frame = corpus(plan_of(rubric), CorpusOptions(5000, 2, NONE, NONE)).collect()
    within = frame.select(
        (pl.col("done") <= pl.col("due")).mean(), sums=(pl.col("a") + pl.col("b") <= pl.col("whole")).mean()
    )
    together = frame.select(pl.corr("due", "whole", method="spearman")).item()

    assert (True, True, True) == (within["done"].item() > 0.8, within["sums"].item() > 0.6, together > 0.5)


def pairs(expr: Expr) -> Iterator[tuple[Expr, Expr]]:
    """Comparisons in a condition and constants of `min` and `max`, found anew and not as the generator finds them."""
    match expr:
        case Compare(_, left, right):
            yield left, right
        case Between(operand, low, high):
            yield from ((operand, low), (operand, high))
        case In(operand, (RangeOf(low, high),)):
            yield from ((operand, low), (operand, high))
        case In(operand, (UnaryTest(_, right),)):
            yield operand, right
        case Call("min" | "max", (left, right)):
            yield left, right
        case _:
            pass
    for part in children(expr):
        yield from pairs(part)


def values_of(row: Mapping[str, object], rubric: Rubric, card: Indicator) -> Mapping[str, Value]:
    """What the card's expressions read in a row, its quantities among them."""
    facts: dict[str, Value] = {}
    for name in card.facts:
        step, cell = rubric.dictionary.facts[name].step, row[name]
        known = cell if step is None or cell is None else cell * step
        facts[name] = UNKNOWN if cell is None else known
    return case_of(card, facts, card.weight).values


def stands(left: Expr, right: Expr, card: Indicator, rubric: Rubric, row: Mapping[str, object]) -> set[str]:
    """On a threshold; or on a side of it from which one step of one figure leads onto it or over it."""
    at = values_of(row, rubric, card)
    sides = side_of(left, right, at)
    if sides in ("on", ""):
        return {sides}
    for name in card.facts:
        if rubric.dictionary.facts[name].step is None or row[name] is None:
            continue
        for by in (-1, 1):
            if side_of(left, right, values_of({**row, name: row[name] + by}, rubric, card)) not in (sides, ""):
                return {sides}
    return set()


def side_of(left: Expr, right: Expr, values: Mapping[str, Value]) -> str:
    """Where the left stands to the right; empty where that is unknown or they are no numbers."""
    one, other = evaluate(left, values), evaluate(right, values)
    if not isinstance(one, Fraction) or not isinstance(other, Fraction):
        return ""
    return "on" if one == other else "below" if one < other else "above"


@pytest.mark.parametrize("name", PACKS)
def test_every_threshold_of_every_card_is_met_on_below_and_above(name: str) -> None:
    rubric = plan(name).rubric
    frame = corpus(plan(name), CorpusOptions(50_000, 1)).collect()
    lacking = [told for card in rubric.indicators.values() for told in unmet(rubric, card, frame)]

    assert [] == lacking


def test_thresholds_of_other_shapes_are_met_as_well() -> None:
    facts = {
        "a": "money", "b": "money", "c": "money", "n": "count", "m": "count", "x": "number", "r": "percent", "t": "text",
        "yes": "boolean", "p": {"type": "percent", "unit": "%", "bounds": {"min": "0", "max": "100%"}},
    }  # fmt: skip
    of_none = {"open": [{"when": "b = 0 元 or m = 0", "because": small.BECAUSE}]}
    cards = [
        small.card("third", "5", {"low": ("a / b < 1 / 3", "1"), "high": ("a / b >= 1 / 3", "5")}, **of_none),
        small.card("fixed", "5", {"few": ("n in [3..40)", "1"), "many": ("c between 50 万元 and 80.5 万元", "5")}),
        small.card("sums", "5", {"over": ("2 * a + b > c + 10 元", "0"), "rest": ("yes", "weight")}),
        small.card("mixed", "5", {"r": ("r >= 12.34%", "1"), "p": ("p < 99.99%", "2"), "x": ("x = 2.5", "3")}),
        small.card("words", "5", {"one": ('t = "甲"', "1"), "other": ('t != "乙"', "2")}),
        small.card("people", "5", {"cost": ("n / m <= 17 / 23", "weight")}, **of_none),
    ]
    rubric = small.build(facts, cards)
    frame = corpus(plan_of(rubric), CorpusOptions(50_000, 1)).collect()
    lacking = [told for card in rubric.indicators.values() for told in unmet(rubric, card, frame)]

    assert ([], {"甲", "乙", None}) == (lacking, set(frame["t"]))


def test_a_printed_rate_that_a_card_reads_itself_is_put_on_its_thresholds_too() -> None:
    of_none = {"open": [{"when": "due = 0", "because": small.BECAUSE}]}
    rate = {"rate": {"from": "done / due", "stated": "said"}}
    cards = [
        small.card("rate", "5", {"all": ("rate >= 90%", "weight")}, let=rate, **of_none),
        small.card("said", "5", {"all": ("said >= 85%", "weight")}),
    ]
    rubric = small.build({"done": "count", "due": "count", "said": "percent"}, cards)
    frame = corpus(plan_of(rubric), CorpusOptions(2000, 1)).collect()

    assert [] == [told for card in rubric.indicators.values() for told in unmet(rubric, card, frame)]


def test_lots_of_two_names_are_spread_evenly_and_not_related() -> None:
    draws = Draws(1)
    frame = pl.select(pl.int_range(0, 100_000).alias("n")).with_columns(draws.mixed(pl.col("n")).alias(ROW))
    lots = frame.select(draws.share(name).alias(name) for name in ("one", "two"))
    evenly = [lots["one"].is_between(i / 10, (i + 1) / 10).mean() for i in range(10)]
    related = [lots.select(pl.corr("one", pl.col("two").shift(by))).item() for by in (0, 1)]

    assert pytest.approx([0.1] * 10, abs=0.005) == evenly
    assert pytest.approx([0.0, 0.0], abs=0.015) == related


def unmet(rubric: Rubric, card: Indicator, frame: pl.DataFrame) -> Iterator[str]:
    """The sides of the thresholds of a card on which no row stands."""
    formulas = [one for rule in card.rules for one in (rule.when, rule.points)]
    wanted = {pair: possible(card, *pair) for one in formulas for pair in pairs(one.expr)}
    for row in frame.select(card.facts).unique(maintain_order=True).iter_rows(named=True):
        waiting = {pair: sides for pair, sides in wanted.items() if sides}
        if not waiting:
            return
        for pair, sides in waiting.items():
            sides -= stands(*pair, card, rubric, row)
    yield from (f"{card.id}: {show(left)}, {show(right)}: {sides}" for (left, right), sides in wanted.items() if sides)


def possible(card: Indicator, left: Expr, right: Expr) -> set[str]:
    """All three sides; but nothing that is paid or counted is less than 0, nor is a quotient of such."""
    words = " ".join((show(left), show(right)))
    read = (names(left) | names(right)) - {WEIGHT}
    if not read or "floor(" in words or "ceiling(" in words or isinstance(evaluate(right, {}), str):
        return set()
    lets = {let.name: let.alternatives[0].text for let in card.lets}
    told = " ".join((words, *(lets[name] for name in read if name in lets)))
    bare = "-" not in told or "abs(" in told
    return {"on", "above"} if bare and evaluate(right, {}) == 0 else {"on", "below", "above"}
