"""The judges of the evidence notice what is wrong: a claim altered by the least there is does not pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from random import Random

import pytest
from certificates import quotes
from claims import Case, Tried, counterfactuals, intervals, necessity, ranges, sufficiency, sums
from departments import made
from judges import replay_of
from sentences_read import Reader
from tried import told

from youju.explain.answers import Regain
from youju.explain.certify import explained
from youju.explain.ranges import range_of
from youju.rubric import Rubric
from youju.structs import replace

Spoilt = Case | None
CENT = Fraction(1, 100)


@pytest.fixture(scope="module")
def cases(rubric: Rubric) -> list[Case]:
    """All that is said of a department whose report lacks statements."""
    audit = made(2, rubric).audit
    replay = replay_of(audit)
    every = [explained(audit, name) for name in rubric.indicators]
    return [Case(audit, replay, one, range_of(audit, one.indicator), Random(0), 3) for one in every]


def _with(case: Case, back: Regain) -> Case:
    return replace(case, said=replace(case.said, regain=back))


def _cited_less(case: Case) -> Spoilt:
    cites = case.said.cites
    fewer = replace(cites, facts=cites.facts[1:], needs=cites.needs[1:])
    return replace(case, said=replace(case.said, cites=fewer)) if case.now.decided and cites.facts else None


def _cited_more(case: Case) -> Spoilt:
    cites = case.said.cites
    beside = [name for name in case.read() if name in case.replay.values and name not in cites.facts]
    if not (cites.needs and beside):
        return None
    more = replace(
        cites, facts=(*cites.facts, beside[0]), needs=(*cites.needs, replace(cites.needs[0], fact=beside[0]))
    )
    return replace(case, said=replace(case.said, cites=more))


def _way_moved(steps: int) -> Callable[[Case], Spoilt]:
    def spoil(case: Case) -> Spoilt:
        back = case.said.regain
        for way in back.ways if back else ():
            (change, *rest) = way.changes
            if isinstance(change.after, Fraction) and isinstance(change.before, Fraction) and change.step:
                by = change.step * steps * (1 if change.after > change.before else -1)
                moved = replace(way, changes=(replace(change, after=change.after + by), *rest))
                return _with(case, replace(back, ways=(moved,)))  # type: ignore[type-var]
        return None

    return spoil


def _stay_moved(steps: int) -> Callable[[Case], Spoilt]:
    def spoil(case: Case) -> Spoilt:
        back = case.said.regain
        for stay in back.stays if back else ():
            if stay.high is not None and (steps > 0 or stay.high > stay.value):
                moved = replace(stay, high=stay.high + stay.step * steps)
                return _with(case, replace(back, stays=(moved,)))  # type: ignore[type-var]
        return None

    return spoil


def _range_moved(case: Case) -> Spoilt:
    return replace(case, range=replace(case.range, high=case.range.high + CENT)) if case.range.open else None


CASES: Mapping[str, tuple[Callable[[Case], Spoilt], Callable[[Case], Iterator[Tried]], str]] = {
    "a fact fewer is cited": (_cited_less, sufficiency, "sufficient"),
    "a fact more is cited": (_cited_more, necessity, "necessary"),
    "a way ends a step short": (_way_moved(-1), counterfactuals, "reaches"),
    "a way goes a step too far": (_way_moved(1), counterfactuals, "one less fails"),
    "an interval is a step too wide": (_stay_moved(1), intervals, "interval end keeps"),
    "an interval is a step too narrow": (_stay_moved(-1), intervals, "beyond it changes"),
    "a range is wider than what is attained": (_range_moved, ranges, "range end attained"),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_claim_off_by_the_least_is_noticed(kind: str, cases: list[Case]) -> None:
    spoil, judge, claim = CASES[kind]
    spoilt = [(case, other) for case in cases if (other := spoil(case)) is not None]

    assert spoilt
    assert [] == [wrong for case, _ in spoilt for name, wrong in judge(case) if name == claim and wrong]
    assert all(any(name == claim and wrong for name, wrong in judge(other)) for _, other in spoilt)


def test_a_number_that_is_another_is_noticed_in_every_slot(cases: list[Case]) -> None:
    for case in cases[:6]:
        reader = Reader(case)
        for one in told(case.said):
            for name, said in one.slots.items():
                if said.of in ("points", "weight", "lost") or said.of.startswith(("fact:", "way:", "stay:")):
                    zh = "".join(str((int(char) + 1) % 10) if char.isdigit() else char for char in said.zh)
                    other = replace(one, slots={**one.slots, name: replace(said, zh=zh)})

                    assert zh == said.zh or any(wrong for _, wrong in reader.tried((other,)))


def test_a_ledger_and_quotes_that_were_altered_are_noticed(cases: list[Case]) -> None:
    case = cases[0]
    record = replay_of(case.audit)
    record.ledger["entries"][0]["points"] = "0.5"
    fact = next(one for one in record.ledger["facts"] if one["statements"] and one["name"] in case.said.cites.facts)
    fact["statements"][0][2] += 1

    assert any(wrong for _, wrong in sums(case.audit, record))
    assert any(wrong for _, wrong in quotes(case.audit, [case.said], record))
