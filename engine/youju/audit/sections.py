"""The weights and scores that a report gives its sections and groups as a whole, against the rubric and the inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from youju.audit.assumed import moved_unwritten
from youju.audit.claimed import heading_of
from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.facts import Passage, Reading
from youju.ledger import Row
from youju.report import Folded, Quote
from youju.rubric import Rubric, Text

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Part:
    """A section or a group of the rubric: its title and weight, and the indicators inside."""

    key: str
    title: Text
    weight: Fraction
    members: tuple[str, ...]


def section_findings(folded: Folded, rubric: Rubric, reading: Reading, entered: Entered) -> Iterator[Finding]:
    """`section-weight-differs` and `section-sum-differs`, in the order of the rubric."""
    rows = {row.indicator: row for row in entered.rows}
    for part in _parts(rubric):
        inside = [rows[name] for name in part.members]
        passage = reading.passages.get(part.key)
        if passage is not None and not _is_an_indicator(part, passage, reading.passages):
            quote = passage.weight_quote or heading_of(folded, passage)
            yield from _weight(part, passage, inside, reading.passages, quote)
        yield from _sum(part, inside, reading, entered)


def _parts(rubric: Rubric) -> Iterator[_Part]:
    for section in rubric.spec.sections:
        members = tuple(name for group in section.groups for name in group.indicators)
        yield _Part(section.id, section.title, section.weight, members)
        for group in section.groups:
            yield _Part(group.id, group.title, group.weight, group.indicators)


def _is_an_indicator(part: _Part, passage: Passage, passages: Mapping[str, Passage]) -> bool:
    """Whether its passage is that of an indicator inside: then the weight there is the indicator's."""
    return any(passages[name].start == passage.start for name in part.members if name in passages)


def _weight(
    part: _Part, passage: Passage, inside: list[Row], passages: Mapping[str, Passage], quote: Quote | None
) -> Iterator[Finding]:
    effective = sum((row.effective_weight for row in inside), ZERO)
    stated = passage.weight
    if stated is None or {stated, passage.adjusted} & {part.weight, effective}:
        return
    written = [passages[row.indicator].weight for row in inside if row.indicator in passages]
    known = [weight for weight in written if weight is not None]
    sum_ = points_text(sum(known, ZERO)) if len(known) == len(inside) else ""
    said, wanted = points_text(stated), points_text(part.weight)
    zh = f"「{part.title.zh}」报告写 {said} 分，评分标准为 {wanted} 分"
    en = f"{part.title.en}: the report says {said} points, the rubric {wanted}"
    if sum_ and sum_ != said:
        zh, en = f"{zh}，报告写的各项分值合计 {sum_} 分", f"{en}, the weights stated inside sum to {sum_}"
    quotes = () if quote is None else (quote,)
    yield Finding("section-weight-differs", "P1", Text(zh=zh, en=en), None, abs(stated - part.weight), quotes)


def _sum(part: _Part, inside: list[Row], reading: Reading, entered: Entered) -> Iterator[Finding]:
    """The score of the whole against the scores inside; where one of these is not written there is no sum."""
    claim = reading.parts.get(part.key)
    counted = [row for row in inside if row.status != "not_applicable"]
    claimed = [row.claimed for row in counted if row.claimed is not None]
    if claim is None or claim.points is None or not claimed or len(claimed) < len(counted):
        return
    sum_ = sum(claimed, ZERO)
    # Weight moved here may be counted in the sum and in no line; that is told of the total.
    moved = sum((moved_unwritten(entered, row) for row in counted), ZERO)
    if claim.points in (sum_, sum_ + moved):
        return
    said, found = points_text(claim.points), points_text(sum_)
    zh = f"「{part.title.zh}」自评合计 {said} 分，其中各项自评相加为 {found} 分"
    en = f"{part.title.en}: {said} claimed for all of it, the claims inside sum to {found}"
    quotes = (*claim.quotes, *(quote for row in counted for quote in reading.claims[row.indicator].quotes[:1]))
    yield Finding("section-sum-differs", "P1", Text(zh=zh, en=en), None, abs(claim.points - sum_), quotes)
