"""The scores that a report gives its groups and sections as a whole: “指标分值共5分，自评得分5分”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.facts.claims import scores_said
from youju.facts.passages import Sought
from youju.facts.spans import Spans
from youju.facts.spec import ClaimSpec
from youju.facts.statements import Claim, Passage
from youju.report import Document, Folded, Quote


def read_part_claims(
    document: Document, folded: Folded, passages: Mapping[str, Passage], sought: Sequence[Sought], words: ClaimSpec
) -> dict[str, Claim]:
    """The one score of every group and section that has one; where an indicator in it was not found, or the group is
    the indicator, whose score it is cannot be told.
    """
    found: dict[str, Claim] = {}
    for item in sought:
        inside = list(_inside(item.key, sought))
        own = [passages.get(one.key) for one in inside]
        passage = passages.get(item.key)
        if item.leaf or passage is None or None in own or any(one and one.start == passage.start for one in own):
            continue
        said = dict(_said(document, folded, passage, [passages[one.key] for one in inside], words))
        if len(said) == 1:
            points, quote = said.popitem()
            found[item.key] = Claim("score", points, (quote,))
    return found


def read_split(
    document: Document, folded: Folded, totals: Sequence[Claim], titles: Mapping[str, str], words: ClaimSpec
) -> dict[str, Claim]:
    """The scores of sections beside a claimed total: “总得分96分。其中：预算编制情况27分，…”.

    `titles` are those of the sections by their keys. The first total with scores beside it counts; a score of one
    section alone divides nothing.
    """
    for total in totals:
        start = total.quotes[0].start
        begin = next((at for at, place in enumerate(folded.origin) if place >= start), len(folded.text))
        end = folded.text.find("\n", begin)
        span = (begin, len(folded.text) if end < 0 else end)
        found: dict[str, Claim] = {}
        for key, title in titles.items():
            phrases = [f"{title}{said}" for said in words.split]
            for points, quote in scores_said(document, folded, words, phrases, *span):
                found.setdefault(key, Claim("score", points, (quote,)))
        if len(found) > 1:
            return found
    return {}


def _inside(key: str, sought: Sequence[Sought]) -> Iterator[Sought]:
    """What belongs to a group or section, at any depth."""
    for item in sought:
        if item.parent == key:
            yield item
            yield from _inside(item.key, sought)


def _said(
    document: Document, folded: Folded, passage: Passage, inside: Sequence[Passage], words: ClaimSpec
) -> Iterator[tuple[Fraction, Quote]]:
    """The scores before the first thing inside, and what calls itself the sum of a group, outside of things inside."""
    if not any(one.shared for one in inside):
        head = min((one.start for one in inside), default=passage.start)
        yield from scores_said(document, folded, words, words.score, passage.start, max(head, passage.start))
    others = Spans((one.start, one.end) for one in inside if not one.shared)
    yield from scores_said(document, folded, words, words.group, passage.start, passage.end, others)
