"""Exact ranges: what rules can give and no more, however they are written; held against every value one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged

from small_rubrics import build, card
from youju.audit import Audit
from youju.explain.ask import ask
from youju.explain.ranges import ends_of, range_of
from youju.explain.scoring import Scoring
from youju.explain.total import capped
from youju.feel import Value
from youju.rubric import Rubric

TRUTHS = ("甲", "乙", "丙", "丁")
COUNTS = ("数", "总")
FACTS = {**dict.fromkeys(TRUTHS, "boolean"), **dict.fromkeys(COUNTS, "count")}
MANY = 13
"""Counts are tried up to this in a scan; the rules made up here turn below it."""


def one(rules: dict[str, tuple[str, str]], hit: str = "first", **more: object) -> Rubric:
    return build(FACTS, [card("a", "25", rules, hit=hit, **more)])


def scan(audit: Audit, indicator: str, opened: tuple[str, ...]) -> list[Fraction]:
    """The points in every world there is, by the interpreter alone."""
    scoring, owner = Scoring(audit), audit.rubric.indicators[indicator]
    return [scoring.at(owner, world).points for world in every(opened)]


def every(opened: tuple[str, ...]) -> Iterator[Mapping[str, Value]]:
    choices = [(True, False) if name in TRUTHS else tuple(map(Fraction, range(MANY))) for name in opened]
    for combination in product(*choices):
        yield dict(zip(opened, combination, strict=True))


conditions = st.recursive(
    st.sampled_from((*TRUTHS, "数 >= 3", "数 < 7", "数 = 5")),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        inner.map(lambda text: f"not({text})"),
    ),
    max_leaves=4,
)


@st.composite
def rules(draw: st.DrawFn) -> dict[str, tuple[str, str]]:
    whens = draw(st.lists(conditions, min_size=1, max_size=2))
    points = draw(st.lists(st.sampled_from(("0", "1", "2", "min(5, 数 / 2)")), min_size=3, max_size=3))
    found = {f"r{place}": (when, points[place]) for place, when in enumerate(whens)}
    return {**found, "rest": ("true", draw(st.sampled_from(("0", "1", "5"))))}


said = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from(("true", "false")) for name in TRUTHS},
        "数": st.integers(0, 12).map(lambda n: f"{n} 项"),
    },
)


@settings(max_examples=40)
@given(rules=rules(), said=said, hit=st.sampled_from(("first", "sum")), claim=st.integers(0, 5))
def test_a_range_is_what_every_value_tried_one_by_one_gives(
    rules: dict[str, tuple[str, str]], said: dict[str, str], hit: str, claim: int
) -> None:
    audit = judged(one(rules, hit), said, {"a": claim})
    found = range_of(audit, "a")
    tried = scan(audit, "a", tuple(name for name in (*TRUTHS, "数") if name not in said))

    assert (min(tried), max(tried), True) == (found.low, found.high, found.exact)


@settings(max_examples=30)
@given(rules=rules(), said=said, hit=st.sampled_from(("first", "sum")))
def test_both_ends_are_attained_at_the_values_that_are_told(
    rules: dict[str, tuple[str, str]], said: dict[str, str], hit: str
) -> None:
    audit = judged(one(rules, hit), said, {"a": 3})
    found, scoring = range_of(audit, "a"), Scoring(audit)
    attained = [scoring.at(audit.rubric.indicators["a"], at).points for at in (found.low_at, found.high_at)]

    assert [found.low, found.high] == attained


def rewritten(condition: str, way: int) -> str:
    """Another writing of a condition: true and false for the same values."""
    ways = (f"not(not({condition}))", f"({condition}) and (甲 or not(甲))", f"({condition}) or (乙 and not(乙))")
    return ways[way % 3]


@settings(max_examples=30)
@given(rules=rules(), said=said, hit=st.sampled_from(("first", "sum")), way=st.integers(0, 2), claim=st.integers(0, 5))
def test_two_writings_of_one_rule_have_one_range(
    rules: dict[str, tuple[str, str]], said: dict[str, str], hit: str, way: int, claim: int
) -> None:
    other = {name: (rewritten(when, way + place), points) for place, (name, (when, points)) in enumerate(rules.items())}
    found = [range_of(judged(one(version, hit), said, {"a": claim}), "a") for version in (rules, other)]

    assert (found[0].low, found[0].high, found[0].exact) == (found[1].low, found[1].high, found[1].exact)


def test_a_claim_that_no_value_bears_out_does_not_stretch_the_range() -> None:
    writings = [{"all": ("甲 or not(甲)", "5"), "rest": ("true", "0")}, {"all": ("true", "5")}]
    found = [range_of(judged(one(rules), {}, {"a": 3}), "a") for rules in writings]

    assert [(3, 5, 5), (5, 5, 5)] == [(each.points, each.low, each.high) for each in found]


def test_a_condition_that_holds_whatever_the_fact_is_leaves_no_range_though_kleene_sees_one() -> None:
    audit = judged(one({"always": ("甲 or not(甲)", "5"), "rest": ("true", "0")}), {}, {"a": 5})
    row, found = audit.ledger.row("a"), range_of(audit, "a")

    assert ((0, 5), (5, 5)) == ((row.low, row.high), (found.low, found.high))


@settings(max_examples=30)
@given(rules=rules(), said=said, hit=st.sampled_from(("first", "sum")), data=st.data())
def test_a_new_fact_never_widens_a_range(
    rules: dict[str, tuple[str, str]], said: dict[str, str], hit: str, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from((*TRUTHS, "数")))
    more = {name: data.draw(st.sampled_from(("0 项", "3 项", "7 项") if name == "数" else ("true", "false"))), **said}
    before, after = (range_of(judged(one(rules, hit), facts, {"a": 3}), "a") for facts in (said, more))

    assert before.low <= after.low <= after.high <= before.high


SHARE = {"率": "数 / 总"}
NO_TOTAL = [{"when": "总 = 0", "because": {"zh": "没有总数", "en": "no total"}}]


def test_of_two_numbers_that_act_through_their_rate_every_level_is_found() -> None:
    bands = {"full": ("率 >= 90%", "5"), "part": ("率 >= 60%", "3"), "low": ("率 < 60%", "1")}
    found = range_of(judged(one(bands, let=SHARE, open=NO_TOTAL), {}, {"a": 5}), "a")

    assert (1, 5, True) == (found.low, found.high, found.exact)


@pytest.mark.parametrize("claim", [0, 2, 5])
def test_where_nothing_can_be_divided_the_claim_is_among_the_points(claim: int) -> None:
    audit = judged(one({"any": ("率 >= 0%", "5")}, let=SHARE, open=NO_TOTAL), {"数": "3 项"}, {"a": claim})
    found = ends_of(Scoring(audit), audit.rubric.indicators["a"], {})

    assert (claim, 5) == (found.low, found.high)


def test_a_long_checklist_is_a_sum_and_not_all_its_combinations() -> None:
    names = [f"项{place}" for place in range(30)]
    long = build(
        dict.fromkeys(names, "boolean"), [card("a", "30", {f"r{i}": (n, "1") for i, n in enumerate(names)}, hit="sum")]
    )
    found = range_of(judged(long, {}, {"a": 30}), "a")

    assert (0, 30, True) == (found.low, found.high, found.exact)


def two(first: dict[str, tuple[str, str]], second: dict[str, tuple[str, str]]) -> Rubric:
    bonus = card("c", "0", {"never": ("数 < 0", "0")}, hit="sum", adjustment=True)
    cap = {"id": "top", "of": "total", "most": "8", "charged_to": "c"}
    return build(FACTS, [card("a", "25", first), card("b", "25", second), bonus], caps=[cap])


@settings(max_examples=30)
@given(first=rules(), second=rules(), said=said)
def test_the_total_over_two_indicators_is_what_every_world_gives(
    first: dict[str, tuple[str, str]], second: dict[str, tuple[str, str]], said: dict[str, str]
) -> None:
    # A number that both read is kept known: of several turns at once only the enclosing range may be told.
    said = {"数": "4 项", **said}
    audit = judged(two(first, second), said, {"a": 5, "b": 5})
    opened = tuple(name for name in TRUTHS if name not in said)
    sums = [
        capped(audit, sum(pair, Fraction(0)))
        for pair in zip(scan(audit, "a", opened), scan(audit, "b", opened), strict=True)
    ]
    found = ask(audit)

    assert (min(sums), max(sums)) == (found.low, found.high)


@settings(max_examples=30)
@given(first=rules(), second=rules(), said=said)
def test_the_questions_are_the_smallest_set_that_decides_the_total(
    first: dict[str, tuple[str, str]], second: dict[str, tuple[str, str]], said: dict[str, str]
) -> None:
    said = {"数": "4 项", **said}
    audit = judged(build(FACTS, [card("a", "25", first), card("b", "25", second)]), said, {"a": 5, "b": 5})
    opened = tuple(name for name in TRUTHS if name not in said)
    totals = {
        tuple(world.values()): sum(points, Fraction(0))
        for world, *points in zip(every(opened), scan(audit, "a", opened), scan(audit, "b", opened), strict=True)
    }
    needed = {
        name
        for place, name in enumerate(opened)
        for world, points in totals.items()
        if totals[(*world[:place], not world[place], *world[place + 1 :])] != points
    }

    assert needed == {question.fact for question in ask(audit).questions}


def test_a_printed_rate_that_gives_an_end_is_told_as_open(rubric: Rubric) -> None:
    # Nothing can be divided by no assets at all, so that only a printed rate gives points.
    found = range_of(judged(rubric, {"固定资产原值": "0 万元"}, {}), "asset-utilisation")

    assert (3, {"固定资产利用率"}) == (found.high, set(found.high_at))
    assert set(found.high_at) <= set(found.open)
