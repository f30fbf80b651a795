"""What z3 says, cvc5 says too: of identities, of edited cards, of bounds and of cards at random."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from random import Random

import pytest
from card_strategies import CARDS
from edited_cards import edited
from hypothesis import Phase, given, settings
from prove_kit import WEIGHT, counted, indicator, replay_of

from youju.feel import Value
from youju.prove import Domain, Free, NotEncodable, Scale, bounds, domain_of, pair
from youju.prove.formula import FALSE, TRUE, Flag, Sign, both, either, opposite
from youju.prove.polynomial import constant, quantity
from youju.prove.question import AtMost, Question
from youju.prove.smtlib import script
from youju.rubric import WEIGHT as WEIGHT_NAME
from youju.rubric import Indicator, Rubric, dictionary_of, load_rubric, packs
from youju.structs import replace

pytest.importorskip("z3")
pytest.importorskip("cvc5")
from second_solver import Tally, opinion, overheard, unsettled
from verdicts import free_of

EDITS, PAIRS = int(os.environ.get("EDITS", "5")), int(os.environ.get("PAIRS", "100"))
"""The size of the long run."""


def cards() -> Iterator[tuple[Rubric, Indicator]]:
    """Every card of every rubric at hand."""
    for pack in packs():
        rubric = load_rubric(pack.folder, dictionary_of(pack.folder))
        yield from ((rubric, card) for card in rubric.indicators.values())


def compare(tally: Tally, old: Indicator, new: Indicator, free: Free, optional: bool) -> None:
    """Lets the prover compare two cards, and cvc5 answer all that was asked on the way."""
    with overheard() as heard:
        pair(old, new, {}, free, frozenset(old.facts) if optional else frozenset()).find()
    tally.hear(heard)


def bounded(tally: Tally, rubric: Rubric, card: Indicator) -> None:
    """The same of the bounds of a card under its own weight."""
    values: dict[str, Value] = {WEIGHT_NAME: card.weight}
    specs = rubric.dictionary.facts
    free = {name: domain_of(specs[name]) for name in card.facts}
    scale = Scale(card.round, least=Fraction(-5), most=Fraction(20))
    with overheard() as heard:
        bounds(card, values, free, card.weight, scale, replay_of(card, values, scale, card.weight))
    tally.hear(heard)


def test_identities_and_edits_of_every_card_are_confirmed() -> None:
    tally = Tally.new()
    for rubric, card in cards():
        free = free_of(rubric, card)
        compare(tally, card, card, free, optional=True)
        compare(tally, card, edited(card, Random(card.id)), free, optional=True)
    print("\n" + tally.told())

    assert ({}, []) == (unsettled(tally), tally.wrong)
    assert 0.9 * sum(tally.counts.values()) < tally.counts["unsat: confirmed"] + tally.counts["sat: confirmed"]


def test_bounds_of_some_cards_are_confirmed() -> None:
    tally = Tally.new()
    for rubric, card in list(cards())[::6]:
        bounded(tally, rubric, card)
    print("\n" + tally.told())

    assert ({}, []) == (unsettled(tally), tally.wrong)
    assert 0 < tally.counts["unsat: confirmed"] < sum(tally.counts.values())


def compare_small(tally: Tally, old: Indicator, new: Indicator) -> None:
    """Two small cards compared over a grid of a few values."""
    free: Free = {
        "a": counted(), "b": counted(), "p": Domain("boolean"), WEIGHT_NAME: Domain("number", choices=(WEIGHT,)),
    }  # fmt: skip
    try:
        with overheard() as heard:
            pair(old, new, {"c": Fraction(1), "q": True}, free).find()
    except NotEncodable:
        return
    tally.hear(heard, milliseconds=400)


# Two solvers asked again and again while a failure is made smaller would take minutes.
@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(CARDS, CARDS)
def test_cards_at_random_are_never_contradicted(old: Indicator, new: Indicator) -> None:
    tally = Tally.new()
    compare_small(tally, old, new)
    # z3 has so many milliseconds: what it gives up on a slow machine is "not analysed", and no verdict to confirm.
    tally.counts.pop("z3 gave up: nothing to confirm", None)

    assert ({}, []) == (unsettled(tally), tally.wrong)


def test_a_wrong_verdict_is_noticed_and_an_error_is_no_time_that_ran_out() -> None:
    tally = Tally.new()
    with overheard() as heard:
        pair(indicator([("a > 2", "1")]), indicator([("a >= 2", "1")]), {WEIGHT_NAME: WEIGHT}, {"a": counted()}).find()
    tally.hear([replace(one, answer="none") for one in heard])

    assert {"unsat: cvc5 says sat": 1} == dict(tally.counts)
    assert 1 == len(tally.wrong)
    assert "error" == opinion("(set-logic QF_LRA)(assert (> x 1.0))(check-sat)")
    assert "timeout" == opinion(
        "(set-logic QF_NIA)(declare-const a Int)(declare-const b Int)(declare-const c Int)"
        "(assert (= (+ (* a a a) (* b b b) (* c c c)) 42))(check-sat)",
        milliseconds=200,
    )


def test_a_script_is_well_formed_whatever_stands_in_it() -> None:
    x, y = quantity("预算数"), quantity("b c")
    shared = both((Sign(x, True), Flag("有项目")))
    parts = (
        shared,
        either((shared, opposite(shared), Sign(-(x * y), False))),
        Sign(x - constant(Fraction(-1, 3)), False),
        Sign(constant(1), True),
        AtMost((shared, Flag("预算数")), 1),
        AtMost((shared,), 0),
        AtMost((), -1),
        TRUE,
        FALSE,
    )
    text = script(Question(parts, frozenset(("b c",)), {"预算数": Fraction(1, 100)}))

    assert "(set-logic QF_NIRA)" in text
    assert 1 == text.count("|n 预算数| Int")
    assert ("|b 预算数| Bool" in text, "(+ (" in text.replace("(+ (ite", "")) == (True, True)
    assert "unsat" == opinion(text)
    assert ["sat"] * 4 == [opinion(script(Question((part,), frozenset(), {}))) for part in parts[:4]]


def test_the_logic_is_the_smallest_that_has_what_is_asked() -> None:
    x, y = quantity("x"), quantity("y")

    assert ["QF_LRA", "QF_LIRA", "QF_NRA", "QF_NIRA"] == [
        script(Question((Sign(value, True),), frozenset(whole), {})).splitlines()[0][11:-1]
        for value, whole in ((x + y, ""), (x + y, "y"), (x * y, ""), (x * y, "x"))
    ]


def test_a_name_that_no_symbol_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="no symbol"):
        script(Question((Flag("a|b"),), frozenset(), {}))


@pytest.mark.evidence
def test_many_verdicts_are_confirmed_by_a_second_solver() -> None:
    edits, ranges, small = Tally.new(), Tally.new(), Tally.new()

    @settings(max_examples=PAIRS, deadline=None, database=None, derandomize=True)
    @given(CARDS, CARDS)
    def two(old: Indicator, new: Indicator) -> None:
        compare_small(small, old, new)

    print(f"\n{datetime.now(UTC):%Y-%m-%d}  every card of both rubrics with itself and with {EDITS} edits of it")
    for rubric, card in cards():
        free = free_of(rubric, card)
        compare(edits, card, card, free, optional=True)
        for i in range(EDITS):
            compare(edits, card, edited(card, Random(f"{card.id}-{i}")), free, optional=True)
    print(f"{edits.told()}\nbounds of every card", flush=True)
    for rubric, card in cards():
        bounded(ranges, rubric, card)
    print(f"{ranges.told()}\n{PAIRS} pairs of small cards at random", flush=True)
    two()
    print(small.told(), flush=True)

    assert [({}, [])] * 3 == [(unsettled(tally), tally.wrong) for tally in (edits, ranges, small)]
