"""Weight that is shared in proportion or rescaled: the points of the others count for more, by one formula."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports_made_up import judged

from small_rubrics import build, card
from youju.audit import Audit
from youju.audit.record import to_record
from youju.audit.words import points_text
from youju.ledger.certificate import verify
from youju.rubric import Rubric
from youju.source import RefusedError, canonical

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
Transfers = list[dict[str, object]]


def rubric(weights: list[int], optional: int, transfers: Transfers) -> Rubric:
    """Indicators that give what share a fact says of their weight; the first few may not apply."""
    rules = lambda i: {"part": (f"率{i} >= 0%", f"weight * min(1, 率{i})")}  # noqa: E731
    cards = [
        card(f"i{i}", str(weight), rules(i), **({"applies": f"适用{i}"} if i < optional else {}))
        for i, weight in enumerate(weights)
    ]
    facts = {f"率{i}": "percent" for i in range(len(weights))} | {f"适用{i}": "boolean" for i in range(optional)}
    return build(facts, cards, transfers=transfers)


def cent(value: Fraction) -> Fraction:
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[int], int, list[bool], list[int]]:
    """Weights; how many may not apply; whether these do; what percentage each earns."""
    weights = draw(st.lists(st.integers(1, 9), min_size=2, max_size=6))
    optional = draw(st.integers(1, len(weights) - 1))
    applies = draw(st.lists(st.booleans(), min_size=optional, max_size=optional))
    earned = draw(
        st.lists(st.sampled_from([0, 33, 50, 67, 99, 100, 120]), min_size=len(weights), max_size=len(weights))
    )
    return weights, optional, applies, earned


def said(applies: list[bool], earned: list[int]) -> dict[str, str]:
    told = {f"适用{i}": "true" if one else "false" for i, one in enumerate(applies)}
    return told | {f"率{i}": f"{one}%" for i, one in enumerate(earned)}


@MANY
@given(cases())
def test_a_rescaled_score_is_the_score_over_what_applies_times_the_total(
    case: tuple[list[int], int, list[bool], list[int]],
) -> None:
    weights, optional, applies, earned = case
    transfers: Transfers = [{"id": f"r{i}", "from": f"i{i}", "rescale": "true"} for i in range(optional)]
    audit = judged(rubric(weights, optional, transfers), said(applies, earned))

    apart = [i for i, one in enumerate(applies) if not one]
    kept = [i for i in range(len(weights)) if i not in apart]
    raw = sum((cent(weights[i] * min(Fraction(1), Fraction(earned[i], 100))) for i in kept), Fraction(0))
    total, base = sum(weights), sum(weights[i] for i in kept)

    assert raw * total / base == audit.ledger.totals.recomputed
    assert [Fraction(weights[i] * total, base) if i in kept else 0 for i in range(len(weights))] == [
        row.effective_weight for row in audit.ledger.rows
    ]


@MANY
@given(cases(), st.sampled_from(["share", "rescale", "to"]), st.sampled_from(["share", "rescale", "to"]))
def test_whatever_becomes_of_a_weight_its_ledger_is_lawful_and_is_verified(
    case: tuple[list[int], int, list[bool], list[int]], first: str, others: str
) -> None:
    weights, optional, applies, earned = case
    last = f"i{len(weights) - 1}"
    ways: dict[str, dict[str, object]] = {
        "share": {"share": "group"},
        "rescale": {"rescale": "true"},
        "to": {"to": ["i0", last]},
    }
    transfers: Transfers = [
        {"id": f"t{i}", "from": f"i{i}", **ways[first if i == 0 else others]} for i in range(optional)
    ]
    transfers[0] = {"id": "t0", "from": "i0", **(ways[first] if first != "to" else {"to": ["i1", last]})}
    audit = judged(rubric(weights, optional, transfers), said(applies, earned), {last: 1})

    assert sum(weights) == sum(row.effective_weight for row in audit.ledger.rows)
    assert () == verify(canonical(to_record(audit)))


def test_only_the_indicators_of_a_group_share_its_weight() -> None:
    audit = judged(rubric([3, 1, 2], 1, [{"id": "s", "from": "i0", "share": "group"}]), said([False], [0, 100, 50]))
    entries = [(one.kind, one.rule, one.points) for one in audit.ledger.of("i1")]

    assert [0, 2, 4] == [row.effective_weight for row in audit.ledger.rows]
    assert [("rule", "part", 1), ("moved", "s", 1)] == entries
    assert 4 == audit.ledger.totals.recomputed


def test_a_claim_is_compared_on_the_weight_the_rules_see() -> None:
    claims = {"i1": 1, "i2": 2}
    audit = judged(
        rubric([3, 1, 2], 1, [{"id": "r", "from": "i0", "rescale": "true"}]), said([False], [0, 100, 50]), claims
    )

    assert [("claim-too-high", "i2")] == [
        (one.code, one.indicator) for one in audit.findings if one.code.startswith(("claim", "moved"))
    ]


def test_a_weight_handed_on_to_one_that_shares_is_shared_with_it() -> None:
    chain: Transfers = [{"id": "t", "from": "i0", "to": "i1"}, {"id": "s", "from": "i1", "rescale": "true"}]
    audit: Audit = judged(rubric([1, 2, 3, 6], 2, chain), said([False, False], [0, 0, 100, 50]))

    assert [0, 0, 4, 8] == [row.effective_weight for row in audit.ledger.rows]
    assert 8 == audit.ledger.totals.recomputed


@pytest.mark.parametrize(
    ("transfer", "code"),
    [
        ({"share": "groop"}, "rubric-transfer"),
        ({"share": "group", "rescale": "true"}, "source-bad-value"),
        ({}, "source-bad-value"),
        ({"rescale": "false"}, "source-bad-value"),
    ],
)
def test_a_transfer_goes_one_way_and_to_a_place_there_is(transfer: dict[str, object], code: str) -> None:
    with pytest.raises(RefusedError) as error:
        rubric([1, 2], 1, [{"id": "t", "from": "i0", **transfer}])

    assert [code] == [one.code for one in error.value.diagnostics]


def test_a_weight_that_nothing_certain_shares_is_refused() -> None:
    cards = [card(f"i{i}", "1", {"all": ("true", "weight")}, applies=f"适用{i}") for i in range(2)]
    transfers = [{"id": f"t{i}", "from": f"i{i}", "rescale": "true"} for i in range(2)]

    with pytest.raises(RefusedError, match="rubric-weight-vanishes"):
        build({"适用0": "boolean", "适用1": "boolean"}, cards, transfers=transfers)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("87.6288", "87.6288"),
        ("8500/97", "≈87.63"),
        ("-1/3", "≈-0.33"),
        ("0.00001", "≈0"),
        ("12", "12"),
        ("1/8", "0.125"),
    ],
)
def test_points_whose_decimals_never_end_are_shown_as_near_as_people_want(value: str, shown: str) -> None:
    assert shown == points_text(Fraction(value))
