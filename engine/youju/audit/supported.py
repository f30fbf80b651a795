"""Scores that stand on the report's word alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.facts import Fact
from youju.rubric import Rubric, Text

ZERO = Fraction(0)


def support_findings(rubric: Rubric, facts: Mapping[str, Fact], entered: Entered) -> Iterator[Finding]:
    """`asserted-score` for each indicator whose points nothing but sentences support."""
    for row in entered.rows:
        own = [one for one in entered.entries if one.indicator == row.indicator and one.support == "asserted"]
        points = sum((one.points for one in own), ZERO)
        if row.support != "asserted" or points <= 0:
            continue
        # Points on shared weight also rest on why the weight was shared; that is no evidence of this indicator.
        indicator = rubric.indicators[row.indicator]
        names = dict.fromkeys(name for one in own for name in one.facts if name in indicator.facts)
        read = [facts[name] for name in names]
        quotes = dict.fromkeys(said.quote for fact in read for said in fact.statements)
        papers = tuple(dict.fromkeys(paper for fact in read for paper in fact.spec.papers))
        title, said = indicator.title, points_text(points)
        zh = f"「{title.zh}」得 {said} 分，只凭报告的陈述，没有可以核对的数据或文件"
        en = f"{title.en}: {said} points on the report's word, without figures or papers to check it by"
        yield Finding("asserted-score", "P2", Text(zh=zh, en=en), row.indicator, points, tuple(quotes), papers)
