"""The weights and scores that a report gives its sections and groups as a whole, against the rubric and the inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit.assumed import moved_unwritten
from youju.audit.claimed import heading_of
from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.facts import Claim, Passage, Reading
from youju.facts.part_claims import read_split
from youju.ledger import Row
from youju.report import Folded, Quote
from youju.rubric import Rubric, Text
from youju.structs import Struct

ZERO = Fraction(0)


class _Part(Struct):
    """A section or a group of the rubric: its title and weight, and the indicators inside."""

    key: str
    title: Text
    weight: Fraction
    members: tuple[str, ...]


def section_findings(folded: Folded, rubric: Rubric, reading: Reading, entered: Entered) -> Iterator[Finding]:
    """`section-weight-differs` and `section-sum-differs`, in the order of the rubric."""
    rows = {row.indicator: row for row in entered.rows}
    split = _split(folded, rubric, reading)
    for part in _parts(rubric):
        inside = [rows[name] for name in part.members]
        yield from _weights(part, inside, reading.passages, dict(_stated(folded, part, reading)))
        yield from _sums(part, inside, reading, entered, split.get(part.key))


def _split(folded: Folded, rubric: Rubric, reading: Reading) -> dict[str, Claim]:
    """The scores of the sections beside the total; where each is its section's weight, they are what can be had."""
    sections = rubric.spec.sections
    titles = {one.id: one.title.zh for one in sections}
    found = read_split(folded.document, folded, reading.total_claims, titles, rubric.dictionary.claims)
    full = all(found[one.id].points == one.weight for one in sections if one.id in found)
    return {} if full else found


def _parts(rubric: Rubric) -> Iterator[_Part]:
    for section in rubric.spec.sections:
        members = tuple(name for group in section.groups for name in group.indicators)
        yield _Part(section.id, section.title, section.weight, members)
        for group in section.groups:
            yield _Part(group.id, group.title, group.weight, group.indicators)


def _stated(folded: Folded, part: _Part, reading: Reading) -> Iterator[tuple[Fraction, Quote | None]]:
    """The weights that are stated for a part, in the text and in scoring tables."""
    passage = reading.passages.get(part.key)
    own = (reading.passages[name].start for name in part.members if name in reading.passages)
    # Where the part is the indicator, its weight is told of that.
    if passage is not None and passage.weight is not None and passage.start not in own:
        yield passage.weight, passage.weight_quote or heading_of(folded, passage)
    yield from ((row.weight, row.weight_quote) for row in reading.part_rows if row.key == part.key and row.weight)


def _weights(
    part: _Part, inside: list[Row], passages: Mapping[str, Passage], stated: Mapping[Fraction, Quote | None]
) -> Iterator[Finding]:
    effective = sum((row.effective_weight for row in inside), ZERO)
    known = [passages[row.indicator].weight for row in inside if row.indicator in passages]
    written = [weight for weight in known if weight is not None]
    sum_ = points_text(sum(written, ZERO)) if len(written) == len(inside) else ""
    for weight, quote in stated.items():
        if weight not in (part.weight, effective):
            yield _weight(part, weight, sum_, quote)


def _weight(part: _Part, stated: Fraction, sum_: str, quote: Quote | None) -> Finding:
    said, wanted = points_text(stated), points_text(part.weight)
    zh = f"「{part.title.zh}」报告写 {said} 分，评分标准为 {wanted} 分"
    en = f"{part.title.en}: the report says {said} points, the rubric {wanted}"
    if sum_ and sum_ != said:
        zh, en = f"{zh}，报告写的各项分值合计 {sum_} 分", f"{en}, the weights stated inside sum to {sum_}"
    quotes = () if quote is None else (quote,)
    return Finding("section-weight-differs", "P1", Text(zh=zh, en=en), None, abs(stated - part.weight), quotes)


def _sums(part: _Part, inside: list[Row], reading: Reading, entered: Entered, split: Claim | None) -> Iterator[Finding]:
    """The score of the whole against the scores inside; where one of these is not written there is no sum."""
    tabled = [row.claim for row in reading.part_rows if row.key == part.key]
    claims = [claim for claim in (reading.parts.get(part.key), split, *tabled) if claim is not None]
    counted = [row for row in inside if row.status != "not_applicable"]
    claimed = [row.claimed for row in counted if row.claimed is not None]
    if not claimed or len(claimed) < len(counted):
        return
    sum_ = sum(claimed, ZERO)
    # Weight moved here may be counted in the sum and in no line; that is told of the total.
    known = (None, sum_, sum_ + sum((moved_unwritten(entered, row) for row in counted), ZERO))
    inner = tuple(quote for row in counted for quote in reading.claims[row.indicator].quotes[:1])
    different = {claim.points: claim.quotes for claim in claims if claim.points not in known}
    yield from (_sum(part, points or ZERO, sum_, (*quotes, *inner)) for points, quotes in different.items())


def _sum(part: _Part, claimed: Fraction, sum_: Fraction, quotes: tuple[Quote, ...]) -> Finding:
    said, found = points_text(claimed), points_text(sum_)
    zh = f"「{part.title.zh}」自评合计 {said} 分，其中各项自评相加为 {found} 分"
    en = f"{part.title.en}: {said} claimed for all of it, the claims inside sum to {found}"
    return Finding("section-sum-differs", "P1", Text(zh=zh, en=en), None, abs(claimed - sum_), quotes)
