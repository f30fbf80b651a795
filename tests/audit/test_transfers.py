"""Weight that does not apply goes on until it reaches something that does; none of it vanishes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports_made_up import Known, judged

from small_rubrics import build, card
from youju.audit import Audit
from youju.rubric import Rubric
from youju.source import RefusedError


def indicator(number: int, weight: int, applies: bool) -> dict[str, object]:
    """An indicator that gives two thirds of its weight; it may depend on a fact of its own whether it applies."""
    rules = {"some": ("true", "weight * 2 / 3")}
    return card(f"i{number}", str(weight), rules, **({"applies": f"适用{number}"} if applies else {}))


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Two to six indicators; all but the last may not apply, and then their weight goes to any of the others."""
    weights = draw(st.lists(st.integers(1, 9), min_size=2, max_size=6))
    last = len(weights) - 1
    applies = [draw(st.booleans()) for _ in range(last)] + [False]
    transfers: list[dict[str, object]] = []
    for number in (number for number in range(last) if applies[number]):
        anywhere = draw(
            st.lists(st.integers(0, last).filter(lambda other, own=number: other != own), max_size=2, unique=True)
        )
        # Somewhere further down, so that some place is always reached.
        to = [*anywhere, draw(st.integers(number + 1, last))]
        transfers.append({"id": f"t{number}", "from": f"i{number}", "to": list(dict.fromkeys(f"i{one}" for one in to))})
    cards = [indicator(number, weight, applies[number]) for number, weight in enumerate(weights)]
    return build({f"适用{number}": "boolean" for number in range(len(weights))}, cards, transfers=transfers)


@st.composite
def audits(draw: st.DrawFn) -> Audit:
    rubric = draw(rubrics())
    names = sorted(rubric.dictionary.facts)
    said: list[tuple[str, Known]] = draw(st.lists(st.tuples(st.sampled_from(names), st.booleans()), max_size=8))
    return judged(rubric, said)


MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(audits())
def test_weight_moves_only_from_what_does_not_apply_to_what_does_and_none_is_lost(audit: Audit) -> None:
    excluded = {name for name, truth in audit.firings.applies.items() if truth is False}
    rows = audit.ledger.rows

    assert excluded == {move.origin for move in audit.firings.moves}
    assert set() == excluded & {move.target for move in audit.firings.moves}
    assert excluded == {row.indicator for row in rows if row.status == "not_applicable"}
    assert {Fraction(0)} >= {row.effective_weight for row in rows if row.indicator in excluded}
    assert audit.rubric.spec.total == sum(row.effective_weight for row in rows)


@MANY
@given(audits())
def test_every_weight_arrives_where_its_transfers_lead_and_is_earned_there_in_its_own_entry(audit: Audit) -> None:
    for row in audit.ledger.rows:
        moves = [move for move in audit.firings.moves if move.target == row.indicator]
        gained = sum((move.weight for move in moves), Fraction(0))
        entries = {entry.rule: entry.points for entry in audit.ledger.of(row.indicator) if entry.kind == "moved"}

        assert row.status == "not_applicable" or row.weight + gained == row.effective_weight
        assert entries == {move.transfer: row.points * move.weight / row.effective_weight for move in moves}


@pytest.mark.parametrize(
    ("said", "weights"),
    [
        ({}, [1, 2, 4]),
        ({"适用0": "true", "适用1": "true"}, [1, 2, 4]),
        ({"适用0": "false", "适用1": "true"}, [0, 3, 4]),
        ({"适用0": "true", "适用1": "false"}, [1, 0, 6]),
        ({"适用0": "false", "适用1": "false"}, [0, 0, 7]),
        ({"适用0": "false"}, [0, 3, 4]),
    ],
)
def test_a_weight_that_comes_to_an_indicator_that_does_not_apply_goes_on(
    said: dict[str, str], weights: list[int]
) -> None:
    chain = [{"id": "t0", "from": "i0", "to": "i1"}, {"id": "t1", "from": "i1", "to": "i2"}]
    cards = [indicator(0, 1, True), indicator(1, 2, True), indicator(2, 4, False)]
    rubric = build({"适用0": "boolean", "适用1": "boolean"}, cards, transfers=chain)

    assert weights == [row.effective_weight for row in judged(rubric, said).ledger.rows]


def test_the_first_place_that_applies_is_taken_before_the_chain_of_one_that_does_not() -> None:
    both = [{"id": "t0", "from": "i0", "to": ["i1", "i2"]}, {"id": "t1", "from": "i1", "to": "i3"}]
    cards = [indicator(0, 1, True), indicator(1, 2, True), indicator(2, 4, False), indicator(3, 8, False)]
    rubric = build({"适用0": "boolean", "适用1": "boolean"}, cards, transfers=both)
    ledger = judged(rubric, {"适用0": "false", "适用1": "false"}).ledger

    assert [0, 0, 5, 10] == [row.effective_weight for row in ledger.rows]


def test_two_weights_that_come_to_one_indicator_are_an_entry_each() -> None:
    both = [{"id": "t0", "from": "i0", "to": "i2"}, {"id": "t1", "from": "i1", "to": "i2"}]
    cards = [indicator(0, 1, True), indicator(1, 2, True), indicator(2, 3, False)]
    rubric = build({"适用0": "boolean", "适用1": "boolean"}, cards, transfers=both)
    entries = judged(rubric, {"适用0": "false", "适用1": "false"}).ledger.of("i2")

    assert [("rule", "some"), ("moved", "t0"), ("moved", "t1")] == [(entry.kind, entry.rule) for entry in entries]
    assert [2, Fraction(2, 3), Fraction(4, 3)] == [entry.points for entry in entries]


@pytest.mark.parametrize(
    "transfers",
    [
        pytest.param([], id="no transfer"),
        pytest.param([{"id": "t0", "from": "i0", "to": "i1"}], id="it ends at one that may not apply"),
        pytest.param(
            [{"id": "t0", "from": "i0", "to": "i1"}, {"id": "t1", "from": "i1", "to": "i0"}], id="it goes in a ring"
        ),
    ],
)
def test_a_rubric_whose_weight_could_vanish_is_refused(transfers: list[dict[str, object]]) -> None:
    cards = [indicator(0, 1, True), indicator(1, 2, True), indicator(2, 4, False)]

    with pytest.raises(RefusedError, match="rubric-weight-vanishes"):
        build({"适用0": "boolean", "适用1": "boolean"}, cards, transfers=transfers)


@pytest.mark.parametrize("claim", [None, 0, 2, 3, 5, 9])
def test_a_claim_on_an_indicator_with_moved_weight_is_accepted_up_to_the_weight_it_has_now(
    rubric: Rubric, claim: int | None
) -> None:
    ledger = judged(rubric, {"有转移支付资金": "false"}, {"expenditure-rate": claim}).ledger
    row, entries = ledger.row("expenditure-rate"), ledger.of("expenditure-rate")

    assert (6, min(claim or 0, 6)) == (row.effective_weight, row.points)
    assert [Fraction(row.points) / 2] * 2 == [entry.points for entry in entries]


def test_a_share_of_the_moved_weight_is_earned_with_the_rest(rubric: Rubric) -> None:
    said = {"有转移支付资金": "false", "实际支付数": "950 万元", "下达预算数": "1000 万元"}
    entries = judged(rubric, said).ledger.of("expenditure-rate")

    assert [("share-spent", Fraction("2.85")), ("no-transfer-funds", Fraction("2.85"))] == [
        (entry.rule, entry.points) for entry in entries
    ]
