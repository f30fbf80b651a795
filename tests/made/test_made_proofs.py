"""What breakpoints find over made-up departments is what the solver proves: ranges, and the fewest facts that win back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest
from made_report import written
from made_trial import audited
from made_world import draw
from test_made_ranges import withheld

from youju.audit import Audit
from youju.explain.ranges import range_of, rates_in_doubt
from youju.explain.regain import losing, regain
from youju.explain.scoring import Scoring
from youju.explain.worlds import choices_of, settings
from youju.feel import UNKNOWN
from youju.prove import NotEncodable, bounds, domain_of, scale_of, smallest
from youju.rubric import Rubric

Verdict = tuple[str, str]


def ranges(audit: Audit) -> Iterator[Verdict]:
    """Of each indicator with something open: whether its range is what is proved, where the solver can be asked."""
    scoring = audit.once(Scoring)
    for name, one in audit.rubric.indicators.items():
        found = range_of(audit, name)
        if not found.open or audit.firings.applies[name] is not True:
            continue
        if rates_in_doubt(audit, one) or len(settings(scoring, one, {})) > 1:
            continue  # readings, and other formulas of a rate, are no values of facts
        specs = audit.rubric.dictionary.facts
        free = {open_: domain_of(specs[open_], choices_of(audit, one, open_) or ()) for open_ in found.open}
        known = {fact: value for fact, value in scoring.values.items() if fact not in free}
        weight = audit.firings.own.get(name, Fraction(0))
        try:
            proved = bounds(one, known, free, weight, scale_of(audit, one), lambda at: scoring.at(one, at).points)  # noqa: B023
        except NotEncodable:
            continue
        ends = (proved.low, proved.high)
        if None in ends or proved.undecided.at is not None or any(end.verdict == "unknown" for end in ends if end):
            continue
        agree = found.exact and (found.low, found.high) == tuple(end.points for end in ends if end)
        yield ("agree" if agree else "differ"), f"{name}: {found} {proved}"


def regains(audit: Audit) -> Iterator[Verdict]:
    """Of each indicator that lost points to its rules: whether as few facts win them back as is proved."""
    scoring, specs = audit.once(Scoring), audit.rubric.dictionary.facts
    for name in losing(audit):
        one, found = audit.rubric.indicators[name], regain(audit, name)
        if not found.exact or found.missing or found.lost == found.ruled:
            continue
        kinds = {fact: specs[fact].type for fact in one.facts if specs[fact].type != "text"}
        known = [n for n, kind in kinds.items() if kind == "boolean" or scoring.values.get(n, UNKNOWN) is not UNKNOWN]
        weight, target = audit.firings.own.get(name, Fraction(0)), found.target + found.ruled
        free = {fact: domain_of(specs[fact]) for fact in known}
        try:
            proved = smallest(
                one,
                scoring.values,
                free,
                weight,
                scale_of(audit, one),
                target,
                lambda at: scoring.at(one, at).points,  # noqa: B023
            )
        except NotEncodable:
            continue
        if proved.verdict == "unknown":
            continue
        sizes = [min((len(way.changes) for way in ways), default=None) for ways in (found.ways, proved.ways)]
        yield ("agree" if sizes[0] == sizes[1] else "differ"), f"{name}: {found} {proved}"


def tried(seed: int, rubric: Rubric) -> tuple[list[Verdict], list[Verdict]]:
    whole = audited(written(draw(seed), seed).plain(), rubric)
    return list(ranges(withheld(seed, rubric, Random(f"withheld {seed}")))), list(regains(whole))


def test_a_department_is_as_proved(rubric: Rubric) -> None:
    pytest.importorskip("z3")

    assert [] == [told for part in tried(0, rubric) for verdict, told in part if verdict == "differ"]


@pytest.mark.evidence
def test_a_hundred_departments_are_as_proved(rubric: Rubric, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("z3")
    found = [tried(seed, rubric) for seed in range(100)]
    differing: list[str] = []
    for place, what in enumerate(("ranges", "regain")):
        each = [one for pair in found for one in pair[place]]
        counts = Counter(verdict for verdict, _ in each)
        differing += [told for verdict, told in each if verdict == "differ"]
        with capsys.disabled():
            print(f"\n{what}: {counts['agree']} of {len(each)} as the solver proves, over {len(found)} departments")

    assert [] == differing
