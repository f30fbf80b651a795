"""Which mutants cases kill, which are proved to be the same, and the cases that would kill the rest."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from small_rubrics import author, card
from youju.feel import UNKNOWN, Value
from youju.prove import came_to
from youju.regress.cases import Case, cases_of
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.run import Score, Verdict, mutants_of, score, tried, verdict
from youju.regress.mutants.trial import Whole, given_to, trial_of
from youju.regress.mutants.whole import total_of
from youju.regress.mutants.witness import WholeWitness, Witness, text_of, yaml_of
from youju.rubric import WEIGHT, Authored, CaseSpec
from youju.rubric.spec import ExpectSpec
from youju.source import Place
from youju.structs import replace

SMALL = {"type": "count", "unit": "项", "bounds": {"min": 0, "max": 3}}
FACTS = {"已办": SMALL, "应办": SMALL, "办好": "boolean"}
NOTHING = {"when": "应办 = 0", "because": {"zh": "没有", "en": "none"}}
CARDS = [
    card("count", "4", {"many": ("已办 >= 2", "weight"), "few": ("已办 < 2", "max(0, 已办 - 1)")}),
    card("rate", "4", {"all": ("率 >= 100%", "weight"), "part": ("率 < 100%", "weight * 率")}, open=[NOTHING],
         let={"率": "已办 / 应办"}),
    card("list", "4", {"one": ("办好", "1"), "two": ("已办 > 0 and 办好", "3")}, hit="sum"),
    card("once", "4", {"no": ("not(办好)", "0"), "yes": ("办好", "weight"), "idle": ("false", "2")}, hit="unique"),
]  # fmt: skip


def rubric_of(one: dict[str, object], **more: object) -> Authored:
    return author(FACTS, [dict(one)], **more)


def of_card(authored: Authored) -> list[Mutant]:
    return [one for one in mutants_of(authored) if one.card is not None]


def points(authored: Authored, values: dict[str, Value], indicator: str) -> Iterator[dict[str, Value]]:
    """Every point of the small grid, each fact unknown too."""
    sides = {name: [UNKNOWN, *([True, False] if name == "办好" else map(Fraction, range(4)))] for name in FACTS}
    read = authored.rubric.indicators[indicator].facts
    for chosen in product(*(sides[name] for name in read)):
        yield {**values, **dict(zip(read, chosen, strict=True))}


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one["indicator"])
def test_what_is_called_equivalent_is_the_same_at_every_point_and_every_other_is_not(one: dict[str, object]) -> None:
    authored = rubric_of(one)
    old = next(iter(authored.rubric.indicators.values()))
    for found in tried(authored, of_card(authored), trial_of(authored)):
        new = found.mutant.card
        assert new is not None
        grid = list(points(authored, {WEIGHT: old.weight}, old.id))
        facts = authored.rubric.dictionary.facts
        cases = [
            CaseSpec(given={n: text_of(facts[n], v) for n, v in at.items() if n in facts and v is not UNKNOWN})
            for at in grid
        ]
        runs = [(given_to(authored.rubric, old.id, at), given_to(found.mutant.rubric, old.id, at)) for at in cases]
        differs = any(a is None or b is None or a.points != b.points or a.status != b.status for a, b in runs)
        apart = any(came_to(old, at) != came_to(new, at) for at in grid)

        assert found.outcome != "unknown"
        if found.outcome != "refused":
            assert (found.outcome == "survivor") == (apart or differs or found.missing), found.mutant.told.zh


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one["indicator"])
def test_the_case_of_a_survivor_kills_it_once_a_person_has_decided_it(one: dict[str, object]) -> None:
    authored = rubric_of(one)
    before = tried(authored, of_card(authored), trial_of(authored))
    survivors = [found for found in before if found.outcome == "survivor"]

    assert survivors
    for found in survivors:
        assert "killed" == verdict(authored, found.mutant, trial_of(authored, [decided(found)])).outcome


def decided(found: Verdict, pin: bool = False) -> Case:
    """The case of a survivor with what the rubric gives as what is expected."""
    seen = found.witness
    assert isinstance(seen, Witness)
    was = seen.before
    expect = ExpectSpec(points=was.points, rules=was.rules, status=was.status, low=was.low, high=was.high)
    spec = replace(seen.spec, expect=expect, pin=pin)
    return Case(seen.indicator, spec, Place("cases.yaml", 1, 1), "试")


@pytest.mark.parametrize(
    "one",
    [
        # One of the two needs a fact more: where all are known, rounding hides what it gives.
        card("sum", "2", {"some": ("应办 >= 2 and 办好", "0.25"), "all": ("已办 > 0", "1")}, hit="sum", round="1"),
        # Nothing is decided by a printed rate under the mutant, and nothing is what the rule gives.
        card("print", "2", {"low": ("率 < 1.2", "max(0, weight - 已办)"), "rest": ("true", "0")},
             let={"率": {"from": "已办 / 2", "stated": "写出"}}),
    ],
    ids=lambda one: one["indicator"],
)  # fmt: skip
def test_the_case_of_a_survivor_tells_it_by_more_than_the_rules_that_are_named(one: dict[str, object]) -> None:
    authored = author({**FACTS, "写出": "percent"}, [one])
    found = [each.witness for each in tried(authored, of_card(authored), trial_of(authored)) if each.witness]
    came = [
        [(run.points, run.status, run.low, run.high) for run in (seen.before, seen.after) if run is not None]
        for seen in found
        if isinstance(seen, Witness)
    ]

    assert came
    assert all(before != after for before, after in came)


def test_a_survivor_that_only_a_pin_kills_is_counted_apart() -> None:
    authored = rubric_of(CARDS[0])
    survivor = next(one for one in tried(authored, of_card(authored), trial_of(authored)) if one.outcome == "survivor")
    pinned = trial_of(authored, [decided(survivor, pin=True)])

    assert "pinned" == verdict(authored, survivor.mutant, pinned).outcome


SEEDED = card(
    "seeded", "4", {"many": ("已办 >= 2", "weight"), "few": ("已办 < 2", "1")},
    cases=[
        {"given": {"已办": "2 项"}, "expect": {"points": "4", "rule": "many"}},
        {"given": {"已办": "1 项"}, "expect": {"points": "1", "rule": "few"}},
        {"given": {"已办": "0 项"}, "expect": {"points": "1"}},
        {"given": {"已办": "3 项"}, "expect": {"points": "4"}},
        {"given": {}, "expect": {"status": "undetermined", "low": "1", "high": "4"}},
        {"given": {}, "claimed": "3.755", "expect": {"points": "3.76"}},
    ],
)  # fmt: skip


def test_known_cases_kill_all_that_can_be_killed_and_not_without_one_of_them() -> None:
    authored = rubric_of(SEEDED)
    cases, mutants = cases_of(authored), of_card(authored)
    whole = score(tried(authored, mutants, trial_of(authored)))
    without = [score(tried(authored, mutants, trial_of(authored, (*cases[:i], *cases[i + 1 :])))) for i in (0, 1, 4, 5)]

    assert whole.perfect
    assert "100.00%" == whole.percent(whole.killed)
    assert [False, False, False, False] == [one.perfect for one in without]
    assert {whole.killable} == {one.killable for one in without}


def test_a_case_that_fails_already_kills_nothing() -> None:
    wrong = {**SEEDED, "cases": [{"given": {"已办": "2 项"}, "expect": {"points": "3"}}]}
    authored = rubric_of(wrong)

    assert 0 == score(tried(authored, of_card(authored), trial_of(authored))).killed


@pytest.mark.parametrize(
    ("killed", "all_", "expected"), [(0, 0, "—"), (99_999, 100_000, "99.99%"), (2, 3, "66.66%"), (7, 7, "100.00%")]
)
def test_a_score_is_cut_and_never_rounded_up(killed: int, all_: int, expected: str) -> None:
    counts = score([]).counts | {"killed": killed, "survivor": all_ - killed}

    assert expected == Score(counts).percent(killed)


def moved() -> Authored:
    """A weight that goes to another card where the first does not apply, a bonus with a cap, and a cap on all."""
    bonus = card("bonus", "0", {"each": ("已办 > 0", "已办")}, adjustment=True)
    return author(
        FACTS,
        [
            card("work", "4", {"all": ("应办 >= 1", "weight"), "none": ("应办 = 0", "0")}, applies="办好"),
            card("rest", "6", {"all": ("应办 >= 1", "weight"), "none": ("应办 = 0", "0")},
                 cases=[{"given": {"应办": "2 项"}, "expect": {"points": "6"}}]),
            card("other", "2", {"all": ("应办 >= 1", "weight"), "none": ("应办 = 0", "0")}),
            bonus,
        ],
        transfers=[{"id": "move", "from": "work", "to": "rest"}],
        caps=[{"id": "two", "of": "bonus", "most": "2"}, {"id": "high", "of": "bonus", "least": "0"},
              {"id": "total", "of": "total", "most": "12", "charged_to": "bonus"}],
    )  # fmt: skip


def of_whole(authored: Authored) -> dict[str, Verdict]:
    mutants = [one for one in mutants_of(authored) if one.card is None]
    return {one.mutant.told.en: one for one in tried(authored, mutants, trial_of(authored))}


def test_own_weight_for_the_effective_one_is_told_by_a_case_with_moved_weight() -> None:
    authored = moved()
    mutants = [one for one in mutants_of(authored, "rest", ["own"]) if one.operator == "own"]
    found = tried(authored, mutants, trial_of(authored))

    assert ["survivor"] == [one.outcome for one in found]
    assert isinstance(found[0].witness, Witness)
    assert 10 == found[0].witness.spec.effective_weight


def test_caps_are_told_by_a_department_beyond_them_and_one_that_nothing_reaches_is_equivalent() -> None:
    authored = moved()
    found = of_whole(authored)

    assert {"survivor"} == {found[f"cap two: most {words}"].outcome for words in ("2 → 3", "2 → 1", "2 dropped")}
    assert "equivalent" == found["cap high: least 0 dropped"].outcome
    # Where nothing is known of the bonus, the bound is also the least that is left open.
    assert ("survivor", True) == (found["cap high: least 0 → -1"].outcome, found["cap high: least 0 → -1"].missing)
    for one in found.values():
        if isinstance(seen := one.witness, WholeWitness):
            totals = total_of(authored.rubric, seen.given), total_of(one.mutant.rubric, seen.given)
            assert (seen.before, seen.after) == totals
            assert seen.before != seen.after


@pytest.mark.parametrize(
    "more", [{"from": ["已办", "应办"]}, {"from": "已办", "stated": "写出"}], ids=["alternative", "printed"]
)
def test_a_cap_that_is_reached_only_where_a_fact_is_missing_is_told(more: dict[str, object]) -> None:
    facts = {"已办": {**SMALL, "bounds": {"min": 0, "max": 1}}, "应办": SMALL, "写出": "number"}
    cards = [
        card("all", "2", {"all": ("true", "weight")}),
        card("bonus", "0", {"up": ("true", "量")}, adjustment=True, let={"量": more}),
    ]
    found = of_whole(author(facts, cards, caps=[{"id": "two", "of": "bonus", "most": "2"}]))

    assert {"survivor"} == {found[f"cap two: most {words}"].outcome for words in ("2 → 3", "2 → 1", "2 dropped")}


def test_transfers_are_told_by_cases_to_which_the_origin_does_not_apply() -> None:
    found = {name: one for name, one in of_whole(moved()).items() if one.mutant.operator == "transfer"}

    assert {
        "the weight of work no longer moves": "refused",
        "the weight of work goes to other": "survivor",
        "the weight of work is shared by its group": "survivor",
        "the weight of work is shared by all": "survivor",
    } == {name: one.outcome for name, one in found.items()}
    told = [one.witness.spec.given for one in found.values() if isinstance(one.witness, Witness)]
    assert ["false"] * 3 == [given.get("办好") for given in told]


def test_whole_departments_kill_what_no_card_sees() -> None:
    authored = moved()
    survivor = of_whole(authored)["cap total: most 12 → 11"]
    seen = survivor.witness
    assert isinstance(seen, WholeWitness)
    whole = Whole("部门", "decided", lambda rubric: total_of(rubric, seen.given) == seen.before)

    assert "killed" == verdict(authored, survivor.mutant, trial_of(authored, wholes=[whole])).outcome
    failing = replace(whole, passes=lambda _: False)
    assert "survivor" == verdict(authored, survivor.mutant, trial_of(authored, wholes=[failing])).outcome


def rounded(authored: Authored) -> list[Verdict]:
    return tried(authored, [one for one in of_card(authored) if one.operator == "round"], trial_of(authored))


def test_a_claim_finer_than_the_rounding_tells_it_though_all_points_of_rules_are_whole() -> None:
    authored = rubric_of(CARDS[0])
    found = rounded(authored)
    seen = [one.witness for one in found if isinstance(one.witness, Witness)]

    assert [("survivor", True)] * 2 == [(one.outcome, one.missing) for one in found]
    assert [Fraction("3.755")] * 2 == [one.spec.claimed for one in seen]
    assert [Fraction("3.8"), Fraction("3.755")] == [one.after.points for one in seen if one.after is not None]
    assert ["killed"] * 2 == [
        verdict(authored, one.mutant, trial_of(authored, [decided(one)])).outcome for one in found
    ]
    assert all("  claimed: 3.755\n" in yaml_of(one) for one in seen)


def test_rounding_is_equivalent_where_rules_always_decide_and_their_points_are_whole() -> None:
    facts = {"已办": {**SMALL, "default": {"value": "0 项", "zh": "没有提到", "en": "not mentioned"}}}

    whole = card("whole", "4", {"many": ("已办 >= 2", "weight"), "few": ("已办 < 2", "1")})

    assert ["equivalent"] * 2 == [one.outcome for one in rounded(author(facts, [whole]))]


def test_the_solver_finds_what_is_undecided_where_the_case_of_nothing_given_is_decided() -> None:
    """The default decides as long as nothing is said of it: only with it given does the other fact count."""
    facts = {
        "已办": {**SMALL, "default": {"value": "0 项", "zh": "没有提到", "en": "not mentioned"}},
        "应办": SMALL,
    }
    rules = {"none": ("已办 = 0", "0"), "all": ("应办 = 已办", "weight"), "some": ("true", "1")}
    found = rounded(author(facts, [card("late", "4", rules)]))

    assert ["survivor"] * 2 == [one.outcome for one in found]
    assert [["已办"]] * 2 == [list(one.witness.spec.given) for one in found if isinstance(one.witness, Witness)]


def test_a_cap_that_rules_never_reach_is_told_by_a_claim_within_what_they_leave_open() -> None:
    """Known, it is one rule or the other and 2 points; unknown, they are left open together, and 4 may be claimed."""
    rules = {"many": ("已办 > 1", "2"), "few": ("已办 <= 1", "2")}
    cards = [card("work", "4", {"all": ("办好", "weight"), "none": ("not(办好)", "0")}),
             card("bonus", "0", rules, hit="sum", adjustment=True)]  # fmt: skip
    authored = author(FACTS, cards, caps=[{"id": "three", "of": "bonus", "most": "3"}])
    found = of_whole(authored)["cap three: most 3 → 4"]

    assert isinstance(found.witness, WholeWitness)
    assert ("survivor", True, {"bonus": Fraction(4)}) == (found.outcome, found.missing, dict(found.witness.claimed))
    assert (3, 4) == (found.witness.before, found.witness.after)
    assert yaml_of(found.witness).endswith("claimed:\n  bonus: 4\nexpect:\n  total:")


def test_a_mutant_of_what_the_solver_cannot_be_told_is_not_known_unless_a_case_at_hand_tells_it() -> None:
    odd = rubric_of(card("甲", "5", {"a": ("已办 > 2", "min(weight, 已办 ** 应办)"), "b": ("true", "0")}))
    found = {verdict(odd, mutant, trial_of(odd)).outcome for mutant in of_card(odd)}

    assert {"unknown", "survivor"} == found
