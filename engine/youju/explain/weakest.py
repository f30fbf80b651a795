"""The weakest points of an audit: whose score stands on least, and with how many points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit import Audit
from youju.ledger import Support
from youju.rubric import Text
from youju.structs import Struct

ZERO = Fraction(0)
WEAK: tuple[Support, ...] = ("contradicted", "missing_input", "asserted")
"""The supports that are none, the gravest first."""
_TOLD_BY = {"missing_input": "missing-input", "asserted": "asserted-score"}
_REASONS: dict[Support, Text] = {
    "contradicted": Text(zh="报告自己的话与它不合", en="the report's own words are against it"),
    "missing_input": Text(zh="缺少计分所需的数据", en="a figure that its rule needs is missing"),
    "asserted": Text(zh="只凭报告的陈述", en="on the report's word only"),
}


class WeakPoint(Struct):
    """Points of an indicator that stand on one weak support: how many, why, and the papers that would settle them."""

    indicator: str
    title: Text
    support: Support
    points: Fraction
    reason: Text
    papers: tuple[str, ...]


def weakest(audit: Audit) -> tuple[WeakPoint, ...]:
    """All weak points, contradicted ones first, then missing inputs, then assertions; the most points first in each.

    Their sums by support are those of the ledger's totals.
    """
    found = [point for row in audit.ledger.rows for point in _of(audit, row.indicator)]
    return tuple(sorted(found, key=lambda point: (WEAK.index(point.support), -point.points)))


def _of(audit: Audit, indicator: str) -> Iterator[WeakPoint]:
    points = dict.fromkeys(WEAK, ZERO)
    for entry in audit.ledger.of(indicator):
        points["contradicted"] += entry.at_risk
        if entry.support in points:
            points[entry.support] += entry.points - entry.at_risk
    title = audit.rubric.indicators[indicator].title
    for support in WEAK:
        if points[support] > 0:
            reason, papers = _reason(audit, indicator, title, support)
            yield WeakPoint(indicator, title, support, points[support], reason, papers)


def _reason(audit: Audit, indicator: str, title: Text, support: Support) -> tuple[Text, tuple[str, ...]]:
    """What the finding says that is about these points, and its papers; of several contradictions the costliest."""
    doubted = {doubt.code for doubt in audit.doubts if doubt.indicator == indicator}
    codes = doubted if support == "contradicted" else {_TOLD_BY[support]}
    about = [one for one in audit.findings if one.indicator == indicator and one.code in codes]
    if not about:
        return _REASONS[support], ()
    worst = max(about, key=lambda one: one.points_at_risk)
    return _without(title, worst.message), tuple(dict.fromkeys(paper for one in about for paper in one.papers))


def _without(title: Text, message: Text) -> Text:
    """A message without the title that begins it: the point has its title beside."""
    zh, en = message.zh.removeprefix(f"「{title.zh}」"), message.en.removeprefix(f"{title.en}: ")
    return Text(zh=zh, en=en)
