"""The laws of a rubric: kept by cards that are right, broken by cards that are not, as trying every value has it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from laws_kit import BANDS, brute, by_laws, given_up, refuted, small_cards

from small_rubrics import BECAUSE, build, card
from youju.audit.enter import enter
from youju.feel import Value
from youju.firing import decider, fire
from youju.prove import Budget, NotEncodable, came_to
from youju.regress.laws import Proof, prove_rubric
from youju.regress.laws.weights import keeps
from youju.rubric import WEIGHT, Indicator, Rubric, TransferSpec, dictionary_of, load_rubric, packs
from youju.rubric.model import Formula
from youju.structs import replace

FACTS: Mapping[str, Any] = {
    "初": "money", "后": "money", "数": "count", "总": "count", "是": "boolean", "另": "boolean",
    "增": {"type": "percent", "unit": "%", "change": True},
}  # fmt: skip
EMPTY = {"when": "初 = 0", "because": BECAUSE}
HALF = {"when": "总 = 0 and 数 > 0", "because": BECAUSE}


def small(*cards: dict[str, Any], **more: Any) -> Rubric:
    return build(FACTS, list(cards), **more)


def proofs_of(*cards: dict[str, Any], **more: Any) -> tuple[Proof, ...]:
    return prove_rubric(small(*cards, **more))


GOOD = [
    card("甲", "5", BANDS, let={"率": "abs(后 - 初) / 初"}, open=[EMPTY]),
    card("甲", "5", {"a": ("是", "weight"), "b": ("not(是)", "0")}, hit="unique", monotone={"是": "up"}),
    card("甲", "5", {"a": ("是", "2"), "b": ("另", "3")}, hit="sum", monotone={"是": "up", "另": {"up": "是"}}),
    card("甲", "5", {"a": ("总 > 0", "weight * min(1, 数 / 总)"), "b": ("总 = 0", "weight")}, monotone={"数": "up"}),
    card("甲", "5", {"a": ("数 >= 0", "max(0, weight - 数)")}, monotone={"数": "down"}),
    card("甲", "5", {"a": ("增 <= 0%", "weight"), "b": ("增 > 0%", "0")}, monotone={"增": "down"}),
]
BAD = [
    # Bands of an adjustment that forget that budgets are cut as well.
    ("prove-gap", "", card("甲", "5", BANDS, let={"率": "(后 - 初) / 初"}, open=[EMPTY])),
    ("prove-gap", "", card("甲", "5", {"a": ("增 > 0%", "weight"), "b": ("增 < 0%", "0")})),
    ("prove-overlap", "", card("甲", "5", {"a": ("数 >= 2", "5"), "b": ("数 <= 2", "0")}, hit="unique")),
    ("prove-unreachable", "b", card("甲", "5", {"a": ("数 >= 2", "5"), "b": ("数 > 3", "1"), "c": ("true", "0")})),
    ("prove-unreachable", "b", card("甲", "5", {"a": ("是", "5"), "b": ("数 < 0", "1"), "c": ("true", "0")})),
    ("prove-unreachable", "初 = 0", card("甲", "5", {"a": ("初 = 0", "5"), "b": ("true", "0")}, open=[EMPTY])),
    ("prove-bounds", "5", card("甲", "5", {"a": ("总 > 0", "weight * 数 / 总"), "b": ("总 = 0", "0")})),
    ("prove-bounds", "5", card("甲", "5", {"a": ("true", "weight - 数")})),
    ("prove-full-marks", "5", card("甲", "5", {"a": ("是", "4"), "b": ("true", "0")})),
    ("prove-monotone", "数", card("甲", "5", {"a": ("数 <= 9", "5"), "b": ("true", "0")}, monotone={"数": "up"})),
    ("prove-monotone", "是", card("甲", "5", {"a": ("是", "5"), "b": ("true", "0")}, monotone={"是": "down"})),
    ("prove-monotone", "数", card("甲", "5", {"a": ("数 >= 0", "5")}, monotone={"数": {"up": "数 < 1"}})),
    ("prove-division", "总", card("甲", "5", {"a": ("数 / 总 >= 1", "5"), "b": ("数 / 总 < 1", "0")}, open=[HALF])),
]  # fmt: skip


@pytest.mark.parametrize("one", GOOD, ids=range(len(GOOD)))
def test_what_is_right_is_proved(one: dict[str, Any]) -> None:
    assert {"proved"} == {proof.verdict for proof in proofs_of(one)}


@pytest.mark.parametrize(("code", "about", "one"), BAD, ids=[f"{one[0]}-{i}" for i, one in enumerate(BAD)])
def test_what_is_wrong_is_refuted_by_values_that_show_it(code: str, about: str, one: dict[str, Any]) -> None:
    rubric = small(one)
    found = [proof for proof in prove_rubric(rubric) if proof.verdict == "refuted"]

    assert {(code, about)} == {(proof.code, proof.about) for proof in found}
    assert all(proof.found is not None for proof in found)
    assert all(_shows(rubric.indicators["甲"], proof) for proof in found)


def _shows(indicator: Indicator, proof: Proof) -> bool:
    """Whether the values of a proof show, by the interpreter alone, what refutes the law; some need none."""
    values: dict[str, Value] = {WEIGHT: Fraction(5), **proof.at}
    came = came_to(indicator, values)
    match proof.law:
        case "gap" | "overlap" | "division":
            return came == "undecided"
        case "bounds":
            return isinstance(came, Fraction) and not 0 <= came <= 5
        case "monotone":
            later = {**values, **{name.rstrip("′"): value for name, value in proof.at.items() if name.endswith("′")}}
            return not proof.at or came != came_to(indicator, later)
        case _:
            return not proof.at


def test_the_gap_of_a_budget_that_is_cut_is_told_in_round_figures() -> None:
    gap = next(one for one in proofs_of(BAD[0][2]) if one.verdict == "refuted")

    assert {"初": Fraction(100), "后": Fraction(50)} == gap.at


def test_a_total_that_adjustments_lift_beyond_its_bounds_is_refuted_by_an_audit() -> None:
    bonus = card("乙", "0", {"a": ("数 > 0", "数"), "b": ("总 > 0", "-总")}, hit="sum", adjustment=True)
    rubric = small(card("甲", "5", {"a": ("是", "weight"), "b": ("true", "0")}), bonus)
    found = [one for one in prove_rubric(rubric) if one.law == "total"]
    decide = decider(rubric, "exact")
    totals = [
        sum((entry.points for entry in enter(rubric, fire(rubric, one.at, decide), {}, decide).entries), Fraction(0))
        for one in found
    ]

    assert ["refuted", "refuted"] == [one.verdict for one in found]
    assert totals[0] < 0
    assert totals[1] > 5


@pytest.mark.parametrize("most", ["5", "7"])
def test_caps_hold_the_total(most: str) -> None:
    bonus = card("乙", "0", {"a": ("数 > 0", "数")}, hit="sum", adjustment=True)
    caps = [{"id": "top", "of": "total", "most": most, "charged_to": "乙"}, {"id": "bonus", "of": "乙", "most": "3"}]
    found = proofs_of(card("甲", "5", {"a": ("是", "weight"), "b": ("true", "0")}), bonus, caps=caps)

    assert {"proved"} == {one.verdict for one in found}


def test_full_marks_are_asked_for_every_weight_that_may_arrive() -> None:
    stiff = card("甲", "5", {"a": ("是", "5"), "b": ("true", "0")})
    leaving = card("乙", "3", {"a": ("true", "weight")}, applies="另")
    found = proofs_of(stiff, leaving, transfers=[{"id": "move", "from": "乙", "to": "甲"}])

    assert {("prove-full-marks", "甲", "8")} == {
        (one.code, one.indicator, one.about) for one in found if one.verdict == "refuted"
    }


def test_what_has_no_exact_form_is_told_law_by_law_with_the_part_in_the_way() -> None:
    odd = card("甲", "5", {"a": ("数 >= 0", "min(weight, 数 ** 总)")}, monotone={"数": "up"})
    found = [one for one in proofs_of(odd) if one.verdict != "proved"]
    reasons = {one.found.zh for one in found if one.found is not None}

    assert {"not analysed"} == {one.verdict for one in found}
    assert {"gap", "unreachable", "division", "bounds", "full marks", "monotone"} <= {one.law for one in found}
    assert any("数 ** 总" in reason for reason in reasons)


def test_a_budget_that_runs_out_is_never_a_proof() -> None:
    hard = card("甲", "5", {"a": ("数 * 数 * 数 + 总 * 总 * 总 = 33 * 33", "5"), "b": ("true", "0")})
    found = prove_rubric(small(hard), budget=Budget(resources=1, milliseconds=1))

    assert "refuted" not in {one.verdict for one in found}
    assert "not analysed" in {one.verdict for one in found}


@settings(max_examples=12, deadline=None)
@given(small_cards())
def test_the_verdicts_are_what_trying_every_value_gives(one: Indicator) -> None:
    try:
        found = by_laws(one)
    except NotEncodable:
        reject()

    unsure = given_up(found)

    assert brute(one) - unsure == refuted(found) - unsure


@settings(max_examples=60)
@given(st.data())
def test_the_worst_case_of_weights_decides_for_all(data: st.DataObject) -> None:
    ids = [f"c{i}" for i in range(5)]
    rubric = small(*(card(name, str(i + 1), {"a": ("true", "weight")}) for i, name in enumerate(ids)))
    may_not = data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
    to = st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=2)
    ways = st.one_of(st.builds(lambda to: {"to": to}, to), st.sampled_from([{"share": "group"}, {"rescale": "true"}]))
    transfers = tuple(
        TransferSpec.read({"id": name, "from": name, "because": BECAUSE, **way})
        for name in may_not
        if (way := data.draw(st.one_of(st.none(), ways))) is not None and way.get("to") != [name]
    )
    condition = Formula("true", rubric.indicators["c0"].rules[0].when.expr)
    some = {n: replace(i, applies=condition) if n in may_not else i for n, i in rubric.indicators.items()}
    moved = replace(rubric, indicators=some, spec=replace(rubric.spec, transfers=transfers))
    ways_out = [dict(zip(may_not, at, strict=True)) for at in product((True, False), repeat=len(may_not))]

    assert all(keeps(moved, at) for at in ways_out) == keeps(moved, dict.fromkeys(may_not, False))


def test_weights_that_go_nowhere_are_refuted() -> None:
    rubric = small(card("甲", "5", {"a": ("true", "weight")}), card("乙", "3", {"a": ("true", "weight")}))
    lost = replace(rubric.indicators["甲"], applies=Formula("true", rubric.indicators["甲"].rules[0].when.expr))
    found = prove_rubric(replace(rubric, indicators={**rubric.indicators, "甲": lost}))

    assert ["甲"] == [one.about for one in found if one.law == "weights" and one.verdict == "refuted"]


def test_the_rubrics_at_hand_keep_every_law() -> None:
    found = [prove_rubric(load_rubric(pack.folder, dictionary_of(pack.folder))) for pack in packs()]
    broken = [one for proofs in found for one in proofs if one.verdict in ("refuted", "not analysed")]

    assert [] == broken
    assert all(any(one.law == "monotone" for one in proofs) for proofs in found)


def test_what_is_declared_of_a_card_decides_no_score() -> None:
    plain_card = card("甲", "5", {"a": ("数 >= 0", "weight")})

    assert small(plain_card).digest == small({**plain_card, "monotone": {"数": "up"}}).digest
