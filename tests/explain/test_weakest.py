"""The weakest points: all of them, the gravest first, each with its reason and papers."""

from fractions import Fraction

import pytest

from youju.audit import Audit
from youju.explain import WeakPoint, weakest


def _sums(points: tuple[WeakPoint, ...]) -> dict[str, Fraction]:
    supports = ("contradicted", "missing_input", "asserted")
    return {one: sum((p.points for p in points if p.support == one), Fraction(0)) for one in supports}


@pytest.mark.parametrize("which", ["sample_audit", "real_audit"])
def test_weak_points_sum_to_the_supports_of_the_ledger(which: str, request: pytest.FixtureRequest) -> None:
    found: Audit = request.getfixturevalue(which)
    support = found.ledger.totals.support

    expected = {one: support[one] for one in ("contradicted", "missing_input", "asserted")}
    actual = _sums(weakest(found))
    assert expected == actual


def test_contradicted_points_come_first_and_the_most_points_in_each(sample_audit: Audit) -> None:
    order = ("contradicted", "missing_input", "asserted")
    points = [(order.index(one.support), -one.points) for one in weakest(sample_audit)]

    expected = sorted(points)
    actual = points
    assert expected == actual


def test_a_weak_point_says_what_its_finding_says(sample_audit: Audit) -> None:
    first = weakest(sample_audit)[0]
    finding = next(one for one in sample_audit.findings if one.code == "targets-admitted-unclear")

    expected = ("target-clarity", 4, finding.message, finding.papers)
    actual = (first.indicator, first.points, first.reason, first.papers)
    assert expected == actual
